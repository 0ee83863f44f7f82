"""Files that officials hand in: kept, carried out later by the worker, and told about until their end."""
