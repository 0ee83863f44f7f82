"""Every article cited by rules, pages, papers and documents stands in a file of law, or was looked up and listed."""

from pathlib import Path

import pytest

from tests.house.statutes import SOURCE, cited, unknown

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = [
    file
    for folder, ending in [(SOURCE, "py"), (SOURCE, "html"), (SOURCE, "typ"), (SOURCE, "sql"), (ROOT / "docs", "md")]
    for file in sorted(folder.rglob(f"*.{ending}"))
    if "tests" not in file.parts and cited(file.read_text(encoding="utf-8"))
]
LEAST_FILES = 40


def test_there_are_citations_to_check() -> None:
    assert len(WRITTEN) >= LEAST_FILES


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_is_cited_is_known(file: Path) -> None:
    assert unknown(file.read_text(encoding="utf-8")) == []


def test_a_wrong_article_is_noticed() -> None:
    assert unknown("依照《行政许可法》第四十二条、第九百条第一款办理") == [("行政许可法", "第九百条")]
