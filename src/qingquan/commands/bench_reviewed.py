"""A county half way through review, for `bench review`: its rows and acts, not what is measured.

Opinions are written straight into their table; decisions, panels and rounds of comments are made by their acts.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.db.models import Count
from django.test import Client
from django.utils import timezone

from qingquan.campaign.models import Campaign, OrganReport, ReportedItem
from qingquan.campaign.words import ReportState
from qingquan.crosscheck import acts as crosscheck
from qingquan.crosscheck.acts.comparing import compare
from qingquan.crosscheck.models import Difference, Overlap
from qingquan.demo.small import County, official
from qingquan.people.models import SYSTEM, Account, Actor
from qingquan.places.calendar import county_calendar
from qingquan.places.words import Role
from qingquan.review import acts
from qingquan.review.models import Decision, Freeze, Opinion, Panel
from qingquan.review.rules.scoring import HIGHEST
from qingquan.review.rules.together import AT_ONCE
from qingquan.review.words import DecisionCode, Dimension, Office

DECIDED, EVALUATED, COMMENTS, EXPERTS = 200, 20, 100, 9
SAID = "与职责相符，依据有效。"


@dataclass(slots=True, kw_only=True)
class Reviewed:
    """Who looks, in their browsers, and at what."""

    by: Actor
    reviewer: Client
    office: Client
    organ: Client
    expert: Client
    organ_key: int
    items: dict[str, int]
    without_opinion: list[str]
    agreed: list[str]
    decision: int
    frozen: int
    panel: str
    round: str
    own: int
    seat: int
    difference: str
    overlap: int


def compared(campaign: Campaign, at: datetime, hear: Callable[[int, str], None]) -> None:
    """The two-way check, once."""
    compare(crosscheck.order(campaign, by=SYSTEM, at=at), now=lambda: at, hear=hear)


def reviewed(campaign: Campaign, county: County, at: datetime) -> Reviewed:
    """Of all items a third with both opinions, a third with the legal office's; some decided, evaluated, commented."""
    signed(campaign, county, at)
    establishment, legal, office = (
        official(county.organ, role, f"bench.{role}", name)
        for role, name in (
            (Role.ESTABLISHMENT_REVIEWER, "詹子衡"),
            (Role.LEGAL_OFFICE_REVIEWER, "佟玉兰"),
            (Role.CAMPAIGN_OFFICE, "凌致远"),
        )
    )
    items = list(ReportedItem.objects.filter(report__campaign=campaign).order_by("pk"))
    third = len(items) // 3
    both, one, none = items[:third], items[third : 2 * third], items[2 * third :]
    opined(both, one, establishment.account, legal.account)
    agreed = [item for item in both if item.pk % 7 and item.facts().legal_bases]
    differing = [item for item in both if not item.pk % 7]
    decided = decided_of(agreed[: min(DECIDED, len(agreed) // 2)], establishment.acts)
    expert = official(county.organ, Role.CENTRE_MANAGER, "bench.expert", "温教授").account
    panels = evaluated(differing[:EVALUATED], expert, office.acts)
    code = commented(differing[:EVALUATED], office.acts)
    report = agreed[-1].report
    head = official(report.organ, Role.HEAD, "bench.head", "钱局")
    found = Overlap.objects.order_by("-score", "pk")
    often = ReportedItem.objects.filter(report__campaign=campaign).annotate(differing=Count("differences"))
    return Reviewed(
        by=establishment.acts,
        reviewer=signed_in(establishment.account),
        office=signed_in(office.account),
        organ=signed_in(head.account),
        expert=signed_in(expert),
        organ_key=report.organ_id,
        items={
            "没有意见": none[0].pk,
            "待决定": agreed[-1].pk,
            "论证并征求意见": panels[0].reported_id,
            "交叉重复最多": most_overlapping(items),
            "差异最多": often.latest("differing", "pk").pk,
            "已决定": decided[0].reported_id,
        },
        without_opinion=[f"{item.pk}-{item.revision}" for item in none if item.facts().legal_bases][-AT_ONCE:],
        agreed=[f"{item.pk}-{item.revision}" for item in agreed[-AT_ONCE:]],
        decision=decided[0].pk,
        frozen=frozen(decided[-1]).decision_id,
        panel=panels[0].number,
        round=code,
        own=agreed[-1].pk,
        seat=panels[1].seats.get(expert__account=expert).pk,
        difference=Difference.objects.order_by("pk")[0].number,
        overlap=found[0].pk,
    )


def signed(campaign: Campaign, county: County, at: datetime) -> None:
    """Every report signed by somebody who reviews nothing."""
    reports = OrganReport.objects.filter(campaign=campaign)
    reports.update(state=ReportState.ACKNOWLEDGED)
    reports.update(state=ReportState.SIGNED, signed_by=county.head.account, signed_at=at, statement="没有瞒报。")


def opined(both: list[ReportedItem], one: list[ReportedItem], establishment: Account, legal: Account) -> None:
    """Both offices on some, who differ about every seventh; the legal office alone on others."""
    given = [(item, Office.ESTABLISHMENT, establishment, DecisionCode.RETAIN) for item in both]
    given += [
        (item, Office.LEGAL, legal, DecisionCode.RETAIN if item.pk % 7 else DecisionCode.ADJUST) for item in both + one
    ]
    now = timezone.now()
    Opinion.objects.bulk_create(
        [
            Opinion(
                reported=item,
                office=office,
                revision=item.revision,
                code=code,
                reasons=SAID,
                given_by=by,
                given_at=now,
            )
            for item, office, by, code in given
        ],
        batch_size=1000,
    )


def decided_of(items: list[ReportedItem], by: Actor) -> list[Decision]:
    """Retained, a hundred at a time, as on the page."""
    for first in range(0, len(items), AT_ONCE):
        ticked = {item.pk: item.revision for item in items[first : first + AT_ONCE]}
        acts.retain_many(ticked, reasons=SAID, by=by, at=timezone.now())
    return list(Decision.objects.select_related("version").filter(reported__in=items).order_by("pk"))


def evaluated(items: list[ReportedItem], account: Account, by: Actor) -> list[Panel]:
    """A panel on each; on the first everybody has scored but the expert with an account."""
    now, due_on = timezone.now(), county_calendar().add(timezone.localdate(), 10)
    experts = [
        acts.register_expert(f"专家{n}", employer=f"清江大学第{n}系", field="行政法", by=by, at=now)
        for n in range(1, EXPERTS + 1)
    ]
    own = acts.register_expert("温教授", employer="清江大学", field="公共管理", account=account, by=by, at=now)
    panels = [
        acts.open_panel(item, [*experts, own], question="两家意见不一致。", due_on=due_on, by=by, at=now)
        for item in items
    ]
    scores = dict.fromkeys(Dimension, HIGHEST)
    for seat in panels[0].seats.filter(expert__account=None):
        acts.declare(seat, conflict=False, declaration="", by=by, at=now)
        acts.score(seat, scores, opinion="", source="纸评1号", by=by, at=now)
    return panels


def commented(items: list[ReportedItem], by: Actor) -> str:
    """A round of comments on each; much said in the first, half of it answered. Its code."""
    now, until_on = timezone.now(), county_calendar().add(timezone.localdate(), 20)
    rounds = [acts.ask_public(item, question="是否保留？", until_on=until_on, by=by, at=now) for item in items]
    for n in range(COMMENTS):
        said = acts.comment(rounds[0], f"第{n}条意见。", name="周先生", phone="19900001234", by=None, at=now)
        if n % 2:
            acts.reply(said, "予以采纳。", by=by, at=now)
    return rounds[0].code


def frozen(decision: Decision) -> Freeze:
    """A suspension resting on a decision; which one is nothing its page depends on."""
    assert decision.version is not None
    return Freeze.objects.create(
        item=decision.version.item,
        decision=decision,
        organ=decision.reported.report.organ,
        authority="国务院",
        document_no="国发〔2026〕1号（测量）",
        from_on=timezone.localdate() - timedelta(days=1),
    )


def most_overlapping(items: list[ReportedItem]) -> int:
    """The item that overlaps with most others."""
    met = Counter(chain.from_iterable(Overlap.objects.values_list("left", "right")))
    return max((item.pk for item in items), key=lambda pk: met[pk])


def signed_in(account: Account) -> Client:
    """A browser of somebody."""
    browser = Client()
    browser.force_login(account)
    return browser


def give_many(state: Reviewed, reasons: str) -> int:
    """A hundred opinions in one act; how many were given."""
    ticked = {int(pk): int(revision) for pk, revision in (tick.split("-") for tick in state.without_opinion)}
    return acts.give_opinions(ticked, DecisionCode.RETAIN, reasons=reasons, by=state.by, at=timezone.now()).made
