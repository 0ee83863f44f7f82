"""Two reviewers at once, a second click, the power gone, the session ended: acts count once and no word is lost."""

import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from qingquan.campaign import acts as campaign
from qingquan.campaign.models import ReportedItem
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.papers.models import Document
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Account, Actor
from qingquan.people.words import AccountKind
from qingquan.review import acts
from qingquan.review.models import (
    Comment,
    Conclusion,
    Decision,
    Expert,
    Opinion,
    OrganAnswer,
    Panel,
    ScoreSheet,
    Writing,
)
from qingquan.review.rules.particulars import Particulars
from qingquan.review.tests.cast import DAY, DUE, GOOD, Cast, K, at, gather
from qingquan.review.words import DraftKind, Stance
from tests.flows.killing import locked, process_of, wait_for_a_lock_on
from tests.flows.test_races import together

pytestmark = pytest.mark.usefixtures("committed")
LATER = date(2026, 5, 29)
PATIENCE_SECONDS = 60
DECIDE = """
import sys
import django
django.setup()
from datetime import datetime
from qingquan.campaign.models import ReportedItem
from qingquan.people.models import Account, Actor
from qingquan.places.models import Post
from qingquan.review import acts
from qingquan.review.words import DecisionCode
item, account, post, moment = sys.argv[1:]
by = Actor(Account.objects.get(pk=account), Post.objects.get(pk=post))
acts.decide(ReportedItem.objects.get(pk=item), DecisionCode.RETAIN, reasons="符合条件。", by=by,
            at=datetime.fromisoformat(moment))
"""
Deed = Callable[[], object]


def one_counts(*deeds: Deed) -> None:
    """One did it, the other was told no in a sentence."""
    came = together(*deeds)
    refused = [each for each in came if isinstance(each, Refused)]
    assert len(refused) == len(deeds) - 1, came
    assert not any(isinstance(each, Exception) for each in came if each not in refused), came


def twice(deed: Deed) -> None:
    one_counts(deed, deed)


def beside(cast: Cast) -> Actor:
    """A second reviewer of the legal office."""
    account = people.open_account("second", "洪同", AccountKind.OFFICIAL, by=SYSTEM, at=at(DAY))
    return Actor(account, cast.legal.post)


def told(kind: str) -> int:
    return Entry.objects.filter(kind=kind).count()


def test_of_two_who_speak_for_one_office_one_is_heard() -> None:
    cast = gather()
    item, second = cast.reported(), beside(cast)
    say = partial(acts.give_opinion, item, K.RETAIN, reasons="依据已经核对。", at=at(DAY))
    one_counts(partial(say, by=cast.legal), partial(say, by=second))
    assert Opinion.objects.count() == told("review.opinion_given") == 1


def test_an_item_given_alone_and_with_others_at_once_is_given_once() -> None:
    cast = gather()
    item, second = cast.reported(), beside(cast)
    one_counts(
        partial(acts.give_opinion, item, K.RETAIN, reasons="依据已经核对。", by=cast.legal, at=at(DAY)),
        partial(acts.give_opinions, {item.pk: item.revision}, K.RETAIN, reasons="一并保留。", by=second, at=at(DAY)),
    )
    assert Opinion.objects.count() == told("review.opinion_given") == 1


def test_both_offices_at_once_are_both_heard() -> None:
    cast = gather()
    item = cast.reported()
    say = partial(acts.give_opinion, item, K.RETAIN, reasons="依据已经核对。", at=at(DAY))
    came = together(partial(say, by=cast.legal), partial(say, by=cast.establishment))
    assert all(isinstance(each, Opinion) for each in came), came
    assert sorted(Entry.objects.filter(kind="review.opinion_given").values_list("facts__both", flat=True)) == [
        False,
        True,
    ]


def test_a_conclusion_rewritten_while_it_is_confirmed_is_not_confirmed_unread() -> None:
    cast = gather()
    item = cast.reported()
    cast.both_say(item, K.RETAIN, K.CANCEL)
    read = acts.conclude(item, K.RETAIN, reasons="会商后保留。", by=cast.establishment, at=at(DAY, 11))
    one_counts(
        partial(acts.confirm, item, seen=read.mark, by=cast.legal, at=at(DAY, 12)),
        partial(acts.conclude, item, K.CANCEL, reasons="会商后取消。", by=cast.establishment, at=at(DAY, 12)),
    )
    row = Conclusion.objects.get()
    assert (row.code, row.confirmed_at is None) in {("K1", False), ("K2", True)}


