"""The law library on the desk: the list, one statute by day, one article through time, checking citations."""

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue.citing import items_citing
from qingquan.desk import gates, statutes_gates
from qingquan.desk.elements.typed import tidy
from qingquan.statutes import search
from qingquan.statutes.models import Article, Statute, StatuteQuerySet
from qingquan.statutes.reading import applies, resolve_many
from qingquan.statutes.rules.authority import IMPORTERS, KEEPERS
from qingquan.statutes.rules.citations import parse
from qingquan.statutes.words import BasisLevel, ChangeKind, Standing

ON_A_PAGE = 30
ARTICLES_ON_A_PAGE = 100
LONGEST_CHECKED = 4000
TONES = {
    Standing.IN_FORCE: "good",
    Standing.NOT_YET: "busy",
    Standing.EARLIER: "warn",
    Standing.REPEALED: "bad",
}
BY_NAME = "登记名称"
CHANGE_TONES = {ChangeKind.REPEALED: "bad", ChangeKind.AMENDED: "warn"}


@require_safe
def statutes(request: HttpRequest) -> HttpResponse:
    """Every statute the county works with, found by title or by the words of its articles."""
    actor, today = gates.actor_of(request), timezone.localdate()
    asked = Asked(request.GET)
    hits = search.find(asked.q, today) if asked.q else None
    rows = asked.filtered(today)
    listed = search.ordered(rows, hits.statutes if hits else None)
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "hits": hits,
        "page": page,
        "rows": [(each, *shown_standing(each, today)) for each in page.object_list],
        "page_link": asked.link() + "&page=",
        "levels": list(BasisLevel),
        "standings": list(Standing),
        "may_keep": actor.role in KEEPERS,
        "may_import": actor.role in IMPORTERS,
    }
    return render(request, "desk/statutes/list.html", context)


class Asked:
    """What the reader asks for, from the address of the page; what makes no sense is as if not asked."""

    def __init__(self, given: QueryDict) -> None:
        self.q = tidy(given.get("q", "")).strip()[:60]
        self.level = given.get("level", "") if given.get("level", "") in set(BasisLevel) else ""
        self.standing = given.get("standing", "") if given.get("standing", "") in set(Standing) else ""

    def filtered(self, on: date) -> StatuteQuerySet:
        """The statutes of the rank and standing asked for."""
        rows = Statute.objects.all()
        if self.level:
            rows = rows.filter(level=self.level)
        return rows.standing(Standing(self.standing), on) if self.standing else rows

    def link(self) -> str:
        """The address of this list; always a query, so that a page number can be added."""
        given = {"q": self.q, "level": self.level, "standing": self.standing}
        return "?" + urlencode({name: text for name, text in given.items() if text})


def shown_standing(statute: Statute, on: date) -> tuple[str, str]:
    """Whether a statute applies, as a badge."""
    standing = statute.standing(on)
    return standing.label, TONES[standing]


@require_safe
def statute(request: HttpRequest, key: str) -> HttpResponse:
    """A statute as it read on a day, what happened to it, and who rests on it."""
    actor, on = gates.actor_of(request), statutes_gates.day_asked(request)
    found = statutes_gates.statute_for(key)
    readable = found.readable_on(on)
    texts = Paginator(found.articles.on(readable), ARTICLES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "statute": found,
        "on": on,
        "readable": readable,
        "standing": shown_standing(found, on),
        "page": texts,
        "page_link": f"?on={on.isoformat()}&page=",
        "story": story_of(found),
        "first_text": found.changes.exclude(on=None).values_list("on", flat=True).first(),
        "citing": items_citing(found.title, None, on),
        "may_keep": actor.role in KEEPERS,
        "may_import": actor.role in IMPORTERS,
    }
    return render(request, "desk/statutes/statute.html", context)


def story_of(found: Statute) -> list[dict[str, str]]:
    """What happened to a statute, as the page tells it: the newest first."""
    story = []
    by_name = not found.articles.exists()
    for change in reversed(found.changes.all()):
        kind = ChangeKind(change.kind)
        by = f"：{change.by_title}" if change.by_title else ""
        number = f"（{change.document_no}）" if change.document_no else ""
        story.append(
            {
                "at": f"{change.on}" if change.on else "日期未载明",
                "what": f"{BY_NAME if by_name and kind is ChangeKind.KEPT else kind.label}{by}{number}",
                "who": "库中以通过或者公布日期计" if change.on_is_passing else "",
                "detail": listed(change.articles),
                "tone": CHANGE_TONES.get(kind, ""),
            }
        )
    return story


def listed(articles: list[str], most: int = 12) -> str:
    """Which articles a change touched; of many, the first and how many."""
    if len(articles) <= most:
        return "、".join(articles)
    return "、".join(articles[:most]) + f"等 {len(articles)} 条"


@require_safe
def article(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """One article: what it said on the day, everything it ever said, and the items that cite it."""
    actor, on = gates.actor_of(request), statutes_gates.day_asked(request)
    found = statutes_gates.statute_for(key)
    texts = statutes_gates.texts_for(found, number)
    readable = found.readable_on(on)
    current = next((text for text in texts if applies(text, readable)), None)
    first = texts[0]
    context = {
        "statute": found,
        "on": on,
        "name": first.name,
        "slug": first.slug,
        "current": current,
        "texts": list(reversed(texts)),
        "standing": shown_standing(found, on),
        "citing": items_citing(found.title, [(first.number, first.suffix)], on),
        "around": neighbours(found, first, readable),
        "may_keep": actor.role in KEEPERS,
    }
    return render(request, "desk/statutes/article.html", context)


def neighbours(found: Statute, here: Article, on: date) -> tuple[Article | None, Article | None]:
    """The article before and the one after, on the day."""
    rows = list(
        found.articles.on(on).filter(number__range=(here.number - 1, here.number + 1)).order_by("number", "suffix")
    )
    place = (here.number, here.suffix)
    before = [row for row in rows if (row.number, row.suffix) < place]
    after = [row for row in rows if (row.number, row.suffix) > place]
    return before[-1] if before else None, after[0] if after else None


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Any text with citations: each is resolved on the day, or it is said what could not be found."""
    gates.actor_of(request)
    on = statutes_gates.day_asked(request)
    given = request.GET.get("text", "").replace("\x00", "")
    text = given[:LONGEST_CHECKED]
    found = resolve_many(parse(text), on) if text.strip() else []
    context = {"text": text, "on": on, "found": found, "longest": LONGEST_CHECKED, "cut": len(given) - len(text)}
    return render(request, "desk/statutes/check.html", context)
