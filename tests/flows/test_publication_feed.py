"""The feed is what RFC 4287 asks for, whoever reads it and whatever names the items have."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from lxml import etree

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import ItemVersion
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.words import ForfeitKind
from qingquan.publication.models import Batch
from qingquan.publication.tests.cast import SECOND, TODAY, Cast, at, gather

pytestmark = pytest.mark.django_db
# A second reader of XML, written by others than the first: libxml2 beside expat.
SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<b>许可</b>&amp;]]>“甲”"


@pytest.fixture
def cast() -> Cast:
    """A batch of three; one cancelled by the next, one published singly, one given up."""
    cast = gather()
    first, second, third = (cast.licence(n) for n in (1, 2, 3))
    cast.published(first, second, third)
    second.refresh_from_db()
    cast.published(cast.licence(4), from_on=SECOND, ending=[(second, f"法律修改{HOSTILE}")])
    catalogue.publish(cast.licence(5), from_on=SECOND, document="", by=cast.government, at=at(SECOND))
    give_up(cast, first)
    return cast


def give_up(cast: Cast, version: ItemVersion) -> None:
    forfeits.forfeit(
        version.item,
        kind=ForfeitKind.CONCEALED,
        found_on=TODAY,
        reason="财政票据显示仍在收费。",
        document_no="清审改办〔2026〕3号",
        by=cast.office,
        at=at(date(2026, 4, 6)),
    )


def feed() -> bytes:
    answer = Client().get("/catalogues/feed.atom")
    assert answer.status_code == 200
    return bytes(answer.content)


def assert_is_atom(document: bytes) -> Any:
    """The document as the second reader has it, held against the grammar and what a grammar cannot say."""
    tree = etree.fromstring(document)
    SCHEMA.assertValid(tree)
    ids = [each.text for each in tree.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids), "4.2.6: an id is one thing's"
    links = [(each.get("rel"), each.get("type")) for each in tree.findall(f"{ATOM}link")]
    assert sorted(links) == [("alternate", "text/html"), ("self", "application/atom+xml")], "4.1.1: one of each kind"
    moments = [datetime.fromisoformat(each.findtext(f"{ATOM}updated")) for each in tree.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True), "the newest first"
    if moments:
        assert datetime.fromisoformat(tree.findtext(f"{ATOM}updated")) == moments[0], "4.2.15: as new as its newest"
    return tree


def test_the_feed_keeps_the_grammar(cast: Cast) -> None:
    assert len(assert_is_atom(feed()).findall(f"{ATOM}entry")) == 5


def test_an_empty_feed_keeps_it_too(db: None) -> None:
    assert_is_atom(feed())


def test_names_that_look_like_markup_are_only_names(cast: Cast) -> None:
    code, base_code = "11990101000001011C4000119006000", "000119006000"
    version = cast.of_items.reviewed(code=code, base_code=base_code, name=HOSTILE)
    catalogue.publish(version, from_on=SECOND, document="", by=cast.government, at=at(SECOND))
    tree = assert_is_atom(feed())
    titles = [each.findtext(f"{ATOM}title") for each in tree.findall(f"{ATOM}entry")]
    assert f"新增：{HOSTILE}" in titles
    assert any(HOSTILE in each.findtext(f"{ATOM}content") for each in tree.findall(f"{ATOM}entry"))


def test_two_readers_read_the_same(cast: Cast) -> None:
    document = feed()
    assert read_with(ElementTree.fromstring(document)) == read_with(etree.fromstring(document))


def read_with(root: Any) -> list[tuple[str, ...]]:
    """Every element with its attributes and its text, in order."""
    return [
        (each.tag, *(f"{name}={value}" for name, value in sorted(each.attrib.items())), each.text or "")
        for each in root.iter()
    ]


def test_each_entry_leads_to_a_page_that_tells_the_same(cast: Cast) -> None:
    for entry in assert_is_atom(feed()).findall(f"{ATOM}entry"):
        path = re.sub(r"^https?://[^/]+", "", entry.find(f"{ATOM}link").get("href"))
        page = Client().get(path)
        assert page.status_code == 200, path
        about = (entry.findtext(f"{ATOM}title") or "").split("：", 1)[1].split("（", 1)[0]
        assert about in page.content.decode()


def test_what_was_given_up_is_told_when_it_was_found_and_not_again_as_cancelled(cast: Cast) -> None:
    later = date(2026, 4, 20)
    assert told("停止实施：取水许可之1") == [
        "2026年4月6日起被认定为自动放弃，机关不得再受理、收费和发证（清审改办〔2026〕3号）。"
    ]
    cast.published(from_on=date(2026, 5, 1), on=later)
    assert len(told("停止实施：取水许可之1")) == 1
    assert told("取消：取水许可之1") == []


def test_a_cancelled_item_is_told_with_its_reason(cast: Cast) -> None:
    assert told("取消：取水许可之2") == [f"自2026年4月1日起不再施行：法律修改{HOSTILE}。"]


def told(title: str) -> list[str]:
    """What the entries of a title say."""
    entries = assert_is_atom(feed()).findall(f"{ATOM}entry")
    return [each.findtext(f"{ATOM}content") for each in entries if each.findtext(f"{ATOM}title") == title]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("<id>tag:", "<id>feed:"),
        ("+08:00</updated>", "</updated>"),
        ('rel="self"', 'rel="here"'),
        ('type="text"', 'type="plain"'),
        ("<name>", "<nick>"),
        ('href="http', 'href="'),
        ("<title>", "<titel>"),
    ],
)
def test_the_grammar_finds_what_is_wrong(cast: Cast, wrong: str, right: str) -> None:
    spoilt = feed().decode().replace(wrong, right, 1)
    for opened, closed in (("<nick>", "</name>"), ("<titel>", "</title>")):
        if opened in spoilt:
            spoilt = spoilt.replace(closed, opened.replace("<", "</"), 1)
    assert spoilt.encode() != feed()
    assert not SCHEMA.validate(etree.fromstring(spoilt.encode()))
    assert Batch.objects.count() == 2
