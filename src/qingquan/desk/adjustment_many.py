"""The steps that may be taken of many adjustments at once: the act of each, and how a form sent twice is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from qingquan.adjustment import acts, reading
from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.rules.authority import SIDES
from qingquan.adjustment.rules.together import Seen
from qingquan.adjustment.words import Change
from qingquan.desk import adjustment_forms as asked
from qingquan.desk.adjustment_steps import (
    APPROVE,
    CLOSE,
    FILE,
    PUBLISH,
    REVIEW,
    SYNC,
    Step,
    application,
    approves,
    closes,
    publishes,
    reviews,
    syncs,
)
from qingquan.people.models import Actor
from qingquan.places.words import Role

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Many:
    """A step taken of many: its act, and whether this very act was done of an adjustment before."""

    step: Step
    do: Callable[[Adjustment, Given, Actor, datetime], object]
    is_done: Callable[[Adjustment, Seen, Given, Actor], bool]


def form_of(step: Step, found: Adjustment, *sent: object) -> forms.Form:
    """The form of a step for many: the application brings no version by hand, a filing no paper."""
    if step.key == "apply":
        return application_form(found, *sent)
    if step.key == "file":
        first = {} if sent else {"initial": {"filed_on": timezone.localdate()}}
        return asked.FilingTogether(*sent, **first)  # type: ignore[arg-type]
    return step.form(*sent)


def application_form(found: Adjustment, *sent: object) -> forms.Form:
    """Where the source says what is to be read otherwise, that is what is offered first, in words."""
    told = "；".join(map(str, reading.replacements_of(found)))
    if sent or not told:
        return asked.ApplyTogether(bool(told), *sent)
    first = {"change": Change.ELEMENTS.value, "explanation": f"{told}，只改写这些，其他要素不变。"}
    return asked.ApplyTogether(True, initial=first)


def applies(found: Adjustment, given: Given, by: Actor, at: datetime) -> None:
    """Each with its own draft."""
    acts.apply_with_draft(found, Change(given["change"]), given["explanation"], by=by, at=at)


def files(found: Adjustment, given: Given, by: Actor, at: datetime) -> None:
    """One receipt for what one document published."""
    acts.file(found, given["receiver"], given["receipt"], filed_on=given["filed_on"], by=by, at=at)


def has_applied(found: Adjustment, seen: Seen, given: Given, _: Actor) -> bool:
    """With these words, as the next application."""
    said = (found.change, found.explanation) == (given["change"], given["explanation"].strip())
    return said and found.round == seen.round + 1


def has_reviewed(found: Adjustment, seen: Seen, given: Given, by: Actor) -> bool:
    """This opinion, by this person, of this application."""
    if by.role not in SIDES:
        return False
    said = {"side": SIDES[Role(by.role)].value, "agrees": given["agrees"], "text": given["text"].strip()}
    return found.opinions.filter(round=seen.round, given_by=by.account, **said).exists()


def has_approved(found: Adjustment, _: Seen, given: Given, __: Actor) -> bool:
    """By this document."""
    return found.approval_no == str(given["approval_no"]).strip()


def has_published(found: Adjustment, _: Seen, given: Given, __: Actor) -> bool:
    """By this document, from this day."""
    return (found.publication_no, found.from_on) == (given["document"].strip(), given["from_on"])


def has_filed(found: Adjustment, _: Seen, given: Given, __: Actor) -> bool:
    """With this receipt."""
    return found.filings.filter(receiver=given["receiver"].strip(), receipt=given["receipt"].strip()).exists()


def has_synced(found: Adjustment, _: Seen, given: Given, __: Actor) -> bool:
    """With this receipt."""
    return found.sync_receipt == str(given["receipt"]).strip()


def has_closed(found: Adjustment, _: Seen, given: Given, __: Actor) -> bool:
    """For this reason."""
    return found.closed_because == str(given["reason"]).strip()


def many_of(key: str, found: Adjustment) -> Many | None:
    """A step by its key; None for what is no step."""
    return Many(application(found), applies, has_applied) if key == "apply" else MANY.get(key)


MANY = {
    "review": Many(REVIEW, reviews, has_reviewed),
    "approve": Many(APPROVE, approves, has_approved),
    "publish": Many(PUBLISH, publishes, has_published),
    "file": Many(FILE, files, has_filed),
    "sync": Many(SYNC, syncs, has_synced),
    "close": Many(CLOSE, closes, has_closed),
}
