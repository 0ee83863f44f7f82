"""Spreadsheets both ways: what is right goes in whole, what is wrong is named by its cell and nothing goes in."""

import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qingquan.campaign import acts
from qingquan.campaign.models import OrganReport, ReportedItem, TakenSheet
from qingquan.campaign.reading.workbooks import report_workbook, returned_workbook
from qingquan.campaign.sheets import apart
from qingquan.campaign.sheets.apart import open_sheet
from qingquan.campaign.sheets.shape import FIRST_ROW, HEADING_ROW, LETTERS, MOST_ROWS, SHEET
from qingquan.campaign.tests.books import GOOD, bent, new_row, put, saved
from qingquan.campaign.tests.cast import Cast, at, gather, plain
from qingquan.campaign.words import ItemOrigin, SheetOutcome
from qingquan.catalogue.rules.parts import Span
from qingquan.law import Refused
from qingquan.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def report(cast: Cast) -> OrganReport:
    return cast.report()


def take(cast: Cast, report: OrganReport, raw: bytes, *, only_right: bool = False) -> TakenSheet:
    opened = open_sheet(raw, "申报.xlsx")
    return acts.take_sheet(
        report, opened, name="申报.xlsx", sha256="0" * 64, only_right=only_right, by=cast.administrator, at=at()
    )


def said(sheet: TakenSheet) -> dict[str, str]:
    return {each["at"]: each["words"] for each in sheet.findings if each["blocks"]}


def test_the_template_has_drop_downs_and_the_organs_rows(cast: Cast, report: OrganReport) -> None:
    row = cast.entered(report)
    book = load_workbook(BytesIO(report_workbook(report)))
    sheet = book[SHEET]
    assert sheet["A2"].value.startswith(f"{report.subject} {cast.water.name}")
    assert sheet[f"A{FIRST_ROW}"].value == f"R{row.pk}-1"
    assert sheet[f"{LETTERS['name']}{FIRST_ROW}"].value == "取水许可"
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert {LETTERS["power_type"], LETTERS["promise_unit"], LETTERS["online"]} <= {
        "".join(char for char in str(rule.sqref).split(":")[0] if char.isalpha()) for rule in lists
    }
    assert book["选项"].sheet_state == "hidden"


def test_a_sheet_that_comes_back_untouched_changes_nothing(cast: Cast, report: OrganReport) -> None:
    cast.entered(report)
    sheet = take(cast, report, bent(report))
    assert (sheet.outcome, sheet.counts["unchanged"]) == (SheetOutcome.TAKEN, 1)
    assert ReportedItem.objects.get().revision == 1


def test_new_rows_enter_and_changed_rows_change(cast: Cast, report: OrganReport) -> None:
    cast.entered(report)

    def bend(sheet: Worksheet) -> None:
        put(sheet, FIRST_ROW, promise=15)
        new_row(sheet, FIRST_ROW + 1)

    sheet = take(cast, report, bent(report, bend))
    assert sheet.outcome == SheetOutcome.TAKEN
    assert (sheet.counts["entered"], sheet.counts["changed"]) == (1, 1)
    old, new = ReportedItem.objects.order_by("pk")
    assert (old.facts().promise, old.revision) == (Span(15), 2)
    # What the sheet does not show stays as it was.
    assert old.facts().refuse_conditions == plain().refuse_conditions
    assert (new.name, new.origin, new.code) == (GOOD["name"], ItemOrigin.SHEET, "XZ-013-0001")
    assert Entry.objects.get(kind="campaign.sheet_taken").facts["entered"] == 1


def bad_type(sheet: Worksheet) -> None:
    new_row(sheet, power_type="行政审批许可")


def no_name(sheet: Worksheet) -> None:
    new_row(sheet, name=None)


def day_in_a_number(sheet: Worksheet) -> None:
    new_row(sheet, promise=date(2026, 1, 2))


def day_as_text(sheet: Worksheet) -> None:
    new_row(sheet, promise="2026-1-2")


def words_in_a_number(sheet: Worksheet) -> None:
    new_row(sheet, promise="尽快")


def formula(sheet: Worksheet) -> None:
    new_row(sheet, promise="=5+5")


def error_value(sheet: Worksheet) -> None:
    new_row(sheet, duty="#REF!")
    sheet[f"{LETTERS['duty']}{FIRST_ROW}"].data_type = "e"


def number_for_a_code(sheet: Worksheet) -> None:
    new_row(sheet, code=11990101000001011)


def strange_code(sheet: Worksheet) -> None:
    new_row(sheet, code="取水-1")


def no_statute(sheet: Worksheet) -> None:
    new_row(sheet, legal_bases="按照上级要求办理")


def foreign_key(sheet: Worksheet) -> None:
    new_row(sheet, row="R999999-1")


def too_long_a_text(sheet: Worksheet) -> None:
    new_row(sheet, name="字" * 5000)


def too_long_a_name(sheet: Worksheet) -> None:
    new_row(sheet, name="字" * 301)


