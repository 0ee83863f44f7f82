"""What a power must be like for a decision to be taken on it, each with its reason and article."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qingquan.catalogue.words import PowerType
from qingquan.law import Refused
from qingquan.review.rules.matter import WHY_NOT_CARRIED, Matter, Standing
from qingquan.review.words import DecisionCode


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold, the sentence said when it does not, and what it rests on."""

    holds: Callable[[Matter, Standing], bool]
    why: str | Callable[[Matter], str]
    cite: str | Callable[[Matter], str] = ""

    def check(self, matter: Matter, standing: Standing) -> None:
        """`Refused` when it does not hold."""
        if not self.holds(matter, standing):
            raise Refused(*(part if isinstance(part, str) else part(matter) for part in (self.why, self.cite)))


def why_not_carried(matter: Matter) -> str:
    """What is wrong with the bases, in the words of the rank's own judgement where there is one."""
    told = matter.basis.why.rstrip("。") or WHY_NOT_CARRIED[matter.basis.verdict]
    return f"{told}，不能按原样保留；可以取消，或者限期整改后保留。"


APPROVALS = frozenset(
    {PowerType.LICENCE, PowerType.NON_LICENCE_APPROVAL_LEGACY, PowerType.CONFIRMATION, PowerType.OTHER_POWER}
)

BASIS_CARRIES = Condition(lambda m, s: m.basis.carries, why_not_carried, lambda m: m.basis.cite)
HAS_SOME_BASIS = Condition(lambda m, s: m.basis.verdict is not None, "没有任何依据的事项无从整改，应当取消。")
SUBJECT_IS_THE_ORGAN = Condition(
    lambda m, s: m.subject_known, "申报的实施主体不是申报机关，请先退回更正，或者按“转出”处理。"
)
NOT_A_LEGACY_TYPE = Condition(
    lambda m, s: m.power_type is not PowerType.NON_LICENCE_APPROVAL_LEGACY,
    "非行政许可审批这一类别已经取消，只能取消、转为政府内部审批或者转变管理方式。",
)
NOT_VETOED = Condition(
    lambda m, s: not s.vetoed, "专家评估认定不合法（合法性打 0 分），一票否决，不能保留；可以取消或者整改后保留。"
)
NO_DUTY_IS_DROPPED = Condition(
    lambda m, s: not (m.statutory_duty and m.basis.carries),
    "这是法律规定应当履行的职责，依据仍然有效，本县无权取消。",
)
IN_THE_CATALOGUE = Condition(lambda m, s: m.in_catalogue, "该事项还没有列入权力清单，不存在这样处理的对象。")
IN_FORCE = Condition(lambda m, s: m.in_force, "该事项没有施行中的版本，不能这样处理。")
CAME_FROM_ABOVE = Condition(lambda m, s: m.devolved_to_us, "申报的权力来源不是上级下放、授权或者委托，不是承接事项。")
NO_COERCION_IS_ENTRUSTED = Condition(
    lambda m, s: m.power_type is not PowerType.COERCION, "行政强制措施权不得委托。", "《行政强制法》第十七条"
)
ONLY_APPROVALS_CHANGE = Condition(
    lambda m, s: m.power_type in APPROVALS, "只有审批、确认等依申请的事项才谈得上转变管理方式。"
)
ONLY_ORGANS_APPLY = Condition(
    lambda m, s: m.for_organs_only, "服务对象不只是行政机关，涉及公民、法人的审批不能转为政府内部审批。"
)
NOT_GIVEN_UP = Condition(
    lambda m, s: not m.given_up,
    "该事项已被认定放弃，不能再这样处理；认定有误的，先撤销认定。",
    lambda m: f"认定编号 {m.given_up}",
)
NO_DUTY_IS_FORFEITED = Condition(
    lambda m, s: not m.statutory_duty,
    "法律规定应当履行的职责不能因瞒报、漏报而放弃：应当补列入清单继续履行，另行追究责任。",
)
FOUND_BY_THE_CHECK = Condition(
    lambda m, s: m.found_by_check, "该事项是部门自己申报的，不是比对后发现的瞒报、漏报事项，不能视为自动放弃。"
)

CITES: Mapping[DecisionCode, str] = {
    DecisionCode.ENTRUST: "《行政许可法》第二十四条",
}
"""Where the law itself demands what must be written."""
