"""Deeds given and ended, what they do to the catalogue and to handling, and what the database refuses."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qingquan.catalogue.models import Holding
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.words import BasisLevel, PowerSource, PowerType
from qingquan.deeds import acts
from qingquan.deeds.acts import devolving, entrusting, windows
from qingquan.deeds.models import AuthorisedItem, Entrustment, WindowAuthorisation
from qingquan.deeds.reading import authorised_items, find, live
from qingquan.deeds.words import Action, Ground, Kind
from qingquan.law import Refused
from qingquan.papers.sheets import printed
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.models import Organ, Post
from qingquan.places.words import Role, SubjectNature

pytestmark = pytest.mark.django_db
NOW, FROM, UNTIL = date(2026, 3, 16), date(2026, 4, 1), date(2027, 3, 31)


@dataclass(frozen=True, slots=True)
class Stage:
    """The catalogue's cast, a town, the water bureau's head and its chief representative."""

    cast: Cast
    town: Organ
    head: Actor
    chief: Post


@pytest.fixture
def stage() -> Stage:
    cast = gather()
    division = places.enter_division("990101100000", "龙潭镇", by=SYSTEM, at=at())
    town = places.enter_organ(
        name="龙潭镇人民政府",
        short_name="龙政",
        seq="100",
        uscc=uscc("11990101MB0K00003"),
        division=division,
        nature=SubjectNature.STATUTORY,
        by=SYSTEM,
        at=at(),
    )
    account = people.open_account("013.head", "钱局", AccountKind.OFFICIAL, by=SYSTEM, at=at())
    head = places.enter_post(cast.water, code="013.head", name="负责人", role=Role.HEAD, by=SYSTEM, at=at())
    chief = places.enter_post(
        cast.water, code="013.chief", name="首席代表岗", role=Role.CHIEF_REPRESENTATIVE, by=SYSTEM, at=at()
    )
    return Stage(cast, town, Actor(account, head), chief)


def uscc(first: str) -> str:
    """A credit code with its check character. GB 32100-2015."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(letters.index(char) * pow(3, place, 31) for place, char in enumerate(first))
    return first + letters[(31 - total % 31) % 31]


TERMS = entrusting.Terms(
    basis="《水法》第四十八条",
    basis_level=BasisLevel.LAW,
    matter="小型取水的许可。",
    authority="受理、审查、决定。",
    from_on=FROM,
    until_on=UNTIL,
)
DOWN = devolving.Terms(
    ground=Ground.UPPER,
    basis="省人民政府决定",
    approval_document="清府发〔2026〕8号",
    staff=3,
    qualification="3 人取得行政执法证。",
    system="便民服务中心设窗口。",
    from_on=FROM,
)
WINDOW = windows.Terms(
    actions=frozenset({Action.DECIDE, Action.SEAL}), seal="行政审批专用章", limits="", from_on=FROM, until_on=UNTIL
)


def test_an_entrustment_is_numbered_published_and_says_what_the_law_asks(stage: Stage) -> None:
    item = stage.cast.published().item
    deed = acts.entrust(item, stage.town, TERMS, by=stage.head, at=at(NOW))
    assert deed.number == "清水委〔2026〕1号"
    said = str(deed.paper)
    assert all(words in said for words in ("小型取水的许可", "受理、审查、决定", "2027年3月31日", "不得再委托"))
    assert printed(deed.paper, verify_url="https://example.org/deeds/").startswith(b"%PDF")
    assert find(Kind.ENTRUSTMENT, deed.pk) == deed
    assert live([deed], NOW) == [deed]


def test_only_the_items_own_head_entrusts(stage: Stage) -> None:
    item = stage.cast.published().item
    with pytest.raises(Refused, match="负责人签发"):
        acts.entrust(item, stage.town, TERMS, by=stage.cast.administrator, at=at(NOW))
    with pytest.raises(Refused, match="期限"):
        acts.entrust(item, stage.town, replace(TERMS, until_on=None), by=stage.head, at=at(NOW))


