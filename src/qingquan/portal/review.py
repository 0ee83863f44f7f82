"""What the public is asked about powers under review: the list, one item with what was said, saying something."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.languages import say
from qingquan.law import Refused
from qingquan.people.models import Applicant
from qingquan.people.rules import parse_phone
from qingquan.portal import gates
from qingquan.review import acts
from qingquan.review.models import CommentRound
from qingquan.review.rules.comments import LONGEST

MOST = 200
# From one browser to one item; whoever has more to say writes it into one comment.
COMMENTS_AT_MOST = 5
SENT_KEY = "comments_sent"


class CommentForm(forms.Form):
    """What somebody thinks, and how they are called and reached."""

    text = forms.CharField(max_length=LONGEST)
    name = forms.CharField(max_length=60, required=False)
    phone = forms.CharField(max_length=30, required=False)


@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """Items open for comment, and those answered since."""
    today = timezone.localdate()
    rows = list(CommentRound.objects.select_related("reported__report__organ").defer("reported__elements")[:MOST])
    context = {
        "open": [row for row in rows if row.closed_at is None and row.until_on >= today],
        "past": [row for row in rows if row.closed_at is not None or row.until_on < today],
    }
    return render(request, "portal/review/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def comments_round(request: HttpRequest, code: str) -> HttpResponse:
    """One item: what is asked, what was said and answered, and while it is open a place to say something."""
    found = CommentRound.objects.select_related("reported__report__organ").filter(code=code).first()
    if found is None:
        raise Http404
    own = gates.applicants_of(request).filter(account=request.user.pk).first()
    if request.method != "POST":
        return page(request, found, own)
    form = CommentForm(request.POST)
    errors = errors_of(form, own)
    if errors:
        return page(request, found, own, errors)
    try:
        sent(request, found, form, own)
    except Refused as no:
        return page(request, found, own, refused=no)
    messages.success(request, say("谢谢，您的意见已经收到，答复会公开在本页。"))
    return redirect("portal:comments_round", code)


def errors_of(form: CommentForm, own: Applicant | None) -> list[tuple[str, str]]:
    """What is missing, beside its field."""
    found = [] if form.is_valid() else [("text", say("请写下您的意见，不超过 2000 字。"))]
    if own is None:
        found += [("name", say("请填写您的姓名或者单位名称。"))] if not form.data.get("name", "").strip() else []
        found += [("phone", told) for told in wrong_with(form.data.get("phone", ""))]
    return found


def wrong_with(phone: str) -> list[str]:
    """What keeps a phone number from being one."""
    if not phone.strip():
        return [say("请填写联系电话。")]
    try:
        parse_phone(phone)
    except Refused as no:
        return [no.why]
    return []


def sent(request: HttpRequest, found: CommentRound, form: CommentForm, own: Applicant | None) -> None:
    """Hand the comment in; the signed-in applicant is known, anybody else says who they are."""
    counted: dict[str, int] = request.session.get(SENT_KEY, {})
    if counted.get(found.code, 0) >= COMMENTS_AT_MOST:
        raise Refused(say("您对这个事项已经提出 5 条意见，其他意见请拨打便民热线反映。"))
    acts.comment(
        found,
        form.cleaned_data["text"],
        name=own.name if own else form.cleaned_data["name"],
        phone=own.phone if own else form.cleaned_data["phone"],
        applicant=own,
        by=gates.actor_of(request) if own else None,
        at=timezone.now(),
    )
    request.session[SENT_KEY] = counted | {found.code: counted.get(found.code, 0) + 1}


def page(
    request: HttpRequest,
    found: CommentRound,
    own: Applicant | None,
    errors: list[tuple[str, str]] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """The item's page; after an error everything typed is still there."""
    facts = found.reported.facts()
    context = {
        "round": found,
        "reported": found.reported,
        "organ": found.reported.report.organ,
        "bases": [basis.key for basis in facts.legal_bases],
        "open": found.closed_at is None and timezone.localdate() <= found.until_on,
        "comments": found.comments.only("number", "shown", "public_name", "sent_at", "reply", "replied_at", "round"),
        "own": own,
        "given": request.POST if request.method == "POST" else {},
        "errors": errors or [],
        "wrong": dict(errors or []),
        "refused": refused,
        "kind": found.reported.get_power_type_display(),
    }
    status = 409 if refused else 422 if errors else 200
    return render(request, "portal/review/round.html", context, status=status)
