"""The authority rules: the item is on the list, and whoever acted may act."""

from collections.abc import Iterator
from datetime import date

from qingquan.supervision.rules.facts import Finding, Holding, Thresholds, WatchedCase, WatchedStep, WorkingDays
from qingquan.supervision.words import Level, Rule


def item_not_listed(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """AU-01: no version of the item was in force on the day of receipt, or its basis was void. 《行政许可法》第四条。

    The day of receipt decides: a case keeps the version it began with.
    """
    evidence = {"事项": case.item, "收件日": case.received_on.isoformat()}
    if case.basis_void_on is not None and case.basis_void_on <= case.received_on:
        evidence |= {"依据失效日": case.basis_void_on.isoformat()}
        yield Finding(Rule.AU01, Level.RED, case.received_on, "事项的设定依据在收件时已经失效。", evidence)
    elif case.listed is not None and not any(span.covers(case.received_on) for span in case.listed):
        yield Finding(Rule.AU01, Level.RED, case.received_on, "收件时事项不在有效的权责清单内。", evidence)


def actor_not_authorised(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """AU-02: a step was done from another post than the procedure names, or by someone who did not hold the post
    on that day. 《行政许可法》第二十二条。
    """
    for step in case.steps:
        if step.done_at is None:
            continue
        day = case.day(step.done_at)
        fault = _wrong_post(step) or _not_held(step, day, case.holdings)
        if fault:
            yield Finding(
                Rule.AU02,
                Level.RED,
                day,
                f"环节“{step.name}”：{fault}",
                {"环节": step.name, "应由岗位": step.post, "实际岗位": step.acted_as, "办理日": day.isoformat()},
                step=step.step,
                person=step.person or None,
            )


def _wrong_post(step: WatchedStep) -> str:
    if step.post and step.acted_as and step.post != step.acted_as:
        return f"应由“{step.post}”办理，实际由“{step.acted_as}”办理。"
    return ""


def _not_held(step: WatchedStep, day: date, holdings: tuple[Holding, ...] | None) -> str:
    post = step.acted_as or step.post
    if holdings is None or not post or not step.person:
        return ""
    spans = [held.span for held in holdings if held.person == step.person and held.post == post]
    if any(span.covers(day) for span in spans):
        return ""
    ended = [span.last for span in spans if span.last is not None and span.last < day]
    if ended:
        return f"办理人在“{post}”的授权已于{max(ended).isoformat()}到期。"
    return f"办理人当日没有“{post}”的授权。"
