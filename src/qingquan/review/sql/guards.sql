-- What was said in review stays as it was said; nothing of it is ever removed.
CREATE FUNCTION review_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '审核中提出的意见、评分、反馈和决定不能更改或者删除，更正须另行作出。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'review_keeps_its_word';
END $$;
CREATE TRIGGER opinion_keeps_its_word BEFORE UPDATE OR DELETE ON review_opinion
    FOR EACH ROW EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER answer_keeps_its_word BEFORE UPDATE OR DELETE ON review_organanswer
    FOR EACH ROW EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER sheet_keeps_its_word BEFORE UPDATE OR DELETE ON review_scoresheet
    FOR EACH ROW EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER decision_keeps_its_word BEFORE UPDATE OR DELETE ON review_decision
    FOR EACH ROW EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER carried_out_keeps_its_word BEFORE UPDATE OR DELETE ON review_carriedout
    FOR EACH ROW EXECUTE FUNCTION review_refuse_change();
-- An open conclusion is still being written; one that was confirmed stands.
CREATE TRIGGER conclusion_keeps_its_word BEFORE UPDATE ON review_conclusion
    FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER conclusion_is_never_removed BEFORE DELETE ON review_conclusion
    FOR EACH ROW EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER panel_keeps_its_word BEFORE UPDATE ON review_panel
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER panel_is_never_removed BEFORE DELETE ON review_panel
    FOR EACH ROW EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER declaration_keeps_its_word BEFORE UPDATE ON review_seat
    FOR EACH ROW WHEN (OLD.declared_at IS NOT NULL) EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER comment_keeps_its_word BEFORE UPDATE ON review_comment
    FOR EACH ROW WHEN ((OLD.round_id, OLD.number, OLD.text_sealed, OLD.name_sealed, OLD.phone_sealed, OLD.sent_at)
        IS DISTINCT FROM (NEW.round_id, NEW.number, NEW.text_sealed, NEW.name_sealed, NEW.phone_sealed, NEW.sent_at))
    EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER comment_is_never_removed BEFORE DELETE ON review_comment
    FOR EACH ROW EXECUTE FUNCTION review_refuse_change();
-- A freeze may only be given its end.
CREATE TRIGGER freeze_keeps_its_word BEFORE UPDATE ON review_freeze
    FOR EACH ROW WHEN (to_jsonb(OLD) - 'until_on' IS DISTINCT FROM to_jsonb(NEW) - 'until_on')
    EXECUTE FUNCTION review_refuse_change();
CREATE TRIGGER freeze_is_never_removed BEFORE DELETE ON review_freeze
    FOR EACH ROW EXECUTE FUNCTION review_refuse_change();

-- All eight dimensions and no other, each a whole number from nought to five.
CREATE FUNCTION review_scores_are_whole(scores jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT count(*) = 8 AND bool_and(value ~ '^[0-5]$') AND count(*) FILTER (WHERE key IN ('legality', 'necessity',
        'rationality', 'efficiency', 'risk', 'capacity', 'fairness', 'public_opinion')) = 8
    FROM jsonb_each_text(scores)
$$;
ALTER TABLE review_scoresheet ADD CONSTRAINT sheet_scores_all_dimensions CHECK (review_scores_are_whole(scores));

-- Who declared a conflict of interest, or has declared nothing, does not score.
CREATE FUNCTION review_ask_for_declaration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM review_seat WHERE id = NEW.seat_id AND conflict IS FALSE FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION '没有声明无利害关系的专家不能评分。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sheet_after_declaration';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sheet_after_declaration BEFORE INSERT ON review_scoresheet
    FOR EACH ROW EXECUTE FUNCTION review_ask_for_declaration();

-- A decision that takes the place of another is about the same item.
CREATE FUNCTION review_same_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM review_decision WHERE id = NEW.supersedes_id AND reported_id = NEW.reported_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION '更正的决定须是同一申报事项的决定。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'decision_corrects_its_own_item';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_corrects_its_own_item BEFORE INSERT ON review_decision
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION review_same_item();

-- No case begins under an item while it is suspended from above. SQLSTATE QQ002 is told to people as a rule's "no".
CREATE FUNCTION review_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ordered text;
BEGIN
    SELECT f.authority || f.document_no INTO ordered
        FROM review_freeze f JOIN catalogue_itemversion v ON v.item_id = f.item_id
        WHERE v.id = NEW.version_id AND NEW.received_on >= f.from_on
            AND (f.until_on IS NULL OR NEW.received_on <= f.until_on)
        LIMIT 1;
    IF ordered IS NOT NULL THEN
        RAISE EXCEPTION '该事项已按上级决定暂停实施，暂停期间不能收件。'
            USING ERRCODE = 'QQ002', DETAIL = ordered, CONSTRAINT = 'case_not_under_a_frozen_item';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_not_under_a_frozen_item BEFORE INSERT ON cases_case
    FOR EACH ROW EXECUTE FUNCTION review_refuse_frozen();
