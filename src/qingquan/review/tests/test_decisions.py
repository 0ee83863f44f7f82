"""The table of the fourteen decisions, row by row."""

from dataclasses import replace
from datetime import date

import pytest

from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.tests.examples import LAW, licence
from qingquan.catalogue.words import BasisLevel, PowerSource, PowerType, ServiceObject, Verdict
from qingquan.law import Refused
from qingquan.review.rules.decisions import RULES, bases_of, check_may_decide, check_suits, needs_approval
from qingquan.review.rules.matter import Basis, Matter, Standing, basis_of, check_is_settled, matter_of
from qingquan.review.rules.particulars import Part, Particulars
from qingquan.review.words import CancelGround, DecisionCode, FailingKind, MergeGround, NewMode

K = DecisionCode
TODAY = date(2026, 3, 2)
CARRIED, VOID, WEAK = (
    Basis(verdict=Verdict.OK),
    Basis(verdict=None, why="没有写明依据"),
    Basis(verdict=Verdict.INVALID_BASIS, why="规章不得设定行政许可。", cite="《行政许可法》第十七条"),
)
POWER = Matter(power_type=PowerType.LICENCE, basis=CARRIED, in_catalogue=True, in_force=True)
WRITTEN = {
    K.RETAIN: Particulars(),
    K.CANCEL: Particulars(ground=CancelGround.REPLACEABLE),
    K.ADJUST: Particulars(),
    K.MERGE: Particulars(merge_ground=MergeGround.SEQUENCE, into="A1"),
    K.SPLIT: Particulars(parts=(Part("A1-1", "甲"), Part("A1-2", "乙"))),
    K.DEVOLVE: Particulars(
        receiver="泉城街道", authority="省人民政府", document_no="省政发〔2026〕3号", staff=2, capacity="已核查"
    ),
    K.TAKE_OVER: Particulars(
        authority="市人民政府", document_no="市政发〔2026〕8号", from_on=date(2026, 4, 1), capacity="已培训"
    ),
    K.ENTRUST: Particulars(receiver="泉城街道", period="三年"),
    K.CHANGE_MODE: Particulars(mode=NewMode.FILING),
    K.FREEZE: Particulars(authority="国务院", document_no="国发〔2026〕1号", from_on=date(2026, 3, 3)),
    K.INTERNAL_APPROVAL: Particulars(),
    K.TRANSFER_OUT: Particulars(receiver="清泉县林业局", document_no="清编发〔2026〕4号"),
    K.RETAIN_AFTER_FIX: Particulars(fix="补正依据", until_on=date(2026, 6, 1)),
    K.FORFEITED: Particulars(failing=FailingKind.CONCEALED, document_no="清监〔2026〕2号", from_on=TODAY),
}
SUITED = {
    K.CANCEL: replace(POWER, statutory_duty=False),
    K.TAKE_OVER: replace(POWER, devolved_to_us=True),
    K.INTERNAL_APPROVAL: replace(POWER, for_organs_only=True),
    K.FORFEITED: replace(POWER, found_by_check=True),
}


def agreed(code: DecisionCode, **changes: object) -> Standing:
    usual = Standing(opinions=2, proposed=code, evaluated=True, answered=True)
    return replace(usual, **changes)  # type: ignore[arg-type]


def test_there_are_fourteen_and_each_has_its_rule() -> None:
    assert [code.value for code in RULES] == [f"K{n}" for n in range(1, 15)]
    assert all(rule.effect.endswith("。") for rule in RULES.values())


@pytest.mark.parametrize("code", list(K), ids=lambda code: code.label)
def test_a_decision_that_has_all_it_needs_may_be_taken(code: DecisionCode) -> None:
    check_may_decide(code, SUITED.get(code, POWER), agreed(code), WRITTEN[code], TODAY)


@pytest.mark.parametrize("code", [code for code in K if RULES[code].asks], ids=lambda code: code.label)
def test_each_thing_a_decision_must_state_is_asked_for(code: DecisionCode) -> None:
    empty = Particulars()
    for name in RULES[code].asks:
        with pytest.raises(Refused, match="须写明"):
            check_may_decide(
                code,
                SUITED.get(code, POWER),
                agreed(code),
                replace(WRITTEN[code], **{name: getattr(empty, name)}),
                TODAY,
            )


