"""A whole county from one workbook: entered whole or not at all, told row by row, and the second time the same."""

import argparse
import csv
import json
import logging
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from qingquan.catalogue.models import Holding, Item
from qingquan.commands import Mistake, import_
from qingquan.desk.setup_sheets.columns import GUIDE, SHEETS
from qingquan.desk.setup_sheets.template import as_csv
from qingquan.ledger.models import Entry
from qingquan.people.models import Account, Tenure
from qingquan.places.models import Division, Hall, Office, Organ, Post, Window
from tests.flows.setup_hands import Rows, demo_rows, empty, files, small_rows, written

__all__ = ["empty"]

TABLES = (Division, Organ, Office, Post, Account, Tenure, Hall, Window)


def call(*words: object) -> int:
    parser = argparse.ArgumentParser()
    import_.add_arguments(parser)
    return import_.run(parser.parse_args(["county", *map(str, words)]))


def counts() -> list[int]:
    return [table._default_manager.count() for table in TABLES]


def findings(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["problems"]
    return found


@pytest.mark.usefixtures("empty")
def test_the_demonstration_county_comes_in_whole_and_a_second_run_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    county, file = files(), written(tmp_path, demo_rows())
    # The founding entered the county, one organ, one post, one account and one tenure; its organ is among the 22.
    assert call(file) == 0
    assert counts() == [
        1 + len(county.towns) + len([*county.villages]),
        len(county.organs),
        sum(len(organ.offices) for organ in county.organs),
        1 + len([*county.posts]),
        1 + len(county.officials),
        1 + len(demo_rows()["任职"]),
        len(county.halls),
        sum(len(hall.windows) for hall in county.halls),
    ]
    assert Window.posts.through.objects.count() == sum(len(w.posts) for hall in county.halls for w in hall.windows)
    told = capsys.readouterr().out
    assert f"新账号 {len(county.officials)} 个" in told
    before, entries = counts(), Entry.objects.count()
    assert call(file, "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert {outcome for each in again["counts"].values() for outcome in each} == {"same"}
    assert (counts(), Entry.objects.count(), again["passwords"]) == (before, entries, None)


@pytest.mark.usefixtures("empty")
def test_new_passwords_are_the_owners_alone_and_serve_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = tmp_path / "secret.csv"
    assert call(written(tmp_path, small_rows()), "--passwords", secret) == 0
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    with secret.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["用户名"] for row in rows] == ["shuili.wang", "shuili.li", "shuili.zhao"]
    said = capsys.readouterr()
    for row in rows:
        assert Client().login(username=row["用户名"], password=row["一次性密码"])
        assert Account.objects.get(username=row["用户名"]).must_change_password
        for place in (said.out, said.err, caplog.text, str(list(Entry.objects.values_list("facts", flat=True)))):
            assert row["一次性密码"] not in place


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("there", ["exists", "no folder"])
def test_when_the_passwords_cannot_be_kept_nothing_is_entered(tmp_path: Path, there: str) -> None:
    secret = tmp_path / "secret.csv" if there == "exists" else tmp_path / "none" / "secret.csv"
    if there == "exists":
        secret.write_text("mine", encoding="utf-8")
    before = counts()
    with pytest.raises(Mistake, match="什么也没有录入"):
        call(written(tmp_path, small_rows()), "--passwords", secret)
    assert counts() == before
    assert there != "exists" or secret.read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("empty")
def test_a_trial_tells_what_would_be_done_and_does_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, entries = counts(), Entry.objects.count()
    assert call(written(tmp_path, small_rows()), "--check") == 0
    assert "岗位：新录入 3 行" in capsys.readouterr().out
    assert (counts(), Entry.objects.count()) == (before, entries)
    assert list(tmp_path.glob("*.csv")) == []


def put(sheet: str, line: int, place: int, value: str) -> Callable[[Rows], None]:
    """Type a value into a cell; `line` counts from the first row below the headings, as 2."""

    def change(rows: Rows) -> None:
        rows[sheet][line - 2][place] = value

    return change


def more(sheet: str, *cells: str) -> Callable[[Rows], None]:
    return lambda rows: rows[sheet].append(list(cells))


WRONG = [
    pytest.param(put("区划", 3, 0, "9901"), ("区划", 3, "区划代码"), "不在本县", id="a city's code"),
    pytest.param(
        put("区划", 3, 0, "99010100100"), ("区划", 3, "区划代码"), "应为 2、4、6、9 或 12", id="eleven digits"
    ),
    pytest.param(
        more("区划", "990101002001", "某社区"), ("区划", 4, "区划代码"), "上级990101002000没有列出", id="no town"
    ),
    pytest.param(put("机关", 2, 0, "1.1990101E+17"), ("机关", 2, "统一社会信用代码"), "后几位已经丢失", id="rounded"),
    pytest.param(
        put("机关", 2, 0, "11990101000001012C"), ("机关", 2, "统一社会信用代码"), "校验码不对", id="a digit of the code"
    ),
    pytest.param(put("机关", 2, 3, "001"), ("机关", 2, "机构序号"), "“001”已由另一个机关使用", id="a number taken"),
    pytest.param(put("机关", 2, 4, "清河县"), ("机关", 2, "所在区划"), "没有区划“清河县”", id="a strange division"),
    pytest.param(put("机关", 2, 5, "机关法人"), ("机关", 2, "主体性质"), "请从这些里选一个", id="a strange nature"),
    pytest.param(put("机关", 2, 8, "2110"), ("机关", 2, "电话"), "不是手机", id="half a number"),
    pytest.param(
        put("内设机构", 3, 2, "是"), ("内设机构", 3, "行政审批机构"), "与第 2 行重复", id="two approval units"
    ),
    pytest.param(put("内设机构", 3, 2, "也许"), ("内设机构", 3, "行政审批机构"), "请填是或否", id="neither yes nor no"),
    pytest.param(put("岗位", 3, 3, "科员"), ("岗位", 3, "角色"), "不认识“科员”", id="a strange role"),
    pytest.param(put("岗位", 3, 1, "水利"), ("岗位", 3, "机关"), "没有机关“水利”", id="a strange organ"),
    pytest.param(put("岗位", 3, 4, "财务股"), ("岗位", 3, "内设机构"), "没有内设机构“财务股”", id="a strange office"),
    pytest.param(put("岗位", 3, 0, "shuili.window_clerk"), ("岗位", 3, "岗位代码"), "与第 2 行重复", id="a code twice"),
    pytest.param(put("岗位", 3, 0, "承办岗"), ("岗位", 3, "岗位代码"), "字母、数字、点和短横", id="a code in Chinese"),
    pytest.param(put("人员", 2, 1, " "), ("人员", 2, "姓名"), "没有填写", id="nobody's name"),
    pytest.param(put("任职", 2, 0, "nobody"), ("任职", 2, "用户名"), "没有工作人员“nobody”", id="a strange person"),
    pytest.param(put("任职", 2, 2, "2026-02-30"), ("任职", 2, "到岗日期"), "没有“2026-02-30”这一天", id="no such day"),
    pytest.param(put("任职", 2, 2, "年初"), ("任职", 2, "到岗日期"), "请写成 2026-03-02", id="not a day"),
    pytest.param(put("窗口", 2, 4, ""), ("窗口", 2, "进驻机关"), "部门窗口须写明进驻机关", id="whose window"),
    pytest.param(put("窗口", 2, 5, "shuili.x"), ("窗口", 2, "窗口岗位"), "没有岗位“shuili.x”", id="a strange post"),
    pytest.param(put("窗口", 2, 0, "中心"), ("窗口", 2, "大厅"), "没有大厅“中心”", id="a strange hall"),
]


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(("change", "place", "said"), WRONG)
def test_a_wrong_cell_is_told_at_its_place_once_and_nothing_is_entered(
    change: Callable[[Rows], None],
    place: tuple[str, int, str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows, before = small_rows(), counts()
    change(rows)
    assert call(written(tmp_path, rows), "--json") == 1
    told = findings(capsys)
    assert [(each["sheet"], each["line"], each["column"]) for each in told if each["sheet"] == place[0]] == [place]
    assert said in f"{told[0]['what']}，{told[0]['todo']}"
    assert counts() == before


@pytest.mark.usefixtures("empty")
def test_every_finding_is_one_sentence_for_people_and_a_row_for_a_spreadsheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = small_rows()
    put("岗位", 3, 3, "科员")(rows)
    put("任职", 2, 2, "年初")(rows)
    assert call(written(tmp_path, rows), "--report", tmp_path / "report.csv") == 1
    told = capsys.readouterr().out
    assert "有 2 处不对，什么也没有录入" in told
    assert "“任职” 第 2 行 “到岗日期”：“年初”不是日期，请写成 2026-03-02。" in told
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["列"] for row in csv.DictReader(file)] == ["角色", "到岗日期"]


@pytest.mark.usefixtures("empty")
def test_what_a_part_is_known_by_is_not_changed_by_importing_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(written(tmp_path, small_rows()), "--passwords", tmp_path / "p.csv")
    rows, entries = small_rows(), Entry.objects.count()
    put("区划", 2, 1, "改名街道")(rows)
    put("机关", 2, 3, "014")(rows)
    put("内设机构", 2, 2, "否")(rows)
    put("岗位", 3, 3, "审核人")(rows)
    put("人员", 2, 1, "王床")(rows)
    put("任职", 2, 2, "2026-01-06")(rows)
    put("大厅", 2, 1, "镇")(rows)
    more("人员", "shuili.new", "新人")(rows)
    capsys.readouterr()
    assert call(written(tmp_path, rows), "--json") == 1
    assert [(each["sheet"], each["line"], each["column"]) for each in findings(capsys)] == [
        ("区划", 2, "名称"),
        ("机关", 2, "机构序号"),
        ("内设机构", 2, "行政审批机构"),
        ("岗位", 3, "角色"),
        ("人员", 2, "姓名"),
        ("任职", 2, "到岗日期"),
        ("大厅", 2, "级别"),
    ]
    assert Entry.objects.count() == entries


@pytest.mark.usefixtures("empty")
def test_what_may_be_amended_is_amended_and_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(written(tmp_path, small_rows()), "--passwords", tmp_path / "p.csv")
    rows = small_rows()
    put("机关", 2, 7, "新区路1号")(rows)
    put("内设机构", 2, 2, "是")(rows)
    rows["内设机构"] = [["清泉县水利局", "办公室", "是"]]
    put("岗位", 3, 5, "审查并提出意见。")(rows)
    put("大厅", 2, 4, "工作日 8:30—17:30")(rows)
    put("窗口", 2, 5, "shuili.window_clerk，shuili.handler")(rows)
    capsys.readouterr()
    assert call(written(tmp_path, rows), "--json") == 0
    told = json.loads(capsys.readouterr().out)["counts"]
    assert {sheet for sheet, each in told.items() if "amended" in each} == {"机关", "内设机构", "岗位", "大厅", "窗口"}
    assert Office.objects.get(is_approval_unit=True).name == "办公室"
    assert Window.objects.get().posts.count() == 2
    assert Organ.objects.get(seq="013").address == "新区路1号"


@pytest.mark.usefixtures("empty")
def test_an_applicants_account_never_becomes_an_officials(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Account.objects.create_user("shuili.wang", None, name="王窗", kind="applicant")
    assert call(written(tmp_path, small_rows()), "--json") == 1
    assert findings(capsys)[0]["what"] == "“shuili.wang”是申请人的账号"


@pytest.mark.usefixtures("empty")
def test_items_are_handed_to_posts_of_their_own_organ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(written(tmp_path, small_rows()), "--passwords", tmp_path / "p.csv")
    own, other = (
        Item.objects.create(code=code, organ=Organ.objects.get(seq=seq), power_type="licence", name="取水许可")
        for code, seq in (("AB-1", "013"), ("AB-2", "001"))
    )
    rows = {"岗位行权": [[own.code, "shuili.handler", "2026/3/2"]]}
    assert call(written(tmp_path, rows)) == 0
    assert Holding.objects.get().from_on.isoformat() == "2026-03-02"
    assert call(written(tmp_path, rows)) == 0
    capsys.readouterr()
    rows["岗位行权"] = [[other.code, "shuili.handler", "2026-03-02"], ["AB-3", "shuili.handler", "2026-03-02"]]
    assert call(written(tmp_path, rows), "--json") == 1
    assert [each["what"] for each in findings(capsys)] == ["岗位和事项不属于同一个机关", "权力清单里没有“AB-3”"]


@pytest.mark.usefixtures("empty")
def test_a_folder_of_csv_files_is_as_good_as_a_workbook(tmp_path: Path) -> None:
    for sheet in SHEETS:
        if rows := small_rows().get(sheet.name):
            content = as_csv(sheet, rows).decode("utf-8-sig")
            # Half of China's spreadsheets write GB 18030.
            (tmp_path / f"{sheet.name}.csv").write_bytes(content.encode("gb18030"))
    assert call(tmp_path, "--passwords", tmp_path / "p.txt") == 0
    assert Tenure.objects.count() == 4


@pytest.mark.usefixtures("empty")
def test_the_template_is_filled_in_and_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "县情.xlsx"
    assert call("--template", path) == 0
    book = load_workbook(path)
    assert book.sheetnames == [GUIDE, *(sheet.name for sheet in SHEETS)]
    for name, rows in small_rows().items():
        for line, cells in enumerate(rows, 2):
            for place, cell in enumerate(cells, 1):
                book[name].cell(line, place, cell)
    book.save(path)
    assert call(path, "--passwords", tmp_path / "p.csv") == 0
    with pytest.raises(Mistake, match="已经存在"):
        call("--template", path)


@pytest.mark.django_db
def test_without_a_county_one_is_told_to_found_it(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match=r"请先运行 \./qingquan county init"):
        call(written(tmp_path, small_rows()))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(None, "找不到", id="no file"),
        pytest.param(b"PK\x03\x04rubbish", "已损坏", id="half a workbook"),
        pytest.param(b"\xd0\xcf\x11\xe0old", "另存为 .xlsx", id="an old workbook"),
        pytest.param(b"", "没有找到任何一张表", id="an empty file"),
    ],
)
def test_a_file_that_is_none_is_told_in_one_line(tmp_path: Path, content: bytes | None, why: str) -> None:
    path = tmp_path / "机关.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Mistake, match=why) as mistake:
        call(path)
    assert "\n" not in str(mistake.value)


@pytest.mark.usefixtures("empty")
def test_sheets_and_columns_that_nobody_knows_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "机构"
    page.append(["机关名称"])
    posts = book.create_sheet("岗位")
    posts.append(["岗位一览表"])
    posts.append(["岗位代码*", "机关", "岗位名称", "职责", "备注"])
    book.save(tmp_path / "odd.xlsx")
    assert call(tmp_path / "odd.xlsx", "--json") == 1
    assert [(each["sheet"], each["column"], each["what"]) for each in findings(capsys)] == [
        ("岗位", "角色", "缺少这一列"),
        ("岗位", "职责", "不认识这一列"),
        ("机构", "", "不认识这张表"),
    ]
