"""Procedures for the rest of the house: load one, run it, check it, draw it, tell it.

Everything here is pure; nothing is fetched or stored. A `Marking` is all a case has to keep of its run.
"""

import hashlib
from collections.abc import Collection, Sequence
from functools import lru_cache

from qingquan.procedures.rules import checking, drawing, promises, telling
from qingquan.procedures.rules.conditions import Facts, FactValue
from qingquan.procedures.rules.findings import Finding, NotRunnable
from qingquan.procedures.rules.layout import lay_out
from qingquan.procedures.rules.marking import Marking, NotAMarking
from qingquan.procedures.rules.program import OpenStep, OpenTimer, Program
from qingquan.procedures.rules.reading import read
from qingquan.procedures.rules.run import NotOpen, Stuck, complete, fire, open_steps, open_timers, start
from qingquan.procedures.rules.stages import Stage, stages_of
from qingquan.procedures.rules.telling import StepText
from qingquan.procedures.rules.writing import write

__all__ = [
    "FactValue",
    "Facts",
    "Finding",
    "Marking",
    "NotAMarking",
    "NotOpen",
    "NotRunnable",
    "OpenStep",
    "OpenTimer",
    "Program",
    "Stage",
    "StepText",
    "Stuck",
    "check",
    "complete",
    "draw",
    "fire",
    "from_stages",
    "load",
    "longest_working_days",
    "open_steps",
    "open_timers",
    "review_levels",
    "stages_of",
    "start",
    "tell",
]


@lru_cache(maxsize=256)
def load(xml: bytes) -> Program:
    """The program of a file, remembered. Raises NotRunnable with all findings that stand in the way.

    Only what running needs is asked here: a procedure once published must go on running for its cases.
    """
    return checking.program_of(read(xml), hashlib.sha256(xml).hexdigest())


def check(
    xml: bytes,
    *,
    promised_working_days: int | None = None,
    max_review_levels: int = checking.MOST_REVIEW_LEVELS,
) -> list[Finding]:
    """Everything wrong with a file, most basic first; empty when it may be published. Never raises for a bad file."""
    return checking.check(xml, promised_working_days=promised_working_days, max_review_levels=max_review_levels)


def draw(xml: bytes, *, current: Collection[str] = (), done: Collection[str] = ()) -> str:
    """The flowchart as SVG; `current` and `done` are step ids. Raises NotRunnable when there is nothing to draw."""
    identity = f"q{hashlib.sha256(xml).hexdigest()[:8]}"
    return drawing.draw(read(xml), identity=identity, current=current, done=done)


def tell(xml: bytes) -> list[StepText]:
    """The flowchart in words, one row for the start and each step. Raises NotRunnable."""
    return telling.tell(read(xml))


def from_stages(stages: Sequence[Stage], name: str) -> bytes:
    """A BPMN file laid out from a plain list of stages."""
    return write(lay_out(stages, name))


def longest_working_days(xml: bytes) -> int:
    """The limits along the longest path, in working days. Raises NotRunnable."""
    return promises.longest_working_days(read(xml)).total


def review_levels(xml: bytes) -> int:
    """The most levels of review a case may pass before its decision, measured on the diagram. Raises NotRunnable."""
    return promises.most_review_levels(read(xml)).total
