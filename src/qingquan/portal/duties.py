"""Post-responsibility statements for everyone: an organ's posts, and what each answers for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingquan.duties.models import DutyStatement
from qingquan.duties.reading import statements
from qingquan.duties.words import StatementState
from qingquan.papers.sheets import printed
from qingquan.papers.uploads import FileKind, safe_headers
from qingquan.places.models import Organ


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """Published statements, by organ."""
    kept = statements().filter(state=StatementState.PUBLISHED).order_by("post__organ__seq", "post__code")
    groups: dict[Organ, list[DutyStatement]] = {}
    for each in kept:
        groups.setdefault(each.post.organ, []).append(each)
    return render(request, "portal/duties/list.html", {"groups": list(groups.items())})


def statement_of(code: str, number: int | None = None) -> DutyStatement:
    """The published statement of a post, or one that was published before it."""
    public = statements().filter(post__code=code, paper__isnull=False)
    public = public.filter(state__in=[StatementState.PUBLISHED, StatementState.REPLACED])
    found = public.filter(number=number).first() if number else public.filter(state=StatementState.PUBLISHED).first()
    if found is None:
        raise Http404
    return found


@require_safe
def post(request: HttpRequest, code: str) -> HttpResponse:
    """What a post answers for; `version` shows what was published before."""
    asked = request.GET.get("version", "")
    statement = statement_of(code, int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else None)
    wanted = [StatementState.PUBLISHED, StatementState.REPLACED]
    versions = statements().filter(post=statement.post, state__in=wanted)
    return render(request, "portal/duties/post.html", {"statement": statement, "versions": versions})


@require_safe
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The published paper as PDF."""
    statement = statement_of(code)
    address = request.build_absolute_uri(reverse("portal:duty_post", args=[code]))
    name = f"岗位责任说明书 {statement.post.name}.pdf"
    return HttpResponse(printed(statement.paper or {}, verify_url=address), headers=safe_headers(FileKind.PDF, name))
