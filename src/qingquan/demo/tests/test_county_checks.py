"""What the county's files must not say: each slip is told in one sentence."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingquan.demo.county.catalogue import shared_out
from qingquan.demo.county.citations import Citation, chinese, misplaced, number, parse
from qingquan.demo.county.tables import load, rows
from qingquan.demo.reading import FOLDER, CountyDataError, read_county

WATER = "items/013_shuili.toml"
CIVIL = "items/006_minzheng.toml"
SLIPS = [
    ("divisions.toml", "990101001001", "990101002009", "不在泉城街道之内"),
    ("divisions.toml", 'code = "990101100000"', 'code = "990102100000"', "不在本县之内"),
    ("divisions.toml", '"990101001002"', '"990101001001"', "区划代码“990101001001”重复 2 次"),
    ("organs.toml", 'office = "业务协调股"', 'office = "看不见股"', "没有内设机构“看不见股”"),
    ("organs.toml", 'role = "reviewer"', 'role = "handler"', "缺少 reviewer 岗位"),
    ("organs.toml", 'entry_mode = "whole_unit"\n', "", "没有写明进驻方式"),
    ("organs.toml", 'code = "bianban.handler"', 'code = "caizheng.handler9"', "代码不以机关标识开头"),
    ("organs.toml", "vertical = false", 'vertical = "no"', "字段 vertical"),
    ("organs.toml", 'nature = "1"', 'natur = "1"', "不认识的字段 natur"),
    ("people.toml", "until = 2026-08-31", "until = 2026-08-30", "岗位 shuili.handler 在 2026-08-31 前后"),
    ("people.toml", "from = 2026-09-01 }", "from = 2026-08-15 }", "岗位 shuili.handler 在 2026-09-01 前后"),
    ("people.toml", 'post = "caizheng.head"', 'post = "caizheng.handler"', "既任 handler 又任 approver"),
    ("people.toml", 'post = "caizheng.head"', 'post = "caizheng.chief"', "岗位 caizheng.chief 不存在"),
    ("people.toml", "[[person]]", "[[person", "people.toml："),
    ("halls.toml", '"jiaoti.window_clerk", ', "", "县政务服务中心没有收件窗口"),
    ("halls.toml", 'organ = "jiaoti"', 'organ = "jiaotii"', "所列“jiaotii”不存在"),
    ("halls.toml", 'division = "990101202201"', 'division = "990101202299"', "区划 990101202201 没有服务大厅"),
    ("applicants.toml", 'legal_representative = "p01"', 'legal_representative = "p99"', "法定代表人 p99 不存在"),
    ("applicants.toml", "until = 2026-12-31", "until = 2025-12-31", "期限颠倒"),
    (WATER, "《水法》第四十八条第一款", "《水法》第四十八条第九款", "第四十八条第九款：只有 2 款"),
    (WATER, "《水法》第七条", "《水法》第八条", "查不到"),
    (WATER, "第十一条第一款第二项", "第十一条第一款第九项", "没有第九项"),
    (WATER, 'basis = "《行政许可法》第三十一条第一款"', 'basis = "有关规定"', "没有写明依据的条款"),
    (WATER, "与第三者利害关系的相关说明", "其他相关材料", "兜底条款"),
    (WATER, "days = 15, unit", "days = 20, unit", "压缩不足三成"),
    (WATER, "days = 15, unit", "days = 46, unit", "不在法定 45 WD 之内"),
    (WATER, 'base_code = "000119004000"', 'base_code = "000219004000"', "第 3、4 位为事项类型 01"),
    (WATER, 'when = { applicant = "单位" }', 'when = { applicant = "机构" }', "不是所问的回答"),
    (WATER, 'when = { water_kind = ["地下水"', 'when = { water_kind = ["海水"', "不是前面问过的回答"),
    (WATER, 'source = "government", issuer = "发展和改革部门", ', 'source = "government", ', "来源和出具机构不相符"),
    (WATER, 'procedure = "ordinary"', 'procedure = "odd"', "没有流程“odd”"),
    (WATER, "visits_note", "# visits_note", "需要到场而没有理由"),
    (WATER, 'life_events = ["工程建设", ', 'life_events = ["过年", ', "不认识的生活事件"),
    (
        WATER,
        'case_kind = "committed"\nlegal = { days = 45',
        'case_kind = "instant"\nlegal = { days = 45',
        "即办件应当场办结",
    ),
    (CIVIL, "published_from = 2026-07-01\n", "", "2026-07-01 才施行"),
    (CIVIL, 'post = "handler", working_days = 10', 'post = "handler", working_days = 30', "多于承诺 20 个"),
    ("rhythm.toml", "online = 52", "online = 53", "合计不是 100"),
    ("rhythm.toml", 'item = "felling"\nweight = 12', 'item = "felling"\nweight = 0', "权重应为正数"),
    ("rhythm.toml", '[[beat]]\nitem = "school_bus"', '[[beat]]\nitem = "school_boat"', "school_bus"),
    ("rhythm.toml", 'applicants = ["f07"]', 'applicants = ["p07"]', "申请人 p07 不存在或者不是本事项的服务对象"),
    ("rhythm.toml", "received = 2026-11-20", "received = 2026-11-21", "收件日在期间之外"),
    ("rhythm.toml", 'state = "approved"', 'state = "lost"', "事项、状态或者渠道不存在"),
]


@pytest.mark.parametrize(("name", "right", "wrong", "told"), SLIPS)
def test_a_slip_in_the_files_is_named(tmp_path: Path, name: str, right: str, wrong: str, told: str) -> None:
    folder = tmp_path / "county"
    shutil.copytree(FOLDER, folder)
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(CountyDataError, match=told):
        read_county(folder)


@given(st.integers(1, 99))
def test_numbers_read_as_they_are_written(value: int) -> None:
    assert number(chinese(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百一十五", 115),
        ("一千零四十九", 1049),
        ("二百二十三", 223),
        ("一百零九", 109),
        ("二十", 20),
        ("一百二十", 120),
    ],
)
def test_numbers_of_long_statutes_are_read(text: str, value: int) -> None:
    assert number(text) == value


def test_a_citation_is_taken_apart_and_written_again() -> None:
    citation = parse("《水法》第四十八条第一款第三项")
    assert citation == Citation("水法", "第四十八条", 1, 3)
    assert citation.place == "第四十八条第一款第三项"


@pytest.mark.parametrize("text", ["水法第七条", "《水法》", "《水法》第7条", "《水法》第七条等"])
def test_what_is_no_citation_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="写法"):
        parse(text)


ARTICLE = "下列行为：\n（一）采砂；\n（二）取土。\n前款活动须经批准。"


@pytest.mark.parametrize(
    ("paragraph", "item", "wrong"),
    [
        (None, None, ""),
        (1, 2, ""),
        (2, None, ""),
        (3, None, "只有 2 款"),
        (1, 3, "没有第三项"),
        (2, 1, "没有第一项"),
        (None, 1, "有数款，引用项须写明第几款"),
    ],
)
def test_a_citation_is_held_against_the_articles_paragraphs(
    paragraph: int | None, item: int | None, wrong: str
) -> None:
    assert misplaced(Citation("河道管理条例", "第二十五条", paragraph, item), ARTICLE) == wrong


@given(st.integers(1, 90), st.sampled_from(["ordinary", "joint"]))
def test_stages_share_out_exactly_the_days_promised(promised: int, plan: str) -> None:
    table = load(FOLDER / "procedures.toml")[plan]
    assert isinstance(table, dict)
    stages = shared_out(rows(table, "stages"), promised, plan)
    days = {stage.kind: stage.working_days for stage in stages if not stage.beside}
    assert sum(days.values()) == promised
    assert days["examine"] >= 1
    assert promised < 3 or min(days["examine"], days["review"], days["decide"]) >= 1
