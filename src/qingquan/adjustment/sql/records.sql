-- A ruling or a reform that was entered stays as it was entered; what it set off is ended with a reason, not the record.
CREATE FUNCTION adjustment_keep_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '裁判、复议决定和机构改革登记后不能更改或者删除。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'adjustment_records_are_kept';
END $$;
CREATE TRIGGER ruling_is_kept BEFORE UPDATE OR DELETE ON adjustment_ruling
    FOR EACH ROW EXECUTE FUNCTION adjustment_keep_record();
CREATE TRIGGER reform_is_kept BEFORE UPDATE OR DELETE ON adjustment_reform
    FOR EACH ROW EXECUTE FUNCTION adjustment_keep_record();
CREATE TRIGGER ruling_is_not_emptied BEFORE TRUNCATE ON adjustment_ruling
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER reform_is_not_emptied BEFORE TRUNCATE ON adjustment_reform
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
