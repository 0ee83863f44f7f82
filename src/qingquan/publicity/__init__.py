"""公开: what must be public, by when, and what is masked."""
