-- A promise published while a campaign demands a cut is cut enough, or carries an approved exception. Compared with
-- the version in force on the campaign's baseline day, in that version's unit, in whole numbers.
CREATE FUNCTION leaner_demand_cut() RETURNS trigger LANGUAGE plpgsql AS $$
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
    PERFORM FROM leaner_cutexception
        WHERE campaign_id = running.id AND item_id = NEW.item_id AND state = 'approved';
    IF FOUND THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '“%”在基准日承诺 %，本次清理后最多 %（同一单位），现为 %。请缩短承诺时限，或者先在“精简”中申请并获批例外。',
        NEW.name, former.promise_days, former.promise_days * running.promise_tenths / 10,
        coalesce(NEW.promise_days::text, '没有承诺')
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'promise_is_cut',
        HINT = '县政府规范行政权力指导意见第二部分第（三）项';
END $$;
CREATE TRIGGER promise_is_cut BEFORE UPDATE ON catalogue_itemversion
    FOR EACH ROW EXECUTE FUNCTION leaner_demand_cut();

-- An answered request stays as it was answered.
CREATE FUNCTION leaner_keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'asked' THEN
        RAISE EXCEPTION '压缩例外已经审批，不能更改或者删除。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cut_exception_keeps_its_answer';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER cut_exception_keeps_its_answer BEFORE UPDATE OR DELETE ON leaner_cutexception
    FOR EACH ROW EXECUTE FUNCTION leaner_keep_answer();
