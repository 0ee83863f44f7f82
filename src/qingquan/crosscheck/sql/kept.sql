-- A difference is settled, never taken away: what was once suspected of an organ stays to be read.
CREATE FUNCTION crosscheck_difference_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '比对差异 % 不能删除，只能了结', OLD.number USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER difference_stays BEFORE DELETE ON crosscheck_difference
    FOR EACH ROW EXECUTE FUNCTION crosscheck_difference_stays();

-- What a finished run compared and found is what its differences rest on.
CREATE FUNCTION crosscheck_run_keeps_its_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'done' THEN
        RAISE EXCEPTION '已完成的比对不能改动' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER run_keeps_its_word BEFORE UPDATE ON crosscheck_run
    FOR EACH ROW EXECUTE FUNCTION crosscheck_run_keeps_its_word();
