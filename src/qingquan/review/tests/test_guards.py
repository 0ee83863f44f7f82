"""Each constraint and trigger of review tried in the database itself: what no act may do, nobody else may either."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from qingquan.campaign.models import ReportedItem
from qingquan.review import acts
from qingquan.review.models import Decision
from qingquan.review.rules.particulars import Particulars
from qingquan.review.tests.cast import DAY, DUE, Cast, K, at, gather, plain
from qingquan.review.words import DraftKind, Stance

pytestmark = pytest.mark.django_db
CODES = [f"99010100SL-XK-{n:04d}" for n in range(1, 6)]
NOW = "'2026-03-16T10:00:00+08'"


@pytest.fixture
def cast() -> Cast:
    """One of everything: opinions, conclusions open and confirmed, answer, panels, round, decisions, draft."""
    cast = gather()
    more = (plain(code=code, name=f"取水许可{code[-1]}", base_code="") for code in CODES)
    item = cast.reported(plain(), *more)
    first, second, third, frozen, *_ = item.report.items.order_by("pk")
    by = cast.office
    cast.both_say(first, K.RETAIN, K.CANCEL)
    cast.conclude(first, K.RETAIN)
    cast.both_say(second, K.RETAIN, K.CANCEL)
    acts.conclude(second, K.RETAIN, reasons="会商后保留。", by=cast.establishment, at=at(DAY))
    cast.both_say(third, K.CANCEL)
    acts.answer(third, Stance.OBJECT, reasons="本机关仍在行使。", by=cast.head, at=at(DAY))
    cast.scored(closing := cast.panel(first))
    acts.close_panel(closing, conclusion="建议保留。", by=by, at=at(DAY))
    open_panel = cast.panel(second, [seat.expert for seat in closing.seats.select_related("expert")])
    seat = open_panel.seats.first()
    assert seat is not None
    acts.declare(seat, conflict=True, declaration="曾任顾问。", by=by, at=at(DAY))
    asked = acts.ask_public(second, question="要不要保留？", until_on=DUE.replace(month=5), by=by, at=at(DAY))
    acts.comment(asked, "建议保留。", name="张三丰", phone="13800001234", by=None, at=at(DAY))
    cast.decide(first, K.RETAIN)
    cast.both_say(frozen, K.TRANSFER_OUT)
    acts.answer(frozen, Stance.ACCEPT, reasons="", by=cast.head, at=at(DAY))
    made = cast.decide(frozen, K.TRANSFER_OUT, Particulars(receiver="林业局", document_no="清编〔2026〕3号"))
    acts.carry_out(made, approval_no="清政函〔2026〕8号", from_on=DUE, by=cast.government, at=at(DAY))
    keep = {"subject": "item/1", "owner": "both", "fields": {"reasons": "一"}}
    acts.keep(DraftKind.CONCLUSION, **keep, seen=0, by=cast.establishment, at=at(DAY))  # type: ignore[arg-type]
    acts.keep(DraftKind.CONCLUSION, **keep | {"fields": {"reasons": "二"}}, seen=0, by=cast.legal, at=at(DAY))  # type: ignore[arg-type]
    insert_freeze()
    return cast


def insert_freeze() -> None:
    run(
        "INSERT INTO review_freeze (item_id, decision_id, organ_id, authority, document_no, from_on) SELECT v.item_id,"
        " d.id, r.organ_id, '国务院', '国发1号', '2026-03-16' FROM review_decision d JOIN catalogue_itemversion v ON"
        " v.id = d.version_id JOIN campaign_reporteditem i ON i.id = d.reported_id JOIN campaign_organreport r"
        " ON r.id = i.report_id LIMIT 1"
    )


def run(statement: str) -> int:
    with connection.cursor() as sql:
        sql.execute(statement)
        return int(sql.rowcount)


def again(table: str, where: str = "true", **changes: str) -> str:
    """Insert a row of a table once more, with something changed."""
    with connection.cursor() as sql:
        sql.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        columns = [name for (name,) in sql.fetchall() if name != "id"]
    values = [changes.get(name, name) for name in columns]
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE {where} LIMIT 1"


KEEPS = "review_keeps_its_word"
CHANGED = [
    ("review_opinion", "reasons = '改过'", "true"),
    ("review_organanswer", "reasons = '改过'", "true"),
    ("review_scoresheet", "opinion = '改过'", "true"),
    ("review_decision", "reasons = '改过'", "true"),
    ("review_carriedout", "effect = '改过'", "true"),
    ("review_conclusion", "reasons = '改过'", "confirmed_at IS NOT NULL"),
    ("review_panel", "conclusion = '改过'", "closed_at IS NOT NULL"),
    ("review_seat", "conflict = false", "conflict"),
    ("review_comment", "number = 9", "true"),
    ("review_comment", "text_sealed = 'x'", "true"),
    ("review_comment", "name_sealed = 'x'", "true"),
    ("review_comment", "phone_sealed = 'x'", "true"),
    ("review_comment", "sent_at = now()", "true"),
    ("review_freeze", "document_no = '改过'", "true"),
]
REMOVED = [
    *("review_opinion", "review_organanswer", "review_scoresheet", "review_decision", "review_carriedout"),
    *("review_conclusion", "review_panel", "review_comment", "review_freeze"),
]
BROKEN: list[tuple[str, Callable[[], str]]] = [
    ("opinion_once_per_office", lambda: again("review_opinion", given_by_id=somebody_else())),
    ("opinions_of_two_people", lambda: again("review_opinion", office="'another'")),
    ("conclusion_number_once", lambda: again("review_conclusion", "confirmed_at IS NOT NULL")),
    ("conclusion_open_once", lambda: again("review_conclusion", "confirmed_at IS NULL", number="9")),
    (
        "conclusion_confirmed_by_another",
        lambda: (
            f"UPDATE review_conclusion SET confirmed_at = {NOW}, confirmed_by_id = proposed_by_id"
            " WHERE confirmed_at IS NULL"
        ),
    ),
    (
        "conclusion_confirmed_by_another",
        lambda: again("review_conclusion", "confirmed_at IS NOT NULL", number="8", confirmed_at="NULL"),
    ),
    ("organ_answers_once", lambda: again("review_organanswer")),
    ("objection_has_reasons", lambda: again("review_organanswer", "stance = 'object'", revision="9", reasons="''")),
    ("expert_registered_once", lambda: again("review_expert")),
    ("panel_open_once_per_item", lambda: again("review_panel", "closed_at IS NULL", number="'PG9'")),
    ("panel_has_a_quorum", lambda: again("review_panel", "closed_at IS NULL", number="'PG9'", quorum="0")),
    ("panel_closed_with_its_quorum", lambda: f"UPDATE review_panel SET closed_at = {NOW} WHERE closed_at IS NULL"),
    (
        "panel_closed_with_its_quorum",
        lambda: f"UPDATE review_panel SET closed_at = {NOW}, sheets = 3 WHERE closed_at IS NULL",
    ),
    ("expert_once_per_panel", lambda: again("review_seat")),
    ("seat_declared_at_a_moment", lambda: "UPDATE review_seat SET conflict = false WHERE conflict IS NULL"),
    ("seat_declared_at_a_moment", lambda: f"UPDATE review_seat SET declared_at = {NOW} WHERE conflict IS NULL"),
    ("sheet_after_declaration", lambda: sheet("conflict IS NULL")),
    ("sheet_after_declaration", lambda: sheet("conflict")),
    ("sheet_scores_all_dimensions", lambda: again("review_scoresheet", scores="scores || '{\"risk\": 6}'")),
    ("sheet_scores_all_dimensions", lambda: again("review_scoresheet", scores="scores - 'risk'")),
    ("sheet_scores_all_dimensions", lambda: again("review_scoresheet", scores="scores - 'risk' || '{\"luck\": 3}'")),
    ("review_scoresheet_seat_id", lambda: again("review_scoresheet")),
    ("comments_open_once_per_item", lambda: again("review_commentround", code="'ZQ9'")),
    ("comments_for_some_days", lambda: "UPDATE review_commentround SET until_on = opened_on"),
    ("comment_number_once_per_round", lambda: again("review_comment")),
    ("reply_given_by_somebody", lambda: "UPDATE review_comment SET reply = '已采纳'"),
    ("decided_once_per_item", lambda: again("review_decision", number="'9号'", document_id=other_document())),
    (
        "decision_corrects_its_own_item",
        lambda: again(
            "review_decision",
            number="'9号'",
            document_id=other_document(),
            supersedes_id="(SELECT max(d.id) FROM review_decision d WHERE d.id <> review_decision.id)",
        ),
    ),
    ("review_carriedout_decision_id", lambda: again("review_carriedout")),
    ("freeze_ordered_from_above", lambda: again("review_freeze", document_no="''", decision_id=other_decision())),
    ("freeze_ordered_from_above", lambda: again("review_freeze", authority="''", decision_id=other_decision())),
    ("freeze_ends_after_it_begins", lambda: "UPDATE review_freeze SET until_on = from_on - 2"),
    ("writing_once_per_owner", lambda: again("review_writing")),
    ("set_aside_once_per_writer", lambda: again("review_setaside")),
]


def somebody_else() -> str:
    return "(SELECT max(id) FROM people_account)"


def other_document() -> str:
    return "(SELECT min(id) FROM papers_document WHERE kind = 'evaluation_report')"


def other_decision() -> str:
    return "(SELECT max(id) FROM review_decision)"


def sheet(where: str) -> str:
    return again("review_scoresheet", seat_id=f"(SELECT min(id) FROM review_seat WHERE {where})")


def name_of(error: DatabaseError) -> str:
    cause: Any = error.__cause__
    return str(cause.diag.constraint_name)


@pytest.mark.parametrize(("table", "change", "where"), CHANGED)
def test_what_was_said_is_not_changed(cast: Cast, table: str, change: str, where: str) -> None:
    with pytest.raises(DatabaseError) as no, transaction.atomic():
        assert run(f"UPDATE {table} SET {change} WHERE {where}")
    assert name_of(no.value) == KEEPS


@pytest.mark.parametrize("table", REMOVED)
def test_what_was_said_is_not_removed(cast: Cast, table: str) -> None:
    with pytest.raises(DatabaseError) as no, transaction.atomic():
        assert run(f"DELETE FROM {table}")
    assert name_of(no.value) == KEEPS


@pytest.mark.parametrize(("name", "breach"), BROKEN)
def test_each_constraint_holds_by_its_name(cast: Cast, name: str, breach: Callable[[], str]) -> None:
    with pytest.raises(DatabaseError) as no, transaction.atomic():
        assert run(breach())
    assert name_of(no.value).startswith(name)


def test_no_constraint_of_review_is_left_untried(cast: Cast) -> None:
    with connection.cursor() as sql:
        sql.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid::regclass::text LIKE 'review\\_%'"
            " AND contype IN ('c', 'x')"
            " UNION SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid::regclass::text LIKE 'review\\_%'"
            " AND indisunique AND NOT indisprimary"
        )
        named = {name for (name,) in sql.fetchall()}
    tried = tuple(name for name, _ in BROKEN)
    own = {name for name in named if not name.startswith("review_")}
    assert own
    assert {name for name in own if name not in tried} == set()


def test_what_stands_open_may_still_be_written(cast: Cast) -> None:
    """The guards hold what was given, not what is being written."""
    assert run("UPDATE review_conclusion SET reasons = '再拟' WHERE confirmed_at IS NULL") == 1
    assert run("UPDATE review_panel SET due_on = due_on + 1 WHERE closed_at IS NULL") == 1
    assert run("UPDATE review_comment SET shown = '＊＊＊＊＊'") == 1
    assert run("UPDATE review_freeze SET until_on = from_on - 1") == 1
    assert Decision.objects.count() == 2
    assert ReportedItem.objects.count() == len(CODES) + 1
