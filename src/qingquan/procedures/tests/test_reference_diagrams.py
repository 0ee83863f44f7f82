"""The interchange group's reference diagrams: each is drawn, and refused for running with its reasons named."""

from collections import Counter
from pathlib import Path

import pytest

from qingquan.procedures import runs
from qingquan.procedures.tests.pictures import outside, parsed

DIAGRAMS = Path(__file__).resolve().parents[5] / "shared" / "data" / "bpmn" / "miwg_reference"
pytestmark = pytest.mark.skipif(not DIAGRAMS.exists(), reason="needs the reference diagrams beside the checkout")

# Kinds of finding by diagram, with how many. None of the eight has posts or limits, so none may run.
REFUSED = {
    "A.1.0": {"no_post": 3, "no_limit": 3, "no_kind": 3},
    "A.2.0": {"no_post": 4, "no_limit": 4, "no_kind": 4},
    "A.2.1": {"no_post": 4, "no_limit": 4, "no_kind": 4},
    "A.3.0": {"unsupported": 2, "no_post": 4, "no_limit": 4, "no_kind": 4},
    "A.4.0": {"two_processes": 1, "no_post": 6, "no_limit": 6, "no_kind": 6},
    "A.4.1": {"two_processes": 1, "no_post": 6, "no_limit": 6, "no_kind": 6},
    "C.1.0": {"two_processes": 1, "unsupported": 7, "no_post": 8, "no_limit": 8, "no_kind": 8},
    "C.1.1": {"unsupported": 1, "no_post": 4, "no_limit": 4, "no_kind": 4},
}
DRAWN = {"A.1.0": 5, "A.2.0": 8, "A.2.1": 8, "A.3.0": 10, "A.4.0": 17, "A.4.1": 17, "C.1.0": 21, "C.1.1": 13}


def read(name: str) -> bytes:
    return (DIAGRAMS / f"{name}.bpmn").read_bytes()


@pytest.mark.parametrize("name", REFUSED)
def test_a_reference_diagram_is_refused_by_name(name: str) -> None:
    findings = runs.check(read(name))
    codes = Counter(found.code for found in findings)
    assert {code: codes[code] for code in REFUSED[name]} == REFUSED[name]
    assert all(found.element_id for found in findings)
    with pytest.raises(runs.NotRunnable):
        runs.load(read(name))


@pytest.mark.parametrize("name", DRAWN)
def test_a_reference_diagram_is_drawn_whole(name: str) -> None:
    svg = runs.draw(read(name))
    groups = [part.get("class") or "" for part in parsed(svg).iter("{http://www.w3.org/2000/svg}g")]
    assert sum(css.startswith("q-node") for css in groups) == DRAWN[name]
    assert not outside(svg)
    assert runs.tell(read(name))


def test_all_eight_are_here() -> None:
    assert sorted(path.stem for path in DIAGRAMS.glob("*.bpmn")) == sorted(REFUSED) == sorted(DRAWN)
