"""What people write for a deadline: days, numbers, units, pauses. Each `Mistake` says where and what is expected."""

import re
from datetime import date

from qingquan.clock import Bounds, Pause, Unit
from qingquan.commands import Mistake

DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def read_day(text: str, where: str) -> date:
    """2026-02-09 or 2026-2-9."""
    found = DAY.fullmatch(text.strip())
    try:
        year, month, day = (int(part) for part in found.groups()) if found else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        raise Mistake(f"{where} 应是日期，如 2026-02-09，现在是“{text}”。") from None


def read_whole(text: str, where: str) -> int:
    """A whole number."""
    try:
        return int(text)
    except ValueError:
        raise Mistake(f"{where} 应是整数，现在是“{text}”。") from None


def read_unit(text: str, where: str) -> Unit:
    """WD, CD, M or Y, in either case."""
    try:
        return Unit(text.strip().upper())
    except ValueError:
        raise Mistake(f"{where} 应是 WD（工作日）、CD（自然日）、M（月）、Y（年）之一，现在是“{text}”。") from None


def read_bounds(text: str, where: str) -> Bounds:
    """open_closed or closed_closed."""
    try:
        return Bounds(text)
    except ValueError:
        raise Mistake(f"{where} 应是 open_closed 或 closed_closed，现在是“{text}”。") from None


def read_pause(text: str, where: str) -> Pause:
    """2026-02-24..2026-02-27, with =专家评审 if wanted; without the last day the pause is still running."""
    days, _, reason = text.partition("=")
    first, dots, last = days.partition("..")
    if not dots:
        raise Mistake(f"{where} 应形如 2026-02-24..2026-02-27 或 2026-02-24..2026-02-27=专家评审，现在是“{text}”。")
    return Pause(read_day(first, where), read_day(last, where) if last.strip() else None, reason.strip())
