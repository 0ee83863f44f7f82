"""What the product knows of the statutes: every article it cites stands in its own files, or in a checked list."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import qingquan

SOURCE = Path(qingquan.__file__).parent
ARTICLE = r"第[一二三四五六七八九十百零]+条(?:之[一二三四五六七八九十]+)?"
CITED = re.compile(rf"《([^《》]+)》((?:{ARTICLE}(?:第[^条、，。；《》\s]{{1,4}}[款项])*[、和]?)+)")

# Cited for what they regulate, without stating a limit or a duty that a file of law would hold. Whoever cites another
# article looks it up in the published text and adds it here.
NAMED = {
    "行政处罚法": {
        "九",
        "十",
        "十一",
        "十二",
        "十三",
        "十四",
        "十六",
        "十八",
        "二十",
        "二十一",
        "二十四",
        "三十四",
        "三十七",
        "六十三",
    },
    "行政强制法": {"九", "十", "十一", "十三", "十七"},
    "行政许可法": {"四", "十四", "十六", "十七"},
    "行政复议法": {"十一", "二十", "二十四"},
    "行政诉讼法": {"四十六"},
    "优化营商环境条例": {"二十五"},
    "民事诉讼法": {"八十七", "八十九", "九十"},
    "个人信息保护法": {"五十一"},
    "全国年节及纪念日放假办法": {"二"},
    "水法": {"三十九"},
    "安全生产法": {"三十九"},
    "产品质量法": {"十"},
    "政府信息公开条例": {"十四", "十七", "二十", "二十三", "二十五", "二十六"},
}


@cache
def known() -> frozenset[tuple[str, str]]:
    """(short title, article) of every provision in the files of law and in the demonstration's statutes."""
    found = {(name, f"第{number}条") for name, numbers in NAMED.items() for number in numbers}
    for file in (SOURCE / "law").glob("*.toml"):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        if statute := table.get("statute"):
            found |= {(statute["short_title"], f"第{number}条") for number in articles(table)}
            found.add((statute["short_title"], f"第{statute.get('working_days_by', '')}条"))
    statutes = tomllib.loads((SOURCE / "demo" / "county" / "statutes.toml").read_text(encoding="utf-8"))
    found |= {(each["short"], article) for each in statutes["statute"] for article in each["articles"]}
    return frozenset(found)


def articles(table: object) -> Iterator[str]:
    """Every `article` of a file of law, wherever it stands."""
    if isinstance(table, dict):
        if isinstance(table.get("article"), str):
            yield table["article"]
        for each in table.values():
            yield from articles(each)
    elif isinstance(table, list):
        for each in table:
            yield from articles(each)


def cited(text: str) -> list[tuple[str, str]]:
    """(title, article) of every article a text cites; 《…》第七条、第八条 cites two."""
    runs = [(name.removeprefix("中华人民共和国"), run) for name, run in CITED.findall(text)]
    return [(name, article) for name, run in runs for article in re.findall(ARTICLE, run)]


def unknown(text: str) -> list[tuple[str, str]]:
    """The citations of a text that rest on nothing we have read."""
    return [each for each in cited(text) if each not in known()]
