"""The law library through HTTP: the legal office keeps it, everybody reads it, the public reads it by day."""

import json
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from qingquan.catalogue.tests.examples import CODE
from qingquan.statutes.models import Article, LawImport, Statute
from qingquan.statutes.reading import find
from qingquan.statutes.watch import import_ordered
from qingquan.statutes.words import BasisLevel
from tests.flows.catalogue_hands import Desks, Page, desks

__all__ = ["desks"]

pytestmark = pytest.mark.django_db

WATER = f"/desk/statutes/of/{quote('水法')}/"
WHOLE = "第一章 总则\n第七条 实行取水许可制度。\n第四十八条 直接取水的，应当申领取水许可证。\n具体办法由国务院规定。"
ENTERED = {"title": "中华人民共和国水法", "level": "law", "text": WHOLE, "from_on": "2002-10-01", "complete": "on"}
AMENDED = {"by_title": "关于修改《水法》的决定", "on": "2026-05-01", "text": "第四十八条 改写。\n第七条 （删除）"}


def text(page: Page) -> str:
    return str(page.content.decode())


@pytest.fixture
def water(desks: Desks) -> Statute:
    """The water act, entered by the legal office on its page."""
    answer = desks.legal.post("/desk/statutes/new/", ENTERED)
    assert answer.status_code == 303
    return Statute.objects.get()


@pytest.mark.usefixtures("water")
def test_a_statute_is_entered_amended_and_read_by_day(desks: Desks) -> None:
    assert desks.legal.post(f"{WATER}amend/", AMENDED).status_code == 303
    article = f"{WATER}articles/48/"
    before, after = (text(desks.clerk.get(f"{article}?on={on}")) for on in ("2026-04-30", "2026-05-01"))
    assert "直接取水的，应当申领取水许可证。" in before
    assert "历次条文" in after
    page = text(desks.clerk.get(f"{WATER}?on=2026-05-01"))
    assert "改写。" in page
    assert "实行取水许可制度。" not in page
    assert "修改：关于修改《水法》的决定" in page


@pytest.mark.usefixtures("water")
def test_a_repeal_may_end_several_statutes_and_is_told_on_their_pages(desks: Desks) -> None:
    desks.legal.post("/desk/statutes/new/", {"title": "防洪法", "level": "law"})
    wrong = {"by_title": "某法典", "on": "2026-08-15", "also": "防洪法\n没有的法"}
    assert "法规库中没有：没有的法" in text(desks.legal.post(f"{WATER}repeal/", wrong))
    told = desks.legal.post(f"{WATER}repeal/", wrong | {"also": "防洪法"}, follow=True)
    assert "已登记 2 部法律文件自 2026-08-15 起废止" in text(told)
    page = text(desks.clerk.get(f"{WATER}?on=2026-08-15"))
    assert "2026年8月15日起被某法典废止" in page
    again = desks.legal.post(f"{WATER}repeal/", wrong | {"also": ""})
    assert again.status_code == 409
    assert "已载明自2026-08-15起被某法典废止" in text(again)


@pytest.mark.usefixtures("water")
@pytest.mark.parametrize(
    ("page", "given", "status", "words"),
    [
        ("/desk/statutes/new/", ENTERED, 409, "在法规库中已是《中华人民共和国水法》"),
        ("/desk/statutes/new/", {"title": "", "text": ""}, 422, "请填写名称。"),
        ("/desk/statutes/new/", {"title": "甲法", "text": "没有条"}, 422, "没有找到以“第几条”开头的行"),
        ("/desk/statutes/new/", {"title": "甲法", "text": "第一条 甲\n第一条 乙"}, 422, "第一条出现了两次"),
        (f"{WATER}amend/", AMENDED | {"on": "明天"}, 422, "不是日期"),
        (f"{WATER}amend/", AMENDED | {"text": "第七条 实行取水许可制度。"}, 409, "没有修改"),
        (f"{WATER}articles/7/correct/", {"text": "实行取水许可制度。", "reason": "核对"}, 409, "没有变化"),
    ],
)
def test_what_is_wrong_stays_on_the_page_with_the_reason(
    desks: Desks, page: str, given: dict[str, str], status: int, words: str
) -> None:
    answer = desks.legal.post(page, given)
    assert answer.status_code == status
    assert words in text(answer)
    assert Statute.objects.count() == 1


