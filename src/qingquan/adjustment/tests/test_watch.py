"""What sets adjustments off by itself. The real case: a code in force on 15 August 2026 repealed ten statutes."""

from datetime import date

import pytest

from qingquan.adjustment import acts, watch
from qingquan.adjustment.models import Adjustment, AwaitedChange
from qingquan.adjustment.reading import months_before, numbers
from qingquan.adjustment.words import State, TriggerCode
from qingquan.cases import acts as cases
from qingquan.cases.models import Case
from qingquan.catalogue.models import Item, ItemVersion, LegalBasis, Material
from qingquan.crosscheck.models import BaseRow
from qingquan.exchange import acts as exchange
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.models import StoppedCase
from qingquan.forfeits.words import ForfeitKind
from qingquan.people.models import SYSTEM
from qingquan.places.models import Organ
from qingquan.statutes import acts as statutes
from qingquan.statutes.models import Statute
from tests.county import FOUNDED, County, at, found

CODE = "《中华人民共和国生态环境法典》第一千二百四十二条"
REPEALED = (
    "环境保护法",
    "环境影响评价法",
    "水污染防治法",
    "大气污染防治法",
    "土壤污染防治法",
    "固体废物污染环境防治法",
    "噪声污染防治法",
    "放射性污染防治法",
    "海洋环境保护法",
    "清洁生产促进法",
)
EFFECT = date(2026, 8, 15)
BEFORE = date(2026, 8, 3)
pytestmark = pytest.mark.usefixtures("committed")


def listed(organ: Organ, code: str, name: str, *bases: tuple[str, str, str]) -> Item:
    """An item in force since the county's founding, resting on (statute, article, role)."""
    item = Item.objects.create(code=code, organ=organ, power_type="licence", name=name)
    version = ItemVersion.objects.create(item=item, number=1, name=name, elements={"code": code}, digest=code)
    for position, (statute, article, role) in enumerate(bases, 1):
        LegalBasis.objects.create(version=version, position=position, statute=statute, article=article, role=role)
    ItemVersion.objects.filter(pk=version.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=FOUNDED.date(), published_at=FOUNDED)
    return item


def entered(*titles: str) -> list[Statute]:
    """Statutes in the library."""
    return [
        statutes.enter(f"中华人民共和国{title}", articles={(1, 0): "第一条。"}, by=SYSTEM, at=at(BEFORE))
        for title in titles
    ]


def environment(county: County) -> list[Item]:
    """Three items that rest on what the code repealed, one of them on two statutes; one that does not."""
    return [
        listed(county.organ, "E1", "排污许可", ("中华人民共和国水污染防治法", "第二十一条", "sets_up")),
        listed(
            county.organ,
            "E2",
            "建设项目环境影响评价文件审批",
            ("环境影响评价法", "第二十二条", "sets_up"),
            ("环境保护法", "第十九条", "elaborates"),
        ),
        listed(county.other_organ, "E3", "夜间施工许可", ("噪声污染防治法", "第四十三条", "sets_up")),
        listed(county.other_organ, "E4", "林木采伐许可", ("森林法", "第五十六条", "sets_up")),
    ]


def raised() -> list[tuple[str, str]]:
    return list(Adjustment.objects.order_by("item__code", "source").values_list("item__code", "code"))


def test_a_code_that_repeals_ten_statutes_sets_off_every_item_that_rests_on_them_on_its_day() -> None:
    county = found()
    environment(county)
    statutes.repeal(entered(*REPEALED), on=EFFECT, by_title=CODE, by=SYSTEM, at=at(BEFORE))
    assert watch.follow(at(BEFORE)) == len(REPEALED)
    assert raised() == []
    assert AwaitedChange.objects.filter(done_at__isnull=True).count() == len(REPEALED)
    watch.look(at(date(2026, 8, 14), 23))
    assert raised() == []
    watch.look(at(EFFECT, 0, 1))
    assert raised() == [("E1", "DA-01"), ("E2", "DA-01"), ("E2", "DA-01"), ("E3", "DA-01")]
    told = Adjustment.objects.get(item__code="E1")
    assert told.organ == county.organ
    assert "2026-08-15" in told.source
    assert "生态环境法典" in told.source
    # Ten working days after a Saturday.
    assert told.due_on == date(2026, 8, 28)
    # The code takes the place of what it repealed: nothing is without ground.
    assert not Adjustment.objects.filter(basis_void=True).exists()


def test_looking_again_raises_nothing_again() -> None:
    environment(found())
    statutes.repeal(entered("噪声污染防治法"), on=EFFECT, by_title=CODE, by=SYSTEM, at=at(BEFORE))
    watch.follow(at(BEFORE))
    for _ in range(3):
        watch.look(at(EFFECT))
        watch.follow(at(EFFECT))
    assert raised() == [("E3", "DA-01")]


def test_a_change_already_in_effect_sets_off_in_the_same_minute() -> None:
    environment(found())
    statutes.repeal(entered("噪声污染防治法"), on=EFFECT, by_title=CODE, by=SYSTEM, at=at(date(2026, 9, 1)))
    watch.follow(at(date(2026, 9, 1), 10, 1))
    assert raised() == [("E3", "DA-01")]


def test_an_amendment_sets_off_only_what_rests_on_its_articles() -> None:
    county = found()
    listed(county.organ, "W1", "甲", ("水法", "第一条", "sets_up"))
    listed(county.organ, "W2", "乙", ("水法", "第二条", "sets_up"))
    (law,) = entered("水法")
    statutes.amend(law, texts={(1, 0): "新的第一条。"}, on=EFFECT, by_title="修改水法的决定", by=SYSTEM, at=at(BEFORE))
    watch.follow(at(BEFORE))
    watch.look(at(EFFECT))
    assert raised() == [("W1", "DA-01")]


def test_where_nothing_takes_its_place_running_cases_stop_until_somebody_decides() -> None:
    county = found()
    # The licence of the small county has rows only in its elements' tables; its case runs under this basis.
    case = county.receive(BEFORE)
    cases.accept(case.number, by=county.clerk.acts, at=at(BEFORE, 11))
    version = ItemVersion.objects.create(
        item=county.item, number=2, name="取水许可", elements={}, digest="3" * 64, procedure=county.version.procedure
    )
    LegalBasis.objects.create(version=version, position=1, statute="水条例", article="第二条", role="sets_up")
    ItemVersion.objects.filter(pk=county.version.pk).update(state="replaced", until_on=date(2026, 8, 4))
    ItemVersion.objects.filter(pk=version.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=date(2026, 8, 5))
    law = statutes.enter("水条例", articles={(2, 0): "第二条。"}, by=SYSTEM, at=at(BEFORE))
    by_title = "《国务院关于废止部分行政法规的决定》"
    statutes.repeal([law], on=EFFECT, by_title=by_title, by=SYSTEM, at=at(BEFORE))
    watch.follow(at(BEFORE))
    watch.look(at(EFFECT))
    made = Adjustment.objects.get()
    assert made.basis_void
    stopped = StoppedCase.objects.get()
    assert (stopped.case.number, stopped.cause, stopped.source) == (case.number, "basis_void", made.number)
    assert Case.objects.get(number=case.number).stage == "accepted"
    assert numbers(EFFECT).stopped_basis == 1


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
