"""Words of the clean-up campaign: its stages, where an organ's report stands, how a reported item came in."""

from qingquan.wording import Word


class CampaignStage(Word):
    """清理审核的阶段, in their order. Handbook §2.2."""

    LAUNCH = "launch", "动员部署"
    BASIS_INVENTORY = "basis_inventory", "依据梳理"
    SELF_REPORT = "self_report", "自查申报"
    TWO_WAY_CHECK = "two_way_check", "双向比对"
    FIRST_REVIEW = "first_review", "初审"
    EVALUATION = "evaluation", "复查复审和评估论证"
    DEPT_CONSULT = "dept_consult", "部门反馈会商"
    SUBMIT_GOVERNMENT = "submit_government", "汇总报审"
    GOVERNMENT_APPROVAL = "government_approval", "政府审定"
    PUBLISH_BATCH = "publish_batch", "分类分批公布"
    FLOW_REBUILD = "flow_rebuild", "流程再造"
    GO_ONLINE = "go_online", "上网运行"
    DYNAMIC_ADJUSTMENT = "dynamic_adjustment", "动态调整与备案"
    INSPECTION_ACCEPTANCE = "inspection_acceptance", "督查验收"


class ReportState(Word):
    """Where the report of one organ stands."""

    ASKED = "asked", "待确认任务"
    ACKNOWLEDGED = "acknowledged", "填报中"
    SIGNED = "signed", "已签字报送"
    GIVEN_BACK = "given_back", "退回补报"


class ItemOrigin(Word):
    """How an item came into a report."""

    PAGE = "page", "逐项填报"
    COPIED = "copied", "沿用上年清单"
    SHEET = "sheet", "表格导入"
    ADDED = "added", "比对后补入"


class ReminderKind(Word):
    """What an organ is reminded of, once each."""

    ACKNOWLEDGE = "acknowledge", "请确认任务"
    DUE_SOON = "due_soon", "报送期限将至"
    OVERDUE = "overdue", "逾期未报"
    RETURN_DUE = "return_due", "补报期限将至"
    GIVEN_BACK = "given_back", "退回后仍未补报"
    SHARE_DUE = "share_due", "分工期限将至"
    SHARE_LATE = "share_late", "分工逾期"


class SheetOutcome(Word):
    """What became of a spreadsheet that was sent in."""

    TAKEN = "taken", "全部导入"
    PARTLY = "partly", "只导入无误的行"
    REFUSED = "refused", "有错误，没有导入"
