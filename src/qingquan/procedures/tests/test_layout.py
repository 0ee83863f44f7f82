"""Diagrams laid out from a plain list of stages: sound, readable, nothing on top of anything else."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingquan.law import Refused
from qingquan.places.words import Role
from qingquan.procedures import runs
from qingquan.procedures.rules.diagram import Box, Diagram, Point, Shape
from qingquan.procedures.rules.reading import read
from qingquan.procedures.tests.pictures import outside
from qingquan.procedures.words import Outcome, StepKind

ROW = {"名称": "审查", "岗位": "承办人", "时限": "5", "类别": "审查"}


@st.composite
def lists_of_stages(draw: st.DrawFn) -> list[runs.Stage]:
    """Any list of stages that may be asked for."""
    stages: list[runs.Stage] = []
    for place in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(StepKind))
        before = stages[-1] if stages else None
        earlier = [stage.name for stage in stages]
        returns_to = draw(st.sampled_from(["", *earlier])) if kind in (StepKind.REVIEW, StepKind.EXAMINE) else ""
        plain = kind not in (StepKind.ACCEPT, StepKind.DECIDE) and not returns_to
        beside = plain and before is not None and before.way is None and draw(st.booleans())
        stages.append(
            runs.Stage(
                name=draw(st.sampled_from(["审查", "征求利害关系人意见", "制证", "现场勘验与技术评审"])) + str(place),
                post=draw(st.sampled_from(Role)),
                working_days=draw(st.integers(0, 30)),
                kind=kind,
                returns_to=returns_to,
                beside=beside,
            )
        )
    return stages


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Whether a stretch of a line, always upright or level here, runs through the inside of a box."""
    low_x, high_x = sorted((start.x, end.x))
    low_y, high_y = sorted((start.y, end.y))
    return low_x < box.right - 1 and high_x > box.x + 1 and low_y < box.bottom - 1 and high_y > box.y + 1


def lines_through_shapes(diagram: Diagram) -> list[tuple[str, str]]:
    return [
        (flow, node)
        for flow, corners in diagram.page.lines.items()
        for start, end in pairwise(corners)
        for node, box in diagram.page.boxes.items()
        if crosses(start, end, box)
    ]


@settings(max_examples=150, deadline=None)
@given(lists_of_stages())
def test_no_shape_stands_on_another_and_no_line_runs_through_one(stages: list[runs.Stage]) -> None:
    diagram = read(runs.from_stages(stages, "任意程序"))
    assert not diagram.findings
    boxes = diagram.page.boxes
    assert not [pair for pair in combinations(boxes, 2) if overlap(boxes[pair[0]], boxes[pair[1]])]
    assert all(
        start.x == end.x or start.y == end.y for line in diagram.page.lines.values() for start, end in pairwise(line)
    )
    assert not lines_through_shapes(diagram)


@settings(max_examples=150, deadline=None)
@given(lists_of_stages())
def test_lines_begin_and_end_at_the_border_of_what_they_join(stages: list[runs.Stage]) -> None:
    diagram = read(runs.from_stages(stages, "任意程序"))
    for flow in diagram.flows.values():
        corners = diagram.page.lines[flow.id]
        for node, tip in ((flow.source, corners[0]), (flow.target, corners[-1])):
            box = diagram.page.boxes[node]
            assert box.x <= tip.x <= box.right
            assert box.y <= tip.y <= box.bottom
            assert tip.x in (box.x, box.right) or tip.y in (box.y, box.bottom)


@settings(max_examples=150, deadline=None)
@given(lists_of_stages())
def test_what_is_laid_out_can_be_run_to_its_end(stages: list[runs.Stage]) -> None:
    xml = runs.from_stages(stages, "任意程序")
    allowed = {"no_decision", "too_many_reviews", "too_many_states"}
    assert {found.code for found in runs.check(xml)} <= allowed
    assert not outside(runs.draw(xml))
    assert {row.name for row in runs.tell(xml)} >= {stage.name for stage in stages}


