"""A campaign through its pages: launched, acknowledged, reported by page and by spreadsheet, signed, given back."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from qingquan.campaign import watch
from qingquan.campaign.models import Bulletin, Campaign, EntryDraft, OrganReport, ReportedItem, TakenSheet
from qingquan.campaign.rules.reports import STATEMENT
from qingquan.campaign.sheets.shape import FIRST_ROW, LETTERS, SHEET
from qingquan.campaign.tests.books import bent, new_row
from qingquan.campaign.tests.cast import at
from qingquan.campaign.tests.test_steering import many
from qingquan.campaign.words import CampaignStage, ReportState
from qingquan.catalogue.rules.parts import Span
from tests.flows.campaign_hands import ROOM, Desks, Page, desks, signed_in, told

pytestmark = pytest.mark.django_db
__all__ = ["desks"]

ITEM = {
    "name": "水工程建设规划同意书",
    "power_type": "行政许可",
    "legal_bases": "《中华人民共和国水法》第十九条",
    "duty": "负责水工程管理。",
    "exercise_levels": ["县级", "镇（乡、街道）级"],
    "legal_limit": "20",
    "legal_unit": "工作日",
    "promise": "10",
    "promise_unit": "工作日",
    "cases_last_year": "3",
}
# The overview asks every room what its gate still lacks.
MOST_STATEMENTS = 30


def launched(desks: Desks) -> OrganReport:
    """The water bureau's report in a campaign launched by the page."""
    page = desks.office.post(
        f"{ROOM}new/",
        {
            "name": "清泉县2026年行政权力清理审核",
            "baseline_on": "2026-03-09",
            "promise_tenths": "7",
            "term_self_report": "2026-03-31",
            "term_inspection_acceptance": "2026-09-30",
            "organs": [desks.cast.water.pk, desks.cast.forest.pk],
        },
    )
    assert page.status_code == 303, told(page)
    return OrganReport.objects.select_related("organ", "campaign").get(organ=desks.cast.water)


def acknowledged(desks: Desks) -> tuple[OrganReport, str]:
    """The report, its task taken on, and its address."""
    report = launched(desks)
    address = f"{ROOM}reports/{report.pk}/"
    assert desks.administrator.post(f"{address}acknowledge/").status_code == 303
    report.refresh_from_db()
    return report, address


def test_a_launch_with_wrong_terms_keeps_what_was_typed(desks: Desks) -> None:
    given = {"name": "清理", "baseline_on": "2026-03-09", "promise_tenths": "7", "organs": [desks.cast.water.pk]}
    page = desks.office.post(f"{ROOM}new/", given)
    assert page.status_code == 422
    assert "请填写自查申报的期限" in told(page)
    page = desks.office.post(f"{ROOM}new/", given | {"term_self_report": "2026-03-01"})
    assert page.status_code == 409
    assert "早于" in told(page)
    assert 'value="清理"' in page.content.decode()
    assert not Campaign.objects.exists()


