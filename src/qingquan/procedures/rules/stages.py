"""A procedure as a plain list of stages, for a county that has no diagram yet.

Gateways follow from the kind of a stage: after acceptance and after the decision the refusals branch off, and a
review that names an earlier stage may send the case back to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from qingquan.law import Refused
from qingquan.places.words import Role
from qingquan.procedures.rules.attributes import MOST_DAYS, NODE_OF_KIND
from qingquan.procedures.words import FlowNode, StepKind

Word = TypeVar("Word", Role, StepKind, FlowNode)

MOST_STAGES = 60
HEADINGS = {
    "名称": "name",
    "环节名称": "name",
    "岗位": "post",
    "时限": "working_days",
    "工作日": "working_days",
    "类别": "kind",
    "环节": "node",
    "退回到": "returns_to",
    "并行": "beside",
}
"""Chinese headings of a table of stages."""
YES = frozenset({"是", "true", "True", "1", "√", "并行"})


class Way(StrEnum):
    """What a gateway after a stage asks."""

    ACCEPTANCE = "acceptance"
    REVIEW = "review"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what, by which post, in how many working days. `beside` puts it next to the stage before it."""

    name: str
    post: Role
    working_days: int
    kind: StepKind
    node: FlowNode | None = None
    returns_to: str = ""
    beside: bool = False

    @property
    def flow_node(self) -> FlowNode:
        """The published node it belongs to."""
        return self.node or NODE_OF_KIND.get(self.kind, FlowNode.EXAMINE)

    @property
    def way(self) -> Way | None:
        """The gateway that follows it, if any."""
        ways = {StepKind.ACCEPT: Way.ACCEPTANCE, StepKind.DECIDE: Way.DECISION}
        return Way.REVIEW if self.returns_to else ways.get(self.kind)


def stages_of(rows: Iterable[Mapping[str, object]]) -> list[Stage]:
    """Stages from rows of a table or a TOML file; Refused names the row and the column."""
    stages = [_stage(place, _plain(row)) for place, row in enumerate(rows, start=1)]
    _check(stages)
    return stages


def _plain(row: Mapping[str, object]) -> dict[str, str]:
    named = {HEADINGS.get(str(key).strip(), str(key).strip()): value for key, value in row.items()}
    return {key: str(value).strip() for key, value in named.items() if value is not None}


def _stage(place: int, row: Mapping[str, str]) -> Stage:
    name = row.get("name", "")
    if not name:
        raise Refused(f"第 {place} 个阶段没有名称。")
    days = row.get("working_days", "")
    if not (days.isascii() and days.isdecimal() and int(days) <= MOST_DAYS):
        raise Refused(f"第 {place} 个阶段“{name}”的时限“{days}”不是 0 到 {MOST_DAYS} 的整数（工作日）。")
    return Stage(
        name=name,
        post=_word(place, "岗位", row.get("post", ""), Role),
        working_days=int(days),
        kind=_word(place, "类别", row.get("kind", ""), StepKind),
        node=_word(place, "环节", row["node"], FlowNode) if row.get("node") else None,
        returns_to=row.get("returns_to", ""),
        beside=row.get("beside", "") in YES,
    )


def _word(place: int, column: str, value: str, words: type[Word]) -> Word:
    """A code or its Chinese name."""
    for word in words:
        if value in (word.value, word.label):
            return word
    raise Refused(f"第 {place} 个阶段的{column}“{value}”不在其中：{'、'.join(word.label for word in words)}。")


def _check(stages: Sequence[Stage]) -> None:
    if not stages or len(stages) > MOST_STAGES:
        raise Refused(f"阶段须有 1 到 {MOST_STAGES} 个。")
    names = [stage.name for stage in stages]
    for place, stage in enumerate(stages):
        if stage.name in names[:place]:
            raise Refused(f"阶段“{stage.name}”出现了两次。")
        if stage.returns_to and stage.returns_to not in names[:place]:
            raise Refused(f"阶段“{stage.name}”退回到“{stage.returns_to}”，前面没有这个阶段。")
        if stage.beside and (place == 0 or stage.way or stages[place - 1].way):
            raise Refused(f"阶段“{stage.name}”不能与前一阶段并行：并行的阶段须是不分支的审查或其他阶段。")
