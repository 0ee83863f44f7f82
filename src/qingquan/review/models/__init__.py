"""What is kept of review: opinions, conclusions, answers, evaluations, comments, decisions, and unfinished texts."""

from qingquan.review.models.comments import Comment, CommentRound
from qingquan.review.models.decisions import CarriedOut, Decision, Freeze
from qingquan.review.models.evaluation import Expert, Panel, ScoreSheet, Seat
from qingquan.review.models.opinions import Conclusion, Opinion, OrganAnswer
from qingquan.review.models.writing import SetAside, Writing

__all__ = [
    "CarriedOut",
    "Comment",
    "CommentRound",
    "Conclusion",
    "Decision",
    "Expert",
    "Freeze",
    "Opinion",
    "OrganAnswer",
    "Panel",
    "ScoreSheet",
    "Seat",
    "SetAside",
    "Writing",
]
