-- A decision about a field is made once: another one is another row, so that who decided what, and why, stays.
CREATE FUNCTION exchange_keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '对差异的决定登记后不能更改或者删除，请另作新的决定。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'field_decision_keeps_its_word';
END $$;
CREATE TRIGGER field_decision_keeps_its_word BEFORE UPDATE OR DELETE ON exchange_fielddecision
    FOR EACH ROW EXECUTE FUNCTION exchange_keep_decision();
CREATE TRIGGER field_decision_is_not_emptied BEFORE TRUNCATE ON exchange_fielddecision
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
