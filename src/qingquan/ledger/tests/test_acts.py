"""An act is whole, and recorded, or it never was."""

from collections.abc import Iterator
from datetime import date, datetime
from threading import Event, Thread

import pytest
from django.db import DatabaseError, connection, connections, transaction

from qingquan.ledger import acts, rules, watch
from qingquan.ledger.acts import UnrecordedAct, act, record
from qingquan.ledger.models import Cursor, Entry
from tests.county import SHANGHAI, at

NOON = at(date(2026, 3, 2), 12)


@pytest.fixture(autouse=True)
def only_the_real_acts_are_listed() -> Iterator[None]:
    """Acts made up here do not enter the handbook's list."""
    before = dict(acts.ACTS)
    yield
    acts.ACTS.clear()
    acts.ACTS.update(before)


def write_something(name: str) -> None:
    """Any row will do; the cursors' table is at hand."""
    Cursor.objects.create(follower=name)


@pytest.mark.django_db
def test_an_act_leaves_its_record() -> None:
    @act("division.named")
    def name(code: str) -> None:
        write_something(code)
        record(code, "division.named", {"name": "甲县"}, at=NOON)

    name("990102000000")
    entry = Entry.objects.get()
    assert (entry.subject, entry.kind, entry.facts) == ("990102000000", "division.named", {"name": "甲县"})
    assert not acts.acting()


@pytest.mark.django_db
def test_an_act_that_forgets_its_record_is_undone() -> None:
    @act("division.named")
    def forgetful(code: str) -> None:
        write_something(code)

    with pytest.raises(UnrecordedAct):
        forgetful("990102000000")
    assert not Cursor.objects.exists()


@pytest.mark.django_db
def test_a_record_of_another_kind_does_not_count() -> None:
    @act("division.named")
    def mistaken(code: str) -> None:
        record(code, "division.closed", {}, at=NOON)

    with pytest.raises(UnrecordedAct):
        mistaken("990102000000")
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_act_that_fails_half_way_leaves_nothing() -> None:
    @act("division.named")
    def broken(code: str) -> None:
        write_something(code)
        record(code, "division.named", {}, at=NOON)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken("990102000000")
    assert not Entry.objects.exists()
    assert not Cursor.objects.exists()


@pytest.mark.parametrize(
    "change",
    [{"subject": "b"}, {"kind": "x"}, {"facts": {"a": 2}}, {"account": 2}, {"post": 2}, {"at": at(date(2026, 3, 3))}],
)
def test_the_leaf_changes_with_everything_it_covers(change: dict[str, object]) -> None:
    whole: dict[str, object] = {"subject": "a", "kind": "k", "facts": {"a": 1}, "at": NOON, "account": 1, "post": 1}
    assert rules.leaf_hash(**whole) != rules.leaf_hash(**(whole | change))  # type: ignore[arg-type]


def test_the_order_of_facts_and_the_zone_of_the_clock_do_not_change_the_leaf() -> None:
    utc = datetime.fromisoformat("2026-03-02T04:00:00+00:00")
    one = rules.leaf_hash(subject="a", kind="k", facts={"a": 1, "b": "二"}, at=NOON, account=None, post=None)
    two = rules.leaf_hash(subject="a", kind="k", facts={"b": "二", "a": 1}, at=utc, account=None, post=None)
    assert one == two
    assert NOON.tzinfo is SHANGHAI


@pytest.mark.usefixtures("committed")
def test_news_that_commits_late_is_not_skipped() -> None:
    """Two transactions: the first takes the lower number and commits last."""

    def other() -> None:
        record("second", "k", {}, at=NOON)
        connections.close_all()

    with transaction.atomic():
        record("first", "k", {}, at=NOON)
        thread = Thread(target=other)
        thread.start()
        thread.join()
        seen_by_other: list[str] = []
        reader = Thread(target=lambda: seen_by_other.extend(read()))
        reader.start()
        reader.join()
        assert seen_by_other == []
    assert sorted(read()) == ["first", "second"]
    assert read() == []


def read() -> list[str]:
    """One look of a follower, in a thread of its own."""
    try:
        with transaction.atomic():
            return [entry.subject for entry in watch.news("reader")]
    finally:
        if connection.in_atomic_block is False:
            connection.close()


@pytest.mark.usefixtures("committed")
def test_what_runs_beside_holds_the_news_back_until_it_ends() -> None:
    """An automatic analysis of a table does so to everybody."""
    holding, may_end = Event(), Event()

    def other() -> None:
        with transaction.atomic(), connection.cursor() as sql:
            sql.execute("SELECT pg_current_xact_id()")
            holding.set()
            may_end.wait()
        connections.close_all()

    thread = Thread(target=other)
    thread.start()
    holding.wait()
    record("one", "k", {}, at=NOON)
    with pytest.raises(TimeoutError, match="held back"):
        watch.until_all_told(seconds=0.05)
    assert read() == []
    may_end.set()
    thread.join()
    watch.until_all_told()
    assert read() == ["one"]


@pytest.mark.usefixtures("committed")
def test_a_follower_that_fails_hears_the_news_again() -> None:
    record("one", "k", {}, at=NOON)
    heard: list[str] = []

    def hear_and_fail() -> None:
        with transaction.atomic():
            heard.extend(entry.subject for entry in watch.news("reader"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        hear_and_fail()
    assert heard == ["one"]
    assert read() == ["one"]
    assert Cursor.objects.get().entry == Entry.objects.get().pk


@pytest.mark.usefixtures("committed")
def test_a_follower_hears_only_the_kinds_it_asked_for() -> None:
    record("one", "k", {}, at=NOON)
    record("two", "other", {}, at=NOON)
    with transaction.atomic():
        assert [entry.subject for entry in watch.news("picky", kinds=["other"])] == ["two"]


@pytest.mark.django_db
def test_the_ledger_cannot_be_emptied() -> None:
    record("one", "k", {}, at=NOON)
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as sql:
        sql.execute("TRUNCATE ledger_entry")
