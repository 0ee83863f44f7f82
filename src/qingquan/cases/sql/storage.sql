-- A case is written about six times after its receipt. Room on its page lets PostgreSQL keep the new version beside
-- the old one and leave the indexes alone, where no indexed column changed.
ALTER TABLE cases_case SET (fillfactor = 50);
ALTER TABLE cases_step SET (fillfactor = 80);
