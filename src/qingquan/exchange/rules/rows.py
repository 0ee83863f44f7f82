"""An item as a row of the standard and back: what does not fit is told, what a field does not say is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Material
from qingquan.catalogue.words import MaterialNeed
from qingquan.exchange.rules.elements import ELEMENTS, MATERIAL_ELEMENTS
from qingquan.exchange.rules.telling import material_how
from qingquan.law import Refused

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Unfit:
    """A value longer or other than the standard allows. It is exchanged whole; the receiver is told."""

    code: str
    key: str
    label: str
    format: str
    why: str

    def __str__(self) -> str:
        return f"{self.code} {self.label}（{self.format}）：{self.why}"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: its fields, and those of each material."""

    fields: Fields
    materials: tuple[Fields, ...] = ()
    unfit: tuple[Unfit, ...] = field(default=(), compare=False)


def to_row(facts: VersionFacts) -> ItemRow:
    """The item in the fields of table 4, whole, and everything that does not fit them."""
    fields = {each.key: each.tell(facts) for each in ELEMENTS}
    materials = tuple({each.key: each.tell(need) for each in MATERIAL_ELEMENTS} for need in facts.materials)
    found = [
        Unfit(facts.code, each.key, each.label, each.format.text, why)
        for each in ELEMENTS
        if (why := each.format.problem(fields[each.key]))
    ]
    found += [
        Unfit(facts.code, each.key, f"{each.label}“{need['material_name'][:20]}”", each.format.text, why)
        for need in materials
        for each in MATERIAL_ELEMENTS
        if (why := each.format.problem(need[each.key]))
    ]
    return ItemRow(fields, materials, tuple(found))


def from_row(row: ItemRow, kept: VersionFacts) -> tuple[VersionFacts, tuple[str, ...]]:
    """The item after the row was laid over what is kept of it, and what of the row could not be taken over.

    Only a field that says something else than the item told itself is read, so that taking back what was sent
    changes nothing, and what the standard has no field for stays.
    """
    facts, unread = kept, []
    for element in ELEMENTS:
        said, own = row.fields.get(element.key), element.tell(facts)
        if said is None or same(said, own):
            continue
        if element.take is None:
            if said and not derived(element.key):
                unread.append(f"{element.label}“{said[:20]}”不能由交换文件改动，未导入")
            continue
        try:
            facts = element.take(facts, said.strip())
        except Refused as no:
            unread.append(f"{element.label}{no.why}，未导入")
    return taken_materials(row.materials, facts), tuple(unread)


def same(said: str, own: str) -> bool:
    """Line ends are the file's, not the item's."""
    return said.replace("\r\n", "\n").strip() == own.strip()


def derived(key: str) -> bool:
    """Whether a field only repeats in words what another says as a code."""
    return key.endswith("_name") or key in {"handling_org_uscc", "is_fee", "consult_way"}


def taken_materials(told: Sequence[Fields], facts: VersionFacts) -> VersionFacts:
    """The materials in the row's order; those known by name keep what the standard has no field for."""
    if [dict(each) for each in told] == [dict(each) for each in to_row(facts).materials]:
        return facts
    known = {need.key: need for need in facts.materials}
    return replace(facts, materials=tuple(taken_material(each, known) for each in told if each.get("material_name")))


def taken_material(told: Fields, known: dict[str, Material]) -> Material:
    """One material."""
    name, scenario = told["material_name"], told.get("material_use", "")
    need = known.get(f"{name}（{scenario}）" if scenario else name) or Material(name=name, scenario=scenario)
    must = told.get("required", "")
    wanted = {"1": MaterialNeed.REQUIRED, "0": MaterialNeed.OPTIONAL}.get(must, need.need)
    if wanted is MaterialNeed.OPTIONAL and need.need is MaterialNeed.DEFERRABLE:
        wanted = need.need
    how = told.get("material_how", "")
    if how != material_how(need):
        need = replace(need, fill_notes="", accept_standard=how)
    return replace(
        need,
        need=wanted,
        issuer=told.get("material_issuer", need.issuer),
        originals=number(told.get("originals", ""), need.originals),
        copies=number(told.get("copies", ""), need.copies),
    )


def number(text: str, kept: int) -> int:
    """A count of copies; what is none leaves the kept one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else kept
