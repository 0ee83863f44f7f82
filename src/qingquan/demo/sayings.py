"""What officials and applicants write in the made-up months: opinions, reasons, explanations."""

from random import Random

from qingquan.demo.county.powers import Item, SpecialProcedure

# No official of a demonstration tells an applicant of crimes; the plain grounds are shown.
GRAVE = ("国家安全", "剥夺政治权利", "刑事处罚", "弄虚作假", "隐瞒真实", "故意犯罪", "醉酒", "自残", "不得担任", "所列")
RETURNS = (
    "请核对申请面积与图纸是否一致后再报。",
    "现场核查记录缺少照片，请补充后再报。",
    "审查意见没有写明适用的条款，请补充。",
)
WITHDRAWALS = ("经营计划调整，暂不办理。", "需要先变更名称，另行申请。", "申请内容有变化，重新准备后再申请。")
EXTENSIONS = (
    "须到现场复核，近期连续降雨，十五日内不能完成核查。",
    "涉及的情况较为复杂，需要进一步核实有关资料。",
    "需要向原发证单位核实，尚未收到回函。",
)
FLAWS = ("没有加盖公章", "签名与申请人不一致", "图纸没有标注比例和尺寸", "填写不完整，缺少日期", "复印件不清晰")
MISSING = "没有提交"
EXAMINED = ("材料齐全，内容真实，符合法定条件，建议准予。", "经审查和现场核查，符合条件，建议准予。")
UNFIT = "经审查和核实，不符合法定条件，建议不予许可，理由见决定。"
REVIEWED = ("同意承办意见。", "程序合法，意见适当，同意。")
CONSENT = "申请人在申请表中选择并确认电子送达"
KEYWORDS = {
    "hearing": ("听证",),
    "expert_review": ("评审", "专家"),
    "consultation": ("征求",),
    "testing": ("检测",),
    "appraisal": ("评估",),
    "judicial_conclusion": ("司法",),
}
"""Words by which a scene's note speaks of a special procedure."""
RESULTS = {
    "hearing": "听证会已经举行，听证笔录经各方核对签字，作为决定的依据。",
    "expert_review": "专家组出具评审意见：方案总体可行，按意见修改完善。",
    "consultation": "有关部门书面答复：没有不同意见。",
    "testing": "检测机构出具报告：所检项目合格。",
    "appraisal": "评估机构出具评估报告，结论为可行。",
    "judicial_conclusion": "收到公安机关交通管理部门的事故认定结论。",
}


def refusal(item: Item, note: str, chance: Random) -> str:
    """Why an application is refused: a ground the item itself names, with its article."""
    plain = [ground for ground in item.refuse_conditions if not any(word in ground for word in GRAVE)]
    ground = chance.choice(plain or list(item.refuse_conditions)).rstrip("。").removesuffix("的")
    told = note.partition("，不予许可")[0].partition("，已作出")[0] or f"经审查核实，属于“{ground}”的情形"
    return f"{told}，不符合法定条件。\n依据{item.refuse_cite or item.bases[0].cite}，不予许可。"


def grant(item: Item) -> str:
    """What a grant says."""
    return f"申请符合{item.bases[0].cite}规定的条件，准予办理“{item.name}”。"


def not_ours(item: Item, note: str) -> str:
    """Why another organ is competent."""
    told = note or "申请事项的发生地不在清泉县行政区域内"
    return f"{told.rstrip('。')}。“{item.name}”依法不属于本机关职权范围，请向有权机关提出。"


def not_required(note: str) -> str:
    """Why no permission is needed."""
    return f"{note.rstrip('。')}，依法不需要取得行政许可，可以直接从事该项活动。"


def announcement(procedure: SpecialProcedure) -> str:
    """What is told of a special procedure when it begins."""
    return f"依据{procedure.cite}进行{procedure.name}，所需时间不计入办理期限。"
