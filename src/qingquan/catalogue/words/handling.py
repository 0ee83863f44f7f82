"""How an item is handled: kind of case, form, depth, place, scope. GB/T 39046-2020 tables A.5–A.7 and practice."""

from qingquan.wording import Term


class HandleForm(Term):
    """办理形式, table A.5."""

    WINDOW = "window", "窗口办理", "1"
    COMPUTER = "computer", "电脑端网上办理", "2"
    MOBILE = "mobile", "移动端网上申请", "3"
    POST = "post", "快递申请", "4"
    OTHER = "other", "其他", "9"


class CaseKind(Term):
    """办件类型, table A.6. An instant item is decided while the applicant waits."""

    INSTANT = "instant", "即办件", "1"
    COMMITTED = "committed", "承诺件", "2"
    OTHER = "other", "其他", "9"


class SpecialProcedureKind(Term):
    """特别程序种类, table A.7, which knows only these two."""

    EXTENSION = "extension", "延长审批", "1"
    OTHER = "other", "除延长审批之外的情况", "2"


class HandleMode(Term):
    """办理方式."""

    OWN = "own", "自办件", "1"
    PRELIMINARY = "preliminary", "初审件", "2"
    JOINT = "joint", "联办件", "3"
    FORWARD = "forward", "转报件", "4"


class OnlineDepth(Term):
    """网办深度: how far a case gets without coming in."""

    CONSULT = "consult", "互联网咨询", "1"
    RECEIVE = "receive", "互联网收件", "2"
    PRE_EXAMINE = "pre_examine", "互联网预审", "3"
    ACCEPT = "accept", "互联网受理", "4"
    HANDLE = "handle", "互联网办理", "5"
    RESULT = "result", "互联网办理结果信息反馈", "6"
    CERTIFICATE = "certificate", "互联网电子证照反馈", "7"
    OTHER = "other", "其他", "8"


class EntryMode(Term):
    """进驻方式: how a department's items come into the service centre."""

    WHOLE_UNIT = "whole_unit", "成建制进驻"
    FULL_AUTHORISED = "full_authorised", "充分授权"
    SINGLE_WINDOW = "single_window", "一个窗口对外"


class CommonScope(Term):
    """通办范围: how far from home the same item can be applied for."""

    NATIONAL = "national", "全国通办", "1"
    CROSS_PROVINCE = "cross_province", "跨省通办", "2"
    PROVINCE = "province", "全省通办", "3"
    CITY = "city", "全市通办", "4"
    COUNTY = "county", "全县通办", "5"
    NONE = "none", "不通办", "0"


class CommitmentMode(Term):
    """告知承诺制."""

    NONE = "none", "不实行告知承诺"
    COMMITMENT = "commitment", "告知承诺"


class ExcludedDomain(Term):
    """不适用告知承诺制的领域: harm there cannot be made good afterwards. 国办发〔2020〕42号."""

    NATIONAL_SECURITY = "national_security", "国家安全"
    STATE_SECRETS = "state_secrets", "国家秘密"
    PUBLIC_SAFETY = "public_safety", "公共安全"
    FINANCIAL_PRUDENCE = "financial_prudence", "金融业审慎监管"
    ECOLOGY = "ecology", "生态环境保护"
    LIFE_AND_HEALTH = "life_and_health", "直接涉及人身健康、生命财产安全"
    FOREIGN_AFFAIRS = "foreign_affairs", "重要涉外"


class LimitUnit(Term):
    """时限单位, with the letters the clock uses."""

    WORKING_DAY = "WD", "工作日"
    CALENDAR_DAY = "CD", "自然日"
    MONTH = "M", "个月"
    YEAR = "Y", "年"


class Theme(Term):
    """服务主题: what people look under. A county may use other names; unknown ones are kept as written."""

    BIRTH = "birth", "生育收养"
    HOUSEHOLD = "household", "户籍办理"
    EDUCATION = "education", "教育科研"
    EMPLOYMENT = "employment", "就业创业"
    SETTING_UP = "setting_up", "设立变更"
    QUALIFICATION = "qualification", "职业资格"
    HOUSING = "housing", "住房保障"
    SOCIAL_SECURITY = "social_security", "社会保障"
    HEALTH = "health", "医疗卫生"
    TRAFFIC = "traffic", "交通出行"
    CULTURE = "culture", "文化体育"
    MARRIAGE = "marriage", "婚姻登记"
    TAX = "tax", "纳税缴费"
    LAND = "land", "国土和规划建设"
    INVESTMENT = "investment", "投资审批"
    SAFETY = "safety", "安全生产"
    ENVIRONMENT = "environment", "环保绿化"
    FARMING = "farming", "农林牧渔"
    MARKET = "market", "准营准办"
    OLD_AGE = "old_age", "离职退休"
    DEATH = "death", "死亡殡葬"
    JUSTICE = "justice", "司法公证"
    BANKRUPTCY = "bankruptcy", "破产注销"
    OTHER = "other", "其他"