def too_long_a_duty(sheet: Worksheet) -> None:
    new_row(sheet, duty="字" * 501)


@pytest.mark.parametrize(
    ("bend", "key", "words"),
    [
        (bad_type, "power_type", "下拉框"),
        (no_name, "name", "没有事项名称"),
        (day_in_a_number, "promise", "当成了日期"),
        (day_as_text, "promise", "是日期，不是数字"),
        (words_in_a_number, "promise", "不是整数"),
        (formula, "promise", "选择性粘贴为数值"),
        (error_value, "duty", "公式算错"),
        (number_for_a_code, "code", "后几位已经丢失"),
        (strange_code, "code", "字母、数字、连字符以外"),
        (no_statute, "legal_bases", "找不到法律文件名称"),
        (foreign_key, "row", "不是本机关这次申报里的"),
        (too_long_a_text, "name", "超过 4000 个字"),
        (too_long_a_name, "name", "最多 300 个"),
        (too_long_a_duty, "duty", "最多 500 个"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_wrong_cell_is_named_and_nothing_goes_in(
    cast: Cast, report: OrganReport, bend: Callable[[Worksheet], None], key: str, words: str
) -> None:
    def both(sheet: Worksheet) -> None:
        bend(sheet)
        new_row(sheet, FIRST_ROW + 1, name="没有问题的一项")

    sheet = take(cast, report, bent(report, both))
    assert sheet.outcome == SheetOutcome.REFUSED
    assert words in said(sheet)[f"{SHEET}!{LETTERS[key]}{FIRST_ROW}"]
    assert not ReportedItem.objects.exists()


def test_full_width_digits_are_numbers(cast: Cast, report: OrganReport) -> None:
    take(cast, report, bent(report, lambda sheet: new_row(sheet, promise="１０", cases_last_year="１２")))
    row = ReportedItem.objects.get()
    assert (row.facts().promise, row.cases_last_year) == (Span(10), 12)


def test_merged_cells_are_named(cast: Cast, report: OrganReport) -> None:
    def bend(sheet: Worksheet) -> None:
        new_row(sheet)
        new_row(sheet, FIRST_ROW + 1)
        sheet.merge_cells(f"{LETTERS['duty']}{FIRST_ROW}:{LETTERS['duty']}{FIRST_ROW + 1}")

    sheet = take(cast, report, bent(report, bend), only_right=True)
    assert sheet.outcome == SheetOutcome.REFUSED
    assert "合并单元格" in said(sheet)[f"{SHEET}!{LETTERS['duty']}{FIRST_ROW}"]


def test_a_code_twice_is_named_at_both_places(cast: Cast, report: OrganReport) -> None:
    def bend(sheet: Worksheet) -> None:
        for line in (FIRST_ROW, FIRST_ROW + 1):
            new_row(sheet, line, code="990101SL-XK-0001")

    sheet = take(cast, report, bent(report, bend))
    for line in (FIRST_ROW, FIRST_ROW + 1):
        assert f"第 {FIRST_ROW}、{FIRST_ROW + 1} 行" in said(sheet)[f"{SHEET}!{LETTERS['code']}{line}"]


def test_a_missing_column_is_named(cast: Cast, report: OrganReport) -> None:
    def bend(sheet: Worksheet) -> None:
        new_row(sheet)
        sheet[f"{LETTERS['promise']}{HEADING_ROW}"].value = "办结天数"

    sheet = take(cast, report, bent(report, bend), only_right=True)
    assert "承诺时限" in said(sheet)[f"{SHEET}!A{HEADING_ROW}"]
    assert not ReportedItem.objects.exists()


def test_only_the_right_rows_go_in_when_one_says_so(cast: Cast, report: OrganReport) -> None:
    def bend(sheet: Worksheet) -> None:
        new_row(sheet, power_type="别的")
        new_row(sheet, FIRST_ROW + 1)

    sheet = take(cast, report, bent(report, bend), only_right=True)
    assert (sheet.outcome, sheet.counts["entered"], sheet.counts["left"]) == (SheetOutcome.PARTLY, 1, 1)
    assert ReportedItem.objects.count() == 1


def test_the_returned_file_corrected_and_sent_again_goes_in(cast: Cast, report: OrganReport) -> None:
    cast.entered(report)

    def bend(sheet: Worksheet) -> None:
        put(sheet, FIRST_ROW, promise="很快")
        new_row(sheet, FIRST_ROW + 2, promise_unit="刻钟")

    first = take(cast, report, bent(report, bend), only_right=False)
    book = load_workbook(BytesIO(returned_workbook(first)))
    sheet = book[SHEET]
    comment = sheet[f"{LETTERS['promise']}{FIRST_ROW}"].comment
    assert comment is not None
    assert "不是整数" in comment.text
    assert "刻钟" in str(sheet[f"{LETTERS['promise_unit']}{FIRST_ROW + 2}"].comment)
    put(sheet, FIRST_ROW, promise=12)
    put(sheet, FIRST_ROW + 2, promise_unit="工作日")
    second = take(cast, report, saved(book))
    assert (second.outcome, second.counts["entered"], second.counts["changed"]) == (SheetOutcome.TAKEN, 1, 1)
    assert ReportedItem.objects.get(code=plain().code).facts().promise == Span(12)
    # The file it now gives back knows the new row by its key.
    third = take(cast, report, returned_workbook(second))
    assert (third.outcome, third.counts["unchanged"]) == (SheetOutcome.TAKEN, 2)


def test_what_was_changed_on_the_page_meanwhile_is_not_written_over(cast: Cast, report: OrganReport) -> None:
    row = cast.entered(report)
    raw = bent(report, lambda sheet: put(sheet, FIRST_ROW, promise=12))
    acts.change_item(row, plain(promise=Span(20)), expected=1, by=cast.administrator, at=at())
    sheet = take(cast, report, raw)
    assert "导出之后已经在系统里修改过" in said(sheet)[f"{SHEET}!A{FIRST_ROW}"]
    assert ReportedItem.objects.get().facts().promise == Span(20)


def test_a_row_without_its_key_does_not_overwrite_by_its_code(cast: Cast, report: OrganReport) -> None:
    cast.entered(report)
    sheet = take(cast, report, bent(report, lambda sheet: put(sheet, FIRST_ROW, row=None, promise=12)))
    assert "已经在申报里" in said(sheet)[f"{SHEET}!{LETTERS['code']}{FIRST_ROW}"]


def test_rows_left_out_of_the_sheet_stay_reported_and_are_counted(cast: Cast, report: OrganReport) -> None:
    cast.entered(report)
    sheet = take(cast, report, bent(report, lambda sheet: sheet.delete_rows(FIRST_ROW)))
    assert sheet.counts["not_in_sheet"] == 1
    assert ReportedItem.objects.count() == 1


def test_another_organs_sheet_is_refused(cast: Cast, report: OrganReport) -> None:
    forest = OrganReport.objects.get(campaign=report.campaign, organ=cast.forest)
    with pytest.raises(Refused, match="不是清泉县水利局这次申报的表格"):
        take(cast, report, report_workbook(forest))


def test_nothing_is_taken_into_a_signed_report(cast: Cast, report: OrganReport) -> None:
    raw = bent(report, new_row)
    cast.signed(report)
    with pytest.raises(Refused, match="已经签字"):
        take(cast, report, raw)


def wrong_sheet() -> bytes:
    book = Workbook()
    book.worksheets[0].append(["名称", "类型"])
    return saved(book)


def not_a_workbook() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("readme.txt", "您好")
    return out.getvalue()


def broken() -> bytes:
    return wrong_sheet()[:-200]


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (80 * 1024 * 1024))
    return out.getvalue()


def locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (wrong_sheet, "没有名为“申报事项”的工作表（现有：Sheet）"),
        (not_a_workbook, "压缩包而不是"),
        (broken, "损坏"),
        (bomb, "展开后超过 60 MB"),
        (locked, "去掉密码"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "旧版 .xls"),
        (lambda: b"%PDF-1.7 ", "不是 XLSX 表格"),
        (lambda: b"", "空文件"),
        (lambda: b"PK\x03\x04" + bytes(6 * 1024 * 1024), "最多 5 MB"),
    ],
    ids=["wrong sheet", "a zip", "cut off", "a bomb", "a password", "old xls", "pdf", "empty", "too large"],
)
def test_what_is_no_template_is_refused_in_one_sentence(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(Refused) as no:
        open_sheet(make(), "申报.xlsx")
    assert words in no.value.why


def test_fifty_thousand_rows_are_refused(report: OrganReport) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    for line in range(50_000):
        sheet.append([f"R{line}-1", "990101", "取水许可"])
    with pytest.raises(Refused, match=f"超过 {MOST_ROWS} 行"):
        open_sheet(saved(book), "申报.xlsx")


def test_rows_that_only_have_a_format_are_no_rows(cast: Cast, report: OrganReport) -> None:
    def bend(sheet: Worksheet) -> None:
        new_row(sheet)
        for line in range(FIRST_ROW + 1, FIRST_ROW + 4000):
            sheet.cell(line, 3).number_format = "@"

    assert take(cast, report, bent(report, bend)).counts["entered"] == 1


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch, report: OrganReport) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(Refused, match="秒"):
        open_sheet(report_workbook(report), "申报.xlsx")


def test_a_reader_that_dies_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch, report: OrganReport) -> None:
    died = subprocess.CompletedProcess([], -9, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: died)
    with pytest.raises(Refused, match="读不完"):
        open_sheet(report_workbook(report), "申报.xlsx")


def test_what_looks_like_a_formula_is_written_as_text(cast: Cast, report: OrganReport) -> None:
    cast.entered(report, remark='=HYPERLINK("http://example.com")')
    cell = load_workbook(BytesIO(report_workbook(report)))[SHEET][f"{LETTERS['remark']}{FIRST_ROW}"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://example.com")')
