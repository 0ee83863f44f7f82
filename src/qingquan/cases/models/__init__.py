"""What is kept of cases."""

from qingquan.cases.models.case import Case
from qingquan.cases.models.course import MaterialIn, Notice, PauseRow, Step
from qingquan.cases.models.draft import Draft, DraftMaterial, Tries

__all__ = ["Case", "Draft", "DraftMaterial", "MaterialIn", "Notice", "PauseRow", "Step", "Tries"]
