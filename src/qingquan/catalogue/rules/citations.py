"""Legal texts as lists name them: taking a citation apart, and guessing the rank from the name.

A guessed rank is marked as such; a person confirms it before publication.
"""

import re
from dataclasses import dataclass

from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.words import BasisLevel

NUMBER = "[〇零一二三四五六七八九十百千0-9]+"
ARTICLE = rf"第{NUMBER}条(?:之{NUMBER})?(?:第{NUMBER}款)?(?:第?[（(]?{NUMBER}[）)]?[项目])*"
QUOTED = re.compile(r"《(?P<name>[^》]+(?:〈[^〉]+〉[^》]*)?)》(?:[（(](?P<no>[^）)]*号)[）)])?(?P<rest>[^《]*)")
BARE = re.compile(rf"(?P<name>[^《》，。；;\s]+?(?:法|条例|规定|办法|细则|规则))(?P<rest>{ARTICLE}.*)")
ANY_PLACE = re.compile(rf"(?:附件)?{ARTICLE}|附件第{NUMBER}[项号]|第{NUMBER}项")

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
    alike(r"(?<!办)(?<!方)法(?:[（(].*[）)])?$|民法典$", BasisLevel.LAW),
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


def bases_in(text: str) -> tuple[LegalBasis, ...]:
    """Every citation in the text as a basis row with its articles; none when nothing is cited."""
    found = list(QUOTED.finditer(text)) or list(BARE.finditer(text.strip()))
    rows: list[LegalBasis] = []
    for each in found:
        name = re.sub(r"\s", "", each["name"])
        number = (each.groupdict().get("no") or "").strip()
        articles = ANY_PLACE.findall(each["rest"]) or [""]
        level = guessed_level(name)
        rows += [
            LegalBasis(name=name, document_no=number, article=article, level=level, level_inferred=level is not None)
            for article in articles
        ]
    return tuple(dict.fromkeys(rows))


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
