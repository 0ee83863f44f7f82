"""A batch of hundreds asks the database as few questions as a batch of five, and hears the same answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.checking import problems_of, problems_of_many
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.words import ForfeitKind
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.publication import acts
from qingquan.publication.models import Batch
from qingquan.publication.tests.cast import LICENCES, SECOND, TODAY, Cast, at, gather

pytestmark = pytest.mark.django_db
FEW, MANY = 5, 50
MORE_AT_MOST = 3
"""Statements by which a batch ten times as large may exceed a small one: those written in portions."""


@pytest.fixture
def cast() -> Cast:
    return gather()


def asked(do: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as said:
        do()
    return len(said)


def life(cast: Cast, first: int, number: int) -> dict[str, int]:
    """How much each step of a batch asks that publishes, replaces and ends so many of each."""
    old = [cast.licence(first + n) for n in range(2 * number)]
    cast.published(*old)
    replaced, ended = old[:number], old[number:]
    new = [cast.licence(first + 2 * number + n) for n in range(number)]
    for each in replaced:
        shorter = replace(each.facts(), promise=Span(20), name=f"{each.name}（新）")
        draft = catalogue.revise(each.item, shorter, by=cast.of_items.administrator, at=at())
        new.append(catalogue.review(draft, opinion="同意。", by=cast.of_items.legal, at=at()))
    made: list[Batch] = []
    ending = [(each, "取消") for each in ItemVersion.objects.filter(pk__in=[each.pk for each in ended])]
    figures = {
        "prepare": asked(
            lambda: made.append(acts.prepare(LICENCES, new, from_on=SECOND, ending=ending, by=cast.office, at=at()))
        ),
    }
    figures["screen"] = asked(lambda: cast.screened(made[0]))
    figures["approve"] = asked(
        lambda: acts.approve(
            made[0],
            meeting="县政府第5次常务会议",
            minutes_number="清府常纪〔2026〕5号",
            approved_on=TODAY,
            document_number="清府发〔2026〕3号",
            channels=("website", "portal"),
            comment_hotline="12345",
            next_review_on=date(2027, 3, 2),
            by=cast.government,
            at=at(),
        )
    )
    figures["publish"] = asked(lambda: acts.publish(made[0], by=cast.government, at=at()))
    return figures


def test_what_a_batch_asks_does_not_grow_with_its_items(cast: Cast) -> None:
    few, many = life(cast, 100, FEW), life(cast, 200, MANY)
    assert all(many[step] - few[step] <= MORE_AT_MOST for step in few), (few, many)


def test_each_item_of_a_batch_is_told_in_the_ledger_and_repeats_what_is_in_force(cast: Cast) -> None:
    life(cast, 100, 3)
    kinds = Entry.objects.filter(kind__startswith="item.").values_list("kind", flat=True)
    counted = {kind: list(kinds).count(kind) for kind in ("item.published", "item.replaced", "item.withdrawn")}
    assert counted == {"item.published": 12, "item.replaced": 3, "item.withdrawn": 3}
    assert list(Item.objects.filter(name__endswith="（新）").values_list("name", flat=True).order_by("name")) == [
        f"取水许可之{n}（新）" for n in (100, 101, 102)
    ]
    assert {each.state for each in ItemVersion.objects.filter(name__in=["取水许可之103", "取水许可之104"])} == {
        "withdrawn"
    }


def test_many_at_once_hear_of_the_same_problems_as_each_alone(cast: Cast) -> None:
    in_force = cast.of_items.published()
    drafts = [
        cast.of_items.draft(code=f"{in_force.item.code}01", base_code=in_force.item.base_code),
        cast.of_items.draft(code=f"{in_force.item.code}02", base_code="000119002000", promise=Span(60)),
        cast.of_items.draft(code=f"{in_force.item.code}03", base_code="000119003000", legal_bases=()),
        in_force,
    ]
    one_by_one = [problems_of(each, TODAY) for each in drafts]
    assert problems_of_many(drafts, TODAY) == one_by_one
    assert any(problem.blocks for problems in one_by_one for problem in problems)


def test_a_refusal_names_every_item_that_is_not_ready(cast: Cast) -> None:
    good, *bad = (cast.licence(n) for n in (1, 2, 3))
    batch = cast.approved(cast.prepared(good, *bad))
    for each in bad:
        catalogue.return_to_draft(each, reason="依据有误", by=cast.of_items.legal, at=at())
    with pytest.raises(Refused, match=r"有 2 项不能公布。“取水许可之2”：.*“取水许可之3”："):
        acts.publish(batch, by=cast.government, at=at())
    good.refresh_from_db()
    assert good.state == "reviewed"


def test_what_was_given_up_is_neither_prepared_nor_published(cast: Cast) -> None:
    version = cast.licence(1)
    batch = cast.approved(cast.prepared(version))
    found = forfeits.forfeit(
        version.item,
        kind=ForfeitKind.CONCEALED,
        found_on=TODAY,
        reason="财政票据显示仍在收费。",
        document_no="清审改办〔2026〕3号",
        by=cast.office,
        at=at(),
    )
    with pytest.raises(Refused, match="“取水许可之1”不能公布：该事项已被认定放弃") as no:
        acts.publish(batch, by=cast.government, at=at())
    assert found.number in str(no.value)
    acts.give_back(batch, reason="移出", by=cast.government, at=at())
    acts.drop(batch, reason="移出", by=cast.office, at=at())
    with pytest.raises(Refused, match="已被认定放弃"):
        cast.prepared(version)


def test_an_item_ended_before_it_began_leaves_its_predecessor_in_force(cast: Cast) -> None:
    old = cast.of_items.published()
    later = cast.of_items.next_version(old, deliver_days=5)
    cast.published(later, from_on=SECOND)
    later.refresh_from_db()
    batch = cast.approved(cast.prepared(cast.licence(2), from_on=SECOND, ending=[(later, "暂缓施行")]))
    acts.publish(batch, by=cast.government, at=at())
    old.refresh_from_db()
    later.refresh_from_db()
    assert (old.state, old.until_on) == ("published", None)
    assert (later.state, later.until_on) == ("withdrawn", SECOND - timedelta(days=1))
