-- A signed report stands: its items are neither added, changed nor removed until it is given back with a reason.
CREATE FUNCTION campaign_keep_items() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.report_id <> OLD.report_id THEN
        RAISE EXCEPTION '申报事项不能移到另一份申报。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'reported_stays_in_its_report';
    END IF;
    -- Waits for a signature under way, so that nothing slips in beside it.
    SELECT state INTO found FROM campaign_organreport
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.report_id ELSE OLD.report_id END FOR SHARE;
    IF found = 'signed' THEN
        RAISE EXCEPTION '该申报已由负责人签字，事项不能增加、更改或者删除。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'reported_is_signed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER reported_is_signed BEFORE INSERT OR UPDATE OR DELETE ON campaign_reporteditem
    FOR EACH ROW EXECUTE FUNCTION campaign_keep_items();

-- A report goes its way: asked, acknowledged, signed, given back; what was signed is only ever given back.
CREATE FUNCTION campaign_keep_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    step text := OLD.state || '>' || NEW.state;
BEGIN
    IF step <> ALL (ARRAY['asked>asked', 'asked>acknowledged', 'acknowledged>acknowledged', 'acknowledged>signed',
        'signed>signed', 'signed>given_back', 'given_back>given_back', 'given_back>signed'])
    THEN
        RAISE EXCEPTION '部门申报的状态不能这样变化：%。', step
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'report_goes_its_way';
    END IF;
    IF (NEW.campaign_id, NEW.organ_id) IS DISTINCT FROM (OLD.campaign_id, OLD.organ_id)
        OR step = 'signed>signed' AND (NEW.signed_by_id, NEW.signed_at, NEW.statement)
            IS DISTINCT FROM (OLD.signed_by_id, OLD.signed_at, OLD.statement)
        OR step = 'signed>given_back' AND NEW.given_back_reason = ''
    THEN
        RAISE EXCEPTION '已签字的申报不能更改；退回须写明理由。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'report_keeps_its_signature';
    END IF;
    -- The term is set at the launch and, anew, when the report is given back: never into the past, never in silence.
    IF step <> 'signed>given_back' AND NEW.due_on <> OLD.due_on
        OR step = 'signed>given_back' AND (NEW.given_back_at IS NOT DISTINCT FROM OLD.given_back_at
            OR NEW.due_on < (NEW.given_back_at AT TIME ZONE 'Asia/Shanghai')::date)
    THEN
        RAISE EXCEPTION '报送期限只在退回时另定，并且不能早于退回之日。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'report_keeps_its_term';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER report_goes_its_way BEFORE UPDATE ON campaign_organreport
    FOR EACH ROW EXECUTE FUNCTION campaign_keep_report();

-- What was sent out or taken in stays as it was.
CREATE FUNCTION campaign_keep_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '已经发出的通报、提醒和收到的表格不能更改或者删除。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sent_stays_as_it_was';
END $$;
CREATE TRIGGER bulletin_stays BEFORE UPDATE OR DELETE ON campaign_bulletin
    FOR EACH ROW EXECUTE FUNCTION campaign_keep_sent();
CREATE TRIGGER reminder_stays BEFORE UPDATE OR DELETE ON campaign_reminder
    FOR EACH ROW EXECUTE FUNCTION campaign_keep_sent();
CREATE TRIGGER sheet_stays BEFORE UPDATE OR DELETE ON campaign_takensheet
    FOR EACH ROW EXECUTE FUNCTION campaign_keep_sent();
CREATE TRIGGER report_stays BEFORE DELETE ON campaign_organreport
    FOR EACH ROW EXECUTE FUNCTION campaign_keep_sent();
