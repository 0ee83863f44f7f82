"""One item before and after, what it need not ask for, and its exception from the required cut."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.catalogue.models import Item
from qingquan.deeds.reading import authorised_items
from qingquan.desk import gates, leaner_gates
from qingquan.desk.door import see_other
from qingquan.desk.elements.typed import tidy
from qingquan.desk.leaner_tables import Row, row, told
from qingquan.law import Refused
from qingquan.leaner import acts
from qingquan.leaner.models import CutException
from qingquan.leaner.reading import materials, measured
from qingquan.leaner.reading.handling import family
from qingquan.leaner.rules.authority import APPROVING, ASKING
from qingquan.leaner.words import ExceptionState
from qingquan.people.models import Actor

MEASURES = (
    ("承诺时限", "promised"),
    ("法定时限", "legal"),
    ("审查层级（按流程图实测）", "levels"),
    ("审查层级（填报）", "levels_stated"),
    ("环节", "steps"),
    ("申请材料", "materials"),
    ("其中要申请人自备", "from_people"),
    ("到现场次数", "visits"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The item's page; posting asks for an exception."""
    actor = gates.actor_of(request)
    kept = leaner_gates.item_for(actor, code)
    if request.method != "POST":
        return shown(request, actor, kept)
    reason = tidy(request.POST.get("reason", ""))
    try:
        acts.ask(kept, reason, by=actor, at=timezone.now())
    except Refused as no:
        return shown(request, actor, kept, reason, no)
    messages.success(request, "例外申请已经报县政府办审批。")
    return see_other("desk:leaner_item", code)


def shown(
    request: HttpRequest, actor: Actor, kept: Item, reason: str = "", refused: Refused | None = None
) -> HttpResponse:
    """The page, or the page that says why not, with what was typed."""
    today = timezone.localdate()
    campaign = measured.latest()
    line = line_of(kept)
    context = {
        "item": kept,
        "campaign": campaign,
        "row": line,
        "measures": [(label, told(line.change, name)) for label, name in MEASURES] if line else [],
        "family": family(kept),
        "findings": materials.found(today, kept.code),
        "exceptions": CutException.objects.filter(item=kept).select_related("campaign", "asked_by", "decided_by"),
        "may_ask": bool(line and line.verdict == "short")
        and actor.role in ASKING
        and actor.organ is not None
        and actor.organ.pk == kept.organ_id,
        "reason": reason,
        "refused": refused,
    }
    return render(request, "desk/leaner/item.html", context, status=409 if refused else 200)


def line_of(kept: Item) -> Row | None:
    """The item then and now; None while there is no campaign to compare with."""
    campaign, today = measured.latest(), timezone.localdate()
    if campaign is None:
        return None
    own = Item.objects.filter(pk=kept.pk)
    found = measured.changes(campaign, today, own, authorised=authorised_items(today))
    return row(found[0], campaign.promise_tenths) if found else None


@require_safe
def found_materials(request: HttpRequest) -> HttpResponse:
    """Materials the county itself issues or shares, over all items somebody may see."""
    actor, today = gates.actor_of(request), timezone.localdate()
    visible = set(leaner_gates.items_for(actor).values_list("code", flat=True))
    found = [each for each in materials.found(today) if each.asked.item in visible]
    return render(request, "desk/leaner/materials.html", {"findings": found})


@require_safe
def exceptions(request: HttpRequest) -> HttpResponse:
    """Requests to keep a longer promise, those that wait first."""
    actor = gates.actor_of(request)
    kept = list(leaner_gates.exceptions_for(actor))
    kept.sort(key=lambda each: each.state != ExceptionState.ASKED)
    return render(request, "desk/leaner/exceptions.html", {"exceptions": kept, "answers": actor.role in APPROVING})


@require_http_methods(["GET", "HEAD", "POST"])
def exception(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer one request."""
    actor = gates.actor_of(request)
    asked = leaner_gates.exception_to_answer(actor, pk)
    typed = {name: tidy(request.POST.get(name, "")) for name in ("document", "opinion")}
    refused = None
    if request.method == "POST":
        approve = request.POST.get("answer") == "approve"
        try:
            acts.answer(asked, approve=approve, **typed, by=actor, at=timezone.now())
        except Refused as no:
            refused = no
        else:
            messages.success(request, f"“{asked.item.name}”的例外{'已批准' if approve else '未批准'}。")
            return see_other("desk:leaner_exceptions")
    context = {"asked": asked, "row": line_of(asked.item), "typed": typed, "refused": refused}
    return render(request, "desk/leaner/exception.html", context, status=409 if refused else 200)
