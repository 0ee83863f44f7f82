"""A file of statutes from being handed in to its end; how such a file is kept and carried out is in `intake`."""

from datetime import datetime
from functools import partial
from typing import IO

from django.db import transaction

from qingquan.intake import working
from qingquan.intake.words import FileState
from qingquan.intake.working import READING, WRITING, Now, Tell
from qingquan.ledger.acts import act, record
from qingquan.people.models import SYSTEM, Actor
from qingquan.statutes.acts.importing import IMPORTS, ImportReport, import_laws
from qingquan.statutes.files import Collection, collection
from qingquan.statutes.models import LawImport
from qingquan.statutes.rules.authority import check_imports


def hand_in(content: IO[bytes], *, name: str, by: Actor, at: datetime) -> LawImport:
    """Take a file to be imported. One that is under way already, by whomever, is that import and no second one."""
    sha256 = working.digest_of(content)
    same = LawImport.objects.filter(sha256=sha256)
    return working.once(same, lambda: take(content, name=name, sha256=sha256, by=by, at=at))


@act("statute.file_taken")
def take(content: IO[bytes], *, name: str, sha256: str, by: Actor, at: datetime) -> LawImport:
    """Keep a file until the worker imports it."""
    check_imports(by.role)
    assert by.account is not None, "only officials hand files in"
    assert by.post is not None, "only officials hand files in"
    path = working.new_path("laws")
    taken = LawImport.objects.create(by=by.account, post=by.post, name=name, sha256=sha256, file=path, ordered_at=at)
    record(subject(sha256), "statute.file_taken", {"source": name}, by=by, at=at)
    working.keep(content, path)
    return taken


def carry_out(taken: LawImport, *, now: Now, tell: Tell | None = None) -> bool:
    """Do an import from its beginning to its end; False when another one is under way, or this one has ended already.

    Killed in the middle it leaves nothing but the state it was in, and is done again from the beginning.
    """

    def enter(held: LawImport, file: IO[bytes]) -> None:
        finish(held, collection(file, held.name, partial(heard, tell)), now(), tell)

    def refuse(held: LawImport, why: str) -> None:
        fail(held, why, at=now())

    return working.carry_out(taken, lock=IMPORTS, enter=enter, fail=refuse)


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
        held.state, held.finished_at, held.doing = FileState.DONE.value, at, ""
        held.counts, held.left_out = counts_of(report), left_out_of(found, report)
        held.save(update_fields=["state", "finished_at", "doing", "counts", "left_out"])
        working.dropped_with(held)


@act("statute.file_refused")
def fail(taken: LawImport, why: str, *, at: datetime) -> LawImport:
    """End an import that entered nothing."""
    held = working.ended(taken, why, at)
    record(subject(held.sha256), "statute.file_refused", {"source": held.name, "why": held.failure}, by=SYSTEM, at=at)
    return held


def counts_of(report: ImportReport) -> dict[str, int]:
    """What an import brought."""
    return {
        "statutes": report.statutes,
        "editions": report.editions,
        "articles": report.articles,
        "unchanged": report.unchanged,
        "repealed": report.repealed,
    }


def left_out_of(found: Collection, report: ImportReport) -> list[tuple[str, str]]:
    """Everything left out: the line or the title, and the reason."""
    lines = [(f"第 {each.line} 行", each.why) for each in found.broken]
    return lines + [(f"《{title}》", why) for title, why in report.left_out]


def subject(sha256: str) -> str:
    """How the ledger names a file, alike for its being taken and its import."""
    return f"import/{sha256[:16]}"
