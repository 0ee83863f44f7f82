"""The two-way check at the desks: lists in, a run, pairs by one key, differences answered and settled."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.campaign.tests.cast import at
from qingquan.crosscheck import acts
from qingquan.crosscheck.models import BaseRow, Difference, Overlap, OverlapProposal, Pair, Remembered, Run, TownReport
from qingquan.crosscheck.tests import found
from qingquan.crosscheck.tests.cast import CHECKED, SAND, WATER, Cast, gather
from qingquan.crosscheck.words import DifferenceState, ProposalState
from qingquan.matching.twoway import Comparison
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor

pytestmark = pytest.mark.django_db

ROOM = "/desk/clearing/crosscheck/"
Page = Any
# A page asks a bounded number of questions, however long its list is.
MOST_STATEMENTS = 16


@dataclass(slots=True)
class Desks:
    """Browsers of those who take part, and what they work on."""

    cast: Cast
    item: ReportedItem
    office: Client
    establishment: Client
    legal: Client
    supervisor: Client
    administrator: Client
    stranger: Client
    town: Client
    government: Client

    def found(self, comparison: Comparison) -> Run:
        """A run that found this."""
        run = acts.order(self.item.report.campaign, by=self.cast.office, at=at(CHECKED))
        acts.begin(run, at=at(CHECKED))
        return acts.finish(
            run, comparison, [], inputs="f" * 64, compared={"A": 1, "cases": 3}, parameters={}, at=at(CHECKED)
        )


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> Desks:
    monkeypatch.setattr(timezone, "now", lambda: at(CHECKED, 14))
    cast = gather()
    catalogue = cast.base.catalogue
    for actor in (catalogue.administrator, catalogue.establishment, catalogue.legal, catalogue.government):
        assert actor.account and actor.post
        people.appoint(actor.account, actor.post, from_on=date(2026, 1, 5), by=SYSTEM, at=at(date(2026, 1, 5)))
    return Desks(
        cast=cast,
        item=cast.reported(),
        office=browser(cast.office),
        establishment=browser(cast.establishment),
        legal=browser(cast.legal),
        supervisor=browser(cast.supervisor),
        administrator=browser(cast.administrator),
        stranger=browser(cast.base.forest_administrator),
        town=browser(cast.town_clerk),
        government=browser(catalogue.government),
    )


def browser(actor: Actor) -> Client:
    made = Client()
    assert actor.account is not None
    made.force_login(actor.account)
    return made


def text(page: Page) -> str:
    return str(page.content.decode())


def upload(lines: str, name: str = "清单.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, lines.encode())


def test_a_county_that_never_cleared_its_powers_has_an_overview_all_the_same(desks: Desks) -> None:
    page = desks.office.get(ROOM)
    assert page.status_code == 200 and "还没有比对过" in text(page)


def test_lists_come_in_with_a_report_of_every_row(desks: Desks) -> None:
    page = desks.office.post(
        f"{ROOM}sets/base/import/",
        {
            "source": "province",
            "whole": "yes",
            "file": upload("编码,名称,类型,层级,依据\n1,取水许可,行政许可,县级,《水法》第七条\n2,,行政许可,,\n"),
        },
    )
    assert page.status_code == 303
    report = text(desks.office.get(page["Location"]))
    assert "共 2 行" in report and "没有填写基本编码" not in report and "没有填写事项名称" in report
    assert BaseRow.objects.get().name == "取水许可"
    assert "取水许可" in text(desks.government.get(f"{ROOM}sets/base/?q=取水"))
    assert desks.legal.get(page["Location"]).status_code == 200
    assert "没有填写事项名称" in b"".join(desks.office.get(f"{page['Location']}report.csv?outcome=refused")).decode()
    for who in (desks.government, desks.administrator, desks.stranger):
        assert who.get(page["Location"]).status_code == who.get(f"{page['Location']}report.csv").status_code == 404


@pytest.mark.parametrize(
    ("which", "given", "status"),
    [
        ("base", {"source": "province"}, 422),
        ("base", {"source": "nowhere", "file": "编码,名称,类型\n1,取水许可,行政许可"}, 409),
        ("duties", {"file": "甲,乙\n1,2"}, 409),
        ("duties", {"file": "机关,职责\n水利局,负责取水。", "document": "清编〔2019〕12号"}, 303),
        ("exercised", {"file": "机关,名称,种类,月份\n水利局,捕捞证,收费,2026-03"}, 303),
        ("towns", {"file": "镇,部门,事项\n泉城镇,水利局,巡查取水口"}, 303),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_whole(
    desks: Desks, which: str, given: dict[str, str], status: int
) -> None:
    posted: dict[str, Any] = dict(given)
    if "file" in given:
        posted["file"] = upload(given["file"])
    assert desks.office.post(f"{ROOM}sets/{which}/import/", posted).status_code == status


def test_what_departments_are_held_against_is_not_theirs_to_write_or_read(desks: Desks) -> None:
    for which in ("base", "duties", "exercised", "towns", "nothing"):
        assert desks.administrator.get(f"{ROOM}sets/{which}/").status_code == 404
        assert desks.administrator.get(f"{ROOM}sets/{which}/import/").status_code == 404
    assert desks.government.get(f"{ROOM}sets/base/import/").status_code == 404
    assert desks.office.get(f"{ROOM}sets/duties/template.csv").content.decode("utf-8-sig") == "机关,职责,文号\n"


def test_a_run_is_ordered_from_its_page_and_shows_how_far_it_is(desks: Desks) -> None:
    assert desks.office.post(f"{ROOM}order/").status_code == 303
    page = text(desks.office.get(ROOM))
    assert "data-running" in page and "等待开始" in page
    assert desks.legal.post(f"{ROOM}order/").status_code == 409
    assert desks.administrator.post(f"{ROOM}order/").status_code == 404


def test_a_pair_is_confirmed_or_parted_and_the_queue_goes_on(desks: Desks) -> None:
    desks.cast.held_against(replace(WATER, name="取水许可证核发"), SAND)
    water, sand = BaseRow.objects.order_by("base_code")
    pairs = (found.doubtful(desks.item, water, 80), found.doubtful(desks.item, sand, 62))
    desks.found(found.comparison(found.unreported(water), pairs=pairs))
    queue = text(desks.legal.get(f"{ROOM}pairs/"))
    assert queue.index("河道采砂许可") < queue.index("取水许可证核发")
    assert 'data-key="y"' in queue and "不同" in queue and "有一方没写" in queue
    unlike, alike = Pair.objects.order_by("confidence")
    page = desks.legal.post(f"{ROOM}pairs/{unlike.pk}/part/?state=asked&page=1")
    assert (page.status_code, page["Location"]) == (303, f"{ROOM}pairs/?state=asked&page=1")
    assert desks.legal.post(f"{ROOM}pairs/{alike.pk}/confirm/").status_code == 303
    assert sorted(Remembered.objects.values_list("same", flat=True)) == [False, True]
    assert Difference.objects.get().state == DifferenceState.SETTLED
    assert "没有等确认的对应关系" in text(desks.legal.get(f"{ROOM}pairs/"))


def test_only_those_who_compare_see_and_decide_pairs(desks: Desks) -> None:
    desks.cast.held_against(SAND)
    desks.found(found.comparison(pairs=(found.doubtful(desks.item, BaseRow.objects.get()),)))
    pair = Pair.objects.get()
    for client in (desks.administrator, desks.supervisor, desks.government, desks.town):
        assert client.get(f"{ROOM}pairs/").status_code == 404
        assert client.post(f"{ROOM}pairs/{pair.pk}/confirm/").status_code == 404
    assert desks.legal.post(f"{ROOM}pairs/{pair.pk}/whatever/").status_code == 404
    assert not Remembered.objects.exists()


def test_an_organ_answers_and_the_reviewer_settles(desks: Desks) -> None:
    desks.cast.held_against(SAND)
    desks.found(found.comparison(found.unreported(BaseRow.objects.get())))
    number = Difference.objects.get().number
    address = f"{ROOM}differences/{number}/"
    assert "河道采砂许可" in text(desks.administrator.get(f"{ROOM}differences/"))
    assert "目录有“河道采砂许可”" in text(desks.administrator.get(address))
    assert desks.stranger.get(address).status_code == 404
    assert desks.administrator.post(f"{address}answer/", {"revision": 1, "words": ""}).status_code == 422
    early = desks.office.post(f"{address}settle/", {"revision": 1, "settlement": "explained", "reason": "可以"})
    assert early.status_code == 409 and "还没有答复" in text(early)
    assert (
        desks.administrator.post(f"{address}answer/", {"revision": 1, "words": "采砂由市级许可。"}).status_code == 303
    )
    done = desks.office.post(f"{address}settle/", {"revision": 2, "settlement": "explained", "reason": "市级权力。"})
    assert done.status_code == 303
    assert "理由成立" in text(desks.administrator.get(address))
    assert "理由成立" in text(desks.office.get(f"{ROOM}differences/?state=settled&kind=A-B"))


def test_the_second_of_two_sees_what_the_first_wrote_and_loses_nothing(desks: Desks) -> None:
    desks.cast.held_against(SAND)
    desks.found(found.comparison(found.unreported(BaseRow.objects.get())))
    address = f"{ROOM}differences/{Difference.objects.get().number}/"
    desks.administrator.post(f"{address}answer/", {"revision": 1, "words": "第一个人的答复。"})
    second = desks.administrator.post(f"{address}answer/", {"revision": 1, "words": "第二个人的答复。"})
    assert second.status_code == 409
    assert "第一个人的答复。" in text(second) and "第二个人的答复。" in text(second)
    assert 'name="revision" value="2"' in text(second)


def test_what_was_concealed_is_before_the_supervisor_and_not_before_the_organ(desks: Desks) -> None:
    desks.found(found.comparison(found.practised(desks.cast.water.uscc)))
    address = f"{ROOM}differences/{Difference.objects.get().number}/"
    assert "水库捕捞证工本费" in text(desks.supervisor.get(f"{ROOM}differences/?kind=D-B"))
    assert desks.administrator.get(address).status_code == 404
    assert "水库捕捞证工本费" not in text(desks.administrator.get(f"{ROOM}differences/"))
    asked = {"revision": 1, "organ": desks.cast.water.pk}
    assert desks.office.post(f"{address}assign/", asked).status_code == 409
    assert desks.supervisor.post(f"{address}assign/", asked).status_code == 303
    assert desks.administrator.get(address).status_code == 200


def test_a_way_out_of_an_overlap_is_proposed_and_agreed_by_both(desks: Desks) -> None:
    run = desks.found(Comparison())
    twin = ReportedItem.objects.get(pk=desks.item.pk)
    twin.pk, twin.code, twin.name = None, "2", "取水许可证核发"
    twin.save(force_insert=True)
    overlap = Overlap.objects.create(run=run, left=desks.item, right=twin, score=82, components=[], within=True)
    assert "取水许可证核发" in text(desks.supervisor.get(f"{ROOM}overlaps/?scope=within"))
    address = f"{ROOM}overlaps/{overlap.pk}/"
    wrong = {"way": "move", "keeper": desks.cast.water.pk, "reason": "重复。"}
    assert desks.office.post(f"{address}propose/", wrong).status_code == 409
    assert desks.office.post(f"{address}propose/", {"way": "", "reason": ""}).status_code == 422
    right = {"way": "merge", "keeper": desks.cast.water.pk, "reason": "同一事项报了两次。"}
    assert desks.office.post(f"{address}propose/", right).status_code == 303
    proposal = OverlapProposal.objects.get()
    paper = f"{ROOM}proposals/{proposal.pk}/"
    assert desks.office.post(f"{paper}agree/").status_code == 404
    for client in (desks.establishment, desks.legal):
        assert client.post(f"{paper}agree/").status_code == 303
    assert "已同意" in text(desks.government.get(paper))
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.AGREED


def test_a_town_tells_from_its_window(desks: Desks) -> None:
    page = desks.town.get(f"{ROOM}town/")
    assert "泉城镇" in text(page)
    assert desks.town.post(f"{ROOM}town/", {"department": "", "name": ""}).status_code == 422
    told = {"department": "县水利局", "name": "巡查取水口", "times": "12"}
    assert desks.town.post(f"{ROOM}town/", told).status_code == 303
    assert desks.town.post(f"{ROOM}town/", told).status_code == 409
    assert TownReport.objects.get().organ == desks.cast.water
    assert desks.office.get(f"{ROOM}town/").status_code == 404


@pytest.mark.parametrize("address", ["", "differences/", "pairs/", "overlaps/", "sets/base/"])
def test_a_page_asks_as_little_for_a_long_list_as_for_a_short_one(desks: Desks, address: str) -> None:
    rows = [replace(SAND, code=str(number), name=f"第{number}项许可") for number in range(60)]
    desks.cast.held_against(*rows)
    kept = list(BaseRow.objects.order_by("pk"))
    pairs = tuple(found.doubtful(desks.item, row) for row in kept[:30])
    run = desks.found(found.comparison(*(found.unreported(row) for row in kept), pairs=pairs))
    assert run.counts["new"] == 60
    desks.office.get(ROOM + address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert desks.office.get(ROOM + address).status_code == 200
    assert len(asked) <= MOST_STATEMENTS, [each["sql"][:120] for each in asked]
