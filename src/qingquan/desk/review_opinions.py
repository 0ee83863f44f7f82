"""One opinion on many items that wait for one's office: tick them, read once more what will be written, give it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from qingquan.campaign.models import Campaign
from qingquan.desk import gates, review_gates
from qingquan.desk.review_queue import COLUMN, LIGHT, Asked
from qingquan.desk.review_ticks import Checked, in_words, tick_of, ticks_in
from qingquan.desk.review_writing import (
    Sheet,
    Slot,
    answered,
    kept,
    see_other_url,
    sheet_of,
    stale,
    typed,
    with_phrase,
)
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.review import acts
from qingquan.review.acts import NothingDone, Together
from qingquan.review.reading.found import differing, overlapping
from qingquan.review.reading.queue import Rows, under_review
from qingquan.review.reading.together import candidates, drafts_of
from qingquan.review.rules import opinions as rules
from qingquan.review.rules.authority import REVIEWERS
from qingquan.review.rules.owners import item_key, of_person
from qingquan.review.rules.phrases import PHRASES
from qingquan.review.rules.together import AT_ONCE, check_joins, check_number
from qingquan.review.words import DecisionCode, DraftKind, Office

SUBJECT = "together"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is at work here: for which office, in which campaign, on which part of the list."""

    actor: Actor
    office: Office
    campaign: Campaign
    asked: Asked
    clean: bool

    @property
    def slot(self) -> Slot:
        """The text in the making is the writer's own: it is about no item yet."""
        assert self.actor.account_id is not None
        back, save = reverse("desk:review_opinions"), reverse("desk:review_opinions_draft")
        return Slot(DraftKind.OPINION, SUBJECT, of_person(self.actor.account_id), ("code", "reasons"), back, save)

    @property
    def narrowed(self) -> str:
        """The part of the list as its address says it."""
        return self.asked.link() + ("" if self.clean else "&found=1")


def desk_of(request: HttpRequest) -> Desk | None:
    """Only for who reviews; None between two campaigns."""
    actor = gates.require(gates.actor_of(request), *REVIEWERS)
    office, campaign = review_gates.office_of(actor), review_gates.campaign_for(actor)
    if office is None or campaign is None:
        return None
    return Desk(actor, office, campaign, Asked(request.GET), request.GET.get("found", "") != "1")


@require_http_methods(["GET", "HEAD", "POST"])
def opinions(request: HttpRequest) -> HttpResponse:
    """The list to tick; what was chosen, once more; and the giving."""
    desk = desk_of(request)
    if desk is None:
        return render(request, "desk/review/none.html", {})
    if request.method != "POST":
        return listed(request, desk)
    posted, go = with_phrase(request.POST, desk.actor), request.POST.get("go", "")
    ticked = ticks_in(posted)
    now = kept(desk.slot, posted, desk.actor) if go != "give" else None
    if now is not None and now.stale:
        return stale(request, desk.slot, typed(desk.slot, posted), now.writing)
    if go not in {"check", "give"}:
        return listed(request, desk, ticked=ticked)
    try:
        code, reasons = said_in(posted)
        check_number(ticked)
    except Refused as no:
        return listed(request, desk, ticked=ticked, refused=no)
    return (
        given(request, desk, ticked, code, reasons) if go == "give" else checked(request, desk, ticked, code, reasons)
    )


def said_in(posted: QueryDict) -> tuple[DecisionCode, str]:
    """The one opinion, and its reasons."""
    code = posted.get("code", "")
    if code not in set(DecisionCode):
        raise Refused("请选择意见。")
    return DecisionCode(code), rules.check_reasons(posted.get("reasons", "").replace("\r\n", "\n"), "意见")


def waiting(desk: Desk) -> Rows:
    """Items without the office's opinion; `found` says whether anything was found about one."""
    items = under_review(desk.campaign, timezone.localdate()).filter(**{f"{COLUMN[desk.office]}__isnull": True})
    items = items.annotate(differs=differing(), overlaps=overlapping())
    if desk.clean:
        items = items.filter(errors=0, doubts=0, differs=False, overlaps=False)
    return desk.asked.filtered(items, desk.office)


