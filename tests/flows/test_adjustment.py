"""The list follows the law: raised, applied for by the organ, reviewed by two, approved, published, filed, reported."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qingquan.adjustment import watch
from qingquan.adjustment.models import Adjustment
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.tests.cast import Cast, gather
from qingquan.catalogue.tests.examples import TODAY
from qingquan.ledger.models import Entry
from qingquan.papers.tests.samples import pdf
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.places.words import Role
from tests.county import official
from tests.flows.desk_hands import MON, Clock, Page, clock, told

__all__ = ["clock"]
HOME = "/desk/clearing/adjustment/"
WHY = "上级文件缩短了办理时限。"


@pytest.fixture
def cast(db: None, clock: Clock) -> Cast:
    """The catalogue's cast, each on the post, on the Monday of the stories."""
    assert TODAY == MON
    made = gather()
    for actor in (made.administrator, made.establishment, made.legal, made.government, made.clerk):
        assert actor.account is not None
        assert actor.post is not None
        people.appoint(actor.account, actor.post, from_on=MON, by=SYSTEM, at=clock.now)
    return made


def at_desk(actor: Actor) -> Client:
    """A browser in which somebody is signed in."""
    browser = Client()
    assert actor.account is not None
    browser.force_login(actor.account)
    return browser


def raising(code: str, items: str, **changed: str) -> dict[str, str]:
    """The form filled in."""
    first = {"code": code, "codes": items, "name": "", "organ": "", "source": "窗口地址变化。"}
    return first | {"document_no": "清水〔2026〕8号", "effective_on": MON.isoformat()} | changed


def raised(cast: Cast, version: ItemVersion, code: str = "DA-06") -> str:
    """The page of an adjustment that the organ itself raised."""
    answer: Page = at_desk(cast.administrator).post(f"{HOME}new/", raising(code, version.item.code))
    assert answer.status_code == 302, told(answer)
    return str(answer.url)


def test_an_element_goes_the_light_way_from_the_counter_to_the_province(cast: Cast, clock: Clock) -> None:
    version = cast.published()
    organ, establishment, legal, government = (
        at_desk(each) for each in (cast.administrator, cast.establishment, cast.legal, cast.government)
    )
    page = raised(cast, version)
    # Ten working days, with the working shown.
    assert "2026年3月16日" in told(organ.get(page))
    draft = catalogue.revise(version.item, cast.facts(promise=Span(20)), by=cast.administrator, at=clock.now)
    applied = {"deed": "apply", "change": "elements", "explanation": WHY}
    lacking = organ.post(page, applied | {"version": ""})
    assert lacking.status_code == 409
    assert WHY in told(lacking)
    assert organ.post(page, applied | {"version": str(draft.pk)}).status_code == 302
    # What changes stands on the reviewers' page.
    assert "承诺办结时限" in told(establishment.get(page))
    assert organ.post(page, {"deed": "review", "agrees": "yes"}).status_code == 409
    for reviewer in (establishment, legal):
        clock.tick()
        assert reviewer.post(page, {"deed": "review", "agrees": "yes", "text": "同意。"}).status_code == 302
    assert "简易路径" in told(government.get(page))
    tomorrow = MON + timedelta(days=1)
    published = {"deed": "publish", "document": "清府办〔2026〕3号", "from_on": tomorrow.isoformat()}
    assert government.post(page, published).status_code == 302
    filed = {"deed": "file", "receiver": "市委编办", "filed_on": MON.isoformat(), "receipt": "备7"}
    paper = SimpleUploadedFile("备案报告.pdf", pdf(), "application/pdf")
    assert establishment.post(page, filed | {"attachment": paper}).status_code == 302
    shown = told(establishment.get(page))
    attached = re.search(rf'href="({page}files/\d+/)">备案报告\.pdf<', establishment.get(page).content.decode())
    assert attached, shown
    kept = establishment.get(attached[1])
    assert kept.content == pdf()
    assert kept["Content-Disposition"].startswith("attachment")
    assert kept["X-Content-Type-Options"] == "nosniff"
    assert establishment.get(f"{page}files/999999/").status_code == 404
    stranger = at_desk(official(cast.forest, Role.CATALOGUE_ADMIN, "forest.admin", "顾森").acts)
    assert stranger.get(attached[1]).status_code == 404
    clock.go(tomorrow, 1)
    watch.look(clock.now)
    assert ItemVersion.objects.in_force(tomorrow).get().number == 2
    assert establishment.post(page, {"deed": "sync", "receipt": "省0001"}).status_code == 302
    assert Adjustment.objects.get().state == "synced"


