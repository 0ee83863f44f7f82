"""What is kept of powers given up stays whole past the acts, and a second click makes nothing twice."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from qingquan.catalogue.models import ItemVersion
from qingquan.forfeits import acts
from qingquan.forfeits.models import Forfeit, IllegalFee, StoppedCase, UnlistedMatter
from qingquan.forfeits.tests.cast import MON, TUE, another_item, campaign_office, county_with_a_fee, given_up
from qingquan.forfeits.words import MatterAnswer, StopDecision
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM
from tests.county import County, at

pytestmark = pytest.mark.django_db
PAID: Any = {"payer": "王小明", "phone": "19900005678", "amount": 5_000, "taken_on": MON, "receipt": "收据12"}
ASKED: Any = {"name": "王小明", "phone": "19900005678", "wanted": "在河边采砂", "text": "盖房子用。"}
FORFEIT, FEE = "forfeits_forfeit", "forfeits_illegalfee"
MATTER, STOP = "forfeits_unlistedmatter", "forfeits_stoppedcase"


@pytest.fixture
def county() -> County:
    """A case running, a power given up, money found on a receipt, a matter that waits."""
    made, _ = county_with_a_fee()
    made.receive(MON, hour=8)
    found = given_up(made, at(MON))
    acts.note_taken(found, **PAID, by=made.supervisor.acts, at=at(TUE))
    acts.submit_matter(**ASKED, by=SYSTEM, at=at(TUE))
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return made


def broken(statement: str) -> str:
    """The name of what stops a statement."""
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement)
    return str(no.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        (f"UPDATE {FORFEIT} SET reason = '别的'", "forfeit_keeps_its_word"),
        (f"UPDATE {FORFEIT} SET found_on = '2026-01-01'", "forfeit_keeps_its_word"),
        (f"UPDATE {FORFEIT} SET lifted_at = now()", "forfeit_lifted_by_a_document"),
        (f"UPDATE {FORFEIT} SET lift_document = '文'", "forfeit_lifted_by_a_document"),
        (f"UPDATE {FORFEIT} SET lifted_at = '2026-01-01', lift_document = '文'", "forfeit_lifted_by_a_document"),
        (f"UPDATE {FEE} SET amount = 1", "illegal_fee_keeps_its_word"),
        (f"UPDATE {FEE} SET returned_at = now()", "illegal_fee_returned_against_a_voucher"),
        (f"UPDATE {FEE} SET voucher = '退001'", "illegal_fee_returned_against_a_voucher"),
        (f"DELETE FROM {FEE}", "illegal_fee_keeps_its_word"),
        (f"UPDATE {MATTER} SET state = 'answered'", "matter_answered_says_where_it_belongs"),
        (f"UPDATE {MATTER} SET answer = 'no_power'", "matter_answered_says_where_it_belongs"),
        (f"UPDATE {STOP} SET decision = 'continue', decided_at = now()", "stop_decided_with_a_reason"),
        (f"UPDATE {STOP} SET decision = 'perhaps', decided_at = now(), reason = 'x'", "stop_decided_with_a_reason"),
        (f"UPDATE {STOP} SET decided_at = now()", "stop_decided_with_a_reason"),
        (f"UPDATE {STOP} SET told = '别的'", "stop_keeps_its_word"),
        (f"DELETE FROM {STOP}", "stop_keeps_its_word"),
        (f"UPDATE {MATTER} SET due_on = '2027-01-01'", "matter_keeps_its_word"),
        (f"DELETE FROM {MATTER}", "matter_keeps_its_word"),
    ],
)
def test_what_was_found_stays_whole(county: County, statement: str, guard: str) -> None:
    assert broken(statement) == guard


@pytest.mark.parametrize(
    ("answer", "guard"),
    [
        ("sent_on", "matter_sent_on_names_the_organ"),
        ("must_accept", "matter_sent_on_names_the_organ"),
        ("listed", "matter_listed_names_the_item"),
    ],
)
def test_an_answer_names_what_it_speaks_of(county: County, answer: str, guard: str) -> None:
    said = f"state = 'answered', answered_at = now(), answer_text = '请到窗口办理。', answer = '{answer}'"
    assert broken(f"UPDATE {MATTER} SET {said}") == guard


def again(row: Any, **changes: Any) -> str:
    """The row written once more beside itself; the name of what stops that."""
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(DatabaseError) as no, transaction.atomic():
        row.save(force_insert=True)
    return str(no.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def test_nothing_comes_in_that_says_too_little(county: County) -> None:
    other = another_item(county)
    kept = {"number": "FQ9", "item": other, "effect": "kept", "kept_because": "", "cite": ""}
    assert again(Forfeit.objects.get(), **kept) == "forfeit_kept_says_why"
    assert again(Forfeit.objects.get(), number="FQ9") == "forfeit_stands_once_per_item"
    assert again(IllegalFee.objects.get(), number="LS9", amount=0) == "illegal_fee_is_money"
    assert again(IllegalFee.objects.get(), number="LS9", contact=None) == "illegal_fee_has_a_payer"
    assert again(StoppedCase.objects.get()) == "case_stopped_once_at_a_time"


@pytest.mark.parametrize("table", [FORFEIT, FEE, MATTER, STOP])
def test_no_table_is_emptied(db: None, table: str) -> None:
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"TRUNCATE {table} CASCADE")
    assert no.value.__cause__.diag.message_primary == f"“{table}”里的内容不能清空。"  # type: ignore[union-attr]


def test_what_was_given_up_is_published_by_nobody_until_the_finding_is_lifted(county: County) -> None:
    made = ItemVersion.objects.create(item=county.item, number=9, name="取水许可", elements={}, digest="3" * 64)
    publish = f"UPDATE catalogue_itemversion SET state = 'published', from_on = '2027-01-01' WHERE id = {made.pk}"
    ItemVersion.objects.filter(pk=made.pk).update(state="reviewed")
    assert broken(publish) == "no_publication_of_a_power_given_up"
    Forfeit.objects.update(lifted_at=at(TUE), lift_document="清府发〔2026〕9号")
    before = ItemVersion.objects.filter(item=county.item, state="published")
    before.update(state="withdrawn", until_on=date(2026, 12, 31))
    with connection.cursor() as sql:
        sql.execute(publish)
    assert ItemVersion.objects.get(pk=made.pk).state == "published"


def test_money_found_twice_is_listed_once(county: County) -> None:
    found = Forfeit.objects.get()
    with pytest.raises(Refused, match=r"已经列入退费清单（LS202600001）"):
        acts.note_taken(found, **PAID, by=county.supervisor.acts, at=at(TUE))
    bare = PAID | {"receipt": ""}
    acts.note_taken(found, **bare, by=county.supervisor.acts, at=at(TUE))
    with pytest.raises(Refused, match="已经列入退费清单"):
        acts.note_taken(found, **bare, by=county.supervisor.acts, at=at(TUE))
    # Without a receipt the same sum of somebody else is other money.
    acts.note_taken(found, **(bare | {"payer": "李小红"}), by=county.supervisor.acts, at=at(TUE))
    assert IllegalFee.objects.count() == 3


def test_a_matter_sent_twice_is_one_matter(county: County) -> None:
    made = UnlistedMatter.objects.get()
    same = acts.submit_matter(**ASKED, by=SYSTEM, at=at(TUE))
    assert (same.number, same.query_code) == (made.number, made.query_code)
    assert Entry.objects.filter(subject=made.number, kind="matter.received").count() == 2
    acts.submit_matter(**(ASKED | {"text": "修路用。"}), by=SYSTEM, at=at(TUE))
    acts.submit_matter(**ASKED, by=SYSTEM, at=at(TUE, 11))
    assert UnlistedMatter.objects.count() == 3


def test_nobody_decides_or_answers_twice(county: County) -> None:
    office, case, matter = campaign_office(county), StoppedCase.objects.get(), UnlistedMatter.objects.get()
    acts.decide_stopped(case, StopDecision.CONTINUE, "申请人的信赖值得保护。", by=office.acts, at=at(TUE))
    with pytest.raises(Refused, match="已经决定"):
        acts.decide_stopped(case, StopDecision.TERMINATE, "没有依据，应当终止。", by=office.acts, at=at(TUE))
    acts.answer_matter(matter, MatterAnswer.NO_POWER, "不需要批准。", by=office.acts, at=at(TUE))
    with pytest.raises(Refused, match="已经答复"):
        acts.answer_matter(matter, MatterAnswer.NO_POWER, "不需要批准。", by=office.acts, at=at(TUE))
    assert broken(f"UPDATE {STOP} SET decision = 'terminate'") == "stop_keeps_its_word"
    assert broken(f"UPDATE {MATTER} SET answer_text = '别的答复。'") == "matter_keeps_its_word"
