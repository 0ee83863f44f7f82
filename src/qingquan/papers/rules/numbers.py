"""The numbers people quote: case, certificate and document numbers, and the query code."""

import re
import secrets
from dataclasses import dataclass
from datetime import date

from qingquan.law import Refused
from qingquan.papers.words import NAMES, DocumentKind, kind_of_code

# Left out: 0 O, 1 I L, 2 Z, 5 S, 8 B, each pair alike in handwriting or on a poor print.
QUERY_ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"
QUERY_CODE_LENGTH = 6


def check_digit(digits: str) -> str:
    """The ISO 7064 MOD 11,10 check digit to write after `digits`."""
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"只有数字才能计算校验码：{digits!r}")
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def is_checked(number: str) -> bool:
    """Whether the last digit of `number` is the check digit of those before it."""
    return number.isascii() and number.isdigit() and len(number) > 1 and check_digit(number[:-1]) == number[-1]


def _digits(name: str, value: int, width: int) -> str:
    if not 1 <= value < 10**width:
        raise ValueError(f"{name}须在 1 到 {10**width - 1} 之间，现为 {value}")
    return f"{value:0{width}d}"


def _code(name: str, value: str, width: int) -> str:
    if not (value.isascii() and value.isdigit() and len(value) == width):
        raise ValueError(f"{name}须为 {width} 位数字，现为 {value!r}")
    return value


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """办件编号: 25 digits, given at receipt and never used again.

    `region` is the division code (6), `organ` the organ's order number in the county (3),
    `power_type` the code of GB/T 39046-2020 table A.1 (2; "01" is a licence), `received_on`
    the day of receipt, `sequence` the organ's count for that type on that day (up to 99,999).
    """

    region: str
    organ: str
    power_type: str
    received_on: date
    sequence: int

    def __str__(self) -> str:
        digits = (
            _code("行政区划代码", self.region, 6)
            + _code("机关序号", self.organ, 3)
            + _code("权力类型代码", self.power_type, 2)
            + f"{self.received_on:%Y%m%d}"
            + _digits("当日流水号", self.sequence, 5)
        )
        return digits + check_digit(digits)

    @classmethod
    def parse(cls, text: str) -> "CaseNumber":
        """Read a number as people type it (spaces and full-width digits are forgiven).

        Refuses what cannot be one: wrong length, wrong check digit, no such day.
        """
        number = _typed(text)
        if not re.fullmatch(r"[0-9]{25}", number):
            raise Refused("办件编号应为25位数字，请核对收件回执。")
        if not is_checked(number):
            raise Refused("办件编号的校验码不符，可能输错了一位，请核对收件回执。")
        try:
            day = date(int(number[11:15]), int(number[15:17]), int(number[17:19]))
        except ValueError:
            raise Refused("办件编号中的日期不存在，请核对收件回执。") from None
        if number[19:24] == "00000":
            raise Refused("办件编号中的流水号不能全为零，请核对收件回执。")
        return cls(number[:6], number[6:9], number[9:11], day, int(number[19:24]))


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """证件编号: 22 digits, `{region6}{organ3}{type2}{year4}{sequence6}{check1}`.

    The county's own number, for certificates whose own law prescribes none; its
    length tells it from a case number.
    """

    region: str
    organ: str
    power_type: str
    year: int
    sequence: int

    def __str__(self) -> str:
        digits = (
            _code("行政区划代码", self.region, 6)
            + _code("机关序号", self.organ, 3)
            + _code("权力类型代码", self.power_type, 2)
            + _digits("年份", self.year, 4)
            + _digits("年内流水号", self.sequence, 6)
        )
        return digits + check_digit(digits)

    @classmethod
    def parse(cls, text: str) -> "CertificateNumber":
        """Read a number as people type it; refuses a wrong length or check digit."""
        number = _typed(text)
        if not re.fullmatch(r"[0-9]{22}", number):
            raise Refused("证件编号应为22位数字，请核对证件。")
        if not is_checked(number):
            raise Refused("证件编号的校验码不符，可能输错了一位，请核对证件。")
        return cls(number[:6], number[6:9], number[9:11], int(number[11:15]), int(number[15:21]))


_DOCUMENT_NUMBER = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{1,8})(?P<code>[\u4e00-\u9fff]{2})〔(?P<year>[0-9]{4})〕(?P<sequence>[1-9][0-9]*)号"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """文书文号 such as `清水许受〔2026〕15号`.

    GB/T 9704-2012: the year whole in 〔〕 (U+3014, U+3015), a sequence that starts again each
    year, without leading zeros and without 第. `organ` is the organ's abbreviation (清水).
    """

    organ: str
    kind: DocumentKind
    year: int
    sequence: int

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[\u4e00-\u9fff]{1,8}", self.organ):
            raise ValueError(f"机关代字须为1至8个汉字，现为 {self.organ!r}")
        if self.sequence < 1:
            raise ValueError(f"文书序号从 1 开始，现为 {self.sequence}")

    def __str__(self) -> str:
        return f"{self.organ}{NAMES[self.kind].code}〔{self.year}〕{self.sequence}号"

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """Read a document number; refuses any other form or an unknown code."""
        match = _DOCUMENT_NUMBER.fullmatch(text.strip())
        if match is None:
            raise Refused("文号格式不对，应如“清水许受〔2026〕15号”。", "《党政机关公文格式》GB/T 9704—2012")
        kind = kind_of_code(match["code"])
        if kind is None:
            raise Refused(f"文号中的“{match['code']}”不是本系统的文书代字。")
        return cls(match["organ"], kind, int(match["year"]), int(match["sequence"]))


def new_query_code() -> str:
    """A random code that lets its holder see one case; 25^6, about 244 million.

    It protects only together with the case number and a limit on attempts.
    """
    return "".join(secrets.choice(QUERY_ALPHABET) for _ in range(QUERY_CODE_LENGTH))


def read_query_code(text: str) -> str:
    """The code as people type it, in the form it is stored; refuses what cannot be one."""
    code = _typed(text).upper()
    if len(code) != QUERY_CODE_LENGTH or set(code) - set(QUERY_ALPHABET):
        raise Refused("查询码为6位字母或数字，印在收件回执的二维码旁，请核对。")
    return code


def _typed(text: str) -> str:
    """Half-width, without the spaces and hyphens people put in for reading."""
    half = "".join(chr(ord(char) - 0xFEE0) if 0xFF01 <= ord(char) <= 0xFF5E else char for char in text)
    return re.sub(r"[\s\u3000-]+", "", half)
