-- Versions of one item never overlap in time. One that was withdrawn or replaced before it began is empty.
CREATE FUNCTION catalogue_days(from_on date, until_on date) RETURNS daterange LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN until_on < from_on THEN 'empty'::daterange ELSE daterange(from_on, until_on, '[]') END
$$;
ALTER TABLE catalogue_itemversion ADD CONSTRAINT version_never_overlaps
    EXCLUDE USING gist (item_id WITH =, catalogue_days(from_on, until_on) WITH &&)
    WHERE (state IN ('published', 'replaced', 'withdrawn'));

-- A draft may change. From review on the elements stand; from publication on only what ends a version may change.
CREATE FUNCTION catalogue_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    step text := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.state END || '>' || NEW.state;
BEGIN
    IF step <> ALL (ARRAY['>draft', 'draft>draft', 'draft>reviewed', 'reviewed>reviewed', 'reviewed>draft',
        'reviewed>published', 'published>published', 'published>replaced', 'published>withdrawn',
        'replaced>published', 'replaced>replaced', 'withdrawn>withdrawn'])
    THEN
        RAISE EXCEPTION '事项版本的状态不能这样变化：%。', step
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'version_goes_its_way';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF OLD.state <> 'draft' AND NOT (OLD.state = 'reviewed' AND NEW.state = 'draft')
        AND (to_jsonb(NEW) - ARRAY['state', 'from_on', 'until_on', 'first_used_at', 'reviewed_by_id', 'reviewed_at',
            'published_at', 'name_grams', 'body_grams'])
        IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'from_on', 'until_on', 'first_used_at', 'reviewed_by_id',
            'reviewed_at', 'published_at', 'name_grams', 'body_grams'])
    THEN
        RAISE EXCEPTION '事项“%”第 % 版已经审核或者公布，内容不能更改，请另立新版本。', OLD.name, OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'version_keeps_its_word';
    END IF;
    IF OLD.state IN ('published', 'replaced', 'withdrawn')
        AND (NEW.from_on, NEW.reviewed_by_id, NEW.reviewed_at, NEW.published_at)
        IS DISTINCT FROM (OLD.from_on, OLD.reviewed_by_id, OLD.reviewed_at, OLD.published_at)
    THEN
        RAISE EXCEPTION '事项“%”第 % 版已经公布，审核和生效日期不能更改。', OLD.name, OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'version_keeps_its_word';
    END IF;
    IF OLD.first_used_at IS NOT NULL AND (NEW.first_used_at IS DISTINCT FROM OLD.first_used_at
        OR NEW.until_on < (OLD.first_used_at AT TIME ZONE 'Asia/Shanghai')::date)
    THEN
        RAISE EXCEPTION '事项“%”第 % 版已有办件，不能改为在首次使用之前失效。', OLD.name, OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'version_used_stays_valid';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER version_keeps_its_word BEFORE INSERT OR UPDATE ON catalogue_itemversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_version();

-- A version that anyone but its drafter has seen is never removed.
CREATE FUNCTION catalogue_keep_from_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' THEN
        RAISE EXCEPTION '事项“%”第 % 版已经审核或者公布，不能删除。', OLD.name, OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'version_is_never_removed';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER version_is_never_removed BEFORE DELETE ON catalogue_itemversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_from_removal();

-- The rows of a version belong to its word: they change while it is a draft, never later.
CREATE FUNCTION catalogue_keep_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.version_id ELSE OLD.version_id END;
    found text;
BEGIN
    SELECT state INTO found FROM catalogue_itemversion WHERE id = owner;
    IF found <> 'draft' OR (TG_OP = 'UPDATE' AND NEW.version_id <> OLD.version_id) THEN
        RAISE EXCEPTION '已经审核或者公布的事项版本，其依据、材料、收费、结果和特别程序不能更改。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'version_rows_keep_their_word';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER basis_keeps_its_word BEFORE INSERT OR UPDATE OR DELETE ON catalogue_legalbasis
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_rows();
CREATE TRIGGER material_keeps_its_word BEFORE INSERT OR UPDATE OR DELETE ON catalogue_material
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_rows();
CREATE TRIGGER fee_keeps_its_word BEFORE INSERT OR UPDATE OR DELETE ON catalogue_fee
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_rows();
CREATE TRIGGER result_keeps_its_word BEFORE INSERT OR UPDATE OR DELETE ON catalogue_result
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_rows();
CREATE TRIGGER special_procedure_keeps_its_word BEFORE INSERT OR UPDATE OR DELETE ON catalogue_specialprocedure
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_rows();

-- No power without an organ: an item's organ is known before one of its versions is published, and then stays known.
CREATE FUNCTION catalogue_ask_for_organ() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'published' AND OLD.state = 'reviewed' THEN
        PERFORM FROM catalogue_item WHERE id = NEW.item_id AND organ_id IS NOT NULL;
        IF NOT FOUND THEN
            RAISE EXCEPTION '事项“%”没有实施主体，不能公布。', NEW.name
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'item_published_has_an_organ';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER item_published_has_an_organ BEFORE UPDATE ON catalogue_itemversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_ask_for_organ();

CREATE FUNCTION catalogue_keep_organ() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.organ_id IS NOT NULL AND NEW.organ_id IS NULL OR NEW.code <> OLD.code THEN
        RAISE EXCEPTION '事项“%”的编码不能更改，实施主体不能清空。', OLD.name
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'item_keeps_its_organ';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER item_keeps_its_organ BEFORE UPDATE ON catalogue_item
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_organ();
