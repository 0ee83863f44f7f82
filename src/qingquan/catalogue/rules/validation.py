"""All rules on an item's version, in one place and one order. Each rule is a function named by its code."""

from collections.abc import Callable, Iterator

from qingquan.catalogue.rules import completeness
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.problems import Problem, Surroundings
from qingquan.catalogue.rules.validation_basis import itm_01, itm_02, itm_08, itm_09, itm_18
from qingquan.catalogue.rules.validation_codes import itm_12, itm_13
from qingquan.catalogue.rules.validation_handling import (
    itm_06,
    itm_07,
    itm_10,
    itm_11,
    itm_15,
    itm_16,
    itm_17,
)
from qingquan.catalogue.rules.validation_time import itm_03, itm_04, itm_05, itm_14

RULES: dict[str, Callable[[VersionFacts, Surroundings], Iterator[Problem]]] = {
    "ITM-01": itm_01,
    "ITM-02": itm_02,
    "ITM-03": itm_03,
    "ITM-04": itm_04,
    "ITM-05": itm_05,
    "ITM-06": itm_06,
    "ITM-07": itm_07,
    "ITM-08": itm_08,
    "ITM-09": itm_09,
    "ITM-10": itm_10,
    "ITM-11": itm_11,
    "ITM-12": itm_12,
    "ITM-13": itm_13,
    "ITM-14": itm_14,
    "ITM-15": itm_15,
    "ITM-16": itm_16,
    "ITM-17": itm_17,
    "ITM-18": itm_18,
}


def validate(facts: VersionFacts, around: Surroundings) -> tuple[Problem, ...]:
    """Everything wrong with the version: first what is missing, then the rules by their codes."""
    found = list(completeness.gaps(facts))
    for rule in RULES.values():
        found += rule(facts, around)
    return tuple(found)


def blocking(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those that keep the version from being published."""
    return tuple(problem for problem in problems if problem.blocks)
