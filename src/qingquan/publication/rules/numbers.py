"""How a batch is numbered and called."""

import re
from datetime import date

from qingquan.catalogue.words import SeedCatalogue
from qingquan.publication.words import LETTERS

NUMBER = re.compile(r"(XK|CF|ZS|QZ|QT)[0-9]{4}-[0-9]{2,}")


def number_of(catalogue: SeedCatalogue, year: int, seq: int) -> str:
    """XK2026-02: the letters of the catalogue, the year, the batch in it."""
    return f"{LETTERS[catalogue]}{year}-{seq:02d}"


def title_of(county: str, catalogue: SeedCatalogue, year: int, seq: int) -> str:
    """清泉县行政处罚目录（2026年第1批）."""
    return f"{county}{catalogue.label}（{year}年第{seq}批）"


def edition_day(day: date) -> str:
    """The day as a notice writes it."""
    return f"{day.year}年{day.month}月{day.day}日"
