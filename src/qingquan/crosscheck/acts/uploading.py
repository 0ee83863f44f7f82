"""A list from being handed in as a file to its end; how such a file is kept and carried out is in `intake`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db import connection, transaction

from qingquan.crosscheck.acts.sources import (
    ListReport,
    RowTold,
    import_base,
    import_duties,
    import_exercised,
    import_towns,
)
from qingquan.crosscheck.models import ListImport
from qingquan.crosscheck.reading.handed import rows_of
from qingquan.crosscheck.reading.lists import Told
from qingquan.crosscheck.rules import authority
from qingquan.crosscheck.words import BaseSource
from qingquan.intake import working
from qingquan.intake.words import FileState
from qingquan.intake.working import WRITING, Now, Tell
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import SYSTEM, Actor

# Any number that no other lock of the database has.
IMPORTS = 7_105_302
TOLD_EVERY = 500
COLUMNS = "handed_in_id, line, code, name, outcome, said"
LONGEST_CODE, LONGEST_NAME, LONGEST_SAID = 64, 300, 500


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said beside a file: of a base catalogue its source and whether it is all, of duties their document."""

    source: BaseSource | None = None
    whole: bool = False
    document: str = ""


def hand_in(content: IO[bytes], *, which: str, beside: Beside, name: str, by: Actor, at: datetime) -> ListImport:
    """Take a list to be entered. The same that is under way already, by whomever, is that one and no second."""
    if which == "base" and beside.source is None:
        raise Refused("请选择目录的来源：省级、市级或者法规梳理。")
    sha256 = working.digest_of(content)
    said = {
        "source": beside.source.value if beside.source else "",
        "whole": beside.whole,
        "document": beside.document.replace("\0", ""),
    }
    same = ListImport.objects.filter(which=which, sha256=sha256, **said)
    return working.once(same, lambda: take(content, which=which, said=said, name=name, sha256=sha256, by=by, at=at))


@act("crosscheck.file_taken")
def take(
    content: IO[bytes], *, which: str, said: dict[str, Any], name: str, sha256: str, by: Actor, at: datetime
) -> ListImport:
    """Keep a list until the worker enters it."""
    authority.check_keeps(by.role, which)
    assert by.account is not None, "only officials hand files in"
    assert by.post is not None, "only officials hand files in"
    path = working.new_path("list")
    taken = ListImport.objects.create(
        by=by.account, post=by.post, which=which, name=name, sha256=sha256, file=path, ordered_at=at, **said
    )
    record(subject(sha256), "crosscheck.file_taken", {"list": name, "which": which}, by=by, at=at)
    working.keep(content, path)
    return taken


def carry_out(taken: ListImport, *, now: Now, tell: Tell | None = None) -> bool:
    """Do an import from its beginning to its end; False when another one is under way, or this one has ended already.

    Killed in the middle it leaves nothing but the state it was in, and is done again from the beginning.
    """

    def enter(held: ListImport, file: IO[bytes]) -> None:
        table, told = rows_of(file, held.name, held.which)
        finish(held, heard(told, len(table.rows), tell), now())

    def refuse(held: ListImport, why: str) -> None:
        fail(held, why, at=now())

    return working.carry_out(taken, lock=IMPORTS, enter=enter, fail=refuse)


def heard(told: Iterable[Told[Any]], total: int, tell: Tell | None) -> Iterator[Told[Any]]:
    """The same rows; now and then it is told how many have been gone through."""
    for done, row in enumerate(told, 1):
        if tell and done % TOLD_EVERY == 0:
            tell(WRITING, done, total)
        yield row


def finish(held: ListImport, told: Iterable[Told[Any]], at: datetime) -> None:
    """Enter the rows, keep what became of each, and say that it is done: all of it or nothing."""
    with transaction.atomic():
        report = entered(held, told, at)
        held.state, held.finished_at, held.doing = FileState.DONE.value, at, ""
        held.counts = {**report.counts, "ended": report.ended}
        held.save(update_fields=["state", "finished_at", "doing", "counts"])
        keep_rows(held, report.rows)
        working.dropped_with(held)


def entered(held: ListImport, told: Iterable[Told[Any]], at: datetime) -> ListReport:
    """The rows entered into the set they are of, in the name of who handed them in."""
    by, name, sha256 = held.actor, held.name, held.sha256
    match held.which:
        case "base":
            source = BaseSource(held.source)
            return import_base(told, source=source, whole=held.whole, name=name, sha256=sha256, by=by, at=at)
        case "duties":
            return import_duties(told, document=held.document, name=name, sha256=sha256, by=by, at=at)
        case "exercised":
            return import_exercised(told, name=name, sha256=sha256, by=by, at=at)
        case _:
            return import_towns(told, name=name, sha256=sha256, by=by, at=at)


def keep_rows(held: ListImport, rows: Iterable[RowTold]) -> None:
    """Keep what became of every row; COPY takes two hundred thousand in seconds."""
    with (
        connection.cursor() as sql,
        sql.copy(f"COPY crosscheck_listimportrow ({COLUMNS}) FROM STDIN") as lines,
    ):
        for row in rows:
            code, name, said = kept(row.code, LONGEST_CODE), kept(row.name, LONGEST_NAME), kept(row.said, LONGEST_SAID)
            lines.write_row((held.pk, row.line, code, name, row.outcome.value, said))


def kept(text: str, longest: int) -> str:
    """A text as the report keeps it: the database holds no NUL, and a cell may be of any length."""
    return text.replace("\0", "")[:longest]


@act("crosscheck.file_refused")
def fail(taken: ListImport, why: str, *, at: datetime) -> ListImport:
    """End an import that entered nothing."""
    held = working.ended(taken, why, at)
    facts = {"list": held.name, "which": held.which, "why": held.failure}
    record(subject(held.sha256), "crosscheck.file_refused", facts, by=SYSTEM, at=at)
    return held


def subject(sha256: str) -> str:
    """How the ledger names a file, alike for its being taken and its import."""
    return f"import/{sha256[:16]}"
