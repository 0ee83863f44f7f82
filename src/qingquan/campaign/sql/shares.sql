-- An item is shared out within its organ, and no share moves once the head has signed.
CREATE FUNCTION campaign_keep_share() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    report campaign_organreport;
BEGIN
    SELECT r.* INTO report FROM campaign_organreport r JOIN campaign_reporteditem i ON i.report_id = r.id
        WHERE i.id = NEW.item_id;
    IF report.organ_id IS DISTINCT FROM (SELECT organ_id FROM places_post WHERE id = NEW.post_id) THEN
        RAISE EXCEPTION '填报只能分给本机关的岗位。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'share_stays_in_the_organ';
    END IF;
    IF report.state = 'signed' THEN
        RAISE EXCEPTION '该申报已由负责人签字，填报分工不能再改。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'share_of_a_signed_report';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER share_stays_in_the_organ BEFORE INSERT OR UPDATE ON campaign_share
    FOR EACH ROW EXECUTE FUNCTION campaign_keep_share();
