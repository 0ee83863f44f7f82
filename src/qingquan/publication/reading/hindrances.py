"""What keeps the versions of a batch from being published, asked for all of them at once.

The rules are the catalogue's own; only what they must know besides the versions is gathered here by a handful of
questions, however many versions there are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.db.models import Q

from qingquan.catalogue.acts.publishing import ANY_LEVELS, LEVELS
from qingquan.catalogue.acts.writing import as_registered
from qingquan.catalogue.bases import library_views
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.problems import Problem, Sibling, Surroundings, error
from qingquan.catalogue.rules.validation import blocking, validate
from qingquan.catalogue.words import LimitUnit, VersionState
from qingquan.clock import WorkCalendar
from qingquan.forfeits.models import Forfeit
from qingquan.law import Refused
from qingquan.places.calendar import county_calendar
from qingquan.procedures.models import StoredProcedure
from qingquan.procedures.rules.checking import MOST_REVIEW_LEVELS, check

NAMED_AT_MOST = 5
Hindered = tuple[str, Refused]
"""The name of an item, and why it may not be published."""


def hindered(versions: Sequence[ItemVersion], on: date) -> list[Hindered]:
    """Every version that may not come into force on the day, with everything that is wrong with it."""
    found = []
    for version, problems in zip(versions, problems_of(versions, on), strict=True):
        if stops := blocking(problems):
            told = "；".join(str(problem).rstrip("。") for problem in stops)
            found.append((version.name, Refused(f"有 {len(stops)} 处问题须先解决：{told}。")))
    return found


def given_up(versions: Sequence[ItemVersion]) -> list[Hindered]:
    """Versions whose item was found given up: nothing is put on a list that nobody may exercise."""
    standing = Forfeit.objects.standing().filter(item__in=[each.item_id for each in versions])
    numbers = dict(standing.values_list("item", "number"))
    return [
        (each.name, Refused("该事项已被认定放弃，机关不得再行使。", f"认定编号 {numbers[each.item_id]}"))
        for each in versions
        if each.item_id in numbers
    ]


def refuse(found: Sequence[Hindered], may_not: str) -> None:
    """`Refused` naming the items and why; nothing when there are none. `may_not` is 不能公布 or 不能取消."""
    if not found:
        return
    if len(found) == 1:
        name, no = found[0]
        raise Refused(f"“{name}”{may_not}：{no.why}", no.cite) from no
    named = "".join(f"“{name}”：{no}" for name, no in found[:NAMED_AT_MOST])
    more = f"另有 {len(found) - NAMED_AT_MOST} 项。" if len(found) > NAMED_AT_MOST else ""
    raise Refused(f"有 {len(found)} 项{may_not}。{named}{more}")


def problems_of(versions: Sequence[ItemVersion], on: date) -> list[tuple[Problem, ...]]:
    """Everything wrong with each version on a day, as `catalogue.acts.publishing.problems_of` says of one."""
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
    """Rows in force on the day or later with a base code of the batch, by base code; one question."""
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
