-- The next number of a series: given in the asking transaction, so an undone act gives its number back.
CREATE OR REPLACE FUNCTION papers_next_number(wanted text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    given integer;
BEGIN
    INSERT INTO papers_numbering AS n (series, last) VALUES (wanted, 1)
        ON CONFLICT (series) DO UPDATE SET last = n.last + 1
        RETURNING last INTO given;
    RETURN given;
END $$;

-- The check digit of ISO 7064 MOD 11,10 to write after digits; `papers.rules.numbers.check_digit` says the same.
CREATE OR REPLACE FUNCTION papers_check_digit(digits text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    product integer := 10;
    total integer;
BEGIN
    FOR place IN 1..length(digits) LOOP
        total := (substr(digits, place, 1)::integer + product) % 10;
        product := (CASE total WHEN 0 THEN 10 ELSE total END * 2) % 11;
    END LOOP;
    RETURN ((11 - product) % 10)::text;
END $$;

-- Issue one document prepared by `papers.acts.prepare`: number it and keep it. Returns its id.
CREATE OR REPLACE FUNCTION papers_issue(paper jsonb, subject text, organ bigint, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    made bigint;
    contents jsonb := paper->'contents';
    certificate text;
BEGIN
    -- A certificate has a number of its own beside the document's.
    IF paper ? 'certificate_series' THEN
        certificate := (paper->>'certificate_prefix')
            || lpad(papers_next_number(paper->>'certificate_series')::text, 6, '0');
        contents := contents || jsonb_build_object('certificate_number', certificate || papers_check_digit(certificate));
    END IF;
    INSERT INTO papers_document (number, kind, subject, organ_id, contents, issued_on, issued_at, check_code)
    VALUES ((paper->>'prefix') || papers_next_number(paper->>'series') || '号', paper->>'kind', subject, organ,
        contents, (paper->>'issued_on')::date, moment, paper->>'check_code')
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
