"""The acceptance tests of the domain handbook (appendix D) that licences and the list must pass, by their numbers.

Left to the rooms they belong to: AT08 (renewal of a licence), AT09–AT15 (penalties), AT16–AT17 (coercion), AT18–AT19
(forfeited items and bills), AT20 (repealed statutes), AT21–AT22 (entrustment, devolution to towns), AT27 (reviews),
AT28–AT31 (trading), AT32–AT33 (publishing penalties), AT34 (the nightly check of the tree), AT35 (batch entry),
AT36 (partners' satisfaction codes).
"""

from datetime import date

import pytest
from django.db import connection

from qingquan.cases import acts
from qingquan.cases.acts import Gap, MaterialGiven
from qingquan.cases.models import Case
from qingquan.cases.words import MaterialWay, Stage
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.rules.promise import cut, cut_percent, is_cut_enough
from qingquan.catalogue.tests.cast import gather
from qingquan.catalogue.tests.examples import TODAY
from qingquan.clock import BeyondCalendar, Period, Unit, due, national_calendar
from qingquan.law import Refused
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.people.words import ApplicantKind, IdType
from qingquan.places import acts as places
from qingquan.places.words import Role, SubjectNature
from qingquan.procedures import acts as procedures
from qingquan.procedures import runs
from qingquan.procedures.rules.stages import Stage as Drawn
from qingquan.procedures.words import StepKind
from qingquan.supervision import watch
from qingquan.supervision.models import Card
from qingquan.supervision.words import Level
from tests.county import FOUNDED, County, at, found

REPORT = "建设项目水资源论证报告书"
APRIL = date(2026, 4, 13)


def again(case: Case) -> Case:
    return Case.objects.get(number=case.number)


def cards(case: Case) -> dict[str, int]:
    return dict(Card.objects.filter(case=case).values_list("rule", "level"))


def pause(county: County, case: Case, reason: str, procedure: str, day: date = date(2026, 4, 20)) -> None:
    acts.pause(
        case.number,
        reason,
        procedure=procedure,
        planned_end=date(2026, 4, 30),
        by=county.handler.acts,
        at=at(day),
    )


@pytest.mark.usefixtures("committed")
def test_at01_nobody_answers_and_the_case_is_accepted_from_the_day_of_receipt() -> None:
    case = found().receive(date(2026, 5, 2), whole=False)
    assert watch.silence(at(date(2026, 5, 12), 0, 1)) == 1
    stored = again(case)
    assert (stored.stage, stored.accepted_on) == (Stage.ACCEPTED, date(2026, 5, 2))
    assert stored.legal_due_on == date(2026, 6, 1)
    assert cards(case)["TL-14"] == Level.RED


@pytest.mark.django_db
def test_at02_a_second_list_of_what_is_missing_is_blocked() -> None:
    county = found()
    case = county.receive(APRIL, whole=False)
    acts.notify_gaps(case.number, [Gap(REPORT)], by=county.clerk.acts, at=at(APRIL))
    with pytest.raises(Refused, match="只能作出一次"):
        acts.notify_gaps(case.number, [Gap("再补一份")], by=county.clerk.acts, at=at(APRIL))
    acts.supply(case.number, [MaterialGiven(REPORT, MaterialWay.PAPER)], by=county.as_citizen, at=at(APRIL))
    with pytest.raises(Refused, match="只能作出一次"):
        acts.notify_gaps(case.number, [Gap("再补一份")], by=county.clerk.acts, at=at(APRIL))


@pytest.mark.django_db
def test_at03_the_clock_does_not_stop_because_the_leader_is_away() -> None:
    county = found()
    with pytest.raises(Refused, match="不是法定的暂停事由"):
        pause(county, county.accept(APRIL), "leader_away", "领导外出")


@pytest.mark.django_db
def test_at04_an_expert_review_moves_the_last_day_to_25_may() -> None:
    county = found()
    case = county.accept(APRIL)
    pause(county, case, "expert_review", "水资源论证报告专家评审，约需十日。")
    acts.resume(case.number, "专家评审通过", by=county.handler.acts, at=at(date(2026, 4, 30)))
    assert again(case).legal_due_on == date(2026, 5, 25)


@pytest.mark.django_db
def test_at05_a_pause_without_a_document_is_refused() -> None:
    county = found()
    with pytest.raises(Refused, match="书面告知文书"):
        pause(county, county.accept(APRIL), "expert_review", " ")


