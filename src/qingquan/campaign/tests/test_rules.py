"""Gates, reminders, indicators, terms, the reduced form: each as a table."""

from datetime import date
from typing import Any

import pytest

from qingquan.campaign.rules.entries import Particulars, blocking, findings_of
from qingquan.campaign.rules.fields import FIELDS
from qingquan.campaign.rules.gates import GATES, GateFacts, check_may_leave, missing
from qingquan.campaign.rules.progress import Indicator, Sums, indicators
from qingquan.campaign.rules.reduced import read, texts_of
from qingquan.campaign.rules.reminders import Owed, calls
from qingquan.campaign.rules.stages import STAGES, following
from qingquan.campaign.words import CampaignStage, ReminderKind, ReportState
from qingquan.catalogue.rules.parts import Fee, LegalBasis, Material, Span
from qingquan.catalogue.tests.examples import licence
from qingquan.catalogue.words import BasisLevel, ExerciseLevel, LimitUnit, PowerType
from qingquan.law import Refused

S = CampaignStage
SAID = Particulars(duty="负责取水许可。", cases_last_year=12, fees_last_year=0)


def test_every_stage_has_a_gate_and_all_but_the_last_a_next_one() -> None:
    assert GATES.keys() == set(STAGES)
    assert [following(stage) for stage in STAGES] == [*STAGES[1:], None]


@pytest.mark.parametrize(
    ("stage", "facts", "lacks"),
    [
        pytest.param(
            S.LAUNCH,
            {"unacknowledged": ("甲局", "乙局")},
            ["未确认任务的机关 2 个（甲局、乙局）"],
            id="two silent organs",
        ),
        pytest.param(S.LAUNCH, {}, [], id="all acknowledged"),
        pytest.param(S.BASIS_INVENTORY, {}, ["司法局还没有确认依据库已经固定"], id="bases not frozen"),
        pytest.param(S.BASIS_INVENTORY, {"basis_confirmed": True}, [], id="bases frozen"),
        pytest.param(
            S.SELF_REPORT,
            {"unsigned": ("甲局",)},
            ["负责人未签字报送的机关 1 个（甲局）"],
            id="one head has not signed",
        ),
        pytest.param(S.TWO_WAY_CHECK, {}, ["双向比对还没有进行"], id="never compared"),
        pytest.param(
            S.TWO_WAY_CHECK,
            {"comparisons": 0, "differences_untasked": 0},
            ["双向比对还没有进行"],
            id="compared nought times",
        ),
        pytest.param(
            S.TWO_WAY_CHECK,
            {"comparisons": 2, "differences_untasked": 3},
            ["既未处理也未交办的差异 3 个"],
            id="differences without owner",
        ),
        pytest.param(
            S.TWO_WAY_CHECK, {"comparisons": 1, "differences_untasked": 0}, [], id="every difference has an owner"
        ),
        pytest.param(S.FIRST_REVIEW, {}, ["初审意见没有统计"], id="opinions not counted"),
        pytest.param(
            S.FIRST_REVIEW, {"opinions_missing": 4}, ["编办、司法局意见不齐的事项 4 个"], id="opinions missing"
        ),
        pytest.param(
            S.EVALUATION, {"evaluations_missing": 1}, ["应当评估论证而没有结论的事项 1 个"], id="not evaluated"
        ),
        pytest.param(S.DEPT_CONSULT, {"objections_open": 0}, [], id="objections answered"),
        pytest.param(S.SUBMIT_GOVERNMENT, {"items_undecided": 2}, ["没有处理决定的事项 2 个"], id="undecided"),
        pytest.param(
            S.GOVERNMENT_APPROVAL,
            {"batches": 0, "batches_unapproved": 0},
            ["还没有报审的公布批次"],
            id="nothing submitted",
        ),
        pytest.param(
            S.GOVERNMENT_APPROVAL,
            {"batches": 5, "batches_unapproved": 1},
            ["未经政府审定的批次 1 个"],
            id="one not approved",
        ),
        pytest.param(S.PUBLISH_BATCH, {"batches_unpublished": 0}, [], id="all published"),
        pytest.param(
            S.FLOW_REBUILD,
            {"items_failing": 7, "promises_uncut": 0},
            ["要素检查没有通过的事项 7 个"],
            id="elements fail",
        ),
        pytest.param(S.GO_ONLINE, {"items_not_running": 1}, ["没有上网运行的事项 1 个"], id="not running"),
        pytest.param(
            S.DYNAMIC_ADJUSTMENT, {"adjustments_overdue": 1}, ["逾期没有办结的动态调整 1 个"], id="late adjustments"
        ),
        pytest.param(
            S.INSPECTION_ACCEPTANCE,
            {"forfeits_open": 1, "promises_uncut": 0},
            ["没有处理完的瞒报、漏报、虚报 1 个"],
            id="open forfeits",
        ),
    ],
)
def test_a_gate_says_what_is_still_missing(stage: CampaignStage, facts: dict[str, Any], lacks: list[str]) -> None:
    assert [str(each) for each in missing(stage, GateFacts(**facts))] == lacks


def test_a_closed_gate_refuses_with_everything_it_lacks() -> None:
    with pytest.raises(Refused, match="“自查申报”还没有完成：负责人未签字报送的机关 6 个（1局、2局、3局、4局、5局等）"):
        check_may_leave(S.SELF_REPORT, GateFacts(unsigned=tuple(f"{n}局" for n in range(1, 7))))


