"""Writing, confirming and publishing the statement of a post."""

from qingquan.duties.acts.publishing import give_back, publish, review
from qingquan.duties.acts.writing import Overtaken, Written, begin, bring_up_to_date, save

__all__ = [
    "Overtaken",
    "Written",
    "begin",
    "bring_up_to_date",
    "give_back",
    "publish",
    "review",
    "save",
]
