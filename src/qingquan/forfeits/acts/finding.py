"""Finding that a power was concealed, left out or made up; lifting that; holding the organ to account."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.catalogue.models import Item
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.forfeits.acts.stopping import stop_cases
from qingquan.forfeits.models import Forfeit
from qingquan.forfeits.rules import authority, terms
from qingquan.forfeits.rules.duty import StatutoryDuty, check_may_give_up
from qingquan.forfeits.words import Effect, ForfeitKind, StopCause
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.papers.acts import next_number
from qingquan.people.models import Actor
from qingquan.people.rules import scrubbed
from qingquan.places.models import Organ
from qingquan.places.words import Role

TOLD = "您申请的事项已被认定放弃，本件先停下，由清理审核专班逐件决定继续办结还是终止，结果会告知您。"


@act("item.forfeited")
def forfeit(
    item: Item, *, kind: ForfeitKind, found_on: date, reason: str, document_no: str, by: Actor, at: datetime
) -> Forfeit:
    """Treat a power that was concealed or left out as given up, and cancel one that was made up.

    Raises `StatutoryDuty` where the law makes its exercise a duty; `keep_serving` is then what follows. Running cases
    are stopped for somebody to decide.
    """
    organ = check_may_find(item, found_on, reason, document_no, by, at)
    if kind is not ForfeitKind.FALSE:
        check_no_duty(item)
    effect = Effect.CANCELLED if kind is ForfeitKind.FALSE else Effect.GIVEN_UP
    made = new(item, organ, kind, effect, found_on, reason, document_no, by, at)
    stopped = stop_cases(item, cause=StopCause.FORFEIT, source=made.number, told=TOLD, by=by, at=at)
    facts = {
        "number": made.number,
        "kind": kind.value,
        "effect": effect.value,
        "found_on": found_on.isoformat(),
        "document": made.document_no,
        "stopped": stopped,
    }
    record(item.code, "item.forfeited", facts, by=by, at=at)
    return made


@act("forfeit.refused")
def keep_serving(
    item: Item, *, kind: ForfeitKind, found_on: date, reason: str, document_no: str, by: Actor, at: datetime
) -> Forfeit:
    """Enter a statutory duty on the list by force: citizens go on being served, only the organ answers for it."""
    organ = check_may_find(item, found_on, reason, document_no, by, at)
    try:
        check_no_duty(item)
    except StatutoryDuty as duty:
        made = new(item, organ, kind, Effect.KEPT, found_on, reason, document_no, by, at, duty)
    else:
        raise Refused("该事项不是法律法规规定必须履行的职责，应按放弃论处。")
    facts = {"number": made.number, "kind": kind.value, "cite": made.cite, "document": made.document_no}
    record(item.code, "forfeit.refused", facts, by=by, at=at)
    return made


@act("forfeit.lifted")
def lift(forfeit: Forfeit, *, document_no: str, by: Actor, at: datetime) -> Forfeit:
    """Let an item that was added to the list again by the government's decision be exercised from now on."""
    authority.check_role(by.role, (Role.GOVERNMENT_OFFICE,), "解除放弃认定")
    held = Forfeit.objects.select_for_update().get(pk=forfeit.pk)
    if not held.stands:
        raise Refused("这项认定没有阻止事项行使，不用解除。")
    if not document_no.strip():
        raise Refused("请填写批准重新列入清单的文号。")
    held.lifted_at, held.lift_document = at, document_no.strip()
    held.save(update_fields=["lifted_at", "lift_document"])
    facts = {"number": held.number, "document": held.lift_document}
    record(held.item.code, "forfeit.lifted", facts, by=by, at=at)
    return held


@act("forfeit.accounted")
def hold_to_account(forfeit: Forfeit, result: str, document_no: str, *, by: Actor, at: datetime) -> Forfeit:
    """Record what came of holding the organ and its people to account. 《行政许可法》第七十五条第一款。"""
    authority.check_role(by.role, authority.ACCOUNTING, "登记追责结果")
    held = Forfeit.objects.select_for_update().get(pk=forfeit.pk)
    if held.accounted_at is not None:
        raise Refused("追责结果已经登记，不能再改。")
    terms.check_said(result, document_no)
    held.account_result, held.account_document, held.accounted_at = result.strip(), document_no.strip(), at
    held.save(update_fields=["account_result", "account_document", "accounted_at"])
    facts = {"document": held.account_document, "result": scrubbed(held.account_result)}
    record(held.number, "forfeit.accounted", facts, by=by, at=at)
    return held


def check_may_find(  # noqa: PLR0917 - a finding is all of these.
    item: Item, found_on: date, reason: str, document_no: str, by: Actor, at: datetime
) -> Organ:
    """What any finding needs: who may, a fact, a document, and an organ to answer for it."""
    authority.check_finds(by.role)
    terms.check_said(reason, document_no)
    if found_on > timezone.localdate(at):
        raise Refused("发现日期不能晚于今天。")
    if item.organ is None:
        raise Refused("该事项还没有确定实施主体，请先确定由哪个机关负责。")
    if Forfeit.objects.standing().filter(item=item).exists():
        raise Refused("该事项已经认定放弃，不用重复认定。")
    return item.organ


def check_no_duty(item: Item) -> None:
    """Ask the rule what the item's newest published version, or else its last, rests on."""
    facts = facts_of(item)
    name = facts.name or item.name
    check_may_give_up(name=name, statutory_duty=facts.statutory_duty, bases=facts.legal_bases)


def facts_of(item: Item) -> VersionFacts:
    """What the item says of itself: in force, else as last written; nothing when it was only ever named."""
    versions = item.versions.order_by("number")
    version = versions.filter(published_at__isnull=False).last() or versions.last()
    return version.facts() if version is not None and version.elements else VersionFacts()


def new(  # noqa: PLR0917 - a finding is all of these.
    item: Item,
    organ: Organ,
    kind: ForfeitKind,
    effect: Effect,
    found_on: date,
    reason: str,
    document_no: str,
    by: Actor,
    at: datetime,
    duty: Refused | None = None,
) -> Forfeit:
    """The row of a finding."""
    year = timezone.localdate(at).year
    made = Forfeit(
        number=f"FQ{year}{next_number(f'forfeit/{year}'):05d}",
        item=item,
        organ=organ,
        kind=kind.value,
        effect=effect.value,
        found_on=found_on,
        found_at=at,
        reason=reason.strip(),
        document_no=document_no.strip(),
        found_by=by.account,
        kept_because=duty.why if duty else "",
        cite=duty.cite if duty else "",
    )
    made.save(force_insert=True)
    return made
