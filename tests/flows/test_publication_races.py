"""Two at once, readers meanwhile, the power gone: a batch is public whole or not at all, its digest anybody's."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from qingquan.catalogue.models import ItemVersion
from qingquan.ledger.models import Entry
from qingquan.publication import acts
from qingquan.publication.models import Batch, BatchText
from qingquan.publication.tests.cast import LICENCES, TODAY, Cast, at, gather
from tests.flows.test_races import together

pytestmark = pytest.mark.usefixtures("committed")
ROUNDS = 3
PATIENCE_SECONDS = 60
PUBLISH = """
import sys
import django
django.setup()
from datetime import datetime
from qingquan.people.models import Account, Actor
from qingquan.places.models import Post
from qingquan.publication import acts
from qingquan.publication.models import Batch
number, account, post, moment = sys.argv[1:]
by = Actor(Account.objects.get(pk=account), Post.objects.get(pk=post))
acts.publish(Batch.objects.get(number=number), by=by, at=datetime.fromisoformat(moment))
"""


def one_counts(came: list[object]) -> None:
    """One did it, the other was refused."""
    assert sorted(type(each).__name__ for each in came) == ["Batch", "Refused"], came


def told(number: str, kind: str) -> int:
    return Entry.objects.filter(subject=number, kind=kind).count()


def test_of_two_who_publish_one_does() -> None:
    cast = gather()
    for place in range(ROUNDS):
        batch = cast.approved(cast.prepared(cast.licence(place + 1)))
        publish = partial(acts.publish, batch, by=cast.government, at=at())
        one_counts(together(publish, publish))
        assert told(batch.number, "batch.published") == 1


def test_of_two_who_approve_one_does() -> None:
    cast = gather()
    batch = cast.screened(cast.prepared(cast.licence(1)))
    one_counts(
        together(partial(approve, cast, batch, "清府发〔2026〕3号"), partial(approve, cast, batch, "清府发〔2026〕4号"))
    )
    assert told(batch.number, "batch.approved") == 1
    batch.refresh_from_db()
    assert Entry.objects.get(kind="batch.approved").facts["document_number"] == batch.document_number


def approve(cast: Cast, batch: Batch, document: str) -> Batch:
    return acts.approve(
        batch,
        meeting="县政府第5次常务会议",
        minutes_number="清府常纪〔2026〕5号",
        approved_on=TODAY,
        document_number=document,
        channels=("website",),
        comment_hotline="12345",
        next_review_on=TODAY.replace(year=2027),
        by=cast.government,
        at=at(),
        seen=batch.revision,
    )


def test_of_two_who_begin_a_batch_one_does() -> None:
    cast = gather()
    versions = [cast.licence(n) for n in (1, 2)]
    begin = [partial(acts.prepare, LICENCES, [each], from_on=TODAY, by=cast.office, at=at()) for each in versions]
    one_counts(together(*begin))
    assert Batch.objects.count() == 1


def test_an_approval_and_a_change_do_not_both_happen() -> None:
    cast = gather()
    first, second = cast.licence(1), cast.licence(2)
    batch = cast.screened(cast.prepared(first))
    change: Callable[[], object] = partial(
        acts.put_together_anew,
        batch,
        [first, second],
        from_on=TODAY,
        by=cast.office,
        at=at(),
        seen=batch.revision,
    )
    one_counts(together(partial(approve, cast, batch, "清府发〔2026〕3号"), change))
    batch.refresh_from_db()
    assert (batch.state, batch.items.count()) in {("approved", 1), ("prepared", 2)}


def test_whoever_downloads_meanwhile_gets_nothing_or_the_whole() -> None:
    cast = gather()
    batch = cast.approved(cast.prepared(*(cast.licence(n) for n in range(1, 21))))
    came: list[tuple[int, bytes]] = []

    def read() -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            answer = Client().get(f"/batches/{batch.number}/json/")
            came.append((answer.status_code, answer.content if answer.status_code == 200 else b""))
            if answer.status_code == 200:
                return

    done = together(partial(acts.publish, batch, by=cast.government, at=at()), read)
    assert isinstance(done[0], Batch)
    assert done[1] is None
    assert {status for status, _ in came} <= {404, 200}
    assert hashlib.sha256(came[-1][1]).hexdigest() == done[0].sha256


def test_a_publication_killed_at_its_last_step_left_nothing_and_is_done_again() -> None:
    cast = gather()
    first = cast.published(cast.licence(9))
    batch = cast.approved(cast.prepared(cast.licence(1), cast.licence(2)))
    with locked("LOCK publication_batchtext IN EXCLUSIVE MODE"):
        process = publishing(cast, batch)
        wait_for_a_lock_on("publication_batchtext", process)
        process.kill()
        assert process.wait(PATIENCE_SECONDS) != 0
    batch.refresh_from_db()
    assert (batch.state, batch.sha256) == ("approved", "")
    assert set(ItemVersion.objects.filter(batch_items__batch=batch, number=1).values_list("state", flat=True)) == {
        "reviewed",
        "published",
    }
    assert not BatchText.objects.filter(batch=batch).exists()
    assert told(batch.number, "batch.published") == 0
    assert Client().get(f"/batches/{batch.number}/").status_code == 404
    assert publishing(cast, batch).wait(PATIENCE_SECONDS) == 0
    recompute(batch.number, first.number)


def publishing(cast: Cast, batch: Batch) -> "subprocess.Popen[bytes]":
    """A process of its own that publishes the batch in the database of the tests."""
    host, name = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
    by = cast.government
    assert by.account is not None
    assert by.post is not None
    environment = os.environ | {
        "QINGQUAN_DATABASE_URL": f"postgresql:///{name}?host={host}&user=qingquan",
        "QINGQUAN_DATA": str(settings.DATA),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    said = [batch.number, str(by.account.pk), str(by.post.pk), at().isoformat()]
    return subprocess.Popen([sys.executable, "-c", PUBLISH, *said], env=environment)


@contextmanager
def locked(statement: str) -> Iterator[None]:
    """Somebody else holds what the process needs last."""
    beside = connection.copy()
    beside.set_autocommit(False)
    try:
        with beside.cursor() as sql:
            sql.execute(statement)
        yield
    finally:
        beside.close()


def wait_for_a_lock_on(table: str, process: "subprocess.Popen[bytes]") -> None:
    """Until the process stands before the table."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "it ended before its last step"
        with connection.cursor() as sql:
            sql.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [table])
            waiting = sql.fetchone()
        if waiting and waiting[0]:
            return
        time.sleep(0.05)
    raise AssertionError("it never came to its last step")


