"""How much leaner the powers became: the county, an organ, an item; before and after."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.campaign.models import Campaign
from qingquan.deeds.reading import authorised_items
from qingquan.desk import gates, leaner_gates
from qingquan.desk.leaner_tables import Bar, as_csv, compression, rows, told
from qingquan.leaner.models import CutException
from qingquan.leaner.reading import measured, uncut
from qingquan.leaner.rules import indicators
from qingquan.leaner.rules.authority import APPROVING
from qingquan.leaner.rules.standing import Change
from qingquan.leaner.words import ExceptionState
from qingquan.people.models import Actor

BESIDES = (("审查层级", "levels"), ("环节", "steps"), ("自备材料", "from_people"), ("到现场", "visits"))


def changes_for(actor: Actor, campaign: Campaign, today: date, organ: str = "") -> list[Change]:
    """Then and now, of the items somebody may see."""
    items = leaner_gates.items_for(actor)
    items = items.filter(organ__seq=organ) if organ else items
    return measured.changes(campaign, today, items, authorised=authorised_items(today))


@require_safe
def leaner(request: HttpRequest) -> HttpResponse:
    """The county's figures, each organ a line that leads to its items."""
    actor, today = gates.actor_of(request), timezone.localdate()
    leaner_gates.items_for(actor)
    campaign = measured.latest()
    changes = changes_for(actor, campaign, today) if campaign else []
    context = {
        "campaign": campaign,
        "figures": indicators.figures(changes, campaign.promise_tenths) if campaign else (),
        "averages": indicators.averages(changes),
        "bars": bars(changes),
        "short": uncut.versions(campaign).filter(item__in=leaner_gates.items_for(actor)).count() if campaign else 0,
        "waiting": CutException.objects.filter(
            item__in=leaner_gates.items_for(actor), state=ExceptionState.ASKED
        ).count(),
        "answers": actor.role in APPROVING,
    }
    return render(request, "desk/leaner/board.html", context)


def bars(changes: list[Change]) -> list[Bar]:
    """How far each organ cut its promises."""
    by_organ: dict[tuple[str, str], list[Change]] = {}
    for each in changes:
        by_organ.setdefault((each.organ, each.organ_name), []).append(each)
    found = []
    for (seq, name), own in by_organ.items():
        tenths, text, counted = compression(own)
        found.append(Bar(name, reverse("desk:leaner_organ", args=[seq]) if seq else "", tenths, text, counted))
    return found


@require_safe
def organ(request: HttpRequest, seq: str) -> HttpResponse:
    """One organ's items, those still to be cut first."""
    actor, today = gates.actor_of(request), timezone.localdate()
    kept, campaign = leaner_gates.organ_for(actor, seq), measured.latest()
    changes = changes_for(actor, campaign, today, seq) if campaign else []
    context = {
        "organ": kept,
        "campaign": campaign,
        "figures": indicators.figures(changes, campaign.promise_tenths) if campaign else (),
        "rows": rows(changes, campaign.promise_tenths) if campaign else [],
        "told": told,
        "besides": BESIDES,
    }
    return render(request, "desk/leaner/organ.html", context)


@require_safe
def not_cut(request: HttpRequest) -> HttpResponse:
    """Promises as long as before, organ by organ, and which of them were published anew meanwhile."""
    items, campaign = leaner_gates.items_for(gates.actor_of(request)), measured.latest()
    found = uncut.listed(campaign, items) if campaign else []
    context = {"campaign": campaign, "rows": found, "anew": sum(1 for each in found if each.published_on)}
    return render(request, "desk/leaner/uncut.html", context)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every item then and now as CSV; `organ` narrows it to one."""
    actor, today = gates.actor_of(request), timezone.localdate()
    campaign, seq = measured.latest(), request.GET.get("organ", "")
    changes = changes_for(actor, campaign, today, seq) if campaign else []
    body = as_csv(changes, campaign.promise_tenths if campaign else 10)
    name = f"qingquan-leaner-{seq or 'county'}-{today.isoformat()}.csv"
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{ascii_only(name)}"',
    }
    return HttpResponse(body, headers=headers)


def ascii_only(name: str) -> str:
    """A file name that fits a header."""
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-."))
