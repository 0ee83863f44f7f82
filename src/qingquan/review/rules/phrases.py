"""Opinions offices write every day, to be taken over and changed; each belongs to a decision."""

from collections.abc import Mapping

from qingquan.review.words import DecisionCode, Office

K = DecisionCode

PHRASES: Mapping[Office, tuple[tuple[DecisionCode, str], ...]] = {
    Office.ESTABLISHMENT: (
        (K.RETAIN, "与三定规定的职责相符，实施主体适格，建议保留。"),
        (K.ADJUST, "职责不变，名称和要素按上级目录规范，建议调整。"),
        (K.CANCEL, "三定规定中没有相应职责，也没有其他有效依据，建议取消。"),
        (K.MERGE, "与本部门另一事项前后相连、对象相同，建议合并为一个主项。"),
        (K.TRANSFER_OUT, "机构改革后职责已经划转，建议转出，由接收部门另行申报。"),
        (K.RETAIN_AFTER_FIX, "职责清楚，要素不齐，建议限期补正后保留。"),
    ),
    Office.LEGAL: (
        (K.RETAIN, "设定依据现行有效，效力层级符合规定，建议保留。"),
        (K.ADJUST, "依据已经修改，条款应按现行文本更新，建议调整。"),
        (K.CANCEL, "所引依据已经废止或者层级不足以设定这项权力，建议取消。"),
        (K.CHANGE_MODE, "能够由事后监督解决，可以不设审批，建议转变管理方式。"),
        (K.INTERNAL_APPROVAL, "申请人均为行政机关，不属于对外的行政权力，建议转为政府内部审批。"),
        (K.RETAIN_AFTER_FIX, "依据有效，引用的条款有误，建议限期更正后保留。"),
    ),
}
