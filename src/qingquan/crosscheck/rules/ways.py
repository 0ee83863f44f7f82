"""The four ways out of an overlap, and what each needs. Handbook §2.5."""

from collections.abc import Collection

from qingquan.crosscheck.words import WayOut
from qingquan.law import Refused

SAYS = {
    WayOut.LEAD: "法律规定两个机关都有职责：确定主办机关，其他机关协办，列为联合办理事项。",
    WayOut.MERGE: "对象、条件和结果相同，或者是同一机关的前后环节：并为一项，旧编码留作历史。",
    WayOut.MOVE: "法律只规定一个主管机关，或者处罚权已经集中行使（《行政处罚法》第十八条）：划归该机关，原机关删去。",
    WayOut.SPLIT: "层级或者内容可以分开：各自写明行使内容，名称不再重复。",
}
"""When each is the way, in words for who must choose."""


def check_may_propose(way: WayOut, *, within: bool, keeper: int | None, organs: Collection[int], reason: str) -> None:
    """Lead, merge and move name the organ that leads, keeps or takes it, which is one of the two."""
    if not reason.strip():
        raise Refused("请写明理由和依据。")
    if within and way in {WayOut.LEAD, WayOut.MOVE}:
        raise Refused(f"两项事项属于同一机关，不能用“{way.label}”；请选择合并，或者按层级、内容划分。")
    if way is WayOut.SPLIT:
        return
    if keeper is None:
        raise Refused(f"“{way.label}”要写明由哪个机关主办或者保留。")
    if keeper not in organs:
        raise Refused("主办或者保留机关应是这两项事项的机关之一；划给第三个机关的，先由编办调整职责。")
