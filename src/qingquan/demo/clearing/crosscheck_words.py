"""What the demonstration's reports are held against, in words: made up, but such as counties have."""

from datetime import date

from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.crosscheck.reading.lists import BaseTold, ExercisedTold, TownTold
from qingquan.crosscheck.words import ExercisedKind

COUNTY = (ExerciseLevel.COUNTY,)
LICENCE, REWARD = PowerType.LICENCE, PowerType.REWARD

UNREPORTED = (
    BaseTold("000119014000", "河道采砂许可", LICENCE, COUNTY, "水行政主管部门", ("《水法》第三十九条",)),
    BaseTold("000120040000", "渔业捕捞许可", LICENCE, COUNTY, "渔业行政主管部门"),
    BaseTold("000125006000", "危险化学品经营许可", LICENCE, COUNTY, "应急管理部门", ("《安全生产法》第三十九条",)),
    BaseTold("000117038000", "城市建筑垃圾处置核准", LICENCE, COUNTY, "市容环境卫生主管部门"),
    BaseTold(
        "000831009000", "对举报产品质量违法行为的奖励", REWARD, COUNTY, "市场监督管理部门", ("《产品质量法》第十条",)
    ),
)
"""In the province's catalogue, and reported by nobody."""

CITY = (
    BaseTold("CS0123001", "卫生许可证（公共场所）核发", LICENCE, COUNTY, "卫生健康主管部门"),
    BaseTold("CS0117030", "挖掘、占用城市道路许可", LICENCE, COUNTY, "城市管理部门"),
    BaseTold("CS0164002", "临时占用林地的许可", LICENCE, COUNTY, "林业主管部门"),
    BaseTold("CS0118009", "货运经营许可（道路）", LICENCE, COUNTY, "交通运输主管部门"),
    BaseTold("CS0105004", "实施学历教育的民办学校办学许可", LICENCE, COUNTY, "教育行政部门"),
    BaseTold("CS0122006", "营业性文艺演出许可", LICENCE, COUNTY, "文化主管部门"),
    BaseTold("CS0123015", "护士执业资格注册", LICENCE, COUNTY, "卫生健康主管部门"),
    BaseTold("CS0114001", "人力资源服务机构设立许可", LICENCE, COUNTY, "人力资源社会保障部门"),
    BaseTold("CS0105008", "教师资格证书认定", LICENCE, COUNTY, "教育行政部门"),
    BaseTold("CS0119005", "生产建设水土保持方案许可", LICENCE, COUNTY, "水行政主管部门"),
    BaseTold("CS0164020", "森林防火区野外用火许可", LICENCE, COUNTY, "林业主管部门"),
    BaseTold("CS0125012", "烟花爆竹零售经营许可", LICENCE, COUNTY, "应急管理部门"),
    BaseTold("CS0120022", "动物诊疗机构设立许可", LICENCE, COUNTY, "农业农村主管部门"),
    BaseTold("CS0172010", "药品零售经营许可", LICENCE, COUNTY, "市场监督管理部门"),
)
"""The city names some of the same powers its own way."""

RENAMED = {
    "000131015000": "食品（含保健食品）经营许可",
    "000164005000": "林木采伐许可",
    "000115022000": "建设用地（含临时用地）规划许可证核发",
}
"""What the province calls otherwise than the county's organs do, by base code."""

WIDER = {"000122004000": (ExerciseLevel.PROVINCE, ExerciseLevel.CITY)}
"""What the province's catalogue gives to other levels than the county's."""

DUTIES = {
    "jiaoti": "负责全县体育场馆向社会开放的管理和补助资金发放。",
    "shuili": "负责水利工程建设的质量监督和竣工验收。",
    "nongye": "负责渔业资源保护和渔政监督管理。",
    "chengguan": "负责城市建筑垃圾处置和户外广告设置的监督管理。",
    "yingji": "负责防汛抗旱和地震应急救援的组织协调。",
    "minzheng": "负责行政区划、地名和殡葬服务的管理。",
}
"""A second sentence of the plans of some organs, beside the one their reports refer to."""

AUTUMN = tuple(date(2026, month, 1) for month in (7, 8, 9))
EXERCISED = (
    *(ExercisedTold("县城市管理局", "设置大型户外广告审批", ExercisedKind.SEAL, month, "", 6) for month in AUTUMN),
    *(
        ExercisedTold("县农业农村局", "渔业捕捞许可证工本费", ExercisedKind.FEE, month, "", 18, 36_000)
        for month in AUTUMN
    ),
    *(ExercisedTold("县水利局", "取水许可", ExercisedKind.SEAL, month, "", 11) for month in AUTUMN),
    *(ExercisedTold("县民政局", "结婚登记", ExercisedKind.SEAL, month, "", 93) for month in AUTUMN),
)
"""Of registers outside this system: seals used, receipts written."""

TOLD = (
    (
        "zhengwu.town001",
        TownTold("", "县城市管理局", "代收建筑垃圾处置费", 24, "每月两次上门收取，票据由镇里代开。"),
    ),
    ("zhengwu.town001", TownTold("", "县水利局", "取水许可证的年度现场核查", 12, "每月查看取水口，填写核查表。")),
    ("zhengwu.town002", TownTold("", "县林业局", "林木采伐许可的伐区现场查验", 30)),
    ("zhengwu.town100", TownTold("", "县文物管理所", "看护古桥和石刻", 52, "没有经费，也没有委托书。")),
)
"""What towns write at their windows."""

ANSWER = "渔业捕捞许可自2019年起由市级渔政机构办理，本局只代收工本费；收费拟于本月停止，已收的部分列表待退。"
SETTLED = "城市建筑垃圾处置核准确由本局办理，属于漏报，已要求三个工作日内补报并说明以往办件。"
REPLIED = "本局自查时把建筑垃圾处置并入了日常管理，没有单列；确有办理，申请补报。"
WAY_OUT = (
    "《消防法》第十五条规定由消防救援机构实施；2018年机构改革后应急管理局不再承担。请划归消防救援大队，应急管理局删去。"
)
