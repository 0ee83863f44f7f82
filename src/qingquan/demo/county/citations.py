"""Citations as the files write them, 《水法》第四十八条第一款: taken apart and held against the article's text."""

import re
from dataclasses import dataclass

NUMBER = "[一二三四五六七八九十百千零]+"
CITATION = re.compile(
    rf"《(?P<statute>[^》]+)》(?P<article>第{NUMBER}条)(?:第(?P<paragraph>{NUMBER})款)?(?:第(?P<item>{NUMBER})项)?"
)
ITEM = re.compile(rf"\s*[（(](?P<number>{NUMBER})[）)]")
DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision. Paragraph and item are counted from one; None when the article is cited as a whole."""

    statute: str
    article: str
    paragraph: int | None = None
    item: int | None = None

    @property
    def place(self) -> str:
        """The citation without the statute: 第四十八条第一款."""
        tail = f"第{chinese(self.paragraph)}款" if self.paragraph else ""
        return self.article + tail + (f"第{chinese(self.item)}项" if self.item else "")


def number(text: str) -> int:
    """The value of a Chinese number below ten thousand: 一百一十五 is 115."""
    total = digit = 0
    for character in text:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


def chinese(value: int) -> str:
    """A number below a hundred as statutes write it: 12 is 十二."""
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else "零一二三四五六七八九"[tens]) + "十" if tens else ""
    return head + ("零一二三四五六七八九"[ones] if ones else "")


def parse(text: str) -> Citation:
    """The whole text as one citation, or `ValueError`."""
    found = CITATION.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}”不是“《法律》第几条第几款第几项”的写法。")
    return taken_apart(found)


def every(text: str) -> list[Citation]:
    """All citations in running text."""
    return [taken_apart(found) for found in CITATION.finditer(text)]


def taken_apart(found: re.Match[str]) -> Citation:
    """The groups of a match as numbers."""
    paragraph, item = found["paragraph"], found["item"]
    return Citation(
        found["statute"],
        found["article"],
        number(paragraph) if paragraph else None,
        number(item) if item else None,
    )


def paragraphs(article: str) -> list[list[str]]:
    """The article's paragraphs, each with its items after its first line."""
    parts: list[list[str]] = []
    for line in article.split("\n"):
        if parts and ITEM.match(line):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def misplaced(citation: Citation, article: str) -> str:
    """What of the citation the article does not have; empty when it has all."""
    parts = paragraphs(article)
    if (citation.paragraph or 1) > len(parts):
        return f"只有 {len(parts)} 款"
    chosen = parts if citation.paragraph is None else [parts[citation.paragraph - 1]]
    numbers = [number(found["number"]) for part in chosen for line in part[1:] if (found := ITEM.match(line))]
    if citation.item and citation.item not in numbers:
        return f"没有第{chinese(citation.item)}项"
    if citation.item and citation.paragraph is None and len(parts) > 1:
        return "有数款，引用项须写明第几款"
    return ""
