"""When two titles mean the same statute: 《行政许可法》 is 《中华人民共和国行政许可法》.

`sql/key.sql` makes the same key in the database; a test holds the two together.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# The last of them are signs that nobody sees, which copying from pages brings along.
SIGNS = re.compile(r"[\s《》〈〉「」『』<>“”\"'·/\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|中华人民共和国")
LETTER = re.compile(r"\w")
# What editions put after a title: （2019年修正）, （2021年12月修订）. （试行） belongs to the title, and so does the
# year alone that tells the amendments of the constitution apart.
EDITION = re.compile(r"\([^()]*(?:修正|修订|修改|公布|发布|通过|版)\)$")
ON_TRIAL = re.compile(r"\((?:试行|暂行)\)$")
WHOLE_NAME = "中华人民共和国"

# Short forms in common use among officials; a county adds its own to the library.
ALIASES = {
    "环保法": "环境保护法",
    "环评法": "环境影响评价法",
    "大气法": "大气污染防治法",
    "土壤法": "土壤污染防治法",
    "固废法": "固体废物污染环境防治法",
    "固体法": "固体废物污染环境防治法",
    "噪声法": "噪声污染防治法",
    "海环法": "海洋环境保护法",
    "食安法": "食品安全法",
    "道交法": "道路交通安全法",
    "治安法": "治安管理处罚法",
    "处罚法": "行政处罚法",
    "许可法": "行政许可法",
    "强制法": "行政强制法",
    "行诉法": "行政诉讼法",
    "民诉法": "民事诉讼法",
    "刑诉法": "刑事诉讼法",
    "土管法": "土地管理法",
    "房管法": "城市房地产管理法",
    "国务院412号令": "国务院对确需保留的行政审批项目设定行政许可的决定",
}


def key(title: str) -> str:
    """The title without what people leave out: the name of the state, quotation marks, the edition."""
    plain = SIGNS.sub("", unicodedata.normalize("NFKC", title))
    return EDITION.sub("", plain) or plain


def is_title(text: str) -> bool:
    """Whether anything is left of it that could name a statute."""
    return bool(LETTER.search(key(text)))


def keys(title: str) -> tuple[str, ...]:
    """The keys under which a title may be known, the best first: its own, its usual short form, without （试行）."""
    own = key(title)
    others = (ALIASES.get(own, own), ON_TRIAL.sub("", own), f"{own}(试行)")
    return tuple(dict.fromkeys((own, *others)))


def short(title: str) -> str:
    """The title as people say it."""
    return title.removeprefix(WHOLE_NAME) or title


def nearest(wanted: str, keys: Iterable[str], least: float = 0.55) -> str | None:
    """The key most like the wanted one, by pairs of neighbouring characters; None when nothing is much alike."""
    asked = pairs(wanted)
    best, found = least, None
    for each in keys:
        there = pairs(each)
        alike = 2 * len(asked & there) / (len(asked) + len(there))
        if alike > best:
            best, found = alike, each
    return found


@lru_cache(maxsize=10_000)
def pairs(text: str) -> frozenset[str]:
    """Neighbouring characters, with the ends marked so that one character is enough."""
    framed = f"^{text}$"
    return frozenset(framed[at : at + 2] for at in range(len(framed) - 1))
