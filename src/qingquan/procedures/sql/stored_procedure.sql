-- A procedure is known by the SHA-256 of its bytes and never changes: another file is another procedure.
ALTER TABLE procedures_storedprocedure
    ADD CONSTRAINT procedure_is_its_digest CHECK (sha256 = encode(sha256(convert_to(xml, 'UTF8')), 'hex'));

CREATE FUNCTION procedures_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '流程文件按摘要保存，不能修改或删除。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'procedure_never_changes';
END $$;
CREATE TRIGGER procedure_never_changes BEFORE UPDATE OR DELETE ON procedures_storedprocedure
    FOR EACH ROW EXECUTE FUNCTION procedures_refuse_change();
