"""Files handed in: taken once, imported whole or not at all, and taken up again when that was stopped in the middle."""

import gzip
import io
import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from qingquan.catalogue.tests import cast as catalogue
from qingquan.intake.words import FileState
from qingquan.intake.working import begun, telling
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import Actor
from qingquan.statutes import files, watch
from qingquan.statutes.acts import carry_out, hand_in
from qingquan.statutes.files import collection, ends_within
from qingquan.statutes.models import Article, LawImport, Statute
from tests.county import at

AT = at(date(2026, 3, 2))
MEGABYTE = 1024 * 1024


def line(article: int = 1, text: str = "为了防治洪水。") -> bytes:
    return json.dumps({"law": "防洪法", "article": article, "text": text}, ensure_ascii=False).encode() + b"\n"


@pytest.fixture
def legal() -> Actor:
    """The justice bureau's reviewer."""
    return catalogue.gather().legal


def handed_in(legal: Actor, content: bytes) -> LawImport:
    return hand_in(io.BytesIO(content), name="法规.jsonl", by=legal, at=AT)


def carried_out(taken: LawImport) -> LawImport:
    assert carry_out(taken, now=lambda: AT)
    taken.refresh_from_db()
    return taken


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"PK\x03\x04rest", "ZIP"),
        (gzip.compress(b"\0" * 50 * MEGABYTE), "第 1 行超过 1 MB"),
        (line() + b'{"law": "' + b"a" * 50 * MEGABYTE, "第 2 行超过 1 MB"),
        (gzip.compress(line() * 1000)[:-20], "压缩文件已经损坏"),
        (line() + "水法".encode("gb18030"), "第 2 行"),
        (line().decode().encode("utf-16"), "UTF-8"),
        (b"\n" * 1_000_001, "超过 1000000 行"),
        (b"{\n" * 10_002, "10000 行以上读不懂"),
        (b"\0" * 100, "不是一行完整的 JSON"),
    ],
)
def test_a_lying_file_is_refused_in_one_sentence(raw: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        collection(raw, "法规.jsonl")


def test_a_file_that_unpacks_too_large_is_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    with pytest.raises(Refused, match="解开后超过"):
        collection(gzip.compress(line() * 100), "法规.jsonl.gz")


def test_half_a_character_and_a_nul_never_reach_the_database() -> None:
    half = b'{"law": "\xe6\xb0\xb4\xe6\xb3\x95", "article": 2, "text": "\\ud83d"}\n'
    nul = b'{"law": "\xe6\xb0\xb4\xe6\xb3\x95", "article": 3, "text": "a\\u0000b"}\n'
    found = collection(line() + half + nul, "法规.jsonl")
    assert [(each.line, "残缺" in each.why) for each in found.broken] == [(2, True)]
    assert found.editions[1].articles == {(3, 0): "ab"}


def test_whether_a_file_is_short_is_told_by_its_beginning() -> None:
    assert ends_within(line() * 3, "法规.jsonl", 3)
    assert not ends_within(gzip.compress(line() * 4), "法规.jsonl.gz", 3)
    with pytest.raises(Refused, match="没有一条可以导入"):
        ends_within(b"{\n" * 9 + line(), "法规.jsonl", 3)


@pytest.mark.django_db
def test_a_file_is_imported_in_the_name_of_who_handed_it_in_and_then_dropped(
    legal: Actor, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    taken = handed_in(legal, line() + b"{\n")
    assert (taken.state, default_storage.exists(taken.file)) == (FileState.ORDERED, True)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        done = carried_out(taken)
    assert (done.state, done.counts["articles"], done.left_out) == (
        FileState.DONE,
        1,
        [["第 2 行", "不是一行完整的 JSON。"]],
    )
    assert Entry.objects.get(kind="statute.imported").post_id == legal.post_id
    assert not default_storage.exists(taken.file)
    assert not carry_out(taken, now=lambda: AT)


@pytest.mark.django_db
def test_the_same_file_again_is_the_same_import_and_later_changes_nothing(legal: Actor) -> None:
    taken = handed_in(legal, line())
    assert handed_in(legal, line()).pk == taken.pk
    carried_out(taken)
    again = carried_out(handed_in(legal, line()))
    assert (again.pk != taken.pk, again.counts["unchanged"], Article.objects.count()) == (True, 1, 1)


@pytest.mark.django_db
def test_a_file_that_breaks_off_late_enters_nothing_and_says_why(legal: Actor) -> None:
    failed = carried_out(handed_in(legal, line() * 600 + b"\xff\n"))
    assert (failed.state, "第 601 行" in failed.failure) == (FileState.FAILED, True)
    assert not Statute.objects.exists()
    lost = handed_in(legal, line())
    default_storage.delete(lost.file)
    assert "重新上传" in carried_out(lost).failure


@pytest.mark.django_db
def test_an_import_stopped_in_the_middle_is_done_again_and_given_up_after_three(legal: Actor) -> None:
    taken = handed_in(legal, line())
    begun(taken)
    assert watch.import_waits(AT)
    assert watch.import_ordered(AT) == 1
    taken.refresh_from_db()
    assert (taken.state, taken.attempts) == (FileState.DONE, 2)
    assert watch.import_ordered(AT) == 0
    never = handed_in(legal, line(2))
    for _ in range(3):
        begun(never)
    assert watch.import_ordered(AT + timedelta(minutes=1)) == 1
    never.refresh_from_db()
    assert (never.state, "3 次" in never.failure) == (FileState.FAILED, True)


@pytest.mark.django_db
def test_while_one_import_is_under_way_no_other_begins(legal: Actor) -> None:
    taken, beside = handed_in(legal, line()), connection.copy()
    with beside.cursor() as sql:
        sql.execute("SELECT pg_advisory_lock(7105301)")
        assert watch.import_ordered(AT) == 0
    beside.close()
    assert watch.import_ordered(AT) == 1
    taken.refresh_from_db()
    assert taken.state == FileState.DONE


@pytest.mark.usefixtures("committed")
def test_how_far_an_import_is_can_be_seen_while_it_works(legal: Actor) -> None:
    taken = handed_in(legal, line())
    with telling(taken) as tell:
        tell("写入条文", 3, 9)
    taken.refresh_from_db()
    assert (taken.doing, taken.done, taken.total) == ("写入条文", 3, 9)
