"""Leaner powers 精简: what an item, an organ, the county asked before and asks now."""
