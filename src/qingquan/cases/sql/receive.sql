-- The write of a receipt as one statement: the case, its first steps, its materials, the receipt, the record.
-- Returns the id of the case.
CREATE FUNCTION cases_receive(
    new_case jsonb, opened jsonb, materials jsonb, paper jsonb,
    moment timestamptz, kind text, facts jsonb, account bigint, from_post bigint, leaf bytea
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    c cases_case;
BEGIN
    c := jsonb_populate_record(NULL::cases_case, new_case);
    c.id := nextval(pg_get_serial_sequence('cases_case', 'id'));
    INSERT INTO cases_case VALUES (c.*);
    INSERT INTO cases_step (case_id, step, name, kind, node, post_id, opened_at, due_on, opinion, text)
        SELECT c.id, s->>'step', s->>'name', s->>'kind', s->>'node', (s->>'post')::bigint, moment,
            (s->>'due_on')::date, '', ''
        FROM jsonb_array_elements(opened) s;
    INSERT INTO cases_materialin (case_id, position, name, need, way, file_id, issued_id, received_at)
        SELECT c.id, (m->>'position')::smallint, m->>'name', m->>'need', m->>'way', (m->>'file')::bigint,
            (m->>'issued')::bigint, CASE WHEN m->>'way' <> 'pending' THEN moment END
        FROM jsonb_array_elements(materials) m;
    PERFORM papers_issue(paper, c.number, c.organ_id, moment);
    INSERT INTO ledger_entry (subject, kind, facts, at, account_id, post_id, leaf)
        VALUES (c.number, kind, facts, moment, account, from_post, leaf);
    RETURN c.id;
END $$;
