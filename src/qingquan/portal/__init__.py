"""Pages for everyone: items, guidance, apply, follow, results, verify."""
