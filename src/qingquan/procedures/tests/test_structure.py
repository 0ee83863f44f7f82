"""Elements and lines that are wrong by themselves, each pointed at."""

import pytest

from qingquan.procedures.tests.drafts import DECISION, both, bpmn, end, flow, line, start, step, sub, timer, xor
from qingquan.procedures.tests.test_reading import codes

INNER = sub("u", start("s2"), step("b"), end("e2", ""), line("s2 b e2"))


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        pytest.param([step("a"), end(), line("a e")], {("no_start", "P"), ("no_way_in", "a")}, id="no start"),
        pytest.param([start(), step("a"), line("s a")], {("no_end", "P"), ("no_way_out", "a")}, id="no end"),
        pytest.param(
            [start(), start("s2"), step("a"), end(), line("s a e"), flow("s2", "a")],
            {("two_starts", "s2")},
            id="two starts",
        ),
        pytest.param(
            [start(), sub("u"), end(), line("s u e")], {("no_start", "u"), ("no_end", "u")}, id="an empty sub-process"
        ),
        pytest.param(
            [start(), step("a"), step("b"), end(), line("s a e"), flow("b", "e")],
            {("no_way_in", "b")},
            id="out of nowhere",
        ),
        pytest.param(
            [start(), step("a"), end(), line("s a e"), flow("a", "s")],
            {("into_start", "a.s"), ("implicit_split", "a")},
            id="back into the start",
        ),
        pytest.param([start(), step("a"), end(), line("s a e a")], {("out_of_end", "e.a")}, id="out of the end"),
        pytest.param(
            [start(), step("a"), step("b"), end(), line("s a e"), flow("a", "b"), flow("b", "e")],
            {("implicit_split", "a")},
            id="a step with two ways out",
        ),
        pytest.param(
            [start(), step("a"), end(), flow("s", "a", 'decision = "grant"'), line("a e")],
            {("condition_outside_gateway", "s.a")},
            id="a condition without a gateway",
        ),
        pytest.param(
            [start(), INNER, step("a"), end(), line("s u a e"), flow("b", "a")],
            {("crosses_border", "b.a"), ("implicit_split", "b")},
            id="out of a sub-process sideways",
        ),
        pytest.param(
            [start(), step("a"), timer("t", "ghost"), end(), line("s a e"), flow("t", "e")],
            {("unattached", "t")},
            id="a timer on nothing",
        ),
        pytest.param(
            [start(), step("a"), timer("t", "t"), end(), line("s a e"), flow("t", "e")],
            {("unattached", "t")},
            id="a timer on itself",
        ),
        pytest.param(
            [start(), step("a"), INNER, timer("t", "b"), end(), line("s a u e"), flow("t", "e")],
            {("unattached", "t")},
            id="a timer on a step of another level",
        ),
        pytest.param(
            [
                start(),
                step("a"),
                timer("t", "a"),
                xor("g"),
                end(),
                line("s a g e"),
                flow("t", "e"),
                flow("g", "t", "true"),
            ],
            {("into_timer", "g.t"), ("no_condition", "g.e")},
            id="into a timer",
        ),
        pytest.param(
            [start(), sub("u", start("s2"), step("b"), end("e2", "granted"), line("s2 b e2")), end(), line("s u e")],
            {("outcome_inside", "e2")},
            id="an outcome inside a sub-process",
        ),
        pytest.param(
            [
                start(),
                xor("g"),
                xor("h"),
                step("a"),
                end(),
                line("s g h"),
                flow("h", "g", "true"),
                flow("h", "a", "false"),
                line("a e"),
            ],
            {("instant_loop", "g")},
            id="a loop without a step",
        ),
        pytest.param(
            [
                start(),
                xor("g"),
                sub("u", start("s2"), end("e2", ""), line("s2 e2")),
                xor("h"),
                end(),
                line("s g u h"),
                flow("h", "g", "true"),
                flow("h", "e", "false"),
            ],
            {("instant_loop", "g")},
            id="a loop through an empty sub-process",
        ),
        pytest.param(
            [
                start(),
                xor("g", "elsewhere"),
                step("a"),
                end(),
                line("s g"),
                flow("g", "a", "true"),
                flow("g", "e", "false"),
                line("a e"),
            ],
            {("bad_default", "g")},
            id="a default of somebody else",
        ),
        pytest.param(
            [
                start(),
                xor("g", "g.a"),
                step("a"),
                end(),
                line("s g"),
                flow("g", "a", "true"),
                flow("g", "e", "false"),
                line("a e"),
            ],
            {("default_has_condition", "g.a")},
            id="a condition on the default",
        ),
        pytest.param(
            [start(), xor("g"), step("a"), end(), line("s g"), flow("g", "a", "true"), flow("g", "e"), line("a e")],
            {("no_condition", "g.e")},
            id="no condition",
        ),
        pytest.param(
            [
                start(),
                xor("g"),
                step("a"),
                end(),
                line("s g"),
                flow("g", "a", "import os"),
                flow("g", "e", "true"),
                line("a e"),
            ],
            {("bad_condition", "g.a")},
            id="a condition that is none",
        ),
        pytest.param(
            [start(), both("p"), step("a"), step("b"), both("q"), end(), line("s p a q e"), line("p b q")],
            set(),
            id="a fork and a join",
        ),
        pytest.param([start(), xor("g"), step("a"), end(), line("s g a e")], set(), id="a gateway with one way out"),
        pytest.param(
            [
                start(),
                step("a"),
                xor("g"),
                end(),
                line("s a g"),
                flow("g", "a", 'decision = "refuse"'),
                flow("g", "e", 'decision = "grant"'),
            ],
            set(),
            id="a loop through a step",
        ),
    ],
)
def test_a_wrong_line_is_pointed_at(elements: list[str], expected: set[tuple[str, str]]) -> None:
    assert codes(bpmn(*elements, facts=DECISION)) == expected


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (("decision = 'grant'", "decision = 'refuse'"), set()),
        (("decision = 'grant'", "decision = 'grant'"), {("not_covered", "g"), ("never_holds", "g.b")}),
        (("decision != 'grant'", "decision != 'refuse'"), set()),
        (("decision = 'grant'", "decision in ('grant', 'refuse')"), {("overlap", "g.b")}),
        (("true", "false"), {("never_holds", "g.b")}),
    ],
)
def test_the_ways_of_a_gateway_must_cover_every_case(
    conditions: tuple[str, str], expected: set[tuple[str, str]]
) -> None:
    first, second = conditions
    elements = [
        start(),
        xor("g"),
        step("a"),
        step("b"),
        end(),
        line("s g"),
        flow("g", "a", first),
        flow("g", "b", second),
    ]
    assert codes(bpmn(*elements, line("a e"), line("b e"), facts=DECISION)) == expected
