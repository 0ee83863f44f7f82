-- Tables that keep what was done are not emptied, neither by themselves nor by way of another table (CASCADE), as long
-- as the ledger's own guard stands. Whoever lets that one step aside, to load a demonstration anew, needs no other key.
CREATE OR REPLACE FUNCTION ledger_refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM pg_trigger
        WHERE tgrelid = 'ledger_entry'::regclass AND tgname = 'ledger_no_truncate' AND tgenabled <> 'D';
    IF FOUND THEN
        RAISE EXCEPTION '“%”里的内容不能清空。', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'kept_tables_are_not_emptied';
    END IF;
    RETURN NULL;
END $$;
