"""Questions about campaigns, each in a bounded number of statements."""

from qingquan.campaign.reading.facts import current, own_facts

__all__ = ["current", "own_facts"]
