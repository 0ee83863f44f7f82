"""What is said in the demonstration's review. Made up, as everything in it."""

from collections.abc import Mapping

from qingquan.review.words import DecisionCode

K = DecisionCode

OPINIONS: Mapping[tuple[str, DecisionCode], str] = {
    ("establishment", K.RETAIN): "与三定规定的职责相符，实施主体适格，建议保留。",
    ("legal", K.RETAIN): "设定依据现行有效，效力层级符合规定，建议保留。",
    ("establishment", K.RETAIN_AFTER_FIX): "职责清楚，要素不齐，建议限期补正后保留。",
    ("legal", K.RETAIN_AFTER_FIX): "依据有效，引用的条款有误，建议限期更正后保留。",
    ("establishment", K.CANCEL): "上级已经取消，本级没有继续实施的必要，建议取消。",
    ("legal", K.CANCEL): "上级取消的文件已经公布，建议同步取消。",
    ("establishment", K.CHANGE_MODE): "办件量少，条件单一，建议改为备案。",
    ("legal", K.CHANGE_MODE): "能够由事后监督解决，可以不设审批，建议转变管理方式。",
}
DECISIONS: Mapping[DecisionCode, str] = {
    K.RETAIN: "编办、司法局审核意见一致，依据有效，主体适格，予以保留。",
    K.RETAIN_AFTER_FIX: "依据有效。\n引用的条款应当更正，整改后保留。",
    K.CANCEL: "上级已经取消，本级同步取消。",
}
CANCELLED = "代理记账"
"""Of the licences, the one that is said to have been cancelled above."""
EXPERTS = (
    ("温如玉", "清江大学法学院", "行政法"),
    ("段思齐", "清江大学公共管理学院", "行政审批制度"),
    ("郝正言", "清泉律师事务所", "行政诉讼"),
    ("廖明川", "清江市行业协会联合会", "行业自律"),
)
QUESTION = "编办建议直接保留，司法局建议先更正依据条款再保留，需要论证现有依据是否足以支持继续实施。"
INTEREST = "正在为该局提供法律顾问服务。"
SHEETS = (
    "依据充分，建议保留，同时缩短办理时限。",
    "有必要保留，条件可以再精简。",
    "风险较高，事后监管难以替代。",
    "办件量不大，但涉及公共安全。",
    "窗口能够承接，材料可以共享。",
)
CONCLUSION = "多数专家认为依据充分、有必要实施，建议保留，并精简材料。"
TOGETHER = "采纳专家论证结论，依据条款已核对无误，同意保留。"
FIX = "更正依据条款，补齐申请材料的要求依据。"
OBJECTION = "该事项涉及公共安全，改为备案后难以及时发现隐患，建议保留许可，办理时限可以再压缩一半。"
ASKED = "“{name}”在清理审核中有不同意见。您办过这件事吗？有没有必要保留，哪些材料和环节可以减掉？"
SUMMARY = "感谢大家的意见。保留该事项，同时减少材料、缩短时限，具体以公布的清单为准。"
COMMENTS = (
    (
        "赵新禾",
        "19900002001",
        "材料太多，同一张证明交了两次，能共享的就不要再让人交了。",
        "已采纳，可以共享的证明不再要求提交。",
    ),
    ("钱大生", "19900002002", "办得还算快，建议保留，最好能在镇里办。", "已转有关单位研究在镇便民服务中心受理。"),
    ("孙知秋", "19900002003", "我是做这一行的，没有许可市场会乱，应当保留。", "采纳，拟保留。"),
    ("李晓舟", "19900002004", "建议改成告知承诺，先办后查。", "部分采纳：条件明确的环节实行告知承诺，现场核查保留。"),
)