def test_rank_alias_and_typing_mistakes_are_set_right(desks: Desks, water: Statute) -> None:
    known = {"level": "admin_regulation", "body": "全国人大常委会", "document_no": "", "from_on": ""}
    assert desks.legal.post(f"{WATER}describe/", known).status_code == 303
    assert desks.legal.post(f"{WATER}name/", {"name": "水资源法"}).status_code == 303
    assert desks.legal.post(f"{WATER}articles/7/correct/", {"text": "改正。", "reason": "漏字"}).status_code == 303
    kept = find("水资源法")
    assert kept == water
    assert kept is not None
    assert kept.rank is BasisLevel.ADMIN_REGULATION
    assert "改正。" in text(desks.clerk.get(WATER))


def test_the_second_of_two_is_shown_what_the_first_wrote_and_loses_nothing(desks: Desks, water: Statute) -> None:
    seen = water.mark
    known = {"level": "law", "body": "全国人大常委会", "document_no": "主席令第74号", "seen": seen}
    assert f'value="{seen}"' in text(desks.legal.get(f"{WATER}describe/"))
    assert desks.legal.post(f"{WATER}describe/", known).status_code == 303
    second = desks.legal.post(f"{WATER}describe/", known | {"body": "另一个机关"})
    assert second.status_code == 409
    assert "制定机关“全国人大常委会”，文号“主席令第74号”" in text(second)
    assert "另一个机关" in text(second)


@pytest.mark.usefixtures("water")
@pytest.mark.parametrize(
    "way", ["new/", "import/", *(f"of/水法/{way}/" for way in ("amend", "repeal", "describe", "name"))]
)
def test_only_the_legal_office_finds_the_forms(desks: Desks, way: str) -> None:
    assert desks.legal.get(f"/desk/statutes/{way}").status_code == 200
    for other in (desks.clerk, desks.administrator, desks.establishment):
        assert other.get(f"/desk/statutes/{way}").status_code == 404
        assert other.post(f"/desk/statutes/{way}", {}).status_code == 404


@pytest.mark.usefixtures("water")
@pytest.mark.parametrize(
    "address", ["of/没有的法/", "of/水法/articles/9/", "of/水法/articles/x/", "of/水法/articles/07/"]
)
def test_what_is_not_there_is_no_page(desks: Desks, address: str) -> None:
    assert desks.clerk.get(f"/desk/statutes/{address}").status_code == 404


@pytest.mark.usefixtures("water")
def test_the_list_finds_titles_words_and_citations(desks: Desks) -> None:
    assert "中华人民共和国水法" in text(desks.clerk.get("/desk/statutes/?q=水法&level=law&standing=in_force"))
    assert "没有这样的法律文件" in text(desks.clerk.get("/desk/statutes/?standing=repealed"))
    assert "条文中有“许可”的" in text(desks.clerk.get("/desk/statutes/?q=许可"))
    assert "具体办法由国务院规定。" in text(desks.clerk.get("/desk/statutes/?q=水法第四十八条第二款"))


@pytest.mark.usefixtures("water")
def test_citations_in_any_text_are_checked_on_the_day(desks: Desks) -> None:
    asked = {"text": "《水法》第四十八条第九款；水法第99条；《假法》第一条；水法第七条", "on": "2026-03-02"}
    page = text(desks.clerk.get("/desk/statutes/check/", asked))
    assert "找到 4 处引用" in page
    assert "其中 2 处不对" in page
    assert "第四十八条只有2款，没有第九款" in page
    assert "最后一条是第四十八条，没有第九十九条" in page
    assert "法规库中没有《假法》" in page
    assert "没有找到引用" in text(desks.clerk.get("/desk/statutes/check/", {"text": "按上级要求"}))


def lines(*rows: object) -> SimpleUploadedFile:
    content = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    return SimpleUploadedFile("法规.jsonl", content.encode())


