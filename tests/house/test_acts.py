"""Every act is in the handbook, and the handbook names no other."""

import importlib
import re
from functools import cache
from pathlib import Path

import pytest

from qingquan.ledger.acts import ACTS
from qingquan.places.words import Role
from tests.house.statutes import unknown

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
PAGE = (ROOT / "docs" / "handbook" / "acts.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([a-z_.]+)` \|([^|]+)\|([^|]+)\|([^|]*)\|([^|]+)\|$", re.MULTILINE)
LEAST_ACTS = 50
OTHERS = ("系统", "申请人", "代理人", "流程图上写明的岗位", "岗位", "运维人员", "上传的人", "人民政府", "窗口")


@cache
def kinds() -> frozenset[str]:
    """The kinds of all acts there are; tests' own acts are none of the product's."""
    for file in SOURCE.rglob("*.py"):
        if "tests" not in file.parts and re.search(r"^@act\(", file.read_text(encoding="utf-8"), re.MULTILINE):
            importlib.import_module(".".join(file.relative_to(SOURCE).with_suffix("").parts))
    return frozenset(act.kind for act in ACTS.values() if ".tests." not in act.name and act.name.startswith("qingquan"))


def test_the_handbook_lists_every_act_and_no_other() -> None:
    assert len(kinds()) >= LEAST_ACTS
    told = [row[0] for row in ROW.findall(PAGE)]
    assert sorted(told) == sorted(kinds())


@pytest.mark.parametrize("row", ROW.findall(PAGE), ids=lambda row: str(row[0]))
def test_an_act_in_the_handbook_says_who_by_what_and_what_remains(row: tuple[str, ...]) -> None:
    _, name, who, basis, left = (cell.strip() for cell in row)
    assert name and left
    assert any(word in who for word in (*(role.label for role in Role), *OTHERS))
    assert unknown(basis) == []


def test_every_act_says_in_a_sentence_what_it_does() -> None:
    kinds()
    assert [act.name for act in ACTS.values() if len(act.says) < 20] == []
