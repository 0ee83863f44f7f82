-- What cases keep of their item since now, for those that were there before.
UPDATE cases_case c SET
    matter = cases_matter(c.version_id),
    acted_at = coalesce((SELECT max(e.at) FROM ledger_entry e WHERE e.subject = c.number AND e.kind LIKE 'case.%'),
        c.received_at),
    examined_by = coalesce((SELECT jsonb_agg(s.done_by_id ORDER BY s.id) FROM cases_step s
        WHERE s.case_id = c.id AND s.kind IN ('examine', 'review') AND s.done_by_id IS NOT NULL), '[]');

-- What each stage asks of the days and the outcome. One function, for PostgreSQL reads the text of every CHECK anew with
-- each statement, and reading three long ones took half of the write of a case.
CREATE FUNCTION cases_stage_fits(
    stage text, accepted_on date, decided_on date, outcome text, closed_on date, extension_days smallint
) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN coalesce(extension_days, 0) >= 0 AND CASE
        WHEN stage IN ('received', 'supplement_pending') THEN closed_on IS NULL
        WHEN stage IN ('accepted', 'special_paused') THEN accepted_on IS NOT NULL AND closed_on IS NULL
        WHEN stage IN ('approved', 'refused') THEN accepted_on IS NOT NULL AND decided_on IS NOT NULL
            AND outcome IN ('grant', 'refuse') AND closed_on IS NULL
        WHEN stage = 'delivered' THEN accepted_on IS NOT NULL AND decided_on IS NOT NULL
            AND outcome IN ('grant', 'refuse') AND closed_on IS NOT NULL
        WHEN stage IN ('not_required_closed', 'rejected_jurisdiction', 'withdrawn', 'terminated')
            THEN closed_on IS NOT NULL
        ELSE false END;
END $$;
ALTER TABLE cases_case ADD CONSTRAINT case_stage_fits_its_days
    CHECK (cases_stage_fits(stage, accepted_on, decided_on, outcome, closed_on, extension_days));

-- What a case keeps of its item is what its documents say: settled at receipt.
CREATE FUNCTION cases_keep_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.matter IS DISTINCT FROM OLD.matter THEN
        RAISE EXCEPTION '办件所依据的事项内容不能更改。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_keeps_its_matter';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_keeps_its_matter BEFORE UPDATE OF matter ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_keep_matter();
