"""Who may create a power: whether the rank of a legal basis carries it.

《行政许可法》第十四条至第十七条、《行政处罚法》第十条至第十六条、《行政强制法》第十条、第十一条、第十三条、
《优化营商环境条例》第二十五条. One sufficient basis is enough for each thing the power does (`Verb`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.words import (
    BasisLevel,
    BasisRole,
    ExecutionKind,
    MeasureKind,
    PenaltyKind,
    PowerType,
    Term,
    Verdict,
)

Verb = PenaltyKind | MeasureKind | ExecutionKind | None
OK, NOTE, REVIEW, INVALID = Verdict.OK, Verdict.OK_WITH_NOTE, Verdict.NEEDS_LEGAL_REVIEW, Verdict.INVALID_BASIS
RULES = frozenset({BasisLevel.DEPT_RULE, BasisLevel.PROV_RULE, BasisLevel.CITY_RULE})
BEST_FIRST = (OK, NOTE, REVIEW, INVALID)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether one basis carries one verb, why, and by which article."""

    verdict: Verdict
    why: str
    cite: str = ""


LICENCE_SET_UP: Mapping[BasisLevel, Judgement] = {
    BasisLevel.LAW: Judgement(OK, "法律可以设定行政许可。", "《行政许可法》第十四条"),
    BasisLevel.ADMIN_REGULATION: Judgement(
        NOTE, "尚未制定法律的，行政法规可以设定行政许可。", "《行政许可法》第十四条"
    ),
    BasisLevel.SC_DECISION: Judgement(
        NOTE, "必要时国务院决定可以设定行政许可，除临时性许可外应及时立法。", "《行政许可法》第十四条"
    ),
    BasisLevel.LOCAL_REGULATION: Judgement(
        NOTE,
        "尚未制定法律、行政法规的，地方性法规可以设定；资格资质、企业设立登记及其前置许可除外。",
        "《行政许可法》第十五条",
    ),
    BasisLevel.PROV_RULE: Judgement(
        NOTE, "省级政府规章只能设定临时性行政许可，实施满一年须提请制定地方性法规。", "《行政许可法》第十五条"
    ),
}
LICENCE_ELABORATED = Judgement(NOTE, "只能作具体规定，不得增设许可和条件。", "《行政许可法》第十六条")
LICENCE_NEVER = Judgement(
    INVALID, "除法律、法规、国务院决定和省级政府规章外，一律不得设定行政许可。", "《行政许可法》第十七条"
)

ONLY_FINES = frozenset({PenaltyKind.WARNING, PenaltyKind.CRITICISM, PenaltyKind.FINE})
PENALTY_ARTICLES: Mapping[BasisLevel, str] = {
    BasisLevel.ADMIN_REGULATION: "《行政处罚法》第十一条",
    BasisLevel.LOCAL_REGULATION: "《行政处罚法》第十二条",
    BasisLevel.DEPT_RULE: "《行政处罚法》第十三条",
    BasisLevel.PROV_RULE: "《行政处罚法》第十四条",
    BasisLevel.CITY_RULE: "《行政处罚法》第十四条",
}

CARRIED_FREELY = frozenset(
    {BasisLevel.LAW, BasisLevel.ADMIN_REGULATION, BasisLevel.SC_DECISION, BasisLevel.LOCAL_REGULATION}
)


def judge(basis: LegalBasis, power_type: PowerType, verb: Verb = None) -> Judgement:
    """Whether this basis carries this power, or the one thing the power does."""
    if basis.level is None:
        return Judgement(REVIEW, "没有填写依据层级，无法判断是否足以设定。")
    if power_type is PowerType.LICENCE:
        return licence(basis.level, basis.role)
    if power_type is PowerType.PENALTY:
        return penalty(basis.level, basis.role, verb)
    if power_type is PowerType.COERCION:
        return execution(basis.level) if isinstance(verb, ExecutionKind) else measure(basis.level, verb)
    ranked = {PowerType.COLLECTION: charge, PowerType.INSPECTION: inspection}.get(power_type)
    return ranked(basis.level) if ranked else other(basis.level, power_type)


def licence(level: BasisLevel, role: BasisRole) -> Judgement:
    """Setting up a licence and saying how it is exercised are different powers of the lawmaker."""
    elaborates = level in RULES | {BasisLevel.ADMIN_REGULATION, BasisLevel.LOCAL_REGULATION}
    if role is BasisRole.ELABORATES and elaborates:
        return LICENCE_ELABORATED
    return LICENCE_SET_UP.get(level, LICENCE_NEVER)


def penalty(level: BasisLevel, role: BasisRole, verb: Verb) -> Judgement:
    """What each rank may threaten with; a kind that is not stated leaves ranks below the law to review."""
    if level is BasisLevel.LAW:
        return Judgement(OK, "法律可以设定各种行政处罚。", "《行政处罚法》第十条")
    cite = PENALTY_ARTICLES.get(level)
    if cite is None:
        return Judgement(INVALID, "法律、法规、规章以外的文件不得设定行政处罚。", "《行政处罚法》第十六条")
    if verb is PenaltyKind.DETENTION:
        return Judgement(INVALID, "限制人身自由的行政处罚只能由法律设定。", "《行政处罚法》第十条第二款")
    if level in RULES:
        return penalty_by_rule(role, verb, cite)
    if level is BasisLevel.LOCAL_REGULATION and verb is PenaltyKind.REVOKE_BUSINESS_LICENCE:
        return Judgement(INVALID, "地方性法规不得设定吊销营业执照。", cite)
    return Judgement(OK, f"{level.label}可以设定这一种类的行政处罚。", cite)


