"""What is kept of dynamic adjustment: adjustments on their way, words, filings, changes of law, rulings, reforms."""

from qingquan.adjustment.models.adjustment import Adjustment
from qingquan.adjustment.models.following import AdjustmentFiling, AdjustmentOpinion, AwaitedChange
from qingquan.adjustment.models.records import Reform, Ruling

__all__ = ["Adjustment", "AdjustmentFiling", "AdjustmentOpinion", "AwaitedChange", "Reform", "Ruling"]
