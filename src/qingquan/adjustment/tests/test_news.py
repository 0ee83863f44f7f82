"""What the county's own map and deeds set off: duties, telephones, halls, devolutions, entrustments, new rows above."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qingquan.adjustment import acts, watch
from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.tests.listing import listed, raised
from qingquan.adjustment.words import Change, TriggerCode
from qingquan.catalogue.models import Item
from qingquan.catalogue.words import BasisLevel
from qingquan.crosscheck import acts as crosscheck
from qingquan.crosscheck.models import BaseRow, ExercisedRecord
from qingquan.crosscheck.reading.lists import DutyTold, Told
from qingquan.deeds import acts as deeds
from qingquan.deeds.acts import entrusting
from qingquan.deeds.models import Devolution, Entrustment
from qingquan.exchange import acts as exchange
from qingquan.law import Refused
from qingquan.people.models import SYSTEM, Actor
from qingquan.places import acts as places
from qingquan.places.words import HallLevel, Role
from tests.county import County, at, found, official

DAY = date(2026, 8, 3)
pytestmark = pytest.mark.usefixtures("committed")


def duties(*rows: tuple[str, str, str], hour: int = 10) -> None:
    """A list of three-fixed duties (organ, duty, document) brought in and heard of."""
    told = [Told(n, "", text, DutyTold(organ, text, document)) for n, (organ, text, document) in enumerate(rows, 2)]
    crosscheck.import_duties(told, document="", name="三定.csv", sha256="d" * 64, by=SYSTEM, at=at(DAY, hour))
    watch.follow(at(DAY, hour, 1))


def test_the_first_list_of_duties_sets_nothing_off_and_a_new_duty_asks_its_organ_once() -> None:
    county = found()
    duties(("清泉县水利局", "负责水资源管理。", "清编〔2019〕3号"))
    assert raised() == []
    for hour in (11, 12):
        duties(
            ("清泉县水利局", "负责水资源管理。", "清编〔2019〕3号"),
            ("清泉县水利局", "负责河道采砂管理。", "清编〔2026〕9号"),
            hour=hour,
        )
    made = Adjustment.objects.get()
    assert (made.code, made.organ, made.item, made.document_no) == ("DA-03", county.organ, None, "清编〔2026〕9号")
    assert "河道采砂" in made.source


def test_a_duty_that_was_anothers_asks_the_other_too() -> None:
    county = found()
    duties(("清泉县水利局", "负责河道采砂管理。", "清编〔2019〕3号"), ("清泉县林业局", "负责林木。", "清编〔2019〕4号"))
    duties(("清泉县林业局", "负责河道采砂管理。", "清编〔2026〕9号"), hour=11)
    assert {(made.code, made.organ) for made in Adjustment.objects.all()} == {
        ("DA-03", county.organ),
        ("DA-03", county.other_organ),
    }


def test_an_organs_new_telephone_calls_up_the_items_that_still_publish_the_old_one() -> None:
    county = found()
    organ = county.organ
    places.amend_organ(organ, short_name="清水", address="河西路1号", phone="0990-1", by=SYSTEM, at=at(DAY, 8))
    watch.follow(at(DAY, 8, 1))
    assert raised() == []
    listed(organ, "T1", "甲", consult_phones=["0990-1"])
    listed(organ, "T2", "乙", places=[{"name": "窗口", "address": "河西路1号", "phone": "0990-1"}])
    listed(organ, "T3", "丙", consult_phones=["0990-7"])
    listed(county.other_organ, "T4", "丁", consult_phones=["0990-1"])
    places.amend_organ(organ, short_name="清水", address="河西路1号", phone="0990-2", by=SYSTEM, at=at(DAY))
    for _ in range(2):
        watch.follow(at(DAY, 10, 1))
    assert raised() == [("T1", "DA-06"), ("T2", "DA-06")]
    assert "由“0990-1”改为“0990-2”" in Adjustment.objects.filter(item__code="T1").get().source


def test_a_hall_that_moved_calls_up_every_organs_items_that_send_people_there() -> None:
    county = found()
    hall = places.enter_hall(
        level=HallLevel.COUNTY,
        division=county.organ.division,
        name="县政务服务中心",
        address="老街1号",
        hours="工作日9至17时",
        phone="0990-3",
        by=SYSTEM,
        at=at(DAY, 8),
    )
    for code, organ in (("H1", county.organ), ("H2", county.other_organ)):
        listed(organ, code, code, places=[{"name": "大厅", "address": "老街1号"}])
    listed(county.organ, "H3", "H3", places=[{"name": "大厅", "address": "别处"}])
    places.amend_hall(hall, address="新区8号", hours="工作日9至17时", phone="0990-3", by=SYSTEM, at=at(DAY))
    watch.follow(at(DAY, 10, 1))
    assert raised() == [("H1", "DA-06"), ("H2", "DA-06")]


def test_the_end_of_a_devolution_calls_up_the_towns_item_and_the_countys() -> None:
    county = found()
    item = Item.objects.create(code="D1", organ=county.organ, power_type="licence", name="采砂")
    town = listed(county.other_organ, "D1-town", "采砂")
    deed = Devolution.objects.create(
        number="清下放〔2026〕1号",
        organ=county.organ,
        item=item,
        receiver=county.other_organ,
        town_item=town,
        ground="upper",
        basis="省政府决定",
        approval_document="清府发〔2026〕8号",
        staff=3,
        qualification="持证",
        system="窗口",
        from_on=date(2026, 4, 1),
        signed_at=at(DAY, 8),
        published_at=at(DAY, 8),
        paper={},
    )
    office = official(county.other_organ, Role.GOVERNMENT_OFFICE, "gov", "县政府办").acts
    deeds.take_back_devolution(deed, reason="承接不了。", on=date(2026, 9, 1), by=office, at=at(DAY))
    watch.follow(at(DAY, 10, 1))
    assert raised() == [("D1", "DA-02"), ("D1-town", "DA-02")]
    assert {made.effective_on for made in Adjustment.objects.all()} == {date(2026, 9, 1)}


def entrustment(county: County, until: date) -> Entrustment:
    """The water bureau entrusts the forestry bureau with an item that tells of it."""
    terms = entrusting.Terms(
        basis="《水法》第四十八条",
        basis_level=BasisLevel.LAW,
        matter="小型取水。",
        authority="受理、审查。",
        from_on=DAY,
        until_on=until,
    )
    head = Actor(county.head.account, county.head.post)
    deed = deeds.entrust(county.item, county.other_organ, terms, by=head, at=at(DAY, 8))
    listed(county.organ, "W1", "小型取水", transfer={"deed": deed.number})
    return deed


def test_an_entrustment_that_ends_or_runs_out_calls_up_what_still_tells_of_it() -> None:
    county = found()
    deed = entrustment(county, date(2026, 12, 31))
    assert watch.deeds_run_out(at(date(2026, 12, 31), 23)) == 0
    deeds.end_entrustment(deed, reason="收回。", on=DAY, by=Actor(county.head.account, county.head.post), at=at(DAY))
    watch.follow(at(DAY, 10, 1))
    assert raised() == [("W1", "DA-06")]
    assert watch.deeds_run_out(at(date(2027, 1, 1))) == 0


def test_an_entrustment_nobody_ended_is_told_the_night_after_its_last_day() -> None:
    entrustment(found(), date(2026, 12, 30))
    assert watch.deeds_run_out(at(date(2026, 12, 30), 23)) == 0
    assert watch.deeds_run_out(at(date(2026, 12, 31), 3)) == 1
    assert watch.deeds_run_out(at(date(2027, 1, 1), 3)) == 0
    assert "期满" in Adjustment.objects.get().source


def row_above(code: str, name: str, hour: int, *levels: str) -> BaseRow:
    """A row of the province's list, for the water bureau."""
    return BaseRow.objects.create(
        source="province",
        base_code=code,
        name=name,
        power_type="licence",
        levels=list(levels),
        bases=[],
        competent_department="水利局",
        entered_at=at(DAY, hour),
    )