def test_a_bureau_reports_by_page_and_its_head_signs(desks: Desks) -> None:
    report, address = acknowledged(desks)
    assert desks.administrator.get(f"{address}items/new/").status_code == 200
    page = desks.administrator.post(f"{address}items/new/", ITEM)
    assert page.status_code == 303
    row = ReportedItem.objects.get()
    assert (row.facts().promise, row.report) == (Span(10), report)
    assert len(row.facts().exercise_levels) == 2
    assert "水工程建设规划同意书" in told(desks.administrator.get(address))
    assert STATEMENT in told(desks.head.get(f"{address}sign/"))
    assert "完整输入" in told(desks.head.post(f"{address}sign/", {"statement": "同意"}))
    assert desks.head.post(f"{address}sign/", {"statement": STATEMENT}).status_code == 303
    report.refresh_from_db()
    assert report.state == ReportState.SIGNED
    # What was signed is only to be read.
    assert b'<form method="post" class="stack"' not in desks.administrator.get(f"{address}items/{row.pk}/").content
    assert desks.administrator.get(f"{address}items/new/").status_code == 404


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(desks: Desks) -> None:
    _, address = acknowledged(desks)
    page = desks.administrator.post(f"{address}items/new/", ITEM | {"promise": "尽快", "remark": "请留着我"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "“尽快”不是整数" in text
    assert "请留着我" in text
    assert not ReportedItem.objects.exists()


def test_two_people_at_one_item_see_each_other(desks: Desks) -> None:
    _, address = acknowledged(desks)
    desks.administrator.post(f"{address}items/new/", ITEM)
    row = ReportedItem.objects.get()
    item = f"{address}items/{row.pk}/"
    mine = ITEM | {"code": row.code, "revision": "1"}
    assert desks.colleague.post(item, mine | {"promise": "8"}).status_code == 303
    page = desks.administrator.post(item, mine | {"promise": "9"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "<del>8</del>" in text and "<ins>9</ins>" in text
    assert 'name="revision" value="2"' in text
    assert desks.administrator.post(item, mine | {"promise": "9", "revision": "2"}).status_code == 303
    row.refresh_from_db()
    assert row.facts().promise == Span(9)


def test_an_item_is_dropped_with_a_reason(desks: Desks) -> None:
    _, address = acknowledged(desks)
    desks.administrator.post(f"{address}items/new/", ITEM)
    drop = f"{address}items/{ReportedItem.objects.get().pk}/drop/"
    assert desks.administrator.get(drop).status_code == 200
    assert desks.administrator.post(drop, {"words": "", "revision": "1"}).status_code == 422
    assert desks.administrator.post(drop, {"words": "已划转", "revision": "1"}).status_code == 303
    assert not ReportedItem.objects.exists()


def upload(desks: Desks, address: str, raw: bytes, **more: str) -> Page:
    file = SimpleUploadedFile("申报.xlsx", raw)
    return desks.administrator.post(f"{address}sheets/", {"file": file} | more, follow=True)


def test_a_workbook_goes_out_comes_back_with_errors_and_is_put_right(desks: Desks) -> None:
    report, address = acknowledged(desks)
    assert desks.administrator.get(f"{address}template.xlsx").status_code == 200
    page = upload(desks, address, bent(report, lambda sheet: new_row(sheet, promise="尽快")))
    assert "一行也没有导入" in told(page)
    assert f"{SHEET}!{LETTERS['promise']}{FIRST_ROW}" in told(page)
    sheet = TakenSheet.objects.get()
    returned = desks.administrator.get(f"{ROOM}sheets/{sheet.pk}/file/")
    book = load_workbook(BytesIO(returned.content))
    cell = book[SHEET][f"{LETTERS['promise']}{FIRST_ROW}"]
    assert cell.comment is not None
    cell.value = 10
    out = BytesIO()
    book.save(out)
    assert "表格已全部导入" in told(upload(desks, address, out.getvalue()))
    assert ReportedItem.objects.get().origin == "sheet"


def test_what_is_no_workbook_is_refused_in_a_sentence(desks: Desks) -> None:
    _, address = acknowledged(desks)
    page = upload(desks, address, b"%PDF-1.7")
    assert page.status_code == 409
    assert "不是 XLSX 表格" in told(page)
    assert desks.administrator.post(f"{address}sheets/", {}).status_code == 422


def test_the_office_gives_a_report_back_and_the_bureau_reads_why(desks: Desks) -> None:
    report, address = acknowledged(desks)
    desks.head.post(f"{address}sign/", {"statement": STATEMENT})
    back, given = f"{address}return/", {"words": "漏报了水土保持。", "due_on": "2026-04-17"}
    assert 'value="2026-03-31"' in desks.office.get(back).content.decode()
    for wrong in ({"words": ""}, {"due_on": ""}, {"due_on": "明天"}):
        assert desks.office.post(back, given | wrong).status_code == 422
    for wrong in ({"due_on": "2026-03-01"}, {"due_on": "2026-04-18"}):
        assert desks.office.post(back, given | wrong).status_code == 409
    assert desks.office.post(back, given).status_code == 303
    again = desks.office.post(back, given)
    assert (again.status_code, "只有已经签字报送的申报才能退回" in told(again)) == (409, True)
    assert desks.office.get(back).status_code == 404
    page = told(desks.administrator.get(address))
    assert "漏报了水土保持。" in page
    assert "4月17日前补报并重新签字" in page
    tasks = told(desks.administrator.get("/desk/clearing/"))
    assert "按退回理由补报" in tasks
    assert "4月17日截止" in tasks
    report.refresh_from_db()
    assert report.state == ReportState.GIVEN_BACK


@pytest.mark.parametrize("who", ["forest", "clerk"])
def test_another_organs_report_looks_like_none(desks: Desks, who: str) -> None:
    _, address = acknowledged(desks)
    browser = getattr(desks, who)
    for path in (address, f"{address}template.xlsx", f"{address}items/new/", f"{address}sheets/"):
        assert browser.get(path).status_code == 404
    assert browser.post(f"{address}copy/").status_code == 404
    for path in ("board/", "items/", "move/"):
        assert browser.get(f"{ROOM}{path}").status_code == 404


def test_the_campaign_moves_on_through_its_gates(desks: Desks) -> None:
    _, address = acknowledged(desks)
    leaving = {"leaving": "launch"}
    assert 'name="leaving" value="launch"' in desks.government.get(f"{ROOM}move/").content.decode()
    page = desks.office.post(f"{ROOM}move/", leaving)
    assert page.status_code == 409
    assert "清泉县林业局" in told(page)
    for wrong in ({}, {"leaving": "no_stage"}, leaving | {"exception": "长" * 100_000}):
        assert desks.government.post(f"{ROOM}move/", wrong).status_code == 422
    # The office cannot write an exception; the government's office can.
    assert desks.office.post(f"{ROOM}move/", leaving | {"exception": "同意"}).status_code == 409
    assert desks.government.post(f"{ROOM}move/", leaving | {"exception": "清府阅〔2026〕5号"}).status_code == 303
    # A second click does not leave the next stage as well.
    again = desks.government.post(f"{ROOM}move/", leaving | {"exception": "清府阅〔2026〕5号"})
    assert (again.status_code, "“动员部署”已经完成，现在是“依据梳理”" in told(again)) == (409, True)
    assert Campaign.objects.get().stage == CampaignStage.BASIS_INVENTORY
    assert "清府阅〔2026〕5号" in told(desks.office.get(ROOM))
    assert desks.legal.post(f"{ROOM}basis/", {"words": ""}).status_code == 422
    assert desks.legal.post(f"{ROOM}basis/", {"words": "收录 120 件。"}).status_code == 303
    assert desks.office.post(f"{ROOM}move/", {"leaving": "basis_inventory"}).status_code == 303
    assert Campaign.objects.get().stage == CampaignStage.SELF_REPORT
    assert address


def test_bulletins_reach_the_organs_as_pdf(desks: Desks) -> None:
    acknowledged(desks)
    assert desks.office.post(f"{ROOM}bulletins/", {"words": ""}).status_code == 422
    assert desks.office.post(f"{ROOM}bulletins/", {"words": "请抓紧。"}).status_code == 303
    pdf = desks.administrator.get(f"{ROOM}bulletins/{Bulletin.objects.get().pk}/")
    assert pdf.content.startswith(b"%PDF-")
    assert desks.administrator.post(f"{ROOM}bulletins/", {"words": "我也发"}).status_code == 404
    assert desks.clerk.get(f"{ROOM}bulletins/").status_code == 404


def test_pages_take_as_many_statements_for_hundreds_of_items_as_for_three(desks: Desks) -> None:
    report, address = acknowledged(desks)
    counted: dict[str, list[int]] = {}
    desks.office.get("/desk/clearing/")  # The county's name is asked once a minute.
    for number in (3, 300):
        ReportedItem.objects.all().delete()
        many(report, number)
        for path in (f"{ROOM}board/", f"{ROOM}items/?kind=slow", address, ROOM, "/desk/clearing/"):
            with CaptureQueriesContext(connection) as asked:
                assert desks.office.get(path).status_code == 200
            counted.setdefault(path, []).append(len(asked))
    assert all(few == much <= MOST_STATEMENTS for few, much in counted.values()), counted


def test_what_is_half_typed_is_kept_until_it_is_saved_or_left(desks: Desks) -> None:
    _, address = acknowledged(desks)
    half = {"name": "水工程建设规划同意书", "promise": "还没想好"}
    line = desks.administrator.post(f"{address}items/new/draft/", half, headers={"HX-Request": "true"})
    assert "草稿已保存" in told(line)
    assert desks.administrator.post(f"{address}items/new/draft/", half).status_code == 303
    page = desks.administrator.get(f"{address}items/new/").content.decode()
    assert "还没想好" in page and "填到一半的内容" in page
    assert not ReportedItem.objects.exists()
    desks.administrator.post(f"{address}items/new/", ITEM)
    assert not EntryDraft.objects.exists()
    item = f"{address}items/{ReportedItem.objects.get().pk}/"
    desks.administrator.post(f"{item}draft/", ITEM | {"revision": "1", "remark": "草稿里的话"})
    assert "草稿里的话" in desks.administrator.get(item).content.decode()
    desks.administrator.post(f"{item}draft/", {"leave": "yes"})
    assert "草稿里的话" not in desks.administrator.get(item).content.decode()


def test_a_draft_begun_before_a_colleague_saved_shows_both_texts(desks: Desks) -> None:
    _, address = acknowledged(desks)
    desks.administrator.post(f"{address}items/new/", ITEM)
    row = ReportedItem.objects.get()
    item, mine = f"{address}items/{row.pk}/", ITEM | {"code": row.code, "revision": "1"}
    desks.administrator.post(f"{item}draft/", mine | {"promise": "6"})
    ReportedItem.objects.filter(pk=row.pk).update(revision=2, duty="同事写的职责")
    page = desks.administrator.get(item).content.decode()
    assert "<del>同事写的职责</del>" in page
    assert 'value="6"' in page


def test_reminders_and_tasks_stand_on_the_tasks_page(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    acknowledged(desks)
    late = at(date(2026, 4, 1))
    watch.remind(late)
    monkeypatch.setattr(timezone, "now", lambda: late)
    # Sessions end after half an hour: everybody signs in anew.
    for actor in (desks.cast.administrator, desks.cast.head):
        page = told(signed_in(actor).get("/desk/"))
        assert "自查申报已经逾期" in page
        assert "3月31日截止，已逾期" in page
    assert "2 个机关逾期未报" in told(signed_in(desks.cast.office).get("/desk/"))
    assert "清理审核 1 件等您办" not in told(signed_in(desks.cast.catalogue.clerk).get("/desk/"))


def test_the_board_holds_decisions_against_what_was_reported_and_in_force(desks: Desks) -> None:
    report, _ = acknowledged(desks)
    many(report, 3)
    page = desks.office.get(f"{ROOM}board/").content.decode()
    for rate, parts in (("事项确认率", "0 / 3"), ("精简率", "0 / 0")):
        assert parts in page.split(rate, 1)[1].split("</tr>", 1)[0]
