"""Every form a batch is given out in says all that a published catalogue must say of itself and of each item."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import unescape
from typing import cast as typed

import pytest
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.rules.parts import Fee, Span
from qingquan.catalogue.tests.examples import LAW
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.words import ForfeitKind
from qingquan.publication.models import Batch
from qingquan.publication.rules.numbers import edition_day
from qingquan.publication.rules.rows import LABELS
from qingquan.publication.tests.cast import SECOND, TODAY, Cast, at, gather

pytestmark = pytest.mark.django_db
NUMBER = "XK2026-02"
ASKED = (
    "code",
    "name",
    "power_type",
    "bases",
    "organ",
    "subject",
    "level",
    "process",
    "flowchart",
    "legal_limit",
    "promise",
    "fees",
    "supervise_phone",
)
"""What a catalogue prints of each power: code, name, type, basis, subject, level, process, time, fee, phone."""
Told = Mapping[str, str]
"""By the code of an item everything a form says of it, as one text."""


@pytest.fixture
def batch() -> Batch:
    """A second batch of licences: one kept, one new, one cancelled, one given up, one withdrawn in between."""
    cast = gather()
    versions = [cast.licence(number, **own(number)) for number in (1, 2, 3, 4)]
    cast.published(*versions)
    for version in versions:
        version.refresh_from_db()
    _, cancelled, given_up, withdrawn = versions
    found_given_up(cast, given_up.item)
    catalogue.withdraw(withdrawn, from_on=date(2026, 3, 10), reason="国务院取消", by=cast.government, at=at())
    cast.published(cast.licence(5, **own(5)), from_on=SECOND, ending=[(cancelled, "法律修改，不再设定")])
    return Batch.objects.get(number=NUMBER)


def own(number: int) -> dict[str, object]:
    """Words that no other item says, so that one cannot be taken for another."""
    return {
        "fees": (Fee(name=f"工本费{number}", standard=f"{number}0 元", basis=LAW, listed_as="1"),),
        "supervise_phones": (f"0990-8120{number}",),
        "promise": Span(20 + number),
    }


def found_given_up(cast: Cast, item: object) -> None:
    """The finding that an item was concealed."""
    forfeits.forfeit(
        item,  # type: ignore[arg-type]
        kind=ForfeitKind.CONCEALED,
        found_on=TODAY,
        reason="财政票据显示仍在收费。",
        document_no="清审改办〔2026〕3号",
        by=cast.office,
        at=at(),
    )


def file(form: str) -> bytes:
    """One download as a visitor gets it."""
    answer = Client().get(f"/batches/{NUMBER}/{form}/")
    assert answer.status_code == 200, form
    return bytes(answer.content)


def of_json(which: str) -> Told:
    """Every value of each item, from the data that is signed."""
    told = json.loads(file("json"))[which]
    return {row["code"]: joined(map(str, row.values())) for row in told}


def of_csv(which: str) -> Told:
    """Every cell of each line, of the lines in that state."""
    said = {"items": "列入目录", "ended": "退出目录"}[which]
    lines = csv.DictReader(io.StringIO(file("csv").decode("utf-8-sig")))
    return {line["事项编码"]: joined(line.values()) for line in lines if line["状态"] == said}


def of_xlsx(which: str) -> Told:
    """Every cell of each row of the sheet."""
    sheet = typed(Worksheet, load_workbook(io.BytesIO(file("xlsx")))[{"items": "目录", "ended": "退出目录"}[which]])
    rows = sheet.iter_rows(min_row=2, values_only=True)
    names = next(rows)
    assert set(LABELS.values()) <= set(names), "every column says what it is"
    return {str(row[names.index("事项编码")]): joined(map(str, filter(None, row))) for row in rows}


def of_pdf(which: str) -> Told:
    """What is printed under the code of each item, in the catalogue or in the table of what left it."""
    text = joined(page.extract_text() for page in PdfReader(io.BytesIO(file("pdf"))).pages)
    listed, _, left = text.partition("退出目录的事项(")
    return under_codes({"items": listed, "ended": left}[which])


def of_page(which: str) -> Told:
    """What a reader sees of each item on the announcement's page, with where its links lead."""
    page = Client().get(f"/batches/{NUMBER}/").content.decode()
    left, listed = page[page.index("退出目录的事项") :].split("</section>", 1)
    shown = {"items": listed, "ended": left}[which]
    linked = re.sub(r'<a href="([^"]+)"', r"\1 <a ", shown)
    return under_codes(joined([unescape(re.sub(r"<[^>]+>", " ", linked))]))


