"""Whose an unfinished text is, and what it is about: the names under which it is kept."""

from qingquan.review.words import Office

BOTH = "both"


def of_office(office: Office) -> str:
    """An opinion in the making is its office's alone."""
    return f"office/{office.value}"


def of_organ(pk: int) -> str:
    """An answer in the making is the organ's."""
    return f"organ/{pk}"


def of_person(pk: int) -> str:
    """Scores in the making are one person's."""
    return f"account/{pk}"


def item_key(pk: int) -> str:
    """About a reported item."""
    return f"item/{pk}"


def seat_key(pk: int) -> str:
    """About a seat on a panel."""
    return f"seat/{pk}"


def comment_key(pk: int) -> str:
    """About a comment of the public."""
    return f"comment/{pk}"
