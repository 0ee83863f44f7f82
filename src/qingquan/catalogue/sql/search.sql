-- Chinese has no spaces: texts are searched by pairs of neighbouring characters (取水许可 → 取水, 水许, 许可),
-- words of letters and digits whole. The last character of a run stands alone too, so that one character is found
-- as the beginning of a pair or as an end. `matching/grams.py` makes the same pairs of a question.
CREATE FUNCTION catalogue_grams(said text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    whole text := lower(normalize(left(said, 4000), NFKC));
    signs text[] := string_to_array(whole, NULL);
    grams text[];
    words text[];
BEGIN
    SELECT array_agg(CASE WHEN next COLLATE "C" BETWEEN '㐀' AND '鿿' THEN here || next ELSE here END) INTO grams
    FROM unnest(signs, signs[2:]) AS pair(here, next)
    WHERE here COLLATE "C" BETWEEN '㐀' AND '鿿';
    IF whole ~ '[a-z0-9]' THEN
        SELECT array_agg(word[1]) INTO words FROM regexp_matches(whole, '[a-z0-9]+', 'g') AS word;
    END IF;
    RETURN array_to_tsvector(coalesce(grams || words, '{}'));
END $$;

-- The words of an array inside the elements: names of materials, aliases.
CREATE FUNCTION catalogue_said(elements jsonb, wanted jsonpath) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(each #>> '{}', ' '), '') FROM jsonb_path_query(elements, wanted) AS each
$$;

ALTER TABLE catalogue_itemversion
    ADD COLUMN name_grams tsvector NOT NULL
        GENERATED ALWAYS AS (catalogue_grams(name || ' ' || catalogue_said(elements, '$.aliases[*]'))) STORED,
    ADD COLUMN body_grams tsvector NOT NULL
        GENERATED ALWAYS AS (catalogue_grams(
            catalogue_said(elements, '$.materials[*].name') || ' '
            || catalogue_said(elements, '$.accept_conditions') || ' '
            || catalogue_said(elements, '$.approve_conditions') || ' '
            || catalogue_said(elements, '$.results[*].name') || ' '
            || catalogue_said(elements, '$.themes[*]')
        )) STORED;

-- fastupdate off: a pending list would be searched one by one after every import.
CREATE INDEX version_name_grams ON catalogue_itemversion USING gin (name_grams) WITH (fastupdate = off);
CREATE INDEX version_body_grams ON catalogue_itemversion USING gin (body_grams) WITH (fastupdate = off);
CREATE INDEX version_name_begins ON catalogue_itemversion (name text_pattern_ops);
