"""Rulings and reforms as pages and the worker read them: what is to be called up, what is annulled again and again."""

from datetime import date

from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from qingquan.adjustment.models import Adjustment, Reform, Ruling
from qingquan.adjustment.reading.listed import months_before
from qingquan.adjustment.rules.records import types_of
from qingquan.adjustment.words import Holding, ReformKind
from qingquan.catalogue.models import Item, ItemVersion

REPEATED, MONTHS = 2, 24


def not_raised(today: date) -> QuerySet[Ruling]:
    """Rulings in effect that found no basis and have called nothing up yet."""
    key = Concat(Value("ruling/"), Cast(OuterRef("pk"), CharField()))
    called = Adjustment.objects.filter(item=OuterRef("item"), source_key=key)
    found = Ruling.objects.filter(holding=Holding.NO_BASIS.value, effective_on__lte=today)
    return found.exclude(Exists(called)).select_related("item__organ").order_by("pk")


def moved_by(reform: Reform, today: date) -> QuerySet[Item]:
    """Items of the old organ in force that the reform moves and that it has not called up yet."""
    types = [each.value for each in types_of(ReformKind(reform.kind))]
    called = Adjustment.objects.filter(item=OuterRef("pk"), source_key=reform.source_key)
    in_force = ItemVersion.objects.order_by().in_force(today).values("item")
    found = Item.objects.filter(organ=reform.organ_id, power_type__in=types, pk__in=in_force).exclude(Exists(called))
    found = found.filter(code__in=reform.codes) if reform.codes else found
    return found.select_related("organ").order_by("code")


def annulled_again(today: date) -> list[tuple[str, str, int]]:
    """Items whose acts were annulled, changed or found unlawful more than once in two years: code, name, how often."""
    since = months_before(today, MONTHS)
    wrong = Ruling.objects.filter(holding=Holding.ANNULLED.value, effective_on__gte=since, effective_on__lte=today)
    counted = wrong.order_by().values_list("item__code", "item__name").annotate(many=Count("pk"))
    return list(counted.filter(many__gte=REPEATED).order_by("-many", "item__code"))


def called_up(keys: list[str]) -> dict[str, int]:
    """How many adjustments each of these sources set off."""
    rows = Adjustment.objects.filter(source_key__in=keys).order_by().values_list("source_key")
    return dict(rows.annotate(many=Count("pk")))
