"""Every item as it stood on the campaign's baseline day and as it stands now, in a few statements.

Only columns and single elements are read, never a whole version: three thousand items are a second's work that way.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Func, JSONField, Q, QuerySet

from qingquan.campaign.models import Campaign
from qingquan.catalogue.models import Item, ItemVersion, Material
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.words import EntryMode, LimitUnit, MaterialSource, PowerType, VersionState
from qingquan.leaner.models import CutException
from qingquan.leaner.rules.standing import Change, Standing
from qingquan.leaner.words import ExceptionState
from qingquan.procedures import runs
from qingquan.procedures.models import StoredProcedure

COLUMNS = (
    "pk",
    "item_id",
    "number",
    "state",
    "from_on",
    "until_on",
    "promise_days",
    "promise_unit",
    "legal_days",
    "legal_unit",
    "case_kind",
    "online",
    "max_review_levels",
    "procedure_id",
    "said",
)
Row = dict[str, Any]


class Said(Func):
    """Three elements of a version, read in one go: every `->` would unpack the whole document again."""

    template = (
        "(SELECT jsonb_build_array(x.visits_max, x.enter_centre, x.entry_mode) FROM jsonb_to_record(%(expressions)s)"
        " AS x(visits_max int, enter_centre boolean, entry_mode text))"
    )
    output_field = JSONField()


@dataclass(frozen=True, slots=True)
class Flow:
    """What is measured on a flowchart."""

    levels: int | None
    steps: int


# A stored procedure never changes, so what was measured on it once holds for good.
_measured: dict[str, Flow] = {}


def latest() -> Campaign | None:
    """The campaign that runs, or the last one that ran."""
    return Campaign.objects.order_by(F("closed_at").desc(nulls_first=True), "-started_at").first()


def changes(
    campaign: Campaign, today: date, items: QuerySet[Item], *, authorised: Collection[int] = ()
) -> list[Change]:
    """The items of a query then and now; `authorised` are keys of items whose window holds a written authority."""
    known = items.order_by("organ__seq", "code").values_list(
        "pk", "code", "name", "organ__seq", "organ__name", "power_type"
    )
    before, after = then_and_now(campaign, today, items)
    excepted = dict(
        CutException.objects.filter(campaign=campaign, state=ExceptionState.APPROVED).values_list("item_id", "document")
    )
    return [
        Change(
            code=code,
            name=name,
            organ=seq or "",
            organ_name=organ or "实施主体未确定",
            power_type=kind,
            on_application=PowerType(kind).on_application,
            before=before.get(pk),
            after=after.get(pk),
            exception=excepted.get(pk, ""),
            authorised=pk in authorised,
        )
        for pk, code, name, seq, organ, kind in known
        if pk in before or pk in after
    ]


def then_and_now(
    campaign: Campaign, today: date, items: QuerySet[Item]
) -> tuple[dict[int, Standing], dict[int, Standing]]:
    """What was in force on the baseline day and what is now, by item.

    A version reviewed, or published for a later day, takes the place of the one in force: it is what will be.
    """
    on = campaign.baseline_on
    versions = ItemVersion.objects.filter(item__in=items).exclude(state=VersionState.DRAFT)
    rows = read(versions)
    standing_of = measured_rows(rows, versions)
    before = {row["item_id"]: standing_of[row["pk"]] for row in rows if in_force(row, on)}
    after = {row["item_id"]: standing_of[row["pk"]] for row in rows if in_force(row, today)}
    after |= {row["item_id"]: standing_of[row["pk"]] for row in rows if is_coming(row, today)}
    return before, after


def in_force(row: Row, day: date) -> bool:
    """As `ItemVersion.objects.in_force` asks the database."""
    first, last = row["from_on"], row["until_on"]
    begun = row["state"] != VersionState.REVIEWED and first is not None and first <= day
    return bool(begun and (last is None or last >= day))


def is_coming(row: Row, today: date) -> bool:
    """Whether it is decided, and not yet in force."""
    later = row["state"] == VersionState.PUBLISHED and row["from_on"] > today
    return bool(later or row["state"] == VersionState.REVIEWED)


def standings(versions: QuerySet[ItemVersion]) -> dict[int, Standing]:
    """Versions as they are measured, by item; the last of several versions of one item counts."""
    rows = read(versions)
    found = measured_rows(rows, versions)
    return {row["item_id"]: found[row["pk"]] for row in rows}


def read(versions: QuerySet[ItemVersion]) -> list[Row]:
    """What is measured of each version, in the order of items and numbers."""
    said = versions.annotate(said=Said(F("elements")))
    return list(said.order_by("item_id", "number").values(*COLUMNS))


def measured_rows(rows: list[Row], versions: QuerySet[ItemVersion]) -> dict[int, Standing]:
    """Each version by its key, with its materials counted and its flowchart measured."""
    government = Q(source=MaterialSource.GOVERNMENT.value)
    kept = Material.objects.filter(version__in=versions.values("pk")).order_by().values("version")
    counts = kept.annotate(all=Count("pk"), government=Count("pk", filter=government))
    asked = {each["version"]: (each["all"], each["all"] - each["government"]) for each in counts}
    flows = measured({row["procedure_id"] for row in rows if row["procedure_id"]})
    return {
        row["pk"]: standing(row, flows.get(row["procedure_id"] or ""), asked.get(row["pk"], (0, 0))) for row in rows
    }


def standing(row: Row, flow: Flow | None, asked: tuple[int, int]) -> Standing:
    """One row as the rules see it."""
    visits, entered, mode = row["said"]
    return Standing(
        version=row["number"],
        promise=span(row["promise_days"], row["promise_unit"]),
        legal=span(row["legal_days"], row["legal_unit"]),
        instant=row["case_kind"] == "instant",
        levels=flow.levels if flow else None,
        levels_stated=row["max_review_levels"],
        steps=flow.steps if flow else None,
        materials=asked[0],
        from_people=asked[1],
        visits=visits,
        entered=bool(entered),
        needs_authority=mode == EntryMode.FULL_AUTHORISED.value,
        online=row["online"],
    )


def span(days: int | None, unit: str) -> Span | None:
    """Two columns as a limit."""
    return None if days is None else Span(days, LimitUnit(unit))


def measured(wanted: Iterable[str]) -> dict[str, Flow]:
    """Levels and steps of stored flowcharts, each measured once in the life of the process."""
    digests = set(wanted)
    unknown = [sha256 for sha256 in digests if sha256 not in _measured]
    for sha256, xml in StoredProcedure.objects.filter(sha256__in=unknown).values_list("sha256", "xml"):
        _measured[sha256] = measure(xml.encode())
    return {sha256: _measured[sha256] for sha256 in digests if sha256 in _measured}


def measure(xml: bytes) -> Flow:
    """One flowchart; one that no longer runs has no levels to measure."""
    try:
        return Flow(runs.review_levels(xml), len(runs.load(xml).steps))
    except runs.NotRunnable:
        return Flow(None, 0)
