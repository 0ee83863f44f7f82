"""The demonstration county's catalogue: procedures stored; items drafted, reviewed, published, given to posts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from qingquan.catalogue import acts
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules import parts
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import MaterialSource
from qingquan.demo.cast import Cast
from qingquan.demo.county import powers
from qingquan.demo.county.elements import elements
from qingquan.demo.county.forms import schema
from qingquan.demo.county.powers import Stage
from qingquan.demo.founding import SHANGHAI
from qingquan.people.models import Actor
from qingquan.procedures import acts as procedures
from qingquan.procedures.runs import from_stages, stages_of

DRAFTED, REVIEWED, APPROVED = date(2026, 1, 7), date(2026, 1, 13), date(2026, 1, 16)
IN_FORCE = date(2026, 1, 20)
DOCUMENT = "清府发〔2026〕1号"
EX_OFFICIO_ROLES = ("handler", "approver")
NOT_YET_CUT = (
    "explosives_purchase",
    "drug_retail",
    "internet_cafe",
    "power_facility_work",
    "river_activity",
    "public_place_fire_check",
    "residence_permit",
    "legal_aid",
    "work_injury",
)
"""What still asks as much as in January: two by an approved exception, one that has asked for it, six with neither.

Of the last three the law sets so few days that nothing longer could be promised before either.
"""
CUT_FROM = date(2026, 5, 6)
SORTED_OUT = Stage(name="分办", kind="other", post="handler", working_days=1)
"""The step that the cut merged into the examination."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """The days on which one version goes from draft to force."""

    drafted: date
    reviewed: date
    approved: date
    in_force: date
    document: str


FIRST = Timetable(DRAFTED, REVIEWED, APPROVED, IN_FORCE, DOCUMENT)
SHORTER = Timetable(date(2026, 4, 15), date(2026, 4, 22), date(2026, 4, 28), CUT_FROM, "清府发〔2026〕6号")


def list_powers(cast: Cast) -> None:
    """Every item of the files, in force and held by posts."""
    for item in cast.county.items:
        list_power(cast, item)


def list_power(cast: Cast, item: powers.Item) -> None:
    """One item: its procedure, its first version, the shorter promise where there is one, its posts."""
    admin = cast.official(f"{item.organ}.catalogue_admin", DRAFTED)
    facts = replace(elements(cast.county, item), procedure_sha256=stored_procedure(item, admin))
    if not was_cut(item):
        facts = replace(facts, promise_note="")
    timetable = FIRST if item.published_from is None else later(item.published_from)
    form = schema(f"{item.name}申请表", item.form) if item.form else None
    begun = former(item, facts, admin) if was_cut(item) else facts
    draft = acts.draft(begun, organ=cast.organs[item.organ], by=admin, at=at(timetable.drafted, 10), form_schema=form)
    versions = cast.versions[item.key] = [carry_through(cast, item, draft, timetable)]
    if was_cut(item):
        second = acts.revise(draft.item, facts, by=admin, at=at(SHORTER.drafted, 10), form_schema=form)
        versions.append(carry_through(cast, item, second, SHORTER))
        versions[0].refresh_from_db()
    give_to_posts(cast, item, draft.item, timetable, admin)


def stored_procedure(item: powers.Item, by: Actor) -> str:
    """The digest of the item's flowchart, drawn from its stages; empty for what has none."""
    if not item.stages:
        return ""
    xml = from_stages(stages_of([stage.row() for stage in item.stages]), item.name).decode()
    return procedures.store(xml, name=item.name, by=by, at=at(DRAFTED, 9)).sha256


def later(in_force: date) -> Timetable:
    """What rests on a law not yet in force is reviewed and published on the law's first day."""
    return Timetable(in_force - timedelta(days=7), in_force, in_force, in_force, "清府发〔2026〕9号")


