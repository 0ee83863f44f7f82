-- An adjustment goes its way and no other; what set it off never changes; nothing of it is removed.
CREATE FUNCTION adjustment_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    step text;
    origin text[] := ARRAY['number', 'code', 'organ_id', 'source', 'source_key', 'source_entry', 'effective_on',
        'raised_at', 'raised_by_id', 'basis_void'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '动态调整 % 不能删除。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'adjustment_is_never_removed';
    END IF;
    step := OLD.state || '>' || NEW.state;
    IF OLD.state <> NEW.state AND step <> ALL (ARRAY['triggered>applied', 'applied>triggered', 'applied>reviewed',
        'reviewed>approved', 'reviewed>published', 'approved>published', 'published>filed', 'filed>switched',
        'switched>synced', 'triggered>closed', 'applied>closed', 'reviewed>closed', 'published>closed', 'filed>closed'])
    THEN
        RAISE EXCEPTION '动态调整的状态不能这样变化：%。', step
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'adjustment_goes_its_way';
    END IF;
    -- What was published ends as no adjustment only if its version was taken back before its first day.
    IF step IN ('published>closed', 'filed>closed')
        AND NOT EXISTS (SELECT FROM catalogue_itemversion WHERE id = NEW.version_id AND until_on < from_on)
    THEN
        RAISE EXCEPTION '动态调整 % 已经公布施行，不能结束为不作调整。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'adjustment_in_force_is_not_closed';
    END IF;
    IF (SELECT jsonb_object_agg(name, to_jsonb(NEW)->name) FROM unnest(origin) AS name)
        IS DISTINCT FROM (SELECT jsonb_object_agg(name, to_jsonb(OLD)->name) FROM unnest(origin) AS name)
    THEN
        RAISE EXCEPTION '动态调整 % 的触发情形和来源不能更改。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'adjustment_keeps_its_origin';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER adjustment_goes_its_way BEFORE UPDATE OR DELETE ON adjustment_adjustment
    FOR EACH ROW EXECUTE FUNCTION adjustment_keep();

CREATE FUNCTION adjustment_keep_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '审核意见和备案登记后不能更改或者删除。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'adjustment_words_are_kept';
END $$;
CREATE TRIGGER opinion_is_kept BEFORE UPDATE OR DELETE ON adjustment_adjustmentopinion
    FOR EACH ROW EXECUTE FUNCTION adjustment_keep_word();
CREATE TRIGGER filing_is_kept BEFORE UPDATE OR DELETE ON adjustment_adjustmentfiling
    FOR EACH ROW EXECUTE FUNCTION adjustment_keep_word();

-- One receipt answers for what was published by one document; of another it would be somebody else's.
CREATE FUNCTION adjustment_keep_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM adjustment_adjustmentfiling f
        JOIN adjustment_adjustment theirs ON theirs.id = f.adjustment_id
        JOIN adjustment_adjustment ours ON ours.id = NEW.adjustment_id
        WHERE f.receiver = NEW.receiver AND f.receipt = NEW.receipt AND theirs.publication_no <> ours.publication_no)
    THEN
        RAISE EXCEPTION '回执号“%”已经登记在另一个公布文号下。', NEW.receipt
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'filing_receipt_of_one_document';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER filing_receipt_of_one_document BEFORE INSERT ON adjustment_adjustmentfiling
    FOR EACH ROW EXECUTE FUNCTION adjustment_keep_receipt();
CREATE TRIGGER adjustment_is_not_emptied BEFORE TRUNCATE ON adjustment_adjustment
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER opinion_is_not_emptied BEFORE TRUNCATE ON adjustment_adjustmentopinion
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER filing_is_not_emptied BEFORE TRUNCATE ON adjustment_adjustmentfiling
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
