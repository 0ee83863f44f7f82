"""Files of statutes as collections write them: one article a line, or one statute a row of an index."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from qingquan.statutes.rules.commencement import Commencement, commencement
from qingquan.statutes.rules.levels import stated_level
from qingquan.statutes.rules.names import is_title
from qingquan.statutes.rules.numbers import NUMBER, value
from qingquan.statutes.rules.timeline import Number
from qingquan.statutes.words import BasisLevel

SUFFIX = re.compile(rf"(?:之)?(?P<number>{NUMBER})")
HALF = re.compile("[\ud800-\udfff]")
LONGEST_TITLE = 200
LONGEST_TEXT = 60_000
MOST_ARTICLES = 9_999
# Collections hold statutes that broke off after a few articles; of so short a text nobody can say that it is whole.
FEWEST_ARTICLES = 6


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that could not be read, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line that could be read: a statute's edition and, if it has one, its article."""

    line: int
    title: str
    day: date | None = None
    number: Number | None = None
    text: str = ""
    level: BasisLevel | None = None
    body: str = ""
    document_no: str = ""
    from_on: date | None = None
    since: date | None = None


@dataclass(slots=True)
class Edition:
    """The whole text of a statute as of a day of passing.

    `from_on` is from when these words apply, `since` from when the statute itself has been in force; collections
    that give neither leave both open.
    """

    title: str
    day: date | None
    from_on: date | None = None
    since: date | None = None
    level: BasisLevel | None = None
    body: str = ""
    document_no: str = ""
    articles: dict[Number, str] = field(default_factory=dict)

    @property
    def begins(self) -> date | None:
        """From when its words apply, as far as the file tells or the text itself: passed on a day, in force on a later.

        The last article of an amended text gives a day before its passing, that of the first text.
        """
        said = self.starts.day
        return self.from_on or (said if said and self.day and said >= self.day else self.day)

    @property
    def begins_by_passing(self) -> bool:
        """Whether that day is only the day of passing."""
        return self.from_on is None and self.begins is not None and self.begins != self.starts.day

    @property
    def starts(self) -> Commencement:
        """What its last article says of its beginning and of what it ends."""
        return commencement(self.title, self.articles)

    @property
    def whole(self) -> bool:
        """Whether no article is missing between the first and the last."""
        numbers = {number for number, _ in self.articles}
        return len(numbers) >= FEWEST_ARTICLES and len(numbers) == max(numbers)


def json_lines(lines: Iterable[str]) -> Iterator[Line | Broken]:
    """Lines of JSON: law, date, article, suffix, text; level, body, document_no, from_on, since if they are known."""
    for at, raw in enumerate(lines, 1):
        if raw.strip():
            try:
                yield json_line(at, raw)
            except ValueError as trouble:
                yield Broken(at, str(trouble))


def json_line(at: int, raw: str) -> Line:
    """One line. Raises `ValueError` with the reason in Chinese."""
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        raise ValueError("不是一行完整的 JSON。") from None
    if not isinstance(row, dict):
        raise ValueError('这一行不是一条记录（应为 {"law": …, "article": …, "text": …}）。')
    text = said(row, "text")
    if not text:
        raise ValueError("没有条文（text）。")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"条文有 {len(text)} 个字，最多 {LONGEST_TEXT} 个。")
    return Line(
        at,
        title_of(row, "law"),
        day_of(row, "date"),
        (number_of(row.get("article")), suffix_of(row.get("suffix"))),
        text,
        stated_level(said(row, "level") or said(row, "category")),
        said(row, "body")[:100],
        said(row, "document_no")[:100],
        day_of(row, "from_on"),
        day_of(row, "since"),
    )


def index_rows(lines: Iterable[str]) -> Iterator[Line | Broken]:
    """An index of statutes: title, category, date. Rows that are no statute (names that begin with _) are skipped."""
    for at, row in enumerate(csv.DictReader(lines), 2):
        if said(row, "title").startswith("_"):
            continue
        try:
            yield Line(at, title_of(row, "title"), day_of(row, "date"), level=stated_level(said(row, "category")))
        except ValueError as trouble:
            yield Broken(at, str(trouble))


def said(row: Mapping[str, object], name: str) -> str:
    """A cell as text; empty when it is not there. NUL, which the database does not keep, is dropped.

    `ValueError` for half a character, which JSON can write and no file can hold.
    """
    cell = row.get(name)
    if isinstance(cell, str) and HALF.search(cell):
        raise ValueError(f"有残缺的字符（{name}），请核对文件的来源。")
    return str(cell).replace("\x00", "").strip() if isinstance(cell, str | int) else ""


def title_of(row: Mapping[str, object], name: str) -> str:
    """The title, or `ValueError`."""
    title = re.sub(r"\s+", "", said(row, name)).strip("《》")
    if not is_title(title):
        raise ValueError(f"没有法律文件名称（{name}）。")
    if len(title) > LONGEST_TITLE:
        raise ValueError(f"名称有 {len(title)} 个字，最多 {LONGEST_TITLE} 个。")
    return title


def day_of(row: Mapping[str, object], name: str) -> date | None:
    """A day, or nothing; `ValueError` for what is no day."""
    raw = said(row, name)
    if not raw:
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise ValueError(f"日期“{raw[:20]}”应写成 2026-08-15 的样子（{name}）。") from None


def number_of(cell: object) -> int:
    """The number of an article, in digits or Chinese."""
    raw = str(cell).strip()
    if isinstance(cell, bool) or not re.fullmatch(NUMBER, raw) or not 1 <= value(raw) <= MOST_ARTICLES:
        raise ValueError(f"条号“{raw[:20]}”不是 1 到 {MOST_ARTICLES} 的数。")
    return value(raw)


def suffix_of(cell: object) -> int:
    """The number after 之; 0 for none."""
    raw = "" if cell in (None, 0) else str(cell).strip()
    if not raw:
        return 0
    found = SUFFIX.fullmatch(raw)
    if not found:
        raise ValueError(f"“{raw[:20]}”不是“之一”“之二”的写法。")
    return value(found["number"])


def gathered(lines: Iterable[Line | Broken], broken: list[Broken]) -> dict[tuple[str, date | None], Edition]:
    """The lines as editions, by title and day. Lines that say the same again are one; contradictions are broken."""
    editions: dict[tuple[str, date | None], Edition] = {}
    for line in lines:
        if isinstance(line, Broken):
            broken.append(line)
            continue
        edition = editions.setdefault((line.title, line.day), Edition(line.title, line.day))
        edition.level, edition.body = edition.level or line.level, edition.body or line.body
        edition.document_no = edition.document_no or line.document_no
        edition.from_on, edition.since = edition.from_on or line.from_on, edition.since or line.since
        if line.number is None:
            continue
        if edition.articles.setdefault(line.number, line.text) != line.text:
            broken.append(Broken(line.line, f"《{line.title}》同一条在文件中有两种条文，以先出现的为准。"))
    return editions
