"""A file of statutes from being handed in to its end. It takes seconds, so it tells how far it is.

How far an import has come is no fact of the county: it is written beside the acts, over a connection of its own, for
the import itself is one transaction that nobody sees before its end.
"""

import hashlib
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import SYSTEM, Actor
from qingquan.statutes.acts.importing import ImportReport, import_laws, only_import
from qingquan.statutes.files import Collection, collection
from qingquan.statutes.models import LawImport
from qingquan.statutes.rules.authority import check_imports
from qingquan.statutes.words import ImportState

FOLDER = "imports"
SECONDS_BETWEEN = 0.5
MOST_ATTEMPTS = 3
READING, WRITING = "读取文件", "写入条文"
UNDER_WAY = (ImportState.ORDERED.value, ImportState.RUNNING.value)

Now = Callable[[], datetime]
Tell = Callable[[str, int, int | None], None]


def hand_in(content: IO[bytes], *, name: str, by: Actor, at: datetime) -> LawImport:
    """Take a file to be imported. One that is under way already, by whomever, is that import and no second one."""
    content.seek(0)
    sha256 = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    same = LawImport.objects.filter(sha256=sha256, state__in=UNDER_WAY)
    try:
        return same.first() or take(content, name=name, sha256=sha256, by=by, at=at)
    except IntegrityError:
        return same.get()


@act("statute.file_taken")
def take(content: IO[bytes], *, name: str, sha256: str, by: Actor, at: datetime) -> LawImport:
    """Keep a file until the worker imports it."""
    check_imports(by.role)
    assert by.account is not None, "only officials hand files in"
    assert by.post is not None, "only officials hand files in"
    path = f"{FOLDER}/laws-{uuid.uuid4().hex}"
    taken = LawImport.objects.create(by=by.account, post=by.post, name=name, sha256=sha256, file=path, ordered_at=at)
    record(subject(sha256), "statute.file_taken", {"source": name}, by=by, at=at)
    content.seek(0)
    default_storage.save(path, File(content))
    return taken


def carry_out(taken: LawImport, *, now: Now, tell: Tell | None = None) -> bool:
    """Do an import from its beginning to its end; False when another one is under way, or this one has ended already.

    Killed in the middle it leaves nothing but the state it was in, and is done again from the beginning.
    """
    with only_import() as alone:
        if not alone:
            return False
        held = begun(taken)
        if held is None:
            return False
        if held.attempts > MOST_ATTEMPTS:
            fail(held, f"导入开始了 {MOST_ATTEMPTS} 次都中途停止，请运维人员查看后台日志，再重新上传。", at=now())
            return True
        try:
            with default_storage.open(held.file) as file:
                found = collection(file, held.name, partial(heard, tell))
            finish(held, found, now(), tell)
        except FileNotFoundError:
            fail(held, "收下的文件已经不在服务器上，请重新上传。", at=now())
        except Refused as no:
            fail(held, str(no), at=now())
    return True


def begun(taken: LawImport) -> LawImport | None:
    """The import as it is now, begun once more; None when it has ended."""
    with transaction.atomic():
        held = LawImport.objects.select_for_update(of=("self",)).select_related("by", "post__organ").get(pk=taken.pk)
        if not held.waits:
            return None
        held.state, held.attempts = ImportState.RUNNING.value, held.attempts + 1
        held.doing, held.done, held.total = READING, 0, None
        held.save(update_fields=["state", "attempts", "doing", "done", "total"])
    return held


def heard(tell: Tell | None, read: int) -> None:
    """So many lines have been read."""
    if tell:
        tell(READING, read, None)


def finish(held: LawImport, found: Collection, at: datetime, tell: Tell | None) -> None:
    """Enter what a file holds and say so, both or neither."""
    progress = partial(tell, WRITING) if tell else None
    with transaction.atomic():
        report = import_laws(
            found.editions, source=held.name, sha256=held.sha256, by=held.actor, at=at, progress=progress
        )
        held.state, held.finished_at, held.doing = ImportState.DONE.value, at, ""
        held.counts, held.left_out = counts_of(report), left_out_of(found, report)
        held.save(update_fields=["state", "finished_at", "doing", "counts", "left_out"])
        transaction.on_commit(partial(default_storage.delete, held.file))


@act("statute.file_refused")
def fail(taken: LawImport, why: str, *, at: datetime) -> LawImport:
    """End an import that entered nothing."""
    held = LawImport.objects.select_for_update().get(pk=taken.pk)
    held.state, held.finished_at, held.failure, held.doing = ImportState.FAILED.value, at, why[:300], ""
    held.save(update_fields=["state", "finished_at", "failure", "doing"])
    record(subject(held.sha256), "statute.file_refused", {"source": held.name, "why": held.failure}, by=SYSTEM, at=at)
    transaction.on_commit(partial(default_storage.delete, held.file))
    return held


def counts_of(report: ImportReport) -> dict[str, int]:
    """What an import brought."""
    return {
        "statutes": report.statutes,
        "editions": report.editions,
        "articles": report.articles,
        "unchanged": report.unchanged,
    }


def left_out_of(found: Collection, report: ImportReport) -> list[tuple[str, str]]:
    """Everything left out: the line or the title, and the reason."""
    lines = [(f"第 {each.line} 行", each.why) for each in found.broken]
    return lines + [(f"《{title}》", why) for title, why in report.left_out]


def subject(sha256: str) -> str:
    """How the ledger names a file, alike for its being taken and its import."""
    return f"import/{sha256[:16]}"


@contextmanager
def telling(taken: LawImport) -> Iterator[Tell]:
    """Writes down now and then how far an import is, so that its page can show it."""
    beside, last = connection.copy(), 0.0

    def tell(doing: str, done: int, total: int | None) -> None:
        nonlocal last
        if time.monotonic() - last >= SECONDS_BETWEEN:
            last = time.monotonic()
            with beside.cursor() as sql:
                sql.execute(
                    "UPDATE statutes_lawimport SET doing = %s, done = %s, total = %s WHERE id = %s",
                    [doing, done, total, taken.pk],
                )

    try:
        yield tell
    finally:
        beside.close()
