"""Qingquan county 990101: the fictitious county everything is shown on."""
