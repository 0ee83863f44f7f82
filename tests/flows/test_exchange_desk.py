"""The upper level's catalogue claimed on the desk, and items out and in by the national standard."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.crosscheck.models import BaseRow
from qingquan.exchange import acts, files
from qingquan.exchange.models import Claim
from qingquan.exchange.rules.rows import ItemRow, to_row
from qingquan.exchange.words import FileKind
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.publication.tests.cast import Cast, at, gather

pytestmark = pytest.mark.django_db
HERE = "/desk/clearing/exchange/"
NEW_CODE = "11990101000001011C4000119077000"


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(timezone, "now", at)
    cast = gather()
    since = date(2026, 1, 5)
    items = cast.of_items
    for actor in (cast.office, cast.head, cast.forester, items.administrator, items.clerk, items.legal):
        assert actor.account is not None
        assert actor.post is not None
        people.appoint(actor.account, actor.post, from_on=since, by=SYSTEM, at=at(since))
    return cast


def as_(actor: Actor) -> Client:
    client = Client()
    assert actor.account is not None
    client.force_login(actor.account)
    return client


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def seen(department: str = "水利部门", code: str = "000119077000") -> Claim:
    BaseRow.objects.create(
        source="province",
        base_code=code,
        name="河道采砂许可",
        power_type="licence",
        levels=["county"],
        competent_department=department,
        bases=["《水法》第三十九条"],
        entered_at=at(),
    )
    acts.see(at=at())
    return Claim.objects.get(base_row__base_code=code)


def test_an_organ_claims_a_row_and_completes_the_draft(cast: Cast) -> None:
    claim, browser = seen(), as_(cast.of_items.administrator)
    assert "待认领" in text(browser.get(f"{HERE}?state=unclaimed"))
    page = text(browser.get(f"{HERE}{claim.pk}/"))
    assert f'value="{NEW_CODE}"' in page
    assert browser.post(f"{HERE}{claim.pk}/begin/", {"code": NEW_CODE}).status_code == 303
    assert Item.objects.get().name == "河道采砂许可"
    page = text(browser.get(f"{HERE}{claim.pk}/"))
    assert page.count("一致") >= 4
    assert "不一致" not in page


def test_a_code_that_is_none_is_refused_and_stays_in_its_field(cast: Cast) -> None:
    claim = seen()
    answer = as_(cast.of_items.administrator).post(f"{HERE}{claim.pk}/begin/", {"code": "编码？"})
    page = text(answer, 409)
    assert "含有字母、数字、连字符以外的字符" in page
    assert 'value="编码？"' in page


def test_not_applicable_without_a_reason_is_refused(cast: Cast) -> None:
    claim, browser = seen(), as_(cast.of_items.administrator)
    assert "请写明不适用的理由" in text(browser.post(f"{HERE}{claim.pk}/aside/", {"reason": ""}), 409)
    assert browser.post(f"{HERE}{claim.pk}/aside/", {"reason": "本县没有采砂河道。"}).status_code == 303
    assert "本县没有采砂河道。" in text(browser.get(HERE))


def test_a_row_is_assigned_by_the_clearing_office(cast: Cast) -> None:
    claim = seen("海事部门")
    water = cast.of_items.water
    assert as_(cast.of_items.administrator).get(f"{HERE}{claim.pk}/").status_code == 404
    assert "还没有分派" in text(as_(cast.office).get(HERE))
    assert as_(cast.office).post(f"{HERE}{claim.pk}/assign/", {"organ": str(water.pk)}).status_code == 303
    assert as_(cast.of_items.administrator).get(f"{HERE}{claim.pk}/").status_code == 200


def test_what_the_upper_level_changed_is_shown_until_it_is_noted(cast: Cast) -> None:
    claim, browser = seen(), as_(cast.of_items.administrator)
    browser.post(f"{HERE}{claim.pk}/begin/", {"code": NEW_CODE})
    BaseRow.objects.update(name="河道采砂审批")
    acts.see(at=at())
    page = text(browser.get(f"{HERE}{claim.pk}/"))
    assert "<del>河道采砂许可</del>" in page
    assert "<ins>河道采砂审批</ins>" in page
    assert browser.post(f"{HERE}{claim.pk}/note/").status_code == 303
    assert "上级新版目录有变化" not in text(browser.get(f"{HERE}{claim.pk}/"))


@pytest.mark.parametrize(("who", "status"), [("head", 200), ("office", 200), ("forester", 404), ("clerk", 404)])
def test_a_row_is_found_by_its_organ_and_by_who_looks_over_the_county(cast: Cast, who: str, status: int) -> None:
    actor = getattr(cast, who, None) or getattr(cast.of_items, who)
    assert as_(actor).get(f"{HERE}{seen().pk}/").status_code == status


@pytest.mark.parametrize("deed", ["begin", "match", "aside", "note", "decide", "nonsense"])
def test_only_the_organs_administrator_answers(cast: Cast, deed: str) -> None:
    assert as_(cast.head).post(f"{HERE}{seen().pk}/{deed}/", {"reason": "x"}).status_code == 404


@pytest.mark.parametrize("kind", list(FileKind))
def test_what_was_sent_out_changes_nothing_when_it_comes_back(cast: Cast, kind: FileKind) -> None:
    cast.of_items.published()
    browser = as_(cast.of_items.administrator)
    sent = browser.get(f"{HERE}items/files/{kind.value}/").content
    answer = browser.post(f"{HERE}items/", {"file": SimpleUploadedFile(f"items.{kind.value}", sent)}, follow=True)
    assert "没有变化" in text(answer)
    assert ItemVersion.objects.count() == 1


def test_what_the_other_side_changed_becomes_a_draft(cast: Cast) -> None:
    facts = cast.of_items.published().facts()
    row = to_row(facts)
    changed = files.write([ItemRow(row.fields | {"promise_days": "12"}, row.materials)], FileKind.JSON)
    browser = as_(cast.of_items.administrator)
    assert browser.post(f"{HERE}items/", {"file": SimpleUploadedFile("items.json", changed)}).status_code == 302
    assert ItemVersion.objects.get(number=2).promise_days == 12


def test_the_page_names_every_field_that_does_not_fit(cast: Cast) -> None:
    cast.of_items.published()
    page = text(as_(cast.of_items.administrator).get(f"{HERE}items/"))
    assert "有 31 个字符，标准最多 24 个" in page
    assert "原样送出，不截断" in page


@pytest.mark.parametrize(
    ("name", "data", "status", "why"),
    [
        ("items.docx", b"x", 409, "只收取 JSON、XML 和 CSV"),
        ("items.json", b"{", 409, "应有 items 数组"),
        ("items.xml", b"<!DOCTYPE a><items/>", 409, "实体声明"),
        ("items.csv", "中文".encode("gbk"), 409, "不是 UTF-8"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_reason(
    cast: Cast, name: str, data: bytes, status: int, why: str
) -> None:
    browser = as_(cast.of_items.administrator)
    assert why in text(browser.post(f"{HERE}items/", {"file": SimpleUploadedFile(name, data)}), status)
    assert "请选择要收取的文件" in text(browser.post(f"{HERE}items/", {}), 422)


def test_who_only_looks_takes_nothing_in(cast: Cast) -> None:
    answer = as_(cast.office).post(f"{HERE}items/", {"file": SimpleUploadedFile("items.json", b"[]")})
    # The clearing office looks; the establishment and legal offices and the organs take files in.
    assert answer.status_code == 404


def decided(claim: Claim, browser: Client, field: str, choice: str, reason: str = "") -> Any:
    page = text(browser.get(f"{HERE}{claim.pk}/"))
    token = page.split(f'name="field" value="{field}"><input type="hidden" name="seen" value="')[1].split('"')[0]
    return decided_with(claim, browser, token, field, choice, reason)


def decided_with(  # noqa: PLR0917 - what the form sends.
    claim: Claim, browser: Client, token: str, field: str, choice: str, reason: str = ""
) -> Any:
    said = {"field": field, "seen": token, f"choice-{field}": choice, f"reason-{field}": reason}
    return browser.post(f"{HERE}{claim.pk}/decide/", said)


def claimed(cast: Cast) -> tuple[Claim, Client]:
    """A row claimed with an item in force; name and content differ."""
    item, claim = cast.of_items.published(exercise_content="本县河道取水").item, seen()
    BaseRow.objects.update(content="县级管理的河道")
    acts.match(claim, item, by=cast.of_items.administrator, at=at())
    return claim, as_(cast.of_items.administrator)


def test_each_difference_is_decided_beside_it(cast: Cast) -> None:
    claim, browser = claimed(cast)
    assert "待决定 2 项" in text(browser.get(HERE))
    assert decided(claim, browser, "name", "take").status_code == 303
    page = text(browser.get(f"{HERE}{claim.pk}/"))
    assert "采用上级，写入第 2 版" in page
    assert "现行版本还不是这样写" in page
    assert 'name="choice-name"' not in page
    assert decided(claim, browser, "content", "keep", "本省条例另有规定。").status_code == 303
    assert "理由：本省条例另有规定。" in text(browser.get(f"{HERE}{claim.pk}/"))
    assert "已决定保留" in text(browser.get(HERE))


def test_a_decision_that_is_refused_stays_in_its_form(cast: Cast) -> None:
    claim, browser = claimed(cast)
    assert "请写明理由" in text(decided(claim, browser, "name", "keep"), 409)
    page = text(decided(claim, browser, "name", "", "先看看"), 409)
    assert "请为“事项名称”选择采用上级、保留本县或者留待决定" in page
    assert ">先看看</textarea>" in page
    assert "请从本页的差异里选择一项" in text(decided_with(claim, browser, "", "price", "take"), 409)


def test_a_colleague_sees_what_was_decided_before_deciding(cast: Cast) -> None:
    claim, browser = claimed(cast)
    page = text(browser.get(f"{HERE}{claim.pk}/"))
    outdated = page.split('name="seen" value="')[1].split('"')[0]
    decided(claim, browser, "name", "leave", "等省里答复。")
    page = text(decided_with(claim, browser, outdated, "name", "take"), 409)
    assert "刚刚对“事项名称”作了决定" in page
    assert "理由：等省里答复。" in page
    assert ItemVersion.objects.count() == 1


def test_who_only_looks_sees_the_decisions_and_makes_none(cast: Cast) -> None:
    claim, browser = claimed(cast)
    decided(claim, browser, "name", "keep", "本省条例另有规定。")
    page = text(as_(cast.head).get(f"{HERE}{claim.pk}/"))
    assert "理由：本省条例另有规定。" in page
    assert "逐项决定" not in page
    assert decided_with(claim, as_(cast.head), "", "name", "take").status_code == 404
