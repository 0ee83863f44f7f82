"""The handling items of a power (新办、变更、延续、补发、注销), and which of the nine published nodes each covers."""

from collections.abc import Sequence
from dataclasses import dataclass

from qingquan.places.words import Role
from qingquan.procedures.words import FlowNode, StepKind
from qingquan.wording import Word

HEARING = "hearing"


class HandlingKind(Word):
    """业务办理项的种类, read from the name."""

    NEW = "new", "新办"
    CHANGE = "change", "变更"
    RENEW = "renew", "延续"
    REISSUE = "reissue", "补发"
    CANCEL = "cancel", "注销"


WORDS = (
    (HandlingKind.CANCEL, ("注销",)),
    (HandlingKind.REISSUE, ("补发", "补证", "补领", "换发", "遗失")),
    (HandlingKind.RENEW, ("延续", "续期", "换证", "续展", "到期")),
    (HandlingKind.CHANGE, ("变更",)),
)


def kind_of(name: str) -> HandlingKind:
    """Which handling item a name means; a name that says nothing of it is the first grant."""
    return next((kind for kind, words in WORDS if any(word in name for word in words)), HandlingKind.NEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """One handling item with the steps of its flowchart; `steps` is None while it has none."""

    code: str
    name: str
    kind: HandlingKind
    steps: tuple[tuple[str, FlowNode], ...] | None = None
    specials: tuple[tuple[str, str], ...] = ()
    """(reason, name) of each special procedure it states."""
    sha256: str = ""
    version: int = 0
    corrected: str = ""
    """Why the kind is not the one its name tells; empty where the name does."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One node and what covers it; empty when nothing does."""

    node: FlowNode
    by: tuple[str, ...]


def coverage(one: Handling, family: Sequence[Handling]) -> tuple[Covered, ...]:
    """The nine nodes in their order.

    Application is where a flowchart starts; a hearing and other special procedures happen beside the steps and are
    covered by being stated with their articles; change and renewal are handling items of their own with flowcharts.
    """
    found: dict[FlowNode, list[str]] = {node: [] for node in FlowNode}
    if one.steps is not None:
        found[FlowNode.APPLY].append("流程起点")
        for name, node in one.steps:
            found[node].append(name)
    for reason, name in one.specials:
        found[FlowNode.HEARING if reason == HEARING else FlowNode.SPECIAL_PROCEDURE].append(f"{name}（停止计时）")
    for other in family:
        own_node = {HandlingKind.CHANGE: FlowNode.CHANGE, HandlingKind.RENEW: FlowNode.RENEW}.get(other.kind)
        if own_node and other.steps is not None:
            found[own_node].append(other.name)
    return tuple(Covered(node, tuple(dict.fromkeys(by))) for node, by in found.items())


def missing_kinds(family: Sequence[Handling]) -> tuple[HandlingKind, ...]:
    """Kinds no handling item of the family stands for."""
    there = {one.kind for one in family}
    return tuple(kind for kind in HandlingKind if kind not in there)


@dataclass(frozen=True, slots=True)
class Planned:
    """One stage of a flowchart to begin with."""

    name: str
    post: Role
    kind: StepKind
    share: int
    least: int = 0
    returns_to: str = ""


FULL = (
    Planned("受理", Role.WINDOW_CLERK, StepKind.ACCEPT, 10),
    Planned("审查", Role.HANDLER, StepKind.EXAMINE, 50, least=1),
    Planned("审核", Role.REVIEWER, StepKind.REVIEW, 20, least=1, returns_to="审查"),
    Planned("决定", Role.APPROVER, StepKind.DECIDE, 15, least=1),
    Planned("制证送达", Role.WINDOW_CLERK, StepKind.ISSUE, 5),
)
SHORTER = tuple(one for one in FULL if one.kind is not StepKind.REVIEW)
AT_ONCE = tuple(one for one in SHORTER if one.kind is not StepKind.EXAMINE)


def stages_for(kind: HandlingKind, promised: int) -> list[dict[str, object]]:
    """Stages to begin with, their limits adding up to no more than the promise (working days)."""
    plan = FULL if kind is HandlingKind.NEW else AT_ONCE if kind is HandlingKind.CANCEL else SHORTER
    while sum(one.least for one in plan) > promised and plan is not AT_ONCE:
        plan = SHORTER if plan is FULL else AT_ONCE
    given = [0 if promised == 0 else max(one.least, one.share * promised // 100) for one in plan]
    while sum(given) > max(promised, 0):
        given[given.index(max(given))] -= 1
    return [
        {
            "name": one.name,
            "post": one.post.value,
            "working_days": days,
            "kind": one.kind.value,
            "returns_to": one.returns_to,
        }
        for one, days in zip(plan, given, strict=True)
    ]
