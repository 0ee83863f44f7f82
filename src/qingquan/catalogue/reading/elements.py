"""One row of cells to the elements of a version, and what of it could not be understood."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast, get_args, get_origin

from qingquan.catalogue.reading.cells import cleaned, long_list, short_list, span, stated, whole, yes_or_no
from qingquan.catalogue.reading.mapping import Layout
from qingquan.catalogue.reading.terms import term
from qingquan.catalogue.rules.canonical import hints_of, labels_of, optional
from qingquan.catalogue.rules.citations import bases_in
from qingquan.catalogue.rules.codes import is_base_code, parse_item_code
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Fee, Material, Result, ServicePlace, Span
from qingquan.catalogue.words import PowerType, ResultKind, Term
from qingquan.people.rules import phones_in

HINTS = hints_of(VersionFacts)
LABELS = labels_of(VersionFacts)
# A word that says "no materials" is a statement, not an empty cell.
NO_MATERIALS = frozenset({"无", "无需", "无需提交材料", "不需要", "无需材料", "无材料", "免提交"})
UNSORTED = frozenset({"未分类", "未归类"})
# "none" is an answer to whether there are conditions.
WORDS_OF_THEIR_OWN = frozenset({"accept_conditions", "quantity_limit", "annual_check"})


@dataclass(slots=True)
class Reader:
    """The cells of one row by element, and the complaints that gather while they are read."""

    layout: Layout
    cells: Mapping[str, str]
    unread: list[str] = field(default_factory=list)

    def cell(self, element: str) -> str:
        """The cell of an element in the source's or the standard's word; empty when there is no column."""
        constants = self.layout.columns.constants or {}
        kept = self.cells.get(element, constants.get(element, ""))
        return self.layout.columns.translated(element, cleaned(kept))

    def complain(self, element: str, words: str) -> None:
        """Remember what was not taken over, under the name people know."""
        self.unread.append(f"{LABELS.get(element, element)}{words}，未导入")

    def term(self, element: str, form: type[Term], word: str) -> Term | None:
        """A word of a code list, or a complaint."""
        found = term(form, word)
        if found is None and word:
            self.complain(element, f"“{word[:20]}”不在代码表内")
        return found


def facts_of(layout: Layout, cells: Mapping[str, str]) -> tuple[VersionFacts, tuple[str, ...]]:
    """The version a row describes and what was not understood; `Refused` when the code cannot be one."""
    reader = Reader(layout, cells)
    given: dict[str, object] = {}
    for element, form in HINTS.items():
        read = COMPOSERS.get(element)
        value = read(reader) if read else simple(reader, element, form)
        if value is not None:
            given[element] = value
    facts = VersionFacts(**given)  # type: ignore[arg-type]
    return from_code(facts), tuple(reader.unread)


def simple(reader: Reader, element: str, form: object) -> object | None:
    """An element that one cell holds; None leaves the default."""
    raw = reader.cell(element)
    if not raw:
        return None
    inner = optional(form) or form
    if get_origin(inner) is tuple:
        return several(reader, element, get_args(inner)[0], raw)
    if not isinstance(inner, type):
        return None
    if issubclass(inner, Term):
        return reader.term(element, inner, stated(raw))
    if inner is str:
        return raw if element in WORDS_OF_THEIR_OWN else stated(raw) or None
    return number_or_answer(reader, element, inner, raw)


def number_or_answer(reader: Reader, element: str, inner: type, raw: str) -> object | None:
    """A whole number or a yes; complaints for what is neither."""
    value: object | None = {bool: yes_or_no, int: whole}[inner](raw) if inner in {bool, int} else None
    if value is None and stated(raw):
        reader.complain(element, f"“{raw[:20]}”不是{'是或否' if inner is bool else '整数'}")
    return value


def several(reader: Reader, element: str, form: object, raw: str) -> object | None:
    """A list of code words or of plain names."""
    if isinstance(form, type) and issubclass(form, Term):
        words = (reader.layout.columns.translated(element, each) for each in short_list(raw))
        found = [reader.term(element, form, word) for word in words]
        return tuple(dict.fromkeys(each for each in found if each is not None)) or None
    if form is str:
        return tuple(long_list(raw, reader.layout.columns.separator)) or None
    return None


def power_type(reader: Reader) -> PowerType | None:
    """The type; a word the table does not know leaves the row unsorted, with the word named."""
    raw = stated(reader.cell("power_type"))
    found = reader.term("power_type", PowerType, raw)
    return cast("PowerType | None", found)


def parent_name(reader: Reader) -> str | None:
    """The main item's name, unless the source only says that there is none."""
    name = stated(reader.cell("parent_name"))
    return None if not name or name in UNSORTED else name


