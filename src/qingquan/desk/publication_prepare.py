"""Putting a batch together: its day, which reviewed versions it publishes, which items it ends and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.campaign.models import Campaign
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import SeedCatalogue
from qingquan.desk import gates
from qingquan.desk import publication_gates as own
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.publication_forms import Beginning, seen_in
from qingquan.law import Refused
from qingquan.publication import acts
from qingquan.publication.models import Batch
from qingquan.publication.reading import editions, endings
from qingquan.publication.reading.endings import Ended
from qingquan.publication.words import Outcome, Part

BLANK_ROWS = 3
Endings = Sequence[tuple[ItemVersion, str]]


@dataclass(slots=True)
class Chosen:
    """What somebody ticked and typed: versions to publish, decided endings by code, other endings with their reason."""

    versions: list[int] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    endings: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, given: QueryDict) -> "Chosen":
        """From the form as it was sent."""
        codes, reasons = given.getlist("ended"), given.getlist("ended_reason")
        pairs = [(code, reason.strip()[:500]) for code, reason in zip(codes, reasons, strict=False) if code]
        return cls([key_of(each) for each in given.getlist("version")], given.getlist("decided"), pairs)

    @classmethod
    def in_batch(cls, batch: Batch) -> "Chosen":
        """What a batch has already; what was given up is not chosen, every batch ends it."""
        new = list(batch.items.filter(part=Part.NEW).values_list("version_id", flat=True))
        numbers = {each.number for each in endings.pending(batch.campaign).values()}
        chosen = batch.items.filter(part=Part.ENDED).exclude(outcome=Outcome.GIVEN_UP)
        rest = list(chosen.exclude(ended_document__in=numbers).values_list("code", "ended_reason"))
        return cls(new, list(chosen.filter(ended_document__in=numbers).values_list("code", flat=True)), rest)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Begin the next batch of a catalogue."""
    actor = own.preparer(gates.actor_of(request))
    catalogue = own.catalogue_for(kind)
    if request.method != "POST":
        ticked = Chosen([each.pk for each in editions.ready(catalogue)], list(offered(catalogue, running())))
        return ask(request, catalogue, Beginning(initial={"from_on": tomorrow()}), ticked)

    def do(form: Beginning, versions: list[ItemVersion], ending: Endings) -> Batch:
        begins = form.cleaned_data["from_on"]
        now = timezone.now()
        return acts.prepare(catalogue, versions, from_on=begins, ending=ending, campaign=running(), by=actor, at=now)

    return done(request, catalogue, None, do)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Put a batch in hand together anew."""
    actor = own.preparer(gates.actor_of(request))
    batch = own.batch_for(actor, number)
    catalogue = SeedCatalogue(batch.catalogue)
    if request.method != "POST":
        return ask(request, catalogue, Beginning(initial={"from_on": batch.from_on}), Chosen.in_batch(batch), batch)

    def do(form: Beginning, versions: list[ItemVersion], ending: Endings) -> Batch:
        begins = form.cleaned_data["from_on"]
        seen, now = seen_in(request.POST), timezone.now()
        return acts.put_together_anew(batch, versions, from_on=begins, ending=ending, by=actor, at=now, seen=seen)

    return done(request, catalogue, batch, do)


def done(
    request: HttpRequest,
    catalogue: SeedCatalogue,
    batch: Batch | None,
    do: Callable[[Beginning, list[ItemVersion], Endings], Batch],
) -> HttpResponse:
    """Read what was sent, do it, go to the batch; or say why not, with everything as it was typed."""
    form, chosen = Beginning(request.POST), Chosen.of(request.POST)
    if not form.is_valid():
        return ask(request, catalogue, form, chosen, batch)
    versions = [each for each in editions.ready(catalogue) if each.pk in set(chosen.versions)]
    by_code = {each.item.code: each for each in editions.in_force(catalogue, timezone.localdate())}
    asked = [*((code, "") for code in chosen.decided), *chosen.endings]
    ending = [(by_code[code], reason) for code, reason in asked if code in by_code]
    try:
        made = do(form, versions, ending)
    except Refused as no:
        return ask(request, catalogue, form, chosen, batch, no)
    messages.success(request, f"已拟定{made.title}，请逐项保密审查。")
    return see_other("desk:publication_batch", made.number)


def ask(  # noqa: PLR0917 - what is asked, what was typed, and what came of it.
    request: HttpRequest,
    catalogue: SeedCatalogue,
    form: Beginning,
    chosen: Chosen,
    batch: Batch | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """The form: everything ready is offered, and what was decided to end; everything in force may be ended."""
    campaign = batch.campaign if batch else running()
    context = {
        "decided": list(offered(catalogue, campaign).values()),
        "catalogue": catalogue,
        "batch": batch,
        # Who was told of a change has seen it; a slip in the form does not make an old page a new one.
        "seen": request.POST.get("seen") if form.errors else batch.revision if batch else "",
        "form": form,
        "ready": editions.ready(catalogue),
        "chosen": chosen,
        "in_force": [
            (each.item.code, f"{each.item.organ}：{each.name}")
            for each in editions.in_force(catalogue, timezone.localdate())
        ],
        "endings": [*chosen.endings, *[("", "")] * BLANK_ROWS],
        "last": editions.last_batch(catalogue),
        "errors": [(name, " ".join(str(each) for each in told)) for name, told in form.errors.items()],
        "refused": refused,
    }
    return render(
        request, "desk/publication/prepare.html", context, status=409 if refused else 422 if form.errors else 200
    )


def running() -> Campaign | None:
    """The campaign that a batch begun now belongs to."""
    return Campaign.objects.filter(closed_at__isnull=True).first()


def offered(catalogue: SeedCatalogue, campaign: Campaign | None) -> dict[str, Ended]:
    """What the campaign's decisions end in this catalogue and nobody carried out yet, by code."""
    known = endings.decided(campaign, editions.in_force(catalogue, timezone.localdate()))
    return {each.version.item.code: each for each in known}


def tomorrow() -> object:
    """The first day on which something in force may be replaced."""
    return timezone.localdate() + timedelta(days=1)
