"""Rulings and reforms: what may be entered, what they set off and when, what is kept of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from qingquan.adjustment import acts, watch
from qingquan.adjustment.models import Adjustment, Reform, Ruling
from qingquan.adjustment.reading.records import annulled_again
from qingquan.adjustment.rules.records import Paper, check_reform, check_ruling
from qingquan.adjustment.tests.listing import listed, raised
from qingquan.adjustment.words import Holding, ReformKind, RulingKind
from qingquan.catalogue.models import Item
from qingquan.forfeits.models import StoppedCase
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM
from qingquan.places.words import Role
from tests.county import County, at, found, official

DAY = date(2026, 8, 3)
LATER = DAY + timedelta(days=15)
SUMMARY = "认定收取保证金没有法律、法规依据。"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("paper", "told", "why"),
    [
        pytest.param(Paper(" ", SUMMARY, DAY), {}, "填写文号", id="no number"),
        pytest.param(Paper("1号", "短", DAY), {}, "写明要点", id="says nothing"),
        pytest.param(Paper("1号", SUMMARY, DAY), {"body": " "}, "作出机关", id="nobody made it"),
        pytest.param(Paper("1号", SUMMARY, LATER), {"decided_on": LATER}, "不能晚于今天", id="made in the future"),
        pytest.param(
            Paper("1号", SUMMARY, DAY - timedelta(days=2)),
            {"decided_on": DAY - timedelta(days=1)},
            "不能早于作出日期",
            id="in effect before it was made",
        ),
    ],
)
def test_a_ruling_is_a_document_of_somebody_from_a_day(paper: Paper, told: dict[str, Any], why: str) -> None:
    given: dict[str, Any] = {"body": "县法院", "decided_on": DAY, "today": DAY} | told
    with pytest.raises(Refused, match=why):
        check_ruling(paper, **given)


@pytest.mark.parametrize(
    ("kind", "successor", "why"),
    [
        (ReformKind.CLOSED, 2, "没有承接机关"),
        (ReformKind.MERGED, None, "选择承接机关"),
        (ReformKind.PENALTIES, None, "选择承接机关"),
        (ReformKind.PENALTIES, 1, "不能是原机关自己"),
        (ReformKind.CLOSED, None, ""),
        (ReformKind.MERGED, 2, ""),
    ],
)
def test_powers_go_to_another_organ_or_end_with_theirs(kind: ReformKind, successor: int | None, why: str) -> None:
    paper = Paper("清发〔2026〕17号", "按方案划转。", DAY)
    if not why:
        check_reform(paper, kind, 1, successor)
        return
    with pytest.raises(Refused, match=why):
        check_reform(paper, kind, 1, successor)


def ruled(county: County, holding: Holding = Holding.NO_BASIS, item: Item | None = None, **told: Any) -> Ruling:
    """A judgment that is entered today."""
    given = {"number": "（2026）清行终12号", "on": DAY, "by": SYSTEM, "case_number": "", **told}
    return acts.enter_ruling(
        item or county.item,
        Paper(given["number"], SUMMARY, given["on"]),
        kind=RulingKind.JUDGMENT,
        holding=holding,
        body="清泉县人民法院",
        decided_on=min(given["on"], DAY),
        case_number=given["case_number"],
        by=given["by"],
        at=at(DAY, 10),
    )


def test_a_power_held_to_be_without_basis_stops_its_cases_in_the_same_moment() -> None:
    county = found()
    case = county.receive(DAY, hour=9)
    ruling = ruled(county, case_number=case.number)
    made = Adjustment.objects.get()
    assert (made.code, made.document_no, made.basis_void, made.source_key) == (
        "DA-05",
        ruling.number,
        True,
        ruling.source_key,
    )
    assert StoppedCase.objects.get().case.number == case.number
    assert watch.look(at(DAY, 11)) == 0
    assert Entry.objects.get(kind="ruling.entered").subject == county.item.code


def test_one_not_yet_in_effect_waits_for_its_day_though_the_worker_was_down() -> None:
    county = found()
    ruled(county, on=LATER)
    watch.look(at(LATER - timedelta(days=1), 23))
    assert not Adjustment.objects.exists()
    for hour in (1, 2):
        watch.look(at(LATER + timedelta(days=2), hour))
    assert Adjustment.objects.get().effective_on == LATER


@pytest.mark.parametrize("holding", [Holding.ANNULLED, Holding.UPHELD])
def test_a_wrong_act_or_a_right_one_leaves_the_power_alone(holding: Holding) -> None:
    ruled(found(), holding)
    assert watch.look(at(DAY, 11)) == 0
    assert not Adjustment.objects.exists()


def test_an_item_whose_acts_are_annulled_again_is_told() -> None:
    county = found()
    other = listed(county.organ, "R2", "河道采砂许可")
    ruled(county, Holding.ANNULLED, number="1号")
    assert annulled_again(DAY) == []
    ruled(county, Holding.ANNULLED, number="2号")
    ruled(county, Holding.UPHELD, other, number="3号")
    ruled(county, Holding.ANNULLED, other, number="4号")
    assert annulled_again(DAY) == [(county.item.code, "取水许可", 2)]
    assert annulled_again(date(2028, 8, 4)) == []


def test_a_ruling_is_entered_once_by_the_offices_and_names_a_case_of_the_item() -> None:
    county = found()
    with pytest.raises(Refused, match="司法局审核员"):
        ruled(county, by=county.head.acts)
    with pytest.raises(Refused, match="没有编号为“9901”的办件"):
        ruled(county, case_number="9901")
    ruled(county)
    with pytest.raises(Refused, match="已经登记"):
        ruled(county)
    assert Ruling.objects.count() == Adjustment.objects.count() == 1


def reformed(county: County, kind: ReformKind = ReformKind.MERGED, **told: Any) -> Reform:
    """The water bureau's powers go to the forestry bureau."""
    given: dict[str, Any] = {"successor": county.other_organ, "items": (), "by": SYSTEM, "number": "清发〔2026〕17号"}
    given |= told
    return acts.enter_reform(
        county.organ,
        Paper(given["number"], "按机构改革方案划转。", LATER),
        kind=kind,
        successor=given["successor"],
        items=given["items"],
        by=given["by"],
        at=at(DAY, 10),
    )


