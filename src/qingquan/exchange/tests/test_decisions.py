"""Each differing field of a claimed item decided of: what is drafted, what is remembered, what is refused."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.crosscheck.models import BaseRow
from qingquan.exchange import acts
from qingquan.exchange.models import Claim, FieldDecision
from qingquan.exchange.reading.beside import Line, decisions_of, lines, waiting
from qingquan.exchange.tests.test_acts import seen
from qingquan.exchange.words import BaseField, FieldChoice
from qingquan.law import Refused
from qingquan.ledger.models import Entry

pytestmark = pytest.mark.django_db
TAKE, KEEP, LEAVE = FieldChoice
LATER = date(2026, 3, 20)
REASON = "本省条例另有规定。"


@pytest.fixture
def cast() -> Cast:
    return gather()


def matched(cast: Cast) -> Claim:
    """An item in force, claimed; name, basis and content differ from the upper level's."""
    item = cast.published(exercise_content="本县河道取水").item
    return acts.match(seen(), item, by=cast.administrator, at=at())


def line(claim: Claim, field: BaseField) -> Line:
    newest = ItemVersion.objects.filter(item=claim.item).newest().get()
    public = ItemVersion.objects.in_force(LATER).filter(item=claim.item).first()
    kept = Claim.objects.select_related("base_row").get(pk=claim.pk)
    found = lines(kept, newest.facts(), public.facts() if public else None)
    return next(each for each in found if each.compared.field is field)


def decide(claim: Claim, cast: Cast, field: BaseField, choice: FieldChoice, reason: str = "") -> FieldDecision:
    seen = line(claim, field).seen
    return acts.decide(claim, field, choice, seen=seen, reason=reason, by=cast.administrator, at=at())


def test_taking_the_upper_levels_word_makes_a_draft_and_leaves_what_is_published(cast: Cast) -> None:
    claim = matched(cast)
    published = ItemVersion.objects.get()
    made = decide(claim, cast, BaseField.NAME, TAKE)
    draft = ItemVersion.objects.get(number=2)
    assert (made.version, draft.state, draft.facts().name) == (draft, "draft", "河道采砂许可")
    assert draft.facts() == replace(published.facts(), name="河道采砂许可")
    published.refresh_from_db()
    assert (published.state, published.facts().name) == ("published", "取水许可")
    after = line(claim, BaseField.NAME)
    assert (after.compared.differs, after.waits, after.in_force) == (False, False, False)
    assert Entry.objects.get(kind="claim.field_decided").facts == {
        "field": "name",
        "choice": "take",
        "base": "河道采砂许可",
        "county": "取水许可",
        "reason": "",
        "item": claim.item.code if claim.item else "",
        "version": "2",
    }


def test_a_second_field_taken_goes_into_the_same_draft(cast: Cast) -> None:
    claim = matched(cast)
    decide(claim, cast, BaseField.NAME, TAKE)
    decide(claim, cast, BaseField.CONTENT, TAKE)
    draft = ItemVersion.objects.get(number=2)
    assert (draft.facts().name, draft.facts().exercise_content) == ("河道采砂许可", "县级管理的河道")
    assert ItemVersion.objects.count() == 2


def test_a_version_under_review_is_not_changed_by_taking(cast: Cast) -> None:
    item = cast.reviewed().item
    claim = acts.match(seen(), item, by=cast.administrator, at=at())
    with pytest.raises(Refused, match="已审核待公布的版本"):
        decide(claim, cast, BaseField.NAME, TAKE)
    assert not FieldDecision.objects.exists()
    assert decide(claim, cast, BaseField.NAME, KEEP, REASON).version is None


def test_what_is_kept_is_not_asked_again_until_the_upper_level_says_something_new(cast: Cast) -> None:
    claim = matched(cast)
    decide(claim, cast, BaseField.NAME, KEEP, REASON)
    BaseRow.objects.update(entered_at=at(LATER))
    assert acts.see(at=at(LATER)) == (0, 0)
    assert not line(claim, BaseField.NAME).waits
    BaseRow.objects.update(name="河道采砂审批")
    assert acts.see(at=at(LATER)) == (0, 1)
    anew = line(claim, BaseField.NAME)
    assert anew.waits
    assert (anew.held, anew.last and anew.last.reason) == (None, REASON)
    BaseRow.objects.update(name="河道采砂许可")
    assert not line(claim, BaseField.NAME).waits


