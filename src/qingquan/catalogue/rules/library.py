"""What the law library says of each basis of a version: its rank, whether it applies, what could not be found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.words import BasisLevel

EMPTY_LIBRARY = "法规库还没有内容，依据是否有效、条文是否存在没有核对；导入法规库后自动核对。"


@dataclass(frozen=True, slots=True)
class BasisFound:
    """One basis as the library sees it on the day. `words` say what could not be found, empty when all was.

    A statute the library does not know, or knows without its articles, is never `wrong`.
    """

    known: bool = False
    in_force: bool = False
    wrong: bool = False
    level: BasisLevel | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class LibraryView:
    """The library's answers beside the bases of a version; of an empty library there are none."""

    empty: bool = True
    found: tuple[BasisFound, ...] = ()


NOT_ASKED = LibraryView(empty=False)


def holds(basis: LegalBasis, found: BasisFound, on: date) -> bool:
    """Whether the basis carries anything on the day. The library goes before what the row states."""
    if not found.known:
        return basis.in_force(on)
    return found.in_force and not found.wrong


def ranked(basis: LegalBasis, found: BasisFound) -> LegalBasis:
    """The basis with the library's rank in place of a stated or guessed one."""
    return replace(basis, level=found.level, level_inferred=False) if found.level else basis


def beside(bases: Sequence[LegalBasis], view: LibraryView) -> list[tuple[LegalBasis, BasisFound]]:
    """Each basis with what the library says of it; nothing is said where the library was not asked."""
    found = view.found or (BasisFound(),) * len(bases)
    return list(zip(bases, found, strict=True))
