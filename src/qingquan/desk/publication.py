"""The five catalogues on the desk: where each stands, and the batches in hand and past."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import SeedCatalogue
from qingquan.desk import gates
from qingquan.desk import publication_gates as own
from qingquan.people.models import Actor
from qingquan.publication.downloads import CONTENT_TYPES, file_of
from qingquan.publication.models import Batch
from qingquan.publication.reading import editions
from qingquan.publication.rules.authority import GOVERNMENT, PREPARERS
from qingquan.publication.rules.numbers import edition_day
from qingquan.publication.words import FIVE, BatchState, Download, Screening

ON_A_PAGE = 25
IN_HAND = (BatchState.PREPARED, BatchState.APPROVED)
TONES = {"prepared": "busy", "approved": "warn", "published": "good", "dropped": "plain"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """One catalogue: how many are in force, how many wait, its last batch and the one in hand."""

    catalogue: SeedCatalogue
    in_force: int
    ready: int
    last: Batch | None
    in_hand: Batch | None


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Where each catalogue stands; for an organ, the batches with items of its own."""
    actor = own.may_enter(gates.actor_of(request))
    batches = own.batches_for(actor).annotate(
        waiting=Count("items", filter=Q(items__screening=Screening.WAITING)), total=Count("items")
    )
    shown = Paginator(batches.order_by("-prepared_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "shelves": [shelf_of(each) for each in FIVE] if own.looks(actor) else [],
        "page": shown,
        "tones": TONES,
        "may_prepare": actor.role in PREPARERS,
        "own_waiting": waiting_for(actor),
        "to_review": to_review(actor),
    }
    return render(request, "desk/publication/overview.html", context)


def shelf_of(catalogue: SeedCatalogue) -> Shelf:
    """How one catalogue stands today."""
    types, batches = editions.types_of(catalogue), Batch.objects.filter(catalogue=catalogue.value)
    reviewed = ItemVersion.objects.filter(state="reviewed", elements__power_type__in=types)
    return Shelf(
        catalogue=catalogue,
        in_force=editions.listed(timezone.localdate()).filter(item__power_type__in=types).count(),
        ready=reviewed.count(),
        last=editions.last_batch(catalogue),
        in_hand=batches.filter(state__in=IN_HAND).first(),
    )


def waiting_for(actor: Actor) -> list[tuple[Batch, int]]:
    """The batches in hand in which items wait for this post's review, each with how many."""
    if own.looks(actor):
        return []
    found = [(each, waiting_in(actor, each)) for each in own.batches_for(actor).filter(state=BatchState.PREPARED)]
    return [(batch, number) for batch, number in found if number]


def to_review(actor: Actor) -> list[tuple[Batch, bool]]:
    """For who prepares and who approves: the batches to be looked at again, and whether their day is past."""
    if actor.role not in (*GOVERNMENT, *PREPARERS):
        return []
    today = timezone.localdate()
    return [(each, str(each.next_review_on) < today.isoformat()) for each in editions.to_review(today)]


def next_review(actor: Actor) -> tuple[str, str]:
    """For the door's tile: the next day on which a catalogue is looked at again, and the tone that day is told in."""
    found = editions.by_review() if actor.role in (*GOVERNMENT, *PREPARERS) else []
    if not found:
        return "", ""
    today = timezone.localdate()
    late = [batch for day, batch in found if day < today]
    if late:
        return f"{len(late)} 个目录已过复查日期", "late"
    day, _ = found[0]
    return f"{edition_day(day)}前复查", "warn" if day <= editions.notice_until(today) else "plain"


def waiting_in(actor: Actor, batch: Batch) -> int:
    """How many items of a batch wait for this post's review."""
    return own.items_to_screen(actor, batch).filter(screening=Screening.WAITING).count()


@require_safe
def file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """A batch as a file, also before it is public: what the meeting has before it."""
    actor = gates.actor_of(request)
    kept = own.batch_for(actor, number)
    if not own.looks(actor) or form not in {each.value for each in Download}:
        raise Http404
    chosen = Download(form)
    answer = HttpResponse(file_of(kept, chosen), content_type=CONTENT_TYPES[chosen])
    disposition = "inline" if chosen is Download.PDF else "attachment"
    answer.headers["Content-Disposition"] = f'{disposition}; filename="{kept.number}.{chosen.value}"'
    return answer
