"""Everything wrong with versions of items on a day.

What the rules must know besides the versions is gathered by a handful of questions, however many versions there are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.db.models import Q

from qingquan.catalogue.bases import library_views
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.problems import Problem, Sibling, Surroundings, error
from qingquan.catalogue.rules.validation import validate
from qingquan.catalogue.words import ExerciseLevel, LimitUnit, VersionState
from qingquan.clock import WorkCalendar
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Organ
from qingquan.procedures.models import StoredProcedure
from qingquan.procedures.rules.checking import MOST_REVIEW_LEVELS, check

# More levels than any item has: an approved exception is not held to the usual two.
ANY_LEVELS = 99
LEVELS = {
    "province": ExerciseLevel.PROVINCE,
    "city": ExerciseLevel.CITY,
    "county": ExerciseLevel.COUNTY,
    "town": ExerciseLevel.TOWN,
    "village": ExerciseLevel.VILLAGE,
}


def problems_of(version: ItemVersion, on: date) -> tuple[Problem, ...]:
    """Everything wrong with a version on a day: its elements, its bases, its organ, its procedure."""
    return problems_of_many([version], on)[0]


def problems_of_many(versions: Sequence[ItemVersion], on: date) -> list[tuple[Problem, ...]]:
    """The same for many versions, in their order; library, siblings and flowcharts are asked once for all of them."""
    if not versions:
        return []
    facts = [as_registered(version.facts(), version.item.organ) for version in versions]
    views = library_views([each.legal_bases for each in facts], on)
    siblings = siblings_of(versions, on)
    flows = flowcharts([each.procedure_sha256 for each in facts if each.procedure_sha256])
    calendar = county_calendar()
    found = []
    for version, said, view in zip(versions, facts, views, strict=True):
        beside = tuple(each for each in siblings[version.item.base_code] if each.code != version.item.code)
        known = surroundings(version, on, calendar)
        problems = validate(said, replace(known, siblings=beside, library=view))
        found.append((*problems, *organ_problems(version, said), *flow_problems(said, flows)))
    return found


def as_registered(facts: VersionFacts, organ: Organ | None) -> VersionFacts:
    """The elements with the registered organ's name and code where they state none."""
    if organ is None:
        return facts
    name, uscc = facts.organ_name or organ.name, facts.organ_uscc or organ.uscc
    return replace(facts, organ_name=name, organ_uscc=uscc)


def surroundings(version: ItemVersion, on: date, calendar: WorkCalendar) -> Surroundings:
    """The day, the calendar and the organ as registered."""
    organ = version.item.organ
    if organ is None:
        return Surroundings(on=on, calendar=calendar)
    level = LEVELS.get(organ.division.level)
    return Surroundings(
        on=on, calendar=calendar, organ_uscc=organ.uscc, organ_region=organ.division_id, organ_level=level
    )


def siblings_of(versions: Sequence[ItemVersion], on: date) -> Mapping[str, list[Sibling]]:
    """Rows in force on the day or later with a base code of these versions, by base code; one question."""
    codes = {version.item.base_code for version in versions} - {""}
    in_force = ItemVersion.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on),
        item__base_code__in=codes,
        state__in=[VersionState.PUBLISHED, VersionState.REPLACED],
    )
    rows = in_force.order_by().values_list(
        "item__code", "item__base_code", "item__organ__uscc", "elements__handling_code"
    )
    found: dict[str, list[Sibling]] = defaultdict(list)
    for code, base_code, uscc, handling in rows:
        found[base_code].append(Sibling(code, base_code, uscc or "", handling or ""))
    return found


def flowcharts(digests: Sequence[str]) -> Mapping[str, str]:
    """The stored files behind the digests; one question."""
    return dict(StoredProcedure.objects.filter(sha256__in=set(digests)).values_list("sha256", "xml"))


def organ_problems(version: ItemVersion, facts: VersionFacts) -> tuple[Problem, ...]:
    """No power without a registered organ."""
    if version.item.organ is not None:
        return ()
    words = f"实施主体“{facts.organ_name or '（未填写）'}”不在本县机关名录，请确定实施主体。"
    return (error("ELM", "organ", words),)


def flow_problems(facts: VersionFacts, flows: Mapping[str, str]) -> tuple[Problem, ...]:
    """What the check of the bound flowchart finds, held against the version's promise and review levels."""
    if not facts.procedure_sha256:
        return ()
    promised = facts.promise.n if facts.promise and facts.promise.unit is LimitUnit.WORKING_DAY else None
    levels = ANY_LEVELS if facts.review_exception else MOST_REVIEW_LEVELS
    stops = _what_stops(flows[facts.procedure_sha256], promised, levels)
    return tuple(error("ITM-15", "procedure_sha256", words) for words in stops)


@lru_cache(maxsize=200)
def _what_stops(xml: str, promised: int | None, levels: int) -> tuple[str, ...]:
    """Items of one kind share a flowchart, and a flowchart takes longer to check than all else."""
    found = check(xml.encode(), promised_working_days=promised, max_review_levels=levels)
    return tuple(finding.message for finding in found if finding.stops)
