"""Matching 比对: names of powers and their articles compared, pure and without a database."""
