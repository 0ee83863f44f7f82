"""From which steps of which powers a post holds: its duties, their limits, their bounds, the papers it signs.

Nothing here is written by hand: change a flowchart or a holding, derive again, and the difference is what is out of
date in the statement. What the law says of each kind of step stands beside its article.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qingquan.papers.words import DocumentKind, title_of
from qingquan.places.words import Role
from qingquan.procedures.words import StepKind


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step of a flowchart: its name, what it is, which role takes it, its limit in working days."""

    name: str
    kind: StepKind
    role: str
    working_days: int


@dataclass(frozen=True, slots=True)
class Part:
    """A power as a post meets it: the roles it takes, and all steps of the flowchart (none: exercised by duty)."""

    code: str
    name: str
    power_type: str
    roles: frozenset[str]
    steps: tuple[FlowStep, ...] = ()
    by_window: bool = False
    """Whether the post takes a part by a window authorisation."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement: a step of a power, or a power exercised by duty."""

    code: str
    item: str
    step: str
    kind: str
    limit: str

    @property
    def key(self) -> str:
        """By which it is found again in another version."""
        return f"{self.code} {self.step}"


@dataclass(frozen=True, slots=True)
class Bound:
    """What the post may not do, or must do, at steps of a kind; with the article where there is one."""

    says: str
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """The part of a statement nobody writes."""

    lines: tuple[Line, ...] = ()
    besides: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    papers: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Plain values for keeping."""
        return {
            "lines": [[line.code, line.item, line.step, line.kind, line.limit] for line in self.lines],
            "besides": list(self.besides),
            "bounds": [[bound.says, bound.cite] for bound in self.bounds],
            "papers": list(self.papers),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, list[list[str]]]) -> "Derived":
        """What was kept."""
        return cls(
            tuple(Line(*row) for row in kept.get("lines", [])),
            tuple(str(each) for each in kept.get("besides", [])),
            tuple(Bound(*row) for row in kept.get("bounds", [])),
            tuple(str(each) for each in kept.get("papers", [])),
        )


BOUNDS = {
    StepKind.ACCEPT: Bound(
        "受理：材料齐全、符合法定形式的应当受理；需要补正的，当场或者五日内一次告知全部内容。",
        "《行政许可法》第三十二条",
    ),
    StepKind.EXAMINE: Bound(
        "审查：需要核实实质内容的，指派两名以上工作人员核查；只提出审查意见，不作决定。", "《行政许可法》第三十四条"
    ),
    StepKind.REVIEW: Bound("审核：复核事实、依据和程序，可以退回重新审查；不代替审查，不作决定。"),
    StepKind.DECIDE: Bound(
        "决定：符合法定条件的应当准予；不予的说明理由并告知救济途径；不决定本人审查的办件。", "《行政许可法》第三十八条"
    ),
    StepKind.ISSUE: Bound("制证送达：自作出准予决定之日起十日内颁发、送达。", "《行政许可法》第四十四条"),
    StepKind.OTHER: Bound("其他环节：按流程图载明的内容和时限办理，超时的由系统记载并提醒。"),
}
WINDOW = Bound("窗口授权：只在授权书载明的事项、环节和期限内签批；现场踏勘、集体讨论、专家论证、听证的不在授权之内。")
PAPERS = {
    StepKind.ACCEPT: (
        title_of(DocumentKind.ACCEPTANCE),
        title_of(DocumentKind.SUPPLEMENT_NOTICE),
        title_of(DocumentKind.REFUSAL_OF_ACCEPTANCE),
    ),
    StepKind.EXAMINE: ("审查意见",),
    StepKind.REVIEW: ("审核意见",),
    StepKind.DECIDE: (title_of(DocumentKind.GRANT_DECISION), title_of(DocumentKind.REFUSAL_DECISION)),
    StepKind.ISSUE: (title_of(DocumentKind.CERTIFICATE), title_of(DocumentKind.PROOF_OF_SERVICE)),
    StepKind.OTHER: (),
}
BESIDES = {
    Role.HEAD: (
        "批准延长办理期限（一次，十个工作日）。",
        "签发委托书、窗口授权书。",
        "审定本机关岗位责任说明书，签字确认清理申报。",
    ),
    Role.CATALOGUE_ADMIN: ("起草、修改本机关的权力事项和流程图。", "指定各事项的行使岗位，编制岗位责任说明书。"),
    Role.CHIEF_REPRESENTATIVE: ("代表本机关在政务服务窗口办理授权事项。",),
    Role.LEGAL_REVIEWER: ("对重大决定进行法制审核，提出书面意见。",),
    Role.HEARING_HOST: ("主持听证，审核听证笔录。",),
    Role.WINDOW_CLERK: ("接待咨询，一次告知所需材料。",),
}


def derive(role: str, parts: Iterable[Part]) -> Derived:
    """The statement of a post of this role from the powers it takes part in, in the order of their codes."""
    lines: list[Line] = []
    kinds: set[StepKind] = set()
    by_window = False
    for part in sorted(parts, key=lambda one: one.code):
        mine = [step for step in part.steps if step.role in part.roles]
        kinds |= {step.kind for step in mine}
        by_window |= part.by_window and bool(mine)
        lines += [Line(part.code, part.name, step.name, step.kind.label, limit_of(step)) for step in mine]
        if not part.steps:
            lines.append(Line(part.code, part.name, "依职权行使", part.power_type, "按法定时限"))
    known = [kind for kind in StepKind if kind in kinds]
    bounds = tuple(BOUNDS[kind] for kind in known) + ((WINDOW,) if by_window else ())
    papers = tuple(paper for kind in known for paper in PAPERS[kind])
    besides = BESIDES.get(Role(role), ()) if role in set(Role) else ()
    return Derived(tuple(lines), besides, bounds, papers)


def limit_of(step: FlowStep) -> str:
    """The limit of a step in words."""
    return f"{step.working_days} 个工作日" if step.working_days else "当日"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions: a row of a comparison."""

    what: str
    old: str
    new: str


def differences(old: Derived, new: Derived) -> tuple[Change, ...]:
    """What is out of date in the old one, in the order of the new; empty when nothing is."""
    before = {line.key: line for line in old.lines}
    after = {line.key: line for line in new.lines}
    found = [
        Change(f"{line.item}：{line.step}", said(before.get(key)), said(after.get(key)))
        for key, line in (before | after).items()
        if before.get(key) != after.get(key)
    ]
    for what, was, now in (
        ("其他职责", old.besides, new.besides),
        ("权限边界", said_bounds(old), said_bounds(new)),
        ("签发的文书", old.papers, new.papers),
    ):
        if was != now:
            found.append(Change(what, "；".join(was), "；".join(now)))
    return tuple(found)


def said(line: Line | None) -> str:
    """A line in a cell."""
    return f"{line.kind}，{line.limit}" if line else ""


def said_bounds(derived: Derived) -> tuple[str, ...]:
    """Bounds as they are compared."""
    return tuple(bound.says for bound in derived.bounds)
