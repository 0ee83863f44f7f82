"""The five catalogues for everyone: what is in force, what each batch announced, and the batch as a file."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import SeedCatalogue
from qingquan.places.models import Organ
from qingquan.portal import publication_gates as gates
from qingquan.portal.items import Asked
from qingquan.publication.downloads import CONTENT_TYPES, file_of
from qingquan.publication.models import Batch, BatchItem
from qingquan.publication.reading import announced, editions
from qingquan.publication.rules.comparing import Comparison, sentences
from qingquan.publication.rules.numbers import edition_day
from qingquan.publication.rules.rows import PublicRow
from qingquan.publication.words import FIVE, Download, Screening

PER_PAGE = 50
TOLD_AT_MOST = 20
# What the county publishes about its powers besides; each is shown once its page exists.
BESIDES = (
    ("岗位责任说明书", "portal:duties"),
    ("委托、下放和窗口授权", "portal:deeds"),
    ("自动放弃的权力", "portal:forfeits"),
    ("法律法规库", "portal:statutes"),
    ("征求意见", "portal:comments"),
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One catalogue on the overview."""

    catalogue: SeedCatalogue
    number: int
    batch: Batch | None


@require_safe
def catalogues(request: HttpRequest) -> HttpResponse:
    """The five, with how many powers each lists today, and the batches as they were announced."""
    counted = counts()
    context = {
        "shelves": [Shelf(each, counted[each], editions.last_batch(each)) for each in FIVE],
        "total": sum(counted.values()),
        "batches": Batch.objects.public()[:PER_PAGE],
        "besides": besides(),
    }
    return render(request, "portal/publication/catalogues.html", context)


def counts() -> dict[SeedCatalogue, int]:
    """How many items of each catalogue are in force today."""
    types = editions.listed(timezone.localdate()).order_by().values_list("item__power_type")
    found = dict(types.annotate(n=Count("pk")))
    return {each: sum(found.get(kind, 0) for kind in editions.types_of(each)) for each in FIVE}


def besides() -> list[tuple[str, str]]:
    """Links to what else is published, of those whose pages exist."""
    found = []
    for text, name in BESIDES:
        try:
            found.append((text, reverse(name)))
        except NoReverseMatch:
            continue
    return found


@require_safe
def catalogue(request: HttpRequest, kind: str) -> HttpResponse:
    """One catalogue as it is in force today, by organ, searched and narrowed; and what changed since its last batch."""
    chosen, today = gates.catalogue_for(kind), timezone.localdate()
    asked = Asked.of(request, ("q", "organ"))
    listed = editions.listed(today).filter(item__power_type__in=editions.types_of(chosen))
    shown = narrowed(listed, asked).select_related("item__organ").order_by("item__organ__seq", "item__code")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    batch = editions.last_batch(chosen)
    context = {
        "kind": chosen,
        "asked": asked,
        "page": page,
        "groups": by_organ(list(page.object_list), batch),
        "total": listed.count(),
        "organs": Organ.objects.filter(pk__in=listed.order_by().values("item__organ")).order_by("seq"),
        "batch": batch,
        "batches": Batch.objects.public().filter(catalogue=chosen.value),
        "later": later(batch, editions.since(batch, today)) if batch else [],
        "downloads": list(Download),
        "link": asked.link() + ("&" if asked.words else "") + "page=",
    }
    return render(request, "portal/publication/catalogue.html", context)


def narrowed(versions: QuerySet[ItemVersion], asked: Asked) -> QuerySet[ItemVersion]:
    """By words in the name, the code or the basis, and by organ."""
    for word in asked.get("q").split():
        said = Q(name__icontains=word) | Q(item__code__istartswith=word) | Q(bases__statute__icontains=word)
        versions = versions.filter(pk__in=ItemVersion.objects.filter(said).values("pk"))
    if organ := asked.get("organ"):
        versions = versions.filter(item__organ__seq=organ)
    return versions


def by_organ(versions: list[ItemVersion], batch: Batch | None) -> list[tuple[str, list[PublicRow]]]:
    """The rows of one page under their organs; those the last batch printed are taken from it."""
    kept = BatchItem.objects.filter(batch=batch, version__in=versions, screening=Screening.OPEN)
    printed = {pk: PublicRow.from_json(row) for pk, row in kept.values_list("version_id", "row")}
    groups: dict[str, list[PublicRow]] = {}
    for version in versions:
        row = printed.get(version.pk) or editions.printed(version, version.from_on or timezone.localdate())
        groups.setdefault(row.organ, []).append(row)
    return list(groups.items())


def later(batch: Batch, found: Comparison) -> list[str]:
    """What changed item by item since the batch, in sentences; the details of a change are on the item's own page."""
    if found.is_empty:
        return []
    told = sentences(found, {}, announced.short_name(batch))
    plain = [line.replace("：文字整理", "") for line in told]
    return plain[: TOLD_AT_MOST + 1]


@require_safe
def batch(request: HttpRequest, number: str) -> HttpResponse:
    """The announcement of one batch."""
    kept = gates.batch_for(number)
    rows = editions.public_rows(kept)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    groups: dict[str, list[PublicRow]] = {}
    for row in page.object_list:
        groups.setdefault(row.organ, []).append(row)
    context = {
        "batch": kept,
        "kind": SeedCatalogue(kept.catalogue),
        "words": announced.in_words(kept),
        "outcomes": announced.counted_in(kept),
        "ended": editions.ended_rows(kept),
        "total": len(rows),
        "page": page,
        "groups": list(groups.items()),
        "withheld": kept.items.filter(screening=Screening.WITHHELD).count(),
        "downloads": list(Download),
        "on": chinese_day,
        "link": "?page=",
    }
    return render(request, "portal/publication/batch.html", context)


def chinese_day(at: date | datetime) -> str:
    """The day as the notice writes it, whatever language the page around it is in."""
    return edition_day(timezone.localdate(at) if isinstance(at, datetime) else at)


@require_safe
def file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """A batch as a file. Its bytes never change, so browsers and caches may keep it for ever."""
    kept = gates.batch_for(number)
    if form not in {each.value for each in Download}:
        raise Http404
    chosen = Download(form)
    answer = HttpResponse(file_of(kept, chosen), content_type=CONTENT_TYPES[chosen])
    disposition = "inline" if chosen in {Download.PDF, Download.JSON} else "attachment"
    answer.headers["Content-Disposition"] = f'{disposition}; filename="{kept.number}.{chosen.value}"'
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if chosen is Download.JSON:
        # RFC 9530: programs can check what they got without reading the page.
        answer.headers["Repr-Digest"] = f"sha-256=:{b64encode(bytes.fromhex(kept.sha256)).decode()}:"
    return answer
