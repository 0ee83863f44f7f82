"""The run of one case: which steps are open, what completing and timing out do, what is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingquan.procedures import runs
from qingquan.procedures.rules.marking import Marking
from qingquan.procedures.tests.drafts import DECISION, both, bpmn, end, flow, line, start, step, sub, timer, xor
from qingquan.procedures.words import Outcome, StepKind

GRANT, REFUSE = 'decision = "grant"', 'decision = "refuse"'
LICENCE = bpmn(
    start(),
    step("a"),
    step("x", "examine", 5),
    step("d", "decide", 3, "approver"),
    xor("g"),
    end(),
    end("no", "refused"),
    line("s a x d g"),
    flow("g", "e", GRANT),
    flow("g", "no", REFUSE),
    facts=DECISION,
)


def ids(program: runs.Program, marking: runs.Marking) -> list[str]:
    return [opened.step_id for opened in runs.open_steps(program, marking)]


def after(program: runs.Program, *steps: str, **facts: str) -> runs.Marking:
    marking = runs.start(program, facts)
    for step_id in steps:
        marking = runs.complete(program, marking, step_id, facts)
    return marking


@pytest.mark.parametrize(("decision", "outcome"), [("grant", Outcome.GRANTED), ("refuse", Outcome.REFUSED)])
def test_a_licence_runs_from_acceptance_to_its_outcome(decision: str, outcome: Outcome) -> None:
    program = runs.load(LICENCE)
    marking = runs.start(program, {})
    assert not marking.ended
    for expected in ("a", "x", "d"):
        assert ids(program, marking) == [expected]
        marking = runs.complete(program, marking, expected, {"decision": decision})
    assert marking.ended
    assert marking.outcome is outcome


def test_an_open_step_says_who_what_and_how_long() -> None:
    program = runs.load(LICENCE)
    (examining,) = runs.open_steps(program, after(program, "a"))
    assert (examining.name, examining.post, examining.working_days, examining.kind) == (
        "步骤x",
        "handler",
        5,
        StepKind.EXAMINE,
    )
    assert examining.node == "examine"
    assert [known.step_id for known in program.steps] == ["a", "x", "d"]
    assert list(program.facts) == ["decision"]


def test_a_step_is_done_once() -> None:
    program = runs.load(LICENCE)
    with pytest.raises(runs.NotOpen, match="“a”现在没有打开"):
        runs.complete(program, after(program, "a"), "a", {})


@pytest.mark.parametrize("unknown", ["ghost", "g", "s", ""])
def test_what_is_no_step_cannot_be_completed(unknown: str) -> None:
    program = runs.load(LICENCE)
    with pytest.raises(runs.NotOpen):
        runs.complete(program, runs.start(program, {}), unknown, {})


def test_a_gateway_without_its_fact_stops_the_run_and_nothing_is_lost() -> None:
    program = runs.load(LICENCE)
    before = after(program, "a", "x")
    with pytest.raises(runs.Stuck, match="案件还没有“决定”这一事实") as stuck:
        runs.complete(program, before, "d", {})
    assert stuck.value.element_id == "g"
    assert ids(program, before) == ["d"]


def test_a_gateway_where_nothing_holds_stops_the_run() -> None:
    xml = bpmn(
        start(),
        step("a"),
        xor("g"),
        step("b"),
        end(),
        line("s a g"),
        flow("g", "b", GRANT),
        flow("g", "e", GRANT),
        line("b e"),
        facts=DECISION,
    )
    program = runs.load(xml)
    with pytest.raises(runs.Stuck, match="没有一个条件成立"):
        after(program, "a", decision="refuse")


def test_the_first_condition_that_holds_wins_and_the_default_comes_last() -> None:
    xml = bpmn(
        start(),
        step("a"),
        xor("g", "g.z"),
        step("z"),
        step("b"),
        step("c"),
        end(),
        line("s a g"),
        flow("g", "z"),
        flow("g", "b", GRANT),
        flow("g", "c", 'decision in ("grant", "refuse")'),
        line("z e"),
        line("b e"),
        line("c e"),
        facts=DECISION,
    )
    program = runs.load(xml)
    assert ids(program, after(program, "a", decision="grant")) == ["b"]
    assert ids(program, after(program, "a", decision="refuse")) == ["c"]


FORKED = bpmn(start(), both("p"), step("a"), step("b"), both("q"), step("c"), end(), line("s p a q c e"), line("p b q"))


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_a_join_waits_for_every_branch_in_any_order(order: tuple[str, str]) -> None:
    program = runs.load(FORKED)
    assert ids(program, runs.start(program, {})) == ["a", "b"]
    assert ids(program, after(program, order[0])) == [order[1]]
    assert ids(program, after(program, *order)) == ["c"]


def test_a_join_in_a_loop_waits_again_in_each_round() -> None:
    xml = bpmn(
        start(),
        xor("h"),
        both("p"),
        step("a"),
        step("b"),
        both("q"),
        step("c"),
        xor("g"),
        end(),
        line("s h p a q c g"),
        line("p b q"),
        flow("g", "e", GRANT),
        flow("g", "h", REFUSE),
        facts=DECISION,
    )
    program = runs.load(xml)
    again = after(program, "a", "b", "c", decision="refuse")
    assert ids(program, again) == ["a", "b"]
    assert ids(program, runs.complete(program, again, "b", {})) == ["a"]


def test_a_fork_inside_a_fork_is_joined_inside_out() -> None:
    xml = bpmn(
        start(),
        both("p"),
        both("p2"),
        step("a"),
        step("b"),
        step("c"),
        both("q2"),
        both("q"),
        end(),
        line("s p p2 a q2 q e"),
        line("p2 b q2"),
        line("p c q"),
    )
    program = runs.load(xml)
    assert ids(program, after(program, "a", "c")) == ["b"]
    assert after(program, "a", "c", "b").ended


TWICE = sub(
    "u", start("s2"), both("p"), step("a"), step("b"), end("x", ""), end("y", ""), line("s2 p a x"), line("p b y")
)


def test_a_sub_process_is_left_when_its_last_token_has_ended() -> None:
    program = runs.load(bpmn(start(), TWICE, step("c"), end(), line("s u c e")))
    assert ids(program, after(program, "a")) == ["b"]
    assert ids(program, after(program, "a", "b")) == ["c"]


def test_a_sub_process_without_steps_is_passed_in_the_same_moment() -> None:
    empty = sub("v", start("s3"), both("p3"), end("x3", ""), end("y3", ""), line("s3 p3 x3"), flow("p3", "y3"))
    nested = sub("u", start("s2"), empty, step("a"), end("e2", ""), line("s2 v a e2"))
    program = runs.load(bpmn(start(), nested, end(), line("s u e")))
    assert ids(program, runs.start(program, {})) == ["a"]
    assert after(program, "a").ended


def test_sub_processes_nest_and_close_from_the_inside() -> None:
    inner = sub("v", start("s3"), step("a"), end("e3", ""), line("s3 a e3"))
    outer = sub(
        "u", start("s2"), both("p"), inner, step("b"), end("e2", ""), end("f2", ""), line("s2 p v e2"), line("p b f2")
    )
    program = runs.load(bpmn(start(), outer, step("c"), end(), line("s u c e")))
    assert ids(program, after(program, "b")) == ["a"]
    assert ids(program, after(program, "b", "a")) == ["c"]


class TestTimers:
    LATE = bpmn(
        start(),
        step("a"),
        timer("t", "a"),
        timer("r", "a", "P3D", "CD", interrupting=False),
        step("b"),
        step("c"),
        end(),
        end("f", ""),
        line("s a e"),
        line("t b e"),
        line("r c f"),
    )

    def test_an_open_step_names_its_timers(self) -> None:
        program = runs.load(self.LATE)
        (opened,) = runs.open_steps(program, runs.start(program, {}))
        assert [(timed.timer_id, timed.wait.words, timed.interrupting) for timed in opened.timers] == [
            ("t", "5个工作日", True),
            ("r", "3日", False),
        ]

    def test_one_that_interrupts_closes_its_step(self) -> None:
        program = runs.load(self.LATE)
        late = runs.fire(program, runs.start(program, {}), "t", {})
        assert ids(program, late) == ["b"]
        assert not runs.open_timers(program, late)

    def test_a_reminder_opens_a_second_branch_once(self) -> None:
        program = runs.load(self.LATE)
        reminded = runs.fire(program, runs.start(program, {}), "r", {})
        assert ids(program, reminded) == ["a", "c"]
        assert [timed.timer_id for timed in runs.open_timers(program, reminded)] == ["t"]
        with pytest.raises(runs.NotOpen, match="没有在走"):
            runs.fire(program, reminded, "r", {})

    def test_the_outcome_stands_while_the_reminder_is_still_worked_on(self) -> None:
        program = runs.load(self.LATE)
        done = runs.complete(program, runs.fire(program, runs.start(program, {}), "r", {}), "a", {})
        assert (done.outcome, done.ended, ids(program, done)) == (Outcome.GRANTED, False, ["c"])
        ended = runs.complete(program, done, "c", {})
        assert (ended.outcome, ended.ended) == (Outcome.GRANTED, True)

    def test_a_step_done_in_time_stops_its_timers(self) -> None:
        program = runs.load(self.LATE)
        done = after(program, "a")
        assert done.ended
        for timer_id in ("t", "r", "ghost"):
            with pytest.raises(runs.NotOpen):
                runs.fire(program, done, timer_id, {})

    def test_a_timer_ends_a_whole_sub_process_with_everything_inside(self) -> None:
        nested = sub(
            "u",
            *(start("s2"), step("a"), timer("r", "a", interrupting=False), step("b"), end("e2", ""), end("f2", "")),
            *(line("s2 a e2"), line("r b f2")),
        )
        program = runs.load(bpmn(start(), nested, timer("t", "u"), step("c"), end(), line("s u e"), line("t c e")))
        begun = runs.start(program, {})
        assert {timed.timer_id for timed in runs.open_timers(program, begun)} == {"t", "r"}
        reminded = runs.fire(program, begun, "r", {})
        for before in (begun, reminded):
            late = runs.fire(program, before, "t", {})
            assert ids(program, late) == ["c"]
            assert not runs.open_timers(program, late)
        assert runs.complete(program, late, "c", {}).ended

    def test_a_reminder_on_a_sub_process_is_dropped_when_it_is_left(self) -> None:
        nested = sub("u", start("s2"), step("a"), end("e2", ""), line("s2 a e2"))
        xml = bpmn(
            start(),
            nested,
            timer("r", "u", interrupting=False),
            step("b"),
            step("c"),
            end(),
            end("f", ""),
            line("s u c e"),
            line("r b f"),
        )
        program = runs.load(xml)
        assert [timed.host_id for timed in runs.open_timers(program, runs.start(program, {}))] == ["u"]
        assert not runs.open_timers(program, after(program, "a"))


class TestStored:
    def test_a_marking_is_a_short_text_and_comes_back_the_same(self) -> None:
        program = runs.load(LICENCE)
        for marking in (after(program), after(program, "a", "x"), after(program, "a", "x", "d", decision="grant")):
            text = marking.encode()
            assert len(text) < 200
            assert Marking.decode(text) == marking

    def test_its_form_may_not_change_while_cases_run(self) -> None:
        assert Marking("0123456789ab", 0b101, Outcome.REFUSED).encode() == "1:0123456789ab:5:refused"
        program = runs.load(FORKED)
        # Places: steps a, b, c, then the two lines into the join, in document order.
        assert [marking.bits for marking in (after(program), after(program, "a"), after(program, "b"))] == [
            0b11,
            0b01010,
            0b10001,
        ]

    def test_two_hundred_bytes_hold_five_hundred_places(self) -> None:
        assert len(Marking("0123456789ab", (1 << 500) - 1, Outcome.NOT_ACCEPTED).encode()) < 200

    @given(bits=st.integers(0, 1 << 600), outcome=st.sampled_from([None, *Outcome]))
    def test_any_marking_survives_storage(self, bits: int, outcome: Outcome | None) -> None:
        marking = Marking("0123456789ab", bits, outcome)
        assert Marking.decode(marking.encode()) == marking

    @pytest.mark.parametrize(
        "text",
        ["", "1", "1:xyz:0:", "2:0123456789ab:0:", "1:0123456789ab:-1:", "1:0123456789ab:0:won", "1:0123456789ab:0:\n"],
    )
    def test_a_text_that_is_no_marking_is_refused(self, text: str) -> None:
        with pytest.raises(runs.NotAMarking):
            Marking.decode(text)

    def test_the_marking_of_another_procedure_is_refused(self) -> None:
        marking = runs.start(runs.load(FORKED), {})
        for ask in (
            lambda: runs.open_steps(runs.load(LICENCE), marking),
            lambda: runs.complete(runs.load(LICENCE), marking, "a", {}),
            lambda: runs.fire(runs.load(LICENCE), marking, "t", {}),
            lambda: runs.open_timers(runs.load(LICENCE), marking),
        ):
            with pytest.raises(runs.NotAMarking, match="另一份流程图"):
                ask()

    def test_a_marking_with_places_the_procedure_has_not_is_refused(self) -> None:
        program = runs.load(LICENCE)
        with pytest.raises(runs.NotAMarking):
            runs.open_steps(program, Marking(program.sha256[:12], 1 << 40))


def test_the_same_file_is_compiled_once() -> None:
    assert runs.load(LICENCE) is runs.load(bytes(bytearray(LICENCE)))
