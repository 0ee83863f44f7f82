"""Days, moments and money as GB/T 39046-2020 writes them, and read back.

The standard's text shows three layouts of a moment and does not say which of them rules; the two sides agree on one.
"""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qingquan.exchange.words import Layout

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAYOUTS = {Layout.WITH_T: "%Y%m%dT%H%M%S", Layout.DIGITS: "%Y%m%d%H%M%S", Layout.COLONS: "%Y%m%d%H:%M:%S"}
# What `strptime` takes beyond the layouts (one-digit hours, blanks) is none of theirs.
SHAPES = re.compile(r"[0-9]{8}(?:T[0-9]{6}|[0-9]{6}|[0-9]{2}:[0-9]{2}:[0-9]{2})", re.ASCII)


def moment(at: datetime, layout: Layout) -> str:
    """A moment by the clock of the county."""
    return at.astimezone(SHANGHAI).strftime(LAYOUTS[layout])


def day(on: date) -> str:
    """YYYYMMDD."""
    return on.strftime("%Y%m%d")


def yuan(fen: int) -> str:
    """Integer fen as yuan with two places."""
    return f"{fen // 100}.{fen % 100:02d}"


def moment_in(text: str) -> datetime | None:
    """A moment in any of the three layouts; None when it is none or no such moment exists."""
    if not SHAPES.fullmatch(text):
        return None
    layout = Layout.WITH_T if "T" in text else Layout.COLONS if ":" in text else Layout.DIGITS
    try:
        return datetime.strptime(text, LAYOUTS[layout]).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None


def day_in(text: str) -> date | None:
    """A day; None when it is none."""
    found = moment_in(f"{text}000000") if len(text) == len("20260302") else None
    return found.date() if found else None
