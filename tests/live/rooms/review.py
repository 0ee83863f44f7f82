"""Pages of review and evaluation."""

from datetime import timedelta

from django.db.models import QuerySet

from qingquan.campaign.models import ReportedItem
from qingquan.catalogue.models import ItemVersion
from qingquan.people.models import Account, Actor, Tenure
from qingquan.places.words import Role
from qingquan.review import acts
from qingquan.review.models import CommentRound, Decision, Expert, Panel, Seat
from qingquan.review.rules.particulars import Particulars
from qingquan.review.words import DecisionCode
from tests.live.cast import OFFICIALS
from tests.live.days import NOW, TODAY
from tests.live.page import Page

REVIEWERS = ("establishment_reviewer", "legal_office_reviewer")
LOOKING = (*REVIEWERS, "campaign_office", "government_office")
ORGANISING = ("campaign_office", "establishment_reviewer")
SPEAKING = ("head", "catalogue_admin")
EVERYBODY = ("visitor", *OFFICIALS, "citizen", "firm")
# The water bureau, for which the head and the administrator of items sign in.
WATER = "013"

PAGES: tuple[Page, ...] = (
    Page("desk:review", LOOKING, drawn_for=("establishment_reviewer", "government_office")),
    Page("desk:review", LOOKING, query="?stage=opinions&flag=differing&q=1", drawn_for=("legal_office_reviewer",)),
    Page("desk:review_item", LOOKING, ("review_fresh",), drawn_for=("establishment_reviewer",)),
    Page("desk:review_item", LOOKING, ("review_disputed",), drawn_for=("legal_office_reviewer",)),
    Page("desk:review_item", LOOKING, ("review_agreed",), drawn_for=("establishment_reviewer",)),
    Page("desk:review_opinions", REVIEWERS, query="?found=1&all=1", drawn_for=("legal_office_reviewer",)),
    Page("desk:review_batch", ("establishment_reviewer",)),
    Page("desk:review_panel_new", ORGANISING, ("review_fresh",), drawn_for=("campaign_office",)),
    Page("desk:review_round_new", ORGANISING, ("review_fresh",), drawn_for=("campaign_office",)),
    Page("desk:review_answers", SPEAKING, drawn_for=("catalogue_admin",)),
    Page("desk:review_answer", SPEAKING, ("review_own",), drawn_for=("head",)),
    Page("desk:review_decisions", LOOKING, drawn_for=("government_office",)),
    Page("desk:review_decision", LOOKING, ("review_decision",), drawn_for=("government_office",)),
    Page("desk:review_freeze", LOOKING, ("review_suspended",), drawn_for=("establishment_reviewer",)),
    Page("desk:review_panels", LOOKING, drawn_for=("campaign_office",)),
    Page("desk:review_panel", LOOKING, ("review_panel",), drawn_for=("campaign_office",)),
    Page("desk:review_panel", LOOKING, ("review_panel_closed",), drawn_for=("legal_office_reviewer",)),
    Page("desk:review_experts", ORGANISING, drawn_for=("campaign_office",)),
    Page("desk:review_scores", tuple(OFFICIALS), drawn_for=("centre_manager",)),
    Page("desk:review_seat", ("centre_manager",), ("review_seat",)),
    Page("desk:review_rounds", LOOKING, drawn_for=("campaign_office",)),
    Page("desk:review_round", LOOKING, ("review_round",), drawn_for=("campaign_office",)),
    Page("portal:comments", EVERYBODY, drawn_for=("visitor",)),
    Page("portal:comments_round", EVERYBODY, ("review_round",), drawn_for=("visitor",)),
    Page("portal:comments_round", EVERYBODY, ("review_round_closed",), drawn_for=("citizen",)),
)
NOT_PAGES: dict[str, str] = {
    "desk:review_next": "sends on to an item",
    "desk:review_opinion": "a form's target; its page is desk:review_item",
    "desk:review_opinions_draft": "keeps what is typed; its page is desk:review_opinions",
    "desk:review_conclude": "a form's target; its page is desk:review_item",
    "desk:review_confirm": "a form's target; its page is desk:review_item",
    "desk:review_decide": "a form's target; its page is desk:review_item",
    "desk:review_draft": "keeps what is typed; its pages are those with forms",
    "desk:review_presence": "a line of desk:review_item, asked for by itself",
    "desk:review_document": "a PDF",
    "desk:review_report": "a PDF",
    "desk:review_comment": "a form's target; its page is desk:review_round",
}


def samples() -> dict[str, str]:
    """What its pages are opened with."""
    running, ended = Panel.objects.get(closed_at=None), Panel.objects.exclude(closed_at=None).get()
    signed = ReportedItem.objects.filter(report__state="signed").order_by("pk")
    agreed = signed.filter(opinions__office="legal", opinions__code="K1", decision=None).exclude(panels=running)
    return {
        "review_fresh": first(signed.filter(opinions=None, rounds=None)),
        "review_disputed": str(running.reported_id),
        "review_agreed": first(agreed.filter(opinions__office="establishment")),
        "review_own": first(ReportedItem.objects.filter(report__organ__seq=WATER)),
        "review_decision": str(Decision.objects.get(code="K2").pk),
        "review_suspended": suspended(signed),
        "review_panel": running.number,
        "review_panel_closed": ended.number,
        "review_seat": str(Seat.objects.get(panel=running, expert=Expert.objects.exclude(account=None).get()).pk),
        "review_round": CommentRound.objects.get(closed_at=None).code,
        "review_round_closed": CommentRound.objects.exclude(closed_at=None).get().code,
    }


def suspended(signed: QuerySet[ReportedItem]) -> str:
    """An item stopped from above since this morning: the demonstration, whose list stays whole, has none."""
    in_force = ItemVersion.objects.in_force(TODAY).values("item")
    untouched = signed.filter(opinions=None, rounds=None, item__in=in_force).exclude(report__organ__seq=WATER)
    item = untouched.order_by("pk").last()
    assert item is not None
    then = NOW - timedelta(days=14)
    for role in (Role.ESTABLISHMENT_REVIEWER, Role.LEGAL_OFFICE_REVIEWER):
        acts.give_opinion(item, DecisionCode.FREEZE, reasons="国务院已决定暂停实施。", by=by(role), at=then)
    said = Particulars(authority="国务院", document_no="国发〔2026〕1号（演示）", from_on=TODAY)
    deciding = by(Role.ESTABLISHMENT_REVIEWER)
    made = acts.decide(item, DecisionCode.FREEZE, reasons="按国务院决定。", particulars=said, by=deciding, at=NOW)
    return str(made.pk)


def by(role: Role) -> Actor:
    """Whoever plays the part, from the post of that role."""
    account = Account.objects.get(username=OFFICIALS[role.value])
    return Actor(account, Tenure.objects.on(TODAY).select_related("post").get(account=account, post__role=role).post)


def first(items: QuerySet[ReportedItem]) -> str:
    """The key of the first of some items there must be."""
    found = items.order_by("pk").first()
    assert found is not None
    return str(found.pk)
