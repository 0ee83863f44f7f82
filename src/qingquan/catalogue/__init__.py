"""权力清单: items, their versions, legal bases and publication."""
