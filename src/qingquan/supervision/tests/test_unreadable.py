from pathlib import Path

import pytest

from qingquan.supervision.replay.map_file import read_map, shipped_maps
from qingquan.supervision.replay.reading import Unreadable
from qingquan.supervision.replay.run import replay
from qingquan.supervision.tests.logs import HEADER, MAP, ROWS, write_log, write_map, xes

ENTITY = '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE log SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("log.csv", "", "表头有：（空文件）"),
        ("log.csv", (HEADER + ROWS).replace("办理人", "经办"), "columns.person 写的列“办理人”在 log.csv 中不存在"),
        ("log.csv", (HEADER + ROWS).replace("case:机关", "机关"), "写的列“case:机关”在 log.csv 中不存在"),
        ("log.txt", HEADER, "只能读取 .csv、.xes"),
        ("log.xes", xes()[:400], "第1行"),
        ("log.xes", xes().replace("</trace>", "</event>", 1), "XML 损坏（mismatched tag）"),
        ("log.xes", "<html/>", "根元素是 <html> 而不是 <log>"),
        ("log.xes", "plain words", "XML 损坏（syntax error）"),
        ("log.xes", "<log>" + "<a>" * 100, "嵌套超过64层"),
        ("log.xes", xes(before=ENTITY), "含有文档类型或实体声明"),
        ("log.xes", xes(before=OUTSIDE), "含有文档类型或实体声明"),
        ("log.xes", xes().replace('key="办理人"', 'key="谁"'), "属性“办理人”在 log.xes 中从未出现"),
        ("log.xes", "<log/>", "没有读到任何办件"),
    ],
)
def test_a_log_that_cannot_be_used_is_refused_in_one_line(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        replay(write_log(tmp_path, text, name=name), write_map(tmp_path))
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_log_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="找不到日志文件"):
        replay(tmp_path / "no.csv", write_map(tmp_path))


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "log.csv").mkdir()
    with pytest.raises(Unreadable, match="无法打开日志文件"):
        replay(tmp_path / "log.csv", write_map(tmp_path))


@pytest.mark.parametrize("keep", [60, 200])
def test_a_cut_or_damaged_gzip_is_refused(tmp_path: Path, keep: int) -> None:
    log = write_log(tmp_path, HEADER + ROWS, name="log.csv.gz")
    whole = log.read_bytes()
    log.write_bytes(whole[:keep] if keep == 60 else whole[:30] + bytes(20) + whole[50:])
    with pytest.raises(Unreadable, match="压缩文件损坏或不完整"):
        replay(log, write_map(tmp_path))


def test_a_gzip_that_grows_out_of_proportion_is_refused(tmp_path: Path) -> None:
    log = write_log(tmp_path, "<log>" + " " * 80 * 2**20, name="log.xes.gz")
    assert log.stat().st_size < 100_000
    with pytest.raises(Unreadable, match="解压后过大"):
        replay(log, write_map(tmp_path))


def changed(old: str, new: str) -> str:
    assert old in MAP
    return MAP.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("columns = [", "county.toml 不是有效的 TOML"),
        ("", "columns.case：必须填写"),
        (changed('case = "case:编号"', ""), "columns.case：必须填写"),
        (changed("[columns]", "[columns]\ncolour = 1"), "columns.colour：没有这一项"),
        ("speed = 1\n" + MAP, "speed：没有这一项"),
        ('zone = "Mars/North"\n' + MAP, "zone：没有时区“Mars/North”"),
        ('compare = "hour"\n' + MAP, "compare：只能是 moment、day，不能是“hour”"),
        (changed('"cn"', '"my.csv"'), "只能是 none、weekends、cn 或者一个 CSV 文件"),
        (changed('ended = { activity = ["决定", "撤回"], last = true }', ""), "case.ended：必须写明怎样认定办结"),
        (
            changed('ended = { activity = ["决定", "撤回"]', "ended = { days = 5 } #"),
            "case.ended：必须写明怎样认定办结",
        ),
        (changed('outcome = { activity = "受理" }', "outcome = { days = 5 }"), "case.outcome：不能用 days 推算"),
        (changed('outcome = { activity = "受理" }', 'outcome = "受理"'), "case.outcome：应为表"),
        (changed('outcome = { activity = "受理" }', "outcome = {}"), "三者只能并且必须写一个"),
        (changed("days = 10", "days = 0"), "case.promised.days：应为正整数"),
        (changed("days = 10", 'days = 10, unit = "周"'), "case.promised.unit：只能是 WD、CD"),
        (changed('after = "accepted"', 'after = "决定"'), "case.promised.after：只能是 received 或者 accepted"),
        (changed("last = true", 'last = "yes"'), "case.ended.last：应为 true 或 false"),
        (changed('[["受理", "决定"]]', '["受理", "决定"]'), "order.before：应为若干 [先, 后] 两项列表"),
        (changed('gaps = "补正告知"', "gaps = [1]"), "case.gaps：应为文字或者文字列表"),
        (changed('person = "办理人"', "person = 1"), "columns.person：应为文字"),
        ('listed = "items.csv"\n' + MAP, "listed：无法读取"),
        ('listed = "posts.csv"\n' + MAP, "listed：posts.csv 的表头应为 item,from,to"),
        ('holdings = "posts.csv"\n' + MAP, "holdings：posts.csv 第 2 行应为 person,post,from,to"),
        ('listed = "items2.csv"\n' + MAP, "case.item：使用 listed 时必须写明事项所在的列"),
    ],
)
def test_a_map_that_says_too_little_or_too_much_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "posts.csv").write_text("person,post,from,to\n李敏,handler,昨天,\n", encoding="utf-8")
    (tmp_path / "items2.csv").write_text("item,from,to\n取水许可,2026-01-01,\n", encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        read_map(write_map(tmp_path, text))
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_map_is_answered_with_the_shipped_ones() -> None:
    with pytest.raises(Unreadable, match=r"找不到对照表 nowhere；随产品提供的有：.*receipt_wabo"):
        read_map("nowhere")


@pytest.mark.parametrize("name", shipped_maps())
def test_every_shipped_map_is_good(name: str) -> None:
    assert read_map(name).rules


def test_a_calendar_may_stand_beside_the_map(tmp_path: Path) -> None:
    (tmp_path / "days.csv").write_text("date,day_kind,source_doc\n2026-13-01,workday,x\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"对照表的 calendar：days\.csv 第2行"):
        read_map(write_map(tmp_path, changed('"cn"', '"days.csv"')))
