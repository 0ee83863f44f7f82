"""One-time passwords waiting for the administrator who imported the accounts: sealed, theirs alone, for one day."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404
from django.utils import timezone

from qingquan.desk.setup_sheets.passwords import Opened, as_csv
from qingquan.people import secrets
from qingquan.people.models import Actor

FOLDER = "passwords"
# Long enough to hand them out, short enough not to be forgotten on the server.
KEPT = timedelta(hours=24)
NAME = re.compile(r"([0-9]+)-[0-9a-f]{32}-([0-9]{14})")


def name_for(actor: Actor, at: datetime) -> str:
    """A name nobody can guess, with whose it is and since when."""
    return f"{actor.account_id}-{uuid4().hex}-{timezone.localtime(at):%Y%m%d%H%M%S}"


def keep(name: str, opened: Sequence[Opened]) -> None:
    """Seal the passwords away; on the disk nobody can read them without the installation's key."""
    default_storage.save(_path(name), ContentFile(secrets.seal(as_csv(opened).decode("utf-8"))))


def content(actor: Actor, name: str, at: datetime) -> bytes:
    """The file for a spreadsheet; another's, an old or a destroyed one looks as if it were not there."""
    if name not in waiting(actor, at):
        raise Http404
    with default_storage.open(_path(name)) as file:
        return secrets.unseal(file.read()).encode("utf-8")


def waiting(actor: Actor, at: datetime) -> list[str]:
    """The names of what still waits for somebody."""
    return [name for name, owner, since in _all() if owner == str(actor.account_id) and at - since < KEPT]


def destroy(name: str) -> None:
    """Take one away for ever."""
    default_storage.delete(_path(name))


def destroy_old(at: datetime) -> None:
    """Take away what waited longer than a day."""
    for name, _, since in _all():
        if at - since >= KEPT:
            destroy(name)


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.sealed"


def _all() -> Iterator[tuple[str, str, datetime]]:
    if not default_storage.exists(FOLDER):
        return
    for each in default_storage.listdir(FOLDER)[1]:
        if found := NAME.fullmatch(each.removesuffix(".sealed")):
            yield found[0], found[1], datetime.strptime(found[2] + "+0800", "%Y%m%d%H%M%S%z")
