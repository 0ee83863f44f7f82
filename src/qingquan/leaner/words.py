"""Words of making powers leaner: where a request for an exception from the required cut stands."""

from qingquan.wording import Word


class ExceptionState(Word):
    """Where a request stands."""

    ASKED = "asked", "待审批"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"


class Verdict(Word):
    """Whether an item's promise meets the campaign's demand."""

    MET = "met", "已达标"
    EXCEPTED = "excepted", "经批准例外"
    SHORT = "short", "尚未压缩"
    UNDEMANDED = "undemanded", "无须压缩"
