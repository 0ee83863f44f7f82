"""The handbook calls things by the names on the pages, and its links lead somewhere."""

import re
from functools import cache
from pathlib import Path

import pytest

from qingquan.catalogue.rules import validation
from qingquan.cli import COMMANDS
from qingquan.supervision.words import RULE_WORDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "qingquan"
BOOK = ROOT / "docs" / "handbook"
PAGES = sorted(page for page in BOOK.glob("*.md") if page.name != "acts.md")
NAMED = sorted({name for page in PAGES for name in re.findall(r"【([^】]+)】", page.read_text("utf-8"))})


@cache
def on_the_pages() -> str:
    """All words of all pages: templates, and the modules of both surfaces, where some buttons get their names."""
    files = [*SOURCE.glob("templates/**/*.html"), *SOURCE.glob("desk/**/*.py"), *SOURCE.glob("portal/**/*.py")]
    return "\n".join(file.read_text("utf-8") for file in files)


@pytest.mark.parametrize("name", NAMED)
def test_a_button_is_called_as_on_its_page(name: str) -> None:
    assert name in on_the_pages()


def test_every_rule_of_supervision_is_explained() -> None:
    told = set(re.findall(r"^\| ([A-Z]+-\d+) \|", (BOOK / "supervision.md").read_text("utf-8"), flags=re.MULTILINE))
    assert told == {rule.value for rule in RULE_WORDS}


def test_rules_on_items_are_called_by_codes_that_exist() -> None:
    told = set(re.findall(r"^\| (ITM-\d+) \|", (BOOK / "catalogue.md").read_text("utf-8"), flags=re.MULTILINE))
    sources = "".join(file.read_text("utf-8") for file in Path(validation.__file__).parent.glob("validation*.py"))
    assert told <= set(re.findall(r"ITM-\d+", sources))


DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_document_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_of_a_document_exists(page: Path) -> None:
    assert set(re.findall(r"\./qingquan ([a-z]+)", page.read_text("utf-8"))) <= COMMANDS.keys()


def test_the_readme_names_every_tool() -> None:
    # `manage` is Django's, `up` and `test` are the two commands, the rest are tools.
    told = (ROOT / "README.md").read_text("utf-8"), (ROOT / "README.zh.md").read_text("utf-8")
    assert [
        name for name in COMMANDS if name != "manage" and not all(f"./qingquan {name}" in page for page in told)
    ] == []
