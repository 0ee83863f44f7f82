-- No list, no power: a case rests on a version that was published and in force on the day of receipt.
CREATE FUNCTION cases_check_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    used timestamptz;
BEGIN
    SELECT first_used_at INTO used FROM catalogue_itemversion
        WHERE id = NEW.version_id AND state IN ('published', 'replaced', 'withdrawn')
          AND from_on <= NEW.received_on AND (until_on IS NULL OR NEW.received_on <= until_on);
    IF NOT FOUND THEN
        RAISE EXCEPTION '办件只能依据收件当日已公布生效的事项版本。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_rests_on_a_version_in_force';
    END IF;
    IF used IS NULL THEN
        UPDATE catalogue_itemversion SET first_used_at = NEW.received_at
            WHERE id = NEW.version_id AND first_used_at IS NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_rests_on_a_version_in_force BEFORE INSERT ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_check_version();

-- What identifies a case and where it came from is settled at receipt.
-- `UPDATE OF`: acts never name these columns, so the guard costs them nothing; whoever names one is asked.
CREATE FUNCTION cases_keep_origin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.version_id, NEW.organ_id, NEW.applicant_id, NEW.received_at, NEW.received_on, NEW.procedure_sha256)
        IS DISTINCT FROM
       (OLD.number, OLD.version_id, OLD.organ_id, OLD.applicant_id, OLD.received_at, OLD.received_on, OLD.procedure_sha256)
    THEN
        RAISE EXCEPTION '办件的编号、事项、申请人、收件时间和流程不能更改。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_keeps_its_origin';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_keeps_its_origin
    BEFORE UPDATE OF number, version_id, organ_id, applicant_id, received_at, received_on, procedure_sha256 ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_keep_origin();

CREATE FUNCTION cases_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '办件及其环节不能删除。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_is_never_removed';
END $$;
CREATE TRIGGER case_is_never_removed BEFORE DELETE ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_removal();
CREATE TRIGGER step_is_never_removed BEFORE DELETE ON cases_step
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_removal();

-- A step is done once.
CREATE FUNCTION cases_step_done_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '环节“%”已经办理，不能再改。', OLD.name
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'step_is_done_once';
END $$;
CREATE TRIGGER step_is_done_once BEFORE UPDATE ON cases_step
    FOR EACH ROW WHEN (OLD.done_at IS NOT NULL) EXECUTE FUNCTION cases_step_done_once();
