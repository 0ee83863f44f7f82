"""The list of items: what each says in a line, in which state it is, and what is still wrong with it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue import search
from qingquan.catalogue.acts import problems_of_many
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.catalogue.rules.problems import Problem
from qingquan.catalogue.words import PowerType, VersionState
from qingquan.desk import catalogue_gates, gates
from qingquan.desk.catalogue_words import limits_in_words, state_of
from qingquan.desk.elements.typed import tidy

ON_A_PAGE = 25
# A search shows the best hits, not every item that shares two characters with the question.
FOUND_AT_MOST = 200
STATES = (
    ("", "全部"),
    ("in_force", "施行中"),
    ("draft", "草稿"),
    ("reviewed", "待公布"),
    ("coming", "待施行"),
    ("ended", "已撤回"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One item in the list."""

    item: Item
    newest: ItemVersion
    in_force: ItemVersion | None
    state: tuple[str, str, str]
    limits: str
    problems: tuple[Problem, ...]

    @property
    def blocking(self) -> int:
        """How many problems keep the newest version from being published."""
        return sum(problem.blocks for problem in self.problems)


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The items somebody may see, filtered and found."""
    actor, today = gates.actor_of(request), timezone.localdate()
    asked = Asked(request.GET)
    visible = asked.filtered(catalogue_gates.items_for(actor), actor.organ.pk if actor.organ else None)
    states = {key: in_state(visible, key, today) for key, _ in STATES}
    items = states[asked.state].select_related("organ").order_by("organ__seq", "code")
    shown = Paginator(asked.ordered(items), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "tabs_shown": [(label, asked.link(state=key), states[key].count()) for key, label in STATES],
        "here_tab": asked.link(state=asked.state),
        "rows": rows_of(list(shown.object_list), today),
        "page": shown,
        "page_link": asked.link(state=asked.state) + "&page=",
        "organs": catalogue_gates.organs_for(actor) if catalogue_gates.county_wide(actor) else [],
        "types": [kind for kind in PowerType if kind is not PowerType.NON_LICENCE_APPROVAL_LEGACY],
        "may_draft": actor.role in DRAFTERS,
        "slow_link": asked.link(state=asked.state, slow="" if asked.slow else "1"),
    }
    return render(request, "desk/catalogue/list.html", context)


class Asked:
    """What the reader asks for, from the address of the page; what makes no sense is as if not asked."""

    def __init__(self, given: QueryDict) -> None:
        self.q = tidy(given.get("q", "")).strip()[:60]
        self.state = given.get("state", "") if given.get("state", "") in dict(STATES) else ""
        self.organ = str(catalogue_gates.key_of(given.get("organ", "")) or "")
        self.type = given.get("type", "") if given.get("type", "") in set(PowerType) else ""
        self.slow = given.get("slow", "") == "1"
        self.found: list[int] | None = None

    def link(self, **changes: str) -> str:
        """The address of this list with something asked differently; always a query, so that a tab can add to it."""
        kept = {"q": self.q, "organ": self.organ, "type": self.type, "slow": "1" if self.slow else ""}
        return "?" + urlencode({name: text for name, text in (kept | changes).items() if text})

    def filtered(self, items: QuerySet[Item], own: int | None) -> QuerySet[Item]:
        """The items that fit everything but the state."""
        if self.organ and self.organ != str(own):
            items = items.filter(organ_id=int(self.organ))
        if self.type:
            items = items.filter(power_type=self.type)
        if self.slow:
            items = items.filter(Exists(too_slow()))
        if self.q:
            self.found = self.search()
            items = items.filter(Q(pk__in=self.found) | Q(code__startswith=self.q))
        return items

    def search(self) -> list[int]:
        """The items whose newest version answers the question, best first."""
        filters = search.Filters(organ_id=int(self.organ) if self.organ else None)
        return [version.item_id for version in search.find(self.q, filters, FOUND_AT_MOST)]

    def ordered(self, items: QuerySet[Item]) -> QuerySet[Item] | list[Item]:
        """By code; an answer to a search has its own order."""
        if self.found is None:
            return items
        place = {pk: n for n, pk in enumerate(self.found)}
        return sorted(items, key=lambda item: (place.get(item.pk, -1), item.code))


def in_state(items: QuerySet[Item], state: str, today: date) -> QuerySet[Item]:
    """Items with a version in force today, or whose newest version is in the state."""
    if not state:
        return items
    versions = ItemVersion.objects.filter(item=OuterRef("pk"))
    if state == "in_force":
        return items.filter(Exists(versions.in_force(today)))
    newest = versions.newest()
    if state == "coming":
        return items.filter(Exists(newest.filter(state=VersionState.PUBLISHED, from_on__gt=today)))
    if state == "ended":
        return items.filter(Exists(newest.filter(state=VersionState.WITHDRAWN)))
    return items.filter(Exists(newest.filter(state=state)))


def too_slow() -> QuerySet[ItemVersion]:
    """Newest versions whose promise is not three tenths shorter than the law's limit in the same unit."""
    versions = ItemVersion.objects.filter(item=OuterRef("pk")).newest()
    return versions.filter(promise_unit=F("legal_unit"), promise_days__gt=F("legal_days") * 7 / 10)


def rows_of(items: list[Item], today: date) -> list[Row]:
    """The items of one page with their versions and problems."""
    wanted = ItemVersion.objects.filter(item__in=items).select_related("item__organ__division")
    newest = {version.item_id: version for version in wanted.newest()}
    in_force = {version.item_id: version for version in wanted.in_force(today).defer("elements", "form_schema")}
    shown = [item for item in items if item.pk in newest]
    problems = problems_of_many([newest[item.pk] for item in shown], today)
    return [
        Row(
            item=item,
            newest=newest[item.pk],
            in_force=in_force.get(item.pk),
            state=state_of(newest[item.pk], today),
            limits=limits_in_words(newest[item.pk]),
            problems=found,
        )
        for item, found in zip(shown, problems, strict=True)
    ]
