"""What is kept of dynamic adjustment: each adjustment on its way, the reviewers' words, filings, changes to come."""

from qingquan.adjustment.models.adjustment import Adjustment
from qingquan.adjustment.models.following import AdjustmentFiling, AdjustmentOpinion, AwaitedChange

__all__ = ["Adjustment", "AdjustmentFiling", "AdjustmentOpinion", "AwaitedChange"]