@pytest.mark.parametrize("count", range(1, 16))
def test_a_row_is_no_wider_than_a_page(count: int) -> None:
    stages = [runs.Stage(f"审查{n}", Role.HANDLER, 1, StepKind.EXAMINE) for n in range(count)]
    diagram = read(runs.from_stages(stages, "程序"))
    assert max(box.right for box in diagram.page.boxes.values()) < 1250


def test_the_file_says_again_what_was_asked() -> None:
    stages = runs.stages_of(
        [
            {"名称": "受理", "岗位": "窗口人员", "时限": "1", "类别": "受理"},
            ROW,
            {"name": "会签", "post": "reviewer", "working_days": 3, "kind": "review", "beside": True},
            {"名称": "汇总", "岗位": "审核人", "时限": "2", "类别": "审核", "退回到": "审查"},
            {"名称": "决定", "岗位": "批准人", "时限": "2", "类别": "决定"},
            {"名称": "发证", "岗位": "窗口人员", "时限": "1", "类别": "发证", "环节": "变更"},
        ]
    )
    diagram = read(runs.from_stages(stages, "联合审批"))
    steps = [node for node in diagram.nodes.values() if node.shape is Shape.STEP]
    assert diagram.name == "联合审批"
    assert [(node.name, node.post, node.working_days) for node in steps] == [
        ("受理", "window_clerk", 1),
        ("审查", "handler", 5),
        ("会签", "reviewer", 3),
        ("汇总", "reviewer", 2),
        ("决定", "approver", 2),
        ("送达不予许可决定", "window_clerk", 1),
        ("发证", "window_clerk", 1),
    ]
    assert [node.flow_node for node in steps][-1] == "change"
    assert list(diagram.facts) == ["acceptance", "review", "decision"]
    outcomes = {node.outcome for node in diagram.nodes.values() if node.shape is Shape.END}
    assert outcomes == {Outcome.GRANTED, Outcome.REFUSED, Outcome.NOT_ACCEPTED}


def test_a_case_sent_back_to_stages_side_by_side_does_them_all_again() -> None:
    stages = runs.stages_of(
        [
            ROW,
            ROW | {"名称": "会签", "并行": "是"},
            {"名称": "汇总", "岗位": "审核人", "时限": "2", "类别": "审核", "退回到": "会签"},
        ]
    )
    program = runs.load(runs.from_stages(stages, "程序"))
    marking = runs.start(program, {})
    for step_id in ("Step_1", "Step_2", "Step_3"):
        marking = runs.complete(program, marking, step_id, {"review": "return"})
    assert [step.name for step in runs.open_steps(program, marking)] == ["审查", "会签"]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "阶段须有 1 到 60 个"),
        ([ROW | {"名称": f"审查{n}"} for n in range(61)], "阶段须有 1 到 60 个"),
        ([ROW | {"名称": ""}], "第 1 个阶段没有名称"),
        ([ROW | {"岗位": "县长"}], "第 1 个阶段的岗位“县长”不在其中"),
        ([ROW | {"时限": "五"}], "时限“五”不是"),
        ([ROW | {"时限": "-1"}], "时限“-1”不是"),
        ([ROW | {"时限": "²"}], "时限“²”不是"),
        ([ROW | {"类别": "盖章"}], "类别“盖章”不在其中"),
        ([ROW | {"环节": "散步"}], "环节“散步”不在其中"),
        ([ROW, ROW], "“审查”出现了两次"),
        ([ROW | {"退回到": "审查"}], "前面没有这个阶段"),
        ([ROW | {"并行": "是"}], "不能与前一阶段并行"),
        ([ROW | {"类别": "决定"}, ROW | {"名称": "会签", "并行": "是"}], "不能与前一阶段并行"),
    ],
)
def test_a_list_of_stages_that_makes_no_procedure_is_refused(rows: list[dict[str, object]], why: str) -> None:
    with pytest.raises(Refused, match=why):
        runs.stages_of(rows)
