"""Words of review and evaluation: the fourteen decisions, the two offices, the dimensions experts score."""

from qingquan.wording import Word


class DecisionCode(Word):
    """清理审核的决定. Handbook §2.4."""

    RETAIN = "K1", "保留"
    CANCEL = "K2", "取消"
    ADJUST = "K3", "调整"
    MERGE = "K4", "合并"
    SPLIT = "K5", "拆分"
    DEVOLVE = "K6", "下放"
    TAKE_OVER = "K7", "承接"
    ENTRUST = "K8", "委托"
    CHANGE_MODE = "K9", "转变管理方式"
    FREEZE = "K10", "冻结"
    INTERNAL_APPROVAL = "K11", "转为政府内部审批"
    TRANSFER_OUT = "K12", "转出"
    RETAIN_AFTER_FIX = "K13", "整改后保留"
    FORFEITED = "K14", "视为自动放弃"


class Office(Word):
    """Who reviews, each on its own: one office asks whose power it is, the other on which law it rests."""

    ESTABLISHMENT = "establishment", "编办"
    LEGAL = "legal", "司法局"

    @property
    def other(self) -> "Office":
        """The office whose opinion stays closed until both are given."""
        return Office.LEGAL if self is Office.ESTABLISHMENT else Office.ESTABLISHMENT


class ReviewStage(Word):
    """Where a reported item stands in review, in the order of the work."""

    OPINIONS = "opinions", "待审核意见"
    DIFFERING = "differing", "意见不一致"
    EVALUATION = "evaluation", "评估论证中"
    OBJECTION = "objection", "异议待处理"
    CONSULTATION = "consultation", "待部门反馈"
    READY = "ready", "待决定"
    DECIDED = "decided", "已决定"


class Dimension(Word):
    """评估论证的八个方面, each scored 0–5. Handbook §2.6."""

    LEGALITY = "legality", "合法性"
    NECESSITY = "necessity", "必要性"
    RATIONALITY = "rationality", "合理性"
    EFFICIENCY = "efficiency", "效率"
    RISK = "risk", "风险"
    CAPACITY = "capacity", "承接能力"
    FAIRNESS = "fairness", "公平竞争"
    PUBLIC_OPINION = "public_opinion", "社会意见"

    @property
    def question(self) -> str:
        """What the expert is asked."""
        return QUESTIONS[self]


QUESTIONS = {
    Dimension.LEGALITY: "依据、效力层级、实施主体是否合法，与上位法是否一致？打 0 分即一票否决。",
    Dimension.NECESSITY: "公民自主决定、市场调节、行业自律或者事后监督能否替代？",
    Dimension.RATIONALITY: "条件、材料、时限与管理目的是否相称？",
    Dimension.EFFICIENCY: "每年办多少件，每件成本多少，是不是长期零办件？",
    Dimension.RISK: "取消后对安全和公共利益的影响大不大？影响越大分越高。",
    Dimension.CAPACITY: "下放的，下级的人员、资质、系统能不能接得住？",
    Dimension.FAIRNESS: "对市场准入和公平竞争有没有不当限制？",
    Dimension.PUBLIC_OPINION: "社会意见和办事人的反映是否支持？",
}


class Stance(Word):
    """部门反馈: what the organ says to what is proposed."""

    ACCEPT = "accept", "无异议"
    OBJECT = "object", "提出异议"


class Occasion(Word):
    """为什么会商: the offices meet because they differ, because the organ objects, or to set a decision right."""

    DIFFERENCE = "difference", "意见不一致"
    OBJECTION = "objection", "部门异议"
    CORRECTION = "correction", "纠正决定"


class DraftKind(Word):
    """What somebody is writing and has not given yet."""

    OPINION = "opinion", "审核意见"
    CONCLUSION = "conclusion", "会商结论"
    ANSWER = "answer", "部门反馈"
    SCORES = "scores", "专家评分"
    REPLY = "reply", "意见答复"
    DECISION = "decision", "审核决定"


class CancelGround(Word):
    """为什么取消. Handbook §2.4 K2; the last is 《行政许可法》第十三条."""

    NO_BASIS = "no_basis", "没有合法有效依据"
    UPPER_CANCELLED = "upper_cancelled", "上级已经取消"
    REPLACEABLE = "replaceable", "可以由市场、自律或者事后监督替代"


class NewMode(Word):
    """转变为什么管理方式. Handbook §2.4 K9."""

    FILING = "filing", "备案"
    COMMITMENT = "commitment", "告知承诺"
    SUPERVISION = "supervision", "事中事后监管"
    SERVICE = "service", "服务"


class FailingKind(Word):
    """怎样被视为自动放弃. Handbook §2.8."""

    CONCEALED = "concealed", "瞒报"
    OMITTED = "omitted", "漏报"


class MergeGround(Word):
    """为什么合并. Handbook §2.4 K4."""

    SAME_MATTER = "same_matter", "对象、条件、结果相同"
    SEQUENCE = "sequence", "同一部门前后相连的环节"
