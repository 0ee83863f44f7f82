"""Words of dynamic adjustment: what sets it off, what is to change, its routes and where it stands."""

from qingquan.wording import Word


class TriggerCode(Word):
    """触发情形. Handbook §2.7; the eleventh is what §2.8 asks for: an item left out is applied for with its reason."""

    DA01 = "DA-01", "法律、法规、规章制定、修改或者废止"
    DA02 = "DA-02", "上级取消、下放或者调整事项"
    DA03 = "DA-03", "三定规定或者机构改革改变实施主体"
    DA04 = "DA-04", "综合执法改革划转处罚权"
    DA05 = "DA-05", "判决、复议决定或者监督决定认定没有依据"
    DA06 = "DA-06", "只调整要素（地址、电话、承诺、减材料）"
    DA07 = "DA-07", "年度评估：二十四个月没有办件"
    DA08 = "DA-08", "电子证照或者数据共享可以替代材料"
    DA09 = "DA-09", "收费政策变化"
    DA10 = "DA-10", "裁量权基准或者上级基准变化"
    DA11 = "DA-11", "漏报事项申请补列"


class Change(Word):
    """What is to change."""

    ADD = "add", "新增或者补列"
    CANCEL = "cancel", "取消"
    DEVOLVE = "devolve", "下放"
    TRANSFER = "transfer", "划转实施主体"
    BASIS = "basis", "调整依据"
    ELEMENTS = "elements", "调整要素"
    KEEP = "keep", "评估后保留，不作调整"


# These touch who has which power: the government decides. Element changes and new citations need no more than review.
STRUCTURAL = (Change.ADD, Change.CANCEL, Change.DEVOLVE, Change.TRANSFER)
# These end a version without a new one; the item they move to begins at its new organ.
ENDING = (Change.CANCEL, Change.DEVOLVE, Change.TRANSFER)


class Route(Word):
    """办理路径."""

    LIGHT = "light", "简易路径：编办、司法局审核"
    GOVERNMENT = "government", "政府审定路径"


class State(Word):
    """Where an adjustment stands, in the order of its way."""

    TRIGGERED = "triggered", "待部门申请"
    APPLIED = "applied", "审核中"
    REVIEWED = "reviewed", "审核通过"
    APPROVED = "approved", "政府已审定"
    PUBLISHED = "published", "已公布"
    FILED = "filed", "已备案"
    SWITCHED = "switched", "管理库已切换"
    SYNCED = "synced", "已报送省平台"
    CLOSED = "closed", "不作调整"


OPEN = (State.TRIGGERED, State.APPLIED, State.REVIEWED, State.APPROVED, State.PUBLISHED, State.FILED, State.SWITCHED)


class Side(Word):
    """Who reviews."""

    ESTABLISHMENT = "establishment", "编办"
    LEGAL = "legal", "司法局"


class RulingKind(Word):
    """Who held it."""

    JUDGMENT = "judgment", "法院判决、裁定"
    RECONSIDERATION = "reconsideration", "行政复议决定"
    SUPERVISION = "supervision", "监督决定"


class Holding(Word):
    """What was held: the power has no basis, this act was wrong, or the act stands."""

    NO_BASIS = "no_basis", "认定没有设定依据"
    ANNULLED = "annulled", "撤销、变更或者确认违法"
    UPHELD = "upheld", "维持或者驳回"


class ReformKind(Word):
    """What becomes of an organ's powers."""

    CLOSED = "closed", "机关撤销，职责取消"
    MERGED = "merged", "机关撤销、合并或者职责划转"
    PENALTIES = "penalties", "综合执法改革划转处罚权"
