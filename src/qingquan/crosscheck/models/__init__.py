"""What is kept of the check: what it compares, its runs with their pairs and differences, overlaps and proposals."""

from qingquan.crosscheck.models.difference import Difference
from qingquan.crosscheck.models.handed_in import ListImport, ListImportRow
from qingquan.crosscheck.models.overlap import Overlap, OverlapProposal
from qingquan.crosscheck.models.run import Pair, Remembered, Run
from qingquan.crosscheck.models.sources import BaseRow, ExercisedRecord, ThreeFixedDuty, TownReport

__all__ = [
    "BaseRow",
    "Difference",
    "ExercisedRecord",
    "ListImport",
    "ListImportRow",
    "Overlap",
    "OverlapProposal",
    "Pair",
    "Remembered",
    "Run",
    "ThreeFixedDuty",
    "TownReport",
]
