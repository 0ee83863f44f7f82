"""Procedures that look right and cannot work: found by walking through every state."""

import time

import pytest

from qingquan.procedures import runs
from qingquan.procedures.tests.drafts import DECISION, both, bpmn, end, flow, line, start, step, sub, timer, xor
from qingquan.procedures.tests.test_reading import codes

GRANT, REFUSE = 'decision = "grant"', 'decision = "refuse"'


def choice(gateway: str, first: str, second: str) -> str:
    return flow(gateway, first, GRANT) + flow(gateway, second, REFUSE)


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        pytest.param([start(), step("a"), end(), line("s a e")], set(), id="one step"),
        pytest.param(
            [start(), both("p"), step("a"), step("b"), both("q"), end(), line("s p a q e"), line("p b q")],
            set(),
            id="a fork that is joined",
        ),
        pytest.param(
            [
                start(),
                xor("g"),
                step("a"),
                step("b"),
                xor("h"),
                end(),
                line("s g"),
                choice("g", "a", "b"),
                line("a h e"),
                line("b h"),
            ],
            set(),
            id="a choice that is merged",
        ),
        pytest.param(
            [start(), step("a"), step("b"), xor("g"), end(), line("s a b g"), choice("g", "e", "a")],
            set(),
            id="a loop with a way out",
        ),
        pytest.param(
            [
                start(),
                xor("g"),
                step("a"),
                step("b"),
                both("q"),
                end(),
                line("s g"),
                choice("g", "a", "b"),
                line("a q e"),
                line("b q"),
            ],
            {("deadlock", "q")},
            id="a choice that is joined waits for ever",
        ),
        pytest.param(
            [start(), both("p"), step("a"), step("b"), xor("h"), step("c"), end(), line("s p a h c e"), line("p b h")],
            {("two_at_once", "c"), ("ends_too_early", "e")},
            id="a fork merged without a join opens the next step twice",
        ),
        pytest.param(
            [start(), both("p"), step("a"), step("b"), step("c"), end(), line("s p a c e"), line("p b c")],
            {("two_at_once", "c"), ("ends_too_early", "e")},
            id="a fork that runs into one step",
        ),
        pytest.param(
            [start(), both("p"), xor("h"), step("a"), end(), line("s p h a e"), flow("p", "h", identifier="second")],
            {("two_at_once", "a"), ("dead_step", "a")},
            id="two tokens in one moment",
        ),
        pytest.param(
            [start(), step("a"), both("p"), xor("h"), end(), line("s a p h e"), flow("p", "h", identifier="second")],
            {("two_at_once", "e")},
            id="two tokens at the end in one moment",
        ),
        pytest.param(
            [
                start(),
                *(both("p"), xor("h"), both("q"), end()),
                *(step("a"), step("b"), step("c")),
                *(line("s p a h q e"), line("p b h"), line("p c q")),
            ],
            {("two_at_once", "q"), ("deadlock", "q"), ("ends_too_early", "e")},
            id="two tokens on one line into a join",
        ),
        pytest.param(
            [
                start(),
                both("p"),
                step("a"),
                step("b"),
                end(),
                line("s p a e"),
                flow("p", "b"),
                flow("b", "e2"),
                end("e2"),
            ],
            {("ends_too_early", "e"), ("ends_too_early", "e2")},
            id="an outcome while a branch is open",
        ),
        pytest.param(
            [start(), both("p"), step("a"), step("b"), end(), end("e2", "refused"), line("s p a e"), line("p b e2")],
            {("two_outcomes", "e"), ("two_outcomes", "e2"), ("ends_too_early", "e"), ("ends_too_early", "e2")},
            id="two outcomes in one run",
        ),
        pytest.param(
            [
                start(),
                step("a"),
                xor("g"),
                step("b"),
                step("c"),
                end(),
                line("s a g"),
                choice("g", "e", "b"),
                line("b c b"),
            ],
            {("no_completion", "b")},
            id="a loop without a way out",
        ),
        pytest.param(
            [start(), step("a"), end(outcome=""), line("s a e")], {("no_outcome", "e")}, id="an end without an outcome"
        ),
        pytest.param(
            [start(), step("a"), end(), line("s a e"), step("b"), step("c"), line("b c b")],
            {("dead_step", "b"), ("dead_step", "c")},
            id="steps that feed only each other",
        ),
        pytest.param(
            [start(), step("a"), end(), line("s a e"), xor("g"), both("h"), line("g h g")],
            {("instant_loop", "g")},
            id="gateways that feed only each other",
        ),
        pytest.param(
            [
                start(),
                both("p"),
                step("a"),
                step("b"),
                both("q"),
                step("c"),
                end(),
                line("s p a q c e"),
                line("p b"),
                flow("b", "a2"),
                step("a2"),
                xor("g"),
                line("a2 g"),
                choice("g", "q", "e2"),
                end("e2", ""),
            ],
            {("deadlock", "q")},
            id="a branch that may leave the others waiting",
        ),
        pytest.param(
            [
                start(),
                sub(
                    "u",
                    start("s2"),
                    both("p"),
                    step("a"),
                    step("b"),
                    end("x", ""),
                    end("y", ""),
                    line("s2 p a x"),
                    line("p b y"),
                ),
                end(),
                line("s u e"),
            ],
            set(),
            id="a sub-process whose branches end apart",
        ),
        pytest.param(
            [
                start(),
                both("p"),
                xor("h"),
                sub("u", start("s2"), step("a"), end("x", ""), line("s2 a x")),
                step("b"),
                end(),
                line("s p h u e"),
                line("p b h"),
            ],
            {("two_at_once", "u"), ("ends_too_early", "e")},
            id="a sub-process entered twice",
        ),
        pytest.param(
            [start(), step("a"), timer("t", "a"), end(), end("e2", "terminated"), line("s a e"), line("t e2")],
            set(),
            id="a timer that interrupts",
        ),
        pytest.param(
            [
                start(),
                step("a"),
                timer("t", "a", interrupting=False),
                step("b"),
                end(),
                end("e2", ""),
                line("s a e"),
                line("t b e2"),
            ],
            set(),
            id="a reminder may outlive the outcome",
        ),
        pytest.param(
            [start(), step("a"), timer("t", "a", interrupting=False), step("b"), end(), line("s a b e"), line("t b")],
            {("two_at_once", "b")},
            id="a reminder that opens a step of the main path",
        ),
        pytest.param(
            [
                start(),
                step("a"),
                timer("t", "a", interrupting=False),
                end(),
                end("e2", "refused"),
                line("s a e"),
                line("t e2"),
            ],
            {("two_outcomes", "e")},
            id="a reminder that decides",
        ),
        pytest.param(
            [
                start(),
                sub(
                    "u",
                    start("s2"),
                    both("p"),
                    step("a"),
                    step("b"),
                    both("q"),
                    end("x", ""),
                    line("s2 p a q x"),
                    line("p b q"),
                ),
                timer("t", "u"),
                end(),
                end("e2", "terminated"),
                line("s u e"),
                line("t e2"),
            ],
            set(),
            id="a timer that ends a whole sub-process",
        ),
    ],
)
def test_what_cannot_work_is_found(elements: list[str], expected: set[tuple[str, str]]) -> None:
    assert codes(bpmn(*elements, facts=DECISION)) == expected


