"""Cards: issued by rule, acknowledged and explained by the organ concerned."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from qingquan.cases.models import Case, Step
from qingquan.forfeits.models import Forfeit, IllegalFee
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.papers.acts import next_number
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.rules import scrubbed
from qingquan.places.models import Organ, Post
from qingquan.supervision.models import Card
from qingquan.supervision.rules.facts import Finding
from qingquan.supervision.words import CardState


def _step_of(case: Case, finding: Finding) -> Step | None:
    """The step a finding is about; of a finding about the whole case, the step that was open on its day."""
    steps = case.steps.select_related("post").order_by("-id")
    if finding.step:
        return steps.filter(step=finding.step).first()
    open_then = Q(done_at__isnull=True) | Q(done_at__date__gte=finding.since)
    return steps.filter(open_then, opened_at__date__lte=finding.since).first()


@act("card.issued")
def issue_card(case: Case, finding: Finding, *, at: datetime) -> Card:
    """Issue the card of a finding; it keeps the rule, the evidence, the person and the organ."""
    step = _step_of(case, finding)
    card = _new(finding, at)
    card.case, card.organ_id, card.post = case, case.organ_id, step.post if step else None
    return _issued(card, {"case": case.number, "step": card.step})


@act("card.issued")
def issue_power_card(
    subject: IllegalFee | Forfeit, finding: Finding, *, organ: Organ, post: Post | None, at: datetime
) -> Card:
    """Issue the card of a payment, or of a power, that no case stands behind; `organ` answers for it."""
    card = _new(finding, at)
    card.organ, card.post = organ, post
    if isinstance(subject, IllegalFee):
        card.fee = subject
        return _issued(card, {"fee": subject.number})
    card.forfeit = subject
    return _issued(card, {"forfeit": subject.number})


def _new(finding: Finding, at: datetime) -> Card:
    year = timezone.localdate(at).year
    return Card(
        number=f"JC{year}{next_number(f'card/{year}'):06d}",
        rule=finding.rule.value,
        step=finding.step or "",
        level=finding.level.value,
        person_id=int(finding.person) if finding.person else None,
        since=finding.since,
        fact=finding.words,
        evidence=dict(finding.evidence),
        issued_at=at,
    )


def _issued(card: Card, about: dict[str, str]) -> Card:
    card.save(force_insert=True)
    facts = {"rule": card.rule, "level": card.level, "since": card.since.isoformat()}
    record(card.number, "card.issued", facts | about, by=SYSTEM, at=card.issued_at)
    return card


@act("card.raised")
def raise_card(card: Card, finding: Finding, *, at: datetime) -> Card:
    """The same rule at the same step has become graver: the card rises, it is not counted twice."""
    card.level, card.since, card.fact = finding.level.value, finding.since, finding.words
    card.evidence = dict(finding.evidence)
    card.save(update_fields=["level", "since", "fact", "evidence"])
    record(card.number, "card.raised", {"level": card.level, "since": card.since.isoformat()}, by=SYSTEM, at=at)
    return card


@act("card.explained")
def explain(card: Card, text: str, *, by: Actor, at: datetime) -> Card:
    """The organ concerned says how it came to this; whether it counts is the supervisor's to decide."""
    if by.organ is None or by.organ.pk != card.organ_id:
        raise Refused("只有被监察的机关可以说明情况。")
    if card.state not in {CardState.ISSUED, CardState.ACKNOWLEDGED}:
        raise Refused("这张监察牌已经说明过或者已经处理。")
    if len(text.strip()) < 5:
        raise Refused("请写明原因和采取的措施。")
    card.explanation, card.state = text.strip(), CardState.EXPLAINED.value
    card.save(update_fields=["explanation", "state"])
    record(card.number, "card.explained", {"text": scrubbed(card.explanation)}, by=by, at=at)
    return card
