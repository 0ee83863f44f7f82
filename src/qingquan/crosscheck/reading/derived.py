"""Powers that a statute in the library seems to give to county departments, article by article."""

import hashlib
from dataclasses import dataclass
from datetime import date

from qingquan.catalogue.words import ExerciseLevel
from qingquan.crosscheck.models import BaseRow
from qingquan.crosscheck.reading.lists import BaseTold
from qingquan.crosscheck.rules.expected import Candidate, candidates
from qingquan.statutes.models import Article, Statute


@dataclass(frozen=True, slots=True)
class Derived:
    """A candidate with the words it was read from, the code it is kept under, and whether it is kept already."""

    candidate: Candidate
    code: str
    text: str
    kept: bool

    def as_told(self) -> BaseTold:
        """As a row of a list of expected powers."""
        found = self.candidate
        return BaseTold(
            self.code, found.name, found.power_type, (ExerciseLevel.COUNTY,), found.department, (found.basis,)
        )


def derived(statute: Statute, on: date) -> list[Derived]:
    """All candidates of a statute as it reads on a day, in the order of its articles."""
    found = [
        (each, article.text)
        for article in Article.objects.on(statute.readable_on(on)).filter(statute=statute).order_by("number", "suffix")
        for each in candidates(statute.short, article.name, article.text)
    ]
    codes = [code_of(each) for each, _ in found]
    kept = set(BaseRow.objects.filter(base_code__in=codes, ended_on__isnull=True).values_list("base_code", flat=True))
    return [Derived(each, code, text, code in kept) for (each, text), code in zip(found, codes, strict=True)]


def code_of(candidate: Candidate) -> str:
    """The same article and power always have the same code; 法 marks that no catalogue gave it."""
    words = f"{candidate.basis}|{candidate.power_type.value}|{candidate.name}"
    return f"法{hashlib.sha256(words.encode()).hexdigest()[:16]}"
