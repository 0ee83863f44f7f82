"""What a legal basis does for a power; its rank is a word of the law library."""

from qingquan.statutes.words import BasisLevel as BasisLevel
from qingquan.wording import Term


class BasisRole(Term):
    """依据作用: whether the text creates the power or only says how it is exercised."""

    SETS_UP = "sets_up", "设定依据"
    ELABORATES = "elaborates", "实施依据"


class Verdict(Term):
    """Whether a basis carries a power."""

    OK = "ok", "层级符合"
    OK_WITH_NOTE = "ok_with_note", "层级符合，有条件"
    NEEDS_LEGAL_REVIEW = "needs_legal_review", "须法制审核"
    INVALID_BASIS = "invalid_basis", "层级不够"


class PenaltyKind(Term):
    """处罚种类. 《行政处罚法》第九条."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATION = "confiscation", "没收违法所得、没收非法财物"
    SUSPEND_PERMIT = "suspend_permit", "暂扣许可证件"
    LOWER_QUALIFICATION = "lower_qualification", "降低资质等级"
    REVOKE_PERMIT = "revoke_permit", "吊销许可证件"
    REVOKE_BUSINESS_LICENCE = "revoke_business_licence", "吊销营业执照"
    RESTRICT_BUSINESS = "restrict_business", "限制开展生产经营活动"
    ORDER_STOP = "order_stop", "责令停产停业"
    ORDER_CLOSE = "order_close", "责令关闭"
    RESTRICT_PRACTICE = "restrict_practice", "限制从业"
    DETENTION = "detention", "行政拘留"
    OTHER = "other", "法律、行政法规规定的其他行政处罚"


class MeasureKind(Term):
    """强制措施的种类. 《行政强制法》第九条."""

    RESTRAIN_PERSON = "restrain_person", "限制公民人身自由"
    SEAL = "seal", "查封场所、设施或者财物"
    SEIZE = "seize", "扣押财物"
    FREEZE = "freeze", "冻结存款、汇款"
    OTHER = "other", "其他行政强制措施"


class ExecutionKind(Term):
    """强制执行的方式. 《行政强制法》第十二条."""

    SURCHARGE = "surcharge", "加处罚款或者滞纳金"
    TRANSFER = "transfer", "划拨存款、汇款"
    AUCTION = "auction", "拍卖或者依法处理查封、扣押的场所、设施或者财物"
    RESTORE = "restore", "排除妨碍、恢复原状"
    SUBSTITUTE = "substitute", "代履行"
    OTHER = "other", "其他强制执行方式"
