"""The order a flowchart demands."""

from qingquan.procedures import runs
from qingquan.procedures.rules.precedence import precedence
from qingquan.procedures.tests.drafts import DECISION, both, bpmn, end, flow, line, start, step, xor


def pairs(*elements: str, facts: str = "") -> set[tuple[str, str]]:
    return set(precedence(runs.load(bpmn(*elements, facts=facts))))


def test_a_chain_is_demanded_in_order() -> None:
    chain = pairs(start(), step("a"), step("b", "examine"), step("c", "decide"), end(), line("s a b c e"))
    assert chain == {("a", "b"), ("a", "c"), ("b", "c")}


def test_a_step_on_one_branch_is_not_demanded_before_the_rest() -> None:
    branched = pairs(
        start(),
        xor("x", default="x.b"),
        step("a", "examine"),
        step("b", "examine"),
        xor("y"),
        step("c", "decide"),
        end(),
        line("s x"),
        flow("x", "a", "decision = 'grant'"),
        flow("x", "b"),
        line("a y"),
        line("b y c e"),
        facts=DECISION,
    )
    assert branched == set()


def test_both_sides_of_a_parallel_come_before_what_follows_the_join() -> None:
    parallel = pairs(
        start(),
        both("f"),
        step("a", "examine"),
        step("b", "examine"),
        both("j"),
        step("c", "decide"),
        end(),
        line("s f a j c e"),
        line("f b j"),
    )
    assert parallel == {("a", "c"), ("b", "c")}