def test_an_organ_answers_once_from_two_windows() -> None:
    cast = gather()
    item = cast.reported()
    cast.both_say(item, K.CANCEL)
    accept = partial(acts.answer, item, Stance.ACCEPT, reasons="", by=cast.head, at=at(DAY))
    twice(accept)
    assert OrganAnswer.objects.count() == 1


def test_of_two_decisions_one_stands_with_one_document() -> None:
    cast = gather()
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    twice(partial(cast.decide, item, K.RETAIN))
    assert Decision.objects.count() == told("review.decided") == 1
    assert Document.objects.filter(kind="clearing_decision").count() == 1


def test_an_item_decided_alone_and_with_others_at_once_is_decided_once() -> None:
    cast = gather()
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    one_counts(
        partial(cast.decide, item, K.RETAIN),
        partial(acts.retain_many, {item.pk: item.revision}, reasons="一并保留。", by=cast.establishment, at=at(DAY)),
    )
    assert Decision.objects.count() == 1


def test_a_decision_and_a_report_given_back_do_not_both_happen() -> None:
    cast = gather()
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    together(
        partial(cast.decide, item, K.RETAIN),
        partial(campaign.give_back, item.report, "承诺时限有误。", by=cast.office, at=at(DAY)),
    )
    state = ReportedItem.objects.get(pk=item.pk).report.state
    assert Decision.objects.count() <= 1
    assert Document.objects.count() == Decision.objects.count()
    assert state in {"signed", "given_back"}


def test_an_evaluation_is_opened_and_the_public_asked_once() -> None:
    cast = gather()
    item = cast.reported()
    experts = cast.experts()
    twice(partial(cast.panel, item, experts))
    twice(partial(acts.ask_public, item, question="要不要保留？", until_on=LATER, by=cast.office, at=at(DAY)))
    assert Panel.objects.count() == told("review.panel_opened") == told("review.public_asked") == 1


def test_an_expert_is_registered_declares_and_scores_once_and_the_panel_ends_once() -> None:
    cast = gather()
    item, rest = cast.reported(), cast.experts(2)
    register = partial(acts.register_expert, field="水法", by=cast.office, at=at(DAY))
    twice(partial(register, "专家九", employer="清江大学"))
    account = people.open_account("wen", "温教授", AccountKind.OFFICIAL, by=SYSTEM, at=at(DAY))
    one_counts(*(partial(register, name, employer="清江大学", account=account) for name in ("温教授", "温律师")))
    nine = Expert.objects.get(name="专家九")
    panel = cast.panel(item, [*rest, nine])
    seats = list(panel.seats.order_by("pk"))
    twice(partial(acts.declare, seats[0], conflict=False, declaration="", by=cast.office, at=at(DAY)))
    twice(partial(acts.score, seats[0], GOOD, opinion="", source="1", by=cast.office, at=at(DAY)))
    for seat in seats[1:]:
        acts.declare(seat, conflict=False, declaration="", by=cast.office, at=at(DAY))
        acts.score(seat, GOOD, opinion="", source="1", by=cast.office, at=at(DAY))
    twice(partial(acts.close_panel, panel, conclusion="建议保留。", by=cast.office, at=at(DAY)))
    assert ScoreSheet.objects.count() == len(seats)
    assert Document.objects.filter(kind="evaluation_report").count() == told("review.panel_closed") == 1


def test_the_last_sheet_and_the_end_of_a_panel_agree_on_how_many_scored() -> None:
    cast = gather()
    panel = cast.panel(cast.reported(), cast.experts(4))
    *first, last = panel.seats.order_by("pk")
    for seat in (*first, last):
        acts.declare(seat, conflict=False, declaration="", by=cast.office, at=at(DAY))
    for seat in first:
        acts.score(seat, GOOD, opinion="", source="1", by=cast.office, at=at(DAY))
    after = at(DUE + timedelta(days=3))
    together(
        partial(acts.score, last, GOOD, opinion="", source="4", by=cast.office, at=after),
        partial(acts.close_panel, panel, conclusion="建议保留。", by=cast.office, at=after),
    )
    assert Panel.objects.get().sheets == ScoreSheet.objects.count()


