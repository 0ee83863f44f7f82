"""Handling items, the nine nodes, and flowcharts to begin with."""

import pytest

from qingquan.leaner.rules.flows import Handling, HandlingKind, coverage, kind_of, missing_kinds, stages_for
from qingquan.procedures import runs
from qingquan.procedures.words import FlowNode


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("取水许可", HandlingKind.NEW),
        ("取水许可（变更）", HandlingKind.CHANGE),
        ("取水许可证延续", HandlingKind.RENEW),
        ("食品经营许可证补发", HandlingKind.REISSUE),
        ("食品经营许可注销", HandlingKind.CANCEL),
        ("变更登记后注销", HandlingKind.CANCEL),
    ],
)
def test_the_name_says_which_handling_item_it_is(name: str, kind: HandlingKind) -> None:
    assert kind_of(name) is kind


STEPS = (("受理", FlowNode.ACCEPT), ("审查", FlowNode.EXAMINE), ("决定", FlowNode.DECIDE), ("发证", FlowNode.ISSUE))
NEW = Handling(
    code="1",
    name="取水许可",
    kind=HandlingKind.NEW,
    steps=STEPS,
    specials=(("hearing", "听证"), ("expert_review", "专家评审")),
)
CHANGE = Handling(code="2", name="取水许可变更", kind=HandlingKind.CHANGE, steps=STEPS)
RENEW = Handling(code="3", name="取水许可延续", kind=HandlingKind.RENEW)


def test_nine_nodes_each_with_what_covers_it() -> None:
    told = {each.node: each.by for each in coverage(NEW, (NEW, CHANGE, RENEW))}
    assert list(told) == list(FlowNode)
    assert told[FlowNode.APPLY] == ("流程起点",)
    assert told[FlowNode.EXAMINE] == ("审查",)
    assert told[FlowNode.HEARING] == ("听证（停止计时）",)
    assert told[FlowNode.SPECIAL_PROCEDURE] == ("专家评审（停止计时）",)
    assert told[FlowNode.CHANGE] == ("取水许可变更",)
    # The renewal has no flowchart, so nothing covers it.
    assert told[FlowNode.RENEW] == ()


def test_what_has_no_flowchart_covers_not_even_the_application() -> None:
    assert all(each.by == () for each in coverage(RENEW, (RENEW,)))
    assert missing_kinds((NEW, CHANGE)) == (HandlingKind.RENEW, HandlingKind.REISSUE, HandlingKind.CANCEL)


@pytest.mark.parametrize("kind", list(HandlingKind), ids=lambda kind: kind.value)
@pytest.mark.parametrize("promised", [0, 1, 2, 3, 4, 5, 7, 10, 14, 20, 31, 60])
def test_a_flowchart_to_begin_with_keeps_the_promise_and_passes_the_check(kind: HandlingKind, promised: int) -> None:
    rows = stages_for(kind, promised)
    assert sum(int(str(row["working_days"])) for row in rows) <= promised
    xml = runs.from_stages(runs.stages_of(rows), "流程")
    assert [each for each in runs.check(xml, promised_working_days=promised) if each.stops] == []
    assert runs.review_levels(xml) <= 2
