"""The upper level's rows answered, and items taken in from a file: what changes, what stays, what is refused."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.words import ImportOutcome
from qingquan.crosscheck.models import BaseRow
from qingquan.exchange import acts, files
from qingquan.exchange.models import Claim, says
from qingquan.exchange.rules.claims import compare
from qingquan.exchange.rules.rows import ItemRow, to_row
from qingquan.exchange.words import FileKind
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.words import Role

pytestmark = pytest.mark.django_db
LATER = date(2026, 3, 20)
NEW_CODE = "11990101000001011C4000119077000"


@pytest.fixture
def cast() -> Cast:
    return gather()


def office(cast: Cast) -> Actor:
    founded = at(date(2026, 1, 5))
    account = people.open_account("qingli", "专班", AccountKind.OFFICIAL, by=SYSTEM, at=founded)
    post = places.enter_post(cast.forest, code="qingli", name="专班", role=Role.CAMPAIGN_OFFICE, by=SYSTEM, at=founded)
    return Actor(account, post)


def row(code: str = "000119077000", **changes: object) -> BaseRow:
    given: dict[str, object] = {
        "source": "province",
        "base_code": code,
        "name": "河道采砂许可",
        "power_type": "licence",
        "levels": ["county"],
        "competent_department": "水利部门",
        "bases": ["《中华人民共和国水法》第三十九条"],
        "content": "县级管理的河道",
        "entered_at": at(),
    }
    return BaseRow.objects.create(**(given | changes))


def seen(code: str = "000119077000", **changes: object) -> Claim:
    row(code, **changes)
    acts.see(at=at())
    return Claim.objects.get(base_row__base_code=code)


def test_a_new_row_comes_before_the_organ_its_department_points_to(cast: Cast) -> None:
    claim = seen()
    assert (claim.state, claim.organ) == ("unclaimed", cast.water)


def test_a_row_whose_department_nobody_knows_waits_for_an_organ(cast: Cast) -> None:
    claim = seen(competent_department="海事部门")
    assert claim.organ is None
    assigned = acts.assign(claim, cast.water, by=office(cast), at=at())
    assert assigned.organ == cast.water
    with pytest.raises(Refused, match="清理审核专班或者编办审核员"):
        acts.assign(claim, cast.water, by=cast.administrator, at=at())


def test_a_row_whose_item_is_in_force_is_claimed_by_it(cast: Cast) -> None:
    item = cast.published().item
    claim = seen(item.base_code, name="取水许可")
    assert (claim.state, claim.item, claim.organ) == ("claimed", item, cast.water)


def test_claiming_begins_a_draft_with_what_the_upper_level_says(cast: Cast) -> None:
    claim = acts.claim(seen(), code=NEW_CODE, by=cast.administrator, at=at())
    assert claim.state == "claimed"
    assert claim.item is not None
    facts = claim.item.versions.get().facts()
    assert (facts.name, facts.base_code, facts.exercise_content) == ("河道采砂许可", "000119077000", "县级管理的河道")
    assert [basis.key for basis in facts.legal_bases] == ["《中华人民共和国水法》第三十九条"]
    assert not any(each.differs for each in compare(says(claim.base_row), facts))
    assert Entry.objects.get(kind="claim.claimed").facts["item"] == NEW_CODE


def test_an_item_the_organ_has_already_may_answer_a_row(cast: Cast) -> None:
    item = cast.draft().item
    claim = acts.match(seen(bases=["《水法》第四十八条"]), item, by=cast.administrator, at=at())
    assert claim.item == item
    shown = {each.label: each.differs for each in compare(says(claim.base_row), item.versions.get().facts())}
    assert shown == {
        "事项名称": True,
        "事项类型": False,
        "设定依据": False,
        "行使层级": False,
        "行使内容": True,
    }


def test_a_row_that_does_not_apply_needs_a_reason(cast: Cast) -> None:
    claim = seen()
    with pytest.raises(Refused, match="请写明不适用的理由"):
        acts.set_aside(claim, reason=" ", by=cast.administrator, at=at())
    assert (
        acts.set_aside(claim, reason="本县没有采砂的河道。", by=cast.administrator, at=at()).state == "not_applicable"
    )
    assert acts.claim(claim, code=NEW_CODE, by=cast.administrator, at=at()).state == "claimed"


def test_a_row_is_claimed_once_and_by_its_organ(cast: Cast) -> None:
    claim = seen()
    with pytest.raises(Refused, match="须由事项管理员"):
        acts.claim(claim, code=NEW_CODE, by=cast.clerk, at=at())
    acts.claim(claim, code=NEW_CODE, by=cast.administrator, at=at())
    with pytest.raises(Refused, match="已经认领"):
        acts.set_aside(claim, reason="不适用", by=cast.administrator, at=at())
    other = seen("000119078000", competent_department="林业部门")
    with pytest.raises(Refused, match="只能认领分派给本机关的"):
        acts.set_aside(other, reason="不适用", by=cast.administrator, at=at())


def test_a_new_list_shows_what_changed_since_the_row_was_answered(cast: Cast) -> None:
    claim = acts.claim(seen(), code=NEW_CODE, by=cast.administrator, at=at())
    BaseRow.objects.update(
        name="河道采砂审批", bases=["《中华人民共和国水法》第三十九条", "《河道管理条例》第二十五条"]
    )
    assert acts.see(at=at(LATER)) == (0, 1)
    claim.refresh_from_db()
    assert [each["label"] for each in claim.changes] == ["事项名称", "设定依据"]
    assert (claim.changes[0]["base"], claim.changes[0]["county"]) == ("河道采砂许可", "河道采砂审批")
    assert acts.see(at=at(LATER)) == (0, 0)
    noted = acts.take_note(claim, by=cast.administrator, at=at(LATER))
    assert noted.changes == []
    assert acts.see(at=at(LATER)) == (0, 0)
    with pytest.raises(Refused, match="没有新的变化"):
        acts.take_note(claim, by=cast.administrator, at=at(LATER))


def test_a_row_the_new_list_has_no_more_says_so_and_cannot_be_claimed(cast: Cast) -> None:
    claim = seen()
    BaseRow.objects.update(ended_on=LATER)
    acts.see(at=at(LATER))
    claim.refresh_from_db()
    assert claim.changes[0]["county"] == "自2026-03-20起不再列入"
    with pytest.raises(Refused, match="不再列入"):
        acts.claim(claim, code=NEW_CODE, by=cast.administrator, at=at())


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "claimed"}, "claim_claimed_as_an_item"),
        ({"state": "not_applicable"}, "claim_not_applicable_for_a_reason"),
    ],
)
def test_the_database_refuses_an_answer_without_its_ground(
    cast: Cast, changes: dict[str, object], constraint: str
) -> None:
    claim = seen()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**changes)


def take_in(rows: list[ItemRow], by: Actor, kind: FileKind = FileKind.JSON) -> dict[str, int]:
    read = files.read(files.write(rows, kind), kind)
    return dict(acts.take_in(read, source="省平台", sha256="a" * 64, by=by, at=at()).counts)


@pytest.mark.parametrize("kind", list(FileKind))
def test_taking_back_what_was_sent_changes_nothing(cast: Cast, kind: FileKind) -> None:
    version = cast.published()
    before = list(ItemVersion.objects.values_list("digest", "state", "number"))
    assert take_in([to_row(version.facts())], cast.administrator, kind)["unchanged"] == 1
    assert list(ItemVersion.objects.values_list("digest", "state", "number")) == before


def test_what_is_in_force_is_what_was_sent_even_when_a_draft_lies_beside_it(cast: Cast) -> None:
    version = cast.published()
    facts = version.facts()
    catalogue.revise(version.item, cast.facts(deliver_days=3), by=cast.administrator, at=at())
    assert take_in([to_row(facts)], cast.administrator)["unchanged"] == 1
    assert ItemVersion.objects.get(number=2).facts().deliver_days == 3


def test_what_the_other_side_changed_becomes_a_draft_that_keeps_the_rest(cast: Cast) -> None:
    version = cast.published()
    row = to_row(version.facts())
    changed = ItemRow(row.fields | {"promise_days": "20"}, row.materials)
    assert take_in([changed], cast.administrator)["updated"] == 1
    draft = ItemVersion.objects.get(number=2)
    assert (draft.state, draft.promise_days) == ("draft", 20)
    assert draft.facts().remedies == version.facts().remedies


def test_a_row_without_a_code_and_one_that_comes_twice_are_refused_each_by_itself(cast: Cast) -> None:
    row = to_row(cast.facts())
    rows = [row, row, ItemRow({"name": "无码"}), ItemRow({"impl_code": "A-1"})]
    report = acts.take_in(rows, source="省平台", sha256="b" * 64, by=cast.administrator, at=at())
    assert [each.outcome for each in report.rows[1:]] == [ImportOutcome.REFUSED] * 3
    assert [each.refusal[:6] for each in report.rows[1:]] == ["实施编码“1", "没有实施编码", "没有事项名称"]
    assert Item.objects.count() == 1


def test_an_organ_takes_in_its_own_items_only(cast: Cast) -> None:
    row = to_row(cast.facts(organ_name="清泉县林业局", organ_uscc=cast.forest.uscc))
    report = acts.take_in([row], source="省平台", sha256="c" * 64, by=cast.administrator, at=at())
    assert report.rows[0].refusal == "实施主体是“清泉县林业局”，只能收取本机关的事项。"
    report = acts.take_in([row], source="省平台", sha256="d" * 64, by=cast.legal, at=at())
    assert report.rows[0].refusal == ""
