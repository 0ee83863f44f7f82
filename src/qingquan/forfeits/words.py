"""Words of powers given up: why, with what effect; fees taken all the same; cases stopped; matters on no list."""

from qingquan.wording import Word


class ForfeitKind(Word):
    """What was wrong with the report. Handbook §2.8."""

    CONCEALED = "concealed", "瞒报"
    OMITTED = "omitted", "漏报"
    FALSE = "false", "虚报"


class Effect(Word):
    """What follows for the item."""

    GIVEN_UP = "given_up", "按自动放弃论处"
    KEPT = "kept", "法定职责，强制纳入清单"
    CANCELLED = "cancelled", "取消并通报"


# Under these no case, bill or certificate can come into being.
ENDING = (Effect.GIVEN_UP, Effect.CANCELLED)


class FoundBy(Word):
    """How an illegal fee came to light."""

    BILL = "bill", "本系统的缴款通知书"
    INSPECTION = "inspection", "监督检查、投诉或者票据核对"


class Tried(Word):
    """What somebody tried under a power given up, and the database refused."""

    CASE = "case", "收件"
    BILL = "bill", "开具缴款通知书"
    CERTIFICATE = "certificate", "办理许可"


class StopCause(Word):
    """Why a running case was stopped."""

    FORFEIT = "forfeit", "事项被认定放弃"
    BASIS_VOID = "basis_void", "设定依据失效"


class StopDecision(Word):
    """What somebody decided about a stopped case."""

    CONTINUE = "continue", "继续办结"
    TERMINATE = "terminate", "终止办理"


class MatterState(Word):
    """Where a matter outside the list stands."""

    WAITING = "waiting", "待答复"
    ANSWERED = "answered", "已答复"


class MatterAnswer(Word):
    """Where a matter outside the list belongs."""

    LISTED = "listed", "清单里已有这个事项"
    SENT_ON = "sent_on", "转由有关机关办理"
    MUST_ACCEPT = "must_accept", "属于法定职责，责成机关受理"
    NO_POWER = "no_power", "不需要行政机关批准"
