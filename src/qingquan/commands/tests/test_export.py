"""`qingquan export catalogue`, as it is called."""

import argparse
import csv
import hashlib
import json
from pathlib import Path

import pytest
from django.utils import timezone

from qingquan.commands import Mistake, export
from qingquan.exchange import files
from qingquan.exchange.words import FileKind
from qingquan.publication.models import Batch
from qingquan.publication.tests.cast import Cast, at, gather


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    export.add_arguments(parser)
    return export.run(parser.parse_args(["catalogue", *words]))


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(timezone, "now", at)
    cast = gather()
    cast.published(cast.licence(1), cast.licence(2))
    return cast


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("form", "begins"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF"), ("json", b"{")]
)
def test_a_batch_is_written_in_every_form(form: str, begins: bytes, tmp_path: Path) -> None:
    out = tmp_path / f"batch.{form}"
    assert call("--as", form, "--catalogue", "licence_approval", "--out", str(out)) == 0
    assert out.read_bytes().startswith(begins)


@pytest.mark.usefixtures("cast")
def test_the_json_is_what_was_announced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "batch.json"
    assert call("--as", "json", "--batch", "XK2026-01", "--out", str(out), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest() == Batch.objects.get().sha256


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("kind", list(FileKind))
def test_items_are_written_in_the_standards_fields_and_what_does_not_fit_is_told(
    kind: FileKind, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, report = tmp_path / f"items.{kind.value}", tmp_path / "report.csv"
    assert call("--as", "gbt39046", "--out", str(out), "--report", str(report)) == 0
    rows = files.read(out.read_bytes(), kind)
    assert [row.fields["name"] for row in rows] == ["取水许可之1", "取水许可之2"]
    assert "实施编码（an..24）2 处" in capsys.readouterr().out
    told = list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines()))
    assert [line[1] for line in told[1:]].count("基本编码") == 2


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--as", "pdf", "--out", "x.pdf"), "请用 --batch"),
        (("--as", "pdf", "--batch", "XK2026-09", "--out", "x.pdf"), "没有公布过批次"),
        (("--as", "pdf", "--catalogue", "penalty", "--out", "x.pdf"), "还没有公布过"),
        (("--as", "gbt39046", "--out", "x.xlsx"), "扩展名应为"),
        (("--as", "csv", "--catalogue", "licence_approval", "--out", "/nowhere/x.csv"), "写不了"),
    ],
)
def test_a_wrong_question_is_one_clear_line(words: tuple[str, ...], why: str) -> None:
    with pytest.raises(Mistake, match=why):
        call(*words)
