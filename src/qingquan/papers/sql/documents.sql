-- The next number of a series: given in the asking transaction, so an undone act gives its number back.
CREATE FUNCTION papers_next_number(wanted text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    given integer;
BEGIN
    INSERT INTO papers_numbering AS n (series, last) VALUES (wanted, 1)
        ON CONFLICT (series) DO UPDATE SET last = n.last + 1
        RETURNING last INTO given;
    RETURN given;
END $$;

-- Issue one document prepared by `papers.acts.prepare`: number it and keep it. Returns its id.
CREATE FUNCTION papers_issue(paper jsonb, subject text, organ bigint, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    made bigint;
BEGIN
    INSERT INTO papers_document (number, kind, subject, organ_id, contents, issued_on, issued_at, check_code)
    VALUES ((paper->>'prefix') || papers_next_number(paper->>'series') || '号', paper->>'kind', subject, organ,
        paper->'contents', (paper->>'issued_on')::date, moment, paper->>'check_code')
    RETURNING id INTO made;
    RETURN made;
END $$;

-- An issued document and its print never change; only its revocation may be added.
CREATE FUNCTION papers_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'papers_document'
        AND to_jsonb(NEW) - 'revoked_on' = to_jsonb(OLD) - 'revoked_on' AND to_jsonb(OLD)->'revoked_on' = 'null' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '文书一经制发不能修改或删除。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'document_never_changes';
END $$;
CREATE TRIGGER document_never_changes BEFORE UPDATE OR DELETE ON papers_document
    FOR EACH ROW EXECUTE FUNCTION papers_refuse_change();
CREATE TRIGGER print_never_changes BEFORE UPDATE OR DELETE ON papers_print
    FOR EACH ROW EXECUTE FUNCTION papers_refuse_change();
