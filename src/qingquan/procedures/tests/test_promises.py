"""What a published procedure owes: few reviews, a decision, limits that keep the promise."""

import pytest

from qingquan.procedures import runs
from qingquan.procedures.tests.drafts import DECISION, both, bpmn, end, flow, line, start, step, sub, timer, xor
from qingquan.procedures.tests.test_reading import codes

GRANT, REFUSE = 'decision = "grant"', 'decision = "refuse"'
DECIDE = step("d", "decide", 2)


def procedure(*elements: str, attributes: str = "") -> bytes:
    return bpmn(start(), end(), *elements, facts=DECISION, attributes=attributes)


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        pytest.param(procedure(step("x", "examine"), DECIDE, line("s x d e")), set(), id="examined and decided"),
        pytest.param(
            procedure(step("x", "examine"), line("s x e")), {("no_decision", "x")}, id="examined, not decided"
        ),
        pytest.param(
            procedure(DECIDE, step("x", "review"), line("s d x e")), {("no_decision", "x")}, id="decided before"
        ),
        pytest.param(
            procedure(
                step("x", "examine"),
                xor("g"),
                DECIDE,
                line("s x g"),
                flow("g", "d", GRANT),
                flow("g", "e", REFUSE),
                line("d e"),
            ),
            {("no_decision", "x")},
            id="a way round the decision",
        ),
        pytest.param(
            procedure(
                step("x", "examine"),
                xor("g"),
                DECIDE,
                end("w", "withdrawn"),
                line("s x g"),
                flow("g", "d", GRANT),
                flow("g", "w", REFUSE),
                line("d e"),
            ),
            set(),
            id="a withdrawal needs no decision",
        ),
        pytest.param(
            procedure(step("x", "examine"), timer("t", "x"), DECIDE, line("s x d e"), line("t e")),
            {("no_decision", "x")},
            id="time out of a review is no decision",
        ),
        pytest.param(
            procedure(step("x", "examine"), DECIDE, timer("t", "d"), line("s x d e"), line("t e")),
            {("no_decision", "x")},
            id="time out of the decision is no decision",
        ),
        pytest.param(
            procedure(
                sub("u", start("s2"), step("x", "examine"), DECIDE, end("e2", ""), line("s2 x d e2")),
                timer("t", "u"),
                line("s u e"),
                line("t e"),
            ),
            {("no_decision", "x")},
            id="time out of a sub-process is no decision",
        ),
        pytest.param(
            procedure(
                sub("u", start("s2"), step("x", "examine"), end("e2", ""), line("s2 x e2")), DECIDE, line("s u d e")
            ),
            set(),
            id="examined inside, decided outside",
        ),
        pytest.param(
            procedure(
                step("x", "examine"),
                timer("t", "x", interrupting=False),
                end("n", ""),
                DECIDE,
                line("s x d e"),
                line("t n"),
            ),
            set(),
            id="a reminder ends by itself",
        ),
    ],
)
def test_every_review_ends_in_a_decision(xml: bytes, expected: set[tuple[str, str]]) -> None:
    assert codes(xml) == expected


THREE = step("x", "examine") + step("y", "review") + step("z", "review")
RETURNS = flow("g", "d", GRANT) + flow("g", "x", REFUSE)


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        pytest.param(procedure(THREE, DECIDE, line("s x y z d e")), {("too_many_reviews", "z")}, id="three in a row"),
        pytest.param(
            procedure(THREE, DECIDE, line("s x y z d e"), attributes='q:reviewException="清府办〔2026〕3号"'),
            set(),
            id="three with a stated exception",
        ),
        pytest.param(
            procedure(THREE, both("p"), both("q"), DECIDE, line("s p x q d e"), line("p y q"), line("p z q")),
            set(),
            id="three side by side are one level",
        ),
        pytest.param(
            procedure(
                step("x", "examine"), step("y", "review"), xor("g"), DECIDE, line("s x y g"), RETURNS, line("d e")
            ),
            set(),
            id="a loop counts once",
        ),
        pytest.param(
            procedure(
                step("x", "examine"),
                step("y", "review"),
                step("z", "examine"),
                xor("g"),
                DECIDE,
                line("s x y g"),
                flow("g", "d", GRANT),
                flow("g", "z", REFUSE),
                line("z x"),
                line("d e"),
            ),
            {("too_many_reviews", "z")},
            id="a review on the way back counts too",
        ),
        pytest.param(
            procedure(
                step("x", "examine"),
                DECIDE,
                step("y", "review"),
                step("z", "review"),
                step("d2", "decide"),
                line("s x d y z d2 e"),
            ),
            set(),
            id="reviews after the decision are another round",
        ),
        pytest.param(
            procedure(
                sub("u", start("s2"), step("x", "examine"), step("y", "review"), end("e2", ""), line("s2 x y e2")),
                step("z", "review"),
                DECIDE,
                line("s u z d e"),
            ),
            {("too_many_reviews", "z")},
            id="levels inside a sub-process count",
        ),
        pytest.param(
            procedure(
                step("x", "examine"),
                step("y", "review"),
                timer("t", "y"),
                step("z", "review"),
                DECIDE,
                line("s x y d e"),
                line("t z d"),
            ),
            {("too_many_reviews", "z")},
            id="a level reached by time out counts",
        ),
    ],
)
def test_there_are_at_most_two_levels_of_review(xml: bytes, expected: set[tuple[str, str]]) -> None:
    assert codes(xml) == expected


