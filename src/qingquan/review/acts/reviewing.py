"""Two offices review, each alone; where they differ, or the organ objects, they conclude together."""

from datetime import datetime

from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.review.acts.hold import hold, person, subject_of
from qingquan.review.acts.writing import forget
from qingquan.review.models import Conclusion, Opinion, OrganAnswer
from qingquan.review.reading.dossier import Dossier
from qingquan.review.rules import authority, opinions
from qingquan.review.rules.answers import check_may_answer
from qingquan.review.rules.decisions import check_suits
from qingquan.review.rules.matter import Standing
from qingquan.review.rules.owners import BOTH, item_key, of_office, of_organ
from qingquan.review.rules.texts import LONGEST_TEXT, within
from qingquan.review.words import DecisionCode, DraftKind, Office, Stance


@act("review.opinion_given")
def give_opinion(
    reported: ReportedItem, code: DecisionCode, *, reasons: str, by: Actor, at: datetime, seen: int | None = None
) -> Opinion:
    """Say for one's office what should become of an item, and why; once, whatever the other office says."""
    office = authority.office_of(by.role)
    dossier = hold(reported, at, seen)
    if office in dossier.opinions:
        raise Refused(f"{office.label}的意见已由{dossier.opinions[office].given_by.name}提出，不能再提或者更改。")
    signed_by = dossier.reported.report.signed_by_id
    opinions.check_may_speak(person(by).pk, signed_by, [each.given_by_id for each in dossier.opinions.values()])
    check_suits(code, dossier.matter, Standing())
    made = Opinion.objects.create(
        reported=dossier.reported,
        office=office.value,
        revision=dossier.reported.revision,
        code=code.value,
        reasons=opinions.check_reasons(reasons, "意见"),
        given_by=person(by),
        given_at=at,
    )
    forget(DraftKind.OPINION, item_key(reported.pk), of_office(office))
    # The code waits for the other office's opinion as the page does: the record is public.
    told = {"office": office.value, "revision": made.revision, "both": len(dossier.opinions) + 1 == len(Office)}
    record(subject_of(reported), "review.opinion_given", told, by=by, at=at)
    return made


@act("review.conclusion_proposed")
def conclude(
    reported: ReportedItem, code: DecisionCode, *, reasons: str, by: Actor, at: datetime, seen: int | None = None
) -> Conclusion:
    """Write what both offices should say; it counts once the other office confirms it. Writing again replaces it."""
    office = authority.office_of(by.role)
    dossier = hold(reported, at, seen)
    occasion = opinions.occasion_of(
        dossier.given,
        concluded=dossier.concluded is not None,
        objected=dossier.objection_open,
        decided=dossier.decision is not None,
    )
    check_suits(code, dossier.matter, Standing(vetoed=dossier.standing.vetoed))
    row = dossier.pending or Conclusion(
        reported=dossier.reported,
        revision=dossier.reported.revision,
        number=len(dossier.conclusions) + 1,
    )
    row.occasion, row.code, row.office = occasion.value, code.value, office.value
    row.reasons = opinions.check_reasons(reasons, "会商结论")
    row.proposed_by, row.proposed_at = person(by), at
    row.save()
    told = {"occasion": occasion.value, "code": code.value, "office": office.value, "number": row.number}
    record(subject_of(reported), "review.conclusion_proposed", told, by=by, at=at)
    return row


@act("review.concluded")
def confirm(reported: ReportedItem, *, by: Actor, at: datetime, seen: str = "") -> Conclusion:
    """Stand by the conclusion the other office wrote, as it was read; from now on it is both offices' word."""
    office = authority.office_of(by.role)
    row = hold(reported, at).pending
    if row is None:
        raise Refused("没有待确认的会商结论。")
    opinions.check_may_confirm(Office(row.office), office)
    if seen and seen != row.mark:
        raise Refused(f"{row.get_office_display()}刚刚重新拟定了会商结论，请看过新的再确认。")
    row.confirmed_by, row.confirmed_at = person(by), at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    forget(DraftKind.CONCLUSION, item_key(reported.pk), BOTH)
    told = {"occasion": row.occasion, "code": row.code, "number": row.number}
    record(subject_of(reported), "review.concluded", told, by=by, at=at)
    return row


@act("review.answered")
def answer(
    reported: ReportedItem, stance: Stance, *, reasons: str, by: Actor, at: datetime, seen: int | None = None
) -> OrganAnswer:
    """The organ accepts what is proposed or decided, or objects to it, once, with its reasons."""
    dossier = hold(reported, at, seen)
    organ = dossier.reported.report.organ
    authority.check_answers(by.role, by.organ.pk if by.organ else None, organ.pk)
    check_may_answer(
        proposed_to(dossier),
        answered=dossier.answer is not None,
        answer_by=dossier.answer_by,
        today=timezone.localdate(at),
    )
    proposed = proposed_to(dossier)
    assert proposed is not None
    made = OrganAnswer.objects.create(
        reported=dossier.reported,
        revision=dossier.reported.revision,
        proposed=proposed.value,
        stance=stance.value,
        reasons=opinions.check_reasons(reasons, "异议")
        if stance is Stance.OBJECT
        else within(reasons, "说明", LONGEST_TEXT),
        given_by=person(by),
        given_at=at,
    )
    forget(DraftKind.ANSWER, item_key(reported.pk), of_organ(organ.pk))
    told = {"stance": stance.value, "proposed": proposed.value}
    record(subject_of(reported), "review.answered", told, by=by, at=at)
    return made


def proposed_to(dossier: Dossier) -> DecisionCode | None:
    """What the organ is asked about: the decision, or what is proposed."""
    return dossier.decision.as_code() if dossier.decision else dossier.proposed
