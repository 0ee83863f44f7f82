from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from qingquan.clock import Pause
from qingquan.supervision.rules.facts import Deadline, Duty, Holding, Order, Span, WatchedCase, WatchedStep
from qingquan.supervision.rules.judge import foreseen, judge, next_look
from qingquan.supervision.rules.recompute import CardKey, differences, recompute
from qingquan.supervision.tests.county_cases import CALENDAR, SHANGHAI, accepted, at, day
from qingquan.supervision.words import CARD_STATE_LABELS, RULE_WORDS, CardState, Level, Rule

FIRST = date(2026, 1, 5)
HORIZON = 120
T = TypeVar("T")


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


days = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
moments = st.tuples(days, st.integers(0, 23)).map(lambda pair: at(f"{pair[0]:%m-%d} {pair[1]:02d}:00"))
nodes = st.sampled_from("甲乙丙丁")
steps = st.builds(
    WatchedStep,
    step=nodes,
    name=nodes,
    post=st.sampled_from(["", "handler"]),
    person=st.sampled_from(["", "李敏", "赵刚"]),
    acted_as=st.sampled_from(["", "handler", "approver"]),
    opened_on=maybe(days),
    due_on=maybe(days),
    done_at=maybe(moments),
    duty=st.sampled_from(Duty),
)
deadlines = days.flatmap(lambda raw: st.integers(0, 3).map(lambda n: Deadline(raw, raw + timedelta(days=n))))
spans = st.tuples(days, days).map(lambda pair: Pause(min(pair), max(pair)))
orders = st.builds(
    Order,
    before=st.lists(st.tuples(nodes, nodes), max_size=3).map(tuple),
    required=st.lists(nodes, max_size=2).map(tuple),
)
cases = st.builds(
    WatchedCase,
    number=st.just("AP-1"),
    organ=st.just("清泉县水利局"),
    item=st.just("取水许可"),
    received_on=days,
    outcome_on=maybe(days),
    accepted_on=maybe(days),
    deemed=st.booleans(),
    promised_due=maybe(deadlines),
    legal_due=maybe(deadlines),
    ended_on=maybe(days),
    steps=st.lists(steps, max_size=4).map(tuple),
    pauses=st.lists(spans, max_size=2).map(tuple),
    gap_notices=st.lists(days, max_size=3).map(tuple),
    order=maybe(orders),
    listed=maybe(st.just((Span(FIRST),))),
    holdings=maybe(st.just((Holding("李敏", "handler", Span(FIRST)),))),
    earlier_legal_lapses=st.integers(0, 1),
)


def as_known_on(case: WatchedCase, on: date) -> WatchedCase:
    """The case as it stood on the evening of a day: what came later is taken away."""

    def past(when: date | None) -> date | None:
        return when if when is not None and when <= on else None

    return replace(
        case,
        outcome_on=past(case.outcome_on),
        ended_on=past(case.ended_on),
        steps=tuple(
            replace(step, done_at=step.done_at if step.done_at and case.day(step.done_at) <= on else None)
            for step in case.steps
        ),
        gap_notices=tuple(notice for notice in case.gap_notices if notice <= on),
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cases)
def test_looking_daily_finds_nothing_that_the_next_look_does_not_announce(case: WatchedCase) -> None:
    seen = judge(case, FIRST, CALENDAR)
    announced = next_look(case, FIRST, CALENDAR)
    for n in range(1, HORIZON):
        today = FIRST + timedelta(days=n)
        found = judge(case, today, CALENDAR)
        assert (found != seen) == (today == announced)
        if today == announced:
            seen, announced = found, next_look(case, today, CALENDAR)
    assert announced is None


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cases, days)
def test_what_happens_later_changes_no_card_already_given(case: WatchedCase, on: date) -> None:
    assert judge(as_known_on(case, on), on, CALENDAR) == judge(case, on, CALENDAR)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(cases, days)
def test_a_card_counts_once_per_case_rule_and_step_and_never_falls(case: WatchedCase, on: date) -> None:
    levels: dict[tuple[Rule, str | None], Level] = {}
    for n in range(HORIZON):
        found = judge(case, FIRST + timedelta(days=n), CALENDAR)
        keys = [(finding.rule, finding.step) for finding in found]
        assert len(keys) == len(set(keys))
        now = {(finding.rule, finding.step): finding.level for finding in found}
        assert all(now[key] >= level for key, level in levels.items())
        levels = now


@settings(max_examples=100, deadline=None, derandomize=True)
@given(cases, days)
def test_the_same_facts_give_the_same_cards(case: WatchedCase, on: date) -> None:
    shuffled = replace(case, steps=tuple(replace(step) for step in case.steps), gap_notices=case.gap_notices[::-1])
    assert not differences(recompute(shuffled, on, CALENDAR).items(), recompute(case, on, CALENDAR))


def test_kept_cards_are_compared_with_the_facts() -> None:
    case = accepted("3-02", promised="3-16", legal="3-30")
    facts = recompute(case, day("3-31"), CALENDAR)
    late, warned, law = (CardKey("AP-1", rule, None) for rule in (Rule.TL03, Rule.TL02, Rule.TL04))
    invented = CardKey("AP-1", Rule.PR03, None)
    kept = [(late, Level.RED), (warned, Level.PROMPT), (invented, Level.YELLOW)]
    found = differences(kept, facts)
    assert (found.missing, found.unfounded, found.changed) == ((law,), (invented,), (warned,))
    assert found


def test_of_two_warnings_on_one_day_the_graver_is_given() -> None:
    twenty = accepted("2025-09-22", promised="2025-10-24")
    assert [f.level for f in foreseen(twenty, CALENDAR, rules=[Rule.TL02])] == [Level.YELLOW]


def test_every_rule_level_and_state_has_its_words() -> None:
    assert set(RULE_WORDS) == set(Rule)
    assert set(CARD_STATE_LABELS) == set(CardState)
    assert [level.label for level in Level] == ["提示", "黄牌", "红牌", "线索"]
    assert Level.CLUE.code == "clue"
    assert SHANGHAI.key == "Asia/Shanghai"
