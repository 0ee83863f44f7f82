"""`qingquan procedure` as an operator types it."""

import json
from importlib import resources
from pathlib import Path

import pytest

from qingquan.cli import main
from qingquan.procedures import runs
from qingquan.procedures.tests.drafts import bpmn, end, line, start, step
from qingquan.procedures.tests.pictures import group

Said = pytest.CaptureFixture[str]
SAMPLE = str(resources.files("qingquan.procedures").joinpath("samples", "licence_ordinary.bpmn"))


def draft(folder: Path, *elements: str) -> str:
    path = folder / "draft.bpmn"
    path.write_bytes(bpmn(*elements))
    return str(path)


def test_a_sound_diagram_may_be_published(capsys: Said) -> None:
    assert main(["procedure", "check", SAMPLE, "--promise", "12"]) == 0
    assert capsys.readouterr().out == "可以公布：6 个步骤，一条路最长 12 个工作日。\n"


def test_a_promise_too_short_is_told_and_fails(capsys: Said) -> None:
    assert main(["procedure", "check", SAMPLE, "--promise", "11"]) == 1
    assert "超过承诺的 11 个工作日" in capsys.readouterr().err


def test_findings_come_one_a_line_with_their_element(tmp_path: Path, capsys: Said) -> None:
    assert main(["procedure", "check", draft(tmp_path, start(), step("x", "examine"), end(), line("s x e"))]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("错误 [x] 审查步骤「步骤x」之后可以不经决定")
    assert said.err.count("\n") == 1
    assert said.out.startswith("提醒 [P] ")


def test_findings_are_there_for_machines(tmp_path: Path, capsys: Said) -> None:
    assert (
        main(["procedure", "check", "--json", draft(tmp_path, start(), step("x", "examine"), end(), line("s x e"))])
        == 1
    )
    told = json.loads(capsys.readouterr().out)
    assert told["sound"] is False
    assert [(found["code"], found["element_id"], found["severity"]) for found in told["findings"]] == [
        ("no_decision", "x", "error"),
        ("no_page", "P", "warning"),
    ]


def test_a_diagram_is_drawn_to_a_file_with_its_current_step(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "out.svg"
    assert main(["procedure", "draw", SAMPLE, "-o", str(out), "--current", "Step_2", "--done", "Step_1"]) == 0
    assert "q-current" in (group(out.read_text("utf-8"), "Step_2").get("class") or "")
    assert capsys.readouterr().out == f"已画成 {out}。\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.svg"]


def test_a_diagram_is_drawn_to_the_screen_and_for_machines(capsys: Said) -> None:
    assert main(["procedure", "draw", SAMPLE]) == 0
    assert capsys.readouterr().out == runs.draw(Path(SAMPLE).read_bytes())
    assert main(["procedure", "draw", SAMPLE, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["svg"].startswith("<svg")
    assert [row["name"] for row in told["steps"]][:2] == ["申请", "受理"]


def test_a_diagram_is_told_in_words(capsys: Said) -> None:
    assert main(["procedure", "tell", SAMPLE]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "申请：进入“受理”。"
    assert main(["procedure", "tell", SAMPLE, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["steps"][1]["ways"][0]["to"] == "结束“不予受理”（不予受理）"


TABLE = "名称,岗位,时限,类别\n受理,窗口人员,1,受理\n审查,承办人,5,审查\n决定,批准人,2,决定\n"
TOML = """
name = "许可程序"
[[stages]]
name = "受理"
post = "window_clerk"
working_days = 1
kind = "accept"
[[stages]]
name = "决定"
post = "approver"
working_days = 2
kind = "decide"
"""


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("许可.csv", TABLE.encode(), "许可"),
        ("许可.csv", TABLE.encode("utf-8-sig"), "许可"),
        ("许可.csv", TABLE.encode("gb18030"), "许可"),
        ("stages.toml", TOML.encode(), "许可程序"),
    ],
)
def test_a_table_of_stages_becomes_a_sound_diagram(
    tmp_path: Path, capsys: Said, name: str, content: bytes, title: str
) -> None:
    table, out = tmp_path / name, tmp_path / "out.bpmn"
    table.write_bytes(content)
    assert main(["procedure", "from-stages", str(table), "-o", str(out)]) == 0
    steps = runs.load(out.read_bytes()).steps
    assert capsys.readouterr().out == f"已生成 {out}：{len(steps)} 个阶段。\n"
    assert not runs.check(out.read_bytes())
    assert runs.load(out.read_bytes()).name == title


@pytest.mark.parametrize(
    ("words", "content", "why"),
    [
        (["check", "FILE"], None, "没有这个文件"),
        (["draw", "FILE"], b"<a>", "不是完好的 XML"),
        (["tell", "FILE"], b"", "空的"),
        (
            ["draw", "FILE", "--current", "ghost"],
            bpmn(start(), step("a"), end(), line("s a e")),
            "没有编号为“ghost”的步骤",
        ),
        (["draw", "FILE"], bpmn(start(), step("a"), end(), line("s a e")), "没有图形坐标"),
        (["draw", SAMPLE, "-o", "FILE/x/y.svg"], None, "写不进去"),
        (["from-stages", "FILE", "-o", "OUT"], "名称\n审查".encode(), "时限"),
        (["from-stages", "FILE.toml", "-o", "OUT"], b"= 1", "不是可读的 TOML"),
        (["from-stages", "FILE.toml", "-o", "OUT"], b"stages = 1", "阶段应写成"),
        (["from-stages", "FILE", "-o", "OUT"], b"\xff\xff\x00", "字符编码|没有名称|阶段须有"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_two(
    tmp_path: Path, capsys: Said, words: list[str], content: bytes | None, why: str
) -> None:
    named = [word.replace("FILE", str(tmp_path / "file")).replace("OUT", str(tmp_path / "out")) for word in words]
    for word in named:
        if content is not None and word.startswith(str(tmp_path / "file")):
            Path(word).write_bytes(content)
    assert main(["procedure", *named]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert any(part in said.err for part in why.split("|"))


def test_an_unreadable_file_fails_the_check_in_one_line(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "big.bpmn"
    path.write_bytes(b"<a>" + b"x" * 50_000_000)
    assert main(["procedure", "check", str(path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