def penalty_by_rule(role: BasisRole, verb: Verb, cite: str) -> Judgement:
    """Rules elaborate what stands above them, or set up warnings, criticism and limited fines."""
    if role is BasisRole.ELABORATES:
        return Judgement(NOTE, "规章只能在上位法规定的行为、种类和幅度内作具体规定。", cite)
    if verb is None:
        return Judgement(REVIEW, "规章只能设定警告、通报批评或者一定数额罚款，请填写处罚种类。", cite)
    if verb in ONLY_FINES:
        return Judgement(NOTE, "规章可以设定警告、通报批评和限额以内的罚款，请核对罚款限额。", cite)
    return Judgement(INVALID, f"规章不得设定“{verb.label}”。", cite)


def execution(level: BasisLevel) -> Judgement:
    """Only the law lets an organ carry out its own decision by force."""
    cite = "《行政强制法》第十三条"
    if level is BasisLevel.LAW:
        return Judgement(OK, "行政强制执行由法律设定。", cite)
    return Judgement(INVALID, "行政强制执行只能由法律设定，否则应申请人民法院执行。", cite)


def measure(level: BasisLevel, verb: Verb) -> Judgement:
    """Measures by rank: law, State Council's regulation, local regulation, nothing below."""
    if level is BasisLevel.LAW:
        return Judgement(OK, "行政强制措施由法律设定。", "《行政强制法》第十条")
    if level is BasisLevel.ADMIN_REGULATION:
        return measure_by_regulation(verb)
    if level is BasisLevel.LOCAL_REGULATION:
        return measure_by_local_regulation(verb)
    return Judgement(INVALID, "法律、法规以外的文件不得设定行政强制措施。", "《行政强制法》第十条第四款")


def measure_by_local_regulation(verb: Verb) -> Judgement:
    """Sealing and seizing in local matters only."""
    cite = "《行政强制法》第十条第三款"
    if verb in {MeasureKind.SEAL, MeasureKind.SEIZE}:
        return Judgement(NOTE, "尚未制定法律、行政法规的地方性事务，可以设定查封、扣押。", cite)
    if verb is None:
        return Judgement(REVIEW, "地方性法规只能设定查封、扣押，请填写措施种类。", cite)
    return Judgement(INVALID, f"地方性法规不得设定“{verb.label}”。", cite)


def measure_by_regulation(verb: Verb) -> Judgement:
    """An administrative regulation may not touch persons or deposits."""
    cite = "《行政强制法》第十条第二款"
    if verb in {MeasureKind.RESTRAIN_PERSON, MeasureKind.FREEZE}:
        return Judgement(INVALID, "行政法规不得设定限制人身自由和冻结存款、汇款。", cite)
    return Judgement(NOTE, "尚未制定法律且属国务院职权事项的，行政法规可以设定。", cite)


def charge(level: BasisLevel) -> Judgement:
    """Fees, funds and deposits taken from firms."""
    cite = "《优化营商环境条例》第二十五条"
    if level in {BasisLevel.LAW, BasisLevel.ADMIN_REGULATION}:
        return Judgement(OK, "有法律、行政法规依据。", cite)
    if level is BasisLevel.SC_DECISION:
        return Judgement(NOTE, "须为国务院批准的收费，请核对批准文件。", cite)
    return Judgement(INVALID, "收费应当有法律、行政法规依据或者经国务院批准。", cite)


def inspection(level: BasisLevel) -> Judgement:
    """No basis, no inspection; whether a rule is enough is read differently, so it carries a note."""
    cite = "国办发〔2024〕54号"
    if level in CARRIED_FREELY:
        return Judgement(OK, "有法律、法规或者国务院决定依据。", cite)
    if level in RULES:
        return Judgement(NOTE, "仅有规章依据，请法制审核确认。", cite)
    return Judgement(INVALID, "没有法律、法规、规章依据的，不得实施行政检查。", cite)


def other(level: BasisLevel, power_type: PowerType) -> Judgement:
    """Giving, confirming, rewarding, settling disputes, serving: policy papers carry gifts and services only."""
    if power_type in {PowerType.PUBLIC_SERVICE, PowerType.INTERNAL_APPROVAL}:
        return Judgement(OK, "公共服务和政府内部审批可以由规范性文件规定。")
    if level in CARRIED_FREELY:
        return Judgement(OK, "有法律、法规或者国务院决定依据。")
    if level in RULES:
        if power_type is PowerType.ADJUDICATION:
            return Judgement(REVIEW, "行政裁决应有法律、法规依据，仅有规章的须法制审核。")
        return Judgement(OK, "有规章依据。")
    if power_type in {PowerType.PAYMENT_GRANT, PowerType.REWARD}:
        return Judgement(NOTE, "仅有政策文件依据，请核对文件是否有效。")
    return Judgement(REVIEW, "仅有规范性文件或者三定规定，须法制审核。")


def verbs_of(facts: VersionFacts) -> tuple[Verb, ...]:
    """Each thing the power does that needs its own basis; one unnamed verb when the type has no kinds."""
    kinds: tuple[Verb, ...] = ()
    if facts.power_type is PowerType.PENALTY and facts.penalty:
        kinds = facts.penalty.kinds
    if facts.power_type is PowerType.COERCION and facts.coercion:
        kinds = (*facts.coercion.measures, *facts.coercion.executions)
    return kinds or (None,)


def best(bases: tuple[LegalBasis, ...], power_type: PowerType, verb: Verb) -> tuple[LegalBasis, Judgement]:
    """The basis that carries the verb best. There must be at least one basis."""
    judged = [(basis, judge(basis, power_type, verb)) for basis in bases]
    return min(judged, key=lambda pair: BEST_FIRST.index(pair[1].verdict))


def name_of(verb: Verb) -> str:
    """The verb as a sentence names it."""
    return verb.label if isinstance(verb, Term) else "该项权力"