def recompute(number: str, previous: str) -> None:
    """The announced digest from the tables as they are, by nothing of the product's: SQL, JSON and SHA-256."""
    with connection.cursor() as sql:
        sql.execute(
            "SELECT b.sha256, t.text, p.number, encode(sha256(convert_to(q.text, 'UTF8')), 'hex')"
            " FROM publication_batch b JOIN publication_batchtext t ON t.batch_id = b.id"
            " JOIN publication_batch p ON p.id = b.previous_id JOIN publication_batchtext q ON q.batch_id = p.id"
            " WHERE b.number = %s",
            [number],
        )
        announced, text, before, before_digest = sql.fetchone() or ("", "", "", "")
        sql.execute(
            "SELECT i.row::text FROM publication_batchitem i JOIN publication_batch b ON b.id = i.batch_id"
            " WHERE b.number = %s AND i.screening = 'open' AND i.part IN ('new', 'kept') ORDER BY i.position",
            [number],
        )
        rows = [json.loads(row) for (row,) in sql.fetchall()]
    assert hashlib.sha256(text.encode()).hexdigest() == announced
    assert hashlib.sha256(Client().get(f"/batches/{number}/json/").content).hexdigest() == announced
    said = json.loads(text)
    assert said["items"] == rows
    assert (before, said["previous"]) == (previous, {"number": previous, "sha256": before_digest})
    assert json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == text
