"""How complete the static information is: the county organ by organ, then an organ's items and who supplies what."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue.rules.meter import Meter, Supplier
from qingquan.desk import gates, leaner_gates
from qingquan.leaner.reading.completeness import Measured, measured
from qingquan.leaner.rules.totals import Total, total
from qingquan.people.models import Actor


@dataclass(frozen=True, slots=True)
class Row:
    """One item with its meter."""

    item: Measured

    @property
    def meter(self) -> Meter:
        """What is there and what is not."""
        return self.item.meter

    @property
    def told(self) -> list[tuple[str, str]]:
        """Who is to supply what."""
        by = self.meter.by_supplier()
        return [
            (supplier.value, "、".join(each.label for each in by[supplier])) for supplier in Supplier if supplier in by
        ]


@require_safe
def completeness(request: HttpRequest) -> HttpResponse:
    """The county for who sees every organ, until an organ is chosen; the own organ's items for everybody else."""
    actor = gates.actor_of(request)
    if leaner_gates.county_wide(actor) and "organ" not in request.GET:
        return county(request, actor)
    asked = request.GET.get("organ", "")
    organ = leaner_gates.organ_for(actor, asked) if asked else leaner_gates.organs_for(actor).get()
    rows = rows_of(measured(leaner_gates.items_for(actor).filter(organ=organ)))
    context = {
        "organ": organ,
        "county_wide": leaner_gates.county_wide(actor),
        "rows": rows,
        "suppliers": suppliers(rows),
        "total": total(row.meter for row in rows),
        "today": timezone.localdate(),
    }
    return render(request, "desk/leaner/completeness.html", context)


def county(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Each organ a line that leads to its items, the least complete first."""
    items = measured(leaner_gates.items_for(actor))
    lines = sorted(by_organ(items), key=lambda line: (line[2].average, line[0]))
    context = {
        "lines": lines,
        "total": total(each.meter for each in items),
        "suppliers": suppliers([Row(each) for each in items]),
    }
    return render(request, "desk/leaner/completeness_county.html", context)


def by_organ(items: Iterable[Measured]) -> list[tuple[str, str, Total]]:
    """(place in the list, name, total) of each organ."""
    kept: dict[tuple[str, str], list[Meter]] = {}
    for each in items:
        kept.setdefault((each.organ, each.organ_name), []).append(each.meter)
    return [(seq, name, total(meters)) for (seq, name), meters in kept.items()]


def rows_of(items: Iterable[Measured]) -> list[Row]:
    """The least complete first."""
    return sorted((Row(each) for each in items), key=lambda row: row.meter.percent)


def suppliers(rows: list[Row]) -> list[tuple[Supplier, int, int]]:
    """How much each is to supply, and for how many items."""
    found = []
    for supplier in Supplier:
        mine = [len(row.meter.by_supplier().get(supplier, [])) for row in rows]
        found.append((supplier, sum(mine), sum(1 for each in mine if each)))
    return found