def test_a_cancellation_waits_for_the_government(cast: Cast) -> None:
    version = cast.published()
    answer: Page = at_desk(cast.establishment).post(f"{HOME}new/", raising("DA-02", version.item.code))
    page = answer.url
    cancel = {"deed": "apply", "change": "cancel", "explanation": WHY, "version": ""}
    assert at_desk(cast.administrator).post(page, cancel).status_code == 302
    for reviewer in (cast.establishment, cast.legal):
        at_desk(reviewer).post(page, {"deed": "review", "agrees": "yes", "text": ""})
    government = at_desk(cast.government)
    shown = told(government.get(page))
    assert "登记政府审定" in shown
    published = {"deed": "publish", "document": "清府发〔2026〕4号", "from_on": (MON + timedelta(days=1)).isoformat()}
    assert government.post(page, published).status_code == 409
    assert government.post(page, {"deed": "approve", "approval_no": "第12次常务会议纪要"}).status_code == 302
    assert government.post(page, published).status_code == 302
    assert not ItemVersion.objects.in_force(MON + timedelta(days=1)).exists()


def test_one_reviewer_gives_back_with_a_reason_and_it_is_applied_for_again(cast: Cast, clock: Clock) -> None:
    version = cast.published()
    page = raised(cast, version)
    organ = at_desk(cast.administrator)
    organ.post(page, {"deed": "apply", "change": "keep", "explanation": WHY, "version": ""})
    legal = at_desk(cast.legal)
    assert legal.post(page, {"deed": "review", "agrees": "no", "text": ""}).status_code == 409
    assert legal.post(page, {"deed": "review"}).status_code == 422
    assert legal.post(page, {"deed": "review", "agrees": "no", "text": "理由不充分，请补充。"}).status_code == 302
    assert "理由不充分" in told(organ.get(page))
    assert WHY in told(organ.get(page))


def test_several_items_are_raised_by_one_document_all_or_none(cast: Cast) -> None:
    version = cast.published()
    reviewer = at_desk(cast.establishment)
    wrong = reviewer.post(f"{HOME}new/", raising("DA-03", f"{version.item.code}\n没有的编码"))
    assert wrong.status_code == 422
    assert "没有的编码" in told(wrong)
    assert not Adjustment.objects.exists()
    assert reviewer.post(f"{HOME}new/", raising("DA-03", version.item.code)).status_code == 302
    again = reviewer.post(f"{HOME}new/", raising("DA-03", version.item.code))
    assert again.status_code == 409
    assert "不用重复" in told(again)


def test_what_is_on_no_list_yet_is_raised_by_its_name_and_organ(cast: Cast) -> None:
    answer = at_desk(cast.establishment).post(
        f"{HOME}new/", raising("DA-01", "", name="节水评价审查", organ=str(cast.water.pk))
    )
    assert answer.status_code == 302
    made = Adjustment.objects.get()
    assert (made.item, made.name, made.organ) == (None, "节水评价审查", cast.water)
    assert "节水评价审查" in told(at_desk(cast.administrator).get(HOME))


def test_an_organ_sees_its_own_and_supervision_sees_who_is_late(cast: Cast, clock: Clock) -> None:
    page = raised(cast, cast.published())
    watcher = official(cast.forest, Role.SUPERVISOR, "watch", "周察")
    stranger = official(cast.forest, Role.HEAD, "forest.head", "冯林")
    assert at_desk(stranger.acts).get(page).status_code == 404
    assert at_desk(cast.clerk).get(f"{HOME}new/").status_code == 404
    clock.go(MON + timedelta(days=16))
    watch.look(clock.now)
    late = told(at_desk(watcher.acts).get(f"{HOME}?show=late"))
    assert "已逾期" in late
    assert "取水许可" in late


