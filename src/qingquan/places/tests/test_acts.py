"""The county's map changes by acts: what may change, what stays, and when a post may be closed."""

from datetime import date

import pytest

from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.places import acts, rules
from qingquan.places.models import Hall, Office, Organ, Post, Window
from qingquan.places.words import HallLevel, Role, WindowKind
from tests.county import FOUNDED, County, at, found

MON, TUE = date(2026, 3, 2), date(2026, 3, 3)
NOW = at(MON)


@pytest.fixture
def county(db: None) -> County:
    return found()


def last() -> Entry:
    return Entry.objects.order_by("-pk")[0]


def hall_of(county: County) -> Hall:
    return Hall.objects.first() or acts.enter_hall(
        level=HallLevel.COUNTY,
        division=county.organ.division,
        name="清泉县政务服务中心",
        address="南湖路66号",
        hours="工作日 9:00—17:00",
        phone="0990-2112345",
        by=None,
        at=FOUNDED,
    )


def window_of(county: County, **more: object) -> Window:
    facts = {"number": "A13", "name": "水利窗口", "kind": WindowKind.DEPARTMENT, "organ": county.organ, "posts": []}
    return acts.enter_window(hall_of(county), by=None, at=FOUNDED, **(facts | more))  # type: ignore[arg-type]


def test_an_organs_address_and_telephone_change_and_the_record_says_from_what(county: County) -> None:
    acts.amend_organ(county.organ, short_name="清水", address="县府路9号", phone="0990-1", by=None, at=NOW)
    assert Organ.objects.get(seq="013").address == "县府路9号"
    assert (last().kind, last().subject) == ("organ.amended", county.organ.uscc)
    assert last().facts == {"changed": {"address": ["", "县府路9号"], "phone": ["", "0990-1"]}}


def test_two_organs_never_share_a_short_name(county: County) -> None:
    with pytest.raises(Refused, match="文号简称“清林”已由另一个机关使用"):
        acts.amend_organ(county.organ, short_name="清林", address="", phone="", by=None, at=NOW)


def test_an_amendment_that_changes_nothing_leaves_no_record(county: County) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused, match="没有任何改动"):
        acts.amend_organ(county.organ, short_name="清水", address="", phone="", by=None, at=NOW)
    assert Entry.objects.count() == before


def test_an_organ_has_one_approval_unit_and_it_can_pass_to_another_office(county: County) -> None:
    first = acts.enter_office(county.organ, "办公室", approval_unit=True, by=None, at=FOUNDED)
    second = acts.enter_office(county.organ, "行政审批股", approval_unit=False, by=None, at=FOUNDED)
    acts.designate_office(second, by=None, at=NOW)
    assert list(Office.objects.filter(is_approval_unit=True)) == [second]
    assert last().facts == {"name": "行政审批股", "before": first.name}
    with pytest.raises(Refused, match="已经是行政审批机构"):
        acts.designate_office(second, by=None, at=NOW)


def test_a_posts_name_duties_and_office_change_and_its_role_stays(county: County) -> None:
    office = acts.enter_office(county.organ, "行政审批股", approval_unit=True, by=None, at=FOUNDED)
    post = county.handler.post
    acts.amend_post(post, name="承办岗", duties="审查材料。", office=office, by=None, at=NOW)
    kept = Post.objects.get(pk=post.pk)
    assert (kept.name, kept.office, kept.role) == ("承办岗", office, Role.HANDLER)
    assert last().facts["changed"] == {
        "name": ["承办人", "承办岗"],
        "duties": ["", "审查材料。"],
        "office_id": [None, office.pk],
    }


def test_a_post_does_not_move_into_another_organs_office(county: County) -> None:
    office = acts.enter_office(county.other_organ, "行政审批股", approval_unit=True, by=None, at=FOUNDED)
    with pytest.raises(Refused, match="不属于本机关"):
        acts.amend_post(county.handler.post, name="承办岗", duties="", office=office, by=None, at=NOW)


@pytest.mark.parametrize(
    ("on", "open_steps", "holdings", "why"),
    [
        pytest.param(MON, 0, 0, "", id="nothing left"),
        pytest.param(date(2026, 3, 1), 0, 0, "", id="since yesterday"),
        pytest.param(TUE, 0, 0, "还没有到", id="tomorrow"),
        pytest.param(MON, 3, 0, "还有3个环节没有办完", id="open steps"),
        pytest.param(MON, 0, 2, "还在行使2个事项", id="items still held"),
    ],
)
def test_a_post_closes_with_nothing_left_at_it(on: date, open_steps: int, holdings: int, why: str) -> None:
    if not why:
        rules.check_may_close_post(on=on, today=MON, open_steps=open_steps, holdings=holdings)
        return
    with pytest.raises(Refused, match=why):
        rules.check_may_close_post(on=on, today=MON, open_steps=open_steps, holdings=holdings)


def test_a_closed_post_stays_closed(county: County) -> None:
    post = acts.close_post(county.stranger.post, on=MON, open_steps=0, holdings=0, by=None, at=NOW)
    assert (post.closed_on, last().kind, last().facts) == (MON, "post.closed", {"on": "2026-03-02"})
    with pytest.raises(Refused, match="撤销"):
        acts.close_post(post, on=MON, open_steps=0, holdings=0, by=None, at=NOW)
    with pytest.raises(Refused, match="不能再改"):
        acts.amend_post(post, name="新名", duties="", office=None, by=None, at=NOW)


def test_the_last_administrator_is_not_closed_away(county: County) -> None:
    only, second = (
        acts.enter_post(county.organ, code=code, name="管理岗", role=Role.SYSTEM_ADMIN, by=None, at=FOUNDED)
        for code in ("a", "b")
    )
    acts.close_post(second, on=MON, open_steps=0, holdings=0, by=None, at=NOW)
    with pytest.raises(Refused, match="最后一个系统管理员岗位"):
        acts.close_post(only, on=MON, open_steps=0, holdings=0, by=None, at=NOW)


def test_a_halls_hours_change(county: County) -> None:
    hall = hall_of(county)
    acts.amend_hall(hall, address=hall.address, hours="工作日 8:30—17:30", phone=hall.phone, by=None, at=NOW)
    assert Hall.objects.get().hours == "工作日 8:30—17:30"
    assert last().facts["changed"] == {"hours": ["工作日 9:00—17:00", "工作日 8:30—17:30"]}


def test_a_window_passes_to_another_kind_organ_and_post(county: County) -> None:
    window = window_of(county)
    acts.amend_window(
        window, name="综合窗口", kind=WindowKind.INTEGRATED, organ=None, posts=[county.clerk.post], by=None, at=NOW
    )
    kept = Window.objects.get()
    assert (kept.name, kept.kind, kept.organ, [*kept.posts.all()]) == (
        *("综合窗口", "integrated", None),
        [county.clerk.post],
    )
    assert last().facts["posts"] == [county.clerk.post.code]
    with pytest.raises(Refused, match="没有任何改动"):
        acts.amend_window(
            window,
            name="综合窗口",
            kind=WindowKind.INTEGRATED,
            organ=None,
            posts=[county.clerk.post],
            by=None,
            at=NOW,
        )


def test_a_department_window_names_its_organ(county: County) -> None:
    with pytest.raises(Refused, match="部门窗口须写明进驻机关"):
        window_of(county, organ=None)
    with pytest.raises(Refused, match="部门窗口须写明进驻机关"):
        acts.amend_window(
            window_of(county), name="水利", kind=WindowKind.DEPARTMENT, organ=None, posts=[], by=None, at=NOW
        )
