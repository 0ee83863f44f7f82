"""The page of one batch, and the steps on it: review of the whole, approval, publication, going back, giving up."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.clock import BeyondCalendar
from qingquan.desk import gates
from qingquan.desk import publication_gates as own
from qingquan.desk.door import see_other
from qingquan.desk.publication import IN_HAND, TONES, waiting_in
from qingquan.desk.publication_forms import BY_KEY, DEEDS, Deed, seen_in
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar
from qingquan.places.county import county_face
from qingquan.publication.models import Batch
from qingquan.publication.reading import announced
from qingquan.publication.reading.moving import moved_since
from qingquan.publication.rules import lives
from qingquan.publication.rules.authority import GOVERNMENT, OWN_SCREENERS, PREPARERS
from qingquan.publication.words import USUAL_CHANNELS, BatchState, Download, Part, Screening

ON_A_PAGE = 50
KINDS: Mapping[str, tuple[str, Q]] = {
    "": ("全部", Q()),
    "new": ("本批公布", Q(part=Part.NEW)),
    "ended": ("取消、停止实施", Q(part__in=[Part.ENDED, Part.GONE])),
    "waiting": ("待保密审查", Q(screening=Screening.WAITING)),
    "withheld": ("不予公开", Q(screening=Screening.WITHHELD)),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A step somebody may take now, or what keeps it from being taken."""

    deed: Deed
    form: forms.Form
    why_not: Refused | None = None
    open: bool = False


@require_safe
def batch(request: HttpRequest, number: str) -> HttpResponse:
    """One batch whole."""
    actor = gates.actor_of(request)
    return page(request, actor, own.batch_for(actor, number))


@require_POST
def act(request: HttpRequest, number: str, deed: str) -> HttpResponse:
    """Gate, form, act, answer: the same for all steps."""
    actor = gates.actor_of(request)
    kept = own.batch_for(actor, number)
    if deed not in BY_KEY:
        raise Http404
    which = BY_KEY[deed]
    gates.require(actor, *which.roles)
    form = which.form(request.POST)
    if not form.is_valid():
        return page(request, actor, kept, given=(which, form))
    try:
        which.act(kept, **form.cleaned_data, by=actor, at=timezone.now(), seen=seen_in(request.POST))
    except Refused as no:
        # Somebody else may have taken the step in the meantime: the page shows the batch as it is now.
        return page(request, actor, own.batch_for(actor, number), given=(which, form), refused=no)
    messages.success(request, f"{kept.title}{which.done}")
    return see_other("desk:publication_batch", kept.number)


