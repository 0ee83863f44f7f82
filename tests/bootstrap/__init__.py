"""The two commands' machinery: set-up, database, bundles, neighbours."""
