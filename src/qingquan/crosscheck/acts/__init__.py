"""What may be done in the two-way check: bring in what reports are held against, compare, decide, answer, settle."""

from qingquan.crosscheck.acts.differences import answer, assign, give_back, settle
from qingquan.crosscheck.acts.overlaps import agree, propose, reject
from qingquan.crosscheck.acts.pairs import confirm, part
from qingquan.crosscheck.acts.running import begin, fail, finish, order
from qingquan.crosscheck.acts.sources import (
    ListReport,
    RowTold,
    import_base,
    import_duties,
    import_exercised,
    import_towns,
    tell,
)
from qingquan.crosscheck.acts.uploading import Beside, carry_out, hand_in

__all__ = [
    "Beside",
    "ListReport",
    "RowTold",
    "agree",
    "answer",
    "assign",
    "begin",
    "carry_out",
    "confirm",
    "fail",
    "finish",
    "give_back",
    "hand_in",
    "import_base",
    "import_duties",
    "import_exercised",
    "import_towns",
    "order",
    "part",
    "propose",
    "reject",
    "settle",
    "tell",
]
