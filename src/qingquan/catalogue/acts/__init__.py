"""What may be done to the catalogue: draft, revise, review, return, publish, withdraw, import, hand to posts."""

from qingquan.catalogue.acts.drafting import draft, revise, settle_organ
from qingquan.catalogue.acts.holding import give, take_back
from qingquan.catalogue.acts.importing import ImportReport, RowReport, import_rows
from qingquan.catalogue.acts.publishing import publish, return_to_draft, review, withdraw
from qingquan.catalogue.acts.uploading import carry_out, hand_in
from qingquan.catalogue.checking import problems_of, problems_of_many

__all__ = [
    "ImportReport",
    "RowReport",
    "carry_out",
    "draft",
    "give",
    "hand_in",
    "import_rows",
    "problems_of",
    "problems_of_many",
    "publish",
    "return_to_draft",
    "review",
    "revise",
    "settle_organ",
    "take_back",
    "withdraw",
]
