"""What may be done to the law library."""

from qingquan.statutes.acts.changing import amend, repeal
from qingquan.statutes.acts.entering import correct, describe, enter, name_also
from qingquan.statutes.acts.importing import ImportReport, import_laws

__all__ = ["ImportReport", "amend", "correct", "describe", "enter", "import_laws", "name_also", "repeal"]
