"""Lists as they come: encodings, delimiters, workbooks, headings, broken rows, words of their own."""

import gzip
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qingquan.catalogue.reading import (
    RowResult,
    choose_map,
    load_map,
    open_table,
    read_rows,
    shipped_maps,
    table,
    workbook,
)
from qingquan.catalogue.reading.cells import chinese_number, long_list, short_list, span, whole, yes_or_no
from qingquan.catalogue.reading.table import table_of
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.words import BasisLevel, ExerciseLevel, LimitUnit, PowerType, ResultKind, ServiceObject
from qingquan.law import Refused

HEADINGS = "实施编码,事项名称,事项类型,实施主体"
ROW = "AB-1,取水许可,行政许可,水利局"


def read(text: str | bytes, name: str = "list.csv") -> list[RowResult]:
    raw = text.encode() if isinstance(text, str) else text
    rows = table_of(raw, name)
    return list(read_rows(rows, choose_map(rows)))


def only(text: str) -> VersionFacts:
    (result,) = read(text)
    assert result.facts is not None, result.refusal
    return result.facts


def sheet(*rows: Sequence[object], merge: str = "") -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    if merge:
        book.active.merge_cells(merge)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_and_line_ending_is_read(encoding: str, ending: str) -> None:
    (result,) = read(f"{HEADINGS}{ending}{ROW}{ending}".encode(encoding))
    assert result.facts is not None
    assert (result.line, result.facts.name, result.facts.organ_name) == (2, "取水许可", "水利局")


@pytest.mark.parametrize("mark", ["\t", ";", "|", "，"])
def test_any_usual_delimiter_is_found(mark: str) -> None:
    assert only(f"{HEADINGS}\n{ROW}".replace(",", mark)).power_type is PowerType.LICENCE


def test_a_gzipped_list_is_read_even_in_several_members() -> None:
    parts = gzip.compress(f"{HEADINGS}\n".encode()) + gzip.compress(f"{ROW}\n".encode())
    assert [result.code for result in read(parts)] == ["AB-1"]


def test_titles_above_the_headings_do_not_matter() -> None:
    assert only(f"清泉县权责清单,,,\n（2026年版）,,,\n{HEADINGS}\n{ROW}").code == "AB-1"


def test_notes_spaces_and_stars_in_headings_do_not_matter() -> None:
    facts = only("*实施编码 ,事项 名称（全称）,承诺时限（工作日）,法定时限(自然日)\nAB-1,取水许可,31,60")
    assert (facts.promise, facts.legal_limit) == (Span(31), Span(60, LimitUnit.CALENDAR_DAY))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "没有任何内容"),
        (b"\x1f\x8b\x08\x00broken", "不是完整的 gzip"),
        (gzip.compress(b"x" * 5000, mtime=0)[:-9], "不是完整的 gzip"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "加密的工作簿"),
        (b"PK\x03\x04broken", "已损坏"),
        (b"\x00\x01\x02\x03" * 50, "不是 CSV、XLSX"),
        ("甲,乙\n1,2".encode(), "找不到事项名称一列"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(raw: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why) as no:
        read(raw)
    assert "\n" not in str(no.value)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("list.csv", "x")
    with pytest.raises(Refused, match="不是 XLSX 工作簿"):
        read(out.getvalue())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml", "<broken")
    with pytest.raises(Refused, match="不是完整的 XLSX"):
        read(out.getvalue())


def test_a_file_that_unpacks_to_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_BYTES", 1024 * 1024)
    with pytest.raises(Refused, match="超过 1 MB"):
        read(gzip.compress(b"0" * 2 * 1024 * 1024, mtime=0))
    with pytest.raises(Refused, match="超过 1 MB"):
        read(gzip.compress(b"a small first member", mtime=0) + gzip.compress(b"0" * 2 * 1024 * 1024, mtime=0))
    with pytest.raises(Refused, match="超过 1 MB"):
        read(sheet(["x" * 30_000] * 5, *[[f"{n}" * 6000] * 5 for n in range(40)]))


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 3)
    with pytest.raises(Refused, match="超过 3 行"):
        read(f"{HEADINGS}\n" + f"{ROW}\n" * 3)
    with pytest.raises(Refused, match="超过 3 行"):
        read(sheet(*[["事项名称", "编码"]] * 4))


