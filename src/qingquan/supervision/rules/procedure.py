"""The procedure rules: order of the steps, one notice of gaps, separation of duties."""

from collections.abc import Iterator
from datetime import date, datetime

from qingquan.supervision.rules.facts import Duty, Finding, Order, Thresholds, WatchedCase, WatchedStep, WorkingDays
from qingquan.supervision.words import Level, Rule


def order_broken(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """PR-01: a step was done before one that must come first, or a case ended without a step it needs.

    Only the first doing of each step counts, so that a lawful return to an earlier step is no fault.
    """
    if case.order is None:
        return
    first_done = _first_done(case)
    for later, done in first_done.items():
        needed = [earlier for earlier, after in case.order.before if after == later]
        missing = [node for node in needed if node not in first_done or _at(first_done[node]) > _at(done)]
        if missing:
            names = "、".join(case.order.name(node) for node in missing)
            yield Finding(
                Rule.PR01,
                Level.RED,
                case.day(_at(done)),
                f"“{names}”尚未完成，就完成了“{done.name}”。",
                {"已完成环节": done.name, "应在其前完成": names},
                step=later,
                person=done.person or None,
            )
    if case.ended_on is not None:
        yield from _skipped(case, case.order, first_done, case.ended_on)


def _skipped(case: WatchedCase, order: Order, first_done: dict[str, WatchedStep], ended_on: date) -> Iterator[Finding]:
    for node in order.required:
        if node in first_done and case.day(_at(first_done[node])) <= ended_on:
            continue
        name = order.name(node)
        yield Finding(Rule.PR01, Level.RED, ended_on, f"没有经过“{name}”就已办结。", {"缺少环节": name}, step=node)


def second_notice(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """PR-03: gaps were notified more than once. 《行政许可法》第三十二条第一款第四项: 一次告知。"""
    if len(case.gap_notices) > 1:
        first, second, *_ = sorted(case.gap_notices)
        evidence = {"第一次告知": first.isoformat(), "再次告知": second.isoformat()}
        yield Finding(Rule.PR03, Level.YELLOW, second, "补正内容没有一次告知，再次要求申请人补正。", evidence)


def duties_mixed(case: WatchedCase, calendar: WorkingDays, limits: Thresholds) -> Iterator[Finding]:
    """PR-07: one person handled and approved, or the case went through too many levels of review."""
    done = sorted((step for step in case.steps if step.done_at), key=_at)
    for approval in (step for step in done if step.duty is Duty.APPROVE and step.person):
        handled = [s for s in done if s.duty is Duty.HANDLE and s.person == approval.person and _at(s) <= _at(approval)]
        if handled:
            yield Finding(
                Rule.PR07,
                Level.YELLOW,
                case.day(_at(approval)),
                f"同一人既办理“{handled[0].name}”又批准“{approval.name}”。",
                {"承办环节": handled[0].name, "批准环节": approval.name},
                step=approval.step,
                person=approval.person,
            )
    reviews = list({step.step: step for step in reversed(done) if step.duty is Duty.REVIEW}.values())[::-1]
    if len(reviews) > limits.review_levels:
        extra = reviews[limits.review_levels]
        words = f"审核层级超过{limits.review_levels}级。"
        evidence = {"多出的审核环节": extra.name}
        since = case.day(_at(extra))
        yield Finding(Rule.PR07, Level.YELLOW, since, words, evidence, step=extra.step, person=extra.person or None)


def _first_done(case: WatchedCase) -> dict[str, WatchedStep]:
    done = sorted((step for step in case.steps if step.done_at), key=_at, reverse=True)
    return {step.step: step for step in done}


def _at(step: WatchedStep) -> datetime:
    if step.done_at is None:
        raise ValueError(f"环节“{step.name}”尚未完成。")
    return step.done_at
