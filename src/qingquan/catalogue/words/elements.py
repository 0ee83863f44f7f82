"""Words about an item's materials, fees and results, and the life of a version."""

from qingquan.wording import Term


class MaterialNeed(Term):
    """材料必要性."""

    REQUIRED = "required", "必要"
    OPTIONAL = "optional", "非必要"
    DEFERRABLE = "deferrable", "可容缺"


class MaterialKind(Term):
    """材料类型."""

    ORIGINAL = "original", "原件"
    COPY = "copy", "复印件"
    BOTH = "both", "原件和复印件"


class MaterialMedium(Term):
    """材料形式."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子"
    EITHER = "either", "纸质或电子"


class MaterialSource(Term):
    """来源渠道. What the government itself issued is looked up before it is asked for."""

    APPLICANT = "applicant", "申请人自备"
    GOVERNMENT = "government", "政府部门核发"
    OTHER = "other", "其他（中介）"


class ResultKind(Term):
    """结果类型."""

    CERTIFICATE = "certificate", "证照"
    APPROVAL = "approval", "批文"
    OTHER = "other", "其他"
    NONE = "none", "无结果文书"


class DeliveryWay(Term):
    """送达方式 of a result."""

    WINDOW = "window", "窗口领取"
    POST = "post", "邮寄送达"
    E_CERTIFICATE = "e_certificate", "电子证照"


class VersionState(Term):
    """版本状态: draft → reviewed → published → replaced or withdrawn."""

    DRAFT = "draft", "草稿"
    REVIEWED = "reviewed", "已审核"
    PUBLISHED = "published", "已公布"
    REPLACED = "replaced", "已被替换"
    WITHDRAWN = "withdrawn", "已撤回"


class ImportOutcome(Term):
    """导入结果 of one row."""

    IMPORTED = "imported", "已导入"
    DRAFTED = "drafted", "已导入为草稿，有缺项"
    UPDATED = "updated", "已更新草稿"
    UNCHANGED = "unchanged", "没有变化"
    REFUSED = "refused", "未导入"
