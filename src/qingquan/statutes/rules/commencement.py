"""What the last article of a text says: from which day it applies, and which texts it ends.

Only what is said without any doubt is read. 自公布之日起施行 names no day: collections give the day of passing or of
the last amendment, and the text was made public on another one, often decades before. An amended text keeps the last
article of its beginning; a revised one begins anew, so the day says nothing about the time before it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from qingquan.statutes.rules.names import key
from qingquan.statutes.rules.numbers import NUMBER, value
from qingquan.statutes.rules.timeline import Number
from qingquan.statutes.rules.widths import half_width

CIRCLES = str.maketrans("○〇Ｏ", "〇〇〇")
ITSELF = "本(?:实施)?(?:法典|法|条例|规定|办法|细则|规则|决定|规程|准则|规范|通则|标准|意见|通知)"
BESIDE = r"(?:\([^()]*\)|由[^,。;]{1,20}通过,)?"
DAY = rf"(?P<year>[0-9]{{4}}|[〇零一二三四五六七八九]{{4}})年(?P<month>{NUMBER})月(?P<day>{NUMBER})日"
BEGINS = re.compile(rf"^{ITSELF}{BESIDE}[自从于]{DAY}(?:起|开始)?(?:施行|实施|执行|生效)(?=[。,;]|$)", re.MULTILINE)
SAYS_SO = re.compile(rf"^{ITSELF}{BESIDE}[自从](?:修订)?(?:公布|发布|颁布)之日起", re.MULTILINE)
ENDS = re.compile(r"(?:同时|即行|予以)废止$")
NAME = re.compile(r"《([^《》]{2,150})》(?:\([^()]*\))?")
# Before a name stand dates and bodies, after it a joining word or the end; anything else says something else.
LEADS_AWAY = re.compile(r"根据|依照|依据|按照|关于|执行|修改|除|不再|凡")
JOINS = re.compile(r"(?:[、,和及与]|以及|$)")
FIRST_YEAR = 1949


@dataclass(frozen=True, slots=True)
class Commencement:
    """From when a text applies by its own words, and the titles it ends on that day; None for a day it does not give.

    `says_so` is true of 自公布之日起施行.
    """

    article: Number | None = None
    day: date | None = None
    says_so: bool = False
    ends: tuple[str, ...] = ()


def commencement(title: str, articles: Mapping[Number, str]) -> Commencement:
    """What the last of these articles says of it."""
    if not articles:
        return Commencement()
    last = max(articles)
    text = re.sub(r"[^\S\n]", "", half_width(articles[last])).translate(CIRCLES)
    return Commencement(last, begins(text), bool(SAYS_SO.search(text)), tuple(ended(text, title)))


def begins(text: str) -> date | None:
    """The day a text of half width gives for itself; None for none, for two, and for one that cannot be."""
    found = {read(each) for each in BEGINS.finditer(text)}
    return found.pop() if len(found) == 1 else None


def read(said: re.Match[str]) -> date | None:
    """The day as written, in digits or in Chinese."""
    year, month, day = (value(said[part]) for part in ("year", "month", "day"))
    try:
        return date(year, month, day) if year >= FIRST_YEAR else None
    except ValueError:
        return None


def ended(text: str, title: str) -> Iterator[str]:
    """Titles of other texts that end as a whole: 《甲条例》、《乙办法》同时废止."""
    told = {key(title)}
    for sentence in re.split(r"[。;\n]", text):
        if not ENDS.search(sentence):
            continue
        for name in names_in(sentence):
            if key(name) not in told:
                told.add(key(name))
                yield name


def names_in(sentence: str) -> list[str]:
    """The titles a sentence ends; none at all where it says more than that."""
    between = NAME.split(ENDS.sub("", sentence))[::2]
    plain = all(map(JOINS.match, between[1:])) and not any(map(LEADS_AWAY.search, between))
    return NAME.findall(sentence) if plain else []
