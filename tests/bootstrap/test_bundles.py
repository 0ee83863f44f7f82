import json
from enum import StrEnum
from pathlib import Path

import pytest

from qingquan.places.words import Role
from qingquan.procedures.words import NAMESPACE, DayUnit, FactType, FlowNode, Outcome, StepKind
from qingquan.server import bundles, places

EDITOR = (places.checkout() or Path()) / "bundles" / "bpmn-editor"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("post", Role),
        ("kind", StepKind),
        ("node", FlowNode),
        ("outcome", Outcome),
        ("unit", DayUnit),
        ("factType", FactType),
    ],
)
def test_the_editor_offers_exactly_the_words_the_check_knows(name: str, words: type[StrEnum]) -> None:
    offered = json.loads((EDITOR / "words.json").read_text(encoding="utf-8"))[name]
    assert offered == {word.value: word.label for word in words}  # type: ignore[attr-defined]


def test_the_editor_writes_the_namespace_the_check_reads() -> None:
    assert json.loads((EDITOR / "moddle.json").read_text(encoding="utf-8"))["uri"] == NAMESPACE


def test_bundles_are_built_again_when_a_source_or_the_lock_changes(tmp_path: Path) -> None:
    (tmp_path / "bundles").mkdir()
    (tmp_path / "bundles" / "one.js").write_text("1")
    (tmp_path / "package-lock.json").write_text("{}")
    built = tmp_path / "src" / "qingquan" / "static" / "built"
    built.mkdir(parents=True)
    assert not bundles.is_built(tmp_path)
    stamp = bundles.fingerprint(tmp_path / "package-lock.json", tmp_path / "bundles" / "one.js")
    (built / "stamp").write_text(stamp)
    assert bundles.is_built(tmp_path)
    assert not bundles.build(tmp_path)
    (tmp_path / "package-lock.json").write_text("{ }")
    assert not bundles.is_built(tmp_path)
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "bundles" / "two.js").write_text("2")
    assert not bundles.is_built(tmp_path)
