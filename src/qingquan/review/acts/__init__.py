"""What may be done in review: opinions, conclusions, answers, evaluations, comments, decisions, drafts."""

from qingquan.review.acts.commenting import ask_public, close_round, comment, cover, reply
from qingquan.review.acts.deciding import carry_out, decide, lift_freeze
from qingquan.review.acts.evaluating import (
    close_panel,
    declare,
    invite,
    open_panel,
    prolong,
    register_expert,
    score,
)
from qingquan.review.acts.reviewing import answer, conclude, confirm, give_opinion
from qingquan.review.acts.together import Left, NothingDone, Together, give_opinions, retain_many
from qingquan.review.acts.writing import Kept, forget, keep

__all__ = [
    "Kept",
    "Left",
    "NothingDone",
    "Together",
    "answer",
    "ask_public",
    "carry_out",
    "close_panel",
    "close_round",
    "comment",
    "conclude",
    "confirm",
    "cover",
    "decide",
    "declare",
    "forget",
    "give_opinion",
    "give_opinions",
    "invite",
    "keep",
    "lift_freeze",
    "open_panel",
    "prolong",
    "register_expert",
    "reply",
    "retain_many",
    "score",
]