def test_comments_sent_at_once_get_numbers_of_their_own() -> None:
    cast = gather()
    asked = acts.ask_public(cast.reported(), question="要不要保留？", until_on=LATER, by=cast.office, at=at(DAY))
    send = partial(acts.comment, asked, name="张三丰", phone="13800001234", by=None, at=at(DAY))
    came = together(*(partial(send, f"第{n}人说保留。") for n in range(4)))
    assert sorted(each.number for each in came if isinstance(each, Comment)) == [1, 2, 3, 4], came


def test_a_round_ends_once_and_a_decision_is_carried_out_once() -> None:
    cast = gather()
    item = cast.reported()
    asked = acts.ask_public(item, question="要不要保留？", until_on=LATER, by=cast.office, at=at(DAY))
    after = at(LATER + timedelta(days=1))
    twice(partial(acts.close_round, asked, summary="", by=cast.office, at=after))
    cast.both_say(item, K.TRANSFER_OUT)
    acts.answer(item, Stance.ACCEPT, reasons="", by=cast.head, at=at(DAY))
    said = Particulars(receiver="清泉县林业局", document_no="清编〔2026〕3号")
    made = cast.decide(item, K.TRANSFER_OUT, said)
    twice(partial(acts.carry_out, made, approval_no="清政函〔2026〕8号", from_on=LATER, by=cast.government, at=after))
    assert told("review.carried_out") == told("review.comments_closed") == 1


def test_two_who_begin_one_text_at_once_keep_both() -> None:
    cast = gather()
    write = partial(acts.keep, DraftKind.CONCLUSION, "item/1", "both", seen=0, at=at(DAY))
    came = together(
        partial(write, {"reasons": "编办写的"}, by=cast.establishment),
        partial(write, {"reasons": "司法局写的"}, by=cast.legal),
    )
    assert sorted(each.stale for each in came if isinstance(each, acts.Kept)) == [False, True], came
    row = Writing.objects.get()
    kept = {row.fields["reasons"], *(each.fields["reasons"] for each in row.set_aside.all())}
    assert kept == {"编办写的", "司法局写的"}


def test_a_decision_killed_between_effect_and_document_left_nothing_and_is_taken_again() -> None:
    cast = gather()
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    by = cast.establishment
    assert by.account is not None
    assert by.post is not None
    said = [str(item.pk), str(by.account.pk), str(by.post.pk), at(DAY, 16).isoformat()]
    with locked("LOCK papers_document IN EXCLUSIVE MODE"):
        process: subprocess.Popen[bytes] = process_of(DECIDE, said)
        wait_for_a_lock_on("papers_document", process)
        process.kill()
        assert process.wait(PATIENCE_SECONDS) != 0
    assert not Decision.objects.exists()
    assert not Document.objects.exists()
    assert not item.__class__.objects.filter(pk=item.pk, item__isnull=False).exists()
    assert told("review.decided") == told("item.drafted") == 0
    assert process_of(DECIDE, said).wait(PATIENCE_SECONDS) == 0
    made = Decision.objects.get()
    assert made.version is not None
    assert (made.document.subject, told("review.decided")) == (f"reported/{item.pk}", 1)


def test_what_was_typed_outlives_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(DAY, 10))
    cast = gather()
    item = cast.reported()
    since = date(2026, 1, 5)
    assert cast.legal.post is not None
    people.appoint(account_of(cast.legal), cast.legal.post, from_on=since, by=SYSTEM, at=at(since))
    page = f"/desk/clearing/review/items/{item.pk}/"
    before = Client()
    before.force_login(account_of(cast.legal))
    typed = {"code": "K1", "reasons": "写到一半的意见", "seen": "0"}
    assert before.post(f"{page}draft/opinion/", typed).status_code == 303
    before.session.flush()
    gone = before.post(f"{page}opinion/", typed | {"reasons": "写到一半的意见，又添一句"})
    assert gone.status_code == 302
    assert "/accounts/login/" in gone["Location"]
    again = Client()
    again.force_login(account_of(cast.legal))
    assert "写到一半的意见" in again.get(page).content.decode()
    assert not Opinion.objects.exists()


def account_of(actor: Actor) -> Account:
    assert actor.account is not None
    return actor.account
