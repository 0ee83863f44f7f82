"""Words of code lists as sources write them: by name, by code, by a name of their own."""

from typing import TypeVar

from qingquan.catalogue.words import Term

T = TypeVar("T", bound=Term)

# What lists write for the standard's words. The key is the stored value.
OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "licence": ("许可", "行政审批", "行政许可类"),
    "penalty": ("处罚", "行政处罚类"),
    "coercion": ("强制", "行政强制措施", "行政强制执行", "行政强制类"),
    "collection": ("征收", "行政征收类", "行政收费"),
    "payment_grant": ("给付", "行政给付类", "行政救助"),
    "inspection": ("检查", "行政监督检查", "行政检查类", "行政监督"),
    "confirmation": ("确认", "行政确认类"),
    "reward": ("奖励", "行政奖励类"),
    "adjudication": ("裁决", "行政裁决类"),
    "other_power": ("其他权力", "其他职权", "其他类别事项", "其他类别", "其他行政权力类", "其它行政权力"),
    "public_service": ("公共服务事项", "公共服务类", "政务服务"),
    "power_generic": ("行政权力事项", "行政权力"),
    "state": ("国家", "国家级/局(署、会)"),
    "province": ("省", "自治区级", "省级/直属", "全省"),
    "city": ("市", "设区的市级", "州级", "地市级", "市级/隶属", "全市"),
    "county": ("县", "区级", "县区级", "县（市、区）级", "县(市、区)级", "全县"),
    "town": ("镇级", "乡级", "乡镇级", "街道级", "镇(乡、街道)级", "镇（街道）级"),
    "village": ("村级", "社区级", "村(社区)级"),
    "statutory": ("法定行政机关", "法定行政机关（机构）", "行政机关", "法定部门"),
    "authorised": ("法律法规授权组织", "法律法规授权的组织"),
    "entrusted": ("受委托的组织", "委托组织"),
    "person": ("个人", "公民", "自然人办事"),
    "enterprise": ("企业", "法人", "企业法人单位"),
    "institution": ("事业单位", "事业单位法人"),
    "social_organisation": ("社会团体", "社会组织", "社团法人"),
    "organ": ("机关", "机关法人"),
    "own": ("法定本级", "本级行使"),
    "window": ("窗口", "现场办理", "线下办理"),
    "computer": ("网上办理", "网上", "线上办理", "网上申请"),
    "mobile": ("移动端", "手机办理", "掌上办"),
    "post": ("邮寄", "快递", "邮寄申请"),
    "instant": ("即办", "即来即办"),
    "committed": ("承诺", "承诺办件"),
    "certificate": ("证照类", "许可证", "证书"),
    "approval": ("批文类", "批复", "文件"),
    "national": ("全国",),
    "cross_province": ("跨省",),
}


def term(form: type[T], word: str) -> T | None:
    """The member that is meant: by value, code (with or without a leading nought), label or another name."""
    for member in form:
        if word in {member.value, member.label, member.code} and word:
            return member
        if word.isdecimal() and member.code.isdecimal() and int(word) == int(member.code):
            return member
        if word in OTHER_NAMES.get(member.value, ()):
            return member
    return None
