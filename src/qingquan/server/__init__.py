"""What keeps the system running on one machine: PostgreSQL, the web server, the bundles, a browser for tests."""
