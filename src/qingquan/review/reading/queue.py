"""The reported items of a campaign with where each stands, in one statement however many there are."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.campaign.words import ReportState
from qingquan.law import parameter
from qingquan.places.calendar import county_calendar
from qingquan.review.models import CommentRound, Conclusion, Decision, OrganAnswer, Panel
from qingquan.review.words import DecisionCode, Occasion, Office, ReviewStage, Stance

S = ReviewStage
# Reported items with the columns `with_stage` adds, which no model declares.
Rows = QuerySet[Any]


def under_review(campaign: Campaign, today: date) -> Rows:
    """Items of signed reports with `est`, `leg`, `proposed`, `decided` (codes) and `stage`."""
    items = ReportedItem.objects.filter(report__campaign=campaign, report__state=ReportState.SIGNED)
    return with_stage(items, today)


def with_stage(items: QuerySet[ReportedItem], today: date) -> Rows:
    """The same columns over any reported items."""
    own = {"reported": OuterRef("pk"), "revision": OuterRef("revision")}
    conclusions = Conclusion.objects.filter(**own, confirmed_at__isnull=False)
    answers = OrganAnswer.objects.filter(**own)
    settled = conclusions.filter(occasion=Occasion.OBJECTION.value)
    columns = {
        "est": F("est_said__code"),
        "leg": F("leg_said__code"),
        "concluded": code_of(conclusions.order_by("-number")),
        "decided": code_of(Decision.objects.standing().filter(reported=OuterRef("pk")).order_by()),
        "told_at": Coalesce(
            Subquery(conclusions.order_by("number").values("confirmed_at")[:1]),
            Greatest(F("est_said__given_at"), F("leg_said__given_at")),
        ),
        "answered": Exists(answers),
        "objected": Exists(answers.filter(stance=Stance.OBJECT.value)) & ~Exists(settled),
        "asking": Exists(Panel.objects.filter(**own, closed_at__isnull=True))
        | Exists(CommentRound.objects.filter(**own, closed_at__isnull=True)),
    }
    agreed = Case(When(est=F("leg"), then=F("est")))
    return (
        items.annotate(est_said=said_by(Office.ESTABLISHMENT), leg_said=said_by(Office.LEGAL))
        .annotate(**columns)
        .annotate(proposed=Coalesce(F("concluded"), agreed))
        .annotate(stage=stage_column(today))
    )


def code_of(rows: QuerySet[Conclusion] | QuerySet[Decision]) -> Subquery:
    """The code of the first."""
    return Subquery(rows.values("code")[:1])


def said_by(office: Office) -> FilteredRelation:
    """The office's opinion of the item as it stands: joined once, because the columns ask for it again and again."""
    present = Q(opinions__office=office.value, opinions__revision=F("revision"))
    return FilteredRelation("opinions", condition=present)


def stage_column(today: date) -> Case:
    """`Dossier.stage` in SQL; the first that fits."""
    return Case(
        When(objected=True, then=Value(S.OBJECTION.value)),
        When(decided__isnull=False, then=Value(S.DECIDED.value)),
        When(Q(est__isnull=True) | Q(leg__isnull=True), then=Value(S.OPINIONS.value)),
        When(proposed__isnull=True, then=Value(S.DIFFERING.value)),
        When(asking=True, then=Value(S.EVALUATION.value)),
        When(
            ~Q(proposed=DecisionCode.RETAIN.value) & Q(answered=False) & Q(told_at__gte=heard_since(today)),
            then=Value(S.CONSULTATION.value),
        ),
        default=Value(S.READY.value),
        output_field=CharField(),
    )


def heard_since(today: date) -> datetime:
    """Proposals made from this moment on may still be answered today."""
    calendar, days = county_calendar(), parameter("review_objection_days").number
    day = today
    while calendar.add(day - timedelta(days=1), days) >= today:
        day -= timedelta(days=1)
    return datetime.combine(day, time(), timezone.get_current_timezone())


def counts(items: Rows) -> dict[ReviewStage, int]:
    """How many stand where."""
    rows = items.order_by().values("stage").annotate(number=Count("pk")).values_list("stage", "number")
    found = dict(rows)
    return {stage: int(found.get(stage.value, 0)) for stage in ReviewStage}


def by_code(campaign: Campaign) -> dict[DecisionCode, int]:
    """How many standing decisions of each code a campaign has."""
    rows = (
        Decision.objects.standing()
        .filter(reported__report__campaign=campaign)
        .order_by()
        .values("code")
        .annotate(number=Count("pk"))
        .values_list("code", "number")
    )
    found = dict(rows)
    return {code: int(found.get(code.value, 0)) for code in DecisionCode}


def gate_counts(campaign: Campaign, today: date) -> dict[str, int]:
    """What the campaign's gates ask of review, by the names of `campaign.rules.gates.GateFacts`."""
    items = under_review(campaign, today)
    disputed = items.filter(est__isnull=False, leg__isnull=False).exclude(est=F("leg"))
    heard = Panel.objects.filter(reported=OuterRef("pk"), revision=OuterRef("revision"), closed_at__isnull=False)
    found = counts(items)
    return {
        "opinions_missing": items.filter(Q(est__isnull=True) | Q(leg__isnull=True)).count(),
        "evaluations_missing": disputed.filter(~Exists(heard), decided__isnull=True).count(),
        "objections_open": found[ReviewStage.OBJECTION],
        "items_undecided": items.filter(decided__isnull=True).count(),
    }
