"""Public comment from the offices' side: asking, covering personal data, answering, ending."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qingquan.desk import gates, review_gates
from qingquan.desk.door import see_other
from qingquan.desk.review_forms import RoundForm, first_errors
from qingquan.desk.review_writing import Slot, answered, kept, stale, typed
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.review import acts
from qingquan.review.models import Comment, CommentRound, Writing
from qingquan.review.rules import owners
from qingquan.review.rules.authority import ONLOOKERS, ORGANISERS
from qingquan.review.words import DraftKind

MOST = 200


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds, open ones first, with how many comments wait for a reply."""
    actor = gates.require(gates.actor_of(request), *ONLOOKERS)
    found = CommentRound.objects.select_related("reported__report__organ").defer("reported__elements")[:MOST]
    rows = sorted(found, key=lambda each: each.closed_at is not None)
    replies: dict[int, list[bool]] = {}
    for key, reply in Comment.objects.filter(round__in=rows).values_list("round", "reply"):
        replies.setdefault(key, []).append(bool(reply))
    context = {
        "rows": [(each, len(replies.get(each.pk, [])), replies.get(each.pk, []).count(False)) for each in rows],
        "may_organise": actor.role in ORGANISERS,
    }
    return render(request, "desk/review/rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item before the public."""
    actor = gates.require(gates.actor_of(request), *ORGANISERS)
    item = review_gates.reported_for(actor, pk)
    form, refused = RoundForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.ask_public(item, **form.cleaned_data, by=actor, at=timezone.now())
        except Refused as no:
            refused = no
        else:
            messages.success(request, f"已在网上公开征求意见，编号 {made.code}。")
            return see_other("desk:review_round", made.code)
    errors = first_errors(form) if form.is_bound else []
    context = {"reported": item, "form": form, "refused": refused, "errors": errors}
    return render(request, "desk/review/round_new.html", context, status=409 if refused else 422 if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One round with all that was said; ending it."""
    actor = gates.actor_of(request)
    found = review_gates.round_for(actor, code)
    if request.method != "POST":
        return page(request, actor, found)
    gates.require(actor, *ORGANISERS)
    try:
        acts.close_round(found, summary=request.POST.get("summary", ""), by=actor, at=timezone.now())
    except Refused as no:
        return page(request, actor, found, no)
    messages.success(request, "征求意见已结束，答复已公开。")
    return see_other("desk:review_round", code)


def page(
    request: HttpRequest, actor: Actor, found: CommentRound, refused: Refused | None = None, at: int = 0
) -> HttpResponse:
    """The round's page."""
    said = list(found.comments.select_related("replied_by"))
    slots = {comment.pk: slot_of(actor, comment) for comment in said}
    drafts = Writing.objects.filter(
        kind=DraftKind.REPLY.value,
        subject__in=[slot.subject for slot in slots.values()],
        owner=owners.of_person(actor.account_id or 0),
    )
    written = {draft.subject: draft for draft in drafts}
    context = {
        "round": found,
        "reported": found.reported,
        "comments": [(each, slots[each.pk], written.get(slots[each.pk].subject)) for each in said],
        "unanswered": sum(not each.reply for each in said),
        "may_organise": actor.role in ORGANISERS and found.closed_at is None,
        "ended": timezone.localdate() > found.until_on,
        "typed": request.POST.get("summary", ""),
        "wrong_at": at,
        "refused": refused,
    }
    return render(request, "desk/review/round.html", context, status=409 if refused else 200)


def slot_of(actor: Actor, comment: Comment) -> Slot:
    """Where a reply is kept while it is written."""
    code = comment.round.code
    save = reverse("desk:review_comment", args=[code, comment.number])
    back = reverse("desk:review_round", args=[code])
    owner = owners.of_person(actor.account_id or 0)
    return Slot(DraftKind.REPLY, owners.comment_key(comment.pk), owner, ("reply",), back, save)


@require_POST
def said(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Cover personal data in a comment, or answer it."""
    actor = gates.actor_of(request)
    comment = review_gates.comment_for(actor, code, number)
    slot, go = slot_of(actor, comment), request.POST.get("go", "")
    if getattr(request, "htmx", False) or go == "keep":
        return answered(request, slot, request.POST, actor)
    try:
        if go == "cover":
            shown = request.POST.get("shown", "").replace("\r\n", "\n")
            acts.cover(comment, shown, by=actor, at=timezone.now(), seen=request.POST.get("read", ""))
        elif go == "reply":
            now = kept(slot, request.POST, actor)
            if now.stale:
                return stale(request, slot, typed(slot, request.POST), now.writing)
            said = request.POST.get("reply", "")
            acts.reply(comment, said, by=actor, at=timezone.now(), seen=request.POST.get("read", ""))
        else:
            raise Http404
    except Refused as no:
        return page(request, actor, review_gates.round_for(actor, code), no, number)
    messages.success(request, f"第 {number} 条意见{'已遮盖个人信息' if go == 'cover' else '已答复'}。")
    return see_other("desk:review_round", code)
