"""What of adjustments and of powers given up waits for a post, campaign or none, counted for the door."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from qingquan.adjustment.models import AdjustmentOpinion
from qingquan.adjustment.rules.authority import DRAFTERS, FILING, GOVERNMENT, SIDES
from qingquan.adjustment.words import Route, State
from qingquan.desk import adjustment_gates
from qingquan.desk.campaign_waiting import Waiting
from qingquan.forfeits.models import IllegalFee, StoppedCase
from qingquan.forfeits.rules.authority import DECIDING, RETURNING
from qingquan.people.models import Actor
from qingquan.places.words import Role


def waiting_elsewhere(actor: Actor) -> list[Waiting]:
    """One line for each kind of thing the post can do now."""
    today = timezone.localdate()
    return [*adjusting(actor, today), *following(actor, today)]


def adjusting(actor: Actor, today: date) -> list[Waiting]:
    """Steps of adjustments."""
    found = adjustment_gates.adjustments_for(actor)
    lines = []
    for what, step in steps(actor):
        waiting = found.filter(step)
        if number := waiting.count():
            late = waiting.filter(due_on__lt=today).exists()
            lines.append(Waiting(f"{number} 件动态调整待{what}", reverse("desk:adjustment"), late=late))
    return lines


def steps(actor: Actor) -> list[tuple[str, Q]]:
    """Which adjustments wait for the post, and for what."""
    mine: list[tuple[str, Q]] = []
    if actor.role in DRAFTERS:
        mine.append(("提出申请", Q(state=State.TRIGGERED.value)))
    if actor.role in SIDES:
        side = SIDES[Role(actor.role)].value
        spoken = AdjustmentOpinion.objects.filter(adjustment=OuterRef("pk"), round=OuterRef("round"), side=side)
        mine.append(("审核", Q(~Exists(spoken), state=State.APPLIED.value)))
    if actor.role in GOVERNMENT:
        light = Q(state=State.REVIEWED.value, route=Route.LIGHT.value)
        mine.append(("审定", Q(state=State.REVIEWED.value, route=Route.GOVERNMENT.value)))
        mine.append(("公布", light | Q(state=State.APPROVED.value)))
    if actor.role in FILING:
        mine.append(("备案", Q(state=State.PUBLISHED.value)))
    return mine


def following(actor: Actor, today: date) -> list[Waiting]:
    """Money to give back, cases to decide about."""
    lines = []
    if actor.role in RETURNING:
        fees = IllegalFee.objects.filter(forfeit__organ=actor.organ, returned_at__isnull=True)
        if number := fees.count():
            late = fees.filter(due_on__lt=today).exists()
            lines.append(Waiting(f"{number} 笔乱收费待退还", reverse("desk:forfeits_fees"), late=late))
    if actor.role in DECIDING and (number := StoppedCase.objects.filter(decision="").count()):
        lines.append(Waiting(f"{number} 件停下的办件待决定", reverse("desk:forfeits_stopped")))
    return lines
