"""What sets adjustments off by itself: the ledger's news, what a day brings, what a night finds; and lateness."""

from qingquan.adjustment.watch.laws import take_effect
from qingquan.adjustment.watch.looks import deeds_run_out, look, sharing, yearly
from qingquan.adjustment.watch.news import follow

__all__ = ["deeds_run_out", "follow", "look", "sharing", "take_effect", "yearly"]
