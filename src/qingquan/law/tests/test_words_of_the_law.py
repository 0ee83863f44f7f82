"""Every quoted sentence stands in the statute, in that article, paragraph and item."""

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from qingquan.law import InForce, Provision, Statute, statutes

TEXTS = Path(__file__).parents[5] / "shared/data/laws/national_articles.jsonl.gz"
DIGITS = "零一二三四五六七八九"
ITEM = re.compile(r"（([一二三四五六七八九十]+)）")

pytestmark = pytest.mark.skipif(not TEXTS.exists(), reason=f"法律原文不在 {TEXTS}")


@cache
def articles() -> dict[tuple[str, int], str]:
    titles = {statute.title for statute in statutes().values()}
    found = {}
    with gzip.open(TEXTS, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["law"] in titles and not row["suffix"]:
                found[row["law"], row["article"]] = row["text"]
    return found


def number(numeral: str) -> int:
    """四十二 → 42, 一千二百五十九 → 1259."""
    total, digit = 0, 0
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS.index(character)
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
    return total + digit


def passage(text: str, provision: Provision) -> str:
    """The paragraph or item the provision names; the whole article when it names none."""
    if not provision.paragraph:
        assert len([line for line in text.splitlines() if not ITEM.match(line)]) == 1, "款号没有写明"
        return text
    paragraphs: list[list[str]] = []
    for line in text.splitlines():
        if ITEM.match(line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    paragraph = paragraphs[number(provision.paragraph) - 1]
    if not provision.item:
        return "\n".join(paragraph)
    return next(line for line in paragraph[1:] if line.startswith(f"（{provision.item}）"))


def wordings() -> Iterator[tuple[Statute, InForce[Provision]]]:
    for statute in statutes().values():
        for provisions in (statute.limits, statute.duties, statute.pauses):
            for rows in provisions.values():
                yield from ((statute, row) for row in rows)


def test_every_sentence_is_the_statutes_own() -> None:
    # The texts are those of today; of a renumbered provision only the last wording can be looked up.
    checked = 0
    for statute, wording in wordings():
        if wording.last is None:
            given = wording.provision
            text = articles()[statute.title, number(given.article)]
            assert given.says in passage(text, given), f"{given.name}：{given.cite}"
            checked += 1
    assert checked >= 150


@pytest.mark.parametrize(
    ("title", "article", "words"),
    [
        ("中华人民共和国行政许可法", 83, "本法自2004年7月1日起施行。"),
        ("中华人民共和国民法典", 1260, "本法自2021年1月1日起施行。"),
    ],
)
def test_a_statute_took_effect_on_its_day(title: str, article: int, words: str) -> None:
    assert words in articles()[title, article]
