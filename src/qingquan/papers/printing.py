"""Documents as PDF: templates in `typst/`, filled with data that is never read as markup.

The files are PDF/A-2a: tagged, every font embedded, no clock and no network involved;
the same data gives the same bytes.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pylopdf_fonts_zh_cn
import segno
import typst

from qingquan.papers.rules.contents import check_contents
from qingquan.papers.seals import organ_seal
from qingquan.papers.words import DocumentKind, title_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
TEMPLATES = Path(__file__).parent / "typst"
# The printer's sign for a character the fonts lack; the document says below which one it was.
LACKING = "〓"
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ORGAN_SEAL = "公章"


def render(kind: DocumentKind, data: Mapping[str, object], *, verify_url: str | None = None) -> bytes:
    """The document as PDF. Refuses contents the law finds wanting.

    `data` has the keys of `rules.contents`; days, moments, texts, numbers, lists and mappings of
    them. `verify_url` is the public page that checks the document; it is printed as a QR code.
    """
    check_contents(kind, data)
    filled = _plain(data)
    assert isinstance(filled, dict)
    filled |= {
        "kind": kind.value,
        "title": title_of(kind),
        "qr": qr_code(verify_url) if verify_url else "",
        "seal_svg": _seal(filled),
    }
    made_on = data["date"]
    assert isinstance(made_on, date)
    return _press.print(filled, made_at=datetime.combine(made_on, time(), SHANGHAI))


def qr_code(text: str) -> str:
    """A QR code as SVG, level M: readable with 15 % of it lost."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=1, xmldecl=False, light="#fff")
    return out.getvalue().decode()


@cache
def fonts() -> typst.Fonts:
    """The fonts every page is set in; found once, for that takes a tenth of a second."""
    folder = pylopdf_fonts_zh_cn.sans_path().parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


class _Press(threading.local):
    """A compiler that keeps its fonts and what it has parsed, one for each thread: compiling changes it."""

    def __init__(self) -> None:
        self.compiler = typst.Compiler(
            str(TEMPLATES / "main.typ"), root=str(TEMPLATES), font_paths=fonts(), ignore_system_fonts=True
        )

    def print(self, data: dict[str, object], *, made_at: datetime) -> bytes:
        """One document, made to be kept."""
        return lasting(self.compiler, data, made_at=made_at)


def lasting(compiler: typst.Compiler, data: dict[str, object], *, made_at: datetime) -> bytes:
    """What a compiler's template makes of the data, as PDF/A-2a; the template prints what `lacking` names.

    Characters the fonts lack are printed as 〓 and named, one round for each: PDF/A forbids an empty box in their
    place, and rightly, for it would hide that a name is not whole.
    """
    data = {"lacking": []} | data
    while True:
        try:
            pdf = compiler.compile(
                format="pdf",
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=["a-2a"],
                timestamp=int(made_at.timestamp()),
            )
        except typst.TypstError as problem:
            lacking = _LACKING.search(problem.message)
            if lacking is None:
                raise
            data = _without(data, lacking[1])
            continue
        assert isinstance(pdf, bytes)
        return pdf


_press = _Press()


def _seal(data: Mapping[str, object]) -> str:
    """The organ's seal; the organ's main seal bears no title. Empty for a document that is not sealed."""
    title = str(data.get("seal", ""))
    if not title:
        return ""
    return organ_seal(str(data["organ"]), "" if title == ORGAN_SEAL else title, demo=bool(data.get("demo")))


def in_chinese(value: date) -> str:
    """2026年11月23日, and of a moment also 10时05分, as it was in Shanghai."""
    if isinstance(value, datetime):
        moment = value.astimezone(SHANGHAI)
        return f"{in_chinese(moment.date())}{moment.hour}时{moment.minute:02d}分"
    return f"{value.year}年{value.month}月{value.day}日"


def _plain(value: object) -> object:
    """The value as JSON knows it, days in words, texts without characters that cannot be printed."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, date):
        return in_chinese(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    text = unicodedata.normalize("NFC", str(value))
    return "".join(char for char in text if char == "\n" or unicodedata.category(char) not in _UNPRINTABLE).strip()


_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def _without(data: dict[str, object], lacking: str) -> dict[str, object]:
    """The data with the lacking characters replaced, and a list of them to be printed at the foot."""
    characters = sorted({char for char in lacking if not char.isspace()})
    known = data["lacking"]
    assert isinstance(known, list)

    def replaced(value: object) -> object:
        if isinstance(value, str):
            return value.translate({ord(char): LACKING for char in characters})
        if isinstance(value, list):
            return [replaced(inner) for inner in value]
        if isinstance(value, dict):
            return {key: replaced(inner) for key, inner in value.items()}
        return value

    cleaned = {key: replaced(value) for key, value in data.items()}
    return cleaned | {"lacking": [*known, *(f"U+{ord(char):04X}" for char in characters)]}
