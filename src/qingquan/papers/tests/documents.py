"""One complete document of each kind, of the county's water bureau, for the tests of contents and printing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from qingquan.papers.words import NAMES, DocumentKind

SHANGHAI = ZoneInfo("Asia/Shanghai")
ORGAN = "清泉县水利局"

COMMON: dict[str, object] = {
    "organ": ORGAN,
    "addressee": "王小泉",
    "item": "取水许可",
    "case_number": "9901010150120261123000271",
    "query_code": "K7M3PQ",
    "date": date(2026, 11, 23),
    "seal": "公章",
    "demo": True,
    "contact": {"phone": "0990-8123456", "address": "清泉县清源路8号县政务服务中心二楼16号窗口"},
}

REMEDIES = {
    "reconsideration_organ": "清泉县人民政府",
    "reconsideration_days": 60,
    "court": "清泉县人民法院",
    "suit_months": 6,
}

OWN: dict[DocumentKind, dict[str, object]] = {
    DocumentKind.RECEIPT: {
        "received_at": datetime(2026, 11, 23, 10, 5, tzinfo=SHANGHAI),
        "channel": "县政务服务中心水利局窗口",
        "clerk": "刘敏",
        "materials": [
            {"name": "取水许可申请表", "form": "电子件", "count": 1},
            {"name": "建设项目水资源论证报告书（表）及其审查意见", "form": "纸质原件", "count": 2},
            {"name": "与第三者利害关系的承诺书", "form": "纸质原件", "count": 1},
            {"name": "营业执照", "form": "部门共享，免提交", "count": 1},
        ],
        "seal": "收件专用章",
    },
    DocumentKind.ACCEPTANCE: {
        "received_on": date(2026, 11, 23),
        "accepted_on": date(2026, 11, 23),
        "legal_limit": "45个工作日",
        "promised_limit": "15个工作日",
        "due_on": date(2026, 12, 14),
        "seal": "行政许可受理专用章",
    },
    DocumentKind.REFUSAL_OF_ACCEPTANCE: {
        "reasons": ["申请的取水口位于跨县河流清江干流，取水许可由市级水行政主管部门审批，不属于本机关职权范围。"],
        "competent_organ": "清江市水利局（清江市滨江大道1号市政务服务中心三楼）",
        "remedies": REMEDIES,
        "seal": "行政许可受理专用章",
    },
    DocumentKind.NOT_REQUIRED: {
        "reasons": ["家庭生活和零星散养、圈养畜禽饮用等少量取水，不需要申请领取取水许可证。"],
        "legal_basis": "《取水许可和水资源费征收管理条例》第四条",
    },
    DocumentKind.SUPPLEMENT_NOTICE: {
        "received_on": date(2026, 11, 23),
        "gaps": [
            {"material": "建设项目水资源论证报告书（表）", "problem": "缺少审查意见", "wanted": "提交审查意见原件1份"},
            {"material": "取水许可申请表", "problem": "“年取水量”一栏未填写", "wanted": "补填并由申请人签名"},
        ],
        "reply_by": date(2026, 12, 23),
        "consequence": "逾期未补正的，视为撤回申请，本机关将终止办理并退回材料；您可以重新提出申请。",
    },
    DocumentKind.SPECIAL_PROCEDURE_NOTICE: {
        "procedure": "专家评审",
        "reasons": ["本项目年取水量较大，需对水资源论证报告书组织专家评审。"],
        "time_needed": "10个工作日",
        "from_on": date(2026, 11, 25),
        "until_on": date(2026, 12, 8),
    },
    DocumentKind.EXTENSION_NOTICE: {
        "reasons": ["项目涉及与相邻灌区的用水协调，现场水文资料需要复核。"],
        "approved_by": "局长 陈志远",
        "extension": "10个工作日",
        "previous_due_on": date(2026, 12, 14),
        "due_on": date(2026, 12, 28),
    },
    DocumentKind.GRANT_DECISION: {
        "accepted_on": date(2026, 11, 23),
        "granted": [
            "准予在清泉县青石镇石门村清水河左岸取用地表水，用于农业灌溉，年取水量不超过12.50万立方米。",
            "取水许可有效期自2026年12月10日起至2031年12月9日止。",
        ],
        "basis": ["《中华人民共和国水法》第四十八条", "《取水许可和水资源费征收管理条例》第十四条"],
        "certificate_number": "9901010150120260000128",
        "certificate_title": "取水许可证",
        "remedies": REMEDIES,
    },
    DocumentKind.REFUSAL_DECISION: {
        "accepted_on": date(2026, 11, 23),
        "reasons": [
            "申请取水地点位于地下水禁止开采区，不符合取水条件。",
            "水资源论证报告书的审查结论为“不通过”，取水可能对第三者造成重大损害。",
        ],
        "basis": ["《中华人民共和国水法》第四十八条", "《取水许可和水资源费征收管理条例》第二十条"],
        "remedies": REMEDIES,
    },
    DocumentKind.CERTIFICATE: {
        "certificate_number": "9901010150120260000128",
        "certificate_title": "取水许可证",
        "holder": "清泉县石门村股份经济合作社",
        "holder_code": "N2990101MA0000000X",
        "decision_number": "清水许准〔2026〕12号",
        "scope": [
            {"label": "取水地点", "value": "清泉县青石镇石门村清水河左岸"},
            {"label": "水源类型", "value": "地表水"},
            {"label": "取水用途", "value": "农业灌溉"},
            {"label": "年取水量", "value": "12.50万立方米"},
        ],
        "valid_from": date(2026, 12, 10),
        "valid_until": date(2031, 12, 9),
    },
    DocumentKind.PROOF_OF_SERVICE: {
        "documents": [
            {"title": "准予行政许可决定书", "number": "清水许准〔2026〕12号", "count": 1},
            {"title": "取水许可证", "number": "9901010150120260000128", "count": 1},
        ],
        "way": "直接送达",
        "place": "清泉县政务服务中心二楼16号窗口",
        "served_on": date(2026, 12, 10),
        "signed_by": "王小泉",
        "servers": ["刘敏", "赵磊"],
    },
    DocumentKind.TERMINATION_NOTICE: {
        "reasons": ["您在2026年12月23日前未补正申请材料。"],
        "legal_basis": "本事项办事指南“补正与退件”一节",
        "remedies": REMEDIES,
    },
    DocumentKind.DEEMED_ACCEPTANCE_RECORD: {
        "received_on": date(2026, 11, 23),
        "notice_due_on": date(2026, 11, 30),
        "accepted_on": date(2026, 11, 23),
        "due_on": date(2026, 12, 14),
        "date": date(2026, 12, 1),
    },
    DocumentKind.WITHDRAWAL_CONFIRMATION: {
        "withdrawn_on": date(2026, 11, 26),
        "reasons": ["项目选址调整，申请人书面请求撤回。"],
    },
    DocumentKind.CLEARING_DECISION: {
        "campaign": "清泉县2026年行政权力清理审核",
        "code": "11990101000001011C4000119001000",
        "number_label": "申报编号",
        "decision": "取消",
        "basis": ["《行政许可法》第十三条"],
        "reasons": ["连续两年没有办件。", "行业组织能够自律管理。"],
        "effect": "自公布之日起不再受理；此前受理的按原规定办结。",
        "particulars": [{"label": "取消的理由类别", "value": "可以由市场、自律或者事后监督替代"}],
        "objection": "你单位可以自收到本决定之日起5个工作日内提出一次异议。",
    },
    DocumentKind.EVALUATION_REPORT: {
        "code": "11990101000001011C4000119001000",
        "number_label": "申报编号",
        "question": "两家意见不一致",
        "experts": 5,
        "scores": [{"dimension": "合法性", "mean": "4.2", "question": "依据是否合法？"}],
        "total": "31.4",
        "opinions": ["依据充分。"],
        "conclusion": "建议保留。",
    },
}


def document(kind: DocumentKind, **changes: object) -> dict[str, object]:
    """A complete document of that kind; `changes` replace entries, None takes one away."""
    number = {"number": f"清水{NAMES[kind].code}〔2026〕15号"}
    data = COMMON | number | OWN[kind] | changes
    return {key: value for key, value in data.items() if value is not None}
