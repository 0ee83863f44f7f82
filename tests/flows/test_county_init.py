"""A real county begins: asked for what it is, with one administrator whose password serves once."""

import argparse
import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from qingquan import demo
from qingquan.catalogue.models import Item
from qingquan.commands import Mistake, county
from qingquan.demo import loading
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import Account, Tenure
from qingquan.places.calendar import county_calendar
from qingquan.places.models import County, Organ

GIVEN = [
    "--code",
    "990101",
    "--name",
    "清泉县",
    "--organ",
    "清泉县人民政府办公室",
    "--short-name",
    "清府办",
    "--uscc",
    "119901010010000108",
]


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    county.add_arguments(parser)
    return county.run(parser.parse_args(["init", *words]))


def without(option: str) -> list[str]:
    place = GIVEN.index(option)
    return GIVEN[:place] + GIVEN[place + 2 :]


def replaced(option: str, value: str) -> list[str]:
    return [*without(option), option, value]


@pytest.fixture
def told(db: None, capsys: pytest.CaptureFixture[str]) -> str:
    assert call(*GIVEN) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("told")
def test_a_county_begins_with_its_calendar_one_administrator_and_nothing_else() -> None:
    assert not County.objects.get().demo
    assert (Organ.objects.count(), Account.objects.count(), Item.objects.count()) == (1, 1, 0)
    assert Tenure.objects.get().post.role == "system_admin"
    assert county_calendar().first.year <= 2024
    assert set(Entry.objects.values_list("kind", flat=True)) == {
        *("county.founded", "division.entered", "calendar.imported"),
        *("organ.entered", "post.entered", "account.opened", "post.taken_up"),
    }


def test_the_password_serves_once(told: str, client: Client) -> None:
    found = re.search(r"一次性密码：(\S+)", told)
    assert found is not None
    assert Account.objects.get().must_change_password
    assert client.login(username="admin", password=found[1])
    assert told.count(found[1]) == 1


@pytest.mark.usefixtures("told")
def test_there_is_one_county_only() -> None:
    with pytest.raises(Mistake, match="已经建有一个县"):
        call(*replaced("--code", "990102"))
    assert County.objects.count() == 1


@pytest.mark.usefixtures("told")
def test_a_real_county_is_never_taken_for_the_demonstration() -> None:
    assert not demo.is_empty()
    with pytest.raises(Refused, match="已经有数据"):
        demo.load()
    with pytest.raises(Refused, match="没有清除"):
        loading.take_away()
    assert County.objects.count() == 1


@pytest.mark.usefixtures("told")
def test_no_demonstration_password_opens_a_real_county(client: Client) -> None:
    for _, username, password in [*demo.accounts(), ("", "admin", demo.accounts()[0][2])]:
        assert not client.login(username=username, password=password)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param([], "没有给出县的行政区划代码", id="nothing given and nobody to ask"),
        pytest.param(without("--uscc"), "没有给出这个机关的统一社会信用代码", id="something not given"),
        pytest.param(replaced("--name", " "), "没有给出县的名称", id="an empty name"),
        pytest.param(replaced("--code", "9901"), "不是县级行政区划代码", id="a city"),
        pytest.param(replaced("--code", "990101001000"), "不是县级行政区划代码", id="a town"),
        pytest.param(replaced("--uscc", "119901010010000109"), "校验码不对", id="a wrong credit code"),
        pytest.param([*GIVEN, "--calendar", "/nowhere.csv"], "不能读取", id="a calendar that is not there"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_nothing_is_founded(
    words: list[str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(Mistake, match=why) as mistake:
        call(*words)
    assert "\n" not in str(mistake.value)
    assert not County.objects.exists()


class Keyboard(io.StringIO):
    """A terminal on which the answers are typed."""

    def isatty(self) -> bool:
        return True


@pytest.mark.django_db
def test_what_is_not_given_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "sys.stdin", Keyboard("990101000000\n清泉县\n\n清泉县人民政府办公室\n清府办\n119901010010000108\n")
    )
    assert call("--username", "first") == 0
    assert (County.objects.get().division_id, Account.objects.get().username) == ("990101000000", "first")


@pytest.mark.django_db
def test_answers_broken_off_found_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard("990101\n清泉县\n"))
    with pytest.raises(Mistake, match="没有回答完"):
        call()
    assert not County.objects.exists()


@pytest.mark.django_db
def test_the_countys_own_calendar_takes_the_place_of_the_national_one(tmp_path: Path) -> None:
    file = tmp_path / "2026.csv"
    days = ["2026-01-01", "2026-05-01", "2026-10-01", "2026-03-03"]
    rows = [f"{day},statutory_holiday,某府办〔2025〕9号" for day in days]
    file.write_text("\n".join(["date,day_kind,source_doc", *rows]), encoding="utf-8")
    assert call(*GIVEN, "--calendar", str(file)) == 0
    assert not county_calendar().is_working(date(2026, 3, 3))
    # Spring Festival is a working Monday in this county, whose notice does not name it.
    assert county_calendar().is_working(date(2026, 2, 16))
