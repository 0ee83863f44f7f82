"""A derivation told in a few sentences: what a citizen reads under the due day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from qingquan.clock.calendar import CalendarDay, WorkCalendar
from qingquan.clock.counting import Due, last_day_by_date, span
from qingquan.clock.periods import Pause, Period
from qingquan.clock.steps import DerivationStep, StepKind, grounds, pause_name, rest, running_pause, stops
from qingquan.clock.words import DayKind, spell, spell_in_full, spell_length, spell_span
from qingquan.law import Unit, UnknownProvision, duty

Steps = Sequence[DerivationStep]


def sentences(period: Period, due: Due | None, steps: Steps, calendar: WorkCalendar) -> Iterator[str]:
    """From the day of the event to the last day, each with what it rests on."""
    yield _start(period)
    if period.unit is Unit.WORKING_DAY:
        yield from _days_off(period, steps, calendar)
    yield from _pauses(period, due, steps)
    yield from (f"{step.why}。" for step in steps if step.kind is StepKind.EXTENDED)
    if due is None:
        yield f"{spell_in_full(running_pause(period).first)}起，{steps[-1].why}；取得结果的次日起继续计算。"
    else:
        yield from _last_day(period, due, steps, calendar)


def _start(period: Period) -> str:
    event = f"{spell_in_full(period.start)}{period.event or '起算'}"
    if not period.total:
        return f"{event}，应在当日办结{grounds(period.cite)}。"
    next_day = period.start + timedelta(days=1)
    first = spell_in_full(next_day, year=next_day.year != period.start.year)
    length = f"期限{spell_length(period.n, period.unit)}{grounds(period.cite)}"
    return f"{event}，当日不计入，自{first}起算{_civil('day_after', period)}；{length}。"


def _days_off(period: Period, steps: Steps, calendar: WorkCalendar) -> Iterator[str]:
    """Weekends by their number, then each notice with the days it frees and the days it takes back."""
    walked = [calendar.day(step.day) for step in steps if step.day and step.kind is StepKind.REST]
    if weekends := sum(known.kind is DayKind.WEEKEND for known in walked):
        yield f"其间周末{weekends}天不计入。"
    counted = [calendar.day(step.day) for step in steps if step.day and step.kind is StepKind.COUNTED]
    shifted = [known for known in counted if known.kind is DayKind.ADJUSTED_WORKDAY]
    free = [known for known in walked if known.kind is not DayKind.WEEKEND]
    for notice in dict.fromkeys(known.source for known in sorted([*free, *shifted], key=lambda known: known.day)):
        off = _holidays([known for known in free if known.source == notice], period.start.year)
        on = "、".join(spell_in_full(known.day, year=False) for known in shifted if known.source == notice)
        told = [f"{off}，不计入" if off else "", f"{on}调休上班，计入" if on else ""]
        yield f"按{notice}，{'；'.join(part for part in told if part)}。"


def _holidays(days: Sequence[CalendarDay], year: int) -> str:
    """4月4日至6日清明放假、5月1日至5日劳动节放假."""
    told = []
    for words, group in groupby(days, key=rest):
        block = [known.day for known in group]
        told.append(f"{spell_span(block[0], block[-1], year=block[0].year != year)}{words}")
    return "、".join(told)


def _pauses(period: Period, due: Due | None, steps: Steps) -> Iterator[str]:
    """Each pause with the days it takes; then, where pauses overlap, how many days they take together."""
    lost = [step.day for step in steps if step.day and step.kind is StepKind.PAUSED]
    taken = 0
    for pause in period.pauses:
        own = sum(stops(pause, day, period.bounds) for day in lost)
        taken += own
        if pause.last is not None:
            yield _pause(period, pause, own)
        elif due is not None:
            yield f"{spell_in_full(pause.first)}{pause_name(pause)}开始时期限已经届满，对期限没有影响。"
    if taken > len(lost):
        yield f"几项程序重叠的日子只扣除一次，共扣除{_days(period, len(lost))}。"


def _pause(period: Period, pause: Pause, days: int) -> str:
    assert pause.last is not None
    told = f"其间{_days(period, days)}不计入" if days else "其间没有应计的日子，对期限没有影响"
    last = spell(pause.last, year=pause.last.year != pause.first.year)
    return f"{spell(pause.first)}{pause_name(pause)}开始，{last}取得结果，{told}{grounds(pause.document, pause.cite)}。"


def _last_day(period: Period, due: Due, steps: Steps, calendar: WorkCalendar) -> Iterator[str]:
    if period.total:
        yield f"{_reached(period, due.raw)}，为期限的最后一日。"
    if due.rolled != due.raw:
        cause = rest(calendar.day(due.raw))
        yield f"这一天{cause}，顺延至休假日结束的次日{spell_in_full(due.rolled)}{_civil('rest_day_rolls', period)}。"


def _reached(period: Period, raw: date) -> str:
    """第20个工作日是2026年3月13日（星期五）."""
    day = spell_in_full(raw)
    if period.unit is Unit.WORKING_DAY:
        return f"第{period.total}个工作日是{day}"
    if period.unit is Unit.CALENDAR_DAY:
        return f"第{period.total}日是{day}"
    length = f"满{spell_length(period.total, period.unit)}"
    plain = last_day_by_date(period.start, period.total, period.unit)
    if plain != raw:
        return f"{length}共{span(period)}日，扣除不计入的日子后是{day}"
    if plain.day != period.start.day:
        return f"{length}的当月没有对应日，月末日是{day}{_civil('corresponding_day', period)}"
    return f"{length}的对应日是{day}{_civil('corresponding_day', period)}"


def _days(period: Period, n: int) -> str:
    return spell_length(n, Unit.WORKING_DAY if period.unit is Unit.WORKING_DAY else Unit.CALENDAR_DAY)


def _civil(name: str, period: Period) -> str:
    """The Civil Code's article, when it was in force on the day of the event; else nothing."""
    try:
        return grounds(duty("civil_code", name, on=period.start).cite)
    except UnknownProvision:
        return ""
