"""The two-way check 双向比对: law, reports, duties, past cases and towns' reports set against each other."""

from qingquan.matching.twoway.activity import gather
from qingquan.matching.twoway.comparing import compare
from qingquan.matching.twoway.sides import (
    LIKELY,
    SURE,
    Activity,
    Article,
    Comparison,
    Difference,
    Evidence,
    Pair,
    Progress,
    Remembered,
    Row,
    Tell,
    Trace,
    ordered,
    sign,
    signs,
)
from qingquan.matching.twoway.words import DifferenceKind, Field, Method, SetName, Urgency

__all__ = [
    "LIKELY",
    "SURE",
    "Activity",
    "Article",
    "Comparison",
    "Difference",
    "DifferenceKind",
    "Evidence",
    "Field",
    "Method",
    "Pair",
    "Progress",
    "Remembered",
    "Row",
    "SetName",
    "Tell",
    "Trace",
    "Urgency",
    "compare",
    "gather",
    "ordered",
    "sign",
    "signs",
]
