-- How titles of statutes are compared; `rules/names.py` makes the same key, and a test holds the two together.
CREATE FUNCTION statutes_key(title text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(regexp_replace(plain, '\([^()]*(修正|修订|修改|公布|发布|通过|版)\)$', ''), ''), plain)
    FROM (SELECT regexp_replace(normalize(title, NFKC), '[\s《》〈〉「」『』<>“”"''·/\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|中华人民共和国', '', 'g')) AS made(plain)
$$;
