"""The campaign as a whole: where it stands, what its gate still asks for, launching it and moving it on."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qingquan.campaign import acts
from qingquan.campaign.models import Campaign
from qingquan.campaign.reading import current
from qingquan.campaign.rules import authority, gates
from qingquan.campaign.rules.stages import following
from qingquan.campaign.words import CampaignStage
from qingquan.desk import campaign_gates
from qingquan.desk.campaign_facts import gate_facts
from qingquan.desk.campaign_forms import Launch, MoveOn, Words, posted
from qingquan.desk.campaign_shown import state_shown, strip
from qingquan.desk.campaign_waiting import filling_in, reminders_for
from qingquan.desk.door import see_other
from qingquan.desk.gates import actor_of, require
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.models import Organ

NOTE = {"label": "梳理的范围和结果", "need": "请写明收录了哪些法律、法规、规章。"}


@require_safe
def campaign(request: HttpRequest) -> HttpResponse:
    """Its stages and terms, its gate, one's own organ's task."""
    return shown(request, actor_of(request))


def shown(
    request: HttpRequest, actor: Actor, status: int = 200, refused: Refused | None = None, basis: Words | None = None
) -> HttpResponse:
    """The page, as it is or with what was refused."""
    found = current() or Campaign.objects.first()
    page: dict[str, object] = {
        "campaign": found,
        "may_launch": actor.role in authority.OFFICE and current() is None,
        "refused": refused,
    }
    if found is not None:
        page |= standing(found, actor) | {"basis_form": basis or Words(**NOTE)}
    return render(request, "desk/campaign/campaign.html", page, status=status)


def standing(found: Campaign, actor: Actor) -> dict[str, object]:
    """Where the campaign stands, for this reader."""
    report = campaign_gates.own_report(actor, found)
    wide = campaign_gates.county_wide(actor)
    stage = CampaignStage(found.stage)
    running = found.closed_at is None
    return {
        "strip": strip(found, timezone.localdate()),
        "stage": stage,
        "lacks": gates.missing(stage, gate_facts(found)) if wide and running else (),
        "wide": wide,
        "report": report,
        "report_state": state_shown(report.state) if report else None,
        "reminders": reminders_for(report) if report else [],
        "mine": filling_in(actor) if running else [],
        "may_move": running and actor.role in (*authority.OFFICE, *authority.EXCEPTING),
        "may_confirm": running and actor.role in authority.BASIS and found.basis_confirmed_at is None,
        "reads_bulletins": wide or campaign_gates.answers(actor),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Launch a campaign."""
    actor = require(actor_of(request), *authority.OFFICE)
    if current() is not None and request.method != "POST":
        raise Http404
    year = timezone.localdate().year
    form = Launch(posted(request), initial={"name": f"{year}年行政权力清理审核", "organs": Organ.objects.all()})
    refused = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            acts.launch(
                given["name"],
                given["plan"],
                baseline_on=given["baseline_on"],
                terms=form.terms,
                organs=list(given["organs"]),
                promise_tenths=given["promise_tenths"],
                by=actor,
                at=timezone.now(),
            )
        except Refused as no:
            refused = no
        else:
            messages.success(request, "已启动，各机关的任务已经下达。")
            return see_other("desk:campaign")
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    page = {"form": form, "refused": refused, "errors": errors(form)}
    return render(request, "desk/campaign/new.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest) -> HttpResponse:
    """What the stage still lacks, and moving on."""
    actor = require(actor_of(request), *authority.OFFICE, *authority.EXCEPTING)
    found, refused = campaign_gates.campaign(), None
    if found.closed_at is not None:
        raise Http404
    form = MoveOn(posted(request))
    facts = gate_facts(found)
    if request.method == "POST" and form.is_valid():
        exception = form.cleaned_data["exception"] if actor.role in authority.EXCEPTING else ""
        try:
            moved = acts.move_on(
                found,
                by=actor,
                at=timezone.now(),
                facts=facts,
                exception=exception,
                leaving=form.cleaned_data["leaving"],
            )
        except Refused as no:
            refused = no
            found.refresh_from_db()
        else:
            ended = "清理审核已经结束。"
            messages.success(request, ended if moved.closed_at else f"已进入“{moved.get_stage_display()}”。")
            return see_other("desk:campaign")
    stage = CampaignStage(found.stage)
    page = {
        "campaign": found,
        "stage": stage,
        "after": following(stage),
        "lacks": gates.missing(stage, facts),
        "form": form,
        "excepts": actor.role in authority.EXCEPTING,
        "refused": refused,
        "errors": errors(form),
    }
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "desk/campaign/move.html", page, status=status)


@require_POST
def basis(request: HttpRequest) -> HttpResponse:
    """The justice bureau freezes the library of bases."""
    actor = require(actor_of(request), *authority.BASIS)
    form = Words(request.POST, **NOTE)
    if not form.is_valid():
        return shown(request, actor, status=422, basis=form)
    try:
        acts.confirm_basis(campaign_gates.campaign(), form.cleaned_data["words"], by=actor, at=timezone.now())
    except Refused as no:
        return shown(request, actor, status=409, refused=no, basis=form)
    messages.success(request, "依据库已确认固定。")
    return see_other("desk:campaign")


def errors(form: forms.Form) -> list[tuple[str, str]]:
    """A form's errors as the summary at the top of the page takes them."""
    return [(name, str(text)) for name, texts in form.errors.items() for text in texts]