@pytest.mark.parametrize("missing", ["none.csv", "."])
def test_a_path_that_is_no_file_is_refused(tmp_path: Path, missing: str) -> None:
    with pytest.raises(Refused, match="请"):
        open_table(tmp_path / missing)


def test_a_workbook_is_read_with_merged_cells_days_and_numbers() -> None:
    raw = sheet(
        ["清泉县权责清单"],
        ["实施编码", "事项名称", "实施主体", "法定时限", "承诺时限", "是否网办", "法定时限说明"],
        ["AB-1", "取水许可", "水利局", "45个工作日", 31.0, True, date(2026, 3, 2)],
        ["AB-2", "河道采砂许可", None, "20个工作日", "7个工作日", False, None],
        merge="C3:C4",
    )
    first, second = (result.facts for result in read(raw, "list.xlsx"))
    assert first is not None
    assert second is not None
    assert (first.legal_limit, first.promise, first.online) == (Span(45), Span(31), True)
    assert (first.legal_note, second.organ_name, second.online) == ("2026-03-02", "水利局", False)


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A1:A200001"])
def test_a_merged_area_that_nobody_makes_is_refused_before_the_book_is_opened(area: str) -> None:
    with pytest.raises(Refused, match="请取消合并"):
        read(merged_by_hand(area))


def test_a_merged_area_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match="写法不对"):
        read(merged_by_hand("everything"))


def merged_by_hand(area: str) -> bytes:
    """A workbook whose sheet claims a merged area that no program would write."""
    merged = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
    out = BytesIO()
    honest = BytesIO(sheet(["编码", "名称"], ["AB-1", "取水许可"]))
    with zipfile.ZipFile(honest) as book, zipfile.ZipFile(out, "w") as forged:
        for name in book.namelist():
            forged.writestr(name, book.read(name).replace(b"</sheetData>", b"</sheetData>" + merged))
    return out.getvalue()


@pytest.mark.parametrize("cell", ["XFD1", "SG49000"])
def test_one_cell_far_away_is_refused(cell: str) -> None:
    book = Workbook()
    first = cast(Worksheet, book.active)
    first["A1"], first[cell] = "编码", "名称"
    out = BytesIO()
    book.save(out)
    with pytest.raises(Refused, match="远处有多余的内容"):
        read(out.getvalue())


SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TEXTS = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


def by_hand(rows: str, text: str = "甲", before: str = "") -> bytes:
    """A workbook with one shared text, not written by any spreadsheet program."""
    out = BytesIO()
    honest = BytesIO(sheet(["编码", "名称"], ["AB-1", "取水许可"]))
    with zipfile.ZipFile(honest) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as forged:
        for name in book.namelist():
            part = book.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                part = part[: part.index("<sheetData>")] + f"<sheetData>{rows}</sheetData></worksheet>"
            forged.writestr(name, part.replace("</Types>", TEXTS))
        forged.writestr("xl/sharedStrings.xml", f'{before}<sst xmlns="{SPREADSHEET}"><si><t>{text}</t></si></sst>')
    return out.getvalue()


SHARED = '<c r="{}{}" t="s"><v>0</v></c>'


def test_one_long_text_shown_in_every_cell_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "MOST_TEXT", 50_000)
    rows = "".join(f'<row r="{line}">{SHARED.format("A", line)}{SHARED.format("B", line)}</row>' for line in (1, 2, 3))
    with pytest.raises(Refused, match="文字超过 5 万字"):
        read(by_hand(rows, "长" * 10_000))


def test_texts_that_grow_by_naming_each_other_are_refused() -> None:
    grown = "".join(f'<!ENTITY a{each} "{f"&a{each - 1};" * 10}">' for each in range(1, 10))
    with pytest.raises(Refused, match="不是完整的"):
        read(
            by_hand(
                f'<row r="1">{SHARED.format("A", 1)}{SHARED.format("B", 1)}</row>',
                "&a9;",
                f'<!DOCTYPE sst [<!ENTITY a0 "长">{grown}]>',
            )
        )


@pytest.mark.parametrize("line", [200_002, 10**15])
def test_a_line_that_claims_a_far_number_is_refused(line: int) -> None:
    rows = f'<row r="1">{SHARED.format("A", 1)}</row><row r="{line}">{SHARED.format("A", line)}</row>'
    with pytest.raises(Refused, match="超过 200000 行"):
        read(by_hand(rows))


