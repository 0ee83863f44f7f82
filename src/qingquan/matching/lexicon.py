"""Words in the names of powers that say little, the same thing twice, or that two powers differ.

Parameters, not law [D]: taken from how lists of powers of several provinces are worded.
"""

import re

# Left out of a name when names are compared: how a permission is called and that it is given.
# Not here: 登记, 备案, 注册, 查询, 初审 and the like, which make another power.
SILENT = re.compile(
    "行政许可|行政审批|中华人民共和国|许可证(?!明|照)|核发|颁发|发放|签发|换领|申领|申请|办理|审批|审核|审查|核准|批准|许可|进行"
)
# Little words and all that joins or marks phrases; brackets lose their form but keep what they hold.
JOINTS = re.compile(r"以及|或者|对于|关于|[对的和及与或]|[^\w]|_")

# Long names that officials shorten, and the short form to which both come.
SHORTENED = {
    "环境影响评价": "环评",
    "危险化学品": "危化品",
    "住房公积金": "公积金",
    "网络预约出租汽车": "网约车",
    "社会保险": "社保",
    "医疗保险": "医保",
    "房屋建筑": "房建",
    "基础设施": "基建",
    "食品药品": "食药",
    "水土保持": "水保",
    "特种设备": "特设",
    "民办非企业单位": "民非",
    "人民防空": "人防",
    "道路旅客运输": "道路客运",
    "道路货物运输": "道路货运",
    "个体工商户": "个体户",
    "有限责任公司": "有限公司",
    "人民政府": "政府",
    "非物质文化遗产": "非遗",
    "建设工程": "建工",
    "许可证照": "证照",
}
LONG_FORMS = re.compile("|".join(sorted(SHORTENED, key=len, reverse=True)))

# Characters often written for one another in lists.
MISWRITTEN = str.maketrans({"帐": "账", "岀": "出", "巳": "已", "侯": "候", "〇": "零"})

# Words of which a power has one: two names with different ones of the same row are different powers.
CONTRASTS = (
    ("设立", "变更", "注销", "延续", "补办", "撤销", "换发", "终止"),
    ("查询", "咨询", "预约", "报名", "投诉", "备案", "登记", "报告", "公告"),
    ("国家", "省级", "市级", "县级"),
    ("一级", "二级", "三级", "甲级", "乙级", "丙级"),
    ("一类", "二类", "三类", "四类"),
    ("良好", "不良"),
    ("结婚", "离婚"),
    ("初审", "预审", "复审"),
    ("奖励", "处罚", "征收", "检查", "强制", "裁决", "给付"),
)

# Acts that make another power of the same object whenever only one of two names has them.
OWN_ACTS = re.compile("处罚|检查|强制|征收|奖励|裁决|给付|注销|变更|延续|补办|补发|换发")

# What is left of a name without these says what the power is about; when nothing is left, only the
# organ tells such items of two organs apart.
GENERAL = re.compile(
    "查询|咨询|预约|进度|信息|政策|法规|法律|工作|动态|投诉|举报|建议|在线|网上|电话|服务|业务|办事|指南|公告|公示"
    "|通知|公开|相关|文件|事项|案件|结果|下载|表格|资料|统计|数据|规划|计划|报告|报名|考试|证书|申报|受理|其他|情况"
    "|单位|机构|企业|个人|人员|介绍|信访|新闻|目录|平台|系统|征集|意见|反馈|回复|状态"
)

# What names of organs carry before and after their field: 广东省[教育]厅, 国家税务总局广东省[税务]局.
PLACES = re.compile(r"^.*?总局(?=..)|(?:^|(?<=总局))(?:[^省市区县旗盟]{0,8}(?:省|市(?![场政容])|区|县|旗|盟))+(?=..)")
SUFFIXES = re.compile(r"(?:委员会|办公室|管理局|监督局|总局|总队|中心|厅|局|委|办|处|所|站|院|队)+$")

# What lists write where there is nothing to write.
NOTHING_STATED = frozenset({"", "无", "暂无", "无要求", "没有", "/", "-", "—", "无需提交材料", "不需要", "见办事指南"})
# How papers are to be handed in says nothing about which paper it is.
PAPER_FORMS = re.compile(r"原件|复印件|扫描件|电子件|加盖公章|一式.份|[（(].*?[)）]|《|》|[^\w]")

# What a receipt adds to the name of the power it was taken for.
FEES = re.compile(r"工本费|手续费|证照费|年检费|管理费|押金|保证金|收费")
