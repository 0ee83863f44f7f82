"""A page of elements ready to be shown: each field with its text, its choices, its error and its problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.problems import Problem
from qingquan.catalogue.words import LimitUnit, PowerType
from qingquan.desk.elements.shapes import Place, Shape, places_of
from qingquan.desk.elements.texts import HINTS, LESS_ASKED
from qingquan.desk.elements.typed import Typed, count, first

UNITS = [(unit.value, unit.label) for unit in LimitUnit]
# So many rows stand open at first; more are folded to their names.
OPEN_ROWS = 2
FOLDED = frozenset({"transfer"})


@dataclass(frozen=True, slots=True)
class Control:
    """One field, or several that belong together (a part)."""

    path: str
    label: str
    shape: Shape
    texts: list[str]
    hint: str = ""
    demanded: bool = False
    options: list[tuple[str, str]] = field(default_factory=list)
    unit: str = ""
    error: str = ""
    problems: list[Problem] = field(default_factory=list)
    inside: list["Control"] = field(default_factory=list)
    rows: list["RowOfControls"] = field(default_factory=list)

    @property
    def folded(self) -> bool:
        """Whether a part that few items have stands closed: nothing is stated in it and nothing is asked of it."""
        quiet = not (self.problems or self.error or any(each.problems or each.error for each in self.inside))
        return (
            self.path in FOLDED and quiet and not any(each.text for each in self.inside if each.shape is not Shape.TICK)
        )

    @property
    def text(self) -> str:
        """What stands in a field with one line."""
        return self.texts[0] if self.texts else ""


@dataclass(frozen=True, slots=True)
class RowOfControls:
    """One row of a list: what is asked first, and what is asked less often."""

    path: str
    number: int
    title: str
    usual: list[Control]
    more: list[Control]
    problems: list[Problem]
    open: bool
    more_open: bool


class Drawer:
    """Draws the fields of one page. `choices` are offered for texts that are codes kept elsewhere."""

    def __init__(
        self,
        typed: Typed,
        errors: Mapping[str, str],
        problems: Sequence[Problem],
        demanded: frozenset[str],
        *,
        new_row: str = "",
        choices: Mapping[str, list[tuple[str, str]]] | None = None,
    ) -> None:
        self.typed = typed
        self.errors = errors
        self.problems = problems
        self.demanded = demanded
        self.new_row = new_row
        self.choices = choices or {}

    def controls(self, names: Iterable[str]) -> list[Control]:
        """The elements of a version."""
        places = places_of(VersionFacts)
        return [self.control(places[name], name, "") for name in names]

    def control(self, place: Place, path: str, of: str) -> Control:
        """One element; `of` names the kind of row it stands in."""
        has_inside = place.shape is Shape.PART
        key = f"{of}.{place.name}" if of else place.name
        return Control(
            path=path,
            label=place.label,
            shape=place.shape,
            texts=self.texts(place, path),
            hint=HINTS.get(key, ""),
            demanded=path in self.demanded,
            options=self.offered(key, path) or options_of(place),
            unit=first(self.typed, f"{path}.unit"),
            error=self.errors.get(path, ""),
            problems=[problem for problem in self.problems if problem.where == path],
            inside=[self.control(each, f"{path}.{each.name}", place.form.__name__) for each in inner(place)]
            if has_inside
            else [],
            rows=self.rows(place, path) if place.shape is Shape.ROWS else [],
        )

    def offered(self, key: str, path: str) -> list[tuple[str, str]]:
        """What may be chosen for a text that is a code; one that is not offered stays as it is."""
        offered, kept = self.choices.get(key, []), first(self.typed, path)
        return [*offered, (kept, kept)] if offered and kept not in dict(offered) else offered

    def texts(self, place: Place, path: str) -> list[str]:
        """What stands in the field."""
        return self.typed.get(f"{path}.n" if place.shape is Shape.SPAN else path, [])

    def rows(self, place: Place, path: str) -> list[RowOfControls]:
        """The rows of a list."""
        return [self.row(place, f"{path}[{n}]", n) for n in range(count(self.typed, path))]

    def row(self, place: Place, path: str, n: int) -> RowOfControls:
        """One row, open when something in it wants attention."""
        of = place.form.__name__
        controls = {each.name: self.control(each, f"{path}.{each.name}", of) for each in inner(place)}
        less = LESS_ASKED.get(of, frozenset())
        more = [control for name, control in controls.items() if name in less]
        wanted = [problem for problem in self.problems if problem.where.startswith(path)]
        wrong = any(name.startswith(path) for name in self.errors)
        return RowOfControls(
            path=path,
            number=n + 1,
            title=self.title(place, path),
            usual=[control for name, control in controls.items() if name not in less],
            more=more,
            problems=[problem for problem in wanted if problem.where == path],
            open=n < OPEN_ROWS or wrong or bool(wanted) or path == self.new_row,
            more_open=any(control.error or control.problems for control in more),
        )

    def title(self, place: Place, path: str) -> str:
        """What a folded row is called: the first words of it."""
        named = [first(self.typed, f"{path}.{each.name}") for each in inner(place) if each.form is str]
        return next((text for text in named if text), "")[:60]


def inner(place: Place) -> list[Place]:
    """The elements inside a part or a row."""
    return list(places_of(place.form).values())


def options_of(place: Place) -> list[tuple[str, str]]:
    """What can be chosen, the empty answer first where nothing need be stated."""
    if place.shape is Shape.SPAN:
        return UNITS
    if place.shape is Shape.YES_NO:
        return [("", "未填写"), ("yes", "是"), ("no", "否")]
    if place.shape not in {Shape.CHOICE, Shape.CHOICES}:
        return []
    assert issubclass(place.form, Enum)
    words = [(str(word.value), str(getattr(word, "label", word.value))) for word in place.form]
    if place.form is PowerType:
        words = [pair for pair in words if pair[0] != PowerType.NON_LICENCE_APPROVAL_LEGACY]
    return [("", "请选择"), *words] if place.shape is Shape.CHOICE and place.optional else words
