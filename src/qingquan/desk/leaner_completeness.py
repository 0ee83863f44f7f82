"""How complete the static information is: every item of an organ, the least complete first, and who can supply what."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.meter import Meter, Supplier, meter
from qingquan.desk import gates, leaner_gates


@dataclass(frozen=True, slots=True)
class Row:
    """One item with its meter."""

    version: ItemVersion
    meter: Meter

    @property
    def told(self) -> list[tuple[str, str]]:
        """Who is to supply what."""
        by = self.meter.by_supplier()
        return [
            (supplier.value, "、".join(each.label for each in by[supplier])) for supplier in Supplier if supplier in by
        ]


@require_safe
def completeness(request: HttpRequest) -> HttpResponse:
    """One organ's items; the county's reviewers choose the organ."""
    actor = gates.actor_of(request)
    organs = list(leaner_gates.organs_for(actor).filter(items__isnull=False).distinct())
    asked = request.GET.get("organ", "")
    organ = next((each for each in organs if each.seq == asked), organs[0] if organs else None)
    rows = rows_of(organ.pk) if organ else []
    context = {
        "organs": [(each.seq, each.name) for each in organs],
        "organ": organ,
        "rows": rows,
        "suppliers": suppliers(rows),
        "whole": sum(not row.meter.missing for row in rows),
        "today": timezone.localdate(),
    }
    return render(request, "desk/leaner/completeness.html", context)


def rows_of(organ: int) -> list[Row]:
    """Newest versions of an organ's items, the least complete first."""
    newest = ItemVersion.objects.newest().filter(item__organ_id=organ).select_related("item").order_by("item__code")
    rows = [Row(version, meter(version.facts())) for version in newest]
    return sorted(rows, key=lambda row: row.meter.percent)


def suppliers(rows: list[Row]) -> list[tuple[Supplier, int, int]]:
    """How much each is to supply, and for how many items."""
    found = []
    for supplier in Supplier:
        mine = [len(row.meter.by_supplier().get(supplier, [])) for row in rows]
        found.append((supplier, sum(mine), sum(1 for each in mine if each)))
    return found
