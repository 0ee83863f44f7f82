"""What may be done to the law library."""

from qingquan.statutes.acts.changing import amend, repeal
from qingquan.statutes.acts.entering import correct, describe, enter, name_also
from qingquan.statutes.acts.importing import ImportReport, import_laws
from qingquan.statutes.acts.uploading import carry_out, hand_in

__all__ = [
    "ImportReport",
    "amend",
    "carry_out",
    "correct",
    "describe",
    "enter",
    "hand_in",
    "import_laws",
    "name_also",
    "repeal",
]
