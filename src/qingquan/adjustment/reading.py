"""What watches and pages ask: items in force with what they rest on, items nobody asks for, numbers of the county."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.rules.citing import Basis
from qingquan.adjustment.words import State
from qingquan.cases.models import Case
from qingquan.catalogue.models import Item, ItemVersion, LegalBasis, Material, Result
from qingquan.catalogue.words import BasisRole, MaterialSource, PowerType, ResultKind


@dataclass(frozen=True, slots=True)
class Listed:
    """An item in force and everything it rests on."""

    pk: int
    bases: tuple[Basis, ...]


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
    """Every item in force on a day with its bases, in two statements."""
    versions = ItemVersion.objects.order_by().in_force(on)
    rows = LegalBasis.objects.filter(version__in=versions).order_by("version", "position")
    found: dict[int, list[Basis]] = defaultdict(list)
    for item, statute, article, role in rows.values_list("version__item", "statute", "article", "role"):
        found[item].append(Basis(statute, article, role == BasisRole.SETS_UP.value))
    return [Listed(item, tuple(bases)) for item, bases in sorted(found.items())]


def unasked_since(today: date, months: int) -> QuerySet[Item]:
    """Items on application, in force for so many months, that nobody applied for in that time."""
    since = months_before(today, months)
    kinds = [kind.value for kind in PowerType if kind.on_application]
    in_force = ItemVersion.objects.order_by().in_force(today).values("item")
    old = ItemVersion.objects.filter(published_at__isnull=False, from_on__lte=since).values("item")
    asked = Case.objects.filter(received_on__gte=since).values("version__item")
    found = Item.objects.select_related("organ").filter(power_type__in=kinds, pk__in=in_force)
    return found.filter(pk__in=old).exclude(pk__in=asked).order_by("pk")


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


def running_under(item: int) -> int:
    """How many cases run under an item now."""
    return Case.objects.open().filter(version__item=item).count()
