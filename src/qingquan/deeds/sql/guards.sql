-- What may never be entrusted, and by whom nothing may be: coercion; another's power; a licence to no organ.
CREATE FUNCTION deeds_guard_entrustment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kind text;
    owner bigint;
    base text;
    source text;
BEGIN
    SELECT power_type, organ_id, base_code INTO kind, owner, base FROM catalogue_item WHERE id = NEW.item_id;
    IF kind = 'coercion' THEN
        RAISE EXCEPTION '行政强制措施权不得委托。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'entrustment_never_of_coercion',
            HINT = '《行政强制法》第十七条';
    END IF;
    SELECT elements ->> 'power_source' INTO source FROM catalogue_itemversion
        WHERE item_id = NEW.item_id AND state = 'published' ORDER BY number DESC LIMIT 1;
    PERFORM FROM deeds_entrustment e JOIN catalogue_item i ON i.id = e.item_id
        WHERE e.receiver_id = NEW.organ_id AND i.base_code = base AND base <> ''
        AND e.ended_on IS NULL AND e.until_on >= NEW.from_on AND e.from_on <= NEW.until_on;
    IF FOUND OR owner IS DISTINCT FROM NEW.organ_id OR source IN ('entrusted_above', 'entrusted_peer') THEN
        RAISE EXCEPTION '受委托行使的权力不得再委托，只有法定行使的机关才能委托。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'entrustment_is_not_passed_on';
    END IF;
    PERFORM FROM places_organ WHERE id = NEW.receiver_id AND nature = '1';
    IF kind = 'licence' AND NOT FOUND THEN
        RAISE EXCEPTION '行政许可只能委托其他行政机关实施。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'entrustment_of_licences_to_organs',
            HINT = '《行政许可法》第二十四条';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER entrustment_is_allowed BEFORE INSERT ON deeds_entrustment
    FOR EACH ROW EXECUTE FUNCTION deeds_guard_entrustment();

-- A window authorisation never leaves the organ: post and items are the organ's own, the post a chief representative's.
CREATE FUNCTION deeds_guard_window() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM places_post
        WHERE id = NEW.post_id AND organ_id = NEW.organ_id AND role = 'chief_representative' AND closed_on IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION '窗口授权只能授予本机关在岗的首席代表岗位。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'authorisation_stays_in_the_organ';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER authorisation_stays_in_the_organ BEFORE INSERT ON deeds_windowauthorisation
    FOR EACH ROW EXECUTE FUNCTION deeds_guard_window();

CREATE FUNCTION deeds_guard_authorised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM deeds_windowauthorisation w JOIN catalogue_item i ON i.organ_id = w.organ_id
        WHERE w.id = NEW.authorisation_id AND i.id = NEW.item_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION '授权的事项须是本机关的事项。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'authorised_items_are_own';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.authorisation_id, NEW.item_id, NEW.from_on)
        IS DISTINCT FROM (OLD.authorisation_id, OLD.item_id, OLD.from_on)
    THEN
        RAISE EXCEPTION '授权书签发后，授权的事项不能更改。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'deed_keeps_its_word';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER authorised_items_are_own BEFORE INSERT OR UPDATE ON deeds_authoriseditem
    FOR EACH ROW EXECUTE FUNCTION deeds_guard_authorised();

-- A signed deed changes in one way only: it is ended, once. None is removed.
CREATE FUNCTION deeds_keep_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.ended_on IS NULL
        AND to_jsonb(NEW) - ARRAY['ended_on', 'ended_reason'] = to_jsonb(OLD) - ARRAY['ended_on', 'ended_reason']
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '“%”已经签发公布，只能终止，不能更改或者删除。', OLD.number
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'deed_keeps_its_word';
END $$;
CREATE TRIGGER devolution_keeps_its_word BEFORE UPDATE OR DELETE ON deeds_devolution
    FOR EACH ROW EXECUTE FUNCTION deeds_keep_word();
CREATE TRIGGER entrustment_keeps_its_word BEFORE UPDATE OR DELETE ON deeds_entrustment
    FOR EACH ROW EXECUTE FUNCTION deeds_keep_word();
CREATE TRIGGER authorisation_keeps_its_word BEFORE UPDATE OR DELETE ON deeds_windowauthorisation
    FOR EACH ROW EXECUTE FUNCTION deeds_keep_word();
