"""What a decision does: drafts put into the catalogue, items ended, merged, split, suspended, given up.

The catalogue's own acts do it, as the system, inside the act of who decided, whose record names the person.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import CommitmentMode, PowerType, VersionState
from qingquan.deeds import acts as deeds
from qingquan.deeds.acts.devolving import Terms
from qingquan.deeds.words import Ground
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.words import ForfeitKind
from qingquan.law import Refused
from qingquan.people.models import SYSTEM, Actor
from qingquan.places.models import Organ
from qingquan.review.models import Decision
from qingquan.review.reading.dossier import Dossier
from qingquan.review.rules.decisions import RULES, is_provincial
from qingquan.review.rules.particulars import Particulars
from qingquan.review.words import DecisionCode, NewMode

K = DecisionCode


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in a sentence, and the draft that came of it."""

    says: str
    version: ItemVersion | None = None


@dataclass(frozen=True, slots=True)
class Deciding:
    """What an effect works on."""

    dossier: Dossier
    particulars: Particulars
    reasons: str
    by: Actor
    at: datetime

    @property
    def facts(self) -> VersionFacts:
        """As reported."""
        return self.dossier.reported.facts()

    @property
    def organ(self) -> Organ:
        """Whose item it is."""
        organ: Organ = self.dossier.reported.report.organ
        return organ


def now(code: DecisionCode, deciding: Deciding) -> Done:
    """What happens at once."""
    effect = AT_ONCE.get(code)
    return effect(deciding) if effect else Done(f"{RULES[code].effect}经县政府审定后执行。")


def drafted(deciding: Deciding, facts: VersionFacts) -> Done:
    """The elements as a draft of the item; nothing new when the catalogue says exactly this already."""
    item, in_force = deciding.dossier.item, deciding.dossier.in_force
    if item is None:
        made = catalogue.draft(facts, organ=deciding.organ, by=SYSTEM, at=deciding.at)
        return Done(f"已列入权力清单草案（{made.item.code}，第 1 版）。", made)
    if item.organ_id != deciding.organ.pk:
        raise Refused(f"编码“{item.code}”在权力清单中属于另一机关，请先核对编码。")
    if in_force is not None and in_force.digest == facts.sha256:
        return Done(f"与现行第 {in_force.number} 版一致，继续有效。", in_force)
    form = newest_form(item)
    made = catalogue.revise(item, facts, by=SYSTEM, at=deciding.at, form_schema=form)
    return Done(f"已列入权力清单草案（{item.code}，第 {made.number} 版）。", made)


def newest_form(item: Item) -> dict[str, object] | None:
    """The application form goes on with the item."""
    newest = item.versions.order_by("number").last()
    return newest.form_schema if newest else None


def keep(deciding: Deciding) -> Done:
    """K1, K3, K7, K13: as reported."""
    return drafted(deciding, deciding.facts)


def split(deciding: Deciding) -> Done:
    """K5: each part a draft of its own under the item they come from."""
    parent = deciding.dossier.item
    codes = []
    for part in deciding.particulars.parts:
        facts = replace(
            deciding.facts,
            code=part.code,
            name=part.name,
            parent_code=deciding.facts.code,
            parent_name=deciding.facts.name,
        )
        made = catalogue.draft(facts, organ=deciding.organ, parent=parent, by=SYSTEM, at=deciding.at)
        codes.append(made.item.code)
    return Done(f"已拆分为 {len(codes)} 个子项列入草案：{'、'.join(codes)}。")


def change_mode(deciding: Deciding) -> Done:
    """K9: the same item as filing, by commitment, or as a service; what becomes supervision ends with approval."""
    mode, facts = deciding.particulars.mode, deciding.facts
    if mode is NewMode.SUPERVISION:
        return Done("经县政府审定后不再审批，转为事中事后监管。")
    if mode is NewMode.COMMITMENT:
        return drafted(deciding, replace(facts, commitment=CommitmentMode.COMMITMENT))
    kind = PowerType.OTHER_POWER if mode is NewMode.FILING else PowerType.PUBLIC_SERVICE
    return drafted(deciding, replace(facts, power_type=kind))


def internal(deciding: Deciding) -> Done:
    """K11: the same item among the government's own approvals, which are not published to all."""
    return drafted(deciding, replace(deciding.facts, power_type=PowerType.INTERNAL_APPROVAL))


def freeze(deciding: Deciding) -> Done:
    """K10: the row itself is written with the decision it rests on (`suspend`)."""
    return Done(f"自{deciding.particulars.from_on}起暂停实施，暂停期间不能收件。")


