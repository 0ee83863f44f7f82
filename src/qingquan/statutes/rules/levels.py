"""The rank a text of this name usually has. A guess: a person confirms it, and the library's own entry goes before."""

import re
from dataclasses import dataclass

from qingquan.statutes.words import BasisLevel

PROVINCES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 "
    "重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆"
)
PROVINCE = re.compile(rf"(?:{'|'.join(PROVINCES.split())})(?:省|市|(?:壮族|回族|维吾尔)?自治区)?")
PLACE = re.compile(r"(?!城市)[一-鿿]{1,8}?(?:市|州|自治县|经济特区)(?!场|政|容|民|县级)")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a name ends, and the rank it then has: national, with a province in front, with a city in front."""

    ending: re.Pattern[str]
    national: BasisLevel
    provincial: BasisLevel
    municipal: BasisLevel


def alike(ending: str, level: BasisLevel) -> Shape:
    """A shape that means the same rank wherever it was issued."""
    return Shape(re.compile(ending), level, level, level)


# The first that fits decides.
SHAPES = (
    alike(r"国务院.*决定", BasisLevel.SC_DECISION),
    alike(r"(?:通知|意见|公告|方案|批复|纪要)$", BasisLevel.NORM_DOC),
    alike(r"三定规定|职能配置、内设机构和人员编制规定", BasisLevel.THREE_FIXED),
    alike(r"(?<!办)(?<!方)法(?:[（(].*[）)])?$|法典$", BasisLevel.LAW),
    Shape(
        re.compile(r"条例(?:[（(].*[）)])?$"),
        BasisLevel.ADMIN_REGULATION,
        BasisLevel.LOCAL_REGULATION,
        BasisLevel.LOCAL_REGULATION,
    ),
    Shape(
        re.compile(r"(?:办法|规定|细则|规则)(?:[（(].*[）)])?$"),
        BasisLevel.DEPT_RULE,
        BasisLevel.PROV_RULE,
        BasisLevel.CITY_RULE,
    ),
)

# The collections statutes are published in, and the rank of what stands in them.
CATEGORIES = {
    "宪法": BasisLevel.LAW,
    "宪法相关法": BasisLevel.LAW,
    "民法商法": BasisLevel.LAW,
    "民法典": BasisLevel.LAW,
    "行政法": BasisLevel.LAW,
    "经济法": BasisLevel.LAW,
    "社会法": BasisLevel.LAW,
    "刑法": BasisLevel.LAW,
    "诉讼与非诉讼程序法": BasisLevel.LAW,
    "行政法规": BasisLevel.ADMIN_REGULATION,
    "地方性法规": BasisLevel.LOCAL_REGULATION,
    "部门规章": BasisLevel.DEPT_RULE,
}


def guessed_level(name: str) -> BasisLevel | None:
    """The rank that a text of this name usually has; None when the name does not tell.

    A regulation with a place in front is a local one, else one of the State Council; the same for rules.
    """
    for shape in SHAPES:
        if shape.ending.search(name):
            if PROVINCE.match(name):
                return shape.provincial
            return shape.municipal if PLACE.match(name) else shape.national
    return None


def stated_level(word: str) -> BasisLevel | None:
    """The rank a file states: by its value, its Chinese name or the collection; None for another word."""
    plain = word.strip()
    if plain in CATEGORIES:
        return CATEGORIES[plain]
    return next((level for level in BasisLevel if plain in (level.value, level.label)), None)
