"""The overlap test 交叉重复: which powers of a list are the same power, explained by component."""

from qingquan.matching.overlaps.finding import overlaps
from qingquan.matching.overlaps.powers import Component, Overlap, Power
from qingquan.matching.overlaps.weights import BY_ARTICLE, BY_NAME, THRESHOLD, Weights
from qingquan.matching.overlaps.words import ComponentKind

__all__ = [
    "BY_ARTICLE",
    "BY_NAME",
    "THRESHOLD",
    "Component",
    "ComponentKind",
    "Overlap",
    "Power",
    "Weights",
    "overlaps",
]
