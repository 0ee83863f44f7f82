"""One organ's report: its items, its state, and the acts of organ and county upon it."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qingquan.campaign import acts
from qingquan.campaign.models import OrganReport, ReportedItem
from qingquan.campaign.rules import authority, reports
from qingquan.campaign.rules.reports import STATEMENT
from qingquan.campaign.words import ItemOrigin, ReportState
from qingquan.catalogue.words import LimitUnit, PowerType
from qingquan.clock import BeyondCalendar
from qingquan.desk import campaign_gates
from qingquan.desk.campaign_forms import Return, Signature, posted
from qingquan.desk.campaign_overview import errors
from qingquan.desk.campaign_shown import outcome_shown, state_shown
from qingquan.desk.campaign_waiting import reminders_for
from qingquan.desk.door import see_other
from qingquan.desk.gates import actor_of
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar

ON_A_PAGE = 50
COLUMNS = (
    "pk",
    "code",
    "name",
    "power_type",
    "legal_days",
    "promise_days",
    "limit_unit",
    "cases_last_year",
    "duty",
    "origin",
    "revision",
    "errors",
    "doubts",
)
TABS = (("", "全部", Q()), ("errors", "有错误", Q(errors__gt=0)), ("doubts", "有提示", Q(doubts__gt=0)))
RETURN = {"label": "退回理由", "need": "请写明退回理由，报送机关才知道补什么。"}


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report with a page of its items."""
    actor = actor_of(request)
    return shown(request, actor, campaign_gates.report_for(actor, pk))


