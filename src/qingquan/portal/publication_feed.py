"""Publications and changes as an Atom feed (RFC 4287), so that nobody has to come back and look."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import VersionState
from qingquan.forfeits.models import Forfeit
from qingquan.ledger.models import Entry
from qingquan.places.county import county_face
from qingquan.publication.models import Batch, BatchItem
from qingquan.publication.reading import announced
from qingquan.publication.rules.numbers import edition_day
from qingquan.publication.words import BatchState, Part

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 60
SENTENCES = 12
# The feed began with the product; an id never changes when the host does (RFC 4151).
MINTED = "2026"
PUBLIC = (VersionState.PUBLISHED, VersionState.REPLACED, VersionState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class News:
    """One entry: what happened, when, where to read it."""

    key: str
    title: str
    text: str
    at: datetime
    path: str


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The last publications, changes and withdrawals."""
    told = [*of_batches(), *of_versions(), *of_withdrawals(), *of_findings()]
    news = sorted(told, key=lambda each: each.at, reverse=True)[:ENTRIES]
    answer = HttpResponse(as_atom(news), content_type="application/atom+xml; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


def of_batches() -> list[News]:
    """Batches as they were announced."""
    return [
        News(
            key=f"batch/{batch.number}",
            title=f"公布：{batch.title}（{batch.document_number}）",
            text="\n".join([*announced.in_words(batch)[:SENTENCES], f"SHA-256：{batch.sha256}"]),
            at=batch.published_at or batch.prepared_at,
            path=reverse("portal:publication_batch", args=[batch.number]),
        )
        for batch in Batch.objects.public().select_related("previous")[:ENTRIES]
    ]


def of_versions() -> list[News]:
    """Versions published one by one; those of a batch are told by the batch."""
    told = BatchItem.objects.filter(part=Part.NEW, batch__state=BatchState.PUBLISHED).values("version")
    found = ItemVersion.objects.filter(state__in=PUBLIC, published_at__isnull=False).exclude(pk__in=told)
    newest = (
        found.select_related("item__organ").defer("elements", "form_schema").order_by("-published_at", "-pk")[:ENTRIES]
    )
    return [
        News(
            key=f"item/{version.item.code}/{version.number}",
            title=f"{'新增' if version.number == 1 else '调整'}：{version.name}",
            text=f"{version.item.organ}“{version.name}”第{version.number}版，自{begins(version)}起施行。",
            at=version.published_at or version.drafted_at,
            path=reverse("portal:publication_history", args=[version.item.code]),
        )
        for version in newest
    ]


def of_withdrawals() -> list[News]:
    """Versions taken out of force; what a batch ended is told by the batch as well, and stands here by itself.

    What was given up ended when it was found (`of_findings`), not when a batch took it off.
    """
    given_up = Forfeit.objects.standing().values("item__code")
    entries = list(Entry.objects.filter(kind="item.withdrawn").exclude(subject__in=given_up).order_by("-id")[:ENTRIES])
    # The name everyone has read: a draft's is nobody's business.
    public = ItemVersion.objects.filter(state__in=PUBLIC, item__code__in=[entry.subject for entry in entries])
    names = dict(public.order_by("number").values_list("item__code", "name"))
    return [
        News(
            key=f"withdrawn/{entry.subject}/{entry.facts['version']}",
            title=f"取消：{names.get(entry.subject, entry.subject)}",
            text=ended_in_words(date.fromisoformat(str(entry.facts["from_on"])), str(entry.facts.get("reason", ""))),
            at=entry.at,
            path=reverse("portal:publication_history", args=[entry.subject]),
        )
        for entry in entries
    ]


def ended_in_words(from_on: date, reason: str) -> str:
    """From when an item is in force no more, and why."""
    said = reason.strip().rstrip("。")
    return f"自{edition_day(from_on)}起不再施行{'：' + said if said else ''}。"


def of_findings() -> list[News]:
    """Powers found given up, from the moment of the finding; of what was never public nobody is told."""
    standing = Forfeit.objects.standing().select_related("item").order_by("-found_at")
    public = standing.filter(item__in=ItemVersion.objects.filter(state__in=PUBLIC).values("item"))
    return [
        News(
            key=f"given-up/{each.number}",
            title=f"停止实施：{each.item.name}",
            text=f"{edition_day(timezone.localdate(each.found_at))}起被认定为自动放弃，"
            f"机关不得再受理、收费和发证（{each.document_no}）。",
            at=each.found_at,
            path=reverse("portal:publication_history", args=[each.item.code]),
        )
        for each in public[:ENTRIES]
    ]


def begins(version: ItemVersion) -> str:
    """The first day of a version in words."""
    return edition_day(version.from_on) if version.from_on else ""


def as_atom(news: list[News]) -> bytes:
    """The feed's document: ids that last, moments with their zone, one link for each entry."""
    face, host = county_face(), urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    here = settings.PUBLIC_URL + reverse("portal:publication_feed")
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    put(root, "id", f"tag:{host},{MINTED}:publications")
    put(root, "title", f"{face.name}行政权力目录公布和变动")
    put(root, "updated", moment(news[0].at if news else datetime(2026, 1, 1, tzinfo=UTC)))
    put(SubElement(root, "author"), "name", face.government)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": here})
    SubElement(
        root,
        "link",
        {"rel": "alternate", "type": "text/html", "href": settings.PUBLIC_URL + reverse("portal:publication")},
    )
    for each in news:
        entry = SubElement(root, "entry")
        put(entry, "id", f"tag:{host},{MINTED}:{each.key}")
        put(entry, "title", each.title)
        put(entry, "updated", moment(each.at))
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": settings.PUBLIC_URL + each.path})
        put(entry, "content", each.text).set("type", "text")
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def put(parent: Element, name: str, text: str) -> Element:
    """One element with its text; signs that XML forbids are left out."""
    child = SubElement(parent, name)
    child.text = "".join(char for char in text if char in "\n\t" or char >= " ")
    return child


def moment(at: datetime) -> str:
    """RFC 3339, in the county's own time."""
    return timezone.localtime(at).isoformat(timespec="seconds")
