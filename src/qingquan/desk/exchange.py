"""The upper level's base catalogue on the desk: what waits to be claimed, organ by organ, and what changed in it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingquan.catalogue.models import ItemVersion
from qingquan.desk import exchange_gates as own
from qingquan.desk import gates
from qingquan.desk.catalogue_gates import key_of
from qingquan.exchange.models import Claim, says
from qingquan.exchange.reading.beside import decisions_of, waiting
from qingquan.exchange.rules.claims import compare
from qingquan.exchange.words import ClaimState

ON_A_PAGE = 30
STATES = {
    "": ("全部", Q()),
    "unclaimed": ("待认领", Q(state=ClaimState.UNCLAIMED)),
    "claimed": ("已认领", Q(state=ClaimState.CLAIMED)),
    "not_applicable": ("不适用", Q(state=ClaimState.NOT_APPLICABLE)),
    "changed": ("上级有变化", ~Q(changes=[])),
}
TONES = {"unclaimed": "warn", "claimed": "good", "not_applicable": "plain"}


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """The rows somebody answers for or looks over, by state, by organ, found by name."""
    actor = own.may_enter(gates.actor_of(request))
    state = request.GET.get("state", "") if request.GET.get("state", "") in STATES else ""
    organ, words = key_of(request.GET.get("organ", "")), request.GET.get("q", "").strip()[:60]
    everything = own.claims_for(actor)
    found = everything.filter(organ_id=organ) if organ and own.looks(actor) else everything
    if words:
        found = found.filter(Q(base_row__name__icontains=words) | Q(base_row__base_code__startswith=words))
    kept = {"organ": str(organ) if organ else "", "q": words}

    def link(which: str) -> str:
        return "?" + urlencode({name: text for name, text in (kept | {"state": which}).items() if text})

    shown = found.filter(STATES[state][1]).order_by("base_row__source", "base_row__base_code")
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "by_organ": by_organ(everything) if own.looks(actor) else [],
        "organs": own.organs() if own.looks(actor) else [],
        "organ": kept["organ"],
        "q": words,
        "sends": own.sends(actor),
        "state": state,
        "tabs_shown": [(text, link(key), found.filter(which).count()) for key, (text, which) in STATES.items()],
        "here_tab": link(state),
        "rows": standings(list(page.object_list)),
        "page": page,
        "link": link(state) + ("&" if link(state) != "?" else "") + "page=",
        "tones": TONES,
    }
    return render(request, "desk/exchange/claims.html", context)


@dataclass(frozen=True, slots=True)
class Tally:
    """How an organ stands: its rows, those that wait, those the upper level changed."""

    organ: int | None
    name: str
    total: int
    waiting: int
    changed: int


def by_organ(everything: QuerySet[Claim]) -> list[Tally]:
    """Each organ with how many rows wait, most first; rows nobody is named for stand first of all."""
    counted = (
        everything.order_by()
        .values_list("organ_id", "organ__name")
        .annotate(
            total=Count("pk"),
            waiting=Count("pk", filter=STATES["unclaimed"][1]),
            changed=Count("pk", filter=STATES["changed"][1]),
        )
    )
    tallies = [Tally(*row) for row in counted]
    return sorted(tallies, key=lambda row: (row.organ is not None, -row.waiting, -row.changed))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claimed item stands to the upper level's row: the fields that differ, and those still to be decided."""

    differs: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


def standings(shown: list[Claim]) -> list[tuple[Claim, Standing]]:
    """Each claim with how its item's newest version stands to the row."""
    newest = ItemVersion.objects.filter(item__in=[claim.item_id for claim in shown if claim.item_id]).newest()
    facts = {version.item_id: version.facts() for version in newest.order_by()}
    decisions = decisions_of(shown)

    def stands(claim: Claim) -> Standing:
        said = facts.get(claim.item_id) if claim.item_id else None
        if said is None:
            return Standing()
        differs = tuple(each.label for each in compare(says(claim.base_row), said) if each.differs)
        return Standing(differs, tuple(waiting(claim, said, decisions.get(claim.pk, []))))

    return [(claim, stands(claim)) for claim in shown]
