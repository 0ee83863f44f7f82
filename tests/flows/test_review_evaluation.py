"""Experts and the public through the pages: seals, declarations, comments, replies."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.people.words import AccountKind, ApplicantKind, IdType
from qingquan.review.models import Comment, CommentRound, Expert, Panel, ScoreSheet, Seat, Writing
from qingquan.review.tests.cast import DAY, K, at
from qingquan.review.words import Dimension
from tests.flows.review_hands import Desks, desks, signed_in

__all__ = ["desks"]
pytestmark = pytest.mark.django_db
SCORES = {each.value: "4" for each in Dimension}
PANELS = "/desk/clearing/review/panels/"


def text(page: Any) -> str:
    return str(page.content.decode())


@pytest.fixture
def disputed(desks: Desks) -> ReportedItem:
    """An item the offices differ on."""
    item = desks.cast.reported()
    desks.cast.both_say(item, K.RETAIN, K.CANCEL)
    return item


def opened(desks: Desks, item: ReportedItem) -> Panel:
    """A panel of two experts on paper and one who signs in: the bureau's neighbour's administrator."""
    stranger = desks.cast.campaigning.forest_administrator.account
    assert stranger is not None
    register = "/desk/clearing/review/experts/"
    for name, username in (("温教授", ""), ("郝律师", ""), ("孙林", stranger.username)):
        told = {"name": name, "employer": "清江大学", "field": "行政法", "username": username}
        assert desks.office.post(register, told).status_code == 303
    keys = [str(pk) for pk in Expert.objects.values_list("pk", flat=True)]
    panel: dict[str, Any] = {"question": "意见不一致", "due_on": "2026-03-27", "quorum": "3", "experts": keys}
    assert desks.office.post(desks.page(item, "evaluate/"), panel).status_code == 303
    return Panel.objects.get()


def test_scores_stay_sealed_until_all_are_in(desks: Desks, disputed: ReportedItem) -> None:
    panel = opened(desks, disputed)
    page = f"{PANELS}{panel.number}/"
    own = Seat.objects.get(expert__account__isnull=False)
    mine = f"/desk/clearing/review/scores/{own.pk}/"
    assert desks.office.get(mine).status_code == 404
    assert disputed.name in text(desks.stranger.get("/desk/clearing/review/scores/"))
    assert desks.stranger.post(mine, {"go": "declare", "conflict": "no"}).status_code == 303
    draft = desks.stranger.post(mine, SCORES | {"opinion": "写到一半", "go": "keep", "seen": "0"})
    assert draft.status_code == 303
    assert "写到一半" in text(desks.stranger.get(mine))
    missing = desks.stranger.post(mine, {"legality": "4", "opinion": "写到一半", "seen": "1"})
    assert (missing.status_code, "请为“必要性”打分" in text(missing)) == (422, True)
    done = desks.stranger.post(mine, SCORES | {"opinion": "密封的意见。", "seen": str(Writing.objects.get().revision)})
    assert done.status_code == 303
    for browser in (desks.office, desks.establishment, desks.legal, desks.government):
        assert "密封的意见" not in text(browser.get(page))
        assert "评分密封" in text(browser.get(page))
    early = desks.office.post(page, {"go": "close", "conclusion": "建议保留。"})
    assert (early.status_code, "密封" in text(early)) == (409, True)
    for seat in Seat.objects.filter(expert__account__isnull=True):
        paper = f"/desk/clearing/review/scores/{seat.pk}/"
        assert desks.establishment.get(paper).status_code == 404
        desks.office.post(paper, {"go": "declare", "conflict": "no"})
        given = desks.office.post(paper, SCORES | {"opinion": "", "source": f"纸评{seat.pk}号", "seen": "0"})
        assert given.status_code == 303
    assert "密封的意见" in text(desks.legal.get(page))
    assert desks.office.post(page, {"go": "close", "conclusion": "建议保留。"}).status_code == 303
    assert desks.legal.get(page + "report/").content.startswith(b"%PDF")
    assert "建议保留" in text(desks.legal.get(desks.page(disputed)))


def test_an_expert_with_an_interest_is_recused_and_another_invited(desks: Desks, disputed: ReportedItem) -> None:
    panel = opened(desks, disputed)
    own = Seat.objects.get(expert__account__isnull=False)
    mine = f"/desk/clearing/review/scores/{own.pk}/"
    silent = desks.stranger.post(mine, {"go": "declare", "conflict": "yes", "declaration": ""})
    assert (silent.status_code, "什么利害关系" in text(silent)) == (409, True)
    desks.stranger.post(mine, {"go": "declare", "conflict": "yes", "declaration": "曾任该局顾问。"})
    refused = desks.stranger.post(mine, SCORES | {"opinion": "", "seen": "0"})
    assert (refused.status_code, "回避" in text(refused)) == (409, True)
    assert not ScoreSheet.objects.exists()
    form = {"name": "甄教授", "employer": "清江大学", "field": "水法"}
    desks.office.post("/desk/clearing/review/experts/", form)
    more = {"go": "invite", "expert": str(Expert.objects.get(name="甄教授").pk)}
    assert desks.office.post(f"{PANELS}{panel.number}/", more).status_code == 303
    assert desks.office.post(f"{PANELS}{panel.number}/", {"go": "prolong", "due_on": "2026-04-10"}).status_code == 303
    assert panel.seats.count() == 4


def test_a_panel_below_the_least_quorum_is_refused_on_its_page(desks: Desks, disputed: ReportedItem) -> None:
    opened(desks, disputed)
    keys = [str(Expert.objects.first().pk)]  # type: ignore[union-attr]
    form = {"question": "再论证一次", "due_on": "2026-03-27", "quorum": "1", "experts": keys}
    assert desks.office.post(desks.page(disputed, "evaluate/"), form).status_code == 409
    assert desks.office.post(desks.page(disputed, "evaluate/"), {"question": ""}).status_code == 422
    assert desks.legal.get(desks.page(disputed, "evaluate/")).status_code == 404


def asked(desks: Desks, item: ReportedItem) -> CommentRound:
    """The item before the public until the 27th."""
    form = {"question": "取水许可是否保留，请您说说看法。", "until_on": "2026-03-27"}
    assert desks.office.post(desks.page(item, "ask/"), form).status_code == 303
    return CommentRound.objects.get()


def test_anybody_comments_and_everybody_is_answered(
    desks: Desks, disputed: ReportedItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = desks.office.post(desks.page(disputed, "ask/"), {"question": "太短的期限", "until_on": "2026-03-18"})
    assert (short.status_code, "7 个工作日" in text(short)) == (409, True)
    found = asked(desks, disputed)
    public = f"/comments/{found.code}/"
    assert disputed.name in text(desks.visitor.get("/comments/"))
    nameless = desks.visitor.post(public, {"text": "建议保留。", "name": "", "phone": "12"})
    assert nameless.status_code == 422
    assert "建议保留。" in text(nameless)
    said = {"text": "我住白水村，身份证990101199003070015，建议保留。", "name": "张三丰", "phone": "19900001111"}
    assert desks.visitor.post(public, said).status_code == 302
    page = text(desks.visitor.get(public))
    assert "990101199003070015" not in page
    assert "张三丰" not in page
    assert "19900001111" not in page
    assert "张**" in page
    desk = f"/desk/clearing/review/comments/{found.code}/"
    comment = Comment.objects.get()
    forged = desks.office.post(f"{desk}1/", {"go": "cover", "shown": comment.shown.replace("保留", "取消")})
    assert (forged.status_code, "遮盖" in text(forged)) == (409, True)
    covered = comment.shown.replace("白水村", "＊＊＊")
    assert desks.office.post(f"{desk}1/", {"go": "cover", "shown": covered}).status_code == 303
    assert "白水村" not in text(desks.visitor.get(public))
    assert desks.office.post(f"{desk}1/", {"go": "keep", "reply": "写到一半的答复", "seen": "0"}).status_code == 303
    assert "写到一半的答复" in text(desks.office.get(desk))
    assert "写到一半的答复" not in text(desks.visitor.get(public))
    desks.office.post(f"{desk}1/", {"go": "reply", "reply": "已采纳，拟保留。", "seen": "1"})
    assert "已采纳，拟保留。" in text(desks.visitor.get(public))
    monkeypatch.setattr(timezone, "now", lambda: at(date(2026, 3, 30)))
    assert "已经截止" in text(desks.visitor.get(public))
    late = desks.visitor.post(public, said)
    assert (late.status_code, "截止" in text(late)) == (409, True)
    later = signed_in(desks.cast.office)
    assert later.post(desk, {"summary": ""}).status_code == 303
    assert CommentRound.objects.get().closed_at is not None


def test_a_signed_in_applicant_comments_under_the_registered_name(desks: Desks, disputed: ReportedItem) -> None:
    found = asked(desks, disputed)
    account = people.open_account("citizen", "陈民", AccountKind.APPLICANT, by=SYSTEM, at=at(DAY))
    people.register_applicant(
        kind=ApplicantKind.PERSON,
        name="陈民",
        id_type=IdType.CITIZEN_ID,
        id_number="990101199003070015",
        phone="19900001234",
        account=account,
        by=None,
        at=at(DAY),
    )
    desks.visitor.force_login(account)
    assert desks.visitor.post(f"/comments/{found.code}/", {"text": "建议改为备案。"}).status_code == 302
    comment = Comment.objects.get()
    assert (comment.public_name, comment.text) == ("陈**", "建议改为备案。")
    assert comment.applicant is not None


def test_one_browser_does_not_flood_an_item(desks: Desks, disputed: ReportedItem) -> None:
    found = asked(desks, disputed)
    said = {"text": "建议保留。", "name": "张三丰", "phone": "19900001111"}
    answers = [desks.visitor.post(f"/comments/{found.code}/", said).status_code for _ in range(6)]
    assert answers == [302] * 5 + [409]