def test_a_county_may_allow_fewer_levels() -> None:
    xml = procedure(step("x", "examine"), step("y", "review"), DECIDE, line("s x y d e"))
    assert {found.code for found in runs.check(xml, max_review_levels=1)} >= {"too_many_reviews"}


@pytest.mark.parametrize(
    ("elements", "days"),
    [
        pytest.param([step("a", days=3), step("b", days=4), line("s a b e")], 7, id="one after the other"),
        pytest.param(
            [both("p"), both("q"), step("a", days=3), step("b", days=4), line("s p a q e"), line("p b q")],
            4,
            id="side by side",
        ),
        pytest.param(
            [
                xor("g"),
                step("a", days=3),
                step("b", days=4),
                line("s g"),
                flow("g", "a", GRANT),
                flow("g", "b", REFUSE),
                line("a e"),
                line("b e"),
            ],
            4,
            id="the longer choice",
        ),
        pytest.param(
            [
                step("a", days=3),
                step("b", days=4),
                xor("g"),
                line("s a b g"),
                flow("g", "e", GRANT),
                flow("g", "a", REFUSE),
            ],
            7,
            id="a loop once",
        ),
        pytest.param(
            [
                step("a", days=3),
                xor("g"),
                step("b", days=4),
                line("s a g"),
                flow("g", "e", GRANT),
                flow("g", "b", REFUSE),
                line("b a"),
            ],
            7,
            id="a way back once",
        ),
        pytest.param(
            [
                xor("h"),
                both("p"),
                both("q"),
                step("a", days=3),
                step("b", days=4),
                xor("g"),
                line("s h p a q g"),
                line("p b q"),
                flow("g", "e", GRANT),
                flow("g", "h", REFUSE),
            ],
            4,
            id="side by side in a loop",
        ),
        pytest.param(
            [
                sub("u", start("s2"), step("a", days=3), end("e2", ""), line("s2 a e2")),
                step("b", days=4),
                line("s u b e"),
            ],
            7,
            id="a sub-process",
        ),
        pytest.param(
            [step("a", days=3), timer("t", "a", "P9D"), line("s a e"), line("t e")],
            9,
            id="a timer longer than its step",
        ),
        pytest.param(
            [
                sub("u", start("s2"), step("a", days=3), end("e2", ""), line("s2 a e2")),
                timer("t", "u", "P9D", "CD"),
                step("b"),
                line("s u e"),
                line("t b e"),
            ],
            10,
            id="a timer on a sub-process",
        ),
        pytest.param([step("a", days=0), line("s a e")], 0, id="the same day"),
    ],
)
def test_limits_add_up_along_the_longest_path(elements: list[str], days: int) -> None:
    xml = procedure(*elements)
    assert runs.longest_working_days(xml) == days
    assert not codes(xml, promised_working_days=days)
    if days:
        assert codes(xml, promised_working_days=days - 1) == {("too_long", "P")}


def test_the_refusal_lists_the_steps_that_make_it_too_long() -> None:
    xml = procedure(step("a", days=3), step("b", days=0), step("c", days=4), line("s a b c e"))
    message = runs.check(xml, promised_working_days=5)[0].message
    assert "合计 7 个工作日（步骤a、步骤c），超过承诺的 5 个工作日" in message
