"""What sets adjustments off by itself beside changes of law: powers found, materials, idle items; and lateness."""

from datetime import date

import pytest

from qingquan.adjustment import acts, watch
from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.reading import months_before, numbers
from qingquan.adjustment.tests.listing import listed, raised
from qingquan.adjustment.words import State, TriggerCode
from qingquan.catalogue.models import Item, ItemVersion, Material
from qingquan.crosscheck.models import BaseRow
from qingquan.exchange import acts as exchange
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.words import ForfeitKind
from qingquan.people.models import SYSTEM
from tests.county import FOUNDED, at, found

BEFORE = date(2026, 8, 3)
pytestmark = pytest.mark.usefixtures("committed")


def test_a_duty_left_out_and_on_no_list_is_to_be_added() -> None:
    county = found()
    item = Item.objects.create(code="N1", organ=county.organ, power_type="licence", name="防汛调度")
    ItemVersion.objects.create(
        item=item, number=1, name="防汛调度", elements={"code": "N1", "statutory_duty": True}, digest="4" * 64
    )
    forfeits.keep_serving(
        item,
        kind=ForfeitKind.OMITTED,
        found_on=BEFORE,
        reason="三定规定中有此职责而未申报。",
        document_no="清审改办〔2026〕4号",
        by=county.supervisor.acts,
        at=at(BEFORE),
    )
    watch.follow(at(BEFORE, 11))
    assert raised() == [("N1", "DA-11")]


def test_what_was_made_up_is_to_be_taken_off_the_list_it_stands_on() -> None:
    county = found()
    forfeits.forfeit(
        county.item,
        kind=ForfeitKind.FALSE,
        found_on=BEFORE,
        reason="查无依据，三定规定中没有此职责。",
        document_no="清审改办〔2026〕5号",
        by=county.supervisor.acts,
        at=at(BEFORE),
    )
    watch.follow(at(BEFORE, 11))
    made = Adjustment.objects.get()
    assert (made.code, made.document_no, made.basis_void) == ("DA-05", "清审改办〔2026〕5号", True)


def test_a_newer_list_of_the_upper_level_sets_off_what_the_county_has_claimed_of_it() -> None:
    county = found()
    item = listed(county.organ, "U1", "河道采砂许可")
    Item.objects.filter(pk=item.pk).update(base_code="000119077000")
    row = BaseRow.objects.create(
        source="province",
        base_code="000119077000",
        name="河道采砂许可",
        power_type="licence",
        levels=["county"],
        bases=["《中华人民共和国水法》第三十九条"],
        entered_at=at(BEFORE),
    )
    exchange.see(at=at(BEFORE))
    watch.follow(at(BEFORE))
    assert raised() == []
    BaseRow.objects.filter(pk=row.pk).update(name="河道采砂审批")
    for hour in (11, 12):
        exchange.see(at=at(BEFORE, hour))
        watch.follow(at(BEFORE, hour))
    assert raised() == [("U1", "DA-02")]
    assert "事项名称" in Adjustment.objects.get().source


def test_a_certificate_the_county_issues_itself_is_not_to_be_asked_for() -> None:
    county = found()
    asking = Item.objects.create(code="M1", organ=county.other_organ, power_type="licence", name="采砂许可")
    version = ItemVersion.objects.create(item=asking, number=1, name="采砂许可", elements={}, digest="5" * 64)
    # 取水许可证 is what the small county's own licence ends in.
    for position, (name, source) in enumerate([("取水许可证", "applicant"), ("申请书", "applicant")], 1):
        Material.objects.create(version=version, position=position, name=name, need="required", source=source)
    ItemVersion.objects.filter(pk=version.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=FOUNDED.date())
    assert watch.sharing(at(BEFORE)) == 1
    assert watch.sharing(at(BEFORE, 11)) == 0
    assert raised() == [("M1", "DA-08")]
    assert "取水许可证" in Adjustment.objects.get().source


def test_a_late_step_is_told_once_and_a_filed_version_switches_on_its_day() -> None:
    county = found()
    item = listed(county.organ, "L1", "甲", ("水法", "第一条", "sets_up"))
    acts.raise_trigger(
        TriggerCode.DA06,
        organ=county.organ,
        item=item,
        source="电话变化",
        source_key="x",
        effective_on=date(2026, 3, 2),
        by=SYSTEM,
        at=at(date(2026, 3, 2)),
    )
    assert watch.look(at(date(2026, 3, 16))) == 0
    assert watch.look(at(date(2026, 3, 17))) == 1
    assert watch.look(at(date(2026, 3, 18))) == 0
    assert numbers(date(2026, 3, 17)).overdue == 1


def test_the_annual_review_finds_what_nobody_asked_for_in_two_years_once() -> None:
    county = found()
    old = listed(county.organ, "Y1", "甲")
    listed(county.organ, "Y2", "乙")
    ItemVersion.objects.filter(item=old).update(state="published")
    assert watch.yearly(at(date(2028, 2, 1))) == 0
    assert watch.yearly(at(date(2027, 1, 4))) == 0
    # The small county's own licence has been asked for; the other two never.
    county.receive(date(2026, 3, 2))
    assert watch.yearly(at(date(2028, 1, 6))) == 2
    assert watch.yearly(at(date(2028, 1, 7))) == 0
    assert {(each.item.code, each.state) for each in Adjustment.objects.select_related("item") if each.item} == {
        ("Y1", State.TRIGGERED),
        ("Y2", State.TRIGGERED),
    }


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2028, 1, 6), 24, date(2026, 1, 6)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 2, date(2025, 11, 15)),
    ],
)
def test_months_are_counted_back_to_the_same_numbered_day(day: date, months: int, then: date) -> None:
    assert months_before(day, months) == then
