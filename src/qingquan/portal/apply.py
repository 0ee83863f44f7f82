"""Applying: for whom and in what circumstances, the form, the materials, a last look, sent.

Each step is a page of its own, works without scripts and keeps what was typed.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.cases.acts import drafting
from qingquan.cases.models import Draft
from qingquan.catalogue.models import ItemVersion
from qingquan.clock import BeyondCalendar
from qingquan.forfeits.reading import check_may_serve
from qingquan.languages import say
from qingquan.law import Refused
from qingquan.papers.form_fields import Field
from qingquan.papers.forms import Answers
from qingquan.papers.models import Document
from qingquan.people.models import Applicant, Mandate
from qingquan.portal import gates
from qingquan.portal.clockface import clock_face
from qingquan.portal.item import facts_of
from qingquan.portal.questions import shown

P = ParamSpec("P")
GET_POST = ["GET", "HEAD", "POST"]
Page = Callable[Concatenate[HttpRequest, Draft, P], HttpResponse]


@login_required
@require_http_methods(GET_POST)
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """First: for whom, and in what circumstances; or go on with what was begun."""
    version = gates.version_for(code, timezone.localdate())
    applicants = list(gates.applicants_of(request).order_by("kind", "pk"))
    if gates.applicant_account(request) is None:
        return render(request, "portal/apply/officials.html", {"version": version}, status=403)
    if not applicants:
        return redirect(f"{reverse('portal:profile')}?next={quote(request.path)}")
    facts = facts_of(version.pk, version.digest)
    questions = [(f"q{n}", each) for n, each in enumerate(facts.scenarios)]
    context: dict[str, object] = {
        "version": version,
        "applicants": applicants,
        "questions": questions,
        "begun": gates.drafts_of(request).filter(version__item=version.item, case__isnull=True),
        "given": request.POST,
        "errors": [],
    }
    try:
        check_may_serve(version.item.code)
        drafting.check_may_apply_online(version, timezone.localdate())
    except Refused as no:
        return render(request, "portal/apply/begin.html", context | {"refused": no}, status=409)
    if request.method != "POST":
        return render(request, "portal/apply/begin.html", context)
    applicant = next((each for each in applicants if str(each.pk) == request.POST.get("applicant")), None)
    answers = {each.question: request.POST.get(name, "") for name, each in questions}
    errors = [] if applicant else [("applicant", say("请选择为谁申请。"))]
    errors += [
        (name, say("请回答：") + each.question)
        for name, each in questions
        if answers[each.question] not in each.answers
    ]
    if errors or applicant is None:
        return render(request, "portal/apply/begin.html", context | {"errors": errors}, status=422)
    draft = drafting.begin_draft(
        version,
        applicant,
        answers,
        mandate=mandate_for(request, applicant),
        by=gates.actor_of(request),
        at=timezone.now(),
    )
    return redirect(first_page(draft), draft.code)


def mandate_for(request: HttpRequest, applicant: Applicant) -> Mandate | None:
    """The mandate under which the account acts for somebody else; None for one's own."""
    account = gates.applicant_account(request)
    if account is None or applicant.account_id == account.pk:
        return None
    mandates = Mandate.objects.filter(principal=applicant, agent__account=account)
    return next((each for each in mandates if each.live(timezone.localdate())), None)


def first_page(draft: Draft) -> str:
    """Where writing begins: an item without a form goes straight to its materials."""
    return "portal:draft_form" if draft.version.form_schema else "portal:draft_materials"


