"""Files that come in: put aside, looked at, and only then kept, under their digest and outside the web's reach."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Protocol

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from qingquan.law import Refused
from qingquan.ledger.acts import Who, act, acting, record
from qingquan.papers.models import StoredFile
from qingquan.papers.uploads import MAX_BYTES, MIB, inspect


class Incoming(Protocol):
    """What a browser sent: its name, its size, its bytes."""

    name: str | None
    size: int | None

    def read(self) -> bytes:
        """All of it."""


@act("file.stored")
def store_file(incoming: Incoming, *, by: Who | None, at: datetime) -> StoredFile:
    """Keep a file that may be kept; any other is `Refused` and leaves nothing behind.

    It waits in quarantine while it is looked at: if the process dies then, a file nobody judged is never taken for
    one that was. The ledger keeps the digest, not the name: names tell about people.
    """
    if (incoming.size or 0) > MAX_BYTES:
        raise Refused(f"文件超过了{MAX_BYTES // MIB} MB的上限，请压缩或分成几个文件。")
    data = incoming.read()
    waiting = default_storage.save(f"quarantine/{secrets.token_hex(16)}", File(BytesIO(data)))
    try:
        told = inspect(data, incoming.name or "")
        path = f"kept/{told.sha256[:2]}/{told.sha256}"
        if not default_storage.exists(path):
            default_storage.save(path, File(BytesIO(data)))
    finally:
        default_storage.delete(waiting)
    stored = StoredFile(
        sha256=told.sha256,
        name=told.name,
        kind=told.kind.value,
        size=told.size,
        path=path,
        uploaded_at=at,
        checked_at=at,
    )
    stored.save(force_insert=True)
    record(f"file/{stored.pk}", "file.stored", {"sha256": told.sha256, "size": told.size}, by=by, at=at)
    return stored


def discard_files(files: Iterable[StoredFile]) -> None:
    """Forget files nobody refers to any more. Belongs inside an act; the bytes go when the act holds."""
    if not acting():
        raise RuntimeError("a file is discarded by an act")
    for stored in files:
        path = stored.path
        stored.delete()
        if not StoredFile.objects.filter(path=path).exists():
            transaction.on_commit(partial(default_storage.delete, path))


def read_file(stored: StoredFile) -> bytes:
    """The bytes of a kept file; raises FileNotFoundError when the storage lost it."""
    with default_storage.open(stored.path) as file:
        return bytes(file.read())
