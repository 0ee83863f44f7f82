"""A version whole, as people read it: every element that is stated, in the groups of the form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qingquan.catalogue.rules.difference import in_words
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.problems import Problem
from qingquan.desk.elements.groups import GROUPS, Group, demanded, group_of, names_in
from qingquan.desk.elements.shapes import Place, Shape, places_of

# What a row shows in a table; the rest of it is told below in one line.
COLUMNS = {
    "LegalBasis": ("name", "article", "level", "role", "text"),
    "Material": ("name", "need", "kind", "source", "accept_standard", "basis"),
    "Fee": ("name", "standard", "basis", "listed_as"),
    "Result": ("name", "kind", "validity", "delivery"),
    "SpecialProcedure": ("name", "basis", "limit", "formula", "notice_template"),
    "Intermediary": ("name", "basis", "limit", "paid_by_organ"),
    "ServicePlace": ("name", "address", "hours", "phone"),
    "JointDepartment": ("name", "uscc", "leads", "limit"),
    "Scenario": ("question", "answers", "asked_when"),
    "Answer": ("question", "answer"),
}


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Rows of one kind."""

    label: str
    columns: list[str]
    rows: list[list[str]]


@dataclass(slots=True)
class ShownGroup:
    """One group: its single elements, its rows, and what is wrong in it."""

    key: str
    label: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    tables: list[ShownTable] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def whole(facts: VersionFacts, problems: Sequence[Problem]) -> list[ShownGroup]:
    """The groups in which something is stated or missing. The procedure and the form have pages of their own."""
    shown = [shown_group(group, facts, problems) for group in GROUPS if group.key not in {"procedure", "form"}]
    return [group for group in shown if group.facts or group.tables or group.problems]


def shown_group(group: Group, facts: VersionFacts, problems: Sequence[Problem]) -> ShownGroup:
    """One group of a version."""
    places, wanted = places_of(VersionFacts), demanded(facts)
    shown = ShownGroup(group.key, group.label)
    shown.problems = [problem for problem in problems if group_of(problem.where) == group.key]
    for name in names_in(group, facts):
        place, value = places[name], getattr(facts, name)
        if place.shape is Shape.ROWS:
            if value:
                shown.tables.append(table_of(place, value))
        elif place.shape is Shape.PART:
            shown.facts += part_of(place, value)
        elif stated(place, value) or name in wanted:
            shown.facts.append((place.label, said(place, value)))
    return shown


def stated(place: Place, value: object) -> bool:
    """Whether there is anything to show; a no that is only the box left open says nothing."""
    return bool(said(place, value)) and not (place.shape is Shape.TICK and value == place.default)


def said(place: Place, value: object) -> str:
    """A value in words; money in yuan."""
    if place.shape is Shape.MONEY and isinstance(value, int):
        return f"{value // 100:,}.{value % 100:02d}"
    if place.shape is Shape.NUMBER and value is not None:
        return str(value)
    return in_words(value)


def part_of(place: Place, value: object) -> Iterator[tuple[str, str]]:
    """The elements inside a part, each named after it."""
    if value is None:
        return
    for inner in places_of(place.form).values():
        kept = getattr(value, inner.name)
        if stated(inner, kept):
            yield inner.label, said(inner, kept)


def table_of(place: Place, rows: Sequence[object]) -> ShownTable:
    """Rows as a table of their chief columns; columns nobody filled are left out."""
    inside = places_of(place.form)
    names = [name for name in COLUMNS[place.form.__name__] if any(said(inside[name], getattr(r, name)) for r in rows)]
    return ShownTable(
        place.label,
        [inside[name].label for name in names],
        [[said(inside[name], getattr(row, name)) for name in names] for row in rows],
    )
