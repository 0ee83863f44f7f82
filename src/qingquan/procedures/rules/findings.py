"""What the check has to say about a diagram: a code, the element, and one Chinese sentence with its remedy."""

from collections.abc import Iterable
from dataclasses import dataclass

from qingquan.law import Refused
from qingquan.procedures.words import Severity

TEXTS = {
    # The file.
    "unreadable": "{why}",
    "no_process": "文件里没有流程（process）：请导出包含一个流程的 BPMN 2.0 文件。",
    "two_processes": "{where}是第二个流程：一个事项只能有一个流程，请删去或另存。",
    "too_many_elements": "流程有 {count} 个{what}，超过 {most} 个：请拆成几个事项的流程。",
    "no_id": "{tag} 没有 id：请用编辑器重新导出。",
    "duplicate_id": "编号“{id}”出现了两次：请用编辑器重新导出，使编号唯一。",
    "unsupported": "{where}是{what}，程序不能照此办理：请改用用户任务、排他网关或并行网关。",
    # Attributes of our own.
    "bad_attribute": "{where}的 {attribute} 写作“{value}”，不可用：应为{expected}。",
    "no_post": "{where}没有写明岗位：请填写 q:post，例如 handler（承办人）。",
    "no_limit": "{where}没有写明办理时限：请填写 q:workingDays（工作日数，当日办结写 0）。",
    "no_kind": "{where}没有写明是哪一类步骤：请填写 q:kind（accept、examine、review、decide、issue 或 other）。",
    "no_node": "{where}没有写明属于哪个环节：请填写 q:node（九个环节之一）。",
    "no_name": "{where}没有名称：公布的流程图里每个步骤都要有名称。",
    "bad_timer": "{where}的时限不可用：请写成 P5D 并以 q:unit 注明 WD（工作日）或 CD（自然日）。",
    "bad_fact": "事实“{fact}”的声明不可用：{why}。",
    # Shape of the graph.
    "no_start": "{where}没有开始事件：请补一个。",
    "two_starts": "{where}是多余的开始事件：每个流程和子流程只能有一个。",
    "no_end": "{where}没有结束事件：请补上并注明结果。",
    "missing_reference": "{where}连向不存在的元素“{ref}”：请重新连线。",
    "crosses_border": "{where}跨越了子流程的边界：连线的两端须在同一层。",
    "into_start": "{where}指向开始事件：开始事件不能有进线。",
    "out_of_end": "{where}从结束事件引出：结束事件不能有出线。",
    "into_timer": "{where}指向定时器：定时器只能附在步骤上，不能有进线。",
    "no_way_in": "{where}没有进线：请连上，或者删去。",
    "no_way_out": "{where}没有出线：请连到下一步或结束事件。",
    "implicit_split": "{where}有 {count} 条出线：一步之后分支须画网关（排他或并行）。",
    "condition_outside_gateway": "{where}写了条件，但不是从排他网关引出：请把条件移到排他网关的出线上。",
    "unattached": "{where}没有附在步骤或子流程上：请把定时器放到步骤的边上。",
    "instant_loop": "{where}在一条没有任何步骤的环路上：请在环路中放一个步骤。",
    # Conditions.
    "bad_condition": "{where}的条件“{text}”看不懂：{why}。",
    "no_condition": "{where}没有条件，也不是默认出线：请写明条件，或设为默认。",
    "default_has_condition": "{where}是默认出线，不应再写条件：请删去条件。",
    "bad_default": "{where}的默认出线“{ref}”不是它自己的出线：请重新指定。",
    "not_covered": "{where}的各条件都不成立时无路可走（例如{example}）：请补一条出线或设默认出线。",
    "cannot_tell": "{where}的条件是否周全无法推算：请设一条默认出线。",
    "never_holds": "{where}的条件永远轮不到：前面的条件已包括它，或者它自相矛盾。",
    "overlap": "{where}的条件与前面的条件会同时成立（例如{example}）：将走写在前面的一条，请确认。",
    # Behaviour.
    "too_many_states": "流程的可能状态超过 {most} 种，无法逐一核对：请减少并行分支。",
    "two_at_once": "{where}可能同时被打开两次：并行分支没有用并行网关汇合。",
    "deadlock": "{where}可能永远等不齐：它等待的分支不会都到达，请检查前面是否用了排他网关分支。",
    "no_completion": "走到{where}以后可能再也办不完：请给环路一条出口。",
    "dead_step": "{where}永远不会被打开：请检查通向它的路。",
    "dead_flow": "{where}永远不会被走到：请检查前面的网关。",
    "no_outcome": "走到{where}时流程结束，却没有办理结果：请填写 q:outcome（例如 granted 准予）。",
    "two_outcomes": "同一次办理会先后走到不同结果，最后是{where}：请先汇合再结束。",
    "ends_too_early": "走到{where}时，{open}还没有办完：请先用并行网关汇合再结束。",
    "outcome_inside": "{where}在子流程里面，注明的结果不起作用：请把结果写在最外层的结束事件上。",
    "no_page": "文件只有流程，没有图形坐标，画不出来：请用编辑器画好后再导出。",
    "not_drawn": "{where}会被执行，却没有画在流程图上：请在编辑器里补画。",
    # What the county owes its people.
    "no_decision": "审查步骤{where}之后可以不经决定就走到“{end}”：请在其间放一个决定步骤。",
    "too_many_reviews": "一条路上有 {count} 级审查审核（{steps}），超过 {most} 级：请精简，"
    "或在流程上以 q:reviewException 写明批准文号。",
    "too_long": "一条路上的时限合计 {count} 个工作日（{steps}），超过承诺的 {most} 个工作日：请缩短步骤时限。",
}
"""Every sentence, by code. `{where}` becomes the element's name in quotation marks."""

WARNINGS = frozenset({"overlap", "no_page"})
"""Findings that do not stop publication."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the check found, pointing at the element it is about ("" for the whole file)."""

    code: str
    element_id: str
    element_name: str
    message: str
    severity: Severity = Severity.ERROR

    @property
    def stops(self) -> bool:
        """Whether the diagram may not be published because of it."""
        return self.severity is Severity.ERROR


def found(code: str, element_id: str, element_name: str = "", **values: object) -> Finding:
    """Build the finding of a code; the values fill the gaps of its sentence."""
    where = f"「{element_name}」" if element_name else f"元素 {element_id} "
    severity = Severity.WARNING if code in WARNINGS else Severity.ERROR
    return Finding(code, element_id, element_name, TEXTS[code].format(where=where, **values), severity)


class NotRunnable(Refused):
    """A diagram that cannot be run. Its text is one line: the first finding and how many more there are."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0]
        place = f"（{first.element_id}）" if first.element_id else ""
        more = f"另有 {len(self.findings) - 1} 处问题。" if len(self.findings) > 1 else ""
        super().__init__(f"{first.message}{place}{more}")


def unreadable(why: str) -> NotRunnable:
    """Refuse a file as a whole, before it is known to be a diagram at all."""
    return NotRunnable([found("unreadable", "", why=why)])