REFUSED = [
    (K.RETAIN, {"basis": VOID}, {}, "没有写明依据"),
    (K.RETAIN, {"basis": WEAK}, {}, "第十七条"),
    (K.RETAIN, {"subject_known": False}, {}, "不是申报机关"),
    (K.RETAIN, {"power_type": PowerType.NON_LICENCE_APPROVAL_LEGACY}, {}, "非行政许可审批"),
    (K.RETAIN, {}, {"vetoed": True}, "一票否决"),
    (K.CANCEL, {"statutory_duty": True}, {}, "无权取消"),
    (K.ADJUST, {"basis": WEAK}, {}, "第十七条"),
    (K.MERGE, {"in_catalogue": False}, {}, "没有列入"),
    (K.SPLIT, {"basis": VOID}, {}, "依据"),
    (K.DEVOLVE, {"in_force": False}, {}, "没有施行中的版本"),
    (K.TAKE_OVER, {}, {}, "不是承接事项"),
    (K.ENTRUST, {"power_type": PowerType.COERCION}, {}, "《行政强制法》第十七条"),
    (K.CHANGE_MODE, {"power_type": PowerType.PENALTY}, {}, "转变管理方式"),
    (K.FREEZE, {"in_catalogue": False}, {}, "没有列入"),
    (K.INTERNAL_APPROVAL, {}, {}, "不能转为政府内部审批"),
    (K.RETAIN_AFTER_FIX, {"basis": VOID}, {}, "应当取消"),
    (K.FORFEITED, {"statutory_duty": True, "found_by_check": True}, {}, "不能因瞒报、漏报而放弃"),
    (K.FORFEITED, {}, {}, "部门自己申报"),
]


@pytest.mark.parametrize(("code", "power", "standing", "why"), REFUSED)
def test_a_power_that_does_not_suit_is_refused_with_the_reason(
    code: DecisionCode, power: dict[str, object], standing: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused) as no:
        check_suits(code, replace(POWER, **power), agreed(code, **standing))  # type: ignore[arg-type]
    assert why in str(no.value)


def test_a_duty_whose_basis_is_gone_may_be_cancelled() -> None:
    check_suits(K.CANCEL, replace(POWER, statutory_duty=True, basis=VOID), agreed(K.CANCEL))


def test_the_county_devolves_no_penalty_by_itself() -> None:
    penalty = replace(POWER, power_type=PowerType.PENALTY)
    own = replace(WRITTEN[K.DEVOLVE], authority="清泉县人民政府")
    with pytest.raises(Refused, match="第二十四条"):
        check_may_decide(K.DEVOLVE, penalty, agreed(K.DEVOLVE), own, TODAY)
    check_may_decide(K.DEVOLVE, penalty, agreed(K.DEVOLVE), WRITTEN[K.DEVOLVE], TODAY)


def test_a_basis_that_is_there_is_no_reason_to_cancel() -> None:
    with pytest.raises(Refused, match="足以设定"):
        check_may_decide(K.CANCEL, POWER, agreed(K.CANCEL), Particulars(ground=CancelGround.NO_BASIS), TODAY)


def test_what_the_upper_level_cancelled_is_named_by_its_document() -> None:
    upper = Particulars(ground=CancelGround.UPPER_CANCELLED)
    with pytest.raises(Refused, match="文号"):
        check_may_decide(K.CANCEL, POWER, agreed(K.CANCEL), upper, TODAY)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        (K.SPLIT, Particulars(parts=(Part("A", "甲"),))),
        (K.SPLIT, Particulars(parts=(Part("A", "甲"), Part("A", "乙")))),
        (K.RETAIN_AFTER_FIX, Particulars(fix="补正依据", until_on=TODAY)),
        (K.FREEZE, replace(WRITTEN[K.FREEZE], until_on=date(2026, 3, 1))),
    ],
)
def test_what_is_written_makes_sense(code: DecisionCode, written: Particulars) -> None:
    with pytest.raises(Refused):
        check_may_decide(code, POWER, agreed(code), written, TODAY)


def test_nobody_decides_past_what_both_offices_say() -> None:
    with pytest.raises(Refused, match="一致意见是“取消”"):
        check_may_decide(K.RETAIN, POWER, agreed(K.CANCEL), Particulars(), TODAY)


