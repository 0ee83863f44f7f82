"""Cases and findings in the columns of the standard's tables, and the files they leave in."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import cast

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qingquan.exchange import sheets
from qingquan.exchange.rules.tables import TABLES, Value, of_cases, of_findings, record, written
from qingquan.exchange.rules.told import (
    Acceptance,
    CaseTold,
    FindingTold,
    MaterialTold,
    Party,
    ResultTold,
    SpecialTold,
    StepTold,
)
from qingquan.exchange.words import Layout, RecordForm, RecordTable

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
LATER = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
CASE = CaseTold(
    number="9901010130120260302000015",
    base_code="000119001000",
    impl_code="11990101000001011C4000119001000",
    item_name="取水许可",
    kind_name="承诺件",
    kind="2",
    organ="清泉县水利局",
    uscc="11990101000001011C",
    region="990101",
    applied=AT,
    applicant=Party("陈民", "990101199003070015", "19900001234"),
)
STEP = StepTold("受理", "通过", "李敏", "", AT, LATER, "清泉县水利局", "11990101000001011C")
FINDING = FindingTold(
    "9901010130120260302000015", "=超期", "清泉县水利局", "01", AT, "JC-1", "TL-03", "", LATER, "已发出", "审批股"
)
# The columns and formats of each table, in order, as the handbook of the field gives them.
LISTED = {
    RecordTable.APPLICATION: (
        "case_no an..50, impl_code an..24, item_name an..200, case_kind_name an..20, case_kind n1, "
        "applicant_name an..100, applicant_id_type n3, applicant_id_no an..18, agent_name a..30, agent_id_type n3, "
        "agent_id_no an..18, mobile an..18, postcode n6, address an..100, legal_rep a..30, source_channel n1, "
        "applied_at dt, investment_project_no an..24, region n..9, material_name an..200, received n1, "
        "receive_way an..20, receive_count n..2, received_at dt, attachment b"
    ),
    RecordTable.ACCEPTANCE: (
        "case_no an..50, base_code an..10, impl_code an..24, item_name an..200, accept_org_name an..100, "
        "accept_org_uscc an..18, accept_person an..30, accepted_at dt, accept_doc_no an..30, promised_finish an..20, "
        "case_kind_name an..20, case_kind n1, region n..9"
    ),
    RecordTable.HANDLING: (
        "case_no an..50, action an..20, step_name an..100, step_person a..30, step_opinion an..1000, step_start dt, "
        "step_end dt, org_name an..100, org_uscc an..18, step_state n1, sp_name an..100, sp_kind n1, sp_start dt, "
        "sp_reason ul, sp_applicant a..30, sp_end dt, sp_result ul, sp_opinion ul, sp_org_name an..100, "
        "sp_org_uscc an..18, sp_handler a..30"
    ),
    RecordTable.RESULT: (
        "case_no an..50, handler_name a..30, finished_at dt, cert_name an..200, cert_no an..50, result_text an..1000, "
        "cert_validity an..30, seal_org an..100, region n..9, by_express n1, is_fee n1"
    ),
    RecordTable.SUPERVISION: (
        "case_no an..50, urge_content an..1000, org_name an..100, power_type n2, issued_at dt, supervision_no an..20, "
        "rule_no an..20, alarm_type n1, state_at dt, result_text an..1000, responsible_dept an..100"
    ),
}


def values(table: RecordTable, case: CaseTold) -> Iterator[dict[str, str]]:
    """What is stated in each row."""
    for each in of_cases(table, [case], Layout.WITH_T):
        yield {key: value for key, value in each.values.items() if value}


@pytest.mark.parametrize("table", list(RecordTable))
def test_the_columns_are_those_of_the_standard(table: RecordTable) -> None:
    assert ", ".join(f"{each.key} {each.format.text}" for each in TABLES[table]) == LISTED[table]
    assert len({each.label for each in TABLES[table]}) == len(TABLES[table])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ("01", "01"),
        (True, "1"),
        (False, "0"),
        (AT, "20260302093000"),
        (date(2026, 3, 2), "20260302"),
    ],
)
def test_a_value_is_written_as_the_standard_writes_it(value: Value, text: str) -> None:
    assert written(value, Layout.DIGITS) == text


def test_an_application_is_told_once_for_each_material() -> None:
    materials = (
        MaterialTold("申请书", received=True, way="纸质收取", at=AT),
        MaterialTold("报告书", received=False, way="尚缺"),
    )
    first, second = values(RecordTable.APPLICATION, replace(CASE, materials=materials))
    assert (first["material_name"], first["received"], first["received_at"]) == ("申请书", "1", "20260302T093000")
    assert (second["material_name"], second["received"], second.get("received_at")) == ("报告书", "0", None)
    assert first["applicant_id_no"] == second["applicant_id_no"] == "990101199003070015"


def test_an_application_without_materials_is_told_all_the_same() -> None:
    (only,) = values(RecordTable.APPLICATION, CASE)
    assert (only["case_no"], only["applied_at"], only["mobile"]) == (CASE.number, "20260302T093000", "19900001234")


def test_what_has_not_come_so_far_has_no_row() -> None:
    for table in (RecordTable.ACCEPTANCE, RecordTable.HANDLING, RecordTable.RESULT):
        assert list(values(table, CASE)) == []


def test_an_acceptance_names_its_document_and_the_promised_day() -> None:
    case = replace(CASE, acceptance=Acceptance(AT, "李敏", "清水受〔2026〕1号", date(2026, 3, 20)))
    (only,) = values(RecordTable.ACCEPTANCE, case)
    assert (only["accept_person"], only["accept_doc_no"]) == ("李敏", "清水受〔2026〕1号")
    assert (only["accepted_at"], only["promised_finish"]) == ("20260302T093000", "20260320")


@pytest.mark.parametrize(("done", "state", "end"), [(LATER, "2", "20260305T100000"), (None, "1", "20260302T093000")])
def test_a_step_that_waits_ends_when_it_begins(done: datetime | None, state: str, end: str) -> None:
    (only,) = values(RecordTable.HANDLING, replace(CASE, steps=(replace(STEP, done=done),)))
    assert (only["step_state"], only["step_end"]) == (state, end)


def test_special_procedures_follow_the_steps() -> None:
    special = SpecialTold("听证", "2", AT, "《行政许可法》第四十五条", LATER, "已听证")
    step, told = values(RecordTable.HANDLING, replace(CASE, steps=(STEP,), specials=(special,)))
    assert "sp_name" not in step
    assert "step_name" not in told
    assert (told["sp_name"], told["sp_kind"], told["sp_end"]) == ("听证", "2", "20260305T100000")


@pytest.mark.parametrize(("mailed", "told"), [(True, "1"), (False, "0"), (None, None)])
def test_a_result_says_whether_it_was_mailed_once_that_is_known(mailed: bool | None, told: str | None) -> None:
    ended = ResultTold(LATER, "赵批", "准予行政许可决定书", mailed=mailed, charged=True)
    (only,) = values(RecordTable.RESULT, replace(CASE, result=ended))
    assert (only.get("by_express"), only["is_fee"], only["finished_at"]) == (told, "1", "20260305T100000")


def test_what_does_not_fit_leaves_whole_and_is_told() -> None:
    case = replace(CASE, acceptance=Acceptance(AT, "李敏", "受" * 31, None))
    (only,) = of_cases(RecordTable.ACCEPTANCE, [case], Layout.WITH_T)
    assert only.values["accept_doc_no"] == "受" * 31
    assert [(column.key, why) for column, why in only.unfit] == [
        ("base_code", "有 12 个字符，标准最多 10 个"),
        ("impl_code", "有 31 个字符，标准最多 24 个"),
        ("accept_doc_no", "有 31 个字符，标准最多 30 个"),
    ]


def test_no_column_is_told_that_the_table_does_not_have() -> None:
    with pytest.raises(AssertionError, match="password"):
        record(RecordTable.RESULT, {"password": "x"}, Layout.WITH_T)


def test_a_finding_without_a_code_of_alarm_leaves_it_empty() -> None:
    (only,) = of_findings([FINDING], Layout.COLONS)
    assert (only.values["alarm_type"], only.values["issued_at"]) == ("", "2026030209:30:00")
    assert not only.unfit


def test_a_workbook_keeps_zeros_and_runs_no_formula() -> None:
    data = sheets.write(RecordTable.SUPERVISION, of_findings([FINDING], Layout.WITH_T), RecordForm.XLSX, Layout.WITH_T)
    book = load_workbook(io.BytesIO(data))
    sheet = cast(Worksheet, book["表 11 电子监察信息"])
    assert [cell.value for cell in sheet[1]][:2] == ["办件编号\ncase_no an..50", "督办内容\nurge_content an..1000"]
    assert [(cell.value, cell.data_type) for cell in sheet[2]][1:4:2] == [("=超期", "s"), ("01", "s")]
    assert cast(Worksheet, book["超出标准的"]).max_row == 1


def test_a_list_of_commas_runs_no_formula() -> None:
    data = sheets.write(RecordTable.SUPERVISION, of_findings([FINDING], Layout.WITH_T), RecordForm.CSV, Layout.WITH_T)
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert (head[0], row[1]) == ("办件编号", "'=超期")


def test_a_json_file_names_the_table_the_layout_and_what_does_not_fit() -> None:
    rows = of_cases(RecordTable.APPLICATION, [CASE], Layout.DIGITS)
    told = json.loads(sheets.write(RecordTable.APPLICATION, rows, RecordForm.JSON, Layout.DIGITS))
    assert (told["standard"], told["table"], told["moments"]) == (
        "GB/T 39046-2020",
        "表 5 申请信息",
        "YYYYMMDDhhmmss",
    )
    assert told["unfit"] == [{"row": 1, "field": "实施编码", "format": "an..24", "why": "有 31 个字符，标准最多 24 个"}]
    assert told["records"][0]["applied_at"] == "20260302093000"
