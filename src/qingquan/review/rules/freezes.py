"""Suspensions ordered from above: when one is over, and on which day it may be ended."""

from dataclasses import dataclass
from datetime import date, timedelta

from qingquan.law import Refused


@dataclass(frozen=True, slots=True)
class Span:
    """From a day up to and with another; None: until further notice. One that ends before it begins never was."""

    from_on: date
    until_on: date | None

    def is_over(self, today: date) -> bool:
        """Whether cases may be received again."""
        return self.until_on is not None and self.until_on < today

    def earliest_last_day(self, today: date) -> date:
        """Today is suspended already; of one still to come not even the first day need be."""
        return max(today, self.from_on - timedelta(days=1))


def check_may_lift(span: Span, last_day: date, today: date) -> None:
    """Only sooner than it would end by itself: what is longer needs another order, and another decision."""
    if span.is_over(today):
        raise Refused(f"暂停已于{span.until_on}结束，不需要恢复。")
    earliest = span.earliest_last_day(today)
    if last_day < earliest:
        said = "暂停的最后一日不能早于今天" if earliest == today else "暂停还没有开始"
        raise Refused(f"{said}，最早填{earliest}。")
    if span.until_on is not None and last_day >= span.until_on:
        raise Refused(f"暂停本来到{span.until_on}为止，恢复实施只能更早；要延长的，须凭上级机关的决定另作决定。")
