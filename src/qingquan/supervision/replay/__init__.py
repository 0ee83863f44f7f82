"""Other systems' event logs, read through a map and judged by the same rules."""