@pytest.mark.parametrize("query", ["?show=done", "?show=没有", "?code=DA-07", "?code=没有", "?page=99", "?page=x"])
def test_the_list_answers_every_question(cast: Cast, query: str) -> None:
    raised(cast, cast.published())
    assert at_desk(cast.establishment).get(f"{HOME}{query}").status_code == 200


def test_the_door_tells_each_post_what_waits_for_it(cast: Cast) -> None:
    page = raised(cast, cast.published())
    door = "/desk/clearing/"
    assert "1 件动态调整待提出申请" in told(at_desk(cast.administrator).get(door))
    assert "动态调整待" not in told(at_desk(cast.legal).get(door))
    at_desk(cast.administrator).post(page, {"deed": "apply", "change": "cancel", "explanation": WHY, "version": ""})
    for reviewer in (cast.establishment, cast.legal):
        assert "1 件动态调整待审核" in told(at_desk(reviewer).get(door))
        at_desk(reviewer).post(page, {"deed": "review", "agrees": "yes", "text": ""})
        assert "待审核" not in told(at_desk(reviewer).get(door))
    assert "1 件动态调整待审定" in told(at_desk(cast.government).get(door))


@pytest.mark.parametrize(
    ("given", "status"),
    [
        pytest.param({"explanation": "长" * 100_000}, 422, id="100,000 characters"),
        pytest.param({"change": "ruin"}, 422, id="no change there is"),
        pytest.param({"version": "999999"}, 422, id="a version that is not its draft"),
        pytest.param({"deed": "publish", "document": "x", "from_on": "2026-04-01"}, 409, id="another post's step"),
        pytest.param({"deed": "ruin"}, 409, id="no step there is"),
    ],
)
def test_what_cannot_be_applied_for_is_told_and_nothing_is_written(
    cast: Cast, given: dict[str, str], status: int
) -> None:
    page = raised(cast, cast.published())
    applied = {"deed": "apply", "change": "keep", "explanation": WHY, "version": ""}
    entries = Entry.objects.count()
    assert at_desk(cast.administrator).post(page, applied | given).status_code == status
    assert Entry.objects.count() == entries


def test_a_step_sent_twice_is_taken_once(cast: Cast) -> None:
    page = raised(cast, cast.published())
    applied = {"deed": "apply", "change": "keep", "explanation": WHY, "version": ""}
    agreed = {"deed": "review", "agrees": "yes", "text": "同意。"}
    for actor, sent in ((cast.administrator, applied), (cast.establishment, agreed), (cast.legal, agreed)):
        browser = at_desk(actor)
        assert [browser.post(page, sent).status_code for _ in range(2)] == [302, 409]
    assert Adjustment.objects.get().state == "closed"
    assert at_desk(cast.legal).post(page, {"deed": "close", "reason": "不用再调整了。"}).status_code == 409


def test_a_strangers_post_finds_no_adjustment_to_write_in(cast: Cast) -> None:
    page = raised(cast, cast.published())
    applied = {"deed": "apply", "change": "keep", "explanation": WHY, "version": ""}
    for role in (Role.CATALOGUE_ADMIN, Role.WINDOW_CLERK):
        stranger = at_desk(official(cast.forest, role, f"forest.{role}", "顾森").acts)
        assert stranger.post(page, applied).status_code == 404
    assert at_desk(cast.clerk).post(page, applied).status_code == 409
    assert Adjustment.objects.get().state == "triggered"


def test_markup_in_a_source_is_text(cast: Cast) -> None:
    sent = raising("DA-06", cast.published().item.code, source="<b onclick=alert(1)>窗口</b>地址变化")
    page: Page = at_desk(cast.administrator).post(f"{HOME}new/", sent)
    for address in (page.url, HOME):
        shown = at_desk(cast.administrator).get(address).content.decode()
        assert "<b onclick" not in shown
