"""The fourteen decisions as one table: what each needs, what it does, what its document says. Handbook §2.4.

A condition on the matter keeps a decision off the form, with its reason; a condition on the particulars asks for
what must be written. Neither is kept anywhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import PowerType
from qingquan.law import Refused
from qingquan.review.rules import conditions as on
from qingquan.review.rules.conditions import Condition
from qingquan.review.rules.matter import Matter, Standing
from qingquan.review.rules.particulars import Part, Particulars, check_lengths, labels
from qingquan.review.words import CancelGround, DecisionCode, NewMode

K = DecisionCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One decision. `structural`: it takes effect with the government's approval (`acts.carry_out`), not at once."""

    code: DecisionCode
    conditions: tuple[Condition, ...] = ()
    asks: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    structural: bool = False
    evaluated: Callable[[Particulars], bool] | None = None
    effect: str


def always(particulars: Particulars) -> bool:
    """Experts are heard whatever the reason."""
    return True


def when_replaceable(particulars: Particulars) -> bool:
    """Whether a power could be done without is a judgement; that its basis is gone, or cancelled above, is a fact."""
    return particulars.ground is CancelGround.REPLACEABLE


RULES: Mapping[DecisionCode, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            code=K.RETAIN,
            conditions=(on.BASIS_CARRIES, on.SUBJECT_IS_THE_ORGAN, on.NOT_A_LEGACY_TYPE, on.NOT_VETOED),
            effect="保留该事项，按申报要素列入权力清单草案。",
        ),
        Rule(
            code=K.CANCEL,
            asks=("ground",),
            optional=("authority", "document_no"),
            structural=True,
            evaluated=when_replaceable,
            conditions=(on.NO_DUTY_IS_DROPPED,),
            effect="取消该事项，自公布之日起不再受理；此前受理的按原规定办结。",
        ),
        Rule(
            code=K.ADJUST,
            conditions=(on.BASIS_CARRIES, on.NOT_A_LEGACY_TYPE, on.NOT_VETOED),
            effect="按调整后的要素列入权力清单草案，作为新版本。",
        ),
        Rule(
            code=K.MERGE,
            asks=("merge_ground", "into"),
            structural=True,
            evaluated=always,
            conditions=(on.IN_THE_CATALOGUE,),
            effect="并入主项，原编码停止使用，作为历史保留。",
        ),
        Rule(
            code=K.SPLIT,
            asks=("parts",),
            conditions=(on.BASIS_CARRIES,),
            effect="按层级或者对象拆分为子项，分别列入权力清单草案。",
        ),
        Rule(
            code=K.DEVOLVE,
            asks=("receiver", "authority", "document_no", "staff", "capacity"),
            structural=True,
            conditions=(on.IN_THE_CATALOGUE, on.IN_FORCE),
            effect="下放由下级机关以自己的名义行使并承担责任，移出本级清单，列入承接机关清单。",
        ),
        Rule(
            code=K.TAKE_OVER,
            asks=("authority", "document_no", "from_on", "capacity"),
            conditions=(on.CAME_FROM_ABOVE, on.SUBJECT_IS_THE_ORGAN, on.NOT_VETOED),
            effect="承接上级下放的事项，自承接之日起列入权力清单草案。",
        ),
        Rule(
            code=K.ENTRUST,
            asks=("receiver", "period"),
            structural=True,
            conditions=(on.NO_COERCION_IS_ENTRUSTED, on.IN_THE_CATALOGUE, on.IN_FORCE),
            effect="委托行使，以委托机关的名义，由委托机关承担责任；签订委托书并公布。",
        ),
        Rule(
            code=K.CHANGE_MODE,
            asks=("mode",),
            conditions=(on.ONLY_APPROVALS_CHANGE,),
            effect="转变管理方式，不再作为审批实施。",
        ),
        Rule(
            code=K.FREEZE,
            asks=("authority", "document_no", "from_on"),
            optional=("until_on",),
            conditions=(on.IN_THE_CATALOGUE, on.IN_FORCE),
            effect="按上级机关的决定暂停实施，暂停期间不得受理；列入观察名单。",
        ),
        Rule(
            code=K.INTERNAL_APPROVAL,
            conditions=(on.ONLY_ORGANS_APPLY,),
            effect="转为政府内部审批，移出对外公布的权力清单。",
        ),
        Rule(
            code=K.TRANSFER_OUT,
            asks=("receiver", "document_no"),
            structural=True,
            effect="职责划出，由接收机关另行申报；本机关停止实施。",
        ),
        Rule(
            code=K.RETAIN_AFTER_FIX,
            asks=("fix", "until_on"),
            conditions=(on.SUBJECT_IS_THE_ORGAN, on.HAS_SOME_BASIS, on.NOT_A_LEGACY_TYPE),
            effect="限期整改，整改到位后保留；草案先行列入，整改前不得公布。",
        ),
        Rule(
            code=K.FORFEITED,
            asks=("failing", "document_no", "from_on"),
            conditions=(on.NO_DUTY_IS_FORFEITED, on.FOUND_BY_THE_CHECK),
            effect="视为自动放弃，自认定之日起不得受理、收费和发证。",
        ),
    )
}