def under_codes(text: str) -> Told:
    """A text cut at the names: each item begins with its name, its code follows."""
    pieces = re.split(r"(?=取水许可之\d)", text)
    # The organ stands above its items.
    organ = "清泉县水利局" if "清泉县水利局" in text else ""
    return {
        found[0]: organ + piece for piece in pieces if (found := re.search(r"11990101000001011C4000119\d{6}", piece))
    }


def joined(parts: Iterable[str]) -> str:
    """Without what only lays text out."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", "|".join(parts)))


FORMS: dict[str, Callable[[str], Told]] = {
    "json": of_json,
    "csv": of_csv,
    "xlsx": of_xlsx,
    "pdf": of_pdf,
    "page": of_page,
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_every_element_of_every_item(batch: Batch, form: str) -> None:
    told = FORMS[form]("items")
    rows = {item.code: item.row for item in batch.items.filter(part__in=["new", "kept"])}
    assert told.keys() == rows.keys()
    assert len(rows) == 2
    for code, row in rows.items():
        for name in ASKED:
            assert row[name], f"the example leaves {name} empty"
            assert joined([row[name]]) in told[code], f"{form} does not say {LABELS[name]}"


@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_what_left_the_catalogue_since_when_and_why(batch: Batch, form: str) -> None:
    told = FORMS[form]("ended")
    assert len(told) == 3
    for name, outcome, day, why in (
        ("取水许可之2", "取消", SECOND, "法律修改，不再设定"),
        ("取水许可之3", "停止实施", TODAY, "清审改办〔2026〕3号"),
        ("取水许可之4", "取消", date(2026, 3, 10), "国务院取消"),
    ):
        said = next(text for text in told.values() if name in text)
        assert outcome in said
        assert joined([why]) in said
        assert day.isoformat() in said or edition_day(day) in said, form


@pytest.mark.parametrize("form", ["json", "xlsx", "pdf", "page"])
def test_each_form_says_what_a_batch_must_say_of_itself(batch: Batch, form: str) -> None:
    text = whole(form)
    for said in (
        NUMBER,
        "行政许可和非行政许可审批目录",
        "清府发〔2026〕3号",
        "县政府第5次常务会议",
        "政府网站",
        "12345",
        *(outcome for outcome in ("保留", "新增", "取消", "停止实施")),
    ):
        assert joined([said]) in text, said
    for day in (TODAY, SECOND, date(2027, 3, 2)):
        assert day.isoformat() in text or edition_day(day) in text, day
    # A text cannot hold its own digest: the others name that of the data.
    assert (batch.sha256 in text) is (form != "json")


def test_a_table_for_programs_names_its_batch_and_its_document_on_every_line(batch: Batch) -> None:
    lines = list(csv.DictReader(io.StringIO(file("csv").decode("utf-8-sig"))))
    assert {(line["批次号"], line["公布文号"]) for line in lines} == {(NUMBER, "清府发〔2026〕3号")}
    assert [line["序号"] for line in lines] == ["1", "2", "3", "4", "5"]
    assert {line["退出的批次"] for line in lines if line["状态"] == "退出目录"} == {NUMBER}
    assert {line["不再施行之日"] for line in lines if line["状态"] == "列入目录"} == {""}


def whole(form: str) -> str:
    """All a form says."""
    if form == "page":
        return joined([unescape(re.sub(r"<[^>]+>", "", Client().get(f"/batches/{NUMBER}/").content.decode()))])
    if form == "pdf":
        return joined(page.extract_text() for page in PdfReader(io.BytesIO(file("pdf"))).pages)
    if form == "xlsx":
        sheets = typed("list[Worksheet]", load_workbook(io.BytesIO(file("xlsx"))).worksheets)
        cells = (cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
        return joined(map(str, filter(None, cells)))
    return joined([file("json").decode()])


def test_a_first_batch_has_nothing_that_left(db: None) -> None:
    cast = gather()
    first = cast.published(cast.licence(1))
    book = load_workbook(io.BytesIO(Client().get(f"/batches/{first.number}/xlsx/").content))
    assert typed(Worksheet, book["退出目录"])["A1"].value == "XK2026-01没有退出目录的事项"
    assert "退出目录" not in Client().get(f"/batches/{first.number}/").content.decode()
