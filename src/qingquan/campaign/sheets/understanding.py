"""What the rows of a sheet mean for a report: new, changed, unchanged, or wrong, cell by cell. Nothing is written."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from qingquan.campaign.rules.entries import Particulars, findings_of
from qingquan.campaign.rules.reduced import read
from qingquan.campaign.sheets.shape import ROW_KEY, Opened, Remark, SheetRow
from qingquan.catalogue.rules.codes import parse_item_code
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.law import Refused

# Where a finding has no column of its own, it is said at the name.
ELSEWHERE = "name"


class Move(StrEnum):
    """What becomes of a row."""

    ENTER = "entered"
    CHANGE = "changed"
    KEEP = "unchanged"
    LEAVE = "left"


@dataclass(frozen=True, slots=True)
class Known:
    """A reported item as it is now."""

    pk: int
    revision: int
    code: str
    facts: VersionFacts
    said: Particulars


@dataclass(frozen=True, slots=True)
class Understood:
    """One row: what to do with it, what it says, and the remarks on its cells."""

    row: SheetRow
    move: Move
    known: Known | None
    facts: VersionFacts
    said: Particulars
    remarks: tuple[Remark, ...]


def understand(opened: Opened, known: Sequence[Known], others: Mapping[str, str]) -> list[Understood]:
    """Every row by itself. `others` names the organs whose items some codes are."""
    shelf = Shelf(known, others)
    repeated = repetitions(opened)
    return [understood(row, shelf, repeated) for row in opened.rows]


class Shelf:
    """The report's items by key and by code."""

    def __init__(self, known: Sequence[Known], others: Mapping[str, str]) -> None:
        self.by_pk = {each.pk: each for each in known}
        self.by_code = {each.code: each for each in known}
        self.others = others


def understood(row: SheetRow, shelf: Shelf, repeated: Mapping[int, list[Remark]]) -> Understood:
    """One row against what is reported."""
    wrong = [*row.remarks, *repeated.get(row.line, ())]
    told = {remark.key for remark in wrong}
    known, complaint = found(row, shelf)
    if complaint:
        wrong.append(complaint)
    said = read(row.texts, known.facts if known else None)
    # A cell that is no plain value has been named already; what its text cannot mean adds nothing.
    wrong += [remark(row, each.key, each.words) for each in said.wrong if each.key not in told]
    facts = replace(said.facts, code=said.facts.code or (known.code if known else ""))
    if "code" not in told:
        wrong += codes(row, facts, known, shelf)
    told = {remark.key for remark in wrong}
    found_out = (each for each in findings_of(facts, said.said) if each.field not in told)
    notes = [remark(row, each.field, each.words, blocks=each.blocks) for each in found_out]
    if not wrong and known and not row.texts.get("row") and differs(known, facts, said.said):
        wrong.append(remark(row, "code", "该编码已经在申报里，请下载最新的表格，在原来那一行修改。"))
    if wrong:
        return Understood(row, Move.LEAVE, known, facts, said.said, (*wrong, *notes))
    if known is None:
        return Understood(row, Move.ENTER, None, facts, said.said, tuple(notes))
    changed, complaint = newer(row, known, facts, said.said)
    return Understood(row, changed, known, facts, said.said, (*((complaint,) if complaint else ()), *notes))


def found(row: SheetRow, shelf: Shelf) -> tuple[Known | None, Remark | None]:
    """The reported item a row is about, by its key or by its code."""
    key = row.texts.get("row", "").strip()
    if not key:
        return shelf.by_code.get(row.texts.get("code", "").strip()), None
    fits = ROW_KEY.fullmatch(key)
    known = shelf.by_pk.get(int(fits[1])) if fits else None
    if known is None:
        words = "行标识不是本机关这次申报里的，请勿改动；新增的事项请把行标识留空，已删除的事项不再填报。"
        return None, remark(row, "row", words)
    return known, None


def newer(row: SheetRow, known: Known, facts: VersionFacts, said: Particulars) -> tuple[Move, Remark | None]:
    """Whether a row changes its item; never over what somebody changed on the page since."""
    if not differs(known, facts, said):
        return Move.KEEP, None
    fits = ROW_KEY.fullmatch(row.texts.get("row", "").strip())
    if fits and int(fits[2]) != known.revision:
        words = "这一项在表格导出之后已经在系统里修改过，没有覆盖；请下载最新的表格，对照后再改。"
        return Move.LEAVE, remark(row, "row", words)
    return Move.CHANGE, None


def differs(known: Known, facts: VersionFacts, said: Particulars) -> bool:
    """Whether a row says something else than its item. An organ's own name may be left out."""
    own = replace(facts, organ_name=known.facts.organ_name, organ_uscc=known.facts.organ_uscc)
    return own != known.facts or said != known.said


def codes(row: SheetRow, facts: VersionFacts, known: Known | None, shelf: Shelf) -> Iterator[Remark]:
    """A code that is none, that changes, or that belongs to another organ."""
    if not facts.code:
        return
    if known and facts.code != known.code:
        yield remark(row, "code", f"编码由“{known.code}”改成了“{facts.code}”；编码不能改，错了请删除后重新填报。")
    elif facts.code in shelf.others:
        yield remark(row, "code", f"编码“{facts.code}”是“{shelf.others[facts.code]}”的事项，请核对。")
    else:
        try:
            parse_item_code(facts.code)
        except Refused as no:
            yield remark(row, "code", no.why)


def repetitions(opened: Opened) -> dict[int, list[Remark]]:
    """Rows that share a code or a key with another row, each told where the other stands."""
    told: dict[int, list[Remark]] = defaultdict(list)
    for key, what in (("code", "编码"), ("row", "行标识")):
        seen: dict[str, list[SheetRow]] = defaultdict(list)
        for row in opened.rows:
            if text := "".join(row.texts.get(key, "").split()):
                seen[text].append(row)
        for same in (rows for rows in seen.values() if len(rows) > 1):
            lines = "、".join(str(row.line) for row in same[:6])
            for row in same:
                told[row.line].append(remark(row, key, f"{what}重复（第 {lines} 行），请只保留一行，或者改正{what}。"))
    return told


def remark(row: SheetRow, key: str, words: str, *, blocks: bool = True) -> Remark:
    """Something about a cell of a row."""
    key = key if key in row.places else ELSEWHERE
    return Remark(row.places.get(key, f"A{row.line}"), row.line, key, words, blocks)