def needs_approval(code: DecisionCode, particulars: Particulars) -> bool:
    """Whether the government must approve before anything changes: what ends or leaves the list (§2.7)."""
    return RULES[code].structural or particulars.mode is NewMode.SUPERVISION


def check_may_decide(
    code: DecisionCode, matter: Matter, standing: Standing, particulars: Particulars, today: date
) -> None:
    """Whether this decision may be taken on this power, in the words of the first thing against it."""
    check_suits(code, matter, standing)
    check_follows(code, standing)
    check_stated(code, particulars, today)
    check_fits(code, matter, particulars)
    asked = RULES[code].evaluated
    disputed = standing.differed and code in KEEPING
    if not standing.evaluated and (disputed or (asked is not None and asked(particulars))):
        raise Refused(f"拟“{code.label}”的事项须先经评估论证，请发起专家评估。")


KEEPING = frozenset({K.RETAIN, K.ADJUST, K.RETAIN_AFTER_FIX})
"""Retained although the two offices differed: experts are heard first (§2.2 stage 6)."""


def check_suits(code: DecisionCode, matter: Matter, standing: Standing) -> None:
    """Whether the power is such that the decision can be taken on it at all."""
    if code not in AFTER_GIVING_UP:
        on.NOT_GIVEN_UP.check(matter, standing)
    for condition in RULES[code].conditions:
        condition.check(matter, standing)


def check_follows(code: DecisionCode, standing: Standing) -> None:
    """A decision says what both offices said; nobody decides past them."""
    if standing.proposed is not None and code is not standing.proposed:
        raise Refused(f"两家的一致意见是“{standing.proposed.label}”，不能另作“{code.label}”的决定。")


def check_stated(code: DecisionCode, particulars: Particulars, today: date) -> None:
    """Everything the decision needs is written, and its days make sense."""
    check_lengths(particulars)
    named = labels()
    for name in RULES[code].asks:
        if not getattr(particulars, name):
            raise Refused(f"“{code.label}”须写明{named[name]}。", on.CITES.get(code, ""))
    if particulars.ground is CancelGround.UPPER_CANCELLED and not particulars.document_no:
        raise Refused("上级已经取消的，须写明上级文件的文号。")
    if code is K.RETAIN_AFTER_FIX and particulars.until_on and particulars.until_on <= today:
        raise Refused("整改的截止日期应在今天以后。")
    if particulars.from_on and particulars.until_on and particulars.until_on < particulars.from_on:
        raise Refused("截止日期早于起始日期，请核对。")
    if code is K.SPLIT:
        check_parts(particulars.parts)


def check_parts(parts: Sequence[Part]) -> None:
    """Fewer than two is no split, and two of one code are one."""
    if len({part.code for part in parts}) < max(len(parts), LEAST_PARTS):
        raise Refused("拆分至少要有两个子项，每个子项有自己的编码和名称。")


def check_fits(code: DecisionCode, matter: Matter, particulars: Particulars) -> None:
    """No power is cancelled for want of a basis that is there, and no penalty is devolved by the county alone."""
    if particulars.ground is CancelGround.NO_BASIS and matter.basis.carries:
        raise Refused("按申报的依据足以设定这项权力；依据已经废止或者引用有误的，请先退回更正，或者改用其他取消理由。")
    if code is K.DEVOLVE and matter.power_type is PowerType.PENALTY and not is_provincial(particulars.authority):
        raise Refused("行政处罚权下放乡镇、街道须由省级决定，县里不能自行下放。", "《行政处罚法》第二十四条")


def is_provincial(authority: str) -> bool:
    """Whether a body is a province's, by its name."""
    return any(word in authority for word in PROVINCES)


LEAST_PARTS = 2
AFTER_GIVING_UP = frozenset({K.CANCEL, K.FORFEITED})
"""All that is left to say of a power found given up: the finding is lifted first, by who made it (§2.8)."""
ENDING = frozenset({K.CANCEL, K.DEVOLVE, K.FREEZE, K.TRANSFER_OUT, K.FORFEITED})
"""The power's own articles are no ground for what ends or suspends it here."""
PROVINCES = ("省", "自治区", "北京市", "天津市", "上海市", "重庆市")


def bases_of(code: DecisionCode, particulars: Particulars, facts: VersionFacts) -> list[str]:
    """What a decision rests on: the articles of a power that goes on, what came from above, the law's own words."""
    named = [basis.key for basis in facts.legal_bases if basis.name and code not in ENDING]
    if particulars.document_no:
        named.append("".join((particulars.authority, particulars.document_no)))
    if particulars.ground is CancelGround.REPLACEABLE:
        named.append("《行政许可法》第十三条")
    if code in on.CITES:
        named.append(on.CITES[code])
    return named or ["清理审核实施方案"]
