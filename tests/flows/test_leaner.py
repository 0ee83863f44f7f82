"""Leaner powers told through HTTP: figures, an exception asked and approved, a flowchart made at once."""

import pytest

from qingquan.campaign.models import Campaign
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.tests.cast import at
from qingquan.catalogue.tests.examples import CODE, TODAY
from qingquan.leaner.models import CutException
from tests.flows.catalogue_hands import Desks, Page, desks, newest

__all__ = ["desks"]
pytestmark = pytest.mark.django_db
WHY = "法律规定须公示二十日，时限不能再缩短。"
HERE = f"/desk/clearing/leaner/items/{CODE}/"


def text(page: Page) -> str:
    return str(page.content.decode())


@pytest.fixture
def listed(desks: Desks) -> ItemVersion:
    """A licence in force with thirty-one working days, and a campaign that asks for a cut."""
    version = desks.cast.published()
    Campaign.objects.create(number="QL1", name="2026年清理", baseline_on=TODAY, started_at=at())
    return version


def publish(desks: Desks, number: int) -> Page:
    address = f"/desk/catalogue/items/{CODE}/{number}/publish/"
    return desks.government.post(address, {"from_on": "2026-03-03", "document": "清府发1号"})


def test_a_promise_that_is_not_cut_is_refused_until_its_exception_is_approved(
    desks: Desks, listed: ItemVersion
) -> None:
    version = desks.cast.next_version(listed, promise=Span(30))
    page = publish(desks, version.number)
    assert page.status_code == 409
    assert "最多21个工作日" in text(page)
    assert "指导意见" in text(page)
    short = desks.administrator.post(HERE, {"reason": "忙"})
    assert short.status_code == 409
    assert "不少于十个字" in text(short)
    assert desks.administrator.post(HERE, {"reason": WHY}).status_code == 303
    asked = CutException.objects.get()
    answer = f"/desk/clearing/leaner/exceptions/{asked.pk}/"
    assert desks.administrator.get(answer).status_code == 404
    refused = desks.government.post(answer, {"answer": "approve", "document": "", "opinion": "同意"})
    assert refused.status_code == 409
    assert "同意" in text(refused)
    assert desks.government.post(answer, {"answer": "approve", "document": "清府函1号"}).status_code == 303
    assert publish(desks, version.number).status_code == 302
    assert "经批准例外" in text(desks.administrator.get(HERE))


def test_the_boards_lead_from_the_county_to_the_item(desks: Desks, listed: ItemVersion) -> None:
    county = text(desks.government.get("/desk/clearing/leaner/"))
    assert "1 项尚未压缩" in county
    assert "/desk/clearing/leaner/organs/013/" in county
    assert HERE in text(desks.government.get("/desk/clearing/leaner/organs/013/"))
    item = text(desks.government.get(HERE))
    assert "31个工作日" in item
    assert "21个工作日" in item


def test_the_table_is_csv_no_spreadsheet_runs(desks: Desks, listed: ItemVersion) -> None:
    page = desks.government.get("/desk/clearing/leaner/table.csv?organ=013")
    assert page["Content-Type"].startswith("text/csv")
    rows = page.content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("实施机关,事项编码,事项名称,基准日承诺")
    assert "尚未压缩" in rows[1]
    assert len(rows) == 2


def test_strangers_find_nothing(desks: Desks, listed: ItemVersion) -> None:
    assert desks.stranger.get(HERE).status_code == 404
    assert desks.clerk.get("/desk/clearing/leaner/").status_code == 404
    assert "没有可以对照" in text(desks.stranger.get("/desk/clearing/leaner/organs/021/"))
    assert desks.stranger.get("/desk/clearing/leaner/organs/013/").status_code == 404


def test_without_a_campaign_the_page_says_so(desks: Desks) -> None:
    desks.cast.published()
    assert "还没有清理审核" in text(desks.government.get("/desk/clearing/leaner/"))
    assert "没有基准日" in text(desks.administrator.get(HERE))
    assert text(desks.government.get("/desk/clearing/leaner/table.csv")).count("\n") == 1


def test_the_meter_tells_what_is_missing_and_who_supplies_it(desks: Desks) -> None:
    desks.cast.draft(places=())
    page = text(desks.administrator.get("/desk/clearing/leaner/completeness/"))
    assert "办理地点" in page
    assert "政务服务中心" in page
    item = text(desks.administrator.get(f"/desk/catalogue/items/{CODE}/"))
    assert "由政务服务中心补充" in item


def test_the_meter_opens_on_the_county_and_leads_to_an_organ(desks: Desks) -> None:
    desks.cast.draft(places=())
    here = "/desk/clearing/leaner/completeness/"
    county = text(desks.government.get(here))
    assert "办理地点（1 项）" in county
    assert f"{here}?organ=013" in county
    organ = text(desks.government.get(f"{here}?organ=013"))
    assert "平均完备度" in organ
    assert "由政务服务中心：" in organ
    assert desks.government.get(f"{here}?organ=999").status_code == 404
    assert desks.administrator.get(f"{here}?organ=021").status_code == 404


def test_a_flowchart_is_made_from_the_stages_and_opened_in_the_editor(desks: Desks) -> None:
    desks.cast.draft(procedure_sha256="")
    flows = f"{HERE}flows/"
    assert "没有流程图" in text(desks.administrator.get(flows))
    assert desks.government.post(flows, {"code": CODE}).status_code == 404
    made = desks.administrator.post(flows, {"code": CODE})
    assert made.status_code == 302
    version = newest()
    assert version.procedure_id
    assert made["Location"] == f"/desk/procedures/{version.procedure_id}/edit/?item={CODE}"
    assert "制证送达" in text(desks.administrator.get(flows))


def test_a_reviewed_version_keeps_its_flowchart(desks: Desks) -> None:
    version = desks.cast.reviewed()
    page = desks.administrator.post(f"{HERE}flows/", {"code": CODE})
    assert page.status_code == 409
    version.refresh_from_db()
    assert version.procedure_id == desks.cast.procedure


def test_the_kind_of_a_handling_item_is_corrected_and_shown_as_such(desks: Desks) -> None:
    desks.cast.draft()
    flows = f"{HERE}flows/"
    assert desks.government.post(flows, {"code": CODE, "kind": "renew", "reason": "延续"}).status_code == 404
    assert desks.administrator.post(flows, {"code": CODE, "kind": "none", "reason": "延续"}).status_code == 404
    refused = desks.administrator.post(flows, {"code": CODE, "kind": "new", "reason": "依据写明是延续"})
    assert refused.status_code == 409
    assert "依据写明是延续" in text(refused)
    assert desks.administrator.post(flows, {"code": CODE, "kind": "renew", "reason": "依据写明"}).status_code == 303
    page = text(desks.administrator.get(flows))
    assert "延续（已更正）" in page
    assert "理由：依据写明" in page