def give_up(deciding: Deciding) -> Done:
    """K14: nothing may be done under the item any more. One that is on no list is entered, to be barred."""
    item = deciding.dossier.item
    if item is None:
        item = catalogue.draft(deciding.facts, organ=deciding.organ, by=SYSTEM, at=deciding.at).item
    said = deciding.particulars
    assert said.failing is not None
    assert said.from_on is not None
    forfeits.forfeit(
        item,
        kind=ForfeitKind(said.failing.value),
        found_on=said.from_on,
        reason=deciding.reasons,
        document_no=said.document_no,
        by=deciding.by,
        at=deciding.at,
    )
    return Done("已视为自动放弃，不得再受理、收费和发证。")


def merge(deciding: Deciding) -> Done:
    """K4: waits for the government; that there is something to merge into is asked now."""
    item = deciding.dossier.item
    assert item is not None
    parent = parent_for(item, deciding.particulars.into)
    return Done(f"经县政府审定后并入“{parent.name}”（{parent.code}）。")


AT_ONCE: Mapping[DecisionCode, Callable[[Deciding], Done]] = {
    K.RETAIN: keep,
    K.ADJUST: keep,
    K.TAKE_OVER: keep,
    K.RETAIN_AFTER_FIX: keep,
    K.MERGE: merge,
    K.SPLIT: split,
    K.CHANGE_MODE: change_mode,
    K.INTERNAL_APPROVAL: internal,
    K.FREEZE: freeze,
    K.FORFEITED: give_up,
}


def approved(  # noqa: PLR0917 - what was decided of which item, and who approved it from when.
    decision: Decision, item: Item | None, from_on: date, approval_no: str, by: Actor, at: datetime
) -> str:
    """What happens with the government's approval: the item ends on a day; merged or devolved, it goes on elsewhere."""
    said = decision.as_particulars()
    if item is None:
        return "该事项没有列入权力清单，不需要撤回。"
    if decision.as_code() is K.MERGE:
        return merged(item, said.into, from_on, at)
    if decision.as_code() is K.ENTRUST:
        return "批准委托，请与受委托机关签订委托书并公布。"
    if decision.as_code() is K.DEVOLVE:
        return devolved(item, said, from_on, approval_no, by, at)
    ended = end(item, from_on, f"{decision.number}：{decision.get_code_display()}", at)
    if decision.as_code() is K.TRANSFER_OUT:
        return f"{ended}由{said.receiver}承接，请其申报列入清单。"
    return ended


def devolved(  # noqa: PLR0917 - a devolution is all of these.
    item: Item, said: Particulars, from_on: date, approval_no: str, by: Actor, at: datetime
) -> str:
    """K6: by a deed, which ends the county's version and begins the town's draft."""
    receiver = Organ.objects.select_related("division").filter(name=said.receiver).first()
    if receiver is None:
        raise Refused(f"机关名录里没有“{said.receiver}”，请先录入承接的乡镇、街道。")
    terms = Terms(
        ground=Ground.UPPER,
        basis=f"{said.authority}{said.document_no}",
        approval_document=approval_no,
        staff=said.staff,
        qualification=said.capacity,
        system=said.capacity,
        from_on=from_on,
        decided_by_province=is_provincial(said.authority),
    )
    deed = deeds.devolve(item, receiver, terms, by=by, at=at)
    return f"已签发{deed.number}，自{from_on}起由{receiver.name}以自己的名义行使，已为其起草承接事项。"


def merged(item: Item, into: str, from_on: date, at: datetime) -> str:
    """K4: the parent takes the item in and answers to its name; the old code stays as history."""
    parent = parent_for(item, into)
    newest = parent.versions.order_by("number").last()
    if newest is not None and newest.elements and item.name not in newest.facts().aliases:
        facts = newest.facts()
        with_alias = replace(facts, aliases=(*facts.aliases, item.name))
        catalogue.revise(parent, with_alias, by=SYSTEM, at=at, form_schema=newest.form_schema)
    Item.objects.filter(pk=item.pk).update(parent=parent)
    ended = end(item, from_on, f"并入“{parent.name}”（{parent.code}）", at)
    return f"{ended}已并入“{parent.name}”，原编码{item.code}作为历史保留。"


def parent_for(item: Item, into: str) -> Item:
    """The organ's other item of that code."""
    parent = Item.objects.filter(code=into).first()
    if parent is None or parent.pk == item.pk or parent.organ_id != item.organ_id:
        raise Refused(f"本机关的权力清单里没有编码为“{into}”的另一事项，不能并入。")
    return parent


def end(item: Item, from_on: date, reason: str, at: datetime) -> str:
    """Out of force from a day on; what was received before is finished under the old law."""
    version = item.versions.filter(state=VersionState.PUBLISHED).order_by("number").last()
    if version is None:
        return "没有施行中的版本，不需要撤回。"
    if from_on <= timezone.localdate(at):
        raise Refused("执行日期最早为明天，当日已收件的仍按原版本办理。")
    catalogue.withdraw(version, from_on=from_on, reason=reason, by=SYSTEM, at=at)
    return f"第 {version.number} 版自{from_on}起失效，此前受理的按原规定办结。"
