"""The board: indicators over the county and by organ, the items behind every number, and the bulletins."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.campaign import acts
from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.campaign.printing import bulletin_pdf
from qingquan.campaign.reading.board import by_type, former_promise, rows_of, total
from qingquan.campaign.reading.shares import by_report
from qingquan.campaign.rules import authority
from qingquan.campaign.rules.progress import MOST_REVIEW_LEVELS, Sums, indicators
from qingquan.campaign.words import ReportState
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import PowerType
from qingquan.desk import campaign_gates
from qingquan.desk.campaign_forms import Telling, posted
from qingquan.desk.campaign_overview import errors
from qingquan.desk.campaign_shown import STATE_TONES
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.gates import actor_of
from qingquan.forfeits.reading import numbers as given_up
from qingquan.law import Refused
from qingquan.places.county import county_face
from qingquan.places.models import Organ
from qingquan.review.reading.queue import by_code
from qingquan.review.words import DecisionCode

ON_A_PAGE = 50
SHOWN = (("", "全部机关"), ("late", "逾期"), ("unsigned", "未签字"), ("signed", "已签字"))
KINDS = (("", "全部"), ("errors", "有错误"), ("doubts", "有提示"), ("slow", "压缩不到三成"), ("levels", "超过两级审查"))
COLUMNS = (
    "pk",
    "report_id",
    "code",
    "name",
    "power_type",
    "legal_days",
    "promise_days",
    "limit_unit",
    "review_levels",
    "cases_last_year",
    "errors",
    "doubts",
    "report__organ__name",
)
BULLETIN = {
    "label": "通报要求",
    "need": "请写明通报要求，例如逾期机关应当在哪一天以前报送。",
    "hint": "进度、指标、逾期和退回的机关由系统按现在的数字写入，印发后不再改动。",
}


# What takes a power off the list or into another: 取消、合并、下放. Handbook §2.10.
REDUCING = (DecisionCode.CANCEL, DecisionCode.MERGE, DecisionCode.DEVOLVE)


def with_decisions(sums: Sums, campaign: Campaign) -> Sums:
    """The same with what the review decided, against what was in force on the campaign's first day."""
    decided = by_code(campaign)
    return replace(
        sums,
        decided=sum(decided.values()),
        reduced=sum(decided[code] for code in REDUCING),
        baseline=ItemVersion.objects.in_force(campaign.baseline_on).count(),
        forfeited=decided[DecisionCode.FORFEITED],
    )


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The county's indicators and one line an organ."""
    campaign_gates.require_wide(actor_of(request))
    campaign, today = campaign_gates.campaign(), timezone.localdate()
    rows = rows_of(campaign)
    sums = with_decisions(total(row.sums for row in rows), campaign)
    kinds = by_type(campaign)
    asked = request.GET.get("show", "")
    sorted_out = {
        "": rows,
        "late": [row for row in rows if row.late(today)],
        "unsigned": [row for row in rows if row.state is not ReportState.SIGNED],
        "signed": [row for row in rows if row.state is ReportState.SIGNED],
    }
    asked = asked if asked in sorted_out else ""
    most = max((number for _, number in kinds), default=1)
    page = {
        "campaign": campaign,
        "sums": sums,
        "given_up": given_up(today),
        "indicators": indicators(sums),
        "kinds": [(kind, number, 100 * number // most) for kind, number in kinds],
        "rows": [(row, row.late(today), indicators(row.sums)) for row in sorted_out[asked]],
        "shared": by_report(campaign, today),
        "tones": STATE_TONES,
        "tabs_shown": [(label, f"?show={key}" if key else "?", len(sorted_out[key])) for key, label in SHOWN],
        "here_tab": f"?show={asked}" if asked else "?",
        "today": today,
    }
    return render(request, "desk/campaign/board.html", page)


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """All reported items of the county, narrowed by organ, type, words and what is remarkable about them."""
    actor = campaign_gates.require_wide(actor_of(request))
    assert actor.post is not None
    campaign = campaign_gates.campaign()
    asked = {
        "q": request.GET.get("q", "").strip()[:60],
        "organ": str(key_of(request.GET.get("organ", "")) or ""),
        "type": request.GET.get("type", "") if request.GET.get("type", "") in set(PowerType) else "",
        "kind": request.GET.get("kind", "") if request.GET.get("kind", "") in dict(KINDS) else "",
    }
    found = narrowed(ReportedItem.objects.filter(report__campaign=campaign), campaign, asked)
    listed = found.order_by("report__organ__seq", "code").values(*COLUMNS)
    shown = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    page = {
        "campaign": campaign,
        "asked": asked,
        "rows": shown.object_list,
        "types_by_value": {kind.value: kind.label for kind in PowerType},
        "types": list(PowerType),
        "kinds": KINDS,
        "organs": Organ.objects.filter(reports__campaign=campaign).order_by("seq").values_list("pk", "name"),
        "page": shown,
        "page_link": "?" + urlencode({key: text for key, text in asked.items() if text} | {"page": ""}),
    }
    return render(request, "desk/campaign/items.html", page)


def narrowed(items: QuerySet[ReportedItem], campaign: Campaign, asked: dict[str, str]) -> QuerySet[ReportedItem]:
    """The items that fit what was asked."""
    if asked["organ"]:
        items = items.filter(report__organ_id=int(asked["organ"]))
    if asked["type"]:
        items = items.filter(power_type=asked["type"])
    if asked["q"]:
        items = items.filter(Q(name__contains=asked["q"]) | Q(code__startswith=asked["q"]))
    if asked["kind"] == "slow":
        tenths = campaign.promise_tenths
        former = items.annotate(former=former_promise(campaign.baseline_on))
        return former.filter(promise_days__gt=F("former") * tenths / 10)
    narrow = {
        "errors": Q(errors__gt=0),
        "doubts": Q(doubts__gt=0),
        "levels": Q(review_levels__gt=MOST_REVIEW_LEVELS),
    }
    return items.filter(narrow[asked["kind"]]) if asked["kind"] else items


@require_http_methods(["GET", "HEAD", "POST"])
def bulletins(request: HttpRequest) -> HttpResponse:
    """The bulletins there are, and issuing the next."""
    actor = actor_of(request)
    found = campaign_gates.bulletins_for(actor)
    may_issue = actor.role in authority.OFFICE
    form, refused = Telling(posted(request), **BULLETIN), None
    if request.method == "POST":
        if not may_issue:
            raise Http404
        if form.is_valid():
            try:
                issued = acts.issue_bulletin(
                    campaign_gates.campaign(),
                    form.cleaned_data["words"],
                    answer_by=form.cleaned_data["answer_by"],
                    by=actor,
                    at=timezone.now(),
                )
            except Refused as no:
                refused = no
            else:
                messages.success(request, f"{issued.number}已印发，各机关都能看到。")
                return see_other("desk:campaign_bulletins")
    page = {
        "campaign": campaign_gates.campaign(),
        "bulletins": found[:50],
        "form": form,
        "may_issue": may_issue,
        "refused": refused,
        "errors": errors(form),
    }
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "desk/campaign/bulletins.html", page, status=status)


@require_safe
def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    """A bulletin as PDF."""
    found = campaign_gates.bulletins_for(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    answer = HttpResponse(bulletin_pdf(found, demo=county_face().demo), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="bulletin-{found.pk}.pdf"'
    return answer
