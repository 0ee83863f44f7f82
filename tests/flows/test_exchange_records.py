"""Cases and findings sent out by the national standard from the desk: what is in the file, masked for whom."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from qingquan.ledger.models import Entry
from qingquan.people.models import Actor
from qingquan.supervision.exchanging import findings
from qingquan.supervision.models import Card
from qingquan.supervision.words import Level, Rule
from tests.county import County, at, found

pytestmark = pytest.mark.django_db
HERE = "/desk/clearing/exchange/records/"
MON, WED = date(2026, 3, 2), date(2026, 3, 4)
ID, PHONE = "990101199003070015", "19900001234"


@pytest.fixture
def county(monkeypatch: pytest.MonkeyPatch) -> County:
    monkeypatch.setattr(timezone, "now", lambda: at(WED))
    return found()


def as_(actor: Actor) -> Client:
    client = Client()
    assert actor.account is not None
    client.force_login(actor.account)
    return client


def send(browser: Client, **changes: str) -> Any:
    asked = {
        "table": "application",
        "since": "2026-03-01",
        "until": "2026-03-04",
        "form": "csv",
        "layout": "with_t",
        "receiver": "省政务服务平台，办件归集",
    }
    return browser.post(HERE, asked | changes)


def rows(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.content.decode()[:1500]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def card(county: County) -> Card:
    case = county.accept(MON)
    return Card.objects.create(
        number="JC2026000001",
        case=case,
        rule=Rule.TL03.value,
        level=Level.RED.value,
        organ=county.organ,
        post=county.handler.post,
        since=MON,
        fact="超过承诺时限 1 个工作日。",
        evidence={},
        explanation=f"已联系申请人 {PHONE}",
        state="explained",
        issued_at=at(MON, 16),
    )


def test_the_organs_head_sends_the_own_cases_with_their_numbers(county: County) -> None:
    case = county.receive(MON)
    browser = as_(county.head.acts)
    assert "不脱敏" in browser.get(HERE).content.decode()
    answer = send(browser)
    told = rows(answer)
    assert {row["办件编号"] for row in told} == {case.number}
    assert (told[0]["申请人证件号码"], told[0]["手机号码"]) == (ID, PHONE)
    assert answer.headers["Content-Disposition"].endswith('application-2026-03-01-2026-03-04.csv"')
    assert Entry.objects.get(kind="exchange.records_sent_out").facts["personal"] is True


def test_who_looks_over_the_county_sends_them_masked(county: County) -> None:
    county.receive(MON)
    browser = as_(county.supervisor.acts)
    assert "脱敏以后送出" in browser.get(HERE).content.decode()
    for form in ("csv", "json"):
        text = send(browser, form=form).content.decode()
        assert ID not in text
        assert PHONE not in text
        assert "陈民" not in text
        assert "199****1234" in text
    assert not any(each.facts["personal"] for each in Entry.objects.filter(kind="exchange.records_sent_out"))


def test_a_head_sends_no_case_of_another_organ(county: County) -> None:
    county.receive(MON)
    other = county.head.acts
    assert other.post is not None
    other.post.organ = county.other_organ
    other.post.save(update_fields=["organ"])
    answer = send(as_(other))
    assert answer.status_code == 409
    assert "没有可以送出的记录" in answer.content.decode()


@pytest.mark.parametrize(
    ("table", "heading", "value"),
    [
        ("acceptance", "受理时间", "20260302T100000"),
        ("handling", "环节状态", "2"),
        ("supervision", "监察规则编号", "TL-03"),
    ],
)
def test_each_table_leaves_in_its_columns(county: County, table: str, heading: str, value: str) -> None:
    card(county)
    assert rows(send(as_(county.head.acts), table=table))[0][heading] == value


def test_a_finding_is_told_with_what_the_organ_said_without_personal_numbers(county: County) -> None:
    (told,) = findings([card(county)])
    assert (told.alarm, told.power_type, told.responsible) == ("3", "01", county.organ.name)
    assert told.result == "已说明：已联系申请人 ***********"
    Card.objects.update(level=Level.CLUE.value)
    (clue,) = findings(Card.objects.all())
    assert clue.alarm == ""


def test_the_workbook_and_the_layout_are_as_asked(county: County) -> None:
    county.receive(MON)
    browser = as_(county.head.acts)
    assert send(browser, form="xlsx").content.startswith(b"PK")
    told = json.loads(send(browser, form="json", layout="colons").content)
    assert told["records"][0]["applied_at"] == "2026030210:00:00"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"receiver": ""}, "请写明送给谁"),
        ({"since": "2026-03-05"}, "早于起日"),
        ({"since": "昨天"}, "起日“昨天”不是日期"),
        ({"since": "2024-01-01"}, "一次最多送出一年"),
        ({"table": "identity"}, "请选择表"),
        ({"form": "exe"}, "请选择文件格式"),
        ({"layout": ""}, "请选择时间写法"),
        ({"table": "result"}, "还没有到这张表记录的阶段"),
        ({"since": "2026-03-03"}, "没有可以送出的记录"),
    ],
)
def test_what_cannot_be_sent_says_why_and_is_not_recorded(county: County, changes: dict[str, str], why: str) -> None:
    county.receive(MON)
    answer = send(as_(county.head.acts), **changes)
    assert answer.status_code == 409
    assert why in answer.content.decode()
    assert not Entry.objects.filter(kind="exchange.records_sent_out").exists()


def test_only_who_sends_finds_the_page(county: County) -> None:
    assert as_(county.handler.acts).get(HERE).status_code == 404
    assert send(as_(county.handler.acts)).status_code == 404
    assert "送出办件" in as_(county.head.acts).get("/desk/clearing/exchange/").content.decode()