def test_a_size_that_a_sheet_only_claims_does_not_matter() -> None:
    out = BytesIO()
    honest = BytesIO(sheet(["编码", "名称"], ["AB-1", "取水许可"], ["AB-2", "河道采砂许可"]))
    with zipfile.ZipFile(honest) as book, zipfile.ZipFile(out, "w") as forged:
        for name in book.namelist():
            forged.writestr(name, book.read(name).replace(b'ref="A1:B3"', b'ref="A1:XFD1"'))
    assert [result.name for result in read(out.getvalue())] == ["取水许可", "河道采砂许可"]


def test_several_gzip_members_are_held_to_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_BYTES", 1000)
    with pytest.raises(Refused, match="解压后超过"):
        read(gzip.compress(b"A" * 600) * 2)


def test_empty_cells_that_a_sheet_left_out_are_empty() -> None:
    first, second = read(sheet(["编码", "名称", "部门", "备注"], ["AB-1", "取水许可"], ["AB-2", "采砂", None, "甲"]))
    assert [first.refusal, second.refusal] == ["", ""]


def test_a_sheet_without_stored_results_of_its_formulas_leaves_them_out() -> None:
    (result,) = read(sheet(["编码", "名称", "部门"], ["AB-1", "取水许可", "=A2"]), "list.xlsx")
    assert result.facts is not None
    assert result.facts.organ_name == ""


def test_a_long_code_that_a_sheet_turned_into_a_number_is_refused() -> None:
    (result,) = read(sheet(["编码", "名称"], [1.1440000069401e30, "取水许可"]), "list.xlsx")
    assert "科学记数" in result.refusal


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",取水许可,行政许可,水利局", "没有事项编码"),
        ("AB-2,,行政许可,水利局", "没有事项名称"),
        ("AB-2,无,行政许可,水利局", "没有事项名称"),
        (f"AB-2,{'长' * 301},行政许可,水利局", "最多 300 个"),
        ("AB-2,取水许可,行政许可", "有 3 列，标题有 4 列"),
        ("AB-2,取水,许可,行政许可,水利局", "有 5 列，标题有 4 列"),
        ("AB-1,取水许可,行政许可,水利局", "与第 2 行重复"),
        ("编码一,取水许可,行政许可,水利局", "以外的字符"),
        ("1.14E+30,取水许可,行政许可,水利局", "科学记数"),
        ('AB-2,"取水许可,行政许可,水利局', "引号没有闭合"),
        ("AB-2,取�许可,行政许可,水利局", "乱码"),
    ],
)
def test_a_broken_row_is_refused_with_its_reason_and_stops_no_other(row: str, why: str) -> None:
    first, broken, last = read(f"{HEADINGS}\n{ROW}\n{row}\nAB-9,河道采砂许可,行政许可,水利局")
    assert why in broken.refusal
    assert (broken.line, broken.facts) == (3, None)
    assert first.facts is not None
    assert last.facts is not None
    assert last.line == 4


def test_empty_rows_and_empty_cells_at_the_end_do_not_matter() -> None:
    first, second = read(f"{HEADINGS}\n,,,\n{ROW},,\n\n ， ,,,\nAB-2,{'长' * 300},行政许可,水利局")[:2]
    assert first.facts is not None
    assert (first.line, second.line) == (3, 5)
    assert read(f"{HEADINGS}\nAB-2,{'长' * 300},行政许可,水利局")[0].facts is not None


def test_a_stray_nought_spoils_only_its_row() -> None:
    first, second = read(f"{HEADINGS}\nAB-2,取水\0许可,行政许可,水利局\n{ROW}")
    assert "乱码" in first.refusal
    assert second.facts is not None


def test_a_quoted_cell_may_hold_lines_and_delimiters() -> None:
    facts = only(f'{HEADINGS},受理条件\n{ROW},"一、位置明确；\n二、方案可行, 合理"')
    assert facts.accept_conditions == "一、位置明确；\n二、方案可行, 合理"


def test_words_that_are_not_on_the_list_are_named_and_left_out() -> None:
    (result,) = read(f"{HEADINGS},行使层级,到现场次数,是否网办\nAB-1,取水许可,99,水利局,特级,若干,也许")
    assert result.facts is not None
    assert result.facts.power_type is PowerType.GENERIC
    assert result.unread == (
        "事项类型“99”不在代码表内，未导入",
        "行使层级“特级”不在代码表内，未导入",
        "到办事现场次数“若干”不是整数，未导入",
        "支持网上办理“也许”不是是或否，未导入",
    )


