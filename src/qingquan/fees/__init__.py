"""Fees 收费: what is billed to whom under a listed item, what was paid, what must be given back."""