def entrust_row(stage: Stage, item: object, organ: Organ, receiver: Organ, number: str) -> Entrustment:
    with transaction.atomic():
        return Entrustment.objects.create(
            number=number,
            organ=organ,
            item=item,  # type: ignore[misc]
            receiver=receiver,
            basis="依据",
            matter="事项",
            authority="权限",
            from_on=FROM,
            until_on=UNTIL,
            signed_at=at(NOW),
            published_at=at(NOW),
            paper={},
        )


def test_the_database_knows_no_entrusted_coercion(stage: Stage) -> None:
    item = stage.cast.published().item
    type(item).objects.filter(pk=item.pk).update(power_type=PowerType.COERCION.value)
    with pytest.raises(IntegrityError, match="强制措施权不得委托"):
        entrust_row(stage, item, stage.cast.water, stage.town, "X1")


def test_the_database_knows_no_entrustment_passed_on(stage: Stage) -> None:
    item = stage.cast.published().item
    with pytest.raises(IntegrityError, match="不得再委托"):
        entrust_row(stage, item, stage.town, stage.cast.forest, "X1")
    entrusted = stage.cast.draft(code=f"{item.code}01", power_source=PowerSource.ENTRUSTED_ABOVE).item
    type(entrusted).objects.filter(pk=entrusted.pk).update(organ=stage.town)
    acts.entrust(item, stage.town, TERMS, by=stage.head, at=at(NOW))
    with pytest.raises(IntegrityError, match="不得再委托"):
        entrust_row(stage, entrusted, stage.town, stage.cast.forest, "X2")


def test_the_database_entrusts_licences_to_organs_with_a_period_and_once(stage: Stage) -> None:
    item = stage.cast.published().item
    Organ.objects.filter(pk=stage.town.pk).update(nature=SubjectNature.AUTHORISED.value)
    with pytest.raises(IntegrityError, match="其他行政机关"):
        entrust_row(stage, item, stage.cast.water, stage.town, "X1")
    Organ.objects.filter(pk=stage.town.pk).update(nature=SubjectNature.STATUTORY.value)
    entrust_row(stage, item, stage.cast.water, stage.town, "X2")
    with pytest.raises(IntegrityError, match="entrustment_once_to_one"):
        entrust_row(stage, item, stage.cast.water, stage.town, "X3")


def test_a_signed_deed_is_ended_once_and_never_changed(stage: Stage) -> None:
    item = stage.cast.published().item
    deed = acts.entrust(item, stage.town, TERMS, by=stage.head, at=at(NOW))
    with pytest.raises(IntegrityError, match="只能终止"), transaction.atomic():
        Entrustment.objects.filter(pk=deed.pk).update(authority="一切")
    with pytest.raises(IntegrityError, match="只能终止"), transaction.atomic():
        Entrustment.objects.filter(pk=deed.pk).delete()
    with pytest.raises(Refused, match="理由"):
        acts.end_entrustment(deed, reason=" ", on=FROM, by=stage.head, at=at(NOW))
    with pytest.raises(Refused, match="不得早于"):
        acts.end_entrustment(deed, reason="机构调整。", on=date(2026, 3, 1), by=stage.head, at=at(NOW))
    ended = acts.end_entrustment(deed, reason="机构调整。", on=FROM, by=stage.head, at=at(NOW))
    assert not ended.live(FROM)
    with pytest.raises(Refused, match="已经终止"):
        acts.end_entrustment(deed, reason="再来。", on=FROM, by=stage.head, at=at(NOW))
    with pytest.raises(IntegrityError, match="只能终止"), transaction.atomic():
        Entrustment.objects.filter(pk=deed.pk).update(ended_on=None)


