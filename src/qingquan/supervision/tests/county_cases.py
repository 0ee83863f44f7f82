"""Short ways to write a watched case in 2026, on China's real calendar."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qingquan.clock import national_calendar
from qingquan.supervision.rules.facts import Deadline, Duty, WatchedCase, WatchedStep
from qingquan.supervision.rules.judge import judge
from qingquan.supervision.words import Rule

CALENDAR = national_calendar()
SHANGHAI = ZoneInfo("Asia/Shanghai")


def day(text: str) -> date:
    """`3-02` is 2 March 2026; a full date is itself."""
    if len(text) == len("2026-03-02"):
        return date.fromisoformat(text)
    month, number = map(int, text.split("-"))
    return date(2026, month, number)


def at(text: str) -> datetime:
    """`3-02 14:30` in the county."""
    on, clock = text.split(" ")
    return datetime.combine(day(on), datetime.strptime(clock, "%H:%M").time(), SHANGHAI)  # noqa: DTZ007


def received(on: str, **facts: object) -> WatchedCase:
    """A case of the county, just received."""
    case = WatchedCase("AP-1", "清泉县水利局", "取水许可", day(on))
    return replace(case, **facts)  # type: ignore[arg-type]


def accepted(on: str, *, promised: str | None = None, legal: str | None = None, **facts: object) -> WatchedCase:
    """A case received and accepted the same day, with the last days given."""
    return received(
        on,
        outcome_on=day(on),
        accepted_on=day(on),
        promised_due=Deadline.on(day(promised)) if promised else None,
        legal_due=Deadline.on(day(legal)) if legal else None,
        **facts,
    )


def step(
    node: str,
    done: str | None = None,
    *,
    opened: str | None = None,
    due: str | None = None,
    person: str = "李敏",
    post: str = "",
    acted_as: str = "",
    duty: Duty = Duty.OTHER,
) -> WatchedStep:
    """One opening of a node; `done` as `3-02 14:30`."""
    return WatchedStep(
        node,
        node,
        post,
        person,
        acted_as,
        day(opened) if opened else None,
        day(due) if due else None,
        at(done) if done else None,
        duty,
    )


def spoken(case: WatchedCase, on: str, *rules: Rule) -> list[str]:
    """What the rules say on a day, as `TL-01 红牌`."""
    found = judge(case, day(on), CALENDAR, rules=rules or tuple(Rule))
    return [f"{finding.rule} {finding.level.label}" for finding in found]