ACKNOWLEDGE_BY, DUE = date(2026, 3, 13), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("state", "on", "kinds"),
    [
        (ReportState.ASKED, date(2026, 3, 13), []),
        (ReportState.ASKED, date(2026, 3, 14), [ReminderKind.ACKNOWLEDGE]),
        (ReportState.ACKNOWLEDGED, date(2026, 3, 27), []),
        (ReportState.ACKNOWLEDGED, date(2026, 3, 28), [ReminderKind.DUE_SOON]),
        (ReportState.ACKNOWLEDGED, date(2026, 3, 31), [ReminderKind.DUE_SOON]),
        (ReportState.ACKNOWLEDGED, date(2026, 4, 1), [ReminderKind.OVERDUE]),
        (ReportState.ASKED, date(2026, 4, 1), [ReminderKind.ACKNOWLEDGE, ReminderKind.OVERDUE]),
        (ReportState.GIVEN_BACK, date(2026, 3, 28), [ReminderKind.RETURN_DUE]),
        (ReportState.GIVEN_BACK, date(2026, 3, 31), [ReminderKind.RETURN_DUE]),
        (ReportState.GIVEN_BACK, date(2026, 4, 1), [ReminderKind.GIVEN_BACK]),
        (ReportState.SIGNED, date(2026, 4, 1), []),
    ],
)
def test_an_organ_is_reminded_before_and_after(state: ReportState, on: date, kinds: list[ReminderKind]) -> None:
    assert [call.kind for call in calls(Owed(state, ACKNOWLEDGE_BY, DUE), on)] == kinds


@pytest.mark.parametrize(
    ("part", "whole", "percent", "reached"),
    [
        (2, 3, 67, False),
        (1, 2, 50, False),
        (0, 0, None, None),
        (3, 3, 100, True),
        (-1, 4, -25, False),
        (1, 200, 1, False),
    ],
)
def test_a_rate_is_whole_per_cent_rounded_half_up(
    part: int, whole: int, percent: int | None, reached: bool | None
) -> None:
    rate = Indicator("", "", part, whole, "", target=100)
    assert (rate.percent, rate.reached) == (percent, reached)


def test_the_indicators_of_the_handbook_in_their_order() -> None:
    keys = [each.key for each in indicators(Sums(decided=1, reduced=1, baseline=10))]
    assert keys == [
        "report",
        "acknowledged",
        "decided",
        "reduced",
        "cut_legal",
        "cut_former",
        "levels",
        "centre",
        "online",
    ]


@pytest.mark.parametrize(
    ("changes", "said", "field", "blocks"),
    [
        ({"power_type": PowerType.GENERIC}, SAID, "power_type", True),
        ({"promise": Span(50)}, SAID, "promise", True),
        ({"promise": None}, SAID, "promise", False),
        ({"legal_bases": ()}, SAID, "legal_bases", False),
        ({"legal_bases": (LegalBasis(name="水法"),)}, SAID, "legal_bases", False),
        ({"exercise_levels": ()}, SAID, "exercise_levels", False),
        ({"max_review_levels": 3}, SAID, "max_review_levels", False),
        ({"materials": (Material(name="其他材料"),)}, SAID, "materials", False),
        ({}, Particulars(duty="职责"), "cases_last_year", False),
        ({}, Particulars(cases_last_year=1), "duty", False),
        ({"fees": (Fee(name="登记费"),)}, Particulars(duty="职责", cases_last_year=1), "fees_last_year", False),
    ],
)
def test_what_is_doubtful_is_named_by_its_field(
    changes: dict[str, Any], said: Particulars, field: str, blocks: bool
) -> None:
    (found,) = findings_of(licence(**changes), said)
    assert (found.field, found.blocks) == (field, blocks)


def test_a_right_item_has_no_findings() -> None:
    assert blocking(findings_of(licence(), SAID)) == findings_of(licence(), SAID) == ()


def test_texts_read_again_are_the_same_item() -> None:
    facts = licence(
        power_type=PowerType.NON_LICENCE_APPROVAL_LEGACY,
        exercise_levels=(ExerciseLevel.COUNTY, ExerciseLevel.TOWN, ExerciseLevel.VILLAGE),
        promise=Span(1, LimitUnit.MONTH),
        fees=(Fee(name="登记费", standard="每件 80 元：住宅"), Fee(name="工本费")),
        materials=(Material(name="申请书", copies=3), Material(name="证明", scenario="单位")),
        online=True,
        statutory_duty=True,
    )
    said = Particulars(duty="职责", cases_last_year=0, fees_last_year=123_45, remark="说明")
    again = read(texts_of(facts, said), facts)
    assert (again.facts, again.said, again.wrong) == (facts, said, ())


def test_a_new_item_is_read_from_its_texts_alone() -> None:
    texts = {field.key: "" for field in FIELDS} | {
        "name": "取水许可",
        "power_type": "01",
        "legal_bases": "《中华人民共和国水法》第四十八条第一款\n取水许可和水资源费征收管理条例第二条",
        "exercise_levels": "县级、镇（乡、街道）级",
        "legal_limit": "二十",
        "promise": "当日",
        "fees": "不收费",
        "fees_last_year": "1,200.5",
    }
    read_again = read(texts)
    assert [each.key for each in read_again.wrong] == ["promise"]
    assert read_again.facts.legal_limit == Span(20)
    assert read_again.facts.exercise_levels == (ExerciseLevel.COUNTY, ExerciseLevel.TOWN)
    assert [(basis.level, basis.article) for basis in read_again.facts.legal_bases] == [
        (BasisLevel.LAW, "第四十八条第一款"),
        (BasisLevel.ADMIN_REGULATION, "第二条"),
    ]
    assert (read_again.facts.fees, read_again.said.fees_last_year) == ((), 120_050)
