"""Deeds on the desk: the three kinds, one deed, its paper, its end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.deeds import acts
from qingquan.deeds.models import Devolution, Entrustment
from qingquan.deeds.reading import AnyDeed
from qingquan.deeds.words import Action, Kind
from qingquan.desk import deeds_gates, gates
from qingquan.desk.deeds_forms import EndForm
from qingquan.desk.door import see_other
from qingquan.law import Refused
from qingquan.papers.sheets import printed
from qingquan.papers.uploads import FileKind, safe_headers
from qingquan.people.models import Actor

# What each of the three is, in the words that tell it from the others.
MEANINGS = {
    Kind.DEVOLUTION: "承接机关以自己的名义行使，自己承担责任；事项退出县级清单。",
    Kind.ENTRUSTMENT: "受委托机构以委托机关的名义行使，后果由委托机关承担；不得再委托。",
    Kind.WINDOW: "权力不出本机关：窗口首席代表代表本机关签批，决定仍是本机关的决定。",
}


@require_safe
def deeds(request: HttpRequest) -> HttpResponse:
    """The three kinds side by side, each with its deeds."""
    actor = deeds_gates.looks(gates.actor_of(request))
    today = timezone.localdate()
    groups = [
        (kind, MEANINGS[kind], [(deed, about(deed), standing(deed)) for deed in deeds_gates.deeds_for(actor, kind)])
        for kind in Kind
    ]
    giving = [kind for kind in Kind if deeds_gates.may_give(actor, kind)]
    return render(request, "desk/deeds/list.html", {"groups": groups, "giving": giving, "today": today})


def about(deed: AnyDeed) -> tuple[str, str]:
    """What a deed is about, and to whom it gives it."""
    if isinstance(deed, Devolution | Entrustment):
        return deed.item.name, deed.receiver.name
    names = [each.item.name for each in deed.items.all()]
    return "、".join(names[:3]) + (f"等 {len(names)} 项" if len(names) > 3 else ""), deed.post.name


def standing(deed: AnyDeed) -> tuple[str, str]:
    """Whether it is in force: words and tone."""
    today = timezone.localdate()
    if deed.ended_on is not None and deed.ended_on <= today:
        return "已终止", "bad"
    if deed.until_on is not None and deed.until_on < today:
        return "已到期", "plain"
    if deed.from_on > today:
        return "待生效", "info"
    return "有效", "good"


@require_http_methods(["GET", "HEAD", "POST"])
def deed(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One deed; posting ends it."""
    actor = gates.actor_of(request)
    wanted = deeds_gates.kind_of(kind)
    kept = deeds_gates.deed_for(actor, wanted, pk)
    may_end = deeds_gates.may_give(actor, wanted) and kept.ended_on is None
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    refused = None
    if request.method == "POST":
        deeds_gates.require_giving(actor, wanted)
        if form.is_valid():
            try:
                finish(kept, actor, form)
            except Refused as no:
                refused = no
            else:
                messages.success(request, f"“{kept.number}”已终止，公开页面同时写明。")
                return see_other("desk:deed", kind, pk)
    context = {
        "deed": kept,
        "kind": wanted,
        "about": about(kept),
        "standing": standing(kept),
        "meaning": MEANINGS[wanted],
        "actions": [Action(each).label for each in getattr(kept, "actions", [])],
        "may_end": may_end,
        "form": form,
        "refused": refused,
        "errors": [(name, " ".join(map(str, told))) for name, told in form.errors.items()] if form.is_bound else [],
    }
    status = 409 if refused else 422 if context["errors"] else 200
    return render(request, "desk/deeds/deed.html", context, status=status)


def finish(kept: AnyDeed, actor: Actor, form: EndForm) -> None:
    """End a deed by the act of its kind."""
    at, said = timezone.now(), form.cleaned_data
    if isinstance(kept, Devolution):
        acts.take_back_devolution(kept, reason=said["reason"], on=said["on"], by=actor, at=at)
    elif isinstance(kept, Entrustment):
        acts.end_entrustment(kept, reason=said["reason"], on=said["on"], by=actor, at=at)
    else:
        acts.end_authorisation(kept, reason=said["reason"], on=said["on"], by=actor, at=at)


@require_safe
def file(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The paper as PDF."""
    actor = gates.actor_of(request)
    kept = deeds_gates.deed_for(actor, deeds_gates.kind_of(kind), pk)
    return HttpResponse(printed(kept.paper), headers=safe_headers(FileKind.PDF, f"{kept.number}.pdf"))
