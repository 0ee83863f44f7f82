"""A list of items from being handed in as a file to its end; how such a file is kept and carried out is in `intake`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import IO

from django.db import connection, transaction

from qingquan.catalogue.acts.importing import RowReport, import_rows
from qingquan.catalogue.models import Item, ItemImport
from qingquan.catalogue.reading import RowResult, choose_map, read_rows, shipped_maps
from qingquan.catalogue.reading.table import table_of
from qingquan.catalogue.rules import authority
from qingquan.intake import working
from qingquan.intake.words import FileState
from qingquan.intake.working import Now, Tell
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import SYSTEM, Actor
from qingquan.places.models import Organ

# Any number that no other lock of the database has.
IMPORTS = 7_105_303
COLUMNS = "handed_in_id, line, code, name, outcome, said"
LONGEST_CODE, LONGEST_NAME, LONGEST_SAID = 64, 300, 4000
OTHERS = "这一行写明的实施主体是“{}”，只能导入本机关的事项。"


def hand_in(content: IO[bytes], *, map_name: str, name: str, organ: Organ, by: Actor, at: datetime) -> ItemImport:
    """Take a list to be entered. The same of the same organ that is under way already is that one and no second."""
    sha256 = working.digest_of(content)
    chosen = map_name if map_name in {each.name for each in shipped_maps()} else ""
    same = ItemImport.objects.filter(organ=organ, map=chosen, sha256=sha256)
    return working.once(
        same, lambda: take(content, map_name=chosen, name=name, sha256=sha256, organ=organ, by=by, at=at)
    )


@act("catalogue.file_taken")
def take(
    content: IO[bytes], *, map_name: str, name: str, sha256: str, organ: Organ, by: Actor, at: datetime
) -> ItemImport:
    """Keep a list until it is entered."""
    authority.check_imports(by.role)
    if by.organ is None or by.organ.pk != organ.pk:
        raise Refused("只能导入本机关的事项。")
    assert by.account is not None, "only officials hand files in"
    assert by.post is not None, "only officials hand files in"
    path = working.new_path("items")
    taken = ItemImport.objects.create(
        by=by.account, post=by.post, organ=organ, map=map_name, name=name, sha256=sha256, file=path, ordered_at=at
    )
    record(subject(sha256), "catalogue.file_taken", {"source": name, "organ": organ.name}, by=by, at=at)
    working.keep(content, path)
    return taken


def carry_out(taken: ItemImport, *, now: Now, tell: Tell | None = None) -> bool:
    """Do an import from its beginning to its end; False when another one is under way, or this one has ended already.

    Killed in the middle it leaves nothing but the state it was in, and is done again from the beginning.
    """

    def enter(held: ItemImport, file: IO[bytes]) -> None:
        table = table_of(file.read(), held.name)
        given = next((each for each in shipped_maps() if each.name == held.map), None)
        finish(held, own_only(read_rows(table, choose_map(table, given)), held.organ), now(), tell)

    def refuse(held: ItemImport, why: str) -> None:
        fail(held, why, at=now())

    return working.carry_out(taken, lock=IMPORTS, enter=enter, fail=refuse)


def own_only(rows: Iterable[RowResult], organ: Organ) -> Iterator[RowResult]:
    """The rows with those of other organs refused: an organ drafts its own powers only (谁行使谁清理)."""
    kept = list(rows)
    others: dict[str, str] = {}
    for each in Organ.objects.exclude(pk=organ.pk):
        others |= {each.uscc: each.name, each.name: each.name}
    codes = [row.facts.code for row in kept if row.facts]
    taken = Item.objects.filter(code__in=codes).exclude(organ=organ).select_related("organ")
    taken_by = {item.code: item.organ.name if item.organ else "尚未确定" for item in taken}
    for row in kept:
        other = ""
        if row.facts is not None:
            facts = row.facts
            other = taken_by.get(facts.code) or others.get(facts.organ_uscc) or others.get(facts.organ_name, "")
        yield replace(row, facts=None, refusal=OTHERS.format(other)) if other else row


def finish(held: ItemImport, rows: Iterable[RowResult], at: datetime, tell: Tell | None) -> None:
    """Enter the rows, keep what became of each, and say that it is done: all of it or nothing."""
    with transaction.atomic():
        report = import_rows(
            rows, source=held.name, sha256=held.sha256, by=held.actor, at=at, organ=held.organ, tell=tell
        )
        held.state, held.finished_at, held.doing = FileState.DONE.value, at, ""
        held.counts = dict(report.counts)
        held.save(update_fields=["state", "finished_at", "doing", "counts"])
        keep_rows(held, report.rows)
        working.dropped_with(held)


def keep_rows(held: ItemImport, rows: Iterable[RowReport]) -> None:
    """Keep what became of every row."""
    with connection.cursor() as sql, sql.copy(f"COPY catalogue_itemimportrow ({COLUMNS}) FROM STDIN") as lines:
        for row in rows:
            said = row.refusal or "；".join(gap.rstrip("。") for gap in row.gaps)
            code, name = kept(row.code, LONGEST_CODE), kept(row.name, LONGEST_NAME)
            lines.write_row((held.pk, row.line, code, name, row.outcome.value, kept(said, LONGEST_SAID)))


def kept(text: str, longest: int) -> str:
    """A text as the report keeps it: the database holds no NUL, and a cell may be of any length."""
    return text.replace("\0", "")[:longest]


@act("catalogue.file_refused")
def fail(taken: ItemImport, why: str, *, at: datetime) -> ItemImport:
    """End an import that entered nothing."""
    held = working.ended(taken, why, at)
    record(subject(held.sha256), "catalogue.file_refused", {"source": held.name, "why": held.failure}, by=SYSTEM, at=at)
    return held


def subject(sha256: str) -> str:
    """How the ledger names a file, alike for its being taken and its import."""
    return f"import/{sha256[:16]}"
