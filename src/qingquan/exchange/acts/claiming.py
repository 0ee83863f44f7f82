"""认领: an organ answers a row of the upper level's catalogue, with a draft, an item it has, or a reason why not."""

from datetime import datetime

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import Item
from qingquan.catalogue.rules.canonical import to_plain
from qingquan.catalogue.rules.citations import bases_in
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import ExerciseLevel, SubjectNature
from qingquan.exchange.models import Claim, says
from qingquan.exchange.rules import claims as rules
from qingquan.exchange.words import ClaimState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.places.models import Organ


@act("claim.assigned")
def assign(claim: Claim, organ: Organ, *, by: Actor, at: datetime) -> Claim:
    """Say which organ a row is for."""
    rules.check_keeps(by.role)
    held = hold(claim)
    rules.check_open(held.state == ClaimState.CLAIMED, held.base_row.ended_on is not None)
    held.organ, held.state, held.reason = organ, ClaimState.UNCLAIMED.value, ""
    return answered(held, "claim.assigned", {"organ": organ.uscc}, by, at)


@act("claim.claimed")
def claim(row: Claim, *, code: str, by: Actor, at: datetime) -> Claim:
    """Claim a row: a draft begins with what the upper level says, for the organ to complete."""
    held = answerable(row, by)
    assert held.organ is not None, "the rule has asked for it"
    version = catalogue.draft(prefilled(held, held.organ, code), organ=held.organ, by=by, at=at)
    held.state, held.item, held.reason = ClaimState.CLAIMED.value, version.item, ""
    return answered(held, "claim.claimed", {"item": version.item.code}, by, at)


@act("claim.matched")
def match(row: Claim, item: Item, *, by: Actor, at: datetime) -> Claim:
    """Claim a row with an item the organ has already."""
    held = answerable(row, by)
    if item.organ_id != held.organ_id:
        raise Refused("只能用本机关的事项认领。")
    held.state, held.item, held.reason = ClaimState.CLAIMED.value, item, ""
    return answered(held, "claim.matched", {"item": item.code}, by, at)


@act("claim.set_aside")
def set_aside(row: Claim, *, reason: str, by: Actor, at: datetime) -> Claim:
    """Say that a row does not apply in this county, and why."""
    held = answerable(row, by)
    if not reason.strip():
        raise Refused("请写明不适用的理由，例如本县没有该类管理对象、由上级直接行使。")
    held.state, held.reason = ClaimState.NOT_APPLICABLE.value, reason.strip()
    return answered(held, "claim.set_aside", {"reason": held.reason}, by, at)


@act("claim.change_noted")
def take_note(row: Claim, *, by: Actor, at: datetime) -> Claim:
    """Take note of what the upper level's new list says otherwise; the item is then adjusted on its own way."""
    held = hold(row)
    rules.check_answers(by.role, by.organ.pk if by.organ else None, held.organ_id)
    if not held.changes:
        raise Refused("上级目录没有新的变化。")
    noted = held.changes
    return answered(held, "claim.change_noted", {"fields": [each["label"] for each in noted]}, by, at)


def answerable(row: Claim, by: Actor) -> Claim:
    """The claim held, for who may answer it."""
    held = hold(row)
    rules.check_answers(by.role, by.organ.pk if by.organ else None, held.organ_id)
    rules.check_open(held.state == ClaimState.CLAIMED, held.base_row.ended_on is not None)
    return held


def hold(row: Claim) -> Claim:
    """The claim as it is now; two acts on it wait for each other."""
    return Claim.objects.select_related("base_row", "organ").select_for_update(of=("self",)).get(pk=row.pk)


def answered(held: Claim, kind: str, facts: dict[str, object], by: Actor, at: datetime) -> Claim:
    """Write the answer: what the row says now has been seen."""
    plain = to_plain(says(held.base_row))
    held.seen, held.changes, held.changed_at = plain, [], None
    held.answered_by, held.answered_at = by.account, at
    held.save()
    row = held.base_row
    record(f"base/{row.source}/{row.base_code}"[:64], kind, facts, by=by, at=at)
    return held


def prefilled(held: Claim, organ: Organ, code: str) -> VersionFacts:
    """A draft as far as the upper level's row says it."""
    base = says(held.base_row)
    return VersionFacts(
        code=code,
        base_code=held.base_row.base_code if len(held.base_row.base_code) <= 12 else "",
        name=base.name,
        power_type=base.power_type,
        organ_name=organ.name,
        organ_uscc=organ.uscc,
        region=organ.division_id,
        exercise_levels=(ExerciseLevel.COUNTY,),
        exercise_content=base.content,
        subject_nature=SubjectNature.from_code(organ.nature),
        competent_department=base.department,
        legal_bases=bases_in("；".join(base.bases)),
    )
