"""Which items rest on a statute or on some of its articles: what a change of the law touches."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models.expressions import RawSQL
from django.db.models.fields import BooleanField

from qingquan.catalogue.models import ItemVersion, LegalBasis
from qingquan.statutes.models import Alias
from qingquan.statutes.rules import names
from qingquan.statutes.rules.citations import cite


@dataclass(frozen=True, slots=True)
class Citing:
    """A version in force and those of its bases that name the statute."""

    version: ItemVersion
    bases: tuple[LegalBasis, ...]


def items_citing(statute_title: str, articles: Collection[tuple[int, int]] | None, on: date) -> list[Citing]:
    """The versions in force on a day that cite the statute, by whichever of its names.

    `articles` are (number, suffix), suffix 0 for none; None asks for the whole statute. A basis that names
    no article rests on all of them.
    """
    named = RawSQL("catalogue_legalbasis.statute_key = ANY(%s)", [keys_of(statute_title)], output_field=BooleanField())
    in_force = ItemVersion.objects.in_force(on)
    rows = LegalBasis.objects.filter(named, version__in=in_force).select_related("version__item__organ")
    found: dict[int, list[LegalBasis]] = {}
    for basis in rows.defer("version__elements", "version__form_schema").order_by("version", "position"):
        if articles is None or touched(basis, articles):
            found.setdefault(basis.version_id, []).append(basis)
    citing = [Citing(bases[0].version, tuple(bases)) for bases in found.values()]
    return sorted(citing, key=lambda each: each.version.item.sort_key)


def touched(basis: LegalBasis, articles: Collection[tuple[int, int]]) -> bool:
    """Whether a basis rests on one of the articles."""
    cited = {(each.article, each.suffix or 0) for each in cite(basis.statute, basis.article)}
    return any(article is None for article, _ in cited) or not cited.isdisjoint(articles)


def keys_of(title: str) -> list[str]:
    """All keys under which bases may name the statute."""
    own = names.key(title)
    aliases = Alias.objects.filter(statute__key=own).values_list("key", flat=True)
    usual = [short for short, whole in names.ALIASES.items() if whole == own]
    return [own, *usual, *aliases]
