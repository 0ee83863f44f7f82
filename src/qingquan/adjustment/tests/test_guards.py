"""What the database itself says no to in an adjustment, tried past the acts; each no by its name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from qingquan.adjustment import acts
from qingquan.adjustment.models import Adjustment, AdjustmentFiling, AdjustmentOpinion, Ruling
from qingquan.adjustment.rules.records import Paper
from qingquan.adjustment.tests.test_acts import passed, triggered
from qingquan.adjustment.words import Holding, RulingKind
from qingquan.catalogue.models import Item
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.tests.examples import TODAY

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
ADJUSTMENT, OPINION, FILING = "adjustment_adjustment", "adjustment_adjustmentopinion", "adjustment_adjustmentfiling"


@pytest.fixture
def cast() -> Cast:
    return gather()


def broken(statement: str) -> tuple[str, str]:
    """What stops a statement: the name of the guard and what it says."""
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement)
    diagnosis = no.value.__cause__.diag  # type: ignore[union-attr]
    return str(diagnosis.constraint_name), str(diagnosis.message_primary)


def filed(cast: Cast) -> AdjustmentFiling:
    made = acts.publish(passed(cast), "清府办〔2026〕3号", from_on=TOMORROW, by=cast.government, at=at())
    return acts.file(made, "市委编办", "备7", filed_on=TODAY, by=cast.establishment, at=at())


def ruled(cast: Cast) -> Ruling:
    return acts.enter_ruling(
        Item.objects.get(),
        Paper("1号", "程序违法，判决撤销。", TODAY),
        kind=RulingKind.JUDGMENT,
        holding=Holding.ANNULLED,
        body="县法院",
        decided_on=TODAY,
        by=cast.legal,
        at=at(),
    )


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        (f"DELETE FROM {ADJUSTMENT}", "adjustment_is_never_removed"),
        (f"UPDATE {OPINION} SET agrees = false", "adjustment_words_are_kept"),
        (f"DELETE FROM {OPINION}", "adjustment_words_are_kept"),
        (f"UPDATE {FILING} SET receipt = '别的'", "adjustment_words_are_kept"),
        (f"DELETE FROM {FILING}", "adjustment_words_are_kept"),
        ("UPDATE adjustment_ruling SET holding = 'upheld'", "adjustment_records_are_kept"),
        ("DELETE FROM adjustment_ruling", "adjustment_records_are_kept"),
        (f"UPDATE {ADJUSTMENT} SET publication_no = ''", "adjustment_published_by_a_document_from_a_day"),
        (f"UPDATE {ADJUSTMENT} SET from_on = NULL", "adjustment_published_by_a_document_from_a_day"),
        (f"UPDATE {ADJUSTMENT} SET explanation = ''", "adjustment_applied_with_a_change_and_a_reason"),
        (f"UPDATE {ADJUSTMENT} SET route = 'government'", "adjustment_of_structure_is_approved_by_the_government"),
        (f"UPDATE {ADJUSTMENT} SET basis_void = true", "adjustment_keeps_its_origin"),
        (f"UPDATE {ADJUSTMENT} SET state = 'triggered'", "adjustment_goes_its_way"),
    ],
)
def test_what_was_said_filed_or_held_stays(cast: Cast, statement: str, guard: str) -> None:
    filed(cast)
    ruled(cast)
    assert broken(statement)[0] == guard


@pytest.mark.parametrize("table", [ADJUSTMENT, OPINION, FILING, "adjustment_ruling", "adjustment_reform"])
def test_no_table_of_an_adjustment_is_emptied(db: None, table: str) -> None:
    # With all that hangs on it, for the adjustments cannot be emptied alone; the guard that speaks is the table's own.
    assert broken(f"TRUNCATE {table} CASCADE") == ("kept_tables_are_not_emptied", f"“{table}”里的内容不能清空。")


def test_a_closed_one_says_why_and_a_synced_one_has_its_receipt(cast: Cast) -> None:
    made = filed(cast).adjustment
    acts.switch(made, at=at(TOMORROW))
    assert broken(f"UPDATE {ADJUSTMENT} SET state = 'synced'")[0] == "adjustment_synced_with_a_receipt"
    assert broken(f"UPDATE {ADJUSTMENT} SET state = 'closed', closed_because = ''")[0] == "adjustment_goes_its_way"


def test_one_raised_is_not_closed_without_a_reason(cast: Cast) -> None:
    triggered(cast, cast.published())
    assert broken(f"UPDATE {ADJUSTMENT} SET state = 'closed'")[0] == "adjustment_closed_says_why"


def again(row: Any, **changes: Any) -> str:
    """The row written once more beside itself; the name of what stops that."""
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(DatabaseError) as no, transaction.atomic():
        row.save(force_insert=True)
    return str(no.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def test_nothing_is_said_twice(cast: Cast) -> None:
    filing, ruling = filed(cast), ruled(cast)
    number = "TZ202699999"
    assert again(Adjustment.objects.get(), number=number) == "adjustment_raised_once_per_item_and_source"
    assert again(AdjustmentOpinion.objects.first()) == "opinion_once_per_side_and_round"
    assert again(AdjustmentFiling.objects.get(pk=filing.pk)) == "filing_receipt_once_per_adjustment"
    assert again(AdjustmentFiling.objects.get(pk=filing.pk), receiver="") == "filing_names_receiver_and_receipt"
    assert again(AdjustmentFiling.objects.get(pk=filing.pk), receipt="") == "filing_names_receiver_and_receipt"
    assert again(Ruling.objects.get(pk=ruling.pk)) == "ruling_once_per_item"
    early = {"number": "2号", "effective_on": TODAY - timedelta(days=1)}
    assert again(Ruling.objects.get(pk=ruling.pk), **early) == "ruling_takes_effect_after_it_is_made"
