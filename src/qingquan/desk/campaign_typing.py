"""What is typed into the form of an item is kept on the server while it is typed, and by a button without scripts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from qingquan.campaign import acts
from qingquan.campaign.models import EntryDraft, OrganReport, ReportedItem
from qingquan.campaign.rules.fields import FIELDS
from qingquan.desk import campaign_gates
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.gates import actor_of
from qingquan.law import Refused
from qingquan.people.models import Actor


def typed(request: HttpRequest) -> dict[str, str]:
    """The texts of the form; ticked levels become one text as the spreadsheet has them."""
    texts = {field.key: request.POST.get(field.key, "").replace("\r\n", "\n") for field in FIELDS}
    texts["exercise_levels"] = "、".join(request.POST.getlist("exercise_levels"))
    return texts


def kept(actor: Actor, report: OrganReport, row: ReportedItem | None) -> EntryDraft | None:
    """What the reader once typed of the item and has not saved."""
    return EntryDraft.objects.filter(report=report, account=actor.account, item=row).first()


def addresses(report: OrganReport, row: ReportedItem | None) -> dict[str, str]:
    """Where the form sends what is only to be kept."""
    name, args = ("campaign_draft", [report.pk, row.pk]) if row else ("campaign_draft_new", [report.pk])
    return {"keep": reverse(f"desk:{name}", args=args)}


@require_POST
def keep(request: HttpRequest, pk: int, item: int | None = None) -> HttpResponse:
    """Keep what is typed, or leave it; scripts are answered with a line, a button with the page."""
    actor, now = actor_of(request), timezone.now()
    row = campaign_gates.entry_to_write(actor, pk, item) if item else None
    report = row.report if row else campaign_gates.report_to_write(actor, pk)
    back = see_other("desk:campaign_item", pk, item) if item else see_other("desk:campaign_item_new", pk)
    try:
        if request.POST.get("leave") == "yes":
            acts.leave_typed(report, row, by=actor, at=now)
            return back
        seen = key_of(request.POST.get("revision", ""))
        acts.keep_typed(report, row, typed(request), seen=seen, by=actor, at=now)
    except Refused as no:
        messages.error(request, no.why)
        return back
    if "HX-Request" in request.headers:
        page = {"kept_now": f"{timezone.localtime(now):%H:%M:%S}"}
        return render(request, "desk/campaign/_kept.html", page)
    messages.success(request, "草稿已保存，还没有计入申报。")
    return back
