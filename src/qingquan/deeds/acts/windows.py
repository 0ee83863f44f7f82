"""授权窗口: a chief representative signs for the same organ. Its effect reaches handling.

Where an item's flowchart gives the decision to the approver, the chief representative takes the approver's part for
the period of the deed (`catalogue.Holding.role`): cases received in it go to the window for decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import Holding, Item
from qingquan.catalogue.rules.lives import last_day_before
from qingquan.catalogue.words import PowerType
from qingquan.deeds import text
from qingquan.deeds.acts.handing import at_the_window, hand_back
from qingquan.deeds.acts.signing import end, in_force, is_demo, number_of
from qingquan.deeds.models import AuthorisedItem, WindowAuthorisation
from qingquan.deeds.reading import authorised_between
from qingquan.deeds.rules import authority, conditions
from qingquan.deeds.words import Action
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.ledger.forbidden import guarded
from qingquan.papers.sheets import plain
from qingquan.people.models import Actor
from qingquan.places.models import Post
from qingquan.places.words import Role
from qingquan.procedures import runs
from qingquan.procedures.words import StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a window's deed says, as it was filled in."""

    actions: frozenset[Action]
    seal: str
    limits: str
    from_on: date
    until_on: date


@act("deed.window_authorised")
def authorise_window(
    post: Post, items: Sequence[Item], terms: Terms, *, by: Actor, at: datetime
) -> WindowAuthorisation:
    """Authorise a chief representative for some items: deed signed and published, decisions go to the window."""
    authority.check_gives(by.role, by.organ.pk if by.organ else None, post.organ_id)
    today = timezone.localdate(at)
    kept = list(Item.objects.select_for_update().filter(pk__in=[item.pk for item in items]).order_by("code"))
    conditions.check(conditions.against_authorising(facts(post, kept, terms, today)))
    organ, limits = post.organ, terms.limits.strip() or conditions.NEVER_AT_THE_WINDOW
    number = number_of(organ, "窗授", today)
    sheet = text.authorisation(
        organ=organ.name,
        post=post.name,
        number=number,
        items=[(item.name, item.code) for item in kept],
        actions=terms.actions,
        seal=terms.seal,
        limits=limits,
        from_on=terms.from_on,
        until_on=terms.until_on,
        on=today,
        demo=is_demo(),
    )
    with guarded():
        deed = WindowAuthorisation.objects.create(
            number=number,
            organ=organ,
            post=post,
            actions=sorted(action.value for action in terms.actions),
            seal=terms.seal,
            limits=limits,
            from_on=terms.from_on,
            until_on=terms.until_on,
            signed_by=by.account,
            signed_at=at,
            published_at=at,
            paper=plain(sheet),
        )
        for item in kept:
            AuthorisedItem.objects.create(authorisation=deed, item=item, from_on=terms.from_on, until_on=terms.until_on)
    if Action.DECIDE in terms.actions:
        for item in kept:
            give_decision(item, deed, by=by, at=at)
    told = {"number": number, "items": [item.code for item in kept], "until_on": terms.until_on.isoformat()}
    record(post.code, "deed.window_authorised", told, by=by, at=at)
    return deed


def facts(post: Post, items: Sequence[Item], terms: Terms, today: date) -> conditions.Authorising:
    """The authorisation as the rules see it."""
    taken = authorised_between([item.pk for item in items], terms.from_on, terms.until_on)
    return conditions.Authorising(
        role=post.role,
        same_organ=True,
        closed=post.closed_on is not None,
        items=tuple(item.name for item in items),
        foreign=tuple(item.name for item in items if item.organ_id != post.organ_id),
        not_in_force=tuple(item.name for item in items if in_force(item, max(today, terms.from_on)) is None),
        ex_officio=tuple(item.name for item in items if not PowerType(item.power_type).on_application),
        authorised_already=tuple(item.name for item in items if item.pk in taken),
        actions=terms.actions,
        seal=terms.seal,
        from_on=terms.from_on,
        until_on=terms.until_on,
        today=today,
    )


def give_decision(item: Item, deed: WindowAuthorisation, *, by: Actor, at: datetime) -> None:
    """Let the window take the approver's part, where the flowchart gives the decision to the approver."""
    version = in_force(item, deed.from_on)
    if version is None or version.procedure is None:
        return
    steps = runs.load(version.procedure.xml.encode()).steps
    if not any(step.kind is StepKind.DECIDE and step.post == Role.APPROVER for step in steps):
        return
    if not Holding.objects.filter(item=item, post=deed.post, role=Role.APPROVER).on(deed.from_on).exists():
        catalogue.give(
            item, deed.post, from_on=deed.from_on, until_on=deed.until_on, role=Role.APPROVER.value, by=by, at=at
        )


@act("deed.authorisation_ended")
def end_authorisation(
    deed: WindowAuthorisation, *, reason: str, on: date, by: Actor, at: datetime
) -> WindowAuthorisation:
    """End a window's authority from a day on; cases received then go to the organ's own approver again."""
    held = WindowAuthorisation.objects.select_related("post__organ").select_for_update(of=("self",)).get(pk=deed.pk)
    authority.check_gives(by.role, by.organ.pk if by.organ else None, held.organ_id)
    if on <= held.from_on:
        raise Refused("终止日期应晚于授权的起始日期。")
    end(held, reason, on, at)
    last = last_day_before(on)
    for each in held.items.select_related("item").filter(until_on__gte=on):
        each.until_on = last
        each.save(update_fields=["until_on"])
        holding = Holding.objects.filter(item=each.item, post=held.post, role=Role.APPROVER, until_on__gte=on).first()
        if holding is not None:
            catalogue.take_back(holding, from_on=on, by=by, at=at)
    if on <= timezone.localdate(at):
        hand_back(at_the_window(held), held.post, f"“{held.number}”已经终止。", by=by, at=at)
    told = {"number": held.number, "on": on.isoformat(), "reason": reason}
    record(held.post.code, "deed.authorisation_ended", told, by=by, at=at)
    return held
