"""Every item as it stood on the campaign's baseline day and as it stands now, in a few statements.

Only columns and single elements are read, never a whole version: three thousand items are a second's work that way.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform

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
    "item_id",
    "number",
    "promise_days",
    "promise_unit",
    "legal_days",
    "legal_unit",
    "case_kind",
    "online",
    "max_review_levels",
    "procedure_id",
    "said_visits",
    "said_entered",
    "said_mode",
    "asked",
    "from_people",
)


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
    before, after = then(campaign, items), now(today, items)
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


def then(campaign: Campaign, items: QuerySet[Item]) -> dict[int, Standing]:
    """What was in force on the baseline day, by item."""
    return standings(ItemVersion.objects.in_force(campaign.baseline_on).filter(item__in=items))


def now(today: date, items: QuerySet[Item]) -> dict[int, Standing]:
    """What is in force today; a version reviewed and waiting to be published takes the place of it."""
    kept = ItemVersion.objects.filter(item__in=items)
    coming = Q(state=VersionState.REVIEWED) | Q(state=VersionState.PUBLISHED, from_on__gt=today)
    return standings(kept.in_force(today)) | standings(kept.filter(coming))


def standings(versions: QuerySet[ItemVersion]) -> dict[int, Standing]:
    """Versions as they are measured, by item; the last of several versions of one item counts."""
    rows = list(
        versions.order_by("item_id", "number")
        .annotate(
            said_visits=KeyTextTransform("visits_max", "elements"),
            said_entered=KeyTextTransform("enter_centre", "elements"),
            said_mode=KeyTextTransform("entry_mode", "elements"),
            asked=counted(Q()),
            from_people=counted(~Q(source=MaterialSource.GOVERNMENT.value)),
        )
        .values(*COLUMNS)
    )
    flows = measured({row["procedure_id"] for row in rows if row["procedure_id"]})
    return {row["item_id"]: standing(row, flows.get(row["procedure_id"] or "")) for row in rows}


def counted(which: Q) -> Subquery:
    """The number of materials of a version, counted beside it, so that the version's JSON is not grouped by."""
    rows = Material.objects.filter(which, version=OuterRef("pk")).order_by().values("version")
    return Subquery(rows.annotate(many=Count("pk")).values("many"))


def standing(row: dict[str, object], flow: Flow | None) -> Standing:
    """One row as the rules see it."""
    visits = row["said_visits"]
    return Standing(
        version=int(str(row["number"])),
        promise=span(row["promise_days"], row["promise_unit"]),
        legal=span(row["legal_days"], row["legal_unit"]),
        instant=row["case_kind"] == "instant",
        levels=flow.levels if flow else None,
        levels_stated=int(str(row["max_review_levels"])),
        steps=flow.steps if flow else None,
        materials=int(str(row["asked"] or 0)),
        from_people=int(str(row["from_people"] or 0)),
        visits=int(str(visits)) if visits is not None else None,
        entered=row["said_entered"] == "true",
        needs_authority=row["said_mode"] == EntryMode.FULL_AUTHORISED.value,
        online=bool(row["online"]),
    )


def span(days: object, unit: object) -> Span | None:
    """Two columns as a limit."""
    return None if days is None else Span(int(str(days)), LimitUnit(str(unit)))


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