def test_a_devolved_item_leaves_the_countys_list_and_begins_in_the_towns(stage: Stage) -> None:
    version = stage.cast.published()
    deed = acts.devolve(version.item, stage.town, DOWN, by=stage.cast.government, at=at(NOW))
    version.refresh_from_db()
    assert (version.state, version.until_on) == ("withdrawn", date(2026, 3, 31))
    assert not version.item.versions.in_force(FROM).exists()
    assert deed.town_item is not None
    draft = deed.town_item.versions.get()
    said = draft.facts()
    assert deed.town_item.organ == stage.town
    assert said.code.startswith(f"{stage.town.uscc}5")
    assert (said.power_source, said.transfer and said.transfer.deed) == (PowerSource.DEVOLVED, deed.number)
    assert draft.state == "draft"


def test_only_the_governments_office_devolves_and_nothing_is_left_half_done(stage: Stage) -> None:
    version = stage.cast.published()
    with pytest.raises(Refused, match="县政府办"):
        acts.devolve(version.item, stage.town, DOWN, by=stage.head, at=at(NOW))
    with pytest.raises(Refused, match="承接能力"):
        acts.devolve(version.item, stage.town, replace(DOWN, staff=0), by=stage.cast.government, at=at(NOW))
    with pytest.raises(Refused, match="同级之间"):
        acts.devolve(version.item, stage.cast.forest, DOWN, by=stage.cast.government, at=at(NOW))
    version.refresh_from_db()
    assert version.state == "published"


def test_a_window_authorisation_brings_the_decision_to_the_window_for_its_time(stage: Stage) -> None:
    item = stage.cast.published().item
    deed = acts.authorise_window(stage.chief, [item], WINDOW, by=stage.head, at=at(NOW))
    held = Holding.objects.get(item=item, post=stage.chief)
    assert (held.role, held.from_on, held.until_on) == (Role.APPROVER, FROM, UNTIL)
    assert authorised_items(FROM) == {item.pk}
    assert authorised_items(NOW) == frozenset()
    acts.end_authorisation(deed, reason="人员调整。", on=date(2026, 6, 1), by=stage.head, at=at(NOW))
    held.refresh_from_db()
    assert held.until_on == date(2026, 5, 31)
    assert authorised_items(date(2026, 6, 1)) == frozenset()


def test_without_the_decision_nothing_changes_in_handling(stage: Stage) -> None:
    item = stage.cast.published().item
    terms = replace(WINDOW, actions=frozenset({Action.ACCEPT}))
    acts.authorise_window(stage.chief, [item], terms, by=stage.head, at=at(NOW))
    assert not Holding.objects.filter(post=stage.chief).exists()


def test_the_database_keeps_an_authority_inside_the_organ_and_once_a_day(stage: Stage) -> None:
    item = stage.cast.published().item
    deed = acts.authorise_window(stage.chief, [item], WINDOW, by=stage.head, at=at(NOW))
    with pytest.raises(Refused, match="已经授权"):
        acts.authorise_window(stage.chief, [item], WINDOW, by=stage.head, at=at(NOW))
    with pytest.raises(IntegrityError, match="item_authorised_once_a_day"), transaction.atomic():
        AuthorisedItem.objects.create(authorisation=deed, item=item, from_on=UNTIL, until_on=UNTIL)
    foreign = WindowAuthorisation(
        number="X1",
        organ=stage.cast.forest,
        post=stage.chief,
        actions=[],
        limits="",
        from_on=FROM,
        until_on=UNTIL,
        signed_at=at(NOW),
        published_at=at(NOW),
        paper={},
    )
    with pytest.raises(IntegrityError, match="首席代表岗位"), transaction.atomic():
        foreign.save(force_insert=True)
    type(item).objects.filter(pk=item.pk).update(organ=stage.cast.forest)
    with pytest.raises(IntegrityError, match="本机关的事项"), transaction.atomic():
        AuthorisedItem.objects.create(
            authorisation=deed, item=item, from_on=date(2028, 1, 1), until_on=date(2028, 2, 1)
        )
