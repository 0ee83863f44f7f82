"""The elements of a version as people fill them in: groups, controls, what was typed, and what it means."""