def test_a_change_decided_of_is_no_news_any_more_and_the_other_changes_stay(cast: Cast) -> None:
    claim = matched(cast)
    BaseRow.objects.update(name="河道采砂审批", competent_department="水务部门")
    acts.see(at=at(LATER))
    decide(claim, cast, BaseField.NAME, LEAVE)
    claim.refresh_from_db()
    assert [each["label"] for each in claim.changes] == ["事项名称", "主管部门"]
    decide(claim, cast, BaseField.NAME, KEEP, REASON)
    claim.refresh_from_db()
    assert [each["label"] for each in claim.changes] == ["主管部门"]
    assert acts.see(at=at(LATER)) == (0, 0)


def test_what_is_left_open_is_recorded_and_waits_on(cast: Cast) -> None:
    claim = matched(cast)
    decide(claim, cast, BaseField.NAME, LEAVE, "等省里答复。")
    found = line(claim, BaseField.NAME)
    assert found.waits
    assert found.held is not None
    assert (found.held.choice, found.held.reason, found.held.decided_by) == (
        "leave",
        "等省里答复。",
        cast.administrator.account,
    )
    facts = ItemVersion.objects.get().facts()
    kept = Claim.objects.select_related("base_row").get(pk=claim.pk)
    assert "事项名称" in waiting(kept, facts, decisions_of([kept])[kept.pk])
    decide(claim, cast, BaseField.NAME, KEEP, REASON)
    assert "事项名称" not in waiting(kept, facts, decisions_of([kept])[kept.pk])


def test_who_did_not_see_a_colleagues_decision_decides_nothing(cast: Cast) -> None:
    claim = matched(cast)
    outdated = line(claim, BaseField.NAME).seen
    decide(claim, cast, BaseField.NAME, KEEP, REASON)
    assert cast.administrator.account is not None
    with pytest.raises(Refused, match=f"{cast.administrator.account.name}刚刚对“事项名称”作了决定"):
        acts.decide(claim, BaseField.NAME, TAKE, seen=outdated, by=cast.administrator, at=at())
    assert ItemVersion.objects.count() == 1


@pytest.mark.parametrize("moved", ["base", "county"])
def test_who_decided_about_other_words_than_are_there_decides_nothing(cast: Cast, moved: str) -> None:
    claim = matched(cast)
    outdated = line(claim, BaseField.CONTENT).seen
    if moved == "base":
        BaseRow.objects.update(content="县级、镇级管理的河道")
    else:
        decide(claim, cast, BaseField.NAME, TAKE)
        draft = ItemVersion.objects.get(number=2)
        ItemVersion.objects.filter(pk=draft.pk).update(
            elements=draft.elements | {"exercise_content": "全县河道"}, digest="d" * 64
        )
    with pytest.raises(Refused, match="“行使内容”的内容刚刚有变化"):
        acts.decide(claim, BaseField.CONTENT, TAKE, seen=outdated, by=cast.administrator, at=at())


def test_only_the_organs_administrator_decides_and_only_of_a_claimed_row_still_listed(cast: Cast) -> None:
    claim = matched(cast)
    token = line(claim, BaseField.NAME).seen
    with pytest.raises(Refused, match="须由事项管理员"):
        acts.decide(claim, BaseField.NAME, KEEP, seen=token, reason=REASON, by=cast.clerk, at=at())
    BaseRow.objects.update(ended_on=LATER)
    with pytest.raises(Refused, match="不再列入该行，没有可以对照的内容"):
        acts.decide(claim, BaseField.NAME, TAKE, seen=token, by=cast.administrator, at=at())
    open_row = seen("000119078000")
    with pytest.raises(Refused, match="还没有认领"):
        acts.decide(open_row, BaseField.NAME, TAKE, seen=token, by=cast.administrator, at=at())


def test_the_database_keeps_every_decision_as_it_was_made(cast: Cast) -> None:
    made = decide(matched(cast), cast, BaseField.NAME, KEEP, REASON)
    row = FieldDecision.objects.filter(pk=made.pk)
    with pytest.raises(IntegrityError, match="不能更改或者删除"), transaction.atomic():
        row.update(reason="别的理由")
    with pytest.raises(IntegrityError, match="不能更改或者删除"), transaction.atomic():
        row.delete()


def test_the_decisions_are_not_emptied() -> None:
    with pytest.raises(IntegrityError, match="不能清空"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE exchange_fielddecision")


@pytest.mark.parametrize(
    ("choice", "constraint"),
    [("keep", "field_decision_keeps_for_a_reason"), ("take", "field_decision_takes_into_a_version")],
)
def test_the_database_refuses_a_decision_without_its_ground(cast: Cast, choice: str, constraint: str) -> None:
    claim = matched(cast)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FieldDecision.objects.create(claim=claim, field="name", choice=choice, decided_at=at())
