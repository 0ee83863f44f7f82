"""The words of cases: stages, outcomes, channels, and why a clock stands still."""

from qingquan.wording import Word


class Stage(Word):
    """Where a case stands. Handbook §3.1."""

    RECEIVED = "received", "已收件"
    SUPPLEMENT_PENDING = "supplement_pending", "待补正"
    ACCEPTED = "accepted", "办理中"
    PAUSED = "special_paused", "特别程序中"
    APPROVED = "approved", "准予许可"
    REFUSED = "refused", "不予许可"
    DELIVERED = "delivered", "已办结"
    NOT_REQUIRED = "not_required_closed", "不受理"
    REJECTED = "rejected_jurisdiction", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"
    TERMINATED = "terminated", "已终止"


# Stages in which nothing more happens.
CLOSED = frozenset({Stage.DELIVERED, Stage.NOT_REQUIRED, Stage.REJECTED, Stage.WITHDRAWN, Stage.TERMINATED})
# Stages before a decision: the applicant may withdraw, the organ may terminate.
UNDECIDED = frozenset({Stage.RECEIVED, Stage.SUPPLEMENT_PENDING, Stage.ACCEPTED, Stage.PAUSED})


class Outcome(Word):
    """What was decided."""

    GRANT = "grant", "准予"
    REFUSE = "refuse", "不予"


class Opinion(Word):
    """What a step before the decision concluded. GB/T 39046-2020 table 7: 通过、退回."""

    AGREE = "agree", "通过"
    RETURN = "return", "退回"


class NoAcceptance(Word):
    """Why an application is not accepted: two different answers of 行政许可法 art. 32."""

    NOT_REQUIRED = "not_required", "该事项依法不需要取得行政许可"
    NOT_OURS = "not_ours", "该事项依法不属于本机关职权范围"


class Channel(Word):
    """申报来源: through which door an application came."""

    ONLINE = "online", "网上政务大厅"
    COUNTY = "county", "县政务服务中心窗口"
    TOWN = "town", "镇（街道）便民服务中心"
    VILLAGE = "village", "村（社区）便民服务站"
    POST = "post", "信函"


class Delivery(Word):
    """送达方式. Civil Procedure Law arts. 87–95 by way of 行政 practice."""

    WINDOW = "window", "窗口直接送达"
    MAIL = "mail", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"


class MaterialWay(Word):
    """How a material came in."""

    UPLOADED = "uploaded", "网上上传"
    PAPER = "paper", "纸质收取"
    ISSUED = "issued", "调用本县已核发证照"
    SHARED = "shared", "部门间核验，不用提交"
    NOT_NEEDED = "not_needed", "本情形不需要"
    PENDING = "pending", "尚缺"


# What lies before the official because the applicant gave it; only this stands on the receipt.
HANDED_IN = frozenset({MaterialWay.UPLOADED, MaterialWay.PAPER, MaterialWay.ISSUED})
