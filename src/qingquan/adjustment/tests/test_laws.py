"""Changes of law on their day. The real case: a code in force on 15 August 2026 repealed ten statutes."""

from datetime import date

import pytest

from qingquan.adjustment import watch
from qingquan.adjustment.models import Adjustment, AwaitedChange
from qingquan.adjustment.reading import numbers
from qingquan.adjustment.tests.listing import listed, raised
from qingquan.cases import acts as cases
from qingquan.cases.models import Case
from qingquan.catalogue.models import Fee, Item, ItemVersion, LegalBasis
from qingquan.forfeits.models import StoppedCase
from qingquan.people.models import SYSTEM
from qingquan.statutes import acts as statutes
from qingquan.statutes.models import Statute
from tests.county import County, at, found

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


def test_a_change_of_what_a_fee_rests_on_calls_up_its_item_for_the_fee() -> None:
    county = found()
    charging = listed(county.organ, "F1", "占道许可", ("城市道路管理条例", "第三十条", "sets_up"))
    listed(county.organ, "F2", "不收费")
    # A version in force takes no more rows: its fee is written beside a draft that is then published.
    version = ItemVersion.objects.create(item=charging, number=2, name="占道许可", elements={}, digest="f" * 64)
    Fee.objects.create(version=version, position=1, name="占道费", standard="每日2元", basis="《占道费管理办法》第五条")
    ItemVersion.objects.filter(item=charging, number=1).update(state="replaced", until_on=date(2026, 8, 3))
    ItemVersion.objects.filter(pk=version.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=date(2026, 8, 4))
    law = statutes.enter("占道费管理办法", articles={(5, 0): "第五条。"}, by=SYSTEM, at=at(BEFORE))
    statutes.repeal([law], on=EFFECT, by_title="《关于废止收费文件的决定》", by=SYSTEM, at=at(BEFORE))
    watch.follow(at(BEFORE))
    watch.look(at(EFFECT))
    made = Adjustment.objects.get()
    assert (made.code, made.item, made.basis_void) == ("DA-09", charging, False)
    assert "收费依据" in made.source


def test_a_change_of_the_benchmark_a_penalty_is_measured_by_calls_it_up() -> None:
    county = found()
    title = "清泉县水行政处罚裁量权基准"
    penalty = listed(
        county.organ, "P1", "未经批准取水的处罚", kind="penalty", penalty={"discretion_table": f"《{title}》第三条"}
    )
    law = statutes.enter(title, articles={(3, 0): "三档。"}, by=SYSTEM, at=at(BEFORE))
    statutes.amend(law, texts={(3, 0): "四档。"}, on=EFFECT, by_title="修改基准的通知", by=SYSTEM, at=at(BEFORE))
    watch.follow(at(BEFORE))
    watch.look(at(EFFECT))
    made = Adjustment.objects.get()
    assert (made.code, made.item) == ("DA-10", penalty)
    assert "裁量基准" in made.source


def test_one_change_sets_one_item_off_once_by_its_weightiest_part() -> None:
    county = found()
    listed(
        county.organ,
        "P2",
        "处罚",
        ("水条例", "第二条", "sets_up"),
        kind="penalty",
        penalty={"discretion_table": "《水条例》附件"},
    )
    law = statutes.enter("水条例", articles={(2, 0): "第二条。"}, by=SYSTEM, at=at(BEFORE))
    statutes.repeal([law], on=EFFECT, by_title=CODE, by=SYSTEM, at=at(BEFORE))
    watch.follow(at(BEFORE))
    watch.look(at(EFFECT))
    made = Adjustment.objects.get()
    assert made.code == "DA-01"
    assert "设定依据、裁量基准" in made.source
