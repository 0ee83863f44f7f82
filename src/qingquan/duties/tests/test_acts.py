"""The life of a statement: begun from the flowcharts, written, out of date, confirmed, published, replaced, frozen."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.duties import acts
from qingquan.duties.models import DutyStatement
from qingquan.duties.reading import derived_for, published
from qingquan.law import Refused
from qingquan.papers.sheets import printed
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.models import Post
from qingquan.places.words import Role

pytestmark = pytest.mark.django_db
NOW = date(2026, 3, 16)
WRITTEN = acts.Written(accountability="违反职责的，依照有关规定追究责任。", risks="现场勘验两人以上。")


@dataclass(frozen=True, slots=True)
class Stage:
    """The catalogue's cast with the water bureau's handler and head, and one licence in force."""

    cast: Cast
    handler: Post
    head: Actor

    def begun(self) -> DutyStatement:
        return acts.begin(self.handler, by=self.cast.administrator, at=at(NOW))

    def written(self) -> DutyStatement:
        begun = self.begun()
        return acts.save(begun, WRITTEN, expected=begun.revision, by=self.cast.administrator, at=at(NOW))

    def reviewed(self) -> DutyStatement:
        return acts.review(self.written(), by=self.cast.establishment, at=at(NOW))

    def published(self) -> DutyStatement:
        return acts.publish(self.reviewed(), by=self.head, at=at(NOW))


@pytest.fixture
def stage() -> Stage:
    cast = gather()

    def post(role: Role) -> Post:
        return places.enter_post(cast.water, code=f"013.{role}x", name=role.label, role=role, by=SYSTEM, at=at())

    head = people.open_account("013.head", "钱局", AccountKind.OFFICIAL, by=SYSTEM, at=at())
    made = Stage(cast, post(Role.HANDLER), Actor(head, post(Role.HEAD)))
    cast.published()
    return made


def test_a_statement_begins_with_the_steps_the_post_takes(stage: Stage) -> None:
    begun = stage.begun()
    lines = begun.duties().lines
    assert lines
    assert {line.item for line in lines} == {"取水许可"}
    with pytest.raises(Refused, match="已有一份"):
        stage.begun()


def test_two_people_on_one_draft_see_each_other(stage: Stage) -> None:
    begun = stage.begun()
    acts.save(begun, WRITTEN, expected=1, by=stage.cast.administrator, at=at(NOW))
    with pytest.raises(acts.Overtaken) as no:
        acts.save(begun, acts.Written(remark="另一份"), expected=1, by=stage.cast.administrator, at=at(NOW))
    assert no.value.current.accountability == WRITTEN.accountability
    with pytest.raises(Refused, match="最多"):
        acts.save(begun, acts.Written(remark="长" * 5001), expected=2, by=stage.cast.administrator, at=at(NOW))


def test_nothing_unwritten_is_confirmed_and_nobody_skips_a_hand(stage: Stage) -> None:
    begun = stage.begun()
    with pytest.raises(Refused, match="责任追究"):
        acts.review(begun, by=stage.cast.establishment, at=at(NOW))
    with pytest.raises(Refused, match="先由编办审核"):
        acts.publish(begun, by=stage.head, at=at(NOW))


def test_a_published_statement_is_a_paper_and_stands(stage: Stage) -> None:
    statement = stage.published()
    assert printed(statement.paper or {}).startswith(b"%PDF")
    changes: tuple[dict[str, object], ...] = ({"accountability": "改"}, {"paper": {}}, {"state": "draft"})
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            DutyStatement.objects.filter(pk=statement.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyStatement.objects.filter(pk=statement.pk).delete()


def test_a_confirmed_statement_is_given_back_before_it_changes(stage: Stage) -> None:
    reviewed = stage.reviewed()
    with pytest.raises(Refused, match="不能修改"):
        acts.save(reviewed, WRITTEN, expected=reviewed.revision, by=stage.cast.administrator, at=at(NOW))
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyStatement.objects.filter(pk=reviewed.pk).update(risks="改")
    back = acts.give_back(reviewed, reason="写得太简略。", by=stage.head, at=at(NOW))
    assert back.state == "draft"


def test_a_changed_holding_makes_the_statement_out_of_date(stage: Stage) -> None:
    written = stage.written()
    other = places.enter_post(
        stage.cast.water, code="013.other", name="承办二岗", role=Role.HANDLER, by=SYSTEM, at=at(NOW)
    )
    item = stage.cast.water.items.get()
    catalogue.give(item, other, from_on=NOW, by=stage.cast.administrator, at=at(NOW))
    with pytest.raises(Refused, match="已有变动"):
        acts.review(written, by=stage.cast.establishment, at=at(NOW))
    assert derived_for(stage.handler, NOW).lines == ()
    updated = acts.bring_up_to_date(written, by=stage.cast.administrator, at=at(NOW))
    assert updated.duties().lines == ()
    assert updated.accountability == WRITTEN.accountability
    assert acts.review(updated, by=stage.cast.establishment, at=at(NOW)).state == "reviewed"


def test_the_next_version_takes_the_texts_along_and_replaces_the_last(stage: Stage) -> None:
    first = stage.published()
    second = stage.begun()
    assert (second.number, second.accountability) == (2, first.accountability)
    acts.review(second, by=stage.cast.establishment, at=at(NOW))
    acts.publish(second, by=stage.head, at=at(NOW))
    first.refresh_from_db()
    assert first.state == "replaced"
    now_public = published(stage.handler)
    assert now_public is not None
    assert now_public.number == 2
