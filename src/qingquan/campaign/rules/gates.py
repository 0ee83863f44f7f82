"""What a stage still lacks before the campaign may move on. Counted facts in, names of what is missing out.

The numbers of higher rooms (differences, opinions, batches) are counted by whoever asks and handed in; None means
that nobody has counted, which a gate that needs the number says.
"""

from collections.abc import Callable
from dataclasses import dataclass

from qingquan.campaign.words import CampaignStage
from qingquan.law import Refused

NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFacts:
    """All a gate may know."""

    # The campaign's own: names of organs, and whether the justice bureau froze the bases.
    unacknowledged: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    basis_confirmed: bool = False
    reported: int = 0

    # Two-way check: runs made, and differences neither resolved nor made somebody's task.
    comparisons: int | None = None
    differences_untasked: int | None = None
    # Review: items without both opinions; items in dispute without an evaluation; open objections; undecided items.
    opinions_missing: int | None = None
    evaluations_missing: int | None = None
    objections_open: int | None = None
    items_undecided: int | None = None
    # Publication: batches there are, without approval, not yet published.
    batches: int | None = None
    batches_unapproved: int | None = None
    batches_unpublished: int | None = None
    # After publication: items whose elements fail a check, promises neither cut nor excepted, items not yet open for
    # cases, adjustments past their term.
    items_failing: int | None = None
    promises_uncut: int | None = None
    items_not_running: int | None = None
    adjustments_overdue: int | None = None
    forfeits_open: int | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a gate still asks for."""

    what: str
    number: int
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.number:
            return self.what
        named = "、".join(self.names[:NAMED_AT_MOST]) + ("等" if len(self.names) > NAMED_AT_MOST else "")
        return f"{self.what} {self.number} 个" + (f"（{named}）" if named else "")


def organs(names: tuple[str, ...], what: str) -> tuple[Missing, ...]:
    """Organs that have not done something, by name."""
    return (Missing(what, len(names), names),) if names else ()


def counted(number: int | None, what: str, uncounted: str) -> tuple[Missing, ...]:
    """A number that must be nought, or the sentence that it was never counted."""
    if number is None:
        return (Missing(uncounted, 0),)
    return (Missing(what, number),) if number else ()


def two_way_check(facts: GateFacts) -> tuple[Missing, ...]:
    """A comparison was run, and each of its differences is resolved or somebody's task."""
    if not facts.comparisons:
        return (Missing("双向比对还没有进行", 0),)
    return counted(facts.differences_untasked, "既未处理也未交办的差异", "差异没有统计")


def government_approval(facts: GateFacts) -> tuple[Missing, ...]:
    """There are batches, and the government has approved each."""
    if not facts.batches:
        return (Missing("还没有报审的公布批次", 0),)
    return counted(facts.batches_unapproved, "未经政府审定的批次", "批次没有统计")


def uncut(facts: GateFacts) -> tuple[Missing, ...]:
    """Promises as long as before, which no exception covers: they do not outlast the campaign unnoticed."""
    return counted(facts.promises_uncut, "承诺时限尚未压缩也没有获批例外的事项", "承诺时限压缩没有统计")


# Stage → what it still lacks. Handbook §2.2, column of exit gates.
GATES: dict[CampaignStage, Callable[[GateFacts], tuple[Missing, ...]]] = {
    CampaignStage.LAUNCH: lambda facts: organs(facts.unacknowledged, "未确认任务的机关"),
    CampaignStage.BASIS_INVENTORY: lambda facts: (
        () if facts.basis_confirmed else (Missing("司法局还没有确认依据库已经固定", 0),)
    ),
    CampaignStage.SELF_REPORT: lambda facts: organs(facts.unsigned, "负责人未签字报送的机关"),
    CampaignStage.TWO_WAY_CHECK: two_way_check,
    CampaignStage.FIRST_REVIEW: lambda facts: counted(
        facts.opinions_missing, "编办、司法局意见不齐的事项", "初审意见没有统计"
    ),
    CampaignStage.EVALUATION: lambda facts: counted(
        facts.evaluations_missing, "应当评估论证而没有结论的事项", "评估论证没有统计"
    ),
    CampaignStage.DEPT_CONSULT: lambda facts: counted(
        facts.objections_open, "部门有异议尚未答复的事项", "部门异议没有统计"
    ),
    CampaignStage.SUBMIT_GOVERNMENT: lambda facts: counted(
        facts.items_undecided, "没有处理决定的事项", "处理决定没有统计"
    ),
    CampaignStage.GOVERNMENT_APPROVAL: government_approval,
    CampaignStage.PUBLISH_BATCH: lambda facts: counted(
        facts.batches_unpublished, "审定后没有公布的批次", "公布批次没有统计"
    ),
    CampaignStage.FLOW_REBUILD: lambda facts: (
        *counted(facts.items_failing, "要素检查没有通过的事项", "要素检查没有统计"),
        *uncut(facts),
    ),
    CampaignStage.GO_ONLINE: lambda facts: counted(facts.items_not_running, "没有上网运行的事项", "上网运行没有统计"),
    CampaignStage.DYNAMIC_ADJUSTMENT: lambda facts: counted(
        facts.adjustments_overdue, "逾期没有办结的动态调整", "动态调整没有统计"
    ),
    CampaignStage.INSPECTION_ACCEPTANCE: lambda facts: (
        *counted(facts.forfeits_open, "没有处理完的瞒报、漏报、虚报", "瞒报、漏报、虚报没有统计"),
        *uncut(facts),
    ),
}


def missing(stage: CampaignStage, facts: GateFacts) -> tuple[Missing, ...]:
    """What the stage still lacks, by name; nothing when the campaign may move on."""
    return GATES[stage](facts)


def check_may_leave(stage: CampaignStage, facts: GateFacts) -> None:
    """`Refused` with everything the stage still lacks."""
    if lacks := missing(stage, facts):
        raise Refused(f"“{stage.label}”还没有完成：{'；'.join(str(each) for each in lacks)}。")
