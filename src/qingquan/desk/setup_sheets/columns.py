"""The nine sheets of a county, in the order they are entered, and what each column holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from qingquan.places.words import HallLevel, Role, SubjectNature, WindowKind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, how it is filled in, an example, and the words to choose from if any."""

    name: str
    says: str
    example: str
    needed: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or one CSV file of the same name."""

    name: str
    says: str
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings in order."""
        return tuple(column.name for column in self.columns)


def labels(words: Iterable[object]) -> tuple[str, ...]:
    """The Chinese words to choose from."""
    return tuple(str(getattr(word, "label", word)) for word in words)


YES_NO = ("是", "否")
ORGAN = "机关名称、文号简称、机构序号或统一社会信用代码"
DAY = "年月日，如 2026-03-02"

DIVISIONS = Sheet(
    "区划",
    "县以下的镇（乡、街道）和村（社区）",
    (
        Column("区划代码", "12 位统计用区划代码；镇级可以只写前 9 位", "990101001000"),
        Column("名称", "全称", "泉城街道"),
    ),
)
ORGANS = Sheet(
    "机关",
    "名义上作出决定的单位，一行一个",
    (
        Column("统一社会信用代码", "18 位，按登记证书", "11990101000001011C"),
        Column("机关名称", "全称，与公章一致", "清泉县水利局"),
        Column("文号简称", "发文字号里的简称，各机关不同", "清水"),
        Column("机构序号", "三位数字，本县自编，各机关不同", "013"),
        Column("所在区划", "区划代码或名称，不填为本县", "清泉县", needed=False),
        Column("主体性质", "不填为法定机关", "法定机关", needed=False, choices=labels(SubjectNature)),
        Column("垂直管理", "不填为否", "否", needed=False, choices=YES_NO),
        Column("地址", "办公地址", "县府路13号", needed=False),
        Column("电话", "一个号码，固定电话带区号", "0990-2110113", needed=False),
    ),
)
OFFICES = Sheet(
    "内设机构",
    "每个办理审批的机关有且只有一个行政审批机构",
    (
        Column("机关", ORGAN, "清泉县水利局"),
        Column("内设机构名称", "全称", "行政审批股"),
        Column("行政审批机构", "不填为否", "是", needed=False, choices=YES_NO),
    ),
)
POSTS = Sheet(
    "岗位",
    "事情由岗位来办，人在岗位上任职",
    (
        Column("岗位代码", "字母、数字、点和短横，全县不重复", "shuili.handler"),
        Column("机关", ORGAN, "清泉县水利局"),
        Column("岗位名称", "如承办岗", "承办岗"),
        Column("角色", "从所列的词里选一个", "承办人", choices=labels(Role)),
        Column("内设机构", "已列在“内设机构”表里的名称", "行政审批股", needed=False),
        Column("岗位职责", "一两句话", "审查申请材料，提出审查意见。", needed=False),
    ),
)
PEOPLE = Sheet(
    "人员",
    "新用户名开通账号并得到一次性密码；已有的账号不动",
    (
        Column("用户名", "字母、数字、点、短横和下划线，至少两个字", "shuili.lisi"),
        Column("姓名", "真实姓名", "李思"),
    ),
)
TENURES = Sheet(
    "任职",
    "谁从哪天起在哪个岗位；一人可以有几个岗位，一行一个",
    (
        Column("用户名", "“人员”表里的用户名，或已有的账号", "shuili.lisi"),
        Column("岗位代码", "“岗位”表里的代码，或已有的岗位", "shuili.handler"),
        Column("到岗日期", DAY, "2026-03-02"),
    ),
)
HALLS = Sheet(
    "大厅",
    "政务服务中心、便民服务中心和便民服务站",
    (
        Column("大厅名称", "全称，不重复", "清泉县政务服务中心"),
        Column("级别", "从所列的词里选一个", "县政务服务中心", choices=labels(HallLevel)),
        Column("区划", "区划代码或名称", "清泉县"),
        Column("地址", "门牌地址", "清泉县南湖路66号"),
        Column("办公时间", "照实写", "工作日 9:00—12:00，13:00—17:00"),
        Column("电话", "一个号码，固定电话带区号", "0990-2112345"),
    ),
)
WINDOWS = Sheet(
    "窗口",
    "部门窗口须写进驻机关",
    (
        Column("大厅", "“大厅”表里的名称", "清泉县政务服务中心"),
        Column("窗口号", "同一大厅里不重复", "A13"),
        Column("窗口名称", "如水利窗口", "水利窗口"),
        Column("类型", "从所列的词里选一个", "部门窗口", choices=labels(WindowKind)),
        Column("进驻机关", ORGAN, "清泉县水利局", needed=False),
        Column("窗口岗位", "岗位代码，几个用顿号隔开", "shuili.window_clerk", needed=False),
    ),
)
HOLDINGS = Sheet(
    "岗位行权",
    "哪个岗位行使哪个事项；事项先用清单导入",
    (
        Column("事项编码", "权力清单里的实施编码", "11990101000001011C4000119001000"),
        Column("岗位代码", "同一机关的岗位", "shuili.handler"),
        Column("自何日起", DAY, "2026-03-02"),
    ),
)

SHEETS = (DIVISIONS, ORGANS, OFFICES, POSTS, PEOPLE, TENURES, HALLS, WINDOWS, HOLDINGS)
GUIDE = "填写说明"
# Columns people add for themselves; they are read past.
OWN_NOTES = frozenset({"备注", "序号", "说明"})
