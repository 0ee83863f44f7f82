"""Deriving what a post answers for: flowcharts and holdings in, statement out."""

import pytest

from qingquan.duties.rules import authority
from qingquan.duties.rules.derive import BOUNDS, WINDOW, Derived, FlowStep, Line, Part, derive, differences
from qingquan.duties.words import StatementState
from qingquan.law import Refused
from qingquan.places.words import Role
from qingquan.procedures.words import StepKind

STEPS = (
    FlowStep("受理", StepKind.ACCEPT, "window_clerk", 1),
    FlowStep("审查", StepKind.EXAMINE, "handler", 5),
    FlowStep("审核", StepKind.REVIEW, "reviewer", 2),
    FlowStep("决定", StepKind.DECIDE, "approver", 0),
    FlowStep("送达", StepKind.ISSUE, "window_clerk", 1),
)


def part(*roles: str, code: str = "C1", name: str = "取水许可", steps: tuple[FlowStep, ...] = STEPS) -> Part:
    return Part(code, name, "行政许可", frozenset(roles), steps)


@pytest.mark.parametrize(
    ("role", "parts", "steps", "kinds", "papers"),
    [
        pytest.param(Role.HANDLER, [part("handler")], ["审查"], [StepKind.EXAMINE], ["审查意见"], id="one step"),
        pytest.param(
            Role.WINDOW_CLERK,
            [part("window_clerk")],
            ["受理", "送达"],
            [StepKind.ACCEPT, StepKind.ISSUE],
            ["受理通知书", "一次性补正告知书", "不予受理决定书", "行政许可证", "送达回证"],
            id="two steps of one post",
        ),
        pytest.param(
            Role.HANDLER,
            [part("handler", "reviewer")],
            ["审查", "审核"],
            [StepKind.EXAMINE, StepKind.REVIEW],
            ["审查意见", "审核意见"],
            id="a post that takes two roles",
        ),
        pytest.param(
            Role.HANDLER,
            [part("handler", code="C2", name="乙"), part("handler", code="C1", name="甲")],
            ["审查", "审查"],
            [StepKind.EXAMINE],
            ["审查意见"],
            id="two powers in the order of their codes, the bound once",
        ),
        pytest.param(
            Role.HANDLER, [part(steps=(), code="F1", name="罚款")], ["依职权行使"], [], [], id="exercised by duty"
        ),
        pytest.param(Role.HANDLER, [part("approver2")], [], [], [], id="a role no step has"),
        pytest.param(Role.SUPERVISOR, [], [], [], [], id="nothing"),
    ],
)
def test_a_post_answers_for_the_steps_it_takes(
    role: Role, parts: list[Part], steps: list[str], kinds: list[StepKind], papers: list[str]
) -> None:
    found = derive(role, parts)
    assert [line.step for line in found.lines] == steps
    assert list(found.bounds) == [BOUNDS[kind] for kind in kinds]
    assert list(found.papers) == papers
    assert [line.code for line in found.lines] == sorted(line.code for line in found.lines)


def test_limits_are_said_in_days_or_within_the_day() -> None:
    assert [line.limit for line in derive("approver", [part("approver", "handler")]).lines] == ["5 个工作日", "当日"]


def test_a_window_authorisation_brings_its_own_bound() -> None:
    authorised = Part("C1", "取水许可", "行政许可", frozenset({"approver"}), STEPS, by_window=True)
    found = derive(Role.CHIEF_REPRESENTATIVE, [authorised])
    assert found.bounds == (BOUNDS[StepKind.DECIDE], WINDOW)
    assert found.besides == ("代表本机关在政务服务窗口办理授权事项。",)


def test_what_is_kept_reads_back_the_same() -> None:
    found = derive(Role.WINDOW_CLERK, [part("window_clerk")])
    assert Derived.from_json(found.to_json()) == found  # type: ignore[arg-type]


OLD = derive(Role.HANDLER, [part("handler")])


@pytest.mark.parametrize(
    ("new", "told"),
    [
        pytest.param(OLD, [], id="nothing changed"),
        pytest.param(
            derive(Role.HANDLER, [part("handler", steps=(FlowStep("审查", StepKind.EXAMINE, "handler", 3),))]),
            [("取水许可：审查", "审查，5 个工作日", "审查，3 个工作日")],
            id="a shorter limit",
        ),
        pytest.param(
            derive(Role.HANDLER, [part("handler"), part("handler", code="C2", name="乙")]),
            [("乙：审查", "", "审查，5 个工作日")],
            id="another power",
        ),
        pytest.param(
            derive(Role.HANDLER, []),
            [
                ("取水许可：审查", "审查，5 个工作日", ""),
                ("权限边界", BOUNDS[StepKind.EXAMINE].says, ""),
                ("签发的文书", "审查意见", ""),
            ],
            id="taken away",
        ),
    ],
)
def test_what_is_out_of_date_is_told_line_by_line(new: Derived, told: list[tuple[str, str, str]]) -> None:
    assert [(each.what, each.old, each.new) for each in differences(OLD, new)] == told


def test_a_line_is_found_again_by_its_power_and_step() -> None:
    assert Line("C1", "取水许可", "审查", "审查", "当日").key == "C1 审查"


WHOLE = "违反上述职责的，依照有关规定追究责任。"


def test_who_may_write_confirm_give_back_and_publish() -> None:
    authority.check_writes(Role.CATALOGUE_ADMIN, 1, 1)
    authority.check_confirms(Role.ESTABLISHMENT_REVIEWER, StatementState.DRAFT)
    authority.check_gives_back(Role.HEAD, StatementState.REVIEWED, "漏了一项。")
    authority.check_publishes(Role.HEAD, 1, 1, StatementState.REVIEWED)
    authority.check_is_whole(WHOLE, out_of_date=False)


@pytest.mark.parametrize(
    ("check", "arguments"),
    [
        (authority.check_writes, (Role.HEAD, 1, 1)),
        (authority.check_writes, (Role.CATALOGUE_ADMIN, 2, 1)),
        (authority.check_confirms, (Role.HEAD, StatementState.DRAFT)),
        (authority.check_confirms, (Role.ESTABLISHMENT_REVIEWER, StatementState.PUBLISHED)),
        (authority.check_gives_back, (Role.CATALOGUE_ADMIN, StatementState.REVIEWED, "理由")),
        (authority.check_gives_back, (Role.HEAD, StatementState.DRAFT, "理由")),
        (authority.check_gives_back, (Role.HEAD, StatementState.REVIEWED, " ")),
        (authority.check_publishes, (Role.HEAD, 2, 1, StatementState.REVIEWED)),
        (authority.check_publishes, (Role.CATALOGUE_ADMIN, 1, 1, StatementState.REVIEWED)),
        (authority.check_publishes, (Role.HEAD, 1, 1, StatementState.DRAFT)),
    ],
)
def test_who_may_not(check: object, arguments: tuple[object, ...]) -> None:
    with pytest.raises(Refused):
        check(*arguments)  # type: ignore[operator]


@pytest.mark.parametrize(("said", "late"), [("短", False), (WHOLE, True)])
def test_a_statement_is_whole_and_up_to_date_before_it_is_confirmed(said: str, late: bool) -> None:
    with pytest.raises(Refused):
        authority.check_is_whole(said, out_of_date=late)
