"""The formats of GB/T 39046-2020: how long a value may be and of which signs, and what does not fit."""

import re
from dataclasses import dataclass

FORMAT = re.compile(r"(?P<signs>an|a|n|ul|b)(?P<most>\.\.)?(?P<length>[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Format:
    """`an..50` is up to fifty characters, `n1` exactly one digit, `ul` any length, `b` a binary file beside."""

    text: str
    signs: str
    exact: bool
    length: int | None

    @classmethod
    def of(cls, text: str) -> "Format":
        """As the standard writes it."""
        found = FORMAT.fullmatch(text)
        assert found is not None, text
        length = int(found["length"]) if found["length"] else None
        return cls(text, found["signs"], exact=length is not None and not found["most"], length=length)

    def problem(self, value: str) -> str:
        """What keeps a value from fitting; empty when it fits or is not stated."""
        if not value or self.signs in {"ul", "b"}:
            return ""
        if self.length is not None and (len(value) > self.length or (self.exact and len(value) < self.length)):
            return f"有 {len(value)} 个字符，标准{'要求' if self.exact else '最多'} {self.length} 个"
        if self.signs == "n" and not re.fullmatch(r"[0-9]+", value):
            return "标准只许数字"
        lacking = [] if known(value) else sorted({sign for sign in value if not known(sign)})
        return f"含有字符集 GB 2312 以外的字符“{''.join(lacking[:5])}”" if lacking else ""


def known(text: str) -> bool:
    """Whether GB 2312 has every character."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
