"""One posted answer turned into the value that is kept, or refused in words its writer understands."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from qingquan.law import Refused
from qingquan.papers.form_fields import Control, Field
from qingquan.people.rules.identity import parse_identity_number
from qingquan.people.rules.phones import parse_phone
from qingquan.places.rules import parse_uscc

TICKED = frozenset({"on", "true", "1", "yes", "是"})
UNTICKED = frozenset({"", "off", "false", "0", "no", "否"})
MAX_TEXT = 2_000
MAX_DIGITS = 15


def read_value(field: Field, texts: list[str], *, on: date) -> object:
    """The value to keep; None when nothing was answered and nothing had to be."""
    kind = field.schema["type"]
    if kind == "array":
        return _several(field, texts)
    text = texts[-1] if texts else ""
    if kind == "boolean":
        return _ticked(field, text)
    text = _clean(text, multiline=field.control is Control.TEXTAREA)
    if not text:
        if field.required:
            raise Refused(f"请{'选择' if field.options else '填写'}“{field.label}”。")
        return None
    if kind in {"integer", "number"}:
        return _number(field, text)
    if field.options:
        return _chosen(field, text)
    reading = _FORMATS.get(str(field.schema.get("format", "")))
    return reading(field, text, on) if reading else _words(field, text)


def _clean(text: str, *, multiline: bool) -> str:
    """Without control and invisible characters or outer blanks; lines end in one way."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = (
        "".join(char for char in line if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
        for line in lines
    )
    return ("\n" if multiline else " ").join(kept).strip()


def _chosen(field: Field, text: str) -> str:
    if text not in {option.value for option in field.options}:
        raise Refused(f"“{field.label}”没有这个选项，请重新选择。")
    return text


def _several(field: Field, texts: list[str]) -> list[str] | None:
    given = {_chosen(field, text) for text in texts if text}
    least, most = field.limit("minItems") or 0, field.limit("maxItems")
    if not given and not field.required and not least:
        return None
    if len(given) < max(least, int(field.required)):
        raise Refused(f"“{field.label}”至少选{max(least, 1)}项。")
    if most is not None and len(given) > most:
        raise Refused(f"“{field.label}”最多选{most}项。")
    return [option.value for option in field.options if option.value in given]


def _ticked(field: Field, text: str) -> bool:
    answer = text.strip().lower()
    if answer not in TICKED | UNTICKED:
        raise Refused(f"“{field.label}”只能勾选或不勾选。")
    if field.schema.get("const") is True and answer in UNTICKED:
        raise Refused(f"请阅读并勾选“{field.label}”。")
    return answer in TICKED


def _number(field: Field, text: str) -> int | float:
    digits = re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", text))
    whole = field.schema["type"] == "integer"
    if not re.fullmatch(r"[+-]?[0-9]+" if whole else r"[+-]?[0-9]+(\.[0-9]+)?", digits, re.ASCII):
        raise Refused(f"“{field.label}”应是{'整数' if whole else '数字'}。")
    if len(re.sub(r"[^0-9]", "", digits)) > MAX_DIGITS:
        raise Refused(f"“{field.label}”的位数太多。")
    value = Decimal(digits)
    least, most, decimals = field.limit("minimum"), field.limit("maximum"), field.limit("x-decimals")
    if least is not None and value < least:
        raise Refused(_message(field, f"“{field.label}”不能小于{least}。"))
    if most is not None and value > most:
        raise Refused(_message(field, f"“{field.label}”不能大于{most}。"))
    if decimals is not None and value != round(value, int(decimals)):
        raise Refused(_message(field, f"“{field.label}”最多{decimals}位小数。"))
    return int(value) if whole else float(value)


def _words(field: Field, text: str) -> str:
    least, most = field.limit("minLength") or 0, field.limit("maxLength") or MAX_TEXT
    if len(text) < least:
        raise Refused(f"“{field.label}”至少写{least}个字，现有{len(text)}个。")
    if len(text) > most:
        raise Refused(f"“{field.label}”最多写{most}个字，现有{len(text)}个。")
    pattern = field.schema.get("pattern")
    if isinstance(pattern, str) and not re.search(pattern, text):
        raise Refused(_message(field, f"“{field.label}”的格式不对，请核对。"))
    return text


def _message(field: Field, otherwise: str) -> str:
    return str(field.schema.get("x-message") or otherwise)


def _day(field: Field, text: str, _on: date) -> str:
    found = re.fullmatch(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?", unicodedata.normalize("NFKC", text))
    try:
        return date(*(int(part) for part in found.groups())).isoformat() if found else _no_day(field)
    except ValueError:
        return _no_day(field)


def _no_day(field: Field) -> str:
    raise Refused(f"“{field.label}”应是日期，如 2026-03-01。")


def _named(field: Field, read: Callable[[], str]) -> str:
    try:
        return read()
    except Refused as no:
        raise Refused(f"“{field.label}”：{no.why}", no.cite) from no


_FORMATS: dict[str, Callable[[Field, str, date], str]] = {
    "date": _day,
    "id-card": lambda field, text, on: _named(field, lambda: parse_identity_number(text, on=on).text),
    "phone": lambda field, text, _on: _named(field, lambda: parse_phone(text).text),
    "uscc": lambda field, text, _on: _named(field, lambda: parse_uscc(unicodedata.normalize("NFKC", text)).text),
}