def page(
    request: HttpRequest,
    actor: Actor,
    kept: Batch,
    given: tuple[Deed, forms.Form] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page; after a refusal the same page with what was typed, and why not."""
    kind = request.GET.get("show", "")
    items = own.items_for(actor, kept)
    shown = Paginator(items.filter(KINDS.get(kind, KINDS[""])[1]), ON_A_PAGE).get_page(request.GET.get("page"))
    counted = counts(kept)
    context = {
        "batch": kept,
        "tone": TONES[kept.state],
        "counted": counted,
        "outcomes": announced.counted_in(kept),
        "steps": steps_of(kept, counted),
        "words": announced.in_words(kept) if own.looks(actor) else [],
        "offers": offers(actor, kept, given),
        "given": given[0].key if given else "",
        "errors": [(name, " ".join(map(str, told))) for name, told in given[1].errors.items()] if given else [],
        "refused": refused,
        "tabs_shown": [
            (text, "?" + urlencode({"show": key}), items.filter(which).count()) for key, (text, which) in KINDS.items()
        ],
        "here_tab": "?" + urlencode({"show": kind if kind in KINDS else ""}),
        "page": shown,
        "link": "?" + urlencode({"show": kind}) + "&page=",
        "may_change": actor.role in PREPARERS and kept.state == BatchState.PREPARED,
        "may_screen": actor.role in (*OWN_SCREENERS, *GOVERNMENT) and kept.state == BatchState.PREPARED,
        "to_screen": waiting_in(actor, kept),
        "looks": own.looks(actor),
        "publish_by": publish_by(kept),
        "moved": moved(actor, kept),
        "downloads": list(Download),
        "history": [],
    }
    status = 409 if refused else 422 if given else 200
    return render(request, "desk/publication/batch.html", context, status=status)


def counts(kept: Batch) -> dict[str, int]:
    """How many items the batch has of each kind."""
    return dict(
        kept.items.aggregate(
            total=Count("pk"),
            **{key: Count("pk", filter=which) for key, (_, which) in KINDS.items() if key},
        )
    )


def steps_of(kept: Batch, counted: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """How far the batch has come, as the macro `progress` shows it."""
    done = [
        ("拟定", f"{counted['total']} 项", True),
        ("逐项保密审查", f"还有 {counted['waiting']} 项" if counted["waiting"] else "完成", not counted["waiting"]),
        ("整批保密审查", kept.screened_by.name if kept.screened_by else "", kept.screened_at is not None),
        ("县政府批准", kept.minutes_number, kept.approved_on is not None),
        ("公布", kept.document_number, kept.state == BatchState.PUBLISHED),
    ]
    first = next((place for place, (_, _, is_done) in enumerate(done) if not is_done), len(done))
    return [
        (text, note, "done" if place < first else "now" if place == first and kept.state != BatchState.DROPPED else "")
        for place, (text, note, _) in enumerate(done)
    ]


def offers(actor: Actor, kept: Batch, given: tuple[Deed, forms.Form] | None) -> list[Offered]:
    """The steps this post may take in the batch's state; the first that nothing hinders is open."""
    found: list[Offered] = []
    for deed in DEEDS:
        if actor.role not in deed.roles or kept.state != deed.when:
            continue
        again = given is not None and given[0] is deed
        form = given[1] if given and again else deed.form(initial=usual())
        why_not = hindered(deed, kept)
        first = not any(each.open for each in found) and why_not is None and not deed.danger
        found.append(Offered(deed, form, why_not, again or (first and given is None)))
    return found


def usual() -> dict[str, object]:
    """What is filled in already where an approval is entered."""
    today = timezone.localdate()
    return {
        "approved_on": today,
        "channels": [each.value for each in USUAL_CHANNELS],
        "comment_hotline": county_face().hotline,
        "next_review_on": lives.usual_review(today),
    }


def hindered(deed: Deed, kept: Batch) -> Refused | None:
    """What keeps a step from being taken now; the acts ask again."""
    facts = kept.facts()
    try:
        if deed.key == "pass":
            lives.check_may_screen_batch(facts)
        if deed.key == "approve" and not (facts.screened and not facts.waiting):
            raise Refused("须先完成保密审查：逐项审查之后，再审查整批。", lives.SCREENING_FIRST)
        if deed.key == "publish":
            lives.check_may_publish(facts, today=timezone.localdate())
    except Refused as no:
        return no
    return None


def moved(actor: Actor, kept: Batch) -> str:
    """What changed in the catalogue since the batch was put together: told early, not at the last step."""
    if kept.state not in IN_HAND or not own.looks(actor):
        return ""
    names = moved_since(kept)
    return lives.changed_in_words(names) if names else ""


def publish_by(kept: Batch) -> str:
    """Until when an approved batch is to be published, in words; empty when nothing presses."""
    if kept.state != BatchState.APPROVED or kept.approved_on is None:
        return ""
    try:
        last = lives.publish_by(kept.approved_on, county_calendar())
    except BeyondCalendar as beyond:
        return str(beyond)
    return f"应于 {last.year}年{last.month}月{last.day}日 前公布（批准之日起 {lives.PUBLISHED_WITHIN} 个工作日）"
