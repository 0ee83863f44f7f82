"""Pages on which officials find and work on cases."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.cases.acts.course import OWN_ACTS
from qingquan.clock import BeyondCalendar
from qingquan.desk import case_checks as checks
from qingquan.desk import gates
from qingquan.desk.case_deeds import DEEDS, Deed
from qingquan.desk.case_forms import ActForm, InHand, StepForm
from qingquan.desk.case_offers import Offer, form_of, offers
from qingquan.desk.case_page import in_hand, page_of
from qingquan.desk.door import see_other
from qingquan.forfeits.acts import tell_if_tried
from qingquan.forfeits.words import Tried
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.papers.models import Document
from qingquan.people.models import Account
from qingquan.procedures.runs import OpenStep
from qingquan.rendering import moment

CONFLICT, UNREADABLE = 409, 422
# Fields the page before a grave act writes itself.
TAKEN_ANEW = {"csrfmiddlewaretoken", "sure"}


@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case: all facts, the clock's working, and the acts this post may do now."""
    actor = gates.actor_of(request)
    hand = in_hand(gates.case_for(actor, number), actor, timezone.now())
    return render(request, "desk/case.html", page_of(hand))


@require_POST
def act(request: HttpRequest, number: str, deed: str) -> HttpResponse:
    """Do one act: gate, form, act, answer. What was typed is never lost, whatever the answer."""
    actor, at = gates.actor_of(request), timezone.now()
    found = gates.case_to_act_on(actor, number)
    if deed not in DEEDS:
        raise Http404
    return _try(request, in_hand(found, actor, at), DEEDS[deed], at)


@dataclass(frozen=True, slots=True)
class Try:
    """An act as somebody tried it: on which case, with what form, at which step."""

    request: HttpRequest
    hand: InHand
    deed: Deed
    form: ActForm
    step: OpenStep | None

    def check(self) -> None:
        """Raise `Refused` when the act is not open to the post; of a step, this very step."""
        if self.step is not None:
            checks.may_conclude_step(self.hand, self.step)
        else:
            self.deed.check(self.hand)


def _step_meant(hand: InHand, request: HttpRequest) -> OpenStep:
    """The step a form was for, open or not; a step the flowchart does not have is not found."""
    known = (step for step in hand.held.program.steps if step.kind not in OWN_ACTS)
    step = next((step for step in known if step.step_id == request.POST.get("step")), None)
    if step is None:
        raise Http404
    return step


def _try(request: HttpRequest, hand: InHand, deed: Deed, at: datetime) -> HttpResponse:
    step = _step_meant(hand, request) if deed.form is StepForm else None
    tried = Try(request, hand, deed, form_of(deed, hand, request.POST, step), step)
    issued = _papers(hand.held.number).count()
    try:
        _check_current(tried)
        tried.check()
        if not tried.form.is_valid():
            return _again(tried, UNREADABLE)
        warning = deed.grave(tried.form.cleaned_data)
        if warning and request.POST.get("sure") != "yes":
            return _ask_once_more(tried, warning)
        deed.do(hand, tried.form, at)
    except Refused as no:
        tell_if_tried(no, Tried.CERTIFICATE, hand.case.number, by=hand.by, at=at)
        return _again(tried, CONFLICT, no)
    except BeyondCalendar as beyond:
        return _again(tried, CONFLICT, Refused(str(beyond)))
    messages.success(request, _told(deed, _papers(hand.held.number)[issued:]))
    return see_other("desk:case", hand.held.number)


def _check_current(tried: Try) -> None:
    """Refuse what was decided on an old page: somebody acted since, and it may have been meant differently."""
    held = tried.hand.held
    if tried.request.POST.get("revision") != str(held.row["revision"]):
        last = Entry.objects.of(held.number).last()
        who = Account.objects.filter(pk=last.account_id).first() if last and last.account_id else None
        by = f"（{who.name if who else '系统'}，{moment(last.at)}）" if last else ""
        raise Refused(f"本件刚刚有人办理过{by}，没有再办。请看最新情况；您填写的内容还在，需要的可以再提交。")


def _again(tried: Try, status: int, no: Refused | None = None) -> HttpResponse:
    """The page again with what was typed, as the case now stands."""
    hand, form = tried.hand, tried.form
    fresh = in_hand(gates.case_for(hand.by, hand.case.number), hand.by, timezone.now())
    shown = [_carrying(offer, tried) for offer in offers(fresh)]
    there = any(offer.form is form and not offer.refused for offer in shown)
    page = page_of(fresh, shown) | {"refused": no, "refused_act": tried.deed.title}
    page["problems"] = form.problems() if status == UNREADABLE else []
    page["typed"] = [] if there or not no else form.typed()
    return render(tried.request, "desk/case.html", page, status=status)


def _carrying(offer: Offer, tried: Try) -> Offer:
    """The offer of the act that was tried, opened, with the form as posted; the others closed."""
    same = offer.deed is tried.deed and (offer.step == tried.step if tried.step else True)
    return replace(offer, form=tried.form, opened=True) if same else replace(offer, opened=False)


def _ask_once_more(tried: Try, warning: str) -> HttpResponse:
    """A page of its own before what cannot be taken back."""
    case, post = tried.hand.case, tried.request.POST
    page = {
        "case": case,
        "deed": tried.deed,
        "warning": warning,
        "rows": [("事项", case.version.name), ("申请人", case.applicant.name), *_in_words(tried.form)],
        "posted": [(key, value) for key in post if key not in TAKEN_ANEW for value in post.getlist(key)],
    }
    return render(tried.request, "desk/confirm.html", page)


def _in_words(form: ActForm) -> list[tuple[str, str]]:
    """What the form says, choices by their label."""
    told = []
    for bound in form:
        value: Any = form.cleaned_data.get(bound.name)
        choices = dict(getattr(bound.field, "choices", ()))
        if value:
            told.append((str(bound.label), str(choices.get(value, value))))
    return told


def _papers(number: str) -> QuerySet[Document]:
    return Document.objects.filter(subject=number).order_by("id")


def _told(deed: Deed, papers: Iterable[Document]) -> str:
    """What was done, with the documents it gave out."""
    issued = "、".join(f"《{paper.title}》{paper.number}" for paper in papers)
    return f"{deed.done}。制发了{issued}。" if issued else f"{deed.done}。"