def was_cut(item: powers.Item) -> bool:
    """Whether the item asked for more until May: it says what it promised before, and its turn has come."""
    said = item.promise is not None and item.promise.previous is not None
    return said and item.published_from is None and item.key not in NOT_YET_CUT


def former(item: powers.Item, facts: VersionFacts, by: Actor) -> VersionFacts:
    """The item before it was cut: a longer promise, a step and a visit more, and papers the county could look up."""
    assert item.promise is not None
    assert item.promise.previous is not None
    assert facts.visits_max is not None
    brought = tuple(
        replace(each, source=MaterialSource.APPLICANT) if each.source is MaterialSource.GOVERNMENT else each
        for each in facts.materials
    )
    return replace(
        facts,
        promise=parts.Span(item.promise.previous),
        promise_note="",
        materials=brought,
        visits_max=facts.visits_max + 1,
        visits_reason="交验证照原件，领取结果。",
        procedure_sha256=stored_procedure(replace(item, stages=former_stages(item)), by),
    )


def former_stages(item: powers.Item) -> tuple[Stage, ...]:
    """With the cases shared out as a step of its own between acceptance and examination."""
    first, *others = item.stages
    return (first, SORTED_OUT, *others)


def carry_through(cast: Cast, item: powers.Item, draft: ItemVersion, days: Timetable) -> ItemVersion:
    """Review and publish one draft."""
    sanctions = item.power_type in {"02", "03", "04"}
    reviewer = "sifa.legal_office_reviewer" if sanctions else "bianban.establishment_reviewer"
    opinion = "设定依据和实施依据合法有效，同意。" if sanctions else "职责依据清楚，行使主体适格，同意。"
    reviewed = acts.review(draft, opinion=opinion, by=cast.official(reviewer, days.reviewed), at=at(days.reviewed, 9))
    office = cast.official("zhengfuban.government_office", days.approved)
    return acts.publish(reviewed, from_on=days.in_force, document=days.document, by=office, at=at(days.approved, 10))


def under_way(cast: Cast) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """What the catalogue has in hand at the end: a draft, and a version reviewed but not yet published."""
    drafted, reviewed = cast.county.item("large_billboard"), cast.county.item("field_fire")
    yield at(date(2026, 11, 12), 15), partial(deliver_sooner, cast, drafted, 5, date(2026, 11, 12))
    yield at(date(2026, 11, 16), 10), partial(deliver_sooner, cast, reviewed, 3, date(2026, 11, 16))
    yield at(date(2026, 11, 19), 9), partial(review_newest, cast, reviewed, date(2026, 11, 19))


def deliver_sooner(cast: Cast, item: powers.Item, days: int, on: date) -> None:
    """Begin a version that promises to hand the result over sooner."""
    version = cast.versions[item.key][-1]
    facts = replace(version.facts(), deliver_days=days)
    admin = cast.official(f"{item.organ}.catalogue_admin", on)
    acts.revise(version.item, facts, by=admin, at=at(on, 15), form_schema=version.form_schema)


def review_newest(cast: Cast, item: powers.Item, on: date) -> None:
    """Pass the draft of an item."""
    draft = cast.versions[item.key][-1].item.versions.latest("number")
    office = cast.official("bianban.establishment_reviewer", on)
    acts.review(draft, opinion="缩短送达时限，便利申请人，同意。", by=office, at=at(on, 9))


def give_to_posts(cast: Cast, item: powers.Item, listed: Item, days: Timetable, by: Actor) -> None:
    """Name for every role of the procedure the post that takes it."""
    roles = dict.fromkeys(stage.post for stage in item.stages) or dict.fromkeys(EX_OFFICIO_ROLES)
    for role in roles:
        post = cast.posts[cast.county.holder(item, role).code]
        acts.give(listed, post, from_on=days.in_force, by=by, at=at(days.approved, 15))


def at(day: date, hour: int) -> datetime:
    """A full hour of a day in the county."""
    return datetime.combine(day, time(hour), SHANGHAI)