@pytest.mark.parametrize(
    ("code", "differed", "written", "heard"),
    [
        (K.MERGE, False, WRITTEN[K.MERGE], True),
        (K.CANCEL, False, WRITTEN[K.CANCEL], True),
        (K.CANCEL, False, Particulars(ground=CancelGround.UPPER_CANCELLED, document_no="市政发〔2026〕1号"), False),
        (K.RETAIN, True, Particulars(), True),
        (K.RETAIN, False, Particulars(), False),
        (K.SPLIT, True, WRITTEN[K.SPLIT], False),
    ],
)
def test_experts_are_heard_on_merging_doing_without_and_disputed_keeping(
    code: DecisionCode, differed: bool, written: Particulars, heard: bool
) -> None:
    unheard = agreed(code, evaluated=False, differed=differed)
    if heard:
        with pytest.raises(Refused, match="评估论证"):
            check_may_decide(code, POWER, unheard, written, TODAY)
    else:
        check_may_decide(code, POWER, unheard, written, TODAY)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"opinions": 1}, "还没有都提出"),
        ({"proposed": None}, "不一致"),
        ({"evaluating": True}, "专家评估"),
        ({"commenting": True}, "征求意见"),
        ({"objection_open": True}, "异议"),
        ({"answered": False, "answer_by": TODAY}, "反馈期限"),
        ({"answered": False, "answer_by": None}, "反馈期限"),
    ],
)
def test_nothing_is_decided_before_everybody_was_heard(changes: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_is_settled(agreed(K.CANCEL, **changes), TODAY)


def test_silence_of_the_organ_past_its_term_holds_nothing_up() -> None:
    check_is_settled(agreed(K.CANCEL, answered=False, answer_by=date(2026, 3, 1)), TODAY)


def test_keeping_what_was_reported_waits_for_nobody() -> None:
    check_is_settled(agreed(K.RETAIN, answered=False), TODAY)


def test_what_ends_or_leaves_the_list_waits_for_the_government() -> None:
    waits = {code for code in K if needs_approval(code, WRITTEN[code])}
    assert waits == {K.CANCEL, K.MERGE, K.DEVOLVE, K.ENTRUST, K.TRANSFER_OUT}
    assert needs_approval(K.CHANGE_MODE, Particulars(mode=NewMode.SUPERVISION))


@pytest.mark.parametrize("code", list(K), ids=lambda code: code.label)
def test_what_is_written_comes_back_as_it_was_stored(code: DecisionCode) -> None:
    assert Particulars.from_json(WRITTEN[code].to_json()) == WRITTEN[code]


@pytest.mark.parametrize(
    ("bases", "verdict"),
    [
        ((), None),
        ((replace(LAW, effective_until=date(2026, 2, 28)),), None),
        ((LAW,), Verdict.OK),
        ((LegalBasis(name="清泉县取水办法", level=BasisLevel.NORM_DOC),), Verdict.INVALID_BASIS),
        ((LegalBasis(name="不知道的办法"),), Verdict.NEEDS_LEGAL_REVIEW),
    ],
)
def test_bases_are_judged_as_they_stand_on_the_day(bases: tuple[LegalBasis, ...], verdict: Verdict | None) -> None:
    assert basis_of(licence(legal_bases=bases), TODAY).verdict is verdict


def test_a_power_is_read_from_what_was_reported() -> None:
    told = licence(service_objects=(ServiceObject.ORGAN,), power_source=PowerSource.DEVOLVED, organ_name="清泉县林业局")
    seen = matter_of(told, TODAY, in_catalogue=True, in_force=False, found_by_check=False, organ="清泉县水利局")
    assert (seen.for_organs_only, seen.devolved_to_us, seen.subject_known, seen.in_catalogue) == (
        True,
        True,
        False,
        True,
    )


@pytest.mark.parametrize(
    ("code", "written", "named"),
    [
        (K.RETAIN, Particulars(), [basis.key for basis in licence().legal_bases]),
        (K.CANCEL, Particulars(ground=CancelGround.REPLACEABLE), ["《行政许可法》第十三条"]),
        (K.CANCEL, Particulars(ground=CancelGround.NO_BASIS), ["清理审核实施方案"]),
        (K.FREEZE, WRITTEN[K.FREEZE], ["国务院国发〔2026〕1号"]),
    ],
)
def test_a_decision_names_what_it_rests_on(code: DecisionCode, written: Particulars, named: list[str]) -> None:
    assert bases_of(code, written, licence()) == named
