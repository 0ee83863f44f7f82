-- A file that came in is what it was when its digest was taken. One that no application needs may go (drafts).
CREATE FUNCTION papers_keep_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.sha256, NEW.kind, NEW.size, NEW.path, NEW.name) IS DISTINCT FROM
       (OLD.sha256, OLD.kind, OLD.size, OLD.path, OLD.name) THEN
        RAISE EXCEPTION '收到的文件“%”不能更改。', OLD.name
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'file_never_changes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER file_never_changes BEFORE UPDATE ON papers_storedfile
    FOR EACH ROW EXECUTE FUNCTION papers_keep_file();

CREATE TRIGGER document_is_not_emptied BEFORE TRUNCATE ON papers_document
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER print_is_not_emptied BEFORE TRUNCATE ON papers_print
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
CREATE TRIGGER file_is_not_emptied BEFORE TRUNCATE ON papers_storedfile
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();
