"""A file from being handed in to its end, for any room. No act here: the acts of the rooms call it.

A room's import is one transaction that nobody sees before its end; killed in the middle it leaves nothing but the
state it was in, and is done again from the beginning. How far it has come is no fact of the county: it is written
beside the acts, over a connection of its own.
"""

import hashlib
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any, TypeVar

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from psycopg.sql import SQL, Identifier

from qingquan.intake.models import UNDER_WAY, FileHandedIn
from qingquan.intake.words import FileState
from qingquan.law import Refused

FOLDER = "imports"
SECONDS_BETWEEN = 0.5
MOST_ATTEMPTS = 3
READING, WRITING = "读取文件", "写入"
TOLD = SQL("UPDATE {} SET doing = %s, done = %s, total = %s WHERE id = %s")

Now = Callable[[], datetime]
Tell = Callable[[str, int, int | None], None]
T = TypeVar("T", bound=FileHandedIn)


def digest_of(content: IO[bytes]) -> str:
    """The SHA-256 of a file's content."""
    content.seek(0)
    return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]


def once(same: QuerySet[T], take: Callable[[], T]) -> T:
    """The file that `take` keeps. `same` are files alike: one that is under way already is that one and no second.

    The room's table lets no two of them be under way; whoever comes a moment later gets the first, ended or not.
    """
    try:
        return same.filter(state__in=UNDER_WAY).first() or take()
    except IntegrityError:
        return same.order_by("-ordered_at", "-pk")[:1].get()


def new_path(kind: str) -> str:
    """Where the next file of a kind is kept."""
    return f"{FOLDER}/{kind}-{uuid.uuid4().hex}"


def keep(content: IO[bytes], path: str) -> None:
    """Keep a file until its end."""
    content.seek(0)
    default_storage.save(path, File(content))


def dropped_with(taken: FileHandedIn) -> None:
    """Drop the file as soon as what ended it is certain."""
    transaction.on_commit(lambda: default_storage.delete(taken.file))


@contextmanager
def alone(lock: int) -> Iterator[bool]:
    """Whether no other import with this lock is under way; while this lasts none begins.

    The lock ends with its connection, however that ends, so a killed import holds up nobody.
    """
    with connection.cursor() as sql:
        sql.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        free = bool(sql.fetchone()[0])
    try:
        yield free
    finally:
        if free:
            with connection.cursor() as sql:
                sql.execute("SELECT pg_advisory_unlock(%s)", [lock])


def carry_out(taken: T, *, lock: int, enter: Callable[[T, IO[bytes]], Any], fail: Callable[[T, str], Any]) -> bool:
    """Do an import from its beginning to its end; False when another one is under way, or this one has ended already.

    `enter` reads the file and writes everything in one transaction together with its end; `fail` ends it with a
    reason.
    """
    with alone(lock) as free:
        held = begun(taken) if free else None
        if held is None:
            return False
        if held.attempts > MOST_ATTEMPTS:
            fail(held, f"导入开始了 {MOST_ATTEMPTS} 次都中途停止，请运维人员查看后台日志，再重新上传。")
            return True
        try:
            with default_storage.open(held.file) as file:
                enter(held, file)
        except FileNotFoundError:
            fail(held, "收下的文件已经不在服务器上，请重新上传。")
        except Refused as no:
            fail(held, str(no))
    return True


def begun(taken: T) -> T | None:
    """The import as it is now, begun once more; None when it has ended."""
    with transaction.atomic():
        rows = type(taken)._default_manager.select_for_update(of=("self",)).select_related("by", "post__organ")
        held = rows.get(pk=taken.pk)
        if not held.waits:
            return None
        held.state, held.attempts = FileState.RUNNING.value, held.attempts + 1
        held.doing, held.done, held.total = READING, 0, None
        held.save(update_fields=["state", "attempts", "doing", "done", "total"])
    return held


def ended(taken: T, why: str, at: datetime) -> T:
    """The import, locked and ended without having entered anything; the act that says so calls this."""
    held = type(taken)._default_manager.select_for_update().get(pk=taken.pk)
    held.state, held.finished_at, held.failure, held.doing = FileState.FAILED.value, at, why[:300], ""
    held.save(update_fields=["state", "finished_at", "failure", "doing"])
    dropped_with(held)
    return held


@contextmanager
def telling(taken: FileHandedIn) -> Iterator[Tell]:
    """Writes down now and then how far an import is, so that its page can show it."""
    beside, last = connection.copy(), 0.0
    statement = TOLD.format(Identifier(taken._meta.db_table))

    def tell(doing: str, done: int, total: int | None) -> None:
        nonlocal last
        if time.monotonic() - last >= SECONDS_BETWEEN:
            last = time.monotonic()
            with beside.cursor() as sql:
                sql.execute(statement, [doing, done, total, taken.pk])

    try:
        yield tell
    finally:
        beside.close()
