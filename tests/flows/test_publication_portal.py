"""The five catalogues as everyone reads them: lists, announcements, files with their digest, history, feed."""

import base64
import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.rules.parts import Span
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.words import ForfeitKind
from qingquan.publication import acts
from qingquan.publication.models import Batch
from qingquan.publication.tests.cast import SECOND, Cast, at, gather
from qingquan.publication.words import WithholdingGround

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Two batches of licences: the second ended one, added one, shortened one."""
    cast = gather()
    first, second = cast.licence(1), cast.licence(2)
    cast.published(first, second)
    reviewed_on = date(2026, 3, 20)
    shorter = replace(first.facts(), promise=Span(20))
    draft = catalogue.revise(first.item, shorter, by=cast.of_items.administrator, at=at(reviewed_on))
    second.refresh_from_db()
    new = [catalogue.review(draft, opinion="同意。", by=cast.of_items.legal, at=at(reviewed_on)), cast.licence(3)]
    cast.published(*new, from_on=SECOND, on=reviewed_on, ending=[(second, "法律修改，不再设定。")])
    monkeypatch.setattr(timezone, "now", lambda: at(date(2026, 4, 13)))
    return cast


def text(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_the_overview_counts_what_is_in_force_and_names_the_batches(cast: Cast) -> None:
    page = text("/catalogues/")
    assert "现在施行 2 项" in page
    assert page.index("2026年第2批") < page.index("2026年第1批")


@pytest.mark.parametrize(
    ("asked", "there", "gone"),
    [
        ("", ("取水许可之1", "取水许可之3", "20个工作日"), ("取水许可之2",)),
        ("?q=之3", ("取水许可之3",), ("取水许可之1",)),
        ("?q=水法", ("取水许可之1",), ()),
        ("?q=飞机", ("没有找到这样的事项",), ("取水许可之1",)),
        ("?organ=021", ("没有找到这样的事项",), ("取水许可之1",)),
    ],
)
def test_a_catalogue_lists_what_is_in_force_by_organ(
    cast: Cast, asked: str, there: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    page = text(f"/catalogues/licence_approval/{asked}")
    assert all(words in page for words in there)
    assert not any(words in page for words in gone)


def test_an_announcement_tells_its_approval_and_the_difference_in_words(cast: Cast) -> None:
    page = text("/batches/XK2026-02/")
    for said in (
        "关于公布《本县行政许可和非行政许可审批目录（2026年第2批）》的通知",
        "清府发〔2026〕3号",
        "清府常纪〔2026〕5号",
        "与2026年第1批相比，新增 1 项，取消 1 项，调整 1 项",
        "承诺办结时限由“31个工作日”改为“20个工作日”",
    ):
        assert said in page


def test_an_announcement_says_where_it_is_made_known_and_each_items_phone(cast: Cast) -> None:
    page = text("/batches/XK2026-02/")
    for said in (
        "通过政府网站、政务服务门户公布",
        "请拨打 12345",
        "下次复查",
        "监督电话",
        "按处理决定：新增 1 项，调整 1 项，取消 1 项",
    ):
        assert said in page


def test_what_changes_one_by_one_after_a_batch_is_told_on_the_catalogues_page(cast: Cast) -> None:
    assert "这一批公布以后的变动" not in text("/catalogues/licence_approval/")
    catalogue.publish(cast.licence(4), from_on=date(2026, 4, 13), by=cast.government, at=at(date(2026, 4, 13)))
    page = text("/catalogues/licence_approval/")
    assert "这一批公布以后的变动" in page
    assert "新增清泉县水利局“取水许可之4”。" in page


def test_a_download_can_be_checked_against_the_announced_digest_by_anybody(cast: Cast) -> None:
    page, data = text("/batches/XK2026-02/"), Client().get("/batches/XK2026-02/json/").content
    assert hashlib.sha256(data).hexdigest() in page
    told, first = json.loads(data), Client().get("/batches/XK2026-01/json/").content
    assert told["previous"] == {"number": "XK2026-01", "sha256": hashlib.sha256(first).hexdigest()}
    again = Client().get("/batches/XK2026-02/json/")
    assert again.content == data
    signed = base64.b64encode(hashlib.sha256(data).digest()).decode()
    assert again.headers["Repr-Digest"] == f"sha-256=:{signed}:"


def test_every_form_of_a_batch_says_the_same(cast: Cast) -> None:
    names = [item["name"] for item in json.loads(Client().get("/batches/XK2026-02/json/").content)["items"]]
    assert names == ["取水许可之1", "取水许可之3"]
    lines = list(csv.DictReader(io.StringIO(Client().get("/batches/XK2026-02/csv/").content.decode("utf-8-sig"))))
    assert [line["事项名称"] for line in lines if line["状态"] == "列入目录"] == names
    book = load_workbook(io.BytesIO(Client().get("/batches/XK2026-02/xlsx/").content))
    assert [row[3].value for row in book["目录"].iter_rows(min_row=3)] == names
    assert Batch.objects.get(seq=2).sha256 in [row[1].value for row in book["公布说明"].iter_rows()]
    assert Client().get("/batches/XK2026-02/pdf/").content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "path",
    ["/batches/XK2026-09/", "/batches/XK2026-02/exe/", "/catalogues/internal/", "/items/NONE/history/"],
)
def test_what_is_not_public_is_not_there(cast: Cast, path: str) -> None:
    text(path, 404)


def test_a_batch_in_hand_is_nobodys_to_read(cast: Cast) -> None:
    cast.prepared(cast.licence(5), from_on=date(2026, 4, 20), on=date(2026, 4, 13))
    text("/batches/XK2026-03/", 404)
    text("/batches/XK2026-03/json/", 404)


def test_a_withheld_item_is_nowhere_in_public(cast: Cast) -> None:
    secret = cast.licence(6)
    day = date(2026, 4, 13)
    batch = cast.prepared(secret, cast.licence(7), from_on=day, on=day)
    acts.withhold(
        batch, [secret.item.code], ground=WithholdingGround.STATE_SECRET, reason="定密", by=cast.head, at=at(day)
    )
    acts.publish(cast.approved(batch, day), by=cast.government, at=at(day))
    assert "另有 1 项经保密审查依法不予公开" in text("/batches/XK2026-03/")
    for path in ("/batches/XK2026-03/", "/catalogues/licence_approval/", "/catalogues/feed.atom", "/items/"):
        assert "取水许可之6" not in text(path)
    text(f"/items/{secret.item.code}/", 404)
    text(f"/items/{secret.item.code}/history/", 404)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-02", "施行的是第 1 版"),
        ("2026-03-31", "施行的是第 1 版"),
        ("2026-04-01", "施行的是第 2 版"),
        ("2026-03-01", "这一天没有施行的规定"),
    ],
)
def test_an_item_says_what_it_was_on_a_day(cast: Cast, day: str, said: str) -> None:
    code = Batch.objects.get(seq=1).items.get(row__name="取水许可之1").code
    assert said in text(f"/items/{code}/history/?on={day}")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-04-05", "施行的是第 1 版"),
        ("2026-04-06", "2026年4月6日起被认定为自动放弃，机关不得再受理、收费和发证（清审改办〔2026〕3号）"),
        ("2026-04-09", "被认定为自动放弃"),
        ("2026-04-10", "施行的是第 1 版"),
    ],
)
def test_what_was_given_up_was_not_exercised_until_the_finding_was_lifted(cast: Cast, day: str, said: str) -> None:
    item = Batch.objects.get(seq=2).items.get(row__name="取水许可之3").version.item
    found = forfeits.forfeit(
        item,
        kind=ForfeitKind.CONCEALED,
        found_on=date(2026, 4, 6),
        reason="财政票据显示仍在收费。",
        document_no="清审改办〔2026〕3号",
        by=cast.office,
        at=at(date(2026, 4, 6)),
    )
    forfeits.lift(found, document_no="清府发〔2026〕9号", by=cast.government, at=at(date(2026, 4, 10)))
    page = text(f"/items/{item.code}/history/?on={day}")
    assert said in page
    assert ("施行的是第" in page) is ("第 1 版" in said)


def test_two_versions_stand_beside_each_other(cast: Cast) -> None:
    code = Batch.objects.get(seq=1).items.get(row__name="取水许可之1").code
    page = text(f"/items/{code}/history/?old=1&new=2")
    assert "<del>31个工作日</del>" in page
    assert "<ins>20个工作日</ins>" in page
    assert 'href="/batches/XK2026-02/"' in page


def test_a_day_that_is_none_is_told_beside_its_field(cast: Cast) -> None:
    code = Batch.objects.get(seq=1).items.get(row__name="取水许可之1").code
    assert "请写成 2026-03-01" in text(f"/items/{code}/history/?on=昨天", 422)


def test_the_feed_is_valid_atom_and_tells_each_thing_once(cast: Cast) -> None:
    catalogue.publish(cast.licence(4), from_on=date(2026, 4, 13), by=cast.government, at=at(date(2026, 4, 13)))
    answer = Client().get("/catalogues/feed.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    # RFC 4287 §4.1.1: exactly one id, title, updated; an author; a link to itself.
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
    entries = feed.findall(f"{ATOM}entry")
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in entries]
    assert titles[0] == "新增：取水许可之4"
    assert sum("2026年第2批" in title for title in titles) == 1
    assert "取消：取水许可之2" in titles
    assert "新增：取水许可之1" not in titles
    for entry in entries:
        assert len(entry.findall(f"{ATOM}id")) == len(entry.findall(f"{ATOM}updated")) == 1
        assert entry.find(f"{ATOM}link") is not None
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in (*entries, feed)]
    assert all(RFC_3339.fullmatch(moment) and datetime.fromisoformat(moment) for moment in moments)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)


def test_an_empty_county_has_pages_and_a_feed(db: None) -> None:
    assert "还没有公布过" in text("/catalogues/")
    assert "这个目录还没有分批公布" in text("/catalogues/penalty/")
    assert ElementTree.fromstring(text("/catalogues/feed.atom").encode()).findall(f"{ATOM}entry") == []


def test_the_second_language_is_whole(cast: Cast) -> None:
    reader = Client(headers={"accept-language": "en"})
    reader.cookies["django_language"] = "en"
    page = reader.get("/catalogues/").content.decode()
    assert "Catalogues of powers" in page
    assert "published 20 March 2026" in page
    # The notice itself stays as it was announced, its days included.
    announcement = reader.get("/batches/XK2026-02/").content.decode()
    assert "已经2026年3月20日县政府第5次常务会议审核批准" in announcement
    assert "Not in force from 1 April 2026" in announcement
