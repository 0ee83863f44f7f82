"""Which column holds which element: maps in TOML, shipped or the county's own, chosen by the headings.

A map names for each element the headings it may stand under. `generic.toml` knows the usual Chinese
headings; a map for one source names its exact columns and the words it uses instead of the standard's.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from qingquan.catalogue.reading.table import Row, Table
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.law import Refused

FOLDER = Path(__file__).parent / "maps"
GENERIC = "generic"
# How far down the headings may stand below titles and notes.
HEADINGS_WITHIN = 10

# Elements that are put together from several columns, beside those of `VersionFacts` by name.
COMPOSED = frozenset(
    {
        "legal_days",
        "legal_unit",
        "promise_days",
        "promise_unit",
        "place_address",
        "place_hours",
        "basis_names",
        "basis_articles",
    }
)
ELEMENTS = frozenset(each.name for each in fields(VersionFacts)) | COMPOSED


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """One source's way of writing a list."""

    name: str
    label: str
    columns: Mapping[str, tuple[str, ...]]
    recognised_by: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] | None = None
    constants: Mapping[str, str] | None = None
    separator: str = ""

    def translated(self, element: str, cell: str) -> str:
        """The standard's word for the source's own."""
        return (self.words or {}).get(element, {}).get(cell, cell)


@dataclass(frozen=True, slots=True)
class Layout:
    """A map laid on one file: the row of headings, and the place and full heading of each element found."""

    columns: ColumnMap
    heading_row: int
    width: int
    places: Mapping[str, int]
    headings: Mapping[str, str]


def plain_heading(text: str) -> str:
    """A heading without spaces, marks and the note in brackets: 承诺时限（工作日）* is 承诺时限."""
    half = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s*:：]|[(\[【].*?[)\]】]", "", half).lower()


def load_map(path: Path) -> ColumnMap:
    """A map from a TOML file; `Refused` names the key that is wrong."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(f"找不到列对应表“{path}”，请核对路径。") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as failure:
        raise Refused(f"列对应表“{path.name}”读不了：{failure}。") from None
    return read_map(path.stem, given)


def read_map(name: str, given: Mapping[str, object]) -> ColumnMap:
    """A map from its TOML values."""
    known = {"label", "recognised_by", "separator", "columns", "words", "constants"}
    if unknown := sorted(set(given) - known):
        raise Refused(f"列对应表“{name}”有不认识的键：{'、'.join(unknown)}。")
    columns = {element: names(name, element, kept) for element, kept in table(name, given, "columns").items()}
    if not columns:
        raise Refused(f"列对应表“{name}”没有 [columns]，请写明各要素在哪一列。")
    if unknown := sorted((set(columns) | set(table(name, given, "constants"))) - ELEMENTS):
        raise Refused(f"列对应表“{name}”有不认识的要素：{'、'.join(unknown)}。")
    words = {
        element: {key: str(value) for key, value in table(name, table(name, given, "words"), element).items()}
        for element in table(name, given, "words")
    }
    return ColumnMap(
        name,
        str(given.get("label", name)),
        columns,
        names(name, "recognised_by", given.get("recognised_by", [])),
        words,
        {element: str(value) for element, value in table(name, given, "constants").items()},
        str(given.get("separator", "")),
    )


def table(name: str, given: Mapping[str, object], key: str) -> Mapping[str, object]:
    """A sub-table, empty when absent."""
    kept = given.get(key, {})
    if not isinstance(kept, dict):
        raise Refused(f"列对应表“{name}”的 {key} 应是一张表。")
    return kept


def names(name: str, key: str, kept: object) -> tuple[str, ...]:
    """One heading or a list of them."""
    listed = [kept] if isinstance(kept, str) else kept
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise Refused(f"列对应表“{name}”的 {key} 应是一个列名或者列名的列表。")
    return tuple(listed)


@cache
def shipped_maps() -> tuple[ColumnMap, ...]:
    """The maps that come with the product, the generic one last."""
    maps = [load_map(path) for path in sorted(FOLDER.glob("*.toml"))]
    return tuple(sorted(maps, key=lambda each: each.name == GENERIC))


def choose_map(table: Table, given: ColumnMap | None = None) -> Layout:
    """The given map, or the first shipped one whose telling headings all stand in one row, laid on the file."""
    head = table.rows[:HEADINGS_WITHIN]
    for columns in (given,) if given else shipped_maps():
        for row in head:
            present = {plain_heading(cell) for cell in row.cells}
            told = {plain_heading(heading) for heading in columns.recognised_by}
            if told and told <= present:
                return lay(columns, row)
    best = max((lay(given or shipped_maps()[-1], row) for row in head), key=lambda layout: len(layout.places))
    if "name" not in best.places:
        seen = "、".join(cell for cell in head[0].cells if cell)[:80]
        raise Refused(f"前 {len(head)} 行里找不到事项名称一列（首行是：{seen}），请用 --map 给出列对应表。")
    return best


def lay(columns: ColumnMap, row: Row) -> Layout:
    """Where each element of the map stands in a row of headings; the first fitting heading wins."""
    present: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        present.setdefault(plain_heading(cell), place)
    found = {element: first_of(headings, present) for element, headings in columns.columns.items()}
    places = {element: place for element, place in found.items() if place is not None}
    width = len(row.cells)
    return Layout(columns, row.line, width, places, {element: row.cells[place] for element, place in places.items()})


def first_of(headings: Sequence[str], present: Mapping[str, int]) -> int | None:
    """The place of the first heading that is there."""
    return next((present[plain] for each in headings if (plain := plain_heading(each)) in present), None)
