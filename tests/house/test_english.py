"""The portal's English is whole: no text of its pages, and no word shown on them, is without a translation."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

import qingquan
from qingquan.cases.rules import clocks
from qingquan.cases.words import Stage
from qingquan.catalogue import words
from qingquan.languages import ENGLISH, entries
from qingquan.papers.words import NAMES
from qingquan.people.words import ApplicantKind, IdType
from qingquan.places.words import HallLevel
from qingquan.portal import progress, shelves

HERE = Path(qingquan.__file__).parent
PAGES = ("portal/**/*.html", "account/**/*.html", "mfa/**/*.html", "parts/*.html", "layout/[bfp]*.html", "[45]*.html")
ENUMS = (
    words.PowerType,
    words.MaterialNeed,
    words.MaterialMedium,
    words.ResultKind,
    words.DeliveryWay,
    words.ServiceObject,
    words.PowerSource,
    HallLevel,
    ApplicantKind,
    IdType,
)


def said_on_pages() -> Iterator[str]:
    """Every text a template asks to be translated."""
    reader = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for pattern in PAGES:
        for page in (HERE / "templates").glob(pattern):
            for _, _, found in reader.extract_translations(  # type: ignore[attr-defined]
                page.read_text(encoding="utf-8")
            ):
                text = found[0] if isinstance(found, tuple) else found
                if text:
                    yield text


def said_by_views() -> Iterator[str]:
    """Every text a view says."""
    for module in (HERE / "portal").glob("*.py"):
        for call in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            said = isinstance(call, ast.Call) and getattr(call.func, "id", "") == "say"
            if said and isinstance(call, ast.Call) and isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value)


def shown_words() -> Iterator[str]:
    """Words of code lists that pages show."""
    for enum in ENUMS:
        yield from (member.label for member in enum)
    yield from (naming.title for naming in NAMES.values())
    yield from progress.SENTENCES.values()
    yield from (stage.label for stage in (Stage.NOT_REQUIRED, Stage.REJECTED, Stage.WITHDRAWN, Stage.TERMINATED))
    yield from (*shelves.LIFE_EVENTS, *shelves.SUBJECT_ICONS)


@pytest.mark.parametrize("texts", [said_on_pages, said_by_views, shown_words], ids=lambda texts: str(texts.__name__))
def test_every_text_has_its_english(texts: object) -> None:
    known = entries(ENGLISH)
    missing = sorted({text for text in texts() if text not in known})  # type: ignore[operator]
    assert missing == []


def test_names_in_a_text_are_the_same_in_both_languages() -> None:
    for chinese, english in entries(ENGLISH).items():
        assert sorted(named(chinese)) == sorted(named(english)), chinese


def named(text: str) -> list[str]:
    return [part.split(")")[0] for part in text.split("%(")[1:]]


def test_the_file_is_read_as_gettext_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "en.po"
    file.write_text('msgid ""\nmsgstr "Language: en\\n"\n\n# says\nmsgid "甲"\n"乙"\nmsgstr ""\n"A \\"B\\""\n', "utf-8")
    assert entries(file) == {"甲乙": 'A "B"'}


def test_the_clocks_are_named_in_english() -> None:
    known = entries(ENGLISH)
    named_clocks = ["受理审查期限", "法定办结期限", "承诺办结期限", "送达期限"]
    source = Path(clocks.__file__).read_text(encoding="utf-8")
    assert all(f'"{text}"' in source and text in known for text in named_clocks)
