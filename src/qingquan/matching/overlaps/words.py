"""Words of the overlap test 交叉重复: the components by which two powers are compared."""

from qingquan.wording import Word


class ComponentKind(Word):
    """What two powers may have in common."""

    ARTICLE = "article", "依据条文"
    BEHAVIOUR = "behaviour", "行为和对象"
    COUNTERPARTY = "counterparty", "相对人"
    MATERIAL = "material", "申请材料"
    RESULT = "result", "结果和审查内容"
