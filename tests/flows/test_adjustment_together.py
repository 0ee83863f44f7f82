"""A bureau's telephone changed: its items are answered together, step by step, by the posts whose step it is."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.tests.several import NEW, OLD, Several, several
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.tests.cast import gather
from qingquan.ledger.models import Entry
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.places.words import Role
from tests.county import official
from tests.flows.desk_hands import MON, Clock, clock, told
from tests.flows.test_adjustment import HOME, at_desk

__all__ = ["clock"]
WHY = "机关电话变更，只改写咨询电话。"
TOMORROW = (MON + timedelta(days=1)).isoformat()
APPLY = {"deed": "apply", "change": "elements", "explanation": WHY}
AGREE = {"deed": "review", "agrees": "yes", "text": "同意。"}
PUBLISH = {"deed": "publish", "document": "清府办〔2026〕3号", "from_on": TOMORROW}
TICK = re.compile(r'name="adjustment" value="([^"]+)"')


@pytest.fixture
def made(db: None, clock: Clock) -> Several:
    """Three items say the old telephone."""
    cast = gather()
    for actor in (cast.administrator, cast.establishment, cast.legal, cast.government, cast.clerk):
        assert actor.account is not None
        assert actor.post is not None
        people.appoint(actor.account, actor.post, from_on=MON, by=SYSTEM, at=clock.now)
    return several(3, cast)


def page_of(made: Several) -> str:
    return f"{HOME}{made.adjustments[0].number}/together/"


def ticks(browser: Client, page: str, step: str = "") -> list[str]:
    return TICK.findall(browser.get(page + step).content.decode())


def carried(browser: Client, page: str, given: dict[str, str], *, ticked: list[str] | None = None) -> tuple[int, str]:
    """The form sent, and what the answer says, or the page it leads to."""
    sent = given | {"adjustment": ticks(browser, page, f"?step={given['deed']}") if ticked is None else ticked}
    answer = browser.post(page, sent)
    return answer.status_code, told(browser.get(page) if answer.status_code == 303 else answer)


def test_three_items_go_from_the_bureau_to_the_filing_with_one_form_for_each_step(made: Several) -> None:
    page, cast = page_of(made), made.cast
    organ = at_desk(cast.administrator)
    assert "3 件待办" in told(organ.get(HOME))
    assert "同一来源还有 2 件停在这一步" in told(organ.get(f"{HOME}{made.adjustments[0].number}/"))
    offered = organ.get(page).content.decode()
    assert f"电话由“{OLD}”改为“{NEW}”，只改写这些" in offered
    assert re.search(r'value="elements"[^>]* checked', offered)
    assert " checked>" not in offered.split("<tbody>")[1].split("</tbody>")[0]
    assert organ.get(f"{page}?all=1").content.decode().count(" checked>") >= len(made.adjustments)
    status, said = carried(organ, page, APPLY)
    assert (status, "已逐件办理 3 件" in said) == (303, True)
    for reviewer in (cast.establishment, cast.legal):
        shown = told(at_desk(reviewer).get(page))
        assert f"咨询电话：<del>{OLD}</del> <ins>{NEW}</ins>" in shown
        assert "另有改动" not in shown
        assert carried(at_desk(reviewer), page, AGREE)[0] == 303
    government = at_desk(cast.government)
    assert carried(government, page, PUBLISH)[0] == 303
    filed = {"deed": "file", "receiver": "市委编办", "filed_on": MON.isoformat(), "receipt": "备7"}
    assert carried(at_desk(cast.establishment), page, filed)[0] == 303
    assert made.states() == ["filed"] * 3
    new = ItemVersion.objects.in_force(MON + timedelta(days=1))
    assert {version.facts().consult_phones for version in new} == {(NEW,)}


@pytest.mark.parametrize(
    ("step", "given"), [("apply", APPLY), ("review", AGREE), ("publish", PUBLISH)], ids=["apply", "review", "publish"]
)
def test_a_double_click_does_nothing_twice(made: Several, step: str, given: dict[str, str]) -> None:
    page, cast = page_of(made), made.cast
    way = [(cast.administrator, APPLY), (cast.establishment, AGREE), (cast.legal, AGREE), (cast.government, PUBLISH)]
    for actor, words in way[: ["apply", "review", "publish"].index(step) + (step == "publish")]:
        carried(at_desk(actor), page, words)
    browser = at_desk({"apply": cast.administrator, "review": cast.establishment}.get(step, cast.government))
    ticked = ticks(browser, page)
    assert carried(browser, page, given, ticked=ticked)[0] == 303
    entries = Entry.objects.count()
    status, said = carried(browser, page, given, ticked=ticked)
    assert (status, "这 3 件此前已经办好，没有重复办理" in said) == (303, True)
    assert Entry.objects.count() == entries


def test_two_people_at_once_do_not_overwrite_each_other(made: Several) -> None:
    page, cast = page_of(made), made.cast
    carried(at_desk(cast.administrator), page, APPLY)
    legal, establishment = at_desk(cast.legal), at_desk(cast.establishment)
    stale = ticks(establishment, page)
    first = made.adjustments[0]
    back = {"deed": "review", "agrees": "no", "text": "请核对新号码是否已经启用。"}
    assert legal.post(f"{HOME}{first.number}/", back).status_code == 302
    status, said = carried(establishment, page, AGREE, ticked=stale)
    assert status == 409
    assert "已逐件办理 2 件" in said
    assert "有 1 件没有办" in said
    assert f"{first.name}</a>：您打开页面以后有人办过，现在是“待部门申请”" in said
    assert first.opinions.count() == 1


def test_a_version_with_more_in_it_than_the_source_asks_for_is_marked_for_the_reviewer(made: Several) -> None:
    cast, first = made.cast, made.adjustments[0]
    organ, page = at_desk(cast.administrator), page_of(made)
    draft = told(organ.get(page))
    assert "提出申请时起草" in draft
    carried(organ, page, APPLY)
    version = Adjustment.objects.get(pk=first.pk).version
    assert version is not None
    ItemVersion.objects.filter(pk=version.pk).update(elements=version.elements | {"deliver_days": 3})
    shown = told(at_desk(cast.legal).get(page))
    assert shown.count("另有改动") == 1


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        pytest.param({"explanation": "长" * 100_000}, 422, id="100,000 characters"),
        pytest.param({"explanation": ""}, 422, id="no reason"),
        pytest.param({"change": "ruin"}, 422, id="no change there is"),
        pytest.param({"explanation": "短"}, 409, id="a reason that says nothing"),
        pytest.param({"change": "cancel"}, 422, id="more than a change of place may do"),
        pytest.param({"deed": "synced"}, 404, id="no step there is"),
        pytest.param({"deed": "publish", "document": "x", "from_on": TOMORROW}, 409, id="another post's step"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    made: Several, changed: dict[str, str], status: int
) -> None:
    organ, page, entries = at_desk(made.cast.administrator), page_of(made), Entry.objects.count()
    ticked = ticks(organ, page)
    answer = organ.post(page, APPLY | changed | {"adjustment": ticked})
    assert answer.status_code == status
    assert Entry.objects.count() == entries
    assert made.states() == ["triggered"] * 3


def test_a_day_that_is_past_publishes_nothing(made: Several) -> None:
    page, cast = page_of(made), made.cast
    for actor, words in ((cast.administrator, APPLY), (cast.establishment, AGREE), (cast.legal, AGREE)):
        carried(at_desk(actor), page, words)
    past = PUBLISH | {"from_on": (MON - timedelta(days=1)).isoformat()}
    status, said = carried(at_desk(cast.government), page, past)
    assert (status, said.count("生效日期不能早于公布之日")) == (409, 3)
    assert made.states() == ["reviewed"] * 3


def test_markup_in_a_reason_is_text(made: Several) -> None:
    organ, page = at_desk(made.cast.administrator), page_of(made)
    carried(organ, page, APPLY | {"explanation": "<script>alert(1)</script> 更正"})
    shown = organ.get(f"{HOME}{made.adjustments[0].number}/").content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize("ticked", [["TZ209900001-triggered.0"], ["x"], ["TZ202600001-triggered.0 OR 1=1"]])
def test_a_tick_that_no_page_has_sent_is_not_found(made: Several, ticked: list[str]) -> None:
    organ, page = at_desk(made.cast.administrator), page_of(made)
    assert organ.post(page, APPLY | {"adjustment": ticked}).status_code == 404


def test_nothing_ticked_is_said(made: Several) -> None:
    status, said = carried(at_desk(made.cast.administrator), page_of(made), APPLY, ticked=[])
    assert (status, "请至少勾选一件" in said, WHY in said) == (409, True, True)


@pytest.mark.parametrize("role", [Role.CATALOGUE_ADMIN, Role.HEAD, Role.WINDOW_CLERK])
def test_another_bureau_finds_neither_the_page_nor_its_adjustments(made: Several, role: Role) -> None:
    page = page_of(made)
    ticked = ticks(at_desk(made.cast.administrator), page)
    stranger = at_desk(official(made.cast.forest, role, f"forest.{role}", "顾森").acts)
    assert stranger.get(page).status_code == 404
    assert stranger.post(page, APPLY | {"adjustment": ticked}).status_code == 404
    assert made.states() == ["triggered"] * 3


def test_an_onlooker_has_nothing_to_tick_and_changes_nothing(made: Several) -> None:
    page = page_of(made)
    ticked = ticks(at_desk(made.cast.administrator), page)
    for browser in (at_desk(made.cast.clerk), at_desk(official(made.cast.forest, Role.SUPERVISOR, "w", "周察").acts)):
        assert "现在没有要您办的" in told(browser.get(page))
        answer = browser.post(page, APPLY | {"adjustment": ticked})
        assert answer.status_code == 409
    assert made.states() == ["triggered"] * 3
