"""Ticked items on the pages where many are done at once: which, and at which revision they were read."""

import re
from dataclasses import dataclass

from django.http import Http404, QueryDict

from qingquan.campaign.models import ReportedItem
from qingquan.law import Refused
from qingquan.review.acts import Together

TICK = re.compile(r"([1-9][0-9]{0,11})-([1-9][0-9]{0,8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checked:
    """A ticked item on the page that asks once more: nothing against it, or why it will be left out."""

    item: ReportedItem
    tick: str
    refused: Refused | None


def tick_of(item: ReportedItem) -> str:
    """What a tick sends: the item, and its revision as it was read."""
    return f"{item.pk}-{item.revision}"


def ticks_in(posted: QueryDict) -> dict[int, int]:
    """Revisions by item; 404 for what no page of ours has sent."""
    found = [TICK.fullmatch(text) for text in posted.getlist("item")]
    if not all(found):
        raise Http404
    return {int(each[1]): int(each[2]) for each in found if each}


def in_words(came: Together, what: str) -> str:
    """What was written, in a sentence."""
    again = f"；另有 {came.already} 项此前已经办好" if came.already else ""
    return f"已逐项{what} {came.made} 项{again}。" if came.made else f"这 {came.already} 项此前已经办好，没有重复办理。"
