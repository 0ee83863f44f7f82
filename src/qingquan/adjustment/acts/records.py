"""Entering a ruling or a reform; what it sets off follows at once, or on its day (`watch/records.py`)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from qingquan.adjustment.acts.raising import raise_trigger
from qingquan.adjustment.models import Adjustment, Reform, Ruling
from qingquan.adjustment.rules import authority, records
from qingquan.adjustment.rules.records import Paper
from qingquan.adjustment.words import Holding, ReformKind, RulingKind, TriggerCode
from qingquan.cases.models import Case
from qingquan.catalogue.models import Item
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.people.rules import scrubbed
from qingquan.places.models import Organ


@act("ruling.entered")
def enter_ruling(
    item: Item,
    paper: Paper,
    *,
    kind: RulingKind,
    holding: Holding,
    body: str,
    decided_on: date,
    by: Actor,
    at: datetime,
    case_number: str = "",
) -> Ruling:
    """Keep what a court, the reconsideration body or a supervisor held of an act under an item."""
    authority.check_role(by.role, authority.OFFICES, "登记裁判和复议决定")
    records.check_ruling(paper, body=body, decided_on=decided_on, today=timezone.localdate(at))
    case_number = case_number.strip()
    if case_number and not Case.objects.filter(number=case_number, version__item=item).exists():
        raise Refused(f"“{item.name}”没有编号为“{case_number}”的办件，请核对；不是本系统的办件请留空。")
    # The item is locked, so that a form sent twice comes one after the other.
    Item.objects.select_for_update().get(pk=item.pk)
    if Ruling.objects.filter(body=body.strip(), number=paper.number.strip(), item=item).exists():
        raise Refused(f"“{paper.number.strip()}”对这个事项的认定已经登记，不用重复登记。")
    made = Ruling.objects.create(
        kind=kind.value,
        number=paper.number.strip(),
        body=body.strip(),
        item=item,
        case_number=case_number,
        holding=holding.value,
        decided_on=decided_on,
        effective_on=paper.effective_on,
        summary=paper.summary.strip(),
        entered_at=at,
        entered_by=by.account,
    )
    told = {
        "number": made.number,
        "body": made.body,
        "holding": holding.value,
        "effective_on": made.effective_on.isoformat(),
        "case": case_number,
        "summary": scrubbed(made.summary),
    }
    record(item.code, "ruling.entered", told, by=by, at=at)
    if holding is Holding.NO_BASIS and made.effective_on <= timezone.localdate(at):
        void(made, by=by, at=at)
    return made


def void(ruling: Ruling, *, by: Actor, at: datetime) -> Adjustment:
    """DA-05: the power was held to be without basis; the cases running under it stop at once."""
    item = ruling.item
    if item.organ is None:
        raise Refused(f"“{item.name}”还没有确定实施主体，请先确定由哪个机关负责。")
    return raise_trigger(
        TriggerCode.DA05,
        organ=item.organ,
        item=item,
        source=f"{ruling.body}{ruling.number}{ruling.get_holding_display()}：{ruling.summary}",
        source_key=ruling.source_key,
        document_no=ruling.number,
        effective_on=ruling.effective_on,
        by=by,
        at=at,
    )


@act("reform.entered")
def enter_reform(
    organ: Organ,
    paper: Paper,
    *,
    kind: ReformKind,
    successor: Organ | None,
    by: Actor,
    at: datetime,
    items: Sequence[Item] = (),
) -> Reform:
    """Keep by which document an organ's powers end or go to another; without `items` all of their kind."""
    authority.check_role(by.role, authority.REFORMING, "登记机构改革")
    records.check_reform(paper, kind, organ.pk, successor.pk if successor else None)
    wrong = [item.code for item in items if item.organ_id != organ.pk]
    if wrong:
        raise Refused(f"这些编码不是{organ.name}的事项：{'、'.join(wrong)}。")
    outside = [item.name for item in items if item.power_type not in {each.value for each in records.types_of(kind)}]
    if outside:
        raise Refused(f"综合执法改革只划转行政处罚和有关的行政强制，这些不是：{'、'.join(outside)}。")
    Organ.objects.select_for_update().get(pk=organ.pk)
    if Reform.objects.filter(document_no=paper.number.strip(), kind=kind.value, organ=organ).exists():
        raise Refused(f"“{paper.number.strip()}”对{organ.name}的这项改革已经登记，不用重复登记。")
    made = Reform.objects.create(
        kind=kind.value,
        document_no=paper.number.strip(),
        organ=organ,
        successor=successor,
        codes=sorted(item.code for item in items),
        effective_on=paper.effective_on,
        summary=paper.summary.strip(),
        entered_at=at,
        entered_by=by.account,
    )
    told = {
        "document": made.document_no,
        "kind": kind.value,
        "successor": successor.uscc if successor else "",
        "codes": made.codes,
        "effective_on": made.effective_on.isoformat(),
    }
    record(organ.uscc, "reform.entered", told, by=by, at=at)
    return made