def test_an_upload_reports_every_line_it_left_out(desks: Desks) -> None:
    good = {"law": "防洪法", "date": "2016-07-02", "article": 1, "suffix": "", "text": "为了防治洪水。"}
    page = desks.legal.post("/desk/statutes/import/", {"file": lines(good, "{", {"law": "=甲"})}, follow=True)
    assert "第 2 行" in text(page)
    assert "不是一行完整的 JSON。" in text(page)
    report = page.request["PATH_INFO"]
    file = desks.legal.get(f"{report}report.csv")
    assert file.content.decode("utf-8-sig").startswith("行号或者名称,问题\r\n第 2 行,")
    assert desks.clerk.get(report).status_code == 404
    assert find("防洪法") is not None


def test_a_long_file_is_taken_at_once_and_imported_by_the_worker(desks: Desks) -> None:
    rows = [{"law": "防洪法", "article": n, "text": f"第{n}条的话。"} for n in range(1, 602)]
    page = desks.legal.post("/desk/statutes/import/", {"file": lines(*rows, "{")}, follow=True)
    report = page.request["PATH_INFO"]
    assert "文件已经收下，后台十秒之内开始。" in text(page)
    assert not Statute.objects.exists()
    again = desks.legal.post("/desk/statutes/import/", {"file": lines(*rows, "{")}, follow=True)
    assert again.request["PATH_INFO"] == report
    LawImport.objects.update(state="running", doing="写入条文", done=200, total=601, attempts=2)
    assert "前一次中途停止" in text(desks.legal.get(report))
    import_ordered(timezone.now())
    told = text(desks.legal.get(report))
    assert ("全部写完才生效" in told, "第 602 行" in told) == (False, True)
    assert "法规.jsonl" in text(desks.legal.get("/desk/statutes/import/"))
    assert Article.objects.count() == 601


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_an_import_that_is_none_is_no_page(desks: Desks, number: str) -> None:
    assert desks.legal.get(f"/desk/statutes/import/{number}/").status_code == 404
    assert desks.legal.get(f"/desk/statutes/import/{number}/report.csv").status_code == 404


def test_a_long_file_that_breaks_off_says_so_on_its_page(desks: Desks) -> None:
    rows = [{"law": "防洪法", "article": n, "text": "话。"} for n in range(1, 602)]
    broken = SimpleUploadedFile("法规.jsonl", lines(*rows).read() + b"\n\xff")
    report = desks.legal.post("/desk/statutes/import/", {"file": broken}, follow=True).request["PATH_INFO"]
    import_ordered(timezone.now())
    assert "没有导入，法规库没有任何变化" in text(desks.legal.get(report))
    assert not Statute.objects.exists()


@pytest.mark.parametrize(
    ("file", "status", "words"),
    [
        (None, 422, "请选择要导入的文件"),
        (SimpleUploadedFile("图.jsonl", b"\x89PNG\xff"), 409, "不是 UTF-8"),
        (SimpleUploadedFile("空.jsonl", b"\n"), 409, "文件是空的"),
    ],
)
def test_a_file_that_is_none_enters_nothing(
    desks: Desks, file: SimpleUploadedFile | None, status: int, words: str
) -> None:
    page = desks.legal.post("/desk/statutes/import/", {"file": file} if file else {})
    assert (page.status_code, words in text(page)) == (status, True)
    assert not Statute.objects.exists()


@pytest.mark.usefixtures("water")
def test_an_items_basis_leads_everybody_to_its_article(desks: Desks) -> None:
    desks.cast.published()
    visitor = Client()
    page = text(visitor.get(f"/items/{CODE}/"))
    address = f"/laws/{quote('水法')}/48/"
    assert f'href="{address}?on=' in page
    article = text(visitor.get(address))
    assert "直接取水的，应当申领取水许可证。" in article
    assert "取水许可" in article
    assert "实行取水许可制度。" in text(visitor.get(f"/laws/{quote('水法')}/"))
    assert "中华人民共和国水法" in text(visitor.get("/laws/?q=水法"))
    assert visitor.get(f"/laws/{quote('水法')}/?on=昨天").status_code == 404
    assert visitor.get("/laws/没有的法/").status_code == 404
    assert visitor.get(f"/laws/{quote('水法')}/9/").status_code == 404


@pytest.mark.usefixtures("water")
def test_a_statutes_page_names_the_items_that_rest_on_it(desks: Desks) -> None:
    desks.cast.published()
    assert "取水许可" in text(desks.clerk.get(f"{WATER}articles/48/"))
    assert "没有事项以它为依据" in text(desks.clerk.get(f"{WATER}articles/7/"))


