"""Making decisions public."""

from datetime import datetime

from qingquan.cases.models import Case
from qingquan.ledger.acts import act, record
from qingquan.papers.models import Document
from qingquan.people.models import SYSTEM
from qingquan.people.words import ApplicantKind
from qingquan.places.calendar import county_calendar
from qingquan.publicity import rules
from qingquan.publicity.models import PublicDecision


@act("publish.done")
def publish_decision(case: Case, *, at: datetime) -> PublicDecision:
    """Put a decision on the public register, masked. 《行政许可法》第四十条。"""
    if case.decided_on is None:
        raise ValueError(f"{case.number} has no decision to publish")
    decision = Document.objects.get(subject=case.number, kind__in=["grant_decision", "refusal_decision"])
    person = case.applicant.kind == ApplicantKind.PERSON
    public, _ = PublicDecision.objects.get_or_create(
        case_number=case.number,
        defaults={
            "document_number": decision.number,
            "item_code": case.version.item.code,
            "item_name": case.version.name,
            "organ": case.organ,
            "applicant": rules.public_name(case.applicant.name, person=person),
            "outcome": case.outcome,
            "decided_on": case.decided_on,
            "publish_by": rules.publish_by(case.decided_on, county_calendar()),
            "published_at": at,
        },
    )
    record(case.number, "publish.done", {"document": decision.check_code}, by=SYSTEM, at=at)
    return public
