"""Items in the fields of GB/T 39046-2020 and back: nothing lost, nothing cut, everything that does not fit told."""

from dataclasses import replace

import pytest

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Answer, Fee, JointDepartment, LegalBasis, Material, ServicePlace, Span
from qingquan.catalogue.tests.examples import CODE, LAW, REGULATION, licence
from qingquan.catalogue.words import (
    CommonScope,
    ExerciseLevel,
    LimitUnit,
    MaterialNeed,
    MaterialSource,
    PowerType,
    ServiceObject,
)
from qingquan.exchange import files
from qingquan.exchange.rules.elements import ELEMENTS, MATERIAL_ELEMENTS
from qingquan.exchange.rules.formats import Format
from qingquan.exchange.rules.rows import ItemRow, from_row, to_row
from qingquan.exchange.words import FileKind
from qingquan.law import Refused

FULL = licence(
    exercise_content="县级权限内的取水。",
    legal_note="《取水许可和水资源费征收管理条例》第十四条",
    fees=(Fee(name="水资源费", standard="每立方米 0.1 元", basis=REGULATION, listed_as="SW-01"),),
    joint_departments=(JointDepartment(name="清泉县自然资源局", uscc="11990101001000109Q", limit=Span(5)),),
    answers=(
        Answer(question="要来几次？", answer="不用来。\n网上办。"),
        Answer(question="收费吗？", answer="不收费。"),
    ),
    themes=("农林牧渔", "环保绿化"),
    online=True,
    express=False,
    common_scope=CommonScope.COUNTY,
    materials=(
        Material(
            name="取水许可申请书", source=MaterialSource.APPLICANT, accept_standard="签名，\n盖章", basis="第十一条"
        ),
        Material(name="论证报告", need=MaterialNeed.DEFERRABLE, originals=0, copies=2, scenario="年取水量较大"),
    ),
)


def test_the_table_has_its_sixty_four_elements() -> None:
    assert len(ELEMENTS) + len(MATERIAL_ELEMENTS) == 64
    keys = [each.key for each in (*ELEMENTS, *MATERIAL_ELEMENTS)]
    assert len(set(keys)) == 64


@pytest.mark.parametrize(
    ("form", "value", "why"),
    [
        ("an..10", "0001190010", ""),
        ("an..10", "000119001000", "有 12 个字符，标准最多 10 个"),
        ("n1", "1", ""),
        ("n1", "1,2", "有 3 个字符，标准要求 1 个"),
        ("n2", "L1", "标准只许数字"),
        ("n2", "1", "有 1 个字符，标准要求 2 个"),
        ("n..2", "", ""),
        ("ul", "长" * 9999, ""),
        ("an..200", "㶥山镇取水", "含有字符集 GB 2312 以外的字符“㶥”"),
    ],
)
def test_a_format_says_what_does_not_fit(form: str, value: str, why: str) -> None:
    assert Format.of(form).problem(value) == why


def test_what_does_not_fit_is_told_for_its_field_and_exchanged_whole() -> None:
    row = to_row(FULL)
    told = {each.key: each for each in row.unfit}
    assert told["impl_code"].why == "有 31 个字符，标准最多 24 个"
    assert told["base_code"].format == "an..10"
    assert str(told["base_code"]).startswith(f"{CODE} 基本编码（an..10）")
    assert row.fields["impl_code"] == CODE


def test_a_division_is_told_without_the_zeros_that_say_nothing_and_a_village_does_not_fit() -> None:
    assert to_row(FULL).fields["region_code"] == "990101"
    village = to_row(replace(FULL, region="990101001201"))
    assert village.fields["region_code"] == "990101001201"
    assert "region_code" in {each.key for each in village.unfit}
    assert from_row(ItemRow({"region_code": "990101"}), VersionFacts())[0].region == "990101000000"


@pytest.mark.parametrize("facts", [FULL, licence(), licence(materials=(), no_materials=True), VersionFacts(code="A-1")])
def test_laying_a_row_over_the_item_it_was_told_from_changes_nothing(facts: VersionFacts) -> None:
    assert from_row(to_row(facts), facts) == (facts, ())


@pytest.mark.parametrize("kind", list(FileKind))
def test_every_kind_of_file_brings_back_what_was_written(kind: FileKind) -> None:
    rows = [to_row(FULL), to_row(licence(code="A-2", name='=HYPERLINK("x")', process_text="'引号", materials=()))]
    assert files.read(files.write(rows, kind), kind) == rows


def test_a_name_is_never_a_formula_in_a_spreadsheet() -> None:
    assert b"'=1+1" in files.write([to_row(licence(name="=1+1"))], FileKind.CSV)


