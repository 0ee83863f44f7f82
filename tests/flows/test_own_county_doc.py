"""The way to a county of one's own, as docs/own-county.md gives it."""

import re
from pathlib import Path

import pytest

from qingquan.cli import main
from qingquan.ledger.models import Entry
from qingquan.people.models import Account
from qingquan.places.models import Division, Organ, Post, Window
from qingquan.places.words import Role

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "own-county.md").read_text("utf-8")


def block(language: str) -> str:
    """The first block of the page in this language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    assert found
    return found[1]


@pytest.mark.django_db
def test_the_command_and_the_script_of_the_page_make_a_county_that_can_work(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = re.search(r"^\$ \./qingquan (county init .*)$", PAGE, flags=re.MULTILINE)
    assert line
    assert main(line[1].split()) == 0
    told = capsys.readouterr().out.splitlines()
    shown = PAGE.partition(line[0])[2].partition("```")[0].strip().splitlines()
    assert [row.partition("一次性密码")[0] for row in told] == [row.partition("一次性密码")[0] for row in shown]
    exec(compile(block("python"), "own-county.md", "exec"), {})
    organ = Organ.objects.get(seq="013")
    assert {Role(post.role) for post in Post.objects.filter(organ=organ)} >= {Role.WINDOW_CLERK, Role.APPROVER}
    assert Window.objects.get().posts.get().organ == organ
    assert Division.objects.count() == 3
    administrator = Account.objects.get(username="admin")
    assert Entry.objects.get(kind="window.entered").account_id == administrator.pk


def test_the_stages_of_the_page_make_a_flowchart_that_may_be_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stages = re.search(r"```\n(名称,岗位.*?)```", PAGE, flags=re.DOTALL)
    assert stages
    table, chart = tmp_path / "stages.csv", tmp_path / "stages.bpmn"
    table.write_text(stages[1], encoding="utf-8")
    assert main(["procedure", "from-stages", str(table), "-o", str(chart), "--name", "取水许可"]) == 0
    assert main(["procedure", "check", str(chart), "--promise", "15"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] in PAGE
