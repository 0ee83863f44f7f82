"""Items in force with what they rest on, items nobody asks for, numbers of the county."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.rules.citing import Basis
from qingquan.adjustment.words import State
from qingquan.cases.models import Case
from qingquan.catalogue.models import Fee, Item, ItemVersion, LegalBasis, Material, Result
from qingquan.catalogue.words import BasisRole, MaterialSource, PowerType, ResultKind
from qingquan.crosscheck.models import ExercisedRecord
from qingquan.crosscheck.words import ExercisedKind
from qingquan.forfeits.models import StoppedCase
from qingquan.statutes.rules.citations import parse

ON_APPLICATION = [kind.value for kind in PowerType if kind.on_application]


@dataclass(frozen=True, slots=True)
class Listed:
    """An item in force and everything it rests on; so its fees; and the benchmark its penalties are measured by."""

    pk: int
    bases: tuple[Basis, ...]
    fees: tuple[Basis, ...] = ()
    benchmarks: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Dynamic adjustment in the county's numbers."""

    open: int
    overdue: int
    waiting_for_organs: int
    in_review: int
    done: int
    stopped_basis: int


def listed_on(on: date) -> list[Listed]:
    """Every item in force on a day with what it rests on, in three statements."""
    versions = ItemVersion.objects.order_by().in_force(on)
    rows = LegalBasis.objects.filter(version__in=versions).order_by("version", "position")
    bases: dict[int, list[Basis]] = defaultdict(list)
    for item, statute, article, role in rows.values_list("version__item", "statute", "article", "role"):
        bases[item].append(Basis(statute, article, role == BasisRole.SETS_UP.value))
    charged = Fee.objects.filter(version__in=versions).exclude(basis="").order_by("version", "position")
    fees = cited(charged.values_list("version__item", "basis"))
    measured = versions.filter(elements__penalty__discretion_table__isnull=False)
    tables = cited(measured.values_list("item", "elements__penalty__discretion_table"))
    every = sorted({*bases, *fees, *tables})
    return [Listed(item, tuple(bases[item]), tuple(fees[item]), tuple(tables[item])) for item in every]


def cited(rows: Iterable[tuple[int, str]]) -> dict[int, list[Basis]]:
    """The provisions named in texts, by item."""
    found: dict[int, list[Basis]] = defaultdict(list)
    for item, text in rows:
        found[item] += [Basis(each.name, each.place, sets_up=False) for each in parse(text)]
    return found


def unasked_since(today: date, months: int) -> QuerySet[Item]:
    """Items on application, in force for so many months, that nobody applied for in that time, by no record."""
    since = months_before(today, months)
    asked = Case.objects.filter(received_on__gte=since).values("version__item")
    found = in_force_since(since, today).filter(power_type__in=ON_APPLICATION).exclude(pk__in=asked)
    return found.exclude(exercised(since)).order_by("pk")


def unused_since(today: date, months: int) -> QuerySet[Item]:
    """Items exercised of an organ's own motion that its records of all these months do not name.

    Only of organs that handed in records for each month: where a month is missing nobody can tell.
    """
    since = months_before(today.replace(day=1), months)
    records = ExercisedRecord.objects.filter(
        kind=ExercisedKind.CASE.value, month__gte=since, month__lt=today.replace(day=1)
    )
    kept = records.order_by().values("organ").annotate(months=Count("month", distinct=True))
    organs = [row["organ"] for row in kept if row["months"] >= months]
    found = in_force_since(since, today).filter(organ__in=organs).exclude(power_type__in=ON_APPLICATION)
    return found.exclude(exercised(since)).order_by("pk")


def in_force_since(since: date, today: date) -> QuerySet[Item]:
    """Items in force today that were published by a day."""
    in_force = ItemVersion.objects.order_by().in_force(today).values("item")
    old = ItemVersion.objects.filter(published_at__isnull=False, from_on__lte=since).values("item")
    return Item.objects.select_related("organ").filter(pk__in=in_force).filter(pk__in=old)


def exercised(since: date) -> Exists:
    """Whether a record outside this system, of cases, fees or seals, names the item by code, or by name alone."""
    records = ExercisedRecord.objects.filter(organ=OuterRef("organ"), month__gte=since.replace(day=1), count__gt=0)
    by_base = ~Q(code="") & Q(code=OuterRef("base_code"))
    return Exists(records.filter(Q(code=OuterRef("code")) | by_base | Q(name=OuterRef("name"))))


def asked_though_issued(today: date) -> list[tuple[Item, str]]:
    """Items in force that ask the applicant for a certificate that an item in force of this county ends in."""
    in_force = ItemVersion.objects.order_by().in_force(today)
    issued = Result.objects.filter(version__in=in_force, kind=ResultKind.CERTIFICATE.value).exclude(name="")
    asked = Material.objects.filter(
        version__in=in_force, source=MaterialSource.APPLICANT.value, name__in=issued.values("name")
    )
    rows = asked.select_related("version__item__organ").order_by("version__item__code", "name")
    return [(row.version.item, row.name) for row in rows]


def months_before(day: date, months: int) -> date:
    """The same-numbered day so many months earlier, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def numbers(on: date) -> Numbers:
    """Counted now."""
    told = Adjustment.objects.aggregate(
        open=Count("pk", filter=~Q(state__in=[State.SYNCED.value, State.CLOSED.value])),
        overdue=Count("pk", filter=~Q(state__in=[State.SYNCED.value, State.CLOSED.value]) & Q(due_on__lt=on)),
        waiting=Count("pk", filter=Q(state=State.TRIGGERED.value)),
        review=Count("pk", filter=Q(state=State.APPLIED.value)),
        done=Count("pk", filter=Q(state__in=[State.SYNCED.value, State.CLOSED.value])),
        void=Count("pk", filter=Q(basis_void=True)),
    )
    return Numbers(told["open"], told["overdue"], told["waiting"], told["review"], told["done"], told["void"])


def late(on: date) -> Sequence[Adjustment]:
    """What supervision is to see: steps that are late, the latest first."""
    return list(Adjustment.objects.overdue(on).select_related("organ", "item").order_by("due_on"))


def with_newcomers() -> QuerySet[Adjustment]:
    """Adjustments under way whose item lost its ground and has open cases that were received after it was stopped."""
    stopped = StoppedCase.objects.filter(Q(decision="") | Q(source=OuterRef(OuterRef("number"))), case=OuterRef("pk"))
    came = Case.objects.open().filter(version__item=OuterRef("item")).exclude(Exists(stopped))
    return Adjustment.objects.open().filter(Exists(came), basis_void=True).order_by("pk")


def running_under(item: int) -> int:
    """How many cases run under an item now."""
    return Case.objects.open().filter(version__item=item).count()
