-- The hot write of an act on a case, as one statement: check that nobody acted since the case was read, write the
-- case, close and open steps, issue documents, append to the ledger. Python has asked the rules and computed every
-- value before.
--   expected  revision the caller read; another one means somebody was faster: SQLSTATE QQ001
--   changes   every column of the case that acts may change, with its value from now on
--   done      {"step", "by", "opinion", "text"} of the step this act completes, or null
--   opened    [{"step", "name", "kind", "node", "post", "due_on"}] that the procedure opened
--   redue     {"step": "day"} new last days of steps still open, or null
--   papers    documents the act issues, prepared by `papers.acts.prepare`
--   abandon   whether the steps still open end with the case
CREATE OR REPLACE FUNCTION cases_advance(
    wanted text, expected integer, changes jsonb, done jsonb, opened jsonb, redue jsonb, papers jsonb, abandon boolean,
    moment timestamptz, kind text, facts jsonb, account bigint, from_post bigint, leaf bytea
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    held bigint;
    organ bigint;
BEGIN
    UPDATE cases_case AS c SET
        stage = x.stage, accepted_on = x.accepted_on, deemed = x.deemed, gaps_noticed_on = x.gaps_noticed_on,
        supplement_due_on = x.supplement_due_on, supplied_on = x.supplied_on, paused_before = x.paused_before,
        extension_days = x.extension_days, extended_on = x.extended_on, extension_document = x.extension_document, decided_on = x.decided_on,
        outcome = x.outcome, closed_on = x.closed_on, legal_due_on = x.legal_due_on,
        promised_due_on = x.promised_due_on, next_look_on = x.next_look_on,
        facts_declared = x.facts_declared, marking = x.marking, examined_by = x.examined_by, acted_at = moment,
        revision = expected + 1
    FROM jsonb_to_record(changes) AS x(
        stage text, accepted_on date, deemed boolean, gaps_noticed_on date, supplement_due_on date, supplied_on date,
        paused_before boolean, extension_days smallint, extended_on date, extension_document text, decided_on date, outcome text,
        closed_on date, legal_due_on date, promised_due_on date, next_look_on date, facts_declared jsonb, marking text,
        examined_by jsonb)
    WHERE c.number = wanted AND c.revision = expected
    RETURNING c.id, c.organ_id INTO held, organ;
    IF held IS NULL THEN
        RAISE EXCEPTION 'case % moved on', wanted USING ERRCODE = 'QQ001';
    END IF;

    IF done IS NOT NULL THEN
        UPDATE cases_step SET done_at = moment, done_by_id = (done->>'by')::bigint,
            opinion = done->>'opinion', text = done->>'text'
        WHERE case_id = held AND step = done->>'step' AND done_at IS NULL;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'step % of case % is not open', done->>'step', wanted USING ERRCODE = 'QQ001';
        END IF;
    END IF;
    IF abandon THEN
        UPDATE cases_step SET done_at = moment, opinion = 'abandoned' WHERE case_id = held AND done_at IS NULL;
    END IF;
    IF redue IS NOT NULL THEN
        UPDATE cases_step SET due_on = (redue->>step)::date
        WHERE case_id = held AND done_at IS NULL AND redue ? step;
    END IF;
    IF opened <> '[]' THEN
        INSERT INTO cases_step (case_id, step, name, kind, node, post_id, opened_at, due_on, opinion, text)
        SELECT held, s.step, s.name, s.kind, s.node, s.post, moment, s.due_on, '', ''
        FROM jsonb_to_recordset(opened) AS s(step text, name text, kind text, node text, post bigint, due_on date);
    END IF;
    IF papers <> '[]' THEN
        PERFORM papers_issue(p, wanted, organ, moment) FROM jsonb_array_elements(papers) p;
    END IF;
    INSERT INTO ledger_entry (subject, kind, facts, at, account_id, post_id, leaf)
    VALUES (wanted, kind, facts, moment, account, from_post, leaf);
    RETURN expected + 1;
END $$;
