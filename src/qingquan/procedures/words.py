"""Words of a procedure: what a step is, which published node it belongs to, and how a run may end."""

from enum import StrEnum

NAMESPACE = "urn:qingquan:procedure:1"
"""The namespace of our own attributes in a BPMN file; the usual prefix is `q`."""


class StepKind(StrEnum):
    """Which act a step is."""

    ACCEPT = "accept"
    EXAMINE = "examine"
    REVIEW = "review"
    DECIDE = "decide"
    ISSUE = "issue"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return KIND_LABELS[self]


KIND_LABELS = {
    StepKind.ACCEPT: "受理",
    StepKind.EXAMINE: "审查",
    StepKind.REVIEW: "审核",
    StepKind.DECIDE: "决定",
    StepKind.ISSUE: "发证",
    StepKind.OTHER: "其他",
}


class FlowNode(StrEnum):
    """The nine nodes (九个环节) every published flow is told in."""

    APPLY = "apply"
    ACCEPT = "accept"
    EXAMINE = "examine"
    DECIDE = "decide"
    HEARING = "hearing"
    ISSUE = "issue"
    CHANGE = "change"
    RENEW = "renew"
    SPECIAL_PROCEDURE = "special_procedure"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return NODE_LABELS[self]


NODE_LABELS = {
    FlowNode.APPLY: "申请",
    FlowNode.ACCEPT: "受理",
    FlowNode.EXAMINE: "审查",
    FlowNode.DECIDE: "决定",
    FlowNode.HEARING: "听证",
    FlowNode.ISSUE: "发证",
    FlowNode.CHANGE: "变更",
    FlowNode.RENEW: "延续",
    FlowNode.SPECIAL_PROCEDURE: "特别规定程序",
}


class Outcome(StrEnum):
    """How a run ends."""

    GRANTED = "granted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    DONE = "done"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return OUTCOME_LABELS[self]


OUTCOME_LABELS = {
    Outcome.GRANTED: "准予",
    Outcome.REFUSED: "不予许可",
    Outcome.NOT_ACCEPTED: "不予受理",
    Outcome.WITHDRAWN: "申请人撤回",
    Outcome.TERMINATED: "终止办理",
    Outcome.DONE: "办结",
}


class FactType(StrEnum):
    """What a declared case fact may hold."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    STRING = "string"
    CHOICE = "choice"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"boolean": "是否", "number": "数字", "string": "文字", "choice": "选项"}[self.value]


class DayUnit(StrEnum):
    """The unit of a timer. The codes are those of `qingquan.clock.Unit`."""

    WORKING_DAY = "WD"
    CALENDAR_DAY = "CD"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"WD": "个工作日", "CD": "日"}[self.value]


class Severity(StrEnum):
    """Whether a finding stops publication."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"error": "错误", "warning": "提醒"}[self.value]
