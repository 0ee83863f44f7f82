"""A row of the upper level's catalogue beside the county's item: what differs, and who may answer for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from qingquan.catalogue.rules.citations import bases_in
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.exchange.words import BaseField
from qingquan.law import Refused
from qingquan.matching.names import normal
from qingquan.places.words import Role
from qingquan.statutes.rules.names import key

CLAIMERS = (Role.CATALOGUE_ADMIN,)
"""Each organ answers for the rows that are its own."""
KEEPERS = (Role.CAMPAIGN_OFFICE, Role.ESTABLISHMENT_REVIEWER)
"""Who says which organ a row is for."""


@dataclass(frozen=True, slots=True)
class BaseSays:
    """What the upper level says of a power."""

    name: str
    power_type: PowerType
    levels: tuple[ExerciseLevel, ...]
    bases: tuple[str, ...]
    department: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """One field of both."""

    label: str
    base: str
    county: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of the upper level's row and of the county's item."""

    field: BaseField
    base: str
    county: str
    differs: bool

    @property
    def label(self) -> str:
        """The field's name."""
        return self.field.label


def compare(base: BaseSays, item: VersionFacts) -> tuple[Compared, ...]:
    """Name, type, basis, level and content, field by field.

    The name must equal the upper level's word for word; that it only is written otherwise is no excuse but is seen.
    A county may rest on more bases than the upper level names, not on fewer. What the upper level leaves unsaid of
    the content is the county's to say.
    """
    levels_fit = not base.levels or bool({ExerciseLevel.GRADED, *item.exercise_levels} & set(base.levels))
    own_bases, lacks = in_words([each.key for each in item.legal_bases]), bool(lacking(base.bases, item.legal_bases))
    same_type, same_content = base.power_type is item.power_type, base.content in {"", item.exercise_content}
    return (
        Compared(BaseField.NAME, base.name, item.name, base.name != item.name),
        Compared(BaseField.POWER_TYPE, base.power_type.label, item.power_type.label, not same_type),
        Compared(BaseField.BASES, in_words(base.bases), own_bases, lacks),
        Compared(BaseField.LEVELS, labels(base.levels), labels(item.exercise_levels), not levels_fit),
        Compared(BaseField.CONTENT, base.content, item.exercise_content, not same_content),
    )


def lacking(wanted: Sequence[str], own: Sequence[LegalBasis]) -> tuple[LegalBasis, ...]:
    """What the upper level cites of statutes the item does not rest on, by the statute's name."""
    known = {key(basis.name) for basis in own}
    return tuple(basis for basis in bases_in("；".join(wanted)) if key(basis.name) not in known)


def changes(before: BaseSays, after: BaseSays) -> tuple[Beside, ...]:
    """What a new version of the upper level's catalogue says otherwise; `county` holds the new word."""
    both = (
        ("事项名称", before.name, after.name),
        ("事项类型", before.power_type.label, after.power_type.label),
        ("设定依据", in_words(before.bases), in_words(after.bases)),
        ("行使层级", labels(before.levels), labels(after.levels)),
        ("主管部门", before.department, after.department),
        ("行使内容", before.content, after.content),
    )
    return tuple(Beside(label, old, new, True) for label, old, new in both if old != new)


def alike(base: str, county: str) -> bool:
    """Whether two names are the same power written in two ways."""
    return normal(base) == normal(county)


def in_words(bases: Sequence[str]) -> str:
    """Bases with semicolons between."""
    return "；".join(bases)


def labels(levels: Sequence[ExerciseLevel]) -> str:
    """Levels by their names."""
    return "、".join(level.label for level in levels)


def check_answers(role: str, own_organ: int | None, organ: int | None) -> None:
    """The organ the row is for answers, by its administrator of items."""
    if role and role not in CLAIMERS:
        raise Refused("认领基本目录须由事项管理员办理。")
    if role and (organ is None or own_organ != organ):
        raise Refused("只能认领分派给本机关的基本目录。")


def check_keeps(role: str) -> None:
    """The clearing office or the establishment office says whose a row is."""
    if role and role not in KEEPERS:
        raise Refused(f"分派基本目录须由{'或者'.join(each.label for each in KEEPERS)}办理。")


def check_open(claimed: bool, ended: bool) -> None:
    """A row is claimed once, and only while the upper level lists it."""
    if claimed:
        raise Refused("该行已经认领，不必重复认领。")
    if ended:
        raise Refused("上级目录已不再列入该行，不能认领。")
