"""The three procedures that come with the house are what they teach."""

from importlib import resources

import pytest

from qingquan.procedures import runs
from qingquan.procedures.words import Outcome

SAMPLES = resources.files("qingquan.procedures").joinpath("samples")


def sample(name: str) -> bytes:
    return SAMPLES.joinpath(f"{name}.bpmn").read_bytes()


@pytest.mark.parametrize(
    ("name", "steps", "days"),
    [("licence_ordinary", 6, 12), ("licence_instant", 4, 0), ("licence_joint", 7, 11)],
)
def test_a_sample_may_be_published(name: str, steps: int, days: int) -> None:
    assert not runs.check(sample(name), promised_working_days=days)
    assert len(runs.load(sample(name)).steps) == steps
    assert runs.longest_working_days(sample(name)) == days


@pytest.mark.parametrize(
    ("name", "answers", "path", "outcome"),
    [
        (
            "licence_ordinary",
            {"acceptance": "accept", "review": "agree", "decision": "grant"},
            ["受理", "审查", "审核", "决定", "制证发证"],
            Outcome.GRANTED,
        ),
        (
            "licence_ordinary",
            {"acceptance": "accept", "review": "agree", "decision": "refuse"},
            ["受理", "审查", "审核", "决定", "送达不予许可决定"],
            Outcome.REFUSED,
        ),
        ("licence_ordinary", {"acceptance": "refuse"}, ["受理"], Outcome.NOT_ACCEPTED),
        (
            "licence_instant",
            {"acceptance": "accept", "decision": "grant"},
            ["受理", "当场审查并决定", "当场发证"],
            Outcome.GRANTED,
        ),
        (
            "licence_joint",
            {"acceptance": "accept", "review": "agree", "decision": "grant"},
            ["受理", "主办部门审查", "协办部门会签", "汇总审核", "决定", "制证发证"],
            Outcome.GRANTED,
        ),
    ],
)
def test_a_sample_runs_as_its_name_says(name: str, answers: dict[str, str], path: list[str], outcome: Outcome) -> None:
    program = runs.load(sample(name))
    marking = runs.start(program, answers)
    taken = []
    while not marking.ended:
        step = runs.open_steps(program, marking)[0]
        taken.append(step.name)
        marking = runs.complete(program, marking, step.step_id, answers)
    assert (taken, marking.outcome) == (path, outcome)


def test_a_review_may_send_the_case_back() -> None:
    program = runs.load(sample("licence_ordinary"))
    answers = {"acceptance": "accept", "review": "return"}
    marking = runs.start(program, answers)
    for _ in range(3):
        marking = runs.complete(program, marking, runs.open_steps(program, marking)[0].step_id, answers)
    assert [step.name for step in runs.open_steps(program, marking)] == ["审查"]
