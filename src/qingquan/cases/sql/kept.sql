-- What was applied for, how it came and the limits it was received under are settled at receipt.
CREATE FUNCTION cases_keep_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.query_code, NEW.channel, NEW.mandate_id, NEW.window_id, NEW.received_by_id, NEW.limits, NEW.answers,
            NEW.form_digest)
        IS DISTINCT FROM
       (OLD.query_code, OLD.channel, OLD.mandate_id, OLD.window_id, OLD.received_by_id, OLD.limits, OLD.answers,
            OLD.form_digest)
    THEN
        RAISE EXCEPTION '办件的申请内容、来源、查询码和时限不能更改。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_keeps_its_application';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_keeps_its_application
    BEFORE UPDATE OF query_code, channel, mandate_id, window_id, received_by_id, limits, answers, form_digest ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_keep_application();

-- A special procedure is told once and ended once; what took its days out of the clock is never rewritten.
CREATE FUNCTION cases_keep_pause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.ended_on IS NULL
        AND to_jsonb(NEW) - ARRAY['ended_on', 'result'] = to_jsonb(OLD) - ARRAY['ended_on', 'result'] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '特别程序的事由、文书和起止日期不能更改或删除。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'pause_keeps_its_days';
END $$;
CREATE TRIGGER pause_keeps_its_days BEFORE UPDATE OR DELETE ON cases_pauserow
    FOR EACH ROW EXECUTE FUNCTION cases_keep_pause();

-- The one notice of what is missing is told as it is.
CREATE FUNCTION cases_keep_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '补正告知作出后不能更改或删除。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'notice_keeps_its_word';
END $$;
CREATE TRIGGER notice_keeps_its_word BEFORE UPDATE OR DELETE ON cases_notice
    FOR EACH ROW EXECUTE FUNCTION cases_keep_notice();

CREATE TRIGGER case_is_not_emptied BEFORE TRUNCATE ON cases_case
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER step_is_not_emptied BEFORE TRUNCATE ON cases_step
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER pause_is_not_emptied BEFORE TRUNCATE ON cases_pauserow
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER notice_is_not_emptied BEFORE TRUNCATE ON cases_notice
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER material_is_not_emptied BEFORE TRUNCATE ON cases_materialin
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