def listed(
    request: HttpRequest,
    desk: Desk,
    *,
    ticked: dict[int, int] | None = None,
    refused: Refused | None = None,
    came: Together | None = None,
) -> HttpResponse:
    """The list to tick, with what is being written."""
    found = waiting(desk)
    rows = list(found.select_related("report__organ").order_by("report__organ__seq", "code").defer(*LIGHT)[:AT_ONCE])
    every, chosen = request.GET.get("all", "") == "1", ticked or {}
    drafted = drafts_of(rows, desk.office)
    sheet: Sheet = sheet_of(desk.slot, desk.actor)
    context = {
        "office": desk.office,
        "asked": desk.asked,
        "clean": desk.clean,
        "rows": [row_of(row, drafted, every=every, chosen=chosen) for row in rows],
        "total": found.count() if len(rows) == AT_ONCE else len(rows),
        "most": AT_ONCE,
        "organs": Organ.objects.filter(reports__campaign=desk.campaign).order_by("seq"),
        "codes": list(DecisionCode),
        "code": sheet.text("code") or DecisionCode.RETAIN.value,
        "sheet": sheet,
        "phrases": [(n, code.label, text) for n, (code, text) in enumerate(PHRASES[desk.office])],
        "here_link": desk.narrowed,
        "every": every,
        "found_link": desk.asked.link() + ("&found=1" if desk.clean else ""),
        "refused": refused,
        "came": came,
        "said": in_words(came, "提出意见") if came else "",
    }
    status = 409 if refused or (came and came.left) else 200
    return render(request, "desk/review/opinions.html", context, status=status)


def row_of(item: Any, drafted: dict[str, str], *, every: bool, chosen: dict[int, int]) -> dict[str, object]:
    """One item of the list: what was found about it, whether it may be ticked, whether it is."""
    draft = drafted.get(item_key(item.pk), "")
    about = (
        (item.errors, f"{item.errors} 处错误"),
        (item.doubts, f"{item.doubts} 处提示"),
        (item.differs, "比对差异"),
        (item.overlaps, "交叉重复"),
    )
    return {
        "item": item,
        "tick": tick_of(item),
        "found": [text for holds, text in about if holds],
        "draft": draft,
        "ticked": not draft and (every or item.pk in chosen),
    }


def checked(request: HttpRequest, desk: Desk, ticked: dict[int, int], code: DecisionCode, reasons: str) -> HttpResponse:
    """What will be written of which items, and which will be left out; nothing is written yet."""
    account = desk.actor.account_id
    assert account is not None
    rows = []
    for item, candidate in candidates(ticked, desk.office, timezone.localdate()):
        refused = None
        try:
            check_joins(candidate, desk.office, code, account)
        except Refused as no:
            refused = no
        rows.append(Checked(item, f"{item.pk}-{ticked[item.pk]}", refused))
    context = {
        "office": desk.office,
        "fit": [row for row in rows if row.refused is None],
        "left": [row for row in rows if row.refused is not None],
        "gone": len(ticked) - len(rows),
        "code": code,
        "reasons": reasons,
        "by": desk.actor,
        "back": desk.slot.back + desk.narrowed,
        "here_link": desk.narrowed,
    }
    return render(request, "desk/review/opinions_check.html", context)


def given(request: HttpRequest, desk: Desk, ticked: dict[int, int], code: DecisionCode, reasons: str) -> HttpResponse:
    """All in one act; what somebody changed meanwhile is named on the page that answers."""
    try:
        came = acts.give_opinions(ticked, code, reasons=reasons, by=desk.actor, at=timezone.now())
    except NothingDone as no:
        came = no.came
    except Refused as no:
        return listed(request, desk, ticked=ticked, refused=no)
    if came.left:
        return listed(request, desk, came=came)
    messages.success(request, in_words(came, "提出意见"))
    return see_other_url(desk.slot.back + desk.narrowed)


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep the text while it is typed."""
    desk = desk_of(request)
    if desk is None:
        return render(request, "desk/review/none.html", {})
    return answered(request, desk.slot, request.POST, desk.actor)
