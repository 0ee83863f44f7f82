"""The cases of the organ: found by number, applicant or item, narrowed by stage, lateness and days."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from qingquan.cases.models import Case
from qingquan.cases.words import CLOSED, Stage
from qingquan.desk import find, gates
from qingquan.desk.case_page import TONES
from qingquan.desk.due import badge
from qingquan.desk.narrowing import OrganNarrowing
from qingquan.people.rules import mask_name
from qingquan.people.words import ApplicantKind
from qingquan.places.calendar import county_calendar

ON_A_PAGE = 40
# Nobody leafs through more; who looks for an old case narrows the list.
MOST = 4000
COLUMNS = (
    "number",
    "received_at",
    "stage",
    "received_on",
    "next_look_on",
    "promised_due_on",
    "closed_on",
    "version__name",
    "applicant__name",
    "applicant__kind",
    "organ__name",
)
STAGES = [("", "全部阶段"), ("open", "没有办结的"), *((stage.value, stage.label) for stage in Stage)]


class Narrowing(OrganNarrowing):
    """What the list is narrowed by; anything unreadable narrows nothing."""

    q = forms.CharField(label="编号、申请人、事项", required=False, max_length=60)
    stage = forms.ChoiceField(label="阶段", choices=STAGES, required=False)
    since = forms.DateField(label="收件从", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="到", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    late = forms.BooleanField(label="只看逾期的", required=False)


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """One page of cases, the newest first."""
    actor = gates.actor_of(request)
    looks = gates.county_wide(actor)
    narrowing = Narrowing(request.GET, wide=looks)
    narrowing.is_valid()
    wanted = {name: value for name, value in narrowing.cleaned_data.items() if value}
    today = timezone.localdate()
    branches = [_narrowed(branch, wanted, today) for branch in gates.case_branches(actor)]
    total = sum(branch[: MOST + 1].count() for branch in branches)
    pages = max(1, -(-min(total, MOST) // ON_A_PAGE))
    number = min(page_number(request), pages)
    asked = {name: str(value) for name, value in wanted.items()}
    page = {
        "rows": [_faced(row, today, looks=looks) for row in _page(branches, number, wide=looks)],
        "narrowing": narrowing,
        "asked": asked,
        "looks": looks,
        "number": number,
        "pages": pages,
        "total": total,
        "most": MOST,
        "link": "?" + urlencode(asked | {"page": ""}),
    }
    return render(request, "desk/cases.html", page)


def page_number(request: HttpRequest) -> int:
    """Which page is asked for; the first when that is unreadable."""
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 5 else 1


def _page(branches: list[QuerySet[Case]], number: int, *, wide: bool) -> list[dict[str, Any]]:
    """Rows of one page: each branch in the order of its index, merged."""
    start, end = (number - 1) * ON_A_PAGE, min(number * ON_A_PAGE, MOST)
    # Over all organs there is no index by moment; keys are given in the same order.
    order = ("-id",) if wide else ("-received_at",)
    first, *others = (branch.order_by(*order).values(*COLUMNS)[:end] for branch in branches)
    found = first.union(*others, all=True).order_by("-received_at") if others else first
    return [dict(row) for row in found[start:end]]


def _narrowed(cases: QuerySet[Case], wanted: dict[str, Any], today: date) -> QuerySet[Case]:
    found = cases.filter(pk__in=find.matching(cases, wanted["q"])) if "q" in wanted else cases
    stage = wanted.get("stage")
    if stage == "open":
        found = found.filter(closed_on__isnull=True)
    elif stage:
        found = found.filter(stage=stage)
    if "since" in wanted:
        found = found.filter(received_on__gte=wanted["since"])
    if "until" in wanted:
        found = found.filter(received_on__lte=wanted["until"])
    if "organ" in wanted:
        found = found.filter(organ__seq=wanted["organ"])
    if "late" in wanted:
        found = found.filter(closed_on__isnull=True, next_look_on__lt=today).exclude(stage=Stage.SUPPLEMENT_PENDING)
    return found


def _faced(row: dict[str, Any], today: date, *, looks: bool) -> dict[str, Any]:
    stage = Stage(row["stage"])
    person = row["applicant__kind"] == ApplicantKind.PERSON
    waits = None if stage in CLOSED else row["next_look_on"]
    return row | {
        "who": mask_name(row["applicant__name"]) if looks and person else row["applicant__name"],
        "stage": stage.label,
        "tone": TONES.get(stage, "plain"),
        "due_on": waits,
        "badge": badge(waits, today, county_calendar(), row["stage"]),
        "href": reverse("desk:case", args=[row["number"]]),
    }
