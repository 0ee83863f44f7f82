"""Pairs to review, the least certain first: the evidence side by side, confirmed or parted with one key."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.crosscheck import acts
from qingquan.crosscheck.models import Pair, Run
from qingquan.crosscheck.words import PairState
from qingquan.desk import crosscheck_gates, gates
from qingquan.law import Refused
from qingquan.matching.twoway import Method, SetName

ON_A_PAGE = 10
SIDES = (SetName.BASIS, SetName.DUTIES, SetName.ACTIVITY, SetName.TOWNS)
SAYS = {"confirm": acts.confirm, "part": acts.part}
AGREES = {True: ("一致", "good"), False: ("不同", "warn"), None: ("有一方没写", "plain")}


class Asked:
    """Which pairs the reader asks for."""

    def __init__(self, given: QueryDict) -> None:
        self.state = given.get("state", "") if given.get("state", "") in set(PairState) else PairState.ASKED.value
        self.side = given.get("side", "") if given.get("side", "") in {side.value for side in SIDES} else ""

    def link(self, **changes: str) -> str:
        """The address of the list with something asked differently."""
        kept = {"state": self.state, "side": self.side} | changes
        return "?" + urlencode({name: text for name, text in kept.items() if text})


@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """The queue."""
    actor = crosscheck_gates.reviewing(gates.actor_of(request))
    del actor
    asked, run = Asked(request.GET), crosscheck_gates.last_run(crosscheck_gates.campaign_now())
    return page(request, asked, run)


def page(request: HttpRequest, asked: Asked, run: Run | None, refused: Refused | None = None) -> HttpResponse:
    """The queue as asked for."""
    rows = Pair.objects.filter(run=run) if run else Pair.objects.none()
    if asked.side:
        rows = rows.filter(side=asked.side)
    counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    listed = rows.filter(state=asked.state).select_related("reported__report__organ", "decided_by")
    listed = listed.defer("reported__elements").order_by("confidence", "pk")
    shown = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "refused": refused,
        "asked": asked,
        "tabs_shown": [(state.label, asked.link(state=state.value), counts.get(state.value, 0)) for state in PairState],
        "here_tab": asked.link(),
        "sides": [(side.value, side.label) for side in SIDES],
        "rows": [row_of(pair) for pair in shown.object_list],
        "page": shown,
        "page_link": asked.link() + "&page=",
        "back": f"{asked.link()}&page={shown.number}",
    }
    return render(request, "desk/crosscheck/pairs.html", context, status=409 if refused else 200)


def row_of(pair: Pair) -> dict[str, object]:
    """A pair as the queue shows it."""
    return {
        "it": pair,
        "organ": pair.reported.report.organ.name,
        "side": SetName(pair.side).label,
        "method": Method(pair.method).label,
        "decided": pair.state in {PairState.CONFIRMED, PairState.PARTED},
        "evidence": [
            (each["field"], each["left"], each["right"], AGREES[each["agrees"]], each.get("says", ""))
            for each in pair.evidence
        ],
    }


@require_POST
def say(request: HttpRequest, pk: int, said: str) -> HttpResponse:
    """Confirm or part a pair, and go on with the queue."""
    if said not in SAYS:
        raise Http404
    actor = gates.actor_of(request)
    pair, asked = crosscheck_gates.pair_for(actor, pk), Asked(request.GET)
    try:
        decided = SAYS[said](pair, by=actor, at=timezone.now())
    except Refused as no:
        return page(request, asked, pair.run, no)
    sign = "＝" if said == "confirm" else "≠"
    later = "" if said == "confirm" else "，下一次比对按分开处理"
    messages.success(request, f"已记住：{decided.reported.name} {sign} {decided.name}{later}。")
    number = request.GET.get("page", "")
    number = f"&page={number}" if number.isascii() and number.isdecimal() else ""
    return HttpResponseRedirect(reverse("desk:crosscheck_pairs") + asked.link() + number, status=303)
