"""Words of the two-way check as a county works on it; what a comparison finds has its words in `matching`."""

from qingquan.wording import Word


class BaseSource(Word):
    """Where an expected power comes from."""

    PROVINCE = "province", "省级基本目录"
    CITY = "city", "市级基本目录"
    STATUTE = "statute", "法规梳理"


class ExercisedKind(Word):
    """By what a power is seen to be exercised."""

    CASE = "case", "办件"
    FEE = "fee", "收费"
    SEAL = "seal", "用印"


class RunState(Word):
    """Where a run stands."""

    ORDERED = "ordered", "等待开始"
    RUNNING = "running", "正在比对"
    DONE = "done", "已完成"
    FAILED = "failed", "没有完成"


class PairState(Word):
    """Whether two rows are held to be one power."""

    CERTAIN = "certain", "系统判定一致"
    ASKED = "asked", "待人工确认"
    CONFIRMED = "confirmed", "已确认一致"
    PARTED = "parted", "已分开"


class DifferenceState(Word):
    """Where the task that a difference is stands."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复待审"
    SETTLED = "settled", "已了结"


class Settlement(Word):
    """How a difference ends."""

    EXPLAINED = "explained", "理由成立，不作处理"
    TO_REPORT = "to_report", "责成补报"
    TO_CORRECT = "to_correct", "责成更正"
    TO_DROP = "to_drop", "不予保留，转逐项审核取消"
    TO_MOVE = "to_move", "划转其他机关"
    REFERRED = "referred", "移送监察追究"
    MATCHED = "matched", "经确认为同一事项"
    BY_PROPOSAL = "by_plan", "按交叉重复处理意见办理"
    GONE = "gone", "再次比对时已经一致"


# Written by the system itself; nobody chooses them from a list.
BY_ITSELF = (Settlement.MATCHED, Settlement.BY_PROPOSAL, Settlement.GONE)


class WayOut(Word):
    """What becomes of two overlapping powers. Handbook §2.5."""

    LEAD = "lead", "主办与协办"
    MERGE = "merge", "合并"
    MOVE = "move", "划转"
    SPLIT = "split", "按层级或者内容划分"


class ProposalState(Word):
    """Where a proposal for an overlap stands: both offices agree, or one rejects it."""

    PROPOSED = "proposed", "待两家审核"
    AGREED = "agreed", "已同意"
    REJECTED = "rejected", "未通过"


class RowOutcome(Word):
    """What became of one row of an imported list."""

    ENTERED = "entered", "已录入"
    UPDATED = "updated", "已更新"
    UNCHANGED = "unchanged", "没有变化"
    REFUSED = "refused", "未录入"
