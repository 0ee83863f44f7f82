"""Words of fees: where a bill stands."""

from qingquan.wording import Word


class BillState(Word):
    """缴款通知书的状态, as its moments tell it."""

    ISSUED = "issued", "待缴费"
    PAID = "paid", "已缴费"
    REFUNDED = "refunded", "已退费"