def test_a_row_that_a_newer_list_gives_the_county_is_to_be_taken_over() -> None:
    county = found()
    row_above("000119000001", "旧事项", 8, "county")
    exchange.see(at=at(DAY, 8))
    watch.follow(at(DAY, 8, 1))
    assert raised() == []
    row_above("000119000002", "新下放的事项", 9, "county")
    row_above("000119000003", "市级事项", 9, "city")
    for hour in (9, 10):
        exchange.see(at=at(DAY, hour))
        watch.follow(at(DAY, hour, 1))
    made = Adjustment.objects.get()
    assert (made.code, made.organ, made.name) == ("DA-02", county.organ, "新下放的事项")


def test_what_is_on_no_list_is_raised_once_by_name_even_past_the_act() -> None:
    county = found()
    told = {"organ": county.organ, "name": "防汛调度", "source": "漏报", "source_key": "清编〔2026〕1号"}
    first = acts.raise_trigger(TriggerCode.DA11, effective_on=DAY, by=SYSTEM, at=at(DAY), **told)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="不用重复登记"):
        acts.raise_trigger(TriggerCode.DA11, effective_on=DAY, by=SYSTEM, at=at(DAY, 11), **told)  # type: ignore[arg-type]
    first.pk, first.number = None, "TZ202699999"
    with pytest.raises(IntegrityError, match="raised_once_per_name"), transaction.atomic():
        first.save(force_insert=True)


def test_what_has_no_item_cannot_be_cancelled_or_moved() -> None:
    county = found()
    made = acts.raise_trigger(
        TriggerCode.DA03,
        organ=county.organ,
        name="核对",
        source="三定",
        source_key="x",
        effective_on=DAY,
        by=SYSTEM,
        at=at(DAY),
    )
    for change in (Change.CANCEL, Change.TRANSFER, Change.DEVOLVE):
        with pytest.raises(Refused, match="没有对应清单里的事项"):
            acts.apply(made, change, "按方案划转。", by=SYSTEM, at=at(DAY))


def test_a_record_from_outside_shows_that_an_item_is_used() -> None:
    county = found()
    used = listed(county.organ, "Y1", "甲")
    listed(county.organ, "Y2", "乙")
    ExercisedRecord.objects.create(
        organ=county.organ, kind="case", code="", name=used.name, month=date(2027, 5, 1), count=1, source="业务系统"
    )
    watch.yearly(at(date(2028, 1, 6)))
    assert ("Y1", "DA-07") not in raised()
    assert ("Y2", "DA-07") in raised()


@pytest.mark.parametrize("missing", [None, 7])
def test_what_an_organ_does_of_its_own_motion_is_idle_only_by_records_of_every_month(missing: int | None) -> None:
    county = found()
    listed(county.organ, "X1", "查处一", kind="penalty")
    listed(county.organ, "X2", "查处二", kind="penalty")
    listed(county.other_organ, "X3", "查处三", kind="penalty")
    months = [date(2027 + n // 12, n % 12 + 1, 1) for n in range(24)]
    ExercisedRecord.objects.bulk_create(
        ExercisedRecord(organ=county.organ, kind="case", code="X1", name="查处一", month=month, count=1, source="s")
        for n, month in enumerate(months)
        if n != missing
    )
    watch.yearly(at(date(2029, 1, 5)))
    idle = {code for code, trigger in raised() if trigger == "DA-07" and code.startswith("X")}
    assert idle == (set() if missing is not None else {"X2"})
