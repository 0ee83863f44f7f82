-- The hot write of an act on a case, as one statement: check that nobody acted since the case was read, write the
-- case, close and open steps, append to the ledger. Python has asked the rules and computed every value before.
--   expected  revision the caller read; another one means somebody was faster: SQLSTATE QQ001
--   changes   columns of the case that change
--   done      {"step", "by", "opinion", "text"} of the step this act completes, or null
--   opened    [{"step", "name", "kind", "node", "post", "due_on"}] that the procedure opened
--   redue     {"step": "day"} new last days of steps still open, or null
--   papers    documents the act issues, prepared by `papers.acts.prepare`
--   abandon   whether the steps still open end with the case
CREATE FUNCTION cases_advance(
    wanted text, expected integer, changes jsonb, done jsonb, opened jsonb, redue jsonb, papers jsonb, abandon boolean,
    moment timestamptz, kind text, facts jsonb, account bigint, from_post bigint, leaf bytea
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    c cases_case;
BEGIN
    SELECT * INTO c FROM cases_case WHERE number = wanted FOR UPDATE;
    IF c.revision IS DISTINCT FROM expected THEN
        RAISE EXCEPTION 'case % moved on', wanted USING ERRCODE = 'QQ001';
    END IF;
    c := jsonb_populate_record(c, changes);
    UPDATE cases_case SET
        stage = c.stage, accepted_on = c.accepted_on, deemed = c.deemed, gaps_noticed_on = c.gaps_noticed_on,
        supplement_due_on = c.supplement_due_on, supplied_on = c.supplied_on, paused_before = c.paused_before,
        extension_days = c.extension_days, extension_document = c.extension_document, decided_on = c.decided_on,
        outcome = c.outcome, closed_on = c.closed_on, legal_due_on = c.legal_due_on,
        promised_due_on = c.promised_due_on, next_look_on = c.next_look_on, posts = c.posts,
        facts_declared = c.facts_declared, marking = c.marking, revision = expected + 1
    WHERE id = c.id;

    IF done IS NOT NULL THEN
        UPDATE cases_step SET done_at = moment, done_by_id = (done->>'by')::bigint,
            opinion = done->>'opinion', text = done->>'text'
        WHERE case_id = c.id AND step = done->>'step' AND done_at IS NULL;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'step % of case % is not open', done->>'step', wanted USING ERRCODE = 'QQ001';
        END IF;
    END IF;
    IF abandon THEN
        UPDATE cases_step SET done_at = moment, opinion = 'abandoned' WHERE case_id = c.id AND done_at IS NULL;
    END IF;
    IF redue IS NOT NULL THEN
        UPDATE cases_step SET due_on = (redue->>step)::date
        WHERE case_id = c.id AND done_at IS NULL AND redue ? step;
    END IF;
    IF opened <> '[]' THEN
        INSERT INTO cases_step (case_id, step, name, kind, node, post_id, opened_at, due_on, opinion, text)
        SELECT c.id, s->>'step', s->>'name', s->>'kind', s->>'node', (s->>'post')::bigint, moment,
            (s->>'due_on')::date, '', ''
        FROM jsonb_array_elements(opened) s;
    END IF;
    IF papers <> '[]' THEN
        PERFORM papers_issue(p, wanted, c.organ_id, moment) FROM jsonb_array_elements(papers) p;
    END IF;
    INSERT INTO ledger_entry (subject, kind, facts, at, account_id, post_id, leaf)
    VALUES (wanted, kind, facts, moment, account, from_post, leaf);
    RETURN expected + 1;
END $$;