def drafting_page(page: Page[P]) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """What every page of a draft begins with: signed in, one's own, not yet sent, and its version still in force."""

    @login_required
    @wraps(page)
    def guarded(request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        draft = gates.draft_for(request, code)
        if draft.case is not None:
            return redirect("portal:draft_sent", draft.code)
        if not drafting.in_force(draft.version, timezone.localdate()):
            return changed(request, draft)
        return page(request, draft, *args, **kwargs)

    return guarded  # type: ignore[return-value]


def changed(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The county published another version meanwhile: nothing typed is lost, but it has to be looked at again."""
    newest = ItemVersion.objects.in_force(timezone.localdate()).filter(item=draft.version.item).first()
    status = 409 if request.method == "POST" else 200
    return render(request, "portal/apply/changed.html", {"draft": draft, "newest": newest}, status=status)


@login_required
@require_http_methods(["POST"])
def renew(request: HttpRequest, code: str) -> HttpResponse:
    """Carry the draft over to the version in force."""
    draft = gates.draft_for(request, code)
    newest = gates.version_for(draft.version.item.code, timezone.localdate())
    try:
        drafting.renew_draft(draft, newest, by=gates.actor_of(request), at=timezone.now())
    except Refused as no:
        return render(request, "portal/apply/changed.html", {"draft": draft, "newest": None, "refused": no}, status=409)
    draft.refresh_from_db()
    return redirect(first_page(draft), draft.code)


@drafting_page
def form(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The questions of the version. What was typed is kept whether right or wrong."""
    asked = drafting.form_of(draft.version)
    if asked is None:
        return redirect("portal:draft_materials", draft.code)
    if request.method != "POST":
        return form_page(request, draft, draft.typed, {})
    posted: Mapping[str, list[str]] = dict(request.POST.lists())
    typed = asked.typed(posted)
    try:
        drafting.keep_typed(draft, typed, by=gates.actor_of(request), at=timezone.now())
    except Refused as no:
        return form_page(request, draft, typed, {}, no)
    if request.POST.get("go") == "save":
        return redirect("portal:mine")
    answers = asked.read(posted, on=timezone.localdate())
    if not answers.complete:
        return form_page(request, draft, typed, answers.errors)
    return redirect("portal:draft_materials", draft.code)


def form_page(
    request: HttpRequest,
    draft: Draft,
    typed: Mapping[str, list[str]],
    errors: Mapping[str, str],
    no: Refused | None = None,
) -> HttpResponse:
    """The form as typed, with its errors beside the questions."""
    asked = drafting.form_of(draft.version)
    assert asked is not None
    context = {
        "draft": draft,
        "groups": [(title, [shown(field, typed, errors) for field in fields]) for title, fields in asked.groups],
        "errors": list(errors.items()),
        "refused": no,
    }
    return render(request, "portal/apply/form.html", context, status=409 if no else 422 if errors else 200)


@drafting_page
def review(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Everything once more before it is sent, and the sending itself."""
    if request.method != "POST":
        return review_page(request, draft)
    if not request.POST.get("true_words"):
        return review_page(request, draft, errors=[("true_words", say("请先确认填写的内容和材料真实。"))])
    try:
        drafting.send_draft(draft, by=gates.actor_of(request), at=timezone.now())
    except Refused as no:
        return review_page(request, draft, refused=no)
    except BeyondCalendar as beyond:
        return review_page(request, draft, refused=Refused(str(beyond)))
    return redirect("portal:draft_sent", draft.code)


def review_page(
    request: HttpRequest, draft: Draft, *, errors: list[tuple[str, str]] | None = None, refused: Refused | None = None
) -> HttpResponse:
    """All answers in words, all materials, and what still stands in the way."""
    asked = drafting.form_of(draft.version)
    answers = asked.read(draft.typed, on=timezone.localdate()) if asked else None
    came = {each.name: each for each in draft.materials.select_related("file", "issued")}
    materials = [
        (each, came.get(each.wanted.name), drafting.is_missing(each, came.get(each.wanted.name)))
        for each in drafting.asked_of(draft.version, draft.circumstances)
    ]
    context = {
        "draft": draft,
        "groups": [
            (title, [shown(field, draft.typed, {}) for field in fields if is_asked(field, answers)])
            for title, fields in (asked.groups if asked else [])
        ],
        "unanswered": list(answers.errors.values()) if answers else [],
        "materials": materials,
        "missing": [each.wanted.name for each, _, missing in materials if missing],
        "errors": errors or [],
        "refused": refused,
    }
    status = 409 if refused else 422 if errors else 200
    return render(request, "portal/apply/review.html", context, status=status)


def is_asked(field: Field, answers: Answers | None) -> bool:
    """Whether the answers so far ask this question; what was typed into one that is not asked is not sent."""
    return field.when is None or (answers is not None and field.when.holds(answers.values))


@drafting_page
def drop(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Give up, after a page that asks once more."""
    if request.method != "POST":
        return render(request, "portal/apply/drop.html", {"draft": draft})
    drafting.drop_draft(draft, by=gates.actor_of(request), at=timezone.now())
    return redirect("portal:mine")


@login_required
@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt: number, query code, the day by which the organ must speak, and how that day is counted."""
    draft = gates.draft_for(request, code)
    if draft.case is None:
        return redirect(first_page(draft), draft.code)
    case = gates.case_for(request, draft.case.number)
    context = {
        "draft": draft,
        "case": case,
        "face": clock_face(case.number, timezone.now()),
        "receipt": Document.objects.filter(subject=case.number, kind="receipt").first(),
    }
    return render(request, "portal/apply/sent.html", context)