def test_a_merger_asks_the_old_organ_for_each_item_and_the_new_one_to_take_it_up() -> None:
    county = found()
    listed(county.organ, "P1", "查处一", kind="penalty")
    listed(county.other_organ, "P2", "查处二", kind="penalty")
    reformed(county)
    for hour in (11, 12):
        watch.look(at(DAY, hour))
    old = Adjustment.objects.filter(organ=county.organ)
    assert {(made.name, made.code, made.effective_on) for made in old} == {
        ("取水许可", "DA-03", LATER),
        ("查处一", "DA-03", LATER),
    }
    new = Adjustment.objects.filter(organ=county.other_organ)
    assert {(made.name, made.item) for made in new} == {("取水许可", None), ("查处一", None)}
    # What the old organ lists afterwards is called up as well.
    listed(county.organ, "P3", "查处三", kind="penalty")
    assert watch.look(at(DAY, 13)) == 2


def test_the_reform_of_enforcement_moves_penalties_and_their_coercion_only() -> None:
    county = found()
    listed(county.organ, "P1", "查处一", kind="penalty")
    listed(county.organ, "P2", "强制拆除", kind="coercion")
    reformed(county, ReformKind.PENALTIES)
    watch.look(at(DAY, 11))
    assert [row for row in raised() if row[0]] == [("P1", "DA-04"), ("P2", "DA-04")]


def test_only_the_items_named_are_moved() -> None:
    county = found()
    named = listed(county.organ, "P1", "查处一", kind="penalty")
    listed(county.organ, "P2", "查处二", kind="penalty")
    reformed(county, ReformKind.PENALTIES, items=[named])
    watch.look(at(DAY, 11))
    assert [row for row in raised() if row[0]] == [("P1", "DA-04")]


def test_a_closed_organ_without_a_successor_leaves_nobody_to_take_up() -> None:
    county = found()
    reformed(county, ReformKind.CLOSED, successor=None)
    watch.look(at(DAY, 11))
    made = Adjustment.objects.get()
    assert (made.organ, "职责取消" in made.source) == (county.organ, True)


def test_a_reform_is_entered_once_by_the_establishment_office_and_moves_what_is_the_organs_own() -> None:
    county = found()
    theirs = listed(county.other_organ, "P2", "查处二", kind="penalty")
    legal = official(county.other_organ, Role.LEGAL_OFFICE_REVIEWER, "legal", "司法")
    with pytest.raises(Refused, match="编办审核员"):
        reformed(county, by=legal.acts)
    with pytest.raises(Refused, match="不是清泉县水利局的事项：P2"):
        reformed(county, items=[theirs])
    with pytest.raises(Refused, match="只划转行政处罚"):
        reformed(county, ReformKind.PENALTIES, items=[county.item])
    reformed(county)
    with pytest.raises(Refused, match="已经登记"):
        reformed(county)
    assert Reform.objects.count() == 1


@pytest.mark.parametrize("model", [Ruling, Reform])
def test_what_was_entered_is_neither_changed_nor_removed(model: type[Ruling] | type[Reform]) -> None:
    county = found()
    ruled(county)
    reformed(county)
    with pytest.raises(IntegrityError, match="不能更改或者删除"), transaction.atomic():
        model.objects.update(summary="别的")
    with pytest.raises(IntegrityError, match="不能更改或者删除"), transaction.atomic():
        model.objects.all()._raw_delete(model.objects.db)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"successor": None}, "reform_moves_to_another"),
        ({"kind": "closed"}, "reform_moves_to_another"),
        ({"to_itself": True}, "reform_not_to_itself"),
        ({"document_no": "清发〔2026〕17号"}, "reform_once_per_organ"),
    ],
)
def test_the_database_keeps_a_reform_whole(changes: dict[str, Any], constraint: str) -> None:
    county = found()
    made = reformed(county)
    made.pk, made.document_no = None, "清发〔2026〕18号"
    if changes.pop("to_itself", False):
        changes["successor"] = county.organ
    for name, value in changes.items():
        setattr(made, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        made.save(force_insert=True)
