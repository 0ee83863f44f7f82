"""委托: the deed is signed by the giver's head and published at once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from qingquan.catalogue.models import Item
from qingquan.catalogue.words import BasisLevel, PowerSource, PowerType
from qingquan.deeds import text
from qingquan.deeds.acts.signing import end, in_force, is_demo, number_of
from qingquan.deeds.models import Entrustment
from qingquan.deeds.reading import entrusted_already
from qingquan.deeds.rules import authority, conditions
from qingquan.ledger.acts import act, record
from qingquan.ledger.forbidden import guarded
from qingquan.papers.sheets import plain
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.places.words import SubjectNature


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a deed of entrustment says, as it was filled in."""

    basis: str
    basis_level: BasisLevel | None
    matter: str
    authority: str
    from_on: date
    until_on: date | None
    receiver_publishes: str = ""
    public_function: bool = False
    qualified_staff: bool = False
    technical_means: bool = False


@act("deed.entrusted")
def entrust(item: Item, receiver: Organ, terms: Terms, *, by: Actor, at: datetime) -> Entrustment:
    """Entrust another organ with an item: conditions asked, deed signed, numbered and published."""
    authority.check_gives(by.role, by.organ.pk if by.organ else None, item.organ_id)
    today = timezone.localdate(at)
    conditions.check(conditions.against_entrusting(facts(item, receiver, terms, today)))
    organ, until = item.organ, terms.until_on
    assert organ is not None
    assert until is not None
    number = number_of(organ, "委", today)
    sheet = text.entrustment(
        organ=organ.name,
        receiver=receiver.name,
        item=item.name,
        code=item.code,
        number=number,
        basis=terms.basis,
        matter=terms.matter,
        authority=terms.authority,
        from_on=terms.from_on,
        until_on=until,
        publishes=terms.receiver_publishes,
        on=today,
        demo=is_demo(),
    )
    with guarded():
        deed = Entrustment.objects.create(
            number=number,
            organ=organ,
            item=item,
            receiver=receiver,
            basis=terms.basis,
            basis_level=terms.basis_level.value if terms.basis_level else "",
            matter=terms.matter,
            authority=terms.authority,
            receiver_publishes=terms.receiver_publishes,
            from_on=terms.from_on,
            until_on=until,
            signed_by=by.account,
            signed_at=at,
            published_at=at,
            paper=plain(sheet),
        )
    told = {"number": number, "receiver": receiver.uscc, "until_on": until.isoformat()}
    record(item.code, "deed.entrusted", told, by=by, at=at)
    return deed


def facts(item: Item, receiver: Organ, terms: Terms, today: date) -> conditions.Entrusting:
    """The entrustment as the rules see it."""
    version = in_force(item, max(today, terms.from_on))
    stated = version.facts() if version else None
    source: PowerSource | None = stated.power_source if stated else None
    return conditions.Entrusting(
        power_type=PowerType(item.power_type),
        in_force=version is not None,
        own_power=item.organ_id is not None,
        power_source=source,
        receiver_nature=SubjectNature(receiver.nature),
        same_organ=receiver.pk == item.organ_id,
        already=entrusted_already(item.pk, receiver.pk, terms.from_on),
        basis=terms.basis,
        basis_level=terms.basis_level,
        matter=terms.matter,
        authority=terms.authority,
        from_on=terms.from_on,
        until_on=terms.until_on,
        today=today,
        receiver_publishes=terms.receiver_publishes,
        public_function=terms.public_function,
        qualified_staff=terms.qualified_staff,
        technical_means=terms.technical_means,
    )


@act("deed.entrustment_ended")
def end_entrustment(deed: Entrustment, *, reason: str, on: date, by: Actor, at: datetime) -> Entrustment:
    """Take an entrustment back from a day on; the public page says so at once."""
    held = Entrustment.objects.select_related("item").select_for_update(of=("self",)).get(pk=deed.pk)
    authority.check_gives(by.role, by.organ.pk if by.organ else None, held.organ_id)
    end(held, reason, on, at)
    told = {"number": held.number, "on": on.isoformat(), "reason": reason}
    record(held.item.code, "deed.entrustment_ended", told, by=by, at=at)
    return held
