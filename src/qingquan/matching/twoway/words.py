"""Words of the two-way check 双向比对: the sets, how a pair was found, the kinds of difference."""

from qingquan.wording import Word


class SetName(Word):
    """The five sets that are set against each other."""

    BASIS = "A", "法定权力和上级目录"
    REPORTED = "B", "部门申报"
    DUTIES = "C", "三定职责"
    ACTIVITY = "D", "近二十四个月办件、收费、用章"
    TOWNS = "E", "镇村反映"


class Method(Word):
    """How a pair was found, the surest first."""

    REMEMBERED = "remembered", "审核人员认定"
    CODE = "code", "编码相同"
    NAME = "name", "名称相同"
    ARTICLE = "article", "条文相同"
    TEXT = "text", "文字相近"


class Field(Word):
    """A field of the two rows that was compared."""

    DECISION = "decision", "以往认定"
    CODE = "code", "编码"
    NAME = "name", "名称"
    ARTICLES = "articles", "依据条文"
    TEXT = "text", "内容"
    POWER_TYPE = "power_type", "权力类型"
    LEVEL = "level", "行使层级"
    ORGAN = "organ", "机关"


class DifferenceKind(Word):
    """The differences a check can find, by the sets between which they lie."""

    UNREPORTED = "A-B", "依法有权而未申报"
    UNFOUNDED = "B-A", "申报而无依据"
    OUTSIDE_DUTIES = "B-C", "超出三定职责"
    DUTY_WITHOUT_POWER = "C-B", "有职责而无权力"
    PRACTISED_UNREPORTED = "D-B", "实际行使而未申报"
    TOWNS_UNREPORTED = "E-B", "镇村反映而未申报"
    DOUBLED = "B&B", "两个机关交叉重复"
    NAME_DIFFERS = "A/B name", "名称与目录不一致"
    LEVEL_DIFFERS = "A/B level", "层级与目录不一致"
    TYPE_DIFFERS = "A/B type", "类型与目录不一致"


class Urgency(Word):
    """How soon a difference must be looked at; the term in days is the campaign's."""

    AT_ONCE = "at_once", "立即"
    SOON = "soon", "优先"
    ORDINARY = "ordinary", "一般"
