"""The difference of two editions of a catalogue: what was added, ended and changed, and the same in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qingquan.catalogue.rules.difference import Change, ChangeKind
from qingquan.publication.rules.rows import EndedRow, PublicRow
from qingquan.publication.words import Outcome

# Longer values are not read in a sentence; the item's page shows them beside each other.
QUOTED_AT_MOST = 40
TOLD_AT_MOST = 6
STOPPED = Outcome.GIVEN_UP.label


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs. `changed` are the new rows of items whose version says something else."""

    added: tuple[PublicRow, ...] = ()
    ended: tuple[PublicRow, ...] = ()
    changed: tuple[PublicRow, ...] = ()
    same: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether both editions say the same."""
        return not (self.added or self.ended or self.changed)


def compare(old: Sequence[PublicRow], new: Sequence[PublicRow]) -> Comparison:
    """Items are the same by their code; they say the same when the digests of all their elements are equal."""
    before, after = {row.code: row for row in old}, {row.code: row for row in new}
    kept = [row for row in new if row.code in before]
    changed = tuple(row for row in kept if row.digest != before[row.code].digest)
    return Comparison(
        added=tuple(row for row in new if row.code not in before),
        ended=tuple(row for row in old if row.code not in after),
        changed=changed,
        same=len(kept) - len(changed),
    )


def sentences(
    found: Comparison, changes: Mapping[str, Sequence[Change]], former: str, why: Mapping[str, EndedRow] | None = None
) -> list[str]:
    """The difference in words. `changes` are those of each changed item by code, `former` names the last batch.

    `why` says of what ended as what, for which reason and by which document, by code.
    """
    if not former:
        return [f"本目录首次公布，共 {len(found.added)} 项。"]
    if found.is_empty:
        return [f"与{former}相比没有变化，共 {found.same} 项。"]
    known = why or {}
    stopped = [row for row in found.ended if row.code in known and verb_of(known[row.code]) == STOPPED]
    ended = [row for row in found.ended if row not in stopped]
    counted = [("新增", found.added), ("取消", ended), (STOPPED, stopped), ("调整", found.changed)]
    told = "，".join(f"{verb} {len(rows)} 项" for verb, rows in counted if rows)
    lines = [f"与{former}相比，{told}，其余 {found.same} 项没有变化。"]
    lines += [f"新增{named(row)}。" for row in found.added]
    lines += [ending(row, known.get(row.code)) for row in (*ended, *stopped)]
    lines += [f"调整{named(row)}：{in_one_line(changes.get(row.code, ()))}。" for row in found.changed]
    return lines


def verb_of(ended: EndedRow) -> str:
    """How the announcement calls what became of it: 取消, 合并, 停止实施 …"""
    return ended.row.outcome or Outcome.CANCELLED.label


def ending(row: PublicRow, why: EndedRow | None) -> str:
    """What ended, why and by which document."""
    if why is None:
        return f"取消{named(row)}。"
    document = f"（{why.document}）" if why.document else ""
    return f"{verb_of(why)}{named(row)}：{why.reason.rstrip('。')}{document}。"


def named(row: PublicRow) -> str:
    """An item as a sentence names it."""
    return f"{row.organ}“{row.name}”"


def in_one_line(changes: Sequence[Change]) -> str:
    """What changed in an item; the rest is counted."""
    told = list(dict.fromkeys(said(change) for change in changes))
    if len(told) > TOLD_AT_MOST:
        return "；".join(told[:TOLD_AT_MOST]) + f"；等 {len(told)} 处"
    return "；".join(told) or "文字整理"


def said(change: Change) -> str:
    """One change as a clause."""
    old, new = change.old.rstrip("。"), change.new.rstrip("。")
    if max(len(old), len(new)) > QUOTED_AT_MOST:
        verb = {ChangeKind.ADDED: "有增加", ChangeKind.REMOVED: "有删去"}.get(change.kind, "有修改")
        return change.label + verb
    if change.kind is ChangeKind.ADDED:
        return f"{change.label}增加“{new}”"
    if change.kind is ChangeKind.REMOVED:
        return f"{change.label}删去“{old}”"
    return f"{change.label}由“{old}”改为“{new}”"
