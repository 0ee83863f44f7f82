"""The county's rows as the comparison takes them: sets A to E of one campaign, each in a few statements.

A row's key is its primary key as text; what was exercised is known by its organ, code and name. Handbook §2.3.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Min, Sum

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.cases.models import Case
from qingquan.catalogue.models import Item
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.crosscheck.models import BaseRow, ExercisedRecord, ThreeFixedDuty, TownReport
from qingquan.crosscheck.reading.gathering import Gathered
from qingquan.crosscheck.words import BaseSource, ExercisedKind
from qingquan.fees.models import Bill
from qingquan.matching.twoway import Activity, Article, Row
from qingquan.statutes.rules.citations import Citation, cite, parse
from qingquan.statutes.rules.names import key

SOURCES = {source.value: source.label for source in BaseSource}
AT_ONCE = 2000


def expected() -> list[Row]:
    """Set A: the upper levels' catalogues and the powers derived from statutes, as they stand."""
    rows = BaseRow.objects.filter(ended_on__isnull=True).order_by("pk")
    return [
        Row(
            key=str(row.pk),
            name=row.name,
            organ_name=row.competent_department,
            code=row.base_code if row.source != BaseSource.STATUTE else "",
            power_type=row.power_type,
            levels=tuple(row.levels),
            articles=articles(row.bases),
            text=row.content,
            source=SOURCES[row.source],
        )
        for row in rows.iterator(AT_ONCE)
    ]


def reported(campaign: Campaign) -> list[Row]:
    """Set B: every item the organs of the campaign reported."""
    items = ReportedItem.objects.filter(report__campaign=campaign).select_related("report__organ").order_by("pk")
    return [
        of_facts(str(item.pk), item.facts(), item.report.organ.uscc, item.report.organ.name)
        for item in items.iterator(AT_ONCE)
    ]


def duties_named(campaign: Campaign) -> dict[str, str]:
    """Which duty each report names for its items, by the item's key."""
    items = ReportedItem.objects.filter(report__campaign=campaign).exclude(duty="")
    return {str(pk): duty for pk, duty in items.values_list("pk", "duty")}


def of_facts(row_key: str, facts: VersionFacts, organ: str, organ_name: str) -> Row:
    """A reported power as a row."""
    return Row(
        key=row_key,
        name=facts.name,
        organ=organ,
        organ_name=organ_name,
        code=facts.base_code or facts.code,
        power_type=facts.power_type.value,
        levels=tuple(level.value for level in facts.exercise_levels),
        articles=articles_of(facts.legal_bases),
        text=facts.exercise_content,
        statutory_duty=facts.statutory_duty,
        materials=tuple(material.name for material in facts.materials),
        service_objects=tuple(each.value for each in facts.service_objects),
        conditions=facts.accept_conditions,
    )


def duties() -> list[Row]:
    """Set C: the sentences of the three-fixed documents."""
    return [
        Row(
            key=str(duty.pk),
            name=duty.text,
            organ=duty.organ.uscc,
            organ_name=duty.organ.name,
            text=duty.text,
            source=duty.document_no,
        )
        for duty in ThreeFixedDuty.objects.select_related("organ").order_by("pk").iterator(AT_ONCE)
    ]


def towns() -> list[Row]:
    """Set E: what towns and villages say they are made to do."""
    told = TownReport.objects.select_related("organ", "division").order_by("pk")
    return [
        Row(
            key=str(each.pk),
            name=each.name,
            organ=each.organ.uscc if each.organ else "",
            organ_name=each.organ.name if each.organ else each.department,
            text=each.note,
            source=each.division.name,
        )
        for each in told.iterator(AT_ONCE)
    ]


def exercised(since: date, until: date) -> list[Activity]:
    """Set D: cases of this system by item, and imported cases, fees and seals, of the days from `since` to `until`."""
    found = Gathered()
    cases = Case.objects.filter(received_on__range=(since, until)).values_list(
        "organ__uscc", "organ__name", "version__item__base_code", "version__item__code", "version__item__name"
    )
    told = cases.annotate(n=Count("pk"), first=Min("received_on"), last=Max("received_on")).order_by()
    for uscc, organ, base_code, code, name, n, first, last in told:
        found.add((uscc, organ), base_code or code, name, cases=n, first=first, last=last)
    records = ExercisedRecord.objects.filter(month__range=(since.replace(day=1), until)).values_list(
        "organ__uscc", "organ__name", "code", "name", "kind"
    )
    # Registers kept elsewhere write an item's own code or its base code; sets are compared by base code.
    base_codes = dict(Item.objects.exclude(base_code="").values_list("code", "base_code"))
    sums = records.annotate(n=Sum("count"), fen=Sum("amount"), first=Min("month"), last=Max("month")).order_by()
    for uscc, organ, code, name, kind, n, fen, first, last in sums:
        seen = (
            {"cases": n} if kind == ExercisedKind.CASE else {"fees": n} if kind == ExercisedKind.FEE else {"seals": n}
        )
        found.add((uscc, organ), base_codes.get(code, code), name, fen=fen, first=first, last=last, **seen)
    for bill in bills(since, until):
        found.add(
            (bill[0], bill[1]), bill[2] or bill[3], bill[4], fees=bill[5], fen=bill[6], first=bill[7], last=bill[8]
        )
    return found.activities()


def bills(since: date, until: date) -> Iterable[tuple[Any, ...]]:
    """Fees paid in this system by item: organ, codes, name, how many, how much, the first and the last day."""
    paid = Bill.objects.filter(paid_at__date__range=(since, until)).values_list(
        "organ__uscc", "organ__name", "version__item__base_code", "version__item__code", "version__item__name"
    )
    told = paid.annotate(n=Count("pk"), fen=Sum("amount"), first=Min("paid_at__date"), last=Max("paid_at__date"))
    return told.order_by()


def articles_of(bases: Iterable[LegalBasis]) -> tuple[Article, ...]:
    """The articles that an item's bases cite; a basis without an article says too little to compare by."""
    return as_articles(each for basis in bases for each in _cited(basis.name, basis.article))


def articles(bases: Iterable[str]) -> tuple[Article, ...]:
    """The articles cited in texts as catalogues write them."""
    return as_articles(each for basis in bases for each in _parsed(basis))


def as_articles(citations: Iterable[Citation]) -> tuple[Article, ...]:
    """Citations as the comparison knows articles: by the statute's short name, the number, 之几."""
    found = (Article(key(each.name), each.article, each.suffix or 0) for each in citations if each.article)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 16)
def _cited(name: str, article: str) -> tuple[Citation, ...]:
    return cite(name, article)


@lru_cache(maxsize=1 << 16)
def _parsed(text: str) -> tuple[Citation, ...]:
    return parse(text)
