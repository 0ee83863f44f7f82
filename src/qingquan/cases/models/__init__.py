"""What is kept of cases."""

from qingquan.cases.models.case import Case
from qingquan.cases.models.course import MaterialIn, Notice, PauseRow, Step

__all__ = ["Case", "MaterialIn", "Notice", "PauseRow", "Step"]
