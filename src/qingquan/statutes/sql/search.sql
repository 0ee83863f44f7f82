-- Texts are searched by pairs of neighbouring characters, two characters being enough, as `catalogue_grams` makes
-- them, but of the whole text: an article may have five thousand characters. The last character of a run stands
-- alone too. `matching/grams.py` makes the same pairs of a question.
CREATE FUNCTION statutes_grams(said text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    whole text := lower(normalize(said, NFKC));
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

ALTER TABLE statutes_statute ADD COLUMN title_grams tsvector NOT NULL
    GENERATED ALWAYS AS (statutes_grams(title)) STORED;
ALTER TABLE statutes_article ADD COLUMN text_grams tsvector NOT NULL
    GENERATED ALWAYS AS (statutes_grams(text)) STORED;
CREATE INDEX statute_title_grams ON statutes_statute USING gin (title_grams) WITH (fastupdate = off);
-- fastupdate on: an import gathers its entries and sorts them in once at its end, in half the time.
CREATE INDEX article_text_grams ON statutes_article USING gin (text_grams) WITH (fastupdate = on);