@pytest.mark.parametrize("kind", list(FileKind))
def test_an_empty_county_gets_everything_the_standard_has_a_field_for(kind: FileKind) -> None:
    row = files.read(files.write([to_row(FULL)], kind), kind)[0]
    taken, unread = from_row(row, VersionFacts())
    assert to_row(taken) == replace(to_row(FULL), fields=to_row(FULL).fields | {"joint_org_uscc": ""})
    assert unread == ("共同实施部门代码“11990101001000109Q”不能由交换文件改动，未导入",)
    assert (taken.promise, taken.power_type, taken.organ_name) == (Span(31), PowerType.LICENCE, "清泉县水利局")


@pytest.mark.parametrize(
    ("key", "value", "changed"),
    [
        ("promise_days", "20", {"promise": Span(20)}),
        ("legal_unit", "自然日", {"legal_limit": Span(45, LimitUnit.CALENDAR_DAY)}),
        ("exercise_level", "3", {"exercise_levels": (ExerciseLevel.CITY,)}),
        ("service_object", "1", {"service_objects": (ServiceObject.PERSON,)}),
        (
            "service_object",
            "126",
            {"service_objects": (ServiceObject.PERSON, ServiceObject.ENTERPRISE, ServiceObject.OTHER)},
        ),
        ("is_online", "0", {"online": False}),
        ("is_online", "", {"online": None}),
        ("common_scope", "1", {"common_scope": CommonScope.NATIONAL}),
        ("consult_phone", "0990-1、0990-2", {"consult_phones": ("0990-1", "0990-2")}),
        ("accept_conditions", "改了。", {"accept_conditions": "改了。"}),
        ("legal_basis_text", "《中华人民共和国水法》第四十八条", {"legal_bases": (LAW,)}),
    ],
)
def test_what_the_other_side_changed_is_read_and_the_rest_stays(
    key: str, value: str, changed: dict[str, object]
) -> None:
    row = to_row(FULL)
    taken, unread = from_row(replace(row, fields=row.fields | {key: value}), FULL)
    assert unread == ()
    assert taken == replace(FULL, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("power_type", "77", "代码“77”不在代码表内"),
        ("promise_days", "很快", "“很快”不是天数"),
        ("legal_unit", "旬", "时限单位“旬”"),
        ("is_online", "是", "应为 1（是）或者 0（否）"),
        ("legal_basis_text", "按规定", "找不到法律文件名称"),
        ("result_sample", "base64", "不能由交换文件改动"),
        ("region_code", "清泉", "应为数字"),
    ],
)
def test_what_cannot_be_read_is_told_and_leaves_the_element_as_it_was(key: str, value: str, why: str) -> None:
    row = to_row(FULL)
    taken, unread = from_row(replace(row, fields=row.fields | {key: value}), FULL)
    assert taken == FULL
    assert len(unread) == 1
    assert why in unread[0]


def test_a_changed_material_keeps_what_the_standard_has_no_field_for() -> None:
    row = to_row(FULL)
    first = row.materials[0] | {"copies": "3", "required": "0"}
    taken, _ = from_row(replace(row, materials=(first, row.materials[1])), FULL)
    assert taken.materials[0] == replace(FULL.materials[0], copies=3, need=MaterialNeed.OPTIONAL)
    assert taken.materials[1] == FULL.materials[1]


def test_a_basis_known_keeps_its_wording() -> None:
    worded = replace(FULL, legal_bases=(replace(LAW, text="条文"), REGULATION))
    row = to_row(worded)
    shorter = replace(
        row, fields=row.fields | {"legal_basis_text": "《中华人民共和国水法》第四十八条；《河道管理条例》第三条"}
    )
    taken, _ = from_row(shorter, worded)
    assert taken.legal_bases[0].text == "条文"
    assert isinstance(taken.legal_bases[1], LegalBasis)
    assert taken.legal_bases[1].name == "河道管理条例"


def test_places_keep_their_hours_and_phones() -> None:
    placed = replace(
        FULL,
        places=(ServicePlace(name="A", address="甲路1号", hours="九点", phone="1"), ServicePlace(address="乙路2号")),
    )
    row = to_row(placed)
    taken, _ = from_row(replace(row, fields=row.fields | {"place": "甲路1号"}), placed)
    assert taken.places == (placed.places[0],)


@pytest.mark.parametrize(
    ("kind", "data", "why"),
    [
        (FileKind.JSON, b"[1, 2]", "应有 items 数组"),
        (FileKind.JSON, b"{", "应有 items 数组"),
        (FileKind.JSON, "清".encode("gbk"), "不是 UTF-8"),
        (FileKind.XML, b"<items><item>", "不完整"),
        (FileKind.XML, b'<!DOCTYPE a [<!ENTITY b "c">]><items/>', "实体声明"),
        (FileKind.CSV, b"", "是空的"),
        (FileKind.CSV, "名称,编码\n".encode(), "标题行没有"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_reason(kind: FileKind, data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        files.read(data, kind)
