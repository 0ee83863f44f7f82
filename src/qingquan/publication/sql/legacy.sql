-- 非行政许可审批 was abolished: it may be reported and reviewed, so that it is turned into something else, but no
-- version of it is ever put in force, and no item in force is turned into it.
CREATE FUNCTION publication_refuse_legacy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state IN ('published', 'replaced') AND NEW.state IS DISTINCT FROM OLD.state THEN
        PERFORM FROM catalogue_item i WHERE i.id = NEW.item_id AND i.power_type = 'non_licence_approval_legacy';
        IF FOUND OR NEW.elements ->> 'power_type' = 'non_licence_approval_legacy' THEN
            RAISE EXCEPTION '“%”属于非行政许可审批，该类别已经取消，不能公布施行；请转为行政许可、备案或者政府内部审批。',
                NEW.name
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'legacy_approval_is_never_in_force';
        END IF;
    END IF;
    RETURN NEW;
END $$;
-- Named to fire before the catalogue's own triggers, so that the reason told is this one.
CREATE TRIGGER legacy_approval_is_never_in_force BEFORE UPDATE ON catalogue_itemversion
    FOR EACH ROW EXECUTE FUNCTION publication_refuse_legacy();

CREATE FUNCTION publication_refuse_turning_legacy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.power_type = 'non_licence_approval_legacy' AND NEW.power_type <> OLD.power_type THEN
        PERFORM FROM catalogue_itemversion v WHERE v.item_id = NEW.id AND v.state = 'published';
        IF FOUND THEN
            RAISE EXCEPTION '“%”正在施行，不能改为已经取消的非行政许可审批。', NEW.name
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'legacy_approval_is_never_in_force';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER legacy_approval_is_never_in_force BEFORE UPDATE ON catalogue_item
    FOR EACH ROW EXECUTE FUNCTION publication_refuse_turning_legacy();