def shown(
    request: HttpRequest, actor: Actor, found: OrganReport, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    """The page, as it is or with what was refused."""
    tab = request.GET.get("show", "")
    tab = tab if tab in {key for key, _, _ in TABS} else ""
    q = request.GET.get("q", "").strip()[:60]
    rows = ReportedItem.objects.filter(report=found)
    counted = rows.order_by().aggregate(
        **{key or "all": Count("pk", filter=where) for key, _, where in TABS}, cases=Sum("cases_last_year")
    )
    narrow = next(where for key, _, where in TABS if key == tab)
    if q:
        narrow &= Q(name__contains=q) | Q(code__startswith=q)
    listed = Paginator(rows.filter(narrow).order_by("code").values(*COLUMNS), ON_A_PAGE)
    page_shown = listed.get_page(request.GET.get("page"))
    last_sheet = found.sheets.defer("rows", "findings").first()
    page = {
        "report": found,
        "state": state_shown(found.state),
        "late": found.state != ReportState.SIGNED and timezone.localdate() > found.due_on,
        "counted": counted,
        "tabs_shown": [(label, f"?show={key}" if key else "?", counted[key or "all"]) for key, label, _ in TABS],
        "here_tab": f"?show={tab}" if tab else "?",
        "q": q,
        "rows": page_shown.object_list,
        "types": {kind.value: kind.label for kind in PowerType},
        "origins": {origin.value: origin.label for origin in ItemOrigin},
        "units": {unit.value: unit.label for unit in LimitUnit},
        "page": page_shown,
        "page_link": "?" + urlencode({key: text for key, text in (("show", tab), ("q", q)) if text} | {"page": ""}),
        "reminders": reminders_for(found),
        "last_sheet": last_sheet,
        "sheet_outcome": outcome_shown(last_sheet.outcome) if last_sheet else None,
        "refused": refused,
    }
    return render(request, "desk/campaign/report.html", page | allowed(actor, found), status=status)


def allowed(actor: Actor, found: OrganReport) -> dict[str, object]:
    """Which acts the post may do now, asked of the rules themselves."""
    own = actor.organ is not None and actor.organ.pk == found.organ_id
    facts = found.facts()
    return {
        "may_acknowledge": own and actor.role in authority.ANSWERABLE and may(reports.check_may_acknowledge, facts),
        "may_write": campaign_gates.writes(actor, found) and may(reports.check_may_write, facts),
        "may_sign": own and actor.role in authority.SIGNERS and may(reports.check_may_write, facts),
        "may_return": actor.role in authority.RETURNING
        and may(lambda given: reports.check_may_give_back(given, "理由"), facts),
        "own": own,
    }


def may_write(actor: Actor, found: OrganReport, row: ReportedItem | None) -> bool:
    """Whether the post may write the item now, or a new one."""
    writer = campaign_gates.writes_entry(actor, row) if row else campaign_gates.writes(actor, found)
    return writer and may(reports.check_may_write, found.facts())


def may(check: Callable[[reports.ReportFacts], None], facts: reports.ReportFacts) -> bool:
    """Whether a rule lets it pass."""
    try:
        check(facts)
    except Refused:
        return False
    return True


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The organ says that it has its task."""
    actor = actor_of(request)
    found = campaign_gates.report_for(actor, pk)
    return done(
        request,
        actor,
        found,
        lambda: acts.acknowledge(found, by=actor, at=timezone.now()),
        "任务已确认，您是本机关联系人。",
    )


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy last year's list."""
    actor = actor_of(request)
    found = campaign_gates.report_to_write(actor, pk)
    try:
        number = acts.copy_last(found, by=actor, at=timezone.now())
    except Refused as no:
        return shown(request, actor, found, status=409, refused=no)
    messages.success(request, f"已从现行清单沿用 {number} 项，请逐项核对职责、办件量和收费。")
    return see_other("desk:campaign_report", pk)


def done(
    request: HttpRequest, actor: Actor, found: OrganReport, deed: Callable[[], object], words: str
) -> HttpResponse:
    """Do it and go back to the report, or show the report with why not."""
    try:
        deed()
    except Refused as no:
        return shown(request, actor, found, status=409, refused=no)
    messages.success(request, words)
    return see_other("desk:campaign_report", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The head reads what will stand, types the statement and signs."""
    actor = actor_of(request)
    found = campaign_gates.report_for(actor, pk)
    if not allowed(actor, found)["may_sign"] and request.method != "POST":
        raise Http404
    if actor.role not in authority.SIGNERS:
        raise Http404
    form, refused = Signature(posted(request)), None
    if request.method == "POST" and form.is_valid():
        try:
            acts.sign(found, form.cleaned_data["statement"], by=actor, at=timezone.now())
        except Refused as no:
            refused = no
        else:
            messages.success(request, "已签字报送。申报从现在起不再改动；需要补报的，由清理审核专班退回。")
            return see_other("desk:campaign_report", pk)
    rows = ReportedItem.objects.filter(report=found)
    page = {
        "report": found,
        "statement": STATEMENT,
        "counted": rows.aggregate(
            all=Count("pk"),
            wrong=Count("pk", filter=Q(errors__gt=0)),
            doubted=Count("pk", filter=Q(doubts__gt=0)),
            fees=Sum("fees_last_year"),
            cases=Sum("cases_last_year"),
        ),
        "form": form,
        "refused": refused,
        "errors": errors(form),
    }
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "desk/campaign/sign.html", page, status=status)


def usual_term(found: OrganReport) -> date | None:
    """The term a report given back today has unless another is set; None where the coming year is not imported."""
    try:
        return reports.return_term(timezone.localdate(), found.due_on, county_calendar())
    except BeyondCalendar:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The county returns a report with a reason."""
    actor = actor_of(request)
    found = campaign_gates.report_for(actor, pk)
    if actor.role not in authority.RETURNING or (request.method != "POST" and found.state != ReportState.SIGNED):
        raise Http404
    form, refused = Return(posted(request), initial={"due_on": usual_term(found)}, **RETURN), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            acts.give_back(found, given["words"], due_on=given["due_on"], by=actor, at=timezone.now())
        except Refused as no:
            refused = no
        else:
            day = given["due_on"]
            messages.success(request, f"已退回{found.organ.name}，{day.month}月{day.day}日前重新签字报送。")
            return see_other("desk:campaign_report", pk)
    page = {"report": found, "form": form, "refused": refused, "errors": errors(form)}
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "desk/campaign/return.html", page, status=status)
