"""The words of the code and the words of the county are bound in one list."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from qingquan.cases.words import Stage

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| ([^|]+) \| `([A-Za-z_]+)` \|")


def terms() -> dict[str, str]:
    """English identifier → Chinese term, as the glossary has them."""
    rows = (ROW.match(line) for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines())
    return {row[2]: row[1].strip() for row in rows if row}


def own_models() -> list[tuple[str, str]]:
    return [
        (model.__name__, str(model._meta.verbose_name))
        for model in apps.get_models()
        if model.__module__.startswith("qingquan.")
    ]


@pytest.mark.parametrize(("name", "chinese"), own_models(), ids=lambda value: value)
def test_every_table_is_in_the_glossary_under_the_name_people_read(name: str, chinese: str) -> None:
    assert terms().get(name) == chinese


@pytest.mark.parametrize("stage", list(Stage), ids=lambda stage: stage.value)
def test_every_stage_of_a_case_is_in_the_glossary(stage: Stage) -> None:
    assert terms().get(stage.value) == stage.label
