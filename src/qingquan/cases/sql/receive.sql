-- The write of a receipt as one statement: the number, the case, its first steps, its materials, the receipt, the
-- record. The number is given here, in the writing transaction, so that series have no gaps; wherever Python had to
-- write it before it was known stands `mark`, a random text that nobody can have typed. Returns the id and number.
--   prefix, series   the number without sequence and check digit; the series its sequence is counted in
--   covered          the canonical entry whose SHA-256 is the leaf (`ledger.rules.covered`)
CREATE OR REPLACE FUNCTION cases_receive(
    mark text, prefix text, series text, new_case text, opened jsonb, materials jsonb, paper text,
    moment timestamptz, kind text, facts jsonb, account bigint, from_post bigint, covered text
) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
    c cases_case;
    given text := prefix || lpad(papers_next_number(series)::text, 5, '0');
BEGIN
    given := given || papers_check_digit(given);
    c := jsonb_populate_record(NULL::cases_case, replace(new_case, mark, given)::jsonb);
    c.id := nextval(pg_get_serial_sequence('cases_case', 'id'));
    INSERT INTO cases_case VALUES (c.*);
    INSERT INTO cases_step (case_id, step, name, kind, node, post_id, opened_at, due_on, opinion, text)
        SELECT c.id, s.step, s.name, s.kind, s.node, s.post, moment, s.due_on, '', ''
        FROM jsonb_to_recordset(opened) AS s(step text, name text, kind text, node text, post bigint, due_on date);
    INSERT INTO cases_materialin (case_id, position, name, need, way, file_id, issued_id, received_at)
        SELECT c.id, m.position, m.name, m.need, m.way, m.file, m.issued,
            CASE WHEN m.way <> 'pending' THEN moment END
        FROM jsonb_to_recordset(materials)
            AS m(position smallint, name text, need text, way text, file bigint, issued bigint);
    PERFORM papers_issue(replace(paper, mark, given)::jsonb, given, c.organ_id, moment);
    INSERT INTO ledger_entry (subject, kind, facts, at, account_id, post_id, leaf)
        VALUES (given, kind, facts, moment, account, from_post,
            sha256('\x00'::bytea || convert_to(replace(covered, mark, given), 'UTF8')));
    RETURN json_build_object('id', c.id, 'number', given);
END $$;
