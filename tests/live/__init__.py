"""The demonstration county served for tests as it is served in life, on a day of its own."""
