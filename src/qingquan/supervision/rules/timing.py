"""The time rules: acceptance, promise, law, step, silence. Each gives every day on which it speaks, if nothing
else happens; what ended in time is never reached by a later day.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from qingquan.supervision.rules.facts import ONE_DAY, Deadline, Finding, Thresholds, WatchedCase, WorkingDays
from qingquan.supervision.rules.responsible import responsible
from qingquan.supervision.words import Level, Rule


def acceptance_slow(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """TL-01: no answer three working days after receipt, then five. 《行政许可法》第三十二条第一款第四项。

    An acceptance by silence is no answer of the organ; a withdrawal makes an answer needless.
    """
    answered_on = _earliest(None if case.deemed else case.outcome_on, case.ended_on)
    for days, level in ((limits.acceptance_prompt, Level.PROMPT), (limits.acceptance, Level.RED)):
        # n working days take at least n days; asking no further keeps a December case out of an unknown next year.
        if answered_on is not None and answered_on <= case.received_on + timedelta(days=days):
            return
        last_day = calendar.add(case.received_on, days)
        if not _reached(last_day + ONE_DAY, answered_on):
            return
        yield Finding(
            Rule.TL01,
            level,
            last_day + ONE_DAY,
            f"收件后{days}个工作日内没有作出受理、补正告知或者不予受理的答复。",
            {"收件日": case.received_on.isoformat(), f"第{days}个工作日": last_day.isoformat()},
            person=responsible(case, last_day),
        )


def promise_nearly_used(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """TL-02: one working day is left (prompt), or nine tenths of the working days have gone (yellow).

    The yellow card speaks from the morning after the day on which the share is reached; where that day is the
    last one there is no yellow card, the red one follows at once.
    """
    if case.promised_due is None:
        return
    start, due = case.accepted_on or case.received_on, case.promised_due.raw
    total = _counted_days(case, start, due, calendar)
    share_used = -(-total * limits.yellow_percent // 100)
    spoken = [
        (
            total - limits.prompt_before,
            timedelta(0),
            Level.PROMPT,
            f"距承诺时限届满只剩{limits.prompt_before}个工作日。",
        ),
        (share_used, ONE_DAY, Level.YELLOW, f"承诺时限已用去{limits.yellow_percent}%以上。"),
    ]
    for counted, wait, level, words in spoken:
        if counted <= 0:
            continue
        since = _counted_day(case, start, counted, calendar) + wait
        if since <= due and _reached(since, _earliest(case.ended_on, case.promise_ended_on)):
            evidence = {"起算日": start.isoformat(), "承诺到期日": due.isoformat(), "承诺工作日数": str(total)}
            yield Finding(Rule.TL02, level, since, words, evidence, person=responsible(case, since))


def promise_exceeded(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """TL-03: the promised last day has gone and the case is not ended."""
    if case.promised_due is None:
        return
    since = case.promised_due.late_from(case.ended_on, case.ended_at)
    if _reached(since, _earliest(case.ended_on, case.promise_ended_on)):
        evidence = _stated("承诺到期", case.promised_due)
        yield Finding(Rule.TL03, Level.RED, since, "超过承诺时限仍未办结。", evidence, person=responsible(case, since))


def law_exceeded(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """TL-04: the legal limit has gone. 《行政许可法》第四十二条; a lead to be passed on when the organ lapsed before.

    The law is silent on whether an organ's last day moves past a holiday: the day as counted is the warning
    line (yellow), the moved day the limit (red).
    """
    due = case.legal_due
    if due is None:
        return
    evidence = _stated("法定到期", due) | ({"已延期": "是"} if case.extended else {})
    warned_from = due.raw + ONE_DAY
    if due.raw < due.rolled and _reached(warned_from, case.ended_on):
        words = "法定时限的最后一日适逢休息日，顺延期间仍未办结。"
        yield Finding(Rule.TL04, Level.YELLOW, warned_from, words, evidence, person=responsible(case, warned_from))
    since = due.late_from(case.ended_on, case.ended_at)
    if not _reached(since, case.ended_on):
        return
    level, words = Level.RED, "超过法定时限仍未办结。"
    if case.earlier_legal_lapses >= limits.lapses_before_clue:
        level, words = Level.CLUE, "再次超过法定时限仍未办结，发红牌并移送线索。"
        evidence = evidence | {"此前超法定时限件数": str(case.earlier_legal_lapses)}
    yield Finding(Rule.TL04, level, since, words, evidence, person=responsible(case, since))


def step_exceeded(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """TL-05: a step went past its own limit, though the whole may still be in time.

    The end of the case closes what was open before it; what opens with or after it, such as delivery, runs on.
    """
    for step in case.steps:
        runs_on = step.opened_on is not None and case.ended_on is not None and step.opened_on >= case.ended_on
        done_on = case.day(step.done_at) if step.done_at else step.dropped_on
        closed_on = _earliest(done_on, None if runs_on else case.ended_on)
        if step.due_on is None or not _reached(step.due_on + ONE_DAY, closed_on):
            continue
        yield Finding(
            Rule.TL05,
            Level.PROMPT,
            step.due_on + ONE_DAY,
            f"环节“{step.name}”超过环节时限。",
            {"环节": step.name, "环节到期日": step.due_on.isoformat()},
            step=step.step,
            person=step.person or None,
        )


def silence_accepted(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """TL-14: the case was accepted by silence. 《行政许可法》第三十二条第一款第四项。"""
    if not case.deemed:
        return
    last_day = calendar.add(case.received_on, limits.acceptance)
    yield Finding(
        Rule.TL14,
        Level.RED,
        last_day + ONE_DAY,
        f"收件后{limits.acceptance}个工作日内没有一次告知补正，自收件之日起视为受理。",
        {"收件日": case.received_on.isoformat(), "告知期限最后一日": last_day.isoformat()},
        person=responsible(case, last_day),
    )


def _reached(since: date, closed_on: date | None) -> bool:
    """Whether the matter was still open when that day began, or closed late on it. Never compared with today."""
    return closed_on is None or since <= closed_on


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _stated(label: str, due: Deadline) -> dict[str, str]:
    if due.moment is not None:
        return {f"{label}时刻": due.moment.isoformat(sep=" ", timespec="milliseconds")}
    if due.raw == due.rolled:
        return {f"{label}日": due.raw.isoformat()}
    return {f"{label}日": due.raw.isoformat(), f"{label}日（顺延后）": due.rolled.isoformat()}


def _counted_days(case: WatchedCase, start: date, due: date, calendar: WorkingDays) -> int:
    """Working days in (start, due] that are not paused."""
    if not case.pauses:
        return calendar.working_days_between(start, due)
    days = (start + timedelta(days=n) for n in range(1, (due - start).days + 1))
    return sum(_counts(case, day, calendar) for day in days)


def _counted_day(case: WatchedCase, start: date, n: int, calendar: WorkingDays) -> date:
    """The n-th working day after `start` that is not paused."""
    if not case.pauses:
        return calendar.add(start, n)
    day = start
    while n:
        day += ONE_DAY
        n -= _counts(case, day, calendar)
    return day


def _counts(case: WatchedCase, day: date, calendar: WorkingDays) -> bool:
    paused = any(pause.first < day and (pause.last is None or day <= pause.last) for pause in case.pauses)
    return not paused and calendar.is_working(day)
