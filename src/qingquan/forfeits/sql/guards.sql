-- From the moment of a finding no case, no bill and no certificate can come into being under the item, whoever writes.
-- SQLSTATE QQ002: the message and its detail are told to people as a rule's "no" and its ground.
CREATE FUNCTION forfeits_refuse(why text, ground text, named text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', why USING ERRCODE = 'QQ002', DETAIL = ground, CONSTRAINT = named;
END $$;

-- The finding that stands against an item, if any. The lock makes the writer wait for a finding just being made (and
-- the finding for writers just writing), so that neither can slip past the other; 1404 is this room's own lock class.
CREATE FUNCTION forfeits_standing(item bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(1404, item::integer);
    SELECT f.number INTO found FROM forfeits_forfeit f
        WHERE f.item_id = item AND f.effect IN ('given_up', 'cancelled') AND f.lifted_at IS NULL;
    RETURN found;
END $$;

CREATE FUNCTION forfeits_check_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found text := forfeits_standing((SELECT item_id FROM catalogue_itemversion WHERE id = NEW.version_id));
BEGIN
    IF found IS NOT NULL THEN
        PERFORM forfeits_refuse('该事项已被认定放弃，机关不得再行使，不能收件。您可以提交“清单外事项”，由清理审核专班答复去向。',
            '认定编号 ' || found, 'no_case_under_a_power_given_up');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_case_under_a_power_given_up BEFORE INSERT ON cases_case
    FOR EACH ROW EXECUTE FUNCTION forfeits_check_case();

CREATE FUNCTION forfeits_check_bill() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found text := forfeits_standing((SELECT item_id FROM catalogue_itemversion WHERE id = NEW.version_id));
BEGIN
    IF found IS NOT NULL THEN
        PERFORM forfeits_refuse('该事项已被认定放弃，据此收费一律视为乱收费，不能开具缴款通知书。',
            '认定编号 ' || found, 'no_bill_under_a_power_given_up');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_bill_under_a_power_given_up BEFORE INSERT ON fees_bill
    FOR EACH ROW EXECUTE FUNCTION forfeits_check_bill();

-- A case that was running then is stopped; only after somebody decided that it goes on may it be granted.
CREATE FUNCTION forfeits_check_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held bigint;
    item bigint;
    found text;
    decided text;
BEGIN
    IF NEW.kind NOT IN ('grant_decision', 'certificate') THEN
        RETURN NEW;
    END IF;
    SELECT c.id, v.item_id INTO held, item FROM cases_case c JOIN catalogue_itemversion v ON v.id = c.version_id
        WHERE c.number = NEW.subject;
    IF held IS NULL THEN
        RETURN NEW;
    END IF;
    found := forfeits_standing(item);
    SELECT s.decision INTO decided FROM forfeits_stoppedcase s WHERE s.case_id = held ORDER BY s.id DESC LIMIT 1;
    IF decided = '' THEN
        PERFORM forfeits_refuse('本件已停下等候处理，作出处理之前不能准予许可，也不能发证。',
            coalesce('认定编号 ' || found, '停办待处理'), 'no_certificate_in_a_stopped_case');
    ELSIF found IS NOT NULL AND decided IS DISTINCT FROM 'continue' THEN
        PERFORM forfeits_refuse('该事项已被认定放弃，不能准予许可，也不能发证。',
            '认定编号 ' || found, 'no_certificate_under_a_power_given_up');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_certificate_under_a_power_given_up BEFORE INSERT ON papers_document
    FOR EACH ROW EXECUTE FUNCTION forfeits_check_document();

-- What was found stays found; only its lifting and the organ's answering for it are added, once each.
CREATE FUNCTION forfeits_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    added text[] := ARRAY['lifted_at', 'lift_document', 'account_result', 'account_document', 'accounted_at'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM pg_advisory_xact_lock(1404, NEW.item_id::integer);
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - added IS DISTINCT FROM to_jsonb(OLD) - added
        OR OLD.lifted_at IS NOT NULL
            AND (NEW.lifted_at, NEW.lift_document) IS DISTINCT FROM (OLD.lifted_at, OLD.lift_document)
        OR OLD.accounted_at IS NOT NULL AND (NEW.accounted_at, NEW.account_result, NEW.account_document)
            IS DISTINCT FROM (OLD.accounted_at, OLD.account_result, OLD.account_document)
    THEN
        RAISE EXCEPTION '认定 % 作出后不能更改或删除。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'forfeit_keeps_its_word';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forfeit_keeps_its_word BEFORE INSERT OR UPDATE OR DELETE ON forfeits_forfeit
    FOR EACH ROW EXECUTE FUNCTION forfeits_keep();

-- A fee to be given back is never forgotten: who paid how much stays, and it is given back once.
CREATE FUNCTION forfeits_keep_fee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.returned_at IS NOT NULL
        OR to_jsonb(NEW) - ARRAY['returned_at', 'voucher'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['returned_at', 'voucher']
    THEN
        RAISE EXCEPTION '乱收费案件 % 不能更改或删除，退还只登记一次。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'illegal_fee_keeps_its_word';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER illegal_fee_keeps_its_word BEFORE UPDATE OR DELETE ON forfeits_illegalfee
    FOR EACH ROW EXECUTE FUNCTION forfeits_keep_fee();

-- What was decided of a stopped case, and what was answered to a matter, is said once; neither is ever removed.
CREATE FUNCTION forfeits_keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    added text[] := ARRAY['decision', 'reason', 'decided_at', 'decided_by_id'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.decision <> '' OR to_jsonb(NEW) - added IS DISTINCT FROM to_jsonb(OLD) - added THEN
        RAISE EXCEPTION '停办和对它的决定登记后不能更改或者删除。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stop_keeps_its_word';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stop_keeps_its_word BEFORE UPDATE OR DELETE ON forfeits_stoppedcase
    FOR EACH ROW EXECUTE FUNCTION forfeits_keep_decision();

CREATE FUNCTION forfeits_keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    added text[] := ARRAY['state', 'answer', 'answer_text', 'answer_item_id', 'answer_organ_id', 'answered_at',
        'answered_by_id'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'waiting' OR to_jsonb(NEW) - added IS DISTINCT FROM to_jsonb(OLD) - added THEN
        RAISE EXCEPTION '清单外事项 % 和对它的答复登记后不能更改或者删除。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'matter_keeps_its_word';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER matter_keeps_its_word BEFORE UPDATE OR DELETE ON forfeits_unlistedmatter
    FOR EACH ROW EXECUTE FUNCTION forfeits_keep_answer();

CREATE TRIGGER forfeit_is_not_emptied BEFORE TRUNCATE ON forfeits_forfeit
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER illegal_fee_is_not_emptied BEFORE TRUNCATE ON forfeits_illegalfee
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER matter_is_not_emptied BEFORE TRUNCATE ON forfeits_unlistedmatter
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER stopped_case_is_not_emptied BEFORE TRUNCATE ON forfeits_stoppedcase
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();

-- What was given up comes back onto the list only by the government's decision, which lifts the finding first.
-- SQLSTATE 23000: the guards of a publication speak so, see `catalogue.acts.publishing`.
CREATE FUNCTION forfeits_check_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found text := forfeits_standing(NEW.item_id);
BEGIN
    IF found IS NOT NULL THEN
        RAISE EXCEPTION '该事项已被认定放弃，不能公布。确需列入清单的，请在动态调整中申请补列，由政府审定后公布。'
            USING ERRCODE = '23000', HINT = '认定编号 ' || found, CONSTRAINT = 'no_publication_of_a_power_given_up';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_publication_of_a_power_given_up BEFORE UPDATE OF state ON catalogue_itemversion
    FOR EACH ROW WHEN (OLD.state = 'reviewed' AND NEW.state = 'published')
    EXECUTE FUNCTION forfeits_check_publication();
