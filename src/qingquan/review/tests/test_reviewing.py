"""Two offices apart and together, the organ's answer, and where an item stands all the while."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from qingquan.campaign import acts as campaign
from qingquan.campaign.models import ReportedItem
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.review import acts
from qingquan.review.models import Conclusion, Opinion, OrganAnswer
from qingquan.review.reading import dossier_of
from qingquan.review.reading.queue import counts, gate_counts, under_review
from qingquan.review.tests.cast import DAY, Cast, K, at, gather, plain
from qingquan.review.words import Office, ReviewStage, Stance

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 3, 23)


@pytest.fixture
def cast() -> Cast:
    return gather()


def stage(item: ReportedItem, day: date = DAY) -> ReviewStage:
    """Where it stands, asked both ways."""
    fresh = ReportedItem.objects.select_related("report__organ", "item").get(pk=item.pk)
    told = dossier_of(fresh, day).stage
    assert under_review(item.report.campaign, day).get(pk=item.pk).stage == told.value
    return told


def test_each_office_speaks_once_and_an_opinion_never_changes(cast: Cast) -> None:
    item = cast.reported()
    made = acts.give_opinion(item, K.RETAIN, reasons="职责清楚。", by=cast.establishment, at=at(DAY))
    with pytest.raises(Refused, match="不能再提"):
        acts.give_opinion(item, K.CANCEL, reasons="又想取消。", by=cast.establishment, at=at(DAY))
    for change in (
        lambda: Opinion.objects.filter(pk=made.pk).update(code="K2"),
        lambda: Opinion.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="不能更改"), transaction.atomic():
            change()


def test_the_public_record_does_not_betray_the_first_opinion(cast: Cast) -> None:
    item = cast.reported()
    acts.give_opinion(item, K.CANCEL, reasons="没有必要。", by=cast.establishment, at=at(DAY))
    told = Entry.objects.get(kind="review.opinion_given").facts
    assert "code" not in told
    assert "没有必要" not in str(told)


def test_only_what_a_head_has_signed_is_reviewed(cast: Cast) -> None:
    report = cast.campaigning.report()
    item = cast.campaigning.entered(report)
    with pytest.raises(Refused, match="没有签字报送"):
        acts.give_opinion(item, K.RETAIN, reasons="职责清楚。", by=cast.legal, at=at(DAY))


def test_an_opinion_that_the_power_does_not_suit_is_refused_with_its_article(cast: Cast) -> None:
    item = cast.reported(plain(legal_bases=()))
    with pytest.raises(Refused, match="没有写明依据"):
        acts.give_opinion(item, K.RETAIN, reasons="照旧保留。", by=cast.legal, at=at(DAY))
    acts.give_opinion(item, K.CANCEL, reasons="没有依据。", by=cast.legal, at=at(DAY))


def test_offices_that_agree_need_no_conclusion(cast: Cast) -> None:
    item = cast.reported()
    assert stage(item) is ReviewStage.OPINIONS
    cast.both_say(item, K.RETAIN)
    assert stage(item) is ReviewStage.READY
    with pytest.raises(Refused, match="不需要会商"):
        acts.conclude(item, K.CANCEL, reasons="另有想法。", by=cast.legal, at=at(DAY))


def test_offices_that_differ_conclude_together(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN, K.CANCEL)
    assert stage(item) is ReviewStage.DIFFERING
    acts.conclude(item, K.ADJUST, reasons="先按调整拟。", by=cast.legal, at=at(DAY))
    acts.conclude(item, K.CANCEL, reasons="依据已不适用。", by=cast.establishment, at=at(DAY, 11))
    with pytest.raises(Refused, match="须由司法局确认"):
        acts.confirm(item, by=cast.establishment, at=at(DAY, 12))
    made = acts.confirm(item, by=cast.legal, at=at(DAY, 12))
    assert (made.code, made.number) == ("K2", 1)
    assert stage(item) is ReviewStage.CONSULTATION
    assert stage(item, date(2026, 3, 24)) is ReviewStage.READY
    with pytest.raises(DatabaseError, match="不能更改"), transaction.atomic():
        Conclusion.objects.filter(pk=made.pk).update(code="K1")


def test_nobody_writes_and_confirms_a_conclusion_even_from_two_posts(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN, K.CANCEL)
    made = acts.conclude(item, K.CANCEL, reasons="依据不适用。", by=cast.legal, at=at(DAY))
    with pytest.raises(DatabaseError, match="conclusion_confirmed_by_another"), transaction.atomic():
        Conclusion.objects.filter(pk=made.pk).update(confirmed_by=made.proposed_by, confirmed_at=at(DAY))


def test_the_organ_objects_once_and_the_objection_is_decided(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.CHANGE_MODE)
    assert stage(item) is ReviewStage.CONSULTATION
    with pytest.raises(Refused, match="理由"):
        acts.answer(item, Stance.OBJECT, reasons="", by=cast.head, at=at(DAY, 14))
    acts.answer(item, Stance.OBJECT, reasons="涉及公共安全，不宜改为备案。", by=cast.head, at=at(DAY, 14))
    assert stage(item) is ReviewStage.OBJECTION
    with pytest.raises(Refused, match="只能提出一次"):
        acts.answer(item, Stance.OBJECT, reasons="再说一遍理由。", by=cast.head, at=at(DAY, 15))
    cast.conclude(item, K.RETAIN, FRIDAY)
    assert stage(item, FRIDAY) is ReviewStage.READY


def test_an_answer_comes_in_time_and_from_the_organ_itself(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.CHANGE_MODE)
    with pytest.raises(Refused, match="本机关"):
        acts.answer(item, Stance.ACCEPT, reasons="", by=cast.campaigning.forest_head, at=at(DAY))
    with pytest.raises(Refused, match="届满"):
        acts.answer(item, Stance.ACCEPT, reasons="", by=cast.head, at=at(date(2026, 3, 24)))
    acts.answer(item, Stance.ACCEPT, reasons="", by=cast.head, at=at(FRIDAY))
    with pytest.raises(DatabaseError, match="不能更改"), transaction.atomic():
        OrganAnswer.objects.update(stance="object")
    assert stage(item) is ReviewStage.READY


def test_a_corrected_report_is_looked_at_anew(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    report = campaign.give_back(item.report, "名称有误，请更正。", by=cast.office, at=at(DAY))
    campaign.change_item(
        item, plain(name="取水许可证核发"), expected=item.revision, by=cast.campaigning.administrator, at=at(DAY)
    )
    cast.campaigning.signed(report)
    assert stage(item) is ReviewStage.OPINIONS
    fresh = ReportedItem.objects.get(pk=item.pk)
    cast.both_say(fresh, K.ADJUST)
    assert Opinion.objects.filter(reported=item).count() == 2 * len(Office)


def test_the_queue_counts_and_the_campaigns_gates_read_the_same(cast: Cast) -> None:
    def other(n: int) -> VersionFacts:
        return plain(code=f"99010100SL-XK-000{n}", name=f"取水许可{n}", base_code="")

    item = cast.reported(plain(), other(1), other(2))
    rows = list(item.report.items.order_by("pk"))
    cast.both_say(rows[0], K.RETAIN, K.ADJUST)
    cast.both_say(rows[1], K.RETAIN)
    cast.decide(rows[1], K.RETAIN)
    found = counts(under_review(item.report.campaign, DAY))
    assert {each: number for each, number in found.items() if number} == {
        ReviewStage.DIFFERING: 1,
        ReviewStage.DECIDED: 1,
        ReviewStage.OPINIONS: 1,
    }
    assert gate_counts(item.report.campaign, DAY) == {
        "opinions_missing": 1,
        "evaluations_missing": 1,
        "objections_open": 0,
        "items_undecided": 2,
    }
