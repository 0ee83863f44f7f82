"""A batch from hand to hand on the desk: put together, reviewed, approved, published, or sent back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from qingquan.catalogue import acts as catalogue
from qingquan.ledger.models import Entry
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.publication import acts
from qingquan.publication.models import Batch
from qingquan.publication.tests.cast import TODAY, Cast, at, gather

pytestmark = pytest.mark.django_db
HERE = "/desk/clearing/publication/"
APPROVAL = {
    "meeting": "县政府第5次常务会议",
    "minutes_number": "清府常纪〔2026〕5号",
    "approved_on": "2026-03-02",
    "document_number": "清府发〔2026〕3号",
    "channels": ["website", "portal"],
    "comment_hotline": "12345",
    "next_review_on": "2027-03-02",
}


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(timezone, "now", at)
    cast = gather()
    since = date(2026, 1, 5)
    seated = (cast.office, cast.head, cast.forester, cast.government, cast.of_items.clerk, cast.of_items.legal)
    for actor in seated:
        assert actor.account is not None
        assert actor.post is not None
        people.appoint(actor.account, actor.post, from_on=since, by=SYSTEM, at=at(since))
    return cast


def as_(actor: Actor) -> Client:
    client = Client()
    assert actor.account is not None
    client.force_login(actor.account)
    return client


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def begun(cast: Cast, *numbers: int) -> Batch:
    """A batch put together on the desk from reviewed licences."""
    versions = [cast.licence(number) for number in numbers]
    sent = {"from_on": TODAY.isoformat(), "version": [str(each.pk) for each in versions]}
    answer = as_(cast.office).post(f"{HERE}new/licence_approval/", sent)
    assert answer.status_code == 303
    return Batch.objects.get()


def test_a_batch_goes_from_hand_to_hand_to_its_announcement(cast: Cast) -> None:
    batch = begun(cast, 1, 2)
    page, shown = f"{HERE}{batch.number}/", list(batch.items.values_list("pk", flat=True))
    assert "还有 2 项没有保密审查" in text(as_(cast.government).get(page))
    assert "本机关 2 项等待保密审查" in text(as_(cast.head).get(HERE))
    assert as_(cast.head).post(f"{page}screen/", {"said": "all", "shown": shown}).status_code == 303
    assert as_(cast.government).post(f"{page}pass/", {"opinion": "同意公开。"}).status_code == 303
    assert as_(cast.government).post(f"{page}approve/", APPROVAL).status_code == 303
    told = text(as_(cast.government).get(page))
    assert "应于 2026年3月30日 前公布" in told
    assert as_(cast.government).post(f"{page}publish/").status_code == 303
    batch.refresh_from_db()
    assert batch.state == "published"
    assert batch.sha256 in text(as_(cast.office).get(page))
    assert "取水许可之1" in text(Client().get(f"/batches/{batch.number}/"))


def test_a_refusal_is_told_with_its_article_and_what_was_typed_stays(cast: Cast) -> None:
    batch = begun(cast, 1)
    answer = as_(cast.government).post(f"{HERE}{batch.number}/pass/", {"opinion": "我的意见"})
    page = text(answer, 409)
    assert "还有 1 项没有保密审查" in page
    assert "《政府信息公开条例》第十七条" in page
    assert "我的意见" in page


def test_an_approval_without_its_minutes_is_told_beside_the_field(cast: Cast) -> None:
    batch = cast.screened(begun(cast, 1))
    answer = as_(cast.government).post(f"{HERE}{batch.number}/approve/", APPROVAL | {"minutes_number": ""})
    assert "请填写会议纪要编号" in text(answer, 422)


def test_only_ticked_items_are_withheld_and_only_for_a_ground(cast: Cast) -> None:
    batch = begun(cast, 1, 2)
    path, item = f"{HERE}{batch.number}/screen/", batch.items.order_by("position")[0].pk
    assert "请选定法定情形" in text(as_(cast.head).post(path, {"said": "withhold", "item": item}), 422)
    sent = {"said": "withhold", "item": item, "ground": "state_secret", "reason": "定密"}
    assert as_(cast.head).post(path, sent).status_code == 303
    assert list(batch.items.order_by("position").values_list("screening", flat=True)) == ["withheld", "waiting"]
    assert "请至少选择一项" in text(as_(cast.head).post(path, {"said": "clear"}), 409)


def test_ticking_many_asks_the_database_once(cast: Cast, django_assert_max_num_queries: Any) -> None:
    batch = begun(cast, *range(1, 13))
    ticked = list(batch.items.values_list("pk", flat=True))
    with django_assert_max_num_queries(45):
        answer = as_(cast.head).post(f"{HERE}{batch.number}/screen/", {"said": "clear", "item": ticked})
    assert answer.status_code == 303
    assert set(batch.items.values_list("screening", flat=True)) == {"open"}


def test_a_review_that_comes_near_is_told_to_the_offices(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.published(cast.licence(1))
    assert "前复查，请核对" not in text(as_(cast.office).get(HERE))
    for day, said in ((date(2027, 2, 10), "前复查，请核对"), (date(2027, 3, 9), "已过复查日期")):
        monkeypatch.setattr(timezone, "now", lambda day=day: at(day))
        assert said in text(as_(cast.office).get(HERE))
        assert said in text(as_(cast.government).get(HERE))
        assert said not in text(as_(cast.head).get(HERE))


def test_another_organs_items_are_nobodys_to_review(cast: Cast) -> None:
    batch = begun(cast, 1)
    item = batch.items.get().pk
    assert as_(cast.forester).get(f"{HERE}{batch.number}/screen/").status_code == 404
    assert as_(cast.forester).post(f"{HERE}{batch.number}/screen/", {"said": "clear", "item": item}).status_code == 404
    batch.refresh_from_db()
    assert batch.items.get().screening == "waiting"


def test_a_batch_is_put_together_anew_with_an_item_ended(cast: Cast) -> None:
    kept = cast.of_items.published()
    batch = begun(cast, 2)
    sent = {
        "from_on": "2026-03-09",
        "version": [str(batch.items.get(part="new").version_id)],
        "ended": [kept.item.code, ""],
        "ended_reason": ["国务院取消", ""],
    }
    assert as_(cast.office).post(f"{HERE}{batch.number}/change/", sent).status_code == 303
    assert dict(batch.items.values_list("part", "ended_reason")) == {"new": "", "ended": "国务院取消"}
    page = text(as_(cast.office).get(f"{HERE}{batch.number}/change/"))
    assert 'value="国务院取消"' in page


def test_a_batch_that_cannot_be_begun_keeps_what_was_ticked(cast: Cast) -> None:
    version = cast.licence(1)
    sent = {"from_on": "2026-03-01", "version": [str(version.pk)]}
    page = text(as_(cast.office).post(f"{HERE}new/licence_approval/", sent), 409)
    assert "不能溯及既往" in page
    assert f'value="{version.pk}" checked' in page
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("government", 200), ("head", 200), ("forester", 404), ("clerk", 404), ("legal", 200)],
)
def test_a_batch_is_found_by_those_who_take_part(cast: Cast, who: str, status: int) -> None:
    batch = begun(cast, 1)
    actor = getattr(cast, who, None) or getattr(cast.of_items, who)
    assert as_(actor).get(f"{HERE}{batch.number}/").status_code == status


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("head", "pass/"),
        ("office", "publish/"),
        ("office", "approve/"),
        ("government", "drop/"),
        ("government", "nonsense/"),
        ("government", "change/"),
        ("office", "screen/"),
    ],
)
def test_a_step_is_found_by_its_post_only(cast: Cast, who: str, path: str) -> None:
    batch = begun(cast, 1)
    assert as_(getattr(cast, who)).post(f"{HERE}{batch.number}/{path}", {"reason": "x"}).status_code == 404


def test_the_draft_is_there_for_the_meeting_in_every_form(cast: Cast) -> None:
    batch = begun(cast, 1)
    for form, begins in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
        answer = as_(cast.government).get(f"{HERE}{batch.number}/files/{form}/")
        assert answer.status_code == 200
        assert answer.content.startswith(begins)
    assert as_(cast.head).get(f"{HERE}{batch.number}/files/pdf/").status_code == 404


@pytest.mark.parametrize(
    ("day", "badge"),
    [
        (TODAY, '<span class="badge plain">2027年3月2日前复查</span>'),
        (date(2027, 2, 10), '<span class="badge warn">2027年3月2日前复查</span>'),
        (date(2027, 3, 2), '<span class="badge warn">2027年3月2日前复查</span>'),
        (date(2027, 3, 3), '<span class="badge late">1 个目录已过复查日期</span>'),
    ],
)
def test_the_tile_of_the_room_tells_the_next_review_and_is_marked_when_it_is_past(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, day: date, badge: str
) -> None:
    cast.published(cast.licence(1))
    monkeypatch.setattr(timezone, "now", lambda: at(day))
    for actor in (cast.office, cast.government):
        assert badge in text(as_(actor).get("/desk/clearing/"))
    assert "复查" not in text(as_(cast.head).get("/desk/clearing/"))


def test_only_the_last_batch_of_a_catalogue_is_looked_at_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.published(cast.licence(1))
    later = date(2026, 6, 1)
    cast.published(cast.licence(2), from_on=later, on=later)
    monkeypatch.setattr(timezone, "now", lambda: at(date(2027, 3, 9)))
    assert "2027年6月1日前复查" in text(as_(cast.office).get("/desk/clearing/"))


def test_a_second_click_does_nothing_and_says_what_is_so_already(cast: Cast) -> None:
    batch = cast.screened(begun(cast, 1))
    page, office = f"{HERE}{batch.number}/", as_(cast.government)
    sent = APPROVAL | {"seen": str(batch.revision)}
    assert office.post(f"{page}approve/", sent).status_code == 303
    assert "本批为“政府已批准”" in text(office.post(f"{page}approve/", sent), 409)
    batch.refresh_from_db()
    sent = {"seen": str(batch.revision)}
    assert office.post(f"{page}publish/", sent).status_code == 303
    sha256 = Batch.objects.get().sha256
    assert "本批为“已公布”" in text(office.post(f"{page}publish/", sent), 409)
    assert Batch.objects.get().sha256 == sha256
    kinds = list(Entry.objects.filter(subject=batch.number).values_list("kind", flat=True))
    assert (kinds.count("batch.approved"), kinds.count("batch.published")) == (1, 1)


STALE: dict[str, Mapping[str, object]] = {
    "pass": {"opinion": "同意公开。"},
    "approve": APPROVAL,
    "publish": {},
    "return": {"reason": "改"},
    "drop": {"reason": "不要了"},
}


@pytest.mark.parametrize("deed", STALE)
def test_nobody_decides_on_what_an_old_page_showed(cast: Cast, deed: str) -> None:
    batch = begun(cast, 1)
    if deed != "drop":
        batch = acts.clear(batch, [batch.items.get().code], by=cast.head, at=at())
    if deed == "approve":
        batch = cast.screened(batch)
    if deed in {"publish", "return"}:
        batch = cast.approved(batch)
    actor = cast.office if deed == "drop" else cast.government
    page = text(as_(actor).get(f"{HERE}{batch.number}/"))
    old = f'<input type="hidden" name="seen" value="{batch.revision}">'
    assert old in page
    changed_meanwhile(cast, batch, deed)
    before = Batch.objects.get()
    sent = {**STALE[deed], "seen": str(batch.revision)}
    refused = text(as_(actor).post(f"{HERE}{batch.number}/{deed}/", sent), 409)
    assert "在您打开页面以后有改动" in refused
    assert old not in refused, "the answer shows the batch as it is, and may be acted on"
    after = Batch.objects.get()
    assert (after.state, after.revision) == (before.state, before.revision)


def changed_meanwhile(cast: Cast, batch: Batch, deed: str) -> None:
    """Somebody else puts another item into the batch and brings it as far as it was."""
    if deed in {"publish", "return"}:
        acts.give_back(batch, reason="补入一项", by=cast.government, at=at())
    versions = [*(each.version for each in batch.items.select_related("version")), cast.licence(7)]
    changed = acts.put_together_anew(batch, versions, from_on=TODAY, by=cast.office, at=at())
    acts.clear(changed, changed.items.values_list("code", flat=True), by=cast.head, at=at())
    if deed == "approve":
        cast.screened(changed)
    if deed in {"publish", "return"}:
        cast.approved(changed)


def test_of_two_who_change_a_batch_the_second_is_told_and_keeps_what_was_ticked(cast: Cast) -> None:
    batch, later = begun(cast, 1), cast.licence(2)
    sent = {"from_on": "2026-03-09", "version": [str(later.pk)], "seen": "0"}
    path = f"{HERE}{batch.number}/change/"
    assert '<input type="hidden" name="seen" value="0">' in text(as_(cast.office).get(path))
    acts.put_together_anew(batch, [later], from_on=TODAY, by=cast.office, at=at())
    page = text(as_(cast.office).post(path, sent), 409)
    assert "在您打开页面以后有改动" in page
    assert f'value="{later.pk}" checked' in page
    assert '<input type="hidden" name="seen" value="1">' in page
    slip = text(as_(cast.office).post(path, sent | {"from_on": "不是日期"}), 422)
    assert '<input type="hidden" name="seen" value="0">' in slip, "a slip does not make an old page a new one"
    assert as_(cast.office).post(path, sent | {"seen": "1"}).status_code == 303


@pytest.mark.parametrize("said", ["all", "clear"])
def test_no_item_is_cleared_that_the_reviewer_has_not_seen(cast: Cast, said: str) -> None:
    batch = begun(cast, 1)
    shown = batch.items.get().pk
    acts.put_together_anew(batch, [batch.items.get().version, cast.licence(2)], from_on=TODAY, by=cast.office, at=at())
    sent = {"said": said, "shown": shown, "item": shown}
    assert "重新拟定过" in text(as_(cast.head).post(f"{HERE}{batch.number}/screen/", sent), 409)
    assert set(batch.items.values_list("screening", flat=True)) == {"waiting"}


def test_an_item_changed_after_the_approval_stops_the_publication_by_name(cast: Cast) -> None:
    batch = cast.approved(begun(cast, 1, 2))
    version = batch.items.get(row__name="取水许可之2").version
    catalogue.return_to_draft(version, reason="依据有误", by=cast.of_items.legal, at=at())
    page = text(as_(cast.government).post(f"{HERE}{batch.number}/publish/", {"seen": str(batch.revision)}), 409)
    assert "“取水许可之2”不能公布" in page
    assert set(batch.items.values_list("version__state", flat=True)) == {"reviewed", "draft"}
    assert Client().get(f"/batches/{batch.number}/").status_code == 404


def test_what_changed_beside_a_batch_is_told_before_it_is_approved(cast: Cast) -> None:
    kept = cast.of_items.published()
    batch = begun(cast, 2)
    page = f"{HERE}{batch.number}/"
    assert "发生变化" not in text(as_(cast.office).get(page))
    catalogue.withdraw(kept, from_on=date(2026, 3, 3), reason="国务院取消", by=cast.government, at=at())
    acts.put_together_anew(
        batch, [batch.items.get(part="new").version], from_on=date(2026, 3, 2), by=cast.office, at=at()
    )
    assert "发生变化" not in text(as_(cast.office).get(page)), "on the batch's day it is still in force"
    catalogue.publish(cast.licence(3), from_on=TODAY, by=cast.government, at=at())
    for actor, told in ((cast.office, "修改本批</a>"), (cast.government, "请拟定人重新拟定")):
        shown = text(as_(actor).get(page))
        assert "拟定以后有 1 项发生变化：“取水许可之3”" in shown
        assert told in shown


PATHS = ("", "new/licence_approval/", "{n}/", "{n}/change/", "{n}/screen/", "{n}/files/json/", "{n}/publish/")


@pytest.mark.parametrize("path", PATHS)
def test_an_applicants_account_and_a_post_that_ended_find_nothing(cast: Cast, path: str) -> None:
    batch = cast.approved(begun(cast, 1))
    address = HERE + path.format(n=batch.number)
    stranger = people.open_account("chen", "陈民", AccountKind.APPLICANT, by=SYSTEM, at=at())
    client = Client()
    client.force_login(stranger)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code in {404, 405}, address
    assert Client().post(address).status_code in {302, 404, 405}
    batch.refresh_from_db()
    assert batch.state == "approved"
