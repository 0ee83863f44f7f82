"""The record: every act appends one entry that nobody can change."""
