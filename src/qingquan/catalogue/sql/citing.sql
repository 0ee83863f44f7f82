-- Which items rest on a statute, whatever form of its title they use: asked whenever a statute changes.
ALTER TABLE catalogue_legalbasis ADD COLUMN statute_key text NOT NULL
    GENERATED ALWAYS AS (statutes_key(statute)) STORED;
CREATE INDEX basis_by_statute ON catalogue_legalbasis (statute_key);
