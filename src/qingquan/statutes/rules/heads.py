"""Where a text names statutes: in book-title marks, in corner marks, or bare before an article."""

import re
from dataclasses import dataclass, replace

from qingquan.statutes.rules.numbers import NUMBER

LONGEST = 120
KINDS = "法典|法|条例|规定|办法|细则|规则|决定|规程|规范|准则|通则|意见|通知"
LIKE_A_TITLE = re.compile(rf"(?:{KINDS}|方案|公告|批复|纪要|标准|目录|清单|纲要)(?:\([^()]*\))?$")
# Forms and proofs stand in title marks as well; without an article they are no law.
NO_LAW = re.compile(r"(?:申请书|申请表|表|证明|证书|证|报告|合同|协议|承诺书|委托书|告知书|通知书|决定书|单|函)$")
BARE = re.compile(
    rf"(?P<name>[一-鿿〈〉]{{1,60}}?(?:{KINDS}))(?P<after>(?:\([^()]*\)|\s)*)(?=(?:第{NUMBER}[编章节]\s*)*第{NUMBER}条)"
)
# Words before a bare name that are no part of it. Those of the second kind may begin a title's middle.
LEADS = re.compile(rf".*(?:依据|根据|按照|依照|遵照|符合|违反|第{NUMBER}[条款项目](?:之{NUMBER})?(?:的?规定)?)")
FIRST_WORDS = re.compile(r"^(?:以及|或者|并且|参照|适用|执行|参见|详见|[见按依和及与或并])(?!平|外)")
POINTS_BACK = re.compile(r"^(?:该|同|此|上述|前述)(?:部|一)?(?:法|条例|规定|办法|细则|规则|决定)$")
POINTS_HERE = re.compile(r"^本(?:法|条例|规定|办法|细则|规则|决定)$")
DOCUMENT_NO = re.compile(r"\s*\(([^()]*?号)[^()]*\)")
EDITION = re.compile(r"\s*\(([^()]*)\)")
MARKS = {"《": "》", "「": "」", "『": "』"}


@dataclass(frozen=True, slots=True)
class Head:
    """A statute named in a text: from where to where, and the number of the document if it is given."""

    start: int
    end: int
    name: str
    document_no: str = ""
    bare: bool = False

    @property
    def stands_alone(self) -> bool:
        """Whether the name is a citation even when no article follows."""
        return not self.bare and not NO_LAW.search(self.name)


def heads(text: str, said: str) -> list[Head]:
    """All statutes named in a text of half width, from left to right; 该法 means the one before.

    Names are taken from `said`, the same text as it was written.
    """
    found: list[Head] = []
    for head in sorted((*quoted(text, said), *bare(text)), key=lambda head: head.start):
        if POINTS_BACK.match(head.name):
            if found:
                found.append(replace(head, name=found[-1].name, document_no=found[-1].document_no))
        elif not POINTS_HERE.match(head.name):
            found.append(head)
    return found


def quoted(text: str, said: str) -> list[Head]:
    """Names in marks; a name within a name keeps its inner marks as 〈〉."""
    found: list[Head] = []
    at = 0
    while at < len(text):
        end = closing(text, at) if text[at] in MARKS else None
        if end is None:
            at += 1
            continue
        name = re.sub(r"\s", "", said[at + 1 : end]).replace("《", "〈").replace("》", "〉")
        if name and (text[at] == "《" or LIKE_A_TITLE.search(name)):
            found.append(with_number(text, at, end + 1, name, is_bare=False))
        at = end + 1
    return found


def closing(text: str, opened: int) -> int | None:
    """Where the mark at `opened` is closed, inner ones counted; None for one that never is."""
    mark, depth = text[opened], 0
    for at in range(opened, min(len(text), opened + LONGEST)):
        if text[at] == mark:
            depth += 1
        elif text[at] == MARKS[mark]:
            depth -= 1
            if not depth:
                return at
    return None


def with_number(text: str, start: int, end: int, name: str, *, is_bare: bool) -> Head:
    """The head with what stands in brackets after it: its document's number, an edition, 试行."""
    number = ""
    while bracket := EDITION.match(text, end):
        if bracket[1] in {"试行", "暂行"}:
            name += f"（{bracket[1]}）"
        elif not number and (found := DOCUMENT_NO.match(text, end)):
            number = found[1].strip()
        end = bracket.end()
    return Head(start, end, name, number, is_bare)


def bare(text: str) -> list[Head]:
    """Names without marks, only where an article follows at once."""
    masked = mask_quoted(text)
    found = []
    for each in BARE.finditer(masked):
        name, start = trimmed(each["name"]), each.start()
        start += len(each["name"]) - len(name)
        if name:
            found.append(with_number(text, start, each.end("name"), name, is_bare=True))
    return found


def mask_quoted(text: str) -> str:
    """The text with everything in marks made blank, as long as before."""
    signs = list(text)
    at = 0
    while at < len(text):
        end = closing(text, at) if text[at] in MARKS else None
        if end is not None:
            signs[at : end + 1] = "\n" * (end + 1 - at)
            at = end
        at += 1
    return "".join(signs)


def trimmed(name: str) -> str:
    """A bare name without the words that lead to it: 依据, 符合, 和 …"""
    while True:
        shorter = FIRST_WORDS.sub("", LEADS.sub("", name))
        if shorter == name:
            return name
        name = shorter
