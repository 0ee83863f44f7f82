"""What reports say themselves, what registers know by name only, and stored words in sentences."""

from dataclasses import replace
from datetime import date

from qingquan.crosscheck.reading.gathering import Gathered
from qingquan.crosscheck.reading.shown import said, yuan
from qingquan.crosscheck.rules.claims import claims, with_claims
from qingquan.matching.twoway import DifferenceKind, Remembered, Row, compare, signs

DUTY = Row("7", "负责水资源统一管理和水工程的监督管理。", organ="W", organ_name="水利局")
IDLE = Row("8", "负责水利工程质量监督。", organ="W", organ_name="水利局")
ITEM = Row("1", "河道采砂许可", organ="W", organ_name="水利局")
NAMED = {"1": "负责水资源统一管理和水工程的监督管理"}


def kinds(remembered: Remembered, named: dict[str, str]) -> list[tuple[str, str]]:
    found = compare([], [ITEM], [DUTY, IDLE], [], [], remembered)
    whole = with_claims(found, claims([DUTY, IDLE], [ITEM], named, remembered))
    return [(each.kind.value, each.left.name) for each in whole.differences if each.left]


def test_an_item_that_names_its_duty_is_not_outside_the_duties_and_the_duty_is_not_idle() -> None:
    assert kinds(Remembered(), {}) == [("B-C", ITEM.name), ("C-B", DUTY.name), ("C-B", IDLE.name)]
    assert kinds(Remembered(), NAMED) == [("C-B", IDLE.name)]


def test_a_duty_that_the_plan_does_not_have_answers_nothing() -> None:
    assert kinds(Remembered(), {"1": "负责一切。"}) == kinds(Remembered(), {})
    assert kinds(Remembered(), {"1": ""}) == kinds(Remembered(), {})
    others = replace(ITEM, organ="F")
    assert claims([DUTY], [others], NAMED, Remembered()) == []


def test_what_a_reviewer_parted_a_report_does_not_join() -> None:
    parted = Remembered(parted=frozenset({signs(DUTY, ITEM)}))
    assert (DifferenceKind.OUTSIDE_DUTIES.value, ITEM.name) in kinds(parted, NAMED)


def test_the_pair_that_a_report_makes_says_so() -> None:
    found = with_claims(compare([], [ITEM], [DUTY], [], []), claims([DUTY], [ITEM], NAMED, Remembered()))
    (pair,) = found.pairs
    assert pair.sure and "申报写明" in pair.evidence[0].says


def test_what_one_register_knows_by_name_only_joins_what_another_knows_by_code() -> None:
    seen = Gathered()
    organ = ("W", "水利局")
    seen.add(organ, "", "取水许可审批", first=date(2026, 1, 1), last=date(2026, 3, 1), seals=4)
    seen.add(organ, "119", "取水许可", first=date(2026, 2, 1), last=date(2026, 2, 9), cases=2)
    seen.add(organ, "", "捕捞证", first=date(2026, 2, 1), last=date(2026, 2, 1), fees=1, fen=500)
    seen.add(("F", "林业局"), "", "取水许可", first=date(2026, 2, 1), last=date(2026, 2, 1), seals=1)
    water, fish, forest = sorted(seen.activities(), key=lambda each: -each.cases - each.fees)
    assert (water.name, water.code, water.cases, water.seals) == ("取水许可", "119", 2, 4)
    assert (water.first, water.last) == (date(2026, 1, 1), date(2026, 3, 1))
    assert (fish.name, fish.fen) == ("捕捞证", 500)
    assert (forest.organ, forest.seals) == ("F", 1)


def test_sentences_speak_the_words_of_people() -> None:
    assert said("目录是“province、city”，申报是“county”。") == "目录是“省级、市级”，申报是“县级”。"
    assert said("同为licence，编码 CITY_licence_1") == "同为行政许可，编码 CITY_licence_1"
    assert yuan(1_234_560) == "12,345.60 元"
