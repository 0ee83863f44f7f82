-- Texts are searched by pairs of neighbouring characters, two characters being enough: as `catalogue_grams` makes
-- them, but by one regular pass, since a library comes in with fifty thousand articles at once. The last character
-- of a run stands alone too. `matching/grams.py` makes the same pairs of a question.
CREATE FUNCTION statutes_grams(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(coalesce(array_agg(gram), '{}'))
    FROM (
        SELECT CASE WHEN next COLLATE "C" BETWEEN '㐀' AND '鿿' THEN here || next ELSE here END
        FROM (SELECT string_to_array(lower(normalize(said, NFKC)), NULL)) AS whole(signs),
            unnest(signs, signs[2:]) AS pair(here, next)
        WHERE here COLLATE "C" BETWEEN '㐀' AND '鿿'
        UNION ALL
        SELECT word[1] FROM regexp_matches(lower(normalize(said, NFKC)), '[a-z0-9]+', 'g') AS word
    ) AS found(gram)
$$;
ALTER TABLE statutes_statute ADD COLUMN title_grams tsvector NOT NULL
    GENERATED ALWAYS AS (statutes_grams(title)) STORED;
ALTER TABLE statutes_article ADD COLUMN text_grams tsvector NOT NULL
    GENERATED ALWAYS AS (statutes_grams(text)) STORED;
-- fastupdate off: a pending list would be searched one by one after every import.
CREATE INDEX statute_title_grams ON statutes_statute USING gin (title_grams) WITH (fastupdate = off);
CREATE INDEX article_text_grams ON statutes_article USING gin (text_grams) WITH (fastupdate = off);
