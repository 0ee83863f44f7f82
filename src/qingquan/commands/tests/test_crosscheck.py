"""`qingquan crosscheck run`, as it is called."""

import argparse
import json

import pytest

from qingquan.commands import Mistake, crosscheck
from qingquan.crosscheck.models import Run
from qingquan.crosscheck.tests.cast import SAND, WATER, gather
from qingquan.crosscheck.words import RunState


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    crosscheck.add_arguments(parser)
    return crosscheck.run(parser.parse_args(["run", *words]))


@pytest.mark.django_db
def test_people_and_machines_are_told_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    cast = gather()
    cast.reported()
    cast.held_against(WATER, SAND)
    assert call() == 0
    told = capsys.readouterr().out
    assert "第 1 次比对：申报 1 项、目录 2 行" in told and "依法有权而未申报 1 项" in told
    assert call("--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["run"], answer["found"]["A-B"], answer["found"]["new"]) == (2, 1, 0)
    assert set(Run.objects.values_list("state", flat=True)) == {RunState.DONE}


@pytest.mark.django_db
def test_without_a_campaign_there_is_nothing_to_compare() -> None:
    with pytest.raises(Mistake, match="没有正在进行的清理审核"):
        call()


def test_the_bar_grows(capsys: pytest.CaptureFixture[str]) -> None:
    crosscheck.draw(50, "逐项比对")
    assert "[###############...............] 50% 逐项比对" in capsys.readouterr().err