def test_every_element_of_a_full_row_is_taken_over() -> None:
    row = {
        "实施编码": "AB-1",
        "事项名称": "取水许可",
        "事项类型": "1",
        "行使层级": "县级、市级",
        "服务对象": "个人|企业",
        "设定依据": "《中华人民共和国水法》第四十八条；《取水许可和水资源费征收管理条例》第二条",
        "申请材料": "1.申请书；2.营业执照",
        "办理结果": "取水许可证",
        "咨询电话": "（0990）8123456、12345",
        "监督电话": "0990-8123457",
        "办理地点": "办理地点：县城东路 2 号",
        "办件类型": "承诺件",
        "法定时限": "四十五个工作日",
        "承诺时限": "31工作日",
        "主项": "未分类",
        "审查层级": "二级",
        "收费项目": "水资源费",
    }
    facts = only("\t".join(row) + "\n" + "\t".join(row.values()))
    assert facts.power_type is PowerType.LICENCE
    assert facts.exercise_levels == (ExerciseLevel.COUNTY, ExerciseLevel.CITY)
    assert facts.service_objects == (ServiceObject.PERSON, ServiceObject.ENTERPRISE)
    assert [(basis.article, basis.level) for basis in facts.legal_bases] == [
        ("第四十八条", BasisLevel.LAW),
        ("第二条", BasisLevel.ADMIN_REGULATION),
    ]
    assert [material.name for material in facts.materials] == ["申请书", "营业执照"]
    assert [(result.name, result.kind) for result in facts.results] == [("取水许可证", ResultKind.CERTIFICATE)]
    assert (facts.consult_phones, facts.supervise_phones) == (("0990-8123456", "12345"), ("0990-8123457",))
    assert facts.places[0].address == "县城东路 2 号"
    assert (facts.legal_limit, facts.promise, facts.parent_name) == (Span(45), Span(31), "")
    assert (facts.max_review_levels, [fee.name for fee in facts.fees]) == (2, ["水资源费"])


@pytest.mark.parametrize(
    ("cell", "none", "count"), [("无", True, 0), ("无需提交材料", True, 0), ("", False, 0), ("申请书", False, 1)]
)
def test_no_materials_is_a_statement_and_an_empty_cell_is_not(cell: str, none: bool, count: int) -> None:
    facts = only(f"{HEADINGS},申请材料\n{ROW},{cell}")
    assert (facts.no_materials, len(facts.materials)) == (none, count)


@pytest.mark.parametrize(
    ("headings", "cells", "element", "value"),
    [
        ("依据名称,依据条款", "《水法》,第七条", "legal_bases", [("水法", "第七条")]),
        ("依据名称,依据条款", "水法,第七条、第八条", "legal_bases", [("水法", "第七条"), ("水法", "第八条")]),
        ("设定依据,依据名称", "《水法》第七条,《防洪法》", "legal_bases", [("水法", "第七条")]),
        ("收费项目,数量限制", "不收费,", "fees", []),
        ("收费项目,数量限制", ",无", "quantity_limit", "无"),
        ("办理结果,年检年审", "同意建设的批复|通知书,无", "results", [("批复", "approval"), ("通知书", "other")]),
        ("别名,数量限制", "打井|掘井,", "aliases", ("打井", "掘井")),
        ("基本编码,业务办理项编码", "000115015009,07", "base_code", "000115015009"),
    ],
)
def test_elements_put_together_from_cells(headings: str, cells: str, element: str, value: object) -> None:
    facts = only(f"编码,名称,{headings}\n11450000007565194H200011501500504,某许可,{cells}")
    found: object = getattr(facts, element)
    if element == "legal_bases":
        found = [(basis.name, basis.article) for basis in facts.legal_bases]
    elif element == "results":
        found = [(result.name.removeprefix("同意建设的"), result.kind.value) for result in facts.results]
    elif element == "fees":
        found = list(facts.fees)
    assert found == value


def test_cells_that_hold_nothing_usable_are_complained_about_by_name() -> None:
    (result,) = read("编码,名称,设定依据,咨询电话\nAB-1,某许可,按上级要求,见门牌")
    assert result.unread == (
        "法律依据“按上级要求”中找不到法律文件名称，未导入",
        "咨询电话“见门牌”中找不到电话号码，未导入",
    )
    (silent,) = read("编码,名称,设定依据,咨询电话\nAB-1,某许可,无,/")
    assert silent.unread == ()


