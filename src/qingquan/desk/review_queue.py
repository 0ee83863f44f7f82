"""The queue of review: every reported item with where it stands, filtered to what somebody has to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.catalogue.words import PowerType
from qingquan.desk import gates, review_gates
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.places.models import Organ
from qingquan.review.reading.found import differing, overlapping
from qingquan.review.reading.queue import Rows, counts, under_review
from qingquan.review.rules.authority import DECIDERS, ORGANISERS
from qingquan.review.words import DecisionCode, Office, ReviewStage

ON_A_PAGE = 40
TONES = {
    ReviewStage.OPINIONS: "busy",
    ReviewStage.DIFFERING: "warn",
    ReviewStage.EVALUATION: "busy",
    ReviewStage.OBJECTION: "bad",
    ReviewStage.CONSULTATION: "paused",
    ReviewStage.READY: "warn",
    ReviewStage.DECIDED: "good",
}
FLAGS = (
    ("missing", "缺我的意见"),
    ("differing", "两家不一致"),
    ("overlap", "有交叉重复"),
    ("difference", "比对差异未处理"),
)
COLUMN = {Office.ESTABLISHMENT: "est", Office.LEGAL: "leg"}
LIGHT = ("elements", "remark", "report__statement")


@dataclass(frozen=True, slots=True)
class Row:
    """One item in the list. What an office says is shown as the gate allows."""

    item: Any
    stage: ReviewStage
    tone: str
    establishment: str
    legal: str
    said: str


class Asked:
    """What the reader asks for, from the address of the page; what makes no sense is as if not asked."""

    def __init__(self, given: QueryDict) -> None:
        self.q = given.get("q", "").strip()[:60]
        self.organ = str(key_of(given.get("organ", "")) or "")
        self.type = given.get("type", "") if given.get("type", "") in set(PowerType) else ""
        self.stage = given.get("stage", "") if given.get("stage", "") in set(ReviewStage) else ""
        self.flag = given.get("flag", "") if given.get("flag", "") in dict(FLAGS) else ""

    def link(self, **changes: str) -> str:
        """The address of this list with something asked differently."""
        kept = {"q": self.q, "organ": self.organ, "type": self.type, "stage": self.stage, "flag": self.flag}
        return "?" + urlencode({name: text for name, text in (kept | changes).items() if text})

    @property
    def narrowed(self) -> bool:
        """Whether anything but the stage is asked for."""
        return bool(self.q or self.organ or self.type or self.flag)

    def filtered(self, items: Rows, office: Office | None) -> Rows:
        """The items that fit everything but the stage."""
        if self.q:
            items = items.filter(Q(name__icontains=self.q) | Q(code__startswith=self.q))
        if self.organ:
            items = items.filter(report__organ_id=int(self.organ))
        if self.type:
            items = items.filter(power_type=self.type)
        return self.flagged(items, office)

    def flagged(self, items: Rows, office: Office | None) -> Rows:
        """The items with something about them."""
        if self.flag == "missing" and office is not None:
            return items.filter(**{f"{COLUMN[office]}__isnull": True})
        if self.flag == "differing":
            return items.filter(est__isnull=False, leg__isnull=False).exclude(est=F("leg"))
        if self.flag == "overlap":
            return items.filter(overlapping())
        if self.flag == "difference":
            return items.filter(differing())
        return items


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The items of the running campaign."""
    actor, today = gates.actor_of(request), timezone.localdate()
    campaign, asked = review_gates.campaign_for(actor), Asked(request.GET)
    if campaign is None:
        return render(request, "desk/review/none.html", {})
    office = review_gates.office_of(actor)
    fitting = asked.filtered(under_review(campaign, today), office)
    counted = counts(fitting)
    items = fitting.filter(stage=asked.stage) if asked.stage else fitting
    total = counted[ReviewStage(asked.stage)] if asked.stage else sum(counted.values())
    pages = Counted(items.select_related("report__organ").order_by("report__organ__seq", "code").defer(*LIGHT), total)
    shown = pages.get_page(request.GET.get("page"))
    context = {
        "campaign": campaign,
        "asked": asked,
        "office": office,
        "tabs_shown": tabs_of(asked, counted),
        "here_tab": asked.link(),
        "rows": rows_of(list(shown.object_list), office),
        "page": shown,
        "page_link": asked.link() + "&page=",
        "organs": Organ.objects.filter(reports__campaign=campaign).order_by("seq"),
        "types": [kind for kind in PowerType if kind is not PowerType.GENERIC],
        "flags": [
            (asked.link(flag="" if asked.flag == key else key), text, asked.flag == key) for key, text in flags(office)
        ],
        "may_decide": actor.role in DECIDERS,
        "may_organise": actor.role in ORGANISERS,
        "together_link": reverse("desk:review_opinions") + asked.link(stage="", flag=""),
        "next_link": reverse("desk:review_next") + asked.link(stage=""),
    }
    return render(request, "desk/review/queue.html", context)


