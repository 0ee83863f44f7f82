-- On no day does an article say two things.
ALTER TABLE statutes_article ADD CONSTRAINT article_says_one_thing_a_day
    EXCLUDE USING gist (statute_id WITH =, number WITH =, suffix WITH =, daterange(from_on, until_on, '[]') WITH &&);

-- Cases and items rest on what an article said: a text may end, or be corrected with a count, never be moved or removed.
CREATE FUNCTION statutes_keep_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '法规库的条文不能删除，只能载明自何日起修改或者废止。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'article_is_never_removed';
    END IF;
    IF (NEW.statute_id, NEW.number, NEW.suffix, NEW.from_on)
        IS DISTINCT FROM (OLD.statute_id, OLD.number, OLD.suffix, OLD.from_on)
        OR NEW.text <> OLD.text AND NEW.corrections <> OLD.corrections + 1
    THEN
        RAISE EXCEPTION '法规库的条文不能改写，请办理修改，或者作为录入错误更正。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'article_keeps_its_word';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER article_keeps_its_word BEFORE UPDATE OR DELETE ON statutes_article
    FOR EACH ROW EXECUTE FUNCTION statutes_keep_article();

-- A statute that was repealed stays in the library with its history.
CREATE FUNCTION statutes_keep_statute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '法规库的法律文件不能删除，只能载明废止。'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'statute_is_never_removed';
END $$;
CREATE TRIGGER statute_is_never_removed BEFORE DELETE ON statutes_statute
    FOR EACH ROW EXECUTE FUNCTION statutes_keep_statute();

-- One name never means two statutes.
CREATE FUNCTION statutes_one_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'statutes_alias' AND EXISTS (SELECT FROM statutes_statute WHERE key = NEW.key)
        OR TG_TABLE_NAME = 'statutes_statute' AND EXISTS (SELECT FROM statutes_alias WHERE key = NEW.key)
    THEN
        RAISE EXCEPTION '“%”已经是法规库中另一部法律文件的名称或者简称。', NEW.key
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'statute_one_name';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER statute_one_name BEFORE INSERT OR UPDATE OF key ON statutes_statute
    FOR EACH ROW EXECUTE FUNCTION statutes_one_name();
CREATE TRIGGER alias_one_name BEFORE INSERT OR UPDATE OF key ON statutes_alias
    FOR EACH ROW EXECUTE FUNCTION statutes_one_name();