def legal_bases(reader: Reader) -> object | None:
    """Citations in running text, or a name and its articles in columns of their own."""
    text = stated(reader.cell("legal_bases"))
    name, articles = stated(reader.cell("basis_names")), stated(reader.cell("basis_articles"))
    if not text and name:
        text = name if name.startswith("《") else f"《{name}》"
        text += articles
    rows = bases_in(text)
    if text and not rows:
        reader.complain("legal_bases", f"“{text[:30]}”中找不到法律文件名称")
    return rows or None


def limit(kind: str) -> "Callable[[Reader], object | None]":
    """The legal or the promised limit, from one cell or from a number and its unit."""
    element = {"legal": "legal_limit", "promise": "promise"}[kind]

    def read(reader: Reader) -> Span | None:
        headings = reader.layout.headings
        heading = headings.get(element, "") + headings.get(f"{kind}_days", "")
        raw = reader.cell(element) or reader.cell(f"{kind}_days")
        value, trouble = span(raw, reader.cell(f"{kind}_unit"), heading)
        if trouble:
            reader.unread.append(f"{LABELS[element]}{trouble}，请核对")
        return value

    return read


def materials(reader: Reader) -> object | None:
    """Names only; what a material must state besides is named as a gap by ITM-06."""
    raw = reader.cell("materials")
    if raw in NO_MATERIALS:
        return None
    return tuple(Material(name=name) for name in long_list(raw, reader.layout.columns.separator)) or None


def no_materials(reader: Reader) -> bool | None:
    """Whether the source says that nothing is to be handed in."""
    return reader.cell("materials") in NO_MATERIALS or None


def fees(reader: Reader) -> object | None:
    """Names of fees; 不收费 and a bare 否 are no fee."""
    raw = stated(reader.cell("fees"))
    if not raw or raw in {"不收费", "否", "免费", "0"}:
        return None
    return tuple(Fee(name=name) for name in long_list(raw, reader.layout.columns.separator)) or None


def results(reader: Reader) -> object | None:
    """Names of what is handed over; a licence is told from its name."""
    found = long_list(reader.cell("results"), reader.layout.columns.separator)
    return tuple(Result(name=name, kind=result_kind(name)) for name in found) or None


def result_kind(name: str) -> ResultKind:
    """证 and 照 are certificates, 批复 and 决定 approvals, the rest other papers."""
    if name.endswith(("证", "照", "证书", "执照")):
        return ResultKind.CERTIFICATE
    return ResultKind.APPROVAL if any(word in name for word in ("批复", "决定", "批准", "意见")) else ResultKind.OTHER


def places(reader: Reader) -> object | None:
    """One place with its hours."""
    address = stated(reader.cell("place_address")).removeprefix("办理地点：")
    hours = stated(reader.cell("place_hours"))
    return (ServicePlace(address=address, hours=hours),) if address or hours else None


def phones(element: str) -> "Callable[[Reader], object | None]":
    """Every telephone number in the cell; a cell without one is complained about."""

    def read(reader: Reader) -> tuple[str, ...] | None:
        raw = stated(reader.cell(element))
        found = phones_in(raw)
        if raw and not found:
            reader.complain(element, f"“{raw[:20]}”中找不到电话号码")
        return found or None

    return read


COMPOSERS: Mapping[str, Callable[[Reader], object | None]] = {
    "power_type": power_type,
    "parent_name": parent_name,
    "legal_bases": legal_bases,
    "legal_limit": limit("legal"),
    "promise": limit("promise"),
    "materials": materials,
    "no_materials": no_materials,
    "fees": fees,
    "results": results,
    "places": places,
    "consult_phones": phones("consult_phones"),
    "supervise_phones": phones("supervise_phones"),
}


def from_code(facts: VersionFacts) -> VersionFacts:
    """What the source left out and the code says: base code and handling item."""
    code = parse_item_code(facts.code)
    more: dict[str, str] = {}
    if not facts.base_code and code.base_code and is_base_code(code.base_code):
        more["base_code"] = code.base_code
    if not facts.handling_code and code.handling:
        more["handling_code"] = code.handling
    return replace(facts, **more) if more else facts  # type: ignore[arg-type]