class Counted(Paginator):  # type: ignore[type-arg]
    """Pages of a list whose length is known already."""

    def __init__(self, items: Rows, total: int) -> None:
        super().__init__(items, ON_A_PAGE)
        self.items = items
        self.__dict__["count"] = total

    def page(self, number: int | str) -> Page[Any]:
        """The keys first, then where those few stand: else that is found out for all that come before them as well."""
        shown = super().page(number)
        first = (shown.number - 1) * ON_A_PAGE
        keys = list(self.items.values_list("pk", flat=True)[first : first + ON_A_PAGE])
        shown.object_list = self.items.filter(pk__in=keys)
        return shown


def flags(office: Office | None) -> Sequence[tuple[str, str]]:
    """Who gives no opinions misses none."""
    return FLAGS if office else FLAGS[1:]


def tabs_of(asked: Asked, counted: dict[ReviewStage, int]) -> list[tuple[str, str, int]]:
    """All, and each stage with how many."""
    every = [("全部", asked.link(stage=""), sum(counted.values()))]
    return every + [(stage.label, asked.link(stage=stage.value), counted[stage]) for stage in ReviewStage]


def rows_of(items: Sequence[Any], office: Office | None) -> list[Row]:
    """The rows of one page, each opinion shown only to whom it may be."""
    return [row_of(item, office) for item in items]


def row_of(item: Any, office: Office | None) -> Row:
    """One row."""
    stage = ReviewStage(item.stage)
    both = item.est is not None and item.leg is not None
    told = {each: said(getattr(item, COLUMN[each]), seen=both or each is office) for each in Office}
    last = item.decided or item.proposed
    return Row(
        item=item,
        stage=stage,
        tone=TONES[stage],
        establishment=told[Office.ESTABLISHMENT],
        legal=told[Office.LEGAL],
        said=DecisionCode(last).label if last else "",
    )


def said(code: str | None, *, seen: bool) -> str:
    """What an office says, or only that it has spoken."""
    if code is None:
        return "—"
    return DecisionCode(code).label if seen else "已提出"


def next_after(
    campaign: Campaign, asked: Asked, office: Office | None, after: ReportedItem | None, today: date
) -> int | None:
    """The next item, in the order of the list, that waits for this office's opinion; from the top when none follows."""
    fitting = asked.filtered(under_review(campaign, today), office)
    waiting = (
        fitting.filter(**{f"{COLUMN[office]}__isnull": True}) if office else fitting.filter(stage=ReviewStage.READY)
    )
    ordered = waiting.order_by("report__organ__seq", "code")
    if after is not None:
        seq = after.report.organ.seq
        later = ordered.filter(Q(report__organ__seq__gt=seq) | Q(report__organ__seq=seq, code__gt=after.code))
        found = later.exclude(pk=after.pk).values_list("pk", flat=True).first()
        if found is not None:
            return int(found)
        ordered = ordered.exclude(pk=after.pk)
    first = ordered.values_list("pk", flat=True).first()
    return int(first) if first is not None else None


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """To the next item that waits for who asks; back to the list when none does."""
    actor, today = gates.actor_of(request), timezone.localdate()
    campaign = review_gates.campaign_for(actor)
    if campaign is None:
        return see_other("desk:review")
    key = key_of(request.GET.get("after", ""))
    after = ReportedItem.objects.select_related("report__organ").filter(pk=key).first() if key else None
    found = next_after(campaign, Asked(request.GET), review_gates.office_of(actor), after, today)
    return see_other("desk:review_item", found) if found else see_other("desk:review")
