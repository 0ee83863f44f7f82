"""The bases of a version held against the law library."""

from collections.abc import Sequence
from datetime import date

from qingquan.catalogue.rules.library import BasisFound, LibraryView
from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.statutes.reading import Resolution, is_empty, resolve_many
from qingquan.statutes.rules.citations import cite
from qingquan.statutes.words import Fault

NO_MORE = {Fault.REPEALED, Fault.NOT_YET}


def library_view(bases: Sequence[LegalBasis], on: date) -> LibraryView:
    """What the library says of each basis of a version on a day."""
    return library_views([bases], on)[0]


def library_views(many: Sequence[Sequence[LegalBasis]], on: date) -> list[LibraryView]:
    """The same for many versions: two or three questions to the database, however many bases."""
    cited = [[cite(basis.name, basis.article, basis.document_no) for basis in bases] for bases in many]
    answers = iter(resolve_many([each for bases in cited for several in bases for each in several], on))
    found = [tuple(found_of([next(answers) for _ in several]) for several in bases) for bases in cited]
    if not any(each.known for bases in found for each in bases) and is_empty():
        return [LibraryView() for _ in many]
    return [LibraryView(empty=False, found=each) for each in found]


def found_of(resolutions: Sequence[Resolution]) -> BasisFound:
    """The provisions of one basis taken together: one that is not there makes the basis wrong."""
    statute = resolutions[0].statute
    words = " ".join(dict.fromkeys(each.problem for each in resolutions if each.problem))
    if statute is None:
        return BasisFound(words=words)
    return BasisFound(
        known=True,
        in_force=not any(each.fault in NO_MORE for each in resolutions),
        wrong=any(each.wrong for each in resolutions),
        level=None if statute.level_guessed else statute.rank,
        words=words,
    )
