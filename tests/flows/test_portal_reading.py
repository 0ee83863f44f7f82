"""Reading the portal: the front page, finding an item, its guide, the second language."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules import parts
from qingquan.portal import item
from tests.county import County
from tests.flows.desk_hands import Clock
from tests.flows.portal_hands import CODE, GUIDE, clock, county, full_version, published, text

__all__ = ["clock", "county"]


def test_the_front_page_leads_everywhere(county: County) -> None:
    page = text(Client().get("/"))
    for said in ("您要办什么事？", "个人办事 1 项", "经营准入", "农林牧渔", "水利局", "清泉县政务服务中心", "查询码"):
        assert said in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("q=取水", True, id="two characters"),
        pytest.param("q=论证", True, id="a material's name"),
        pytest.param("q=飞机", False, id="what nobody lists"),
        pytest.param("theme=经营准入", True, id="a life event"),
        pytest.param("theme=婚姻登记", False, id="another theme"),
        pytest.param("for=firm&online=1", True, id="for firms, online"),
        pytest.param("organ=013", True, id="its organ"),
        pytest.param("organ=021", False, id="another organ"),
        pytest.param("type=licence", True, id="its type"),
        pytest.param("type=penalty&q=取水", False, id="another type"),
    ],
)
def test_an_item_is_found_by(county: County, asked: str, found: bool) -> None:
    answer = Client().get(f"/items/?{asked}")
    assert answer.status_code == 200
    assert (f"/items/{CODE}/" in text(answer)) is found


def test_an_empty_list_says_what_to_try(county: County) -> None:
    page = text(Client().get("/items/?q=飞机"))
    assert "没有找到这样的事项" in page
    assert "12345" in page


@pytest.mark.parametrize("address", ["/items/?q={}", "/decisions/?q={}", "/follow/?number={}", "/items/?theme={}"])
def test_markup_in_a_question_stays_text(county: County, address: str) -> None:
    page = text(Client().get(address.format('"><script>alert(1)</script>')))
    assert "<script>alert" not in page


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "1e9"])
def test_a_page_that_is_not_there_shows_one_that_is(county: County, page: str) -> None:
    assert Client().get(f"/items/?page={page}").status_code == 200


def test_a_question_with_control_characters_is_a_question_without(county: County) -> None:
    assert Client().get("/items/?q=取\x00水&organ=\x00").status_code == 200


def test_the_guide_says_everything(county: County) -> None:
    page = text(Client().get(f"/items/{CODE}/"))
    for said in (
        "取水口在本县。",
        "取水许可申请书",
        "仅在：建设项目取水",
        "市场监督管理部门",
        "14",
        "法定 20 个工作日",
        "《中华人民共和国水法》第四十八条第一款",
        "直接从江河、湖泊取水的。",
        "可以申请行政复议。",
        "<svg",
        "看文字版流程",
        "办理这个事项不收费。",
    ):
        assert said in page
    # Fourteen working days from Monday 2 March 2026.
    assert "如果今天受理，最迟 2026年3月20日" in page
    assert page.count("在线申请</a>") == 1


def test_the_busiest_page_asks_the_database_little(county: County, django_assert_max_num_queries: object) -> None:
    browser = Client()
    browser.get(f"/items/{CODE}/")
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        browser.get(f"/items/{CODE}/")
    item.drawn_guide.cache_clear()
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        browser.get(f"/items/{CODE}/")


def test_the_version_of_another_day_is_shown_as_such(county: County, clock: Clock) -> None:
    first = full_version()
    ItemVersion.objects.filter(pk=first.pk).update(state="replaced", until_on=date(2026, 2, 28))
    published(county, first.item, 2, replace(GUIDE, promise=parts.Span(10)), date(2026, 3, 1))
    now, before = (text(Client().get(f"/items/{CODE}/{day}")) for day in ("", "?on=2026-02-01"))
    assert "第 2 版" in now
    assert "自受理之日起 10 个工作日" in now
    assert "自受理之日起 14 个工作日" in before
    assert "不一定是现在的要求" in before
    assert "在线申请</a>" not in before


@pytest.mark.parametrize("day", ["2025-12-31", "yesterday", "2026-13-01", "2026-02-30"])
def test_a_day_without_a_version_is_no_page(county: County, day: str) -> None:
    assert Client().get(f"/items/{CODE}/?on={day}").status_code == 404


def test_a_draft_of_the_county_is_nobodys_business(county: County) -> None:
    hidden = ItemVersion.objects.create(
        item=county.item, number=9, name="秘密", elements={}, digest="1" * 64, from_on=date(2026, 1, 5)
    )
    assert hidden.state == "draft"
    assert "第 9 版" not in text(Client().get(f"/items/{county.item.code}/"))
    assert "找到 0 项" in text(Client().get("/items/?q=秘密"))


def test_the_drawing_on_its_own_may_run_nothing(county: County) -> None:
    answer = Client().get(f"/items/{CODE}/flowchart.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert b"<script" not in answer.content


def test_reading_leaves_no_cookie_behind(county: County) -> None:
    for address in ("/items/", f"/items/{CODE}/", "/decisions/"):
        assert not Client().get(address).cookies


def test_the_reader_switches_to_english_and_big_letters_and_comes_back(county: County) -> None:
    browser = Client()
    answer = browser.get("/reading/?language=en&big=1&next=/items/")
    assert answer["Location"] == "/items/"
    page = text(browser.get("/items/"))
    assert '<html lang="en" class="big">' in page
    assert "Search" in page


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_nobody_is_sent_to_another_site(county: County, elsewhere: str) -> None:
    assert Client().get("/reading/", {"next": elsewhere, "big": "1"})["Location"] == "/"


def test_an_unknown_item_is_a_page_that_helps(county: County) -> None:
    answer = Client().get("/items/000/")
    assert answer.status_code == 404
    assert "没有这个页面" in text(answer)