def test_a_procedure_with_too_many_states_is_refused_in_time() -> None:
    branches = "".join(step(f"a{n}") + line(f"p a{n} q") for n in range(16))
    began = time.monotonic()
    assert codes(bpmn(start(), both("p"), both("q"), branches, end(), line("s p"), line("q e"))) == {
        ("too_many_states", "P")
    }
    assert time.monotonic() - began < 5


def test_more_than_twenty_thousand_states_are_refused_even_if_few_moves_join_them() -> None:
    branches = [[f"{branch}{n}" for n in range(150)] for branch in "ab"]
    steps = "".join(step(one) for branch in branches for one in branch)
    ties = "".join(line(f"p {' '.join(branch)} q") for branch in branches)
    xml = bpmn(start(), both("p"), both("q"), steps, end(), line("s p"), line("q e"), ties)
    assert codes(xml) == {("too_many_states", "P")}


def test_a_chain_of_gateways_without_steps_is_refused_in_time() -> None:
    chain = "".join(
        xor(f"g{n}") + xor(f"h{n}") + flow(f"g{n}", f"h{n}", GRANT) + flow(f"g{n}", f"h{n}", REFUSE, f"other{n}")
        for n in range(20)
    )
    tied = "".join(flow(f"h{n}", f"g{n + 1}") for n in range(19))
    elements = [start(), chain, tied, step("a"), end(), line("s g0"), line("h19 a e")]
    began = time.monotonic()
    assert codes(bpmn(*elements, facts=DECISION)) == {("too_many_states", "P")}
    assert time.monotonic() - began < 5


def test_what_is_unsound_still_loads_and_stops_at_the_place_instead_of_going_wrong() -> None:
    xml = bpmn(start(), both("p"), step("a"), step("b"), step("c"), end(), line("s p a c e"), line("p b c"))
    program = runs.load(xml)
    marking = runs.complete(program, runs.start(program, {}), "a", {})
    with pytest.raises(runs.Stuck, match="c"):
        runs.complete(program, marking, "b", {})