@pytest.mark.usefixtures("committed")
def test_at06_an_extension_after_the_last_day_is_refused_and_the_lapse_has_its_card() -> None:
    """TL-09, an extension approved too late, cannot come about here; the lapse itself is TL-04."""
    county = found()
    case = county.accept(APRIL)
    with pytest.raises(Refused, match="届满之前批准"):
        acts.extend(case.number, reason="地质复杂", by=county.head.acts, at=at(date(2026, 5, 14)))
    watch.follow(at(date(2026, 5, 14), 0, 1))
    assert cards(case)["TL-04"] >= Level.RED


@pytest.fixture
def joint_county(committed: None) -> County:
    """A county whose licence is handled jointly; the version is published, so its guards step aside for a moment."""
    county = found()
    with connection.cursor() as sql:
        sql.execute("ALTER TABLE catalogue_itemversion DISABLE TRIGGER USER")
        sql.execute("UPDATE catalogue_itemversion SET joint = true, legal_days = 45, promise_days = 31")
        sql.execute("ALTER TABLE catalogue_itemversion ENABLE TRIGGER USER")
    county.version.refresh_from_db()
    return county


def test_at07_a_joint_case_is_red_on_its_46th_day(joint_county: County) -> None:
    """The red card goes to the leading organ; cards of the other organs come with child clocks, a later room."""
    case = joint_county.accept(date(2026, 6, 1))
    assert again(case).legal_due_on == date(2026, 8, 4)
    watch.follow(at(date(2026, 8, 4), 23))
    assert "TL-04" not in cards(case)
    watch.look(at(date(2026, 8, 5), 0, 1))
    card = Card.objects.get(case=case, rule="TL-04")
    assert (card.level >= Level.RED, card.organ) == (True, joint_county.organ)


def test_at23_from_fifteen_days_to_eleven_is_less_than_thirty_per_cent() -> None:
    assert not is_cut_enough(15, 11)
    assert cut_percent(15, 11) < 30
    assert is_cut_enough(15, cut(15))


@pytest.mark.django_db
def test_at24_three_levels_of_review_are_not_published() -> None:
    cast = gather()
    with pytest.raises(Refused, match="ITM-05"):
        catalogue.review(cast.draft(max_review_levels=3), opinion="同意", by=cast.legal, at=at(TODAY))


@pytest.mark.django_db
def test_at24_a_flowchart_with_three_levels_of_review_is_not_published() -> None:
    cast = gather()
    drawn = [
        Drawn("受理", Role.WINDOW_CLERK, 1, StepKind.ACCEPT),
        Drawn("审查", Role.HANDLER, 1, StepKind.EXAMINE),
        *(Drawn(f"第{n}级审核", Role.REVIEWER, 1, StepKind.REVIEW) for n in (1, 2, 3)),
        Drawn("决定", Role.APPROVER, 1, StepKind.DECIDE),
        Drawn("送达", Role.WINDOW_CLERK, 1, StepKind.ISSUE),
    ]
    stored = procedures.store(runs.from_stages(drawn, "三级审核").decode(), name="三级审核", by=SYSTEM, at=FOUNDED)
    with pytest.raises(Refused, match="ITM-15"):
        catalogue.review(cast.draft(procedure_sha256=stored.sha256), opinion="同意", by=cast.legal, at=at(TODAY))


@pytest.mark.django_db
def test_at25_a_wrong_check_digit_of_the_credit_code_is_not_saved() -> None:
    county = found()
    with pytest.raises(Refused, match="统一社会信用代码"):
        people.register_applicant(
            kind=ApplicantKind.ORGANISATION,
            name="清泉县某公司",
            id_type=IdType.USCC,
            id_number="91990101MA5QX0R62L",
            phone="13900002222",
            by=SYSTEM,
            at=at(APRIL),
        )
    with pytest.raises(Refused, match="统一社会信用代码"):
        places.enter_organ(
            name="清泉县某局",
            short_name="清某",
            seq="099",
            uscc="11990101000001011D",
            division=county.organ.division,
            nature=SubjectNature.STATUTORY,
            by=SYSTEM,
            at=FOUNDED,
        )


@pytest.mark.django_db
def test_at26_a_day_in_a_year_not_imported_is_named_and_never_guessed() -> None:
    """Chosen instead of a provisional day counted with weekends only: the last day stays open until the import."""
    with pytest.raises(BeyondCalendar, match="2027年"):
        due(Period(date(2026, 12, 28), 5, Unit.WORKING_DAY), national_calendar())
    case = found().accept(date(2026, 12, 28))
    assert again(case).legal_due_on is None
