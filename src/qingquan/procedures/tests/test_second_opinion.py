"""Random procedures run here and in SpiffWorkflow with the same answers: the same steps open, the same end."""

from typing import Any

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.util.task import TaskState

from qingquan.procedures import runs
from qingquan.procedures.tests.blocks import Block, Writer, blocks, cases

Case = dict[str, bool | int | float | str]
MOST_STEPS = 40


class OneCase(TaskDataEnvironment):  # type: ignore[misc]
    """Asks every condition of the same facts, as we do; by itself the engine gives each branch its own copy."""

    def __init__(self) -> None:
        super().__init__()
        self.case: Case = {}

    def evaluate(self, expression: str, context: object, external_context: object = None) -> object:
        return super().evaluate(expression, dict(self.case), external_context)


class Spiff:
    """The other engine, told only to finish a step and asked only which are open."""

    def __init__(self, xml: bytes, case: Case) -> None:
        parser = BpmnParser()
        parser.add_bpmn_str(xml)
        self.environment = OneCase()
        self.environment.case = case
        engine = PythonScriptEngine(self.environment)
        self.workflow = BpmnWorkflow(parser.get_spec("P"), parser.get_subprocess_specs("P"), script_engine=engine)
        self.workflow.do_engine_steps()

    def open(self) -> list[str]:
        return sorted(task.task_spec.bpmn_id for task in self._ready())

    def _ready(self) -> list[Any]:
        return list(self.workflow.get_tasks(state=TaskState.READY, manual=True))

    def complete(self, step_id: str, case: Case) -> None:
        self.environment.case = case
        next(task for task in self._ready() if task.task_spec.bpmn_id == step_id).run()
        self.workflow.do_engine_steps()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks(), st.data())
def test_a_second_engine_opens_the_same_steps_and_ends_at_the_same_moment(block: Block, data: st.DataObject) -> None:
    case = data.draw(cases())
    program = runs.load(Writer().file(block))
    marking = runs.start(program, case)
    other = Spiff(Writer(in_python=True).file(block), case)
    for _ in range(MOST_STEPS):
        assert sorted(step.step_id for step in runs.open_steps(program, marking)) == other.open()
        assert marking.ended == other.workflow.is_completed()
        if marking.ended:
            assert marking.outcome == "done"
            event("ended")
            return
        step_id = data.draw(st.sampled_from(other.open()))
        case = data.draw(cases())
        marking = runs.Marking.decode(runs.complete(program, marking, step_id, case).encode())
        other.complete(step_id, case)


@settings(max_examples=300, deadline=None)
@given(blocks())
def test_whatever_is_well_structured_is_found_sound(block: Block) -> None:
    behaviour = {
        "deadlock",
        "two_at_once",
        "no_completion",
        "ends_too_early",
        "two_outcomes",
        "no_outcome",
        "dead_step",
    }
    findings = runs.check(Writer().file(block))
    assume("too_many_states" not in {finding.code for finding in findings})
    assert not behaviour & {finding.code for finding in findings}
