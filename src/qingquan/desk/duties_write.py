"""Writing, confirming, publishing a statement: gate, form, act, answer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from qingquan.desk import duties_gates, gates
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.duties import shown
from qingquan.desk.elements.typed import tidy
from qingquan.duties import acts
from qingquan.duties.acts.writing import LABELS
from qingquan.duties.models import DutyStatement
from qingquan.duties.reading import in_hand
from qingquan.duties.rules.authority import CONFIRMING, PUBLISHING, WRITING
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.models import Post
from qingquan.places.words import Role


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a version."""
    actor = gates.require(gates.actor_of(request), *WRITING)
    post = duties_gates.post_for(actor, code)
    try:
        acts.begin(post, by=actor, at=timezone.now())
    except Refused as no:
        return shown(request, actor, post, no)
    messages.success(request, "已按现行流程得出职责，请补充任职条件、风险点和责任追究。")
    return see_other("desk:duty_post", code)


@require_POST
def save(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the draft; while somebody types the page asks for one line back, not for itself."""
    actor = gates.require(gates.actor_of(request), *WRITING)
    post = duties_gates.post_for(actor, code)
    typed = {name: tidy(request.POST.get(name, "")) for name in LABELS}
    try:
        expected = key_of(request.POST.get("revision", ""))
        kept = acts.save(draft_of(post), acts.Written(**typed), expected=expected, by=actor, at=timezone.now())
    except Refused as no:
        return shown(request, actor, post, no, typed)
    if request.headers.get("HX-Request"):
        return render(request, "desk/duties/_kept.html", {"statement": kept})
    messages.success(request, "草稿已保存。")
    return see_other("desk:duty_post", code)


@require_POST
def update(request: HttpRequest, code: str) -> HttpResponse:
    """Derive the draft's duties again."""
    return step(request, code, WRITING, "职责已按现行流程更新，您写的内容没有动。", acts.bring_up_to_date)


@require_POST
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm the draft."""
    return step(request, code, CONFIRMING, "已审核，等待机关负责人公布。", acts.review)


@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Publish the confirmed version."""
    return step(request, code, PUBLISHING, "已公布，公众可以在政务服务网查看。", acts.publish)


@require_POST
def give_back(request: HttpRequest, code: str) -> HttpResponse:
    """Give the confirmed version back."""
    reason = tidy(request.POST.get("reason", ""))

    def act(statement: DutyStatement, *, by: Actor, at: object) -> DutyStatement:
        return acts.give_back(statement, reason=reason, by=by, at=at)  # type: ignore[arg-type]

    return step(request, code, CONFIRMING + PUBLISHING, "已退回事项管理员修改。", act)


def step(
    request: HttpRequest, code: str, roles: tuple[Role, ...], done: str, act: Callable[..., DutyStatement]
) -> HttpResponse:
    """Gate, act, answer: the same for all."""
    actor = gates.require(gates.actor_of(request), *roles)
    post = duties_gates.post_for(actor, code)
    try:
        act(draft_of(post), by=actor, at=timezone.now())
    except Refused as no:
        return shown(request, actor, post, no)
    messages.success(request, done)
    return see_other("desk:duty_post", code)


def draft_of(post: Post) -> DutyStatement:
    """The version in hand."""
    found = in_hand(post)
    if found is None:
        raise Http404
    return found
