"""The pages that tell the flow of a case and of a campaign name only what exists, and leave no act out."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from qingquan.law.parameters import parameters
from qingquan.papers.words import NAMES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "qingquan"
PAGES = ("flow-of-a-case.md", "flow-of-a-campaign.md")
LINES = [line for page in PAGES for line in (ROOT / "docs" / page).read_text("utf-8").splitlines()]
TOLD = (
    "cases",
    "statutes",
    "campaign",
    "crosscheck",
    "review",
    "forfeits",
    "fees",
    "leaner",
    "deeds",
    "duties",
    "publication",
    "exchange",
    "adjustment",
)
CODE = sorted({word for line in LINES for word in re.findall(r"`([^`]+)`", line)})
TITLES = {naming.title for naming in NAMES.values()}


@cache
def functions(path: str) -> dict[str, ast.FunctionDef]:
    """The functions a file of the product defines."""
    tree = ast.parse((SOURCE / path).read_text("utf-8"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def kind_of(function: ast.FunctionDef) -> str | None:
    """The ledger kind of an act; None for any other function."""
    for mark in function.decorator_list:
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "act":
            kind = mark.args[0]
            assert isinstance(kind, ast.Constant)
            return str(kind.value)
    return None


def acts(folder: str = "") -> Iterator[tuple[str, str]]:
    """Every act below a folder: where it is, and its ledger kind."""
    for file in sorted((SOURCE / folder).rglob("*.py")):
        path = file.relative_to(SOURCE).as_posix()
        for name, function in functions(path).items():
            if "/tests/" not in path and (kind := kind_of(function)):
                yield f"{path}:{name}", kind


KINDS = {kind for _, kind in acts()}
ROOMS = {kind.partition(".")[0] for kind in KINDS}
SQL = "\n".join(file.read_text("utf-8") for file in SOURCE.rglob("sql/*.sql"))


@pytest.mark.parametrize("place", [word for word in CODE if ".py:" in word])
def test_a_function_is_where_the_page_says(place: str) -> None:
    path, _, name = place.partition(":")
    assert name in functions(path)


@pytest.mark.parametrize("path", [word for word in CODE if word.endswith(".py")])
def test_a_file_is_where_the_page_says(path: str) -> None:
    assert (SOURCE / path).is_file()


@pytest.mark.parametrize("kind", [w for w in CODE if re.fullmatch(r"[a-z]+\.[a-z_]+", w) and w.split(".")[0] in ROOMS])
def test_a_ledger_kind_is_one_that_an_act_writes(kind: str) -> None:
    assert kind in KINDS


@pytest.mark.parametrize("name", [word for word in CODE if re.fullmatch(r"(cases|papers)_[a-z_]+", word)])
def test_a_statement_is_a_function_of_the_database(name: str) -> None:
    assert re.search(rf"FUNCTION {name}\(", SQL)


@pytest.mark.parametrize("name", [w for line in LINES for w in re.findall(r"parameter `([^`]+)`", line)])
def test_a_parameter_is_one_of_the_law(name: str) -> None:
    assert name in parameters()


@pytest.mark.parametrize(("place", "kind"), [found for room in TOLD for found in acts(room)])
def test_no_act_of_these_rooms_is_left_out(place: str, kind: str) -> None:
    assert [line for line in LINES if f"`{place}`" in line and f"`{kind}`" in line]


def test_every_document_of_a_case_is_named() -> None:
    cells = {cell.strip() for line in LINES if line.startswith("|") for cell in line.split("|")}
    named = {title for cell in cells for title in re.split(r" or |, and | where the ", cell) if title in TITLES}
    assert named == TITLES
