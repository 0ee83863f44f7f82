"""The next steps of an adjustment as its page offers them: who may, in which state, which form, which act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from qingquan.adjustment import acts
from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.rules.authority import DRAFTERS, FILING, GOVERNMENT, OFFICES, SIDES
from qingquan.adjustment.words import Change, Route, State
from qingquan.desk import adjustment_forms as asked
from qingquan.papers.files import store_file
from qingquan.people.models import Actor
from qingquan.places.words import Role

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its key in the form, its title, what follows from it, its form and its act."""

    key: str
    title: str
    what: str
    form: Callable[..., forms.Form]
    do: Callable[[Adjustment, Given, Actor, datetime], object]
    first: bool = True


def steps_for(actor: Actor, found: Adjustment, *, spoken: bool | None = None) -> list[Step]:
    """What this post may do now, the usual next step first. `spoken`: whether its side has reviewed, where known."""
    state = State(found.state)
    steps: list[Step] = []
    if state is State.TRIGGERED and actor.role in DRAFTERS and actor.organ and actor.organ.pk == found.organ_id:
        steps.append(application(found))
    if state is State.APPLIED and actor.role in SIDES:
        steps += [] if (has_spoken(actor, found) if spoken is None else spoken) else [REVIEW]
    if actor.role in GOVERNMENT and state is State.REVIEWED and found.route == Route.GOVERNMENT:
        steps.append(APPROVE)
    ready = State.REVIEWED if found.route == Route.LIGHT else State.APPROVED
    if actor.role in GOVERNMENT and state is ready:
        steps.append(PUBLISH)
    if actor.role in FILING and state in {State.PUBLISHED, State.FILED, State.SWITCHED}:
        steps.append(FILE)
    if actor.role == Role.ESTABLISHMENT_REVIEWER and state is State.SWITCHED:
        steps.append(SYNC)
    closing = {State.TRIGGERED, State.APPLIED, State.REVIEWED}
    if actor.role in OFFICES and state in closing | ({State.PUBLISHED, State.FILED} if found.never_began else set()):
        steps.append(CLOSE)
    return steps


def has_spoken(actor: Actor, found: Adjustment) -> bool:
    """Whether the post's side has reviewed this application."""
    return found.opinions.filter(round=found.round, side=SIDES[Role(actor.role)].value).exists()


def application(found: Adjustment) -> Step:
    """The organ's own step; its form knows the drafts it may bring."""

    def form(*given: object, **more: object) -> forms.Form:
        first = {"change": found.change, "version": found.version_id, "explanation": found.explanation}
        return asked.Application(found, *given, **({"initial": first} if not given else more))

    what = "新增、取消、下放、划转走政府审定；只调整依据或者要素的走简易路径。"
    return Step("apply", "提出调整申请", what, form, applies)


def applies(found: Adjustment, given: Given, by: Actor, at: datetime) -> None:
    """Apply."""
    change = Change(given["change"])
    acts.apply(found, change, given["explanation"], version=given["version"], by=by, at=at)


def reviews(found: Adjustment, given: Given, by: Actor, at: datetime) -> None:
    """Agree or give back."""
    acts.review(found, given["agrees"], given["text"], by=by, at=at)


def approves(found: Adjustment, given: Given, by: Actor, at: datetime) -> None:
    """The government approved."""
    acts.approve(found, given["approval_no"], by=by, at=at)


def publishes(found: Adjustment, given: Given, by: Actor, at: datetime) -> None:
    """From a day on."""
    acts.publish(found, given["document"], from_on=given["from_on"], by=by, at=at)


def files(found: Adjustment, given: Given, by: Actor, at: datetime) -> None:
    """With the receipt, and the paper where one was uploaded."""
    upload = given["attachment"]
    kept = store_file(upload, by=by, at=at) if upload else None
    acts.file(found, given["receiver"], given["receipt"], filed_on=given["filed_on"], attachment=kept, by=by, at=at)


def syncs(found: Adjustment, given: Given, by: Actor, at: datetime) -> None:
    """The province has it."""
    acts.sync(found, given["receipt"], by=by, at=at)


def closes(found: Adjustment, given: Given, by: Actor, at: datetime) -> None:
    """It was none."""
    acts.close(found, given["reason"], by=by, at=at)


def filing(*given: object, **more: object) -> forms.Form:
    """The day of filing is usually today."""
    return asked.Filing(*given, **more) if given else asked.Filing(initial={"filed_on": timezone.localdate()})  # type: ignore[arg-type]


REVIEW = Step(
    "review", "审核", "两方都同意才通过，新版本随之审核通过；一方退回由部门修改后再报。", asked.Opinion, reviews
)
APPROVE = Step("approve", "登记政府审定", "审定后才能公布。", asked.Approval, approves)
PUBLISH = Step(
    "publish",
    "公布",
    "新版本自生效之日起施行；此前收到的件仍按收件时的版本办理，设定依据失效的除外。",
    asked.Publication,
    publishes,
)
FILE = Step("file", "登记备案", "报有关部门备案，可以登记几次。", filing, files)
SYNC = Step("sync", "登记报送省平台", "", asked.Sync, syncs)
CLOSE = Step("close", "不作调整", "触发情形与本事项无关，或者评估后不用调整。", asked.Closing, closes, first=False)
