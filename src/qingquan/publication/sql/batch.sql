-- Where a batch is made public is known from its approval on, and is among the ways there are; it is looked at again
-- after it came out. A null comparison would pass a check: the model's own check demands the day itself.
ALTER TABLE publication_batch ADD CONSTRAINT batch_channels_are_known CHECK (
    jsonb_typeof(channels) = 'array'
    AND channels <@ '["website", "portal", "gazette", "hall_screen", "press", "library"]'::jsonb
    AND (state IN ('prepared', 'dropped') OR jsonb_array_length(channels) > 0)
);
ALTER TABLE publication_batch ADD CONSTRAINT batch_approved_names_its_next_review CHECK (
    state IN ('prepared', 'dropped') OR next_review_on IS NOT NULL
);
ALTER TABLE publication_batch ADD CONSTRAINT batch_is_reviewed_after_it_came_out CHECK (
    published_at IS NULL OR next_review_on > (published_at AT TIME ZONE 'Asia/Shanghai')::date
);

-- A batch goes its way: prepared, approved (or given back), published; or dropped while nobody has approved it.
-- What the meeting approved stays as it was approved, what was published stays as it was published.
CREATE FUNCTION publication_keep_batch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    step text := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.state END || '>' || NEW.state;
    named text;
BEGIN
    IF step <> ALL (ARRAY['>prepared', 'prepared>prepared', 'prepared>approved', 'prepared>dropped',
        'approved>prepared', 'approved>published'])
    THEN
        RAISE EXCEPTION '批次“%”的状态不能这样变化：%。', NEW.number, step
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_goes_its_way';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.number, NEW.catalogue, NEW.year, NEW.seq)
        IS DISTINCT FROM (OLD.number, OLD.catalogue, OLD.year, OLD.seq)
    THEN
        RAISE EXCEPTION '批次“%”的编号和目录不能更改。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_keeps_its_word';
    END IF;
    IF step = 'approved>published' AND (to_jsonb(NEW) - ARRAY['state', 'published_by_id', 'published_at', 'sha256'])
        IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'published_by_id', 'published_at', 'sha256'])
    THEN
        RAISE EXCEPTION '批次“%”已经批准，公布时内容不能更改。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_keeps_its_word';
    END IF;
    IF NEW.state IN ('approved', 'published') THEN
        SELECT code INTO named FROM publication_batchitem WHERE batch_id = NEW.id AND screening = 'waiting' LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION '事项“%”没有保密审查，批次“%”不能批准或者公布。', named, NEW.number
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_is_screened_first';
        END IF;
    END IF;
    IF NEW.state = 'published' THEN
        SELECT i.code INTO named FROM publication_batchitem i JOIN catalogue_itemversion v ON v.id = i.version_id
        WHERE i.batch_id = NEW.id AND i.screening = 'open' AND v.state NOT IN ('published', 'replaced', 'withdrawn')
        LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION '事项“%”还没有公布，批次“%”不能公布。', named, NEW.number
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_says_what_is_in_force';
        END IF;
        SELECT i.code INTO named FROM publication_batchitem i JOIN catalogue_itemversion v ON v.id = i.version_id
        WHERE i.batch_id = NEW.id AND i.screening = 'open' AND i.part IN ('ended', 'gone')
            AND v.state NOT IN ('replaced', 'withdrawn')
        LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION '事项“%”还在施行，批次“%”不能说它已经取消。', named, NEW.number
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_ends_what_it_says';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER batch_goes_its_way BEFORE INSERT OR UPDATE ON publication_batch
    FOR EACH ROW EXECUTE FUNCTION publication_keep_batch();

CREATE FUNCTION publication_keep_from_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '批次“%”不能删除；不再公布的请作废并写明理由。', OLD.number
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_is_never_removed';
END $$;
CREATE TRIGGER batch_is_never_removed BEFORE DELETE ON publication_batch
    FOR EACH ROW EXECUTE FUNCTION publication_keep_from_removal();

-- The items of a batch change only while it is being put together.
CREATE FUNCTION publication_keep_items() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.batch_id ELSE OLD.batch_id END;
    kept record;
BEGIN
    SELECT number, state INTO kept FROM publication_batch WHERE id = owner;
    IF kept.state <> 'prepared' OR (TG_OP = 'UPDATE' AND NEW.batch_id <> OLD.batch_id) THEN
        RAISE EXCEPTION '批次“%”已经批准、公布或者作废，其中的事项不能更改。', kept.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_items_keep_their_word';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER batch_items_keep_their_word BEFORE INSERT OR UPDATE OR DELETE ON publication_batchitem
    FOR EACH ROW EXECUTE FUNCTION publication_keep_items();

-- A row says what its version says.
CREATE FUNCTION publication_ask_for_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM catalogue_itemversion v JOIN catalogue_item i ON i.id = v.item_id
    WHERE v.id = NEW.version_id AND v.digest = NEW.digest AND i.code = NEW.code;
    IF NOT FOUND OR NEW.row ->> 'digest' IS DISTINCT FROM NEW.digest OR NEW.row ->> 'code' IS DISTINCT FROM NEW.code THEN
        RAISE EXCEPTION '批次中事项“%”的内容与其版本不一致。', NEW.code
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_item_says_what_its_version_says';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER batch_item_says_what_its_version_says BEFORE INSERT OR UPDATE ON publication_batchitem
    FOR EACH ROW EXECUTE FUNCTION publication_ask_for_version();

-- The text is what the digest signs, kept once and for ever.
CREATE FUNCTION publication_keep_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION '公布的正文不能更改，不能删除。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_text_is_kept';
    END IF;
    PERFORM FROM publication_batch b
    WHERE b.id = NEW.batch_id AND b.sha256 = encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex');
    IF NOT FOUND THEN
        RAISE EXCEPTION '正文的摘要与批次公布的摘要不一致。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_text_is_what_was_signed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER batch_text_is_kept BEFORE INSERT OR UPDATE OR DELETE ON publication_batchtext
    FOR EACH ROW EXECUTE FUNCTION publication_keep_text();

-- No announcement without its text; asked at the end of the transaction, for the digest is written first.
CREATE FUNCTION publication_ask_for_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM publication_batchtext WHERE batch_id = NEW.id;
    IF NEW.state = 'published' AND NOT FOUND THEN
        RAISE EXCEPTION '批次“%”没有保存公布的正文。', NEW.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'batch_published_has_its_text';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER batch_published_has_its_text AFTER UPDATE ON publication_batch
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION publication_ask_for_text();
