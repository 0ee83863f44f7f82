-- Whether a version leaves the promise, its clock and its steps as the version before it published them: it changes an
-- address or a phone number, not what is promised. What was withdrawn is not left as it was but opened anew.
CREATE OR REPLACE FUNCTION leaner_keeps_promise(version catalogue_itemversion) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT before.state <> 'withdrawn'
            AND (before.promise_days, before.promise_unit, before.case_kind, before.accept_days, before.deliver_days,
                before.from_receipt, before.max_review_levels, before.procedure_id,
                before.elements -> 'special_procedures')
            IS NOT DISTINCT FROM (version.promise_days, version.promise_unit, version.case_kind, version.accept_days,
                version.deliver_days, version.from_receipt, version.max_review_levels, version.procedure_id,
                version.elements -> 'special_procedures')
        FROM catalogue_itemversion before
        WHERE before.item_id = version.item_id AND before.id <> version.id
            AND before.state IN ('published', 'replaced', 'withdrawn')
        ORDER BY before.number DESC LIMIT 1), false)
$$;

-- Whether a version is what a campaign decided of a reported item: its draft was made by the decision itself, by
-- nobody's hand, or says word for word what the organ reported.
CREATE OR REPLACE FUNCTION leaner_is_outcome(version catalogue_itemversion, of_campaign bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM campaign_reporteditem item JOIN campaign_organreport report ON report.id = item.report_id
        WHERE report.campaign_id = of_campaign AND item.item_id = version.item_id
            AND (version.drafted_by_id IS NULL OR item.digest = version.digest))
$$;

-- A promised time as a sentence says it; NULL where nothing is promised. `clock` words units alike.
CREATE OR REPLACE FUNCTION leaner_span(days integer, unit text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT days || CASE unit WHEN 'WD' THEN '个工作日' WHEN 'M' THEN '个月' WHEN 'Y' THEN '年' ELSE '日' END
$$;

-- A promise opened or changed while a campaign demands a cut, or decided by it, is cut enough or carries an approved
-- exception. Compared with the version in force on the campaign's baseline day, in that version's unit, in whole
-- numbers. What only goes on as it was passes, and stays on the list of what is not cut (`reading/uncut.py`).
CREATE OR REPLACE FUNCTION leaner_demand_cut() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    running campaign_campaign;
    former catalogue_itemversion;
BEGIN
    IF NOT (NEW.state = 'published' AND OLD.state = 'reviewed') OR NEW.promise_days = 0
        OR (NEW.promise_days IS NULL AND NEW.case_kind = 'instant')
    THEN
        RETURN NEW;
    END IF;
    SELECT * INTO running FROM campaign_campaign WHERE closed_at IS NULL;
    IF NOT FOUND OR running.promise_tenths >= 10 THEN
        RETURN NEW;
    END IF;
    SELECT * INTO former FROM catalogue_itemversion
        WHERE item_id = NEW.item_id AND state IN ('published', 'replaced', 'withdrawn') AND id <> NEW.id
        AND from_on <= running.baseline_on AND (until_on IS NULL OR until_on >= running.baseline_on);
    IF NOT FOUND OR coalesce(former.promise_days, 0) = 0 THEN
        RETURN NEW;
    END IF;
    IF NEW.promise_days <= former.promise_days * running.promise_tenths / 10
        AND NEW.promise_unit = former.promise_unit
    THEN
        RETURN NEW;
    END IF;
    IF leaner_keeps_promise(NEW) AND NOT leaner_is_outcome(NEW, running.id) THEN
        RETURN NEW;
    END IF;
    PERFORM FROM leaner_cutexception
        WHERE campaign_id = running.id AND item_id = NEW.item_id AND state = 'approved';
    IF FOUND THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '“%”在基准日承诺%，本次清理后最多%，现为%。请缩短承诺时限，或者先在“精简”中申请并获批例外。',
        NEW.name, leaner_span(former.promise_days, former.promise_unit),
        leaner_span(former.promise_days * running.promise_tenths / 10, former.promise_unit),
        coalesce(leaner_span(NEW.promise_days, NEW.promise_unit), '没有承诺')
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'promise_is_cut',
        HINT = '县政府规范行政权力指导意见第二部分第（三）项';
END $$;
CREATE OR REPLACE TRIGGER promise_is_cut BEFORE UPDATE ON catalogue_itemversion
    FOR EACH ROW EXECUTE FUNCTION leaner_demand_cut();

-- An answered request stays as it was answered.
CREATE OR REPLACE FUNCTION leaner_keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'asked' THEN
        RAISE EXCEPTION '压缩例外已经审批，不能更改或者删除。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cut_exception_keeps_its_answer';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER cut_exception_keeps_its_answer BEFORE UPDATE OR DELETE ON leaner_cutexception
    FOR EACH ROW EXECUTE FUNCTION leaner_keep_answer();
