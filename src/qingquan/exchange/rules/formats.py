"""The formats of GB/T 39046-2020: how long a value may be and of which signs, and what does not fit."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from qingquan.exchange.rules.moments import day_in, moment_in

FORMAT = re.compile(r"(?P<signs>an|a|dt|d|n|ul|b)(?P<most>\.\.)?(?P<length>[0-9]+)?(?:,(?P<places>[0-9]+))?")

READ: dict[str, tuple[Callable[[str], object], str]] = {
    "dt": (moment_in, "日期时间，例如 20260302T093000"),
    "d": (day_in, "日期，例如 20260302"),
}


@dataclass(frozen=True, slots=True)
class Format:
    """`an..50` is up to fifty characters, `n1` exactly one digit, `ul` any length, `b` a binary file beside.

    `dt` is a moment, `d` a day; `n..16,2` a number of up to sixteen digits, two of them after the point.
    """

    text: str
    signs: str
    exact: bool
    length: int | None
    places: int = 0

    @classmethod
    def of(cls, text: str) -> "Format":
        """As the standard writes it."""
        found = FORMAT.fullmatch(text)
        assert found is not None, text
        length = int(found["length"]) if found["length"] else None
        exact = length is not None and not found["most"]
        return cls(text, found["signs"], exact=exact, length=length, places=int(found["places"] or 0))

    def problem(self, value: str) -> str:
        """What keeps a value from fitting; empty when it fits or is not stated."""
        if not value or self.signs in {"ul", "b"}:
            return ""
        if self.signs in READ:
            read, example = READ[self.signs]
            return "" if read(value) else f"不是标准规定的{example}"
        return self.amount_problem(value) if self.places else self.text_problem(value)

    def text_problem(self, value: str) -> str:
        """What keeps a text or a code from fitting."""
        if self.length is not None and (len(value) > self.length or (self.exact and len(value) < self.length)):
            return f"有 {len(value)} 个字符，标准{'要求' if self.exact else '最多'} {self.length} 个"
        if self.signs == "n" and not re.fullmatch(r"[0-9]+", value):
            return "标准只许数字"
        lacking = [] if known(value) else sorted({sign for sign in value if not known(sign)})
        return f"含有字符集 GB 2312 以外的字符“{''.join(lacking[:5])}”" if lacking else ""

    def amount_problem(self, value: str) -> str:
        """What keeps a number with a point from fitting."""
        found = re.fullmatch(r"([0-9]+)(?:\.([0-9]+))?", value)
        if found is None:
            return "标准只许数字和小数点"
        whole, after = found[1], found[2] or ""
        if len(after) > self.places:
            return f"小数点后有 {len(after)} 位，标准最多 {self.places} 位"
        most = (self.length or 0) - self.places
        return f"整数部分有 {len(whole)} 位，标准最多 {most} 位" if len(whole) > most else ""


def known(text: str) -> bool:
    """Whether GB 2312 has every character."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