def test_a_main_items_code_with_a_letter_is_no_base_code() -> None:
    assert only("编码,名称\n11990101000001011C444010200300Y,某许可").base_code == ""


def test_a_national_code_gives_base_code_and_handling_item() -> None:
    facts = only("编码,名称\n11450000007565194H200011501500504,某许可")
    assert (facts.base_code, facts.handling_code) == ("000115015005", "04")


@pytest.mark.parametrize(
    ("cell", "unit", "heading", "limit", "told"),
    [
        ("20个工作日", "", "", Span(20), False),
        ("２０ 工作日", "", "", Span(20), False),
        ("20", "工作日", "", Span(20), False),
        ("90", "自然日", "", Span(90, LimitUnit.CALENDAR_DAY), False),
        ("30", "", "法定时限（自然日）", Span(30, LimitUnit.CALENDAR_DAY), False),
        ("2个月", "工作日", "", Span(2, LimitUnit.MONTH), False),
        ("1年", "", "", Span(1, LimitUnit.YEAR), False),
        ("当场办结", "", "", Span(0), False),
        ("三十日", "", "", Span(30), True),
        ("20日", "", "", Span(20), True),
        ("受理后15个工作日", "", "", Span(15), False),
        ("按规定", "", "", None, True),
        ("百日", "", "", None, True),
        ("无", "", "", None, False),
        ("", "工作日", "", None, False),
    ],
)
def test_a_limit_is_read_with_its_unit_or_the_doubt_is_told(
    cell: str, unit: str, heading: str, limit: Span | None, told: bool
) -> None:
    found, trouble = span(cell, unit, heading)
    assert (found, bool(trouble)) == (limit, told)


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("十五", 15), ("二十", 20), ("四十五", 45), ("一百", 100), ("一百八十", 180), ("一百零五", 105),
     ("两", 2), ("零", 0), ("", None), ("若干", None)],
)  # fmt: skip
def test_chinese_numerals_are_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


def test_cells_of_many_forms() -> None:
    assert [whole(each) for each in ("3", "3.0", "０", "2次", "x", "1" * 9)] == [3, 3, 0, 2, None, None]
    assert [yes_or_no(each) for each in ("是", "不支持", "1", "0", "或许")] == [True, False, True, False, None]
    assert short_list("2,3、4") == ["2", "3", "4"]
    assert long_list("（一）甲、乙证明\n（二）丙\n无") == ["甲、乙证明", "丙"]
    assert long_list("甲|乙；丙|乙；丙", "|") == ["甲", "乙；丙"]


def test_a_map_of_the_countys_own_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        'label = "本县"\n[columns]\ncode = "A"\nname = "B"\npower_type = "C"\n'
        '[words.power_type]\n"甲" = "penalty"\n[constants]\nregion = "990101000000"\n',
        encoding="utf-8",
    )
    rows = table_of(b"A,B,C\nAB-1,X,\xe7\x94\xb2\n", "x.csv")
    (result,) = read_rows(rows, choose_map(rows, load_map(path)))
    assert result.facts is not None
    assert (result.facts.power_type, result.facts.region) == (PowerType.PENALTY, "990101000000")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("label = ", "读不了"),
        ("colums = {}", "不认识的键：colums"),
        ("[columns]", r"没有 \[columns\]"),
        ('[columns]\nnmae = "B"', "不认识的要素：nmae"),
        ("[columns]\nname = 3", "应是一个列名"),
        ("columns = 3", "应是一张表"),
    ],
)
def test_a_wrong_map_is_refused_by_its_key(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=why):
        load_map(path)


def test_a_missing_map_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="找不到列对应表"):
        load_map(tmp_path / "none.toml")


def test_shipped_maps_are_whole_and_the_generic_one_is_last() -> None:
    assert [columns.name for columns in shipped_maps()] == ["guangan", "guangdong", "liaoning", "xian", "generic"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_no_text_makes_reading_fall_over(noise: str) -> None:
    results = read(f"{HEADINGS}\n{ROW}\n{noise}\nZZ-9,河道采砂许可,行政许可,水利局\n".encode())
    assert results[0].code == "AB-1"
    assert [result for result in results if (result.facts is None) != bool(result.refusal)] == []


@given(st.binary(max_size=300))
def test_no_bytes_make_reading_fall_over(noise: bytes) -> None:
    with suppress(Refused):
        assert [result for result in read(noise) if (result.facts is None) != bool(result.refusal)] == []
