"""The clock against the walker: a hundred thousand histories drawn in batches, and more drawn one by one."""

import random
from datetime import date, timedelta

import chinese_calendar
from hypothesis import given, settings
from hypothesis import strategies as st

from qingquan.clock import (
    Bounds,
    Due,
    Extension,
    Pause,
    Period,
    Unit,
    derive,
    due,
    national_calendar,
    usage,
)
from qingquan.clock.steps import StepKind
from qingquan.clock.tests.walker import History, walk

FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
ALL_DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
WORKING = frozenset(day for day in ALL_DAYS if chinese_calendar.is_workday(day))
LONGEST = {"WD": 60, "CD": 120, "M": 7, "Y": 1}
LONGEST_EXTENSION = {"WD": 15, "CD": 15, "M": 2, "Y": 1}

BATCHES, BATCH = 250, 400


def period(history: History) -> Period:
    return Period(
        history.start,
        history.n,
        Unit(history.unit),
        tuple(Pause(first, last) for first, last in history.pauses),
        tuple(Extension(n) for n in history.extensions),
        Bounds.CLOSED_CLOSED if history.both_ends else Bounds.OPEN_CLOSED,
    )


def drawn(lots: random.Random) -> History:
    """A history: starts on any day, pauses before, at, after and over one another, one in eight still running."""
    start = FIRST + timedelta(days=lots.randrange(4 * 365))
    unit = lots.choice(("WD", "WD", "WD", "WD", "CD", "CD", "M", "Y"))
    pauses = []
    for _ in range(lots.choice((0, 1, 1, 2, 3, 4))):
        first = start + timedelta(days=lots.randint(-10, 90))
        length = None if lots.random() < 1 / 8 else lots.randint(0, 30)
        pauses.append((first, None if length is None else first + timedelta(days=length)))
    return History(
        start,
        lots.randint(0, LONGEST[unit]),
        unit,
        tuple(pauses),
        tuple(lots.randint(1, LONGEST_EXTENSION[unit]) for _ in range(lots.choice((0, 0, 1, 2)))),
        lots.random() < 1 / 2,
    )


def check_due(history: History) -> None:
    assert due(period(history), national_calendar()) == walk(history, WORKING), history


def check_derivation(history: History) -> None:
    """The working ends where the deadline is, counts what there is to count and leaves no day out."""
    given_period = period(history)
    derivation = derive(given_period, national_calendar())
    days = [step.day for step in derivation.steps if step.day]
    counted = [step for step in derivation.steps if step.counted]
    assert days == [history.start + timedelta(days=number) for number in range(len(days))]
    assert [step.number for step in counted] == list(range(1, len(counted) + 1))
    assert derivation.due == walk(history, WORKING)
    assert sum(step.kind is StepKind.EXTENDED for step in derivation.steps) == len(history.extensions)
    assert all(sentence.endswith("。") for sentence in derivation.in_words())
    if derivation.due is None:
        assert derivation.steps[-1].kind is StepKind.STOPPED
        used = usage(given_period, national_calendar(), days[-1])
        assert len(counted) == used.used < used.total
    else:
        assert derivation.steps[-1].day == derivation.due.rolled
        assert len(counted) == (given_period.total if history.unit == "WD" else plain_length(history))


def plain_length(history: History) -> int:
    alone = walk(History(history.start, history.n + sum(history.extensions), history.unit), WORKING)
    assert alone is not None
    return (alone[0] - history.start).days


@settings(max_examples=BATCHES, deadline=None)
@given(seed=st.integers(0, 2**64 - 1))
def test_a_hundred_thousand_drawn_histories_end_where_the_walker_ends(seed: int) -> None:
    lots = random.Random(seed)
    for number in range(BATCH):
        history = drawn(lots)
        check_due(history)
        if number == 0:
            check_derivation(history)


days = st.dates(FIRST, date(2022, 12, 31))
offsets = st.integers(-10, 90)
pauses = st.tuples(offsets, st.one_of(st.none(), st.integers(0, 30)))


@st.composite
def histories(draw: st.DrawFn) -> History:
    start, unit = draw(days), draw(st.sampled_from(["WD", "CD", "M", "Y"]))
    given_pauses = [
        (start + timedelta(days=offset), None if length is None else start + timedelta(days=offset + length))
        for offset, length in draw(st.lists(pauses, max_size=4))
    ]
    extensions = st.lists(st.integers(1, LONGEST_EXTENSION[unit]), max_size=2)
    return History(
        start,
        draw(st.integers(0, LONGEST[unit])),
        unit,
        tuple(given_pauses),
        tuple(draw(extensions)),
        draw(st.booleans()),
    )


@settings(max_examples=400, deadline=None)
@given(history=histories())
def test_any_history_and_its_derivation_agree_with_the_walker(history: History) -> None:
    check_due(history)
    check_derivation(history)


@settings(max_examples=200, deadline=None)
@given(history=histories(), later=st.integers(0, 200))
def test_what_is_used_never_shrinks_and_ends_at_the_total(history: History, later: int) -> None:
    given_period = period(history)
    day = history.start + timedelta(days=later)
    now, then = (usage(given_period, national_calendar(), on) for on in (day, day + timedelta(days=1)))
    last = due(given_period, national_calendar())
    assert 0 <= now.used <= then.used <= then.total
    assert (now.left == 0) == (isinstance(last, Due) and last.raw <= day)
