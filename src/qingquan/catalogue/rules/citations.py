"""Legal texts as lists name them: every citation as a basis row. How citations are read is the law library's.

A guessed rank is marked as such; a person confirms it before publication.
"""

from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.statutes.rules.citations import Citation, parse
from qingquan.statutes.rules.levels import guessed_level

__all__ = ["bases_in", "guessed_level"]


def bases_in(text: str) -> tuple[LegalBasis, ...]:
    """Every citation in the text as a basis row with its provision; none when nothing is cited."""
    return tuple(dict.fromkeys(basis_of(citation) for citation in parse(text)))


def basis_of(citation: Citation) -> LegalBasis:
    """One citation as a basis of an item."""
    level = guessed_level(citation.name)
    return LegalBasis(
        name=citation.name,
        document_no=citation.document_no,
        article=citation.place,
        level=level,
        level_inferred=level is not None,
    )
