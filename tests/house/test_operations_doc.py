"""What the operator's page says of the environment and the worker is what the code does."""

import re
from pathlib import Path

from qingquan.worker import LOOKS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text("utf-8")
NAMED = re.compile(r"QINGQUAN_([A-Z_]+)")
ASKED = re.compile(
    r'environment\.(?:text|flag|whole|words)\(\s*"([A-Z_]+)"|(?<![.\w])(?:text|flag|whole|words)\("([A-Z_]+)"'
)


def used() -> set[str]:
    """The variables the product reads, by their whole name or through the helpers of `environment`."""
    files = [*(ROOT / "src" / "qingquan").rglob("*.py"), ROOT / "qingquan"]
    texts = [file.read_text("utf-8") for file in files if "tests" not in file.parts]
    helped = {first or second for text in texts for first, second in ASKED.findall(text)}
    return helped | {name for text in texts for name in NAMED.findall(text)}


def table(heading: str) -> set[str]:
    """The first cells of the table below a heading."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE))


def test_the_table_of_variables_has_every_variable_and_no_other() -> None:
    assert table("Environment variables") == {f"QINGQUAN_{name}" for name in used()}


def test_the_table_of_looks_has_every_look_of_the_worker_and_no_other() -> None:
    assert table("The worker") == set(LOOKS)
