"""Words of devolving, entrusting and authorising: three different things that people often call by one name."""

from qingquan.wording import Word


class Kind(Word):
    """Which of the three a deed is. Handbook §1.6."""

    DEVOLUTION = "devolution", "下放"
    ENTRUSTMENT = "entrustment", "委托"
    WINDOW = "window", "授权窗口"


class Ground(Word):
    """On what a devolution rests."""

    LAW = "law", "法律、法规、规章准许下级行使"
    UPPER = "upper", "有权的上级机关决定"


class Action(Word):
    """What a window's chief representative may do in the organ's name. Handbook §7.4."""

    ACCEPT = "accept", "受理"
    EXAMINE = "examine", "审查"
    DECIDE = "decide", "决定"
    ISSUE = "issue", "制证送达"
    SEAL = "seal", "使用行政审批专用章"
