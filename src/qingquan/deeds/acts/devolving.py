"""下放: the county's item leaves the list on a day, and the town's own item begins as a draft."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.codes import CodeScheme, parse_item_code
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Transfer
from qingquan.catalogue.words import ExerciseLevel, PowerSource, PowerType
from qingquan.catalogue.words import SubjectNature as Nature
from qingquan.deeds import text
from qingquan.deeds.acts.signing import end, government, in_force, is_demo, number_of
from qingquan.deeds.models import Devolution
from qingquan.deeds.rules import authority, conditions
from qingquan.deeds.words import Ground
from qingquan.ledger.acts import act, record
from qingquan.ledger.forbidden import guarded
from qingquan.papers.sheets import plain
from qingquan.people.models import SYSTEM, Actor
from qingquan.places.models import Organ
from qingquan.places.words import SubjectNature

LEVELS = {"county": ExerciseLevel.COUNTY, "town": ExerciseLevel.TOWN, "village": ExerciseLevel.VILLAGE}
TOWN = "5"
"""行使层级, table A.2: the digit an implementation code carries for a town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a devolution says, as it was filled in."""

    ground: Ground
    basis: str
    approval_document: str
    staff: int
    qualification: str
    system: str
    from_on: date
    decided_by_province: bool = False


@act("deed.devolved")
def devolve(item: Item, receiver: Organ, terms: Terms, *, by: Actor, at: datetime) -> Devolution:
    """Devolve an item: the county's version ends the day before, the town's draft begins, the decision is published."""
    authority.check_devolves(by.role)
    today = timezone.localdate(at)
    held = Item.objects.select_related("organ__division").select_for_update(of=("self",)).get(pk=item.pk)
    version = in_force(held, today)
    conditions.check(conditions.against_devolving(facts(held, receiver, terms, version, today)))
    organ = held.organ
    assert organ is not None
    assert version is not None
    number = number_of(organ, "下放", today)
    sheet = text.devolution(
        organ=organ.name,
        government=government(),
        receiver=receiver.name,
        item=held.name,
        code=held.code,
        number=number,
        ground=terms.ground,
        basis=terms.basis,
        approval=terms.approval_document,
        staff=terms.staff,
        qualification=terms.qualification,
        system=terms.system,
        from_on=terms.from_on,
        on=today,
        demo=is_demo(),
    )
    why = f"按“{number}”下放{receiver.name}行使。"
    catalogue.withdraw(version, from_on=terms.from_on, reason=why, by=by, at=at)
    taken = taken_over(version, receiver, number, terms, today)
    # Nobody of the town has drafted it: the system begins the draft that the decision makes necessary.
    draft = catalogue.draft(taken, organ=receiver, by=SYSTEM, at=at, form_schema=version.form_schema)
    with guarded():
        deed = Devolution.objects.create(
            number=number,
            organ=organ,
            item=held,
            receiver=receiver,
            town_item=draft.item,
            ground=terms.ground.value,
            basis=terms.basis,
            approval_document=terms.approval_document,
            staff=terms.staff,
            qualification=terms.qualification,
            system=terms.system,
            from_on=terms.from_on,
            signed_by=by.account,
            signed_at=at,
            published_at=at,
            paper=plain(sheet),
        )
    told = {"number": number, "receiver": receiver.uscc, "town_item": draft.item.code, "from_on": str(terms.from_on)}
    record(held.code, "deed.devolved", told, by=by, at=at)
    return deed


def facts(item: Item, receiver: Organ, terms: Terms, version: ItemVersion | None, today: date) -> conditions.Devolving:
    """The devolution as the rules see it."""
    giver = item.organ.division.level if item.organ else ""
    return conditions.Devolving(
        power_type=PowerType(item.power_type),
        in_force=version is not None and item.organ is not None,
        giver_level=LEVELS.get(giver, ExerciseLevel.GRADED),
        receiver_level=LEVELS.get(receiver.division.level, ExerciseLevel.GRADED),
        receiver_nature=SubjectNature(receiver.nature),
        ground=terms.ground,
        basis=terms.basis,
        decided_by_province=terms.decided_by_province,
        approval_document=terms.approval_document,
        staff=terms.staff,
        qualification=terms.qualification,
        system=terms.system,
        from_on=terms.from_on,
        today=today,
    )


def taken_over(version: ItemVersion, receiver: Organ, number: str, terms: Terms, today: date) -> VersionFacts:
    """What the town's item says at first: the county's words, the town's name, and by which deed it came."""
    said = version.facts()
    transfer = Transfer(
        giver=said.organ_name or str(version.item.organ),
        receiver=receiver.name,
        scope=said.name,
        authority="以自己的名义行使",
        valid_from=terms.from_on,
        deed=number,
        published_on=today,
        published_at="政务服务网",
        decided_by_province=terms.decided_by_province,
    )
    return replace(
        said,
        code=town_code(version.item.code, receiver),
        parent_code="",
        parent_name="",
        organ_name=receiver.name,
        organ_uscc=receiver.uscc,
        handling_office="",
        region=receiver.division_id,
        exercise_levels=(ExerciseLevel.TOWN,),
        subject_nature=Nature.STATUTORY,
        power_source=PowerSource.DEVOLVED,
        transfer=transfer,
    )


def town_code(code: str, receiver: Organ) -> str:
    """The town's implementation code: the same base code under its own credit code and level."""
    known = parse_item_code(code)
    if known.scheme is CodeScheme.NATIONAL:
        return f"{receiver.uscc}{TOWN}{known.base_code}{known.handling or ''}"
    return f"{code[:52]}-{receiver.seq}"


@act("deed.devolution_ended")
def take_back_devolution(deed: Devolution, *, reason: str, on: date, by: Actor, at: datetime) -> Devolution:
    """End a devolution from a day on; the county's item is drafted and published again on the usual way."""
    authority.check_devolves(by.role)
    held = Devolution.objects.select_related("item").select_for_update(of=("self",)).get(pk=deed.pk)
    end(held, reason, on, at)
    told = {"number": held.number, "on": on.isoformat(), "reason": reason}
    record(held.item.code, "deed.devolution_ended", told, by=by, at=at)
    return held
