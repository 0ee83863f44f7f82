"""Items out and in by GB/T 39046-2020: what does not fit the standard, the files, and taking a file in."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.catalogue.models import ItemVersion
from qingquan.desk import exchange_gates as own
from qingquan.desk import gates, import_reports
from qingquan.exchange import acts, files
from qingquan.exchange.rules.rows import ItemRow, Unfit, to_row
from qingquan.exchange.words import FileKind
from qingquan.law import Refused
from qingquan.people.models import Actor

ON_A_PAGE = 50
MOST_BYTES = 20 * 1024 * 1024
CONTENT_TYPES = {
    FileKind.JSON: "application/json",
    FileKind.XML: "application/xml",
    FileKind.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a try to take a file in came to, when it came to nothing."""

    error: str = ""
    refused: Refused | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def items(request: HttpRequest) -> HttpResponse:
    """What leaves and what does not fit; a file taken in answers with the report of its rows."""
    actor = own.may_enter(gates.actor_of(request))
    if request.method != "POST":
        return page(request, actor, Told())
    gates.require(actor, *own.TAKING_IN)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return page(request, actor, Told("请选择要收取的文件。"))
    if (file.size or 0) > MOST_BYTES:
        return page(request, actor, Told(f"文件有 {(file.size or 0) / 1024 / 1024:.1f} MB，最多 20 MB。"))
    try:
        report = taken_in(file, actor)
    except Refused as no:
        return page(request, actor, Told(refused=no))
    messages.success(request, "收取完成，逐行结果如下。")
    return redirect("desk:exchange_report", report)


def taken_in(file: "UploadedFile[bytes]", actor: Actor) -> str:
    """Read, take in, keep the report; the answer is the report's name."""
    ending = str(file.name).rsplit(".", 1)[-1].lower()
    if ending not in {each.value for each in FileKind}:
        raise Refused("只收取 JSON、XML 和 CSV 文件，请看扩展名。")
    raw, at = file.read(), timezone.now()
    sha256 = hashlib.sha256(raw).hexdigest()
    rows = files.read(raw, FileKind(ending))
    report = acts.take_in(rows, source=str(file.name)[:200], sha256=sha256, by=actor, at=at, organ=actor.organ)
    return import_reports.keep(report, sha256, actor, timezone.localtime(at))


def page(request: HttpRequest, actor: Actor, told: Told) -> HttpResponse:
    """The page of both directions."""
    rows = rows_for(actor)
    unfit = [each for row in rows for each in row.unfit]
    context = {
        "number": len(rows),
        "kinds": list(FileKind),
        "by_field": fields_of(unfit),
        "unfit": len(unfit),
        "page": Paginator(unfit, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_take_in": actor.role in own.TAKING_IN,
        "told": told,
        "organ": None if own.looks(actor) else actor.organ,
    }
    status = 422 if told.error else 409 if told.refused else 200
    return render(request, "desk/exchange/items.html", context, status=status)


def versions_for(actor: Actor) -> QuerySet[ItemVersion]:
    """The versions in force today: all, or the own organ's."""
    versions = ItemVersion.objects.in_force(timezone.localdate()).order_by("item__organ__seq", "item__code")
    return versions if own.looks(actor) else versions.filter(item__organ=actor.organ)


def rows_for(actor: Actor) -> list[ItemRow]:
    """The same in the standard's fields."""
    return [row_of(pk, digest) for pk, digest in versions_for(actor).values_list("pk", "digest")]


@lru_cache(maxsize=5000)
def row_of(pk: int, digest: str) -> ItemRow:
    """One version in the standard's fields. A version in force never changes, so what is kept is never stale."""
    return to_row(ItemVersion.objects.get(pk=pk, digest=digest).facts())


def fields_of(unfit: list[Unfit]) -> list[tuple[str, str, int]]:
    """Each field that does not fit somewhere, with its format and how often."""
    counted = Counter((each.label.split("“")[0], each.format) for each in unfit)
    return [(label, form, number) for (label, form), number in counted.most_common()]


@require_safe
def file(request: HttpRequest, form: str) -> HttpResponse:
    """The items as a file."""
    actor = own.may_enter(gates.actor_of(request))
    if form not in {each.value for each in FileKind}:
        raise Http404
    kind = FileKind(form)
    answer = HttpResponse(files.write(rows_for(actor), kind), content_type=CONTENT_TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="gbt39046-{timezone.localdate()}.{kind.value}"'
    return answer


@require_safe
def report(request: HttpRequest, name: str) -> HttpResponse:
    """What became of every row of a file somebody took in."""
    actor = gates.actor_of(request)
    lines = import_reports.lines(import_reports.file_for(actor, name))
    context = {
        "total": len(lines),
        "page": Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page")),
        "tones": {label: import_reports.TONES[word] for label, word in import_reports.OUTCOMES.items()},
    }
    return render(request, "desk/exchange/report.html", context)