@pytest.mark.usefixtures("water")
def test_an_item_says_on_its_page_what_is_wrong_with_its_bases(desks: Desks) -> None:
    version = desks.cast.published()
    desks.legal.post(f"{WATER}repeal/", {"by_title": "某法典第九条", "on": "2026-03-01"}, follow=True)
    page = text(desks.administrator.get(f"/desk/catalogue/items/{version.item.code}/"))
    assert "《中华人民共和国水法》自2026年3月1日起" in page
    assert "被某法典第九条废止" in page


def test_a_statute_without_its_text_says_who_brings_it_in_by_which_way(desks: Desks) -> None:
    desks.legal.post("/desk/statutes/new/", {"title": "环境影响评价法", "level": "law"})
    page = "/desk/statutes/of/环境影响评价法/"
    keeper, clerk = text(desks.legal.get(page)), text(desks.clerk.get(page))
    assert "./qingquan import laws" in keeper
    assert 'href="/desk/statutes/import/"' in keeper
    assert "./qingquan" not in clerk
    assert "条文由司法局审核员或者系统管理员导入" in clerk
    public = text(desks.clerk.get("/laws/环境影响评价法/"))
    assert "没有收录条文" in public
    assert "只收录了部分条文" not in public


def test_where_the_day_in_force_comes_from_is_told(desks: Desks) -> None:
    told = {
        "甲法": ("第一条 本法自2024年7月1日起施行。", "2024年7月1日（按最后一条所写"),
        "乙法": ("第一条 本法自公布之日起施行。", "没有写明哪一天，按现行有效对待"),
        "丙法": ("第一条 附则。", "没有收录，按现行有效对待"),
    }
    for title, (articles, words) in told.items():
        desks.legal.post("/desk/statutes/new/", {"title": title, "level": "law", "text": articles})
        assert words in text(desks.clerk.get(f"/desk/statutes/of/{title}/"))
    early = text(desks.clerk.get("/desk/statutes/of/甲法/?on=2020-01-01"))
    assert "早于所收文本" in early
    assert "2020年1月1日适用的文本没有收录" in early
    assert "尚未施行" not in early.split("</form>", 2)[-1]
    assert "自2024年7月1日起施行。这一天按它的最后一条所写。" in text(desks.clerk.get("/laws/甲法/"))
    assert "没有写明是哪一天" in text(desks.clerk.get("/laws/乙法/"))
    public = text(desks.clerk.get("/laws/甲法/?on=2020-01-01"))
    assert "您所选日期适用的文本没有收录" in public


def test_a_text_longer_than_is_checked_at_once_says_how_much_was_left(desks: Desks, water: Statute) -> None:
    page = text(desks.clerk.get("/desk/statutes/check/", {"text": f"{water}第七条。" + "用" * 4000}))
    assert "找到 1 处引用" in page
    assert "没有核对，请分几次粘贴" in page
    told = text(desks.clerk.get("/desk/statutes/check/", {"text": f"{water}第七条、第XX条；《假法》第一条"}))
    assert "找到 3 处引用</b>，其中 1 处不对，1 处法规库没有收录，不能核对。" in told


@pytest.mark.usefixtures("water")
@pytest.mark.parametrize("door", ["/desk/statutes/of/", "/laws/"])
@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("水法", 200),
        ("中华人民共和国水法", 200),
        ("水\u200b法", 200),
        ("没有的法", 404),
        ("%00", 404),
        ("水法\x00", 404),
    ],
)
def test_an_address_finds_its_statute_by_any_writing_of_the_title_or_nothing(
    desks: Desks, door: str, key: str, status: int
) -> None:
    assert desks.clerk.get(f"{door}{key}/").status_code == status


@pytest.mark.usefixtures("water")
@pytest.mark.parametrize("number", ["9999", "0", "48-99", "7x", "-1", "７", "7-0", "00007"])
def test_an_article_that_is_not_there_is_no_page(desks: Desks, number: str) -> None:
    assert desks.clerk.get(f"{WATER}articles/{number}/").status_code == 404
    assert desks.clerk.get(f"/laws/水法/{number}/").status_code == 404
