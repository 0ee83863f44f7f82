"""What watches and pages ask of adjustments: the items concerned, the county's numbers, what came of one source."""

from qingquan.adjustment.reading.listed import (
    Listed,
    Numbers,
    asked_though_issued,
    late,
    listed_on,
    months_before,
    numbers,
    running_under,
    unasked_since,
    unused_since,
    with_newcomers,
)
from qingquan.adjustment.reading.together import Shared, of_one_source, replacements_of, shared_sources

__all__ = [
    "Listed",
    "Numbers",
    "Shared",
    "asked_though_issued",
    "late",
    "listed_on",
    "months_before",
    "numbers",
    "of_one_source",
    "replacements_of",
    "running_under",
    "shared_sources",
    "unasked_since",
    "unused_since",
    "with_newcomers",
]
