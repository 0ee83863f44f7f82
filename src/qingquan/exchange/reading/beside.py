"""What a claim's page and lists read: each field beside the upper level's, and what was decided of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.exchange.models import Claim, FieldDecision, says
from qingquan.exchange.rules.claims import Compared, compare
from qingquan.exchange.rules.deciding import Decided, Seen, standing, waits
from qingquan.exchange.words import BaseField, FieldChoice


@dataclass(frozen=True, slots=True)
class Line:
    """One field: both sides, the decision that holds, the last one made, and the token a form sends back.

    `county` of `compared` is the newest version's, which may be a draft; `in_force` says whether the version in force
    already says the same.
    """

    compared: Compared
    held: FieldDecision | None
    last: FieldDecision | None
    waits: bool
    in_force: bool

    @property
    def seen(self) -> str:
        """What whoever decides now has before them."""
        return str(Seen.of(self.compared, self.last.pk if self.last else 0))


def decided(row: FieldDecision) -> Decided:
    """A decision as the rules see it."""
    return Decided(row.pk, BaseField(row.field), FieldChoice(row.choice), row.base, row.county)


def lines(claim: Claim, newest: VersionFacts, in_force: VersionFacts | None) -> tuple[Line, ...]:
    """Field by field."""
    rows = list(claim.decisions.select_related("decided_by", "version"))
    base = says(claim.base_row)
    public = compare(base, in_force) if in_force is not None else ()
    valid = {each.field: each.county for each in public}
    return tuple(line(each, rows, valid.get(each.field)) for each in compare(base, newest))


def line(compared: Compared, rows: Sequence[FieldDecision], public: str | None) -> Line:
    """One field; `rows` are the claim's decisions, newest first."""
    told = [decided(row) for row in rows]
    held, by_pk = standing(compared, told), {row.pk: row for row in rows}
    last = next((row for row in rows if row.field == compared.field), None)
    return Line(compared, by_pk[held.pk] if held else None, last, waits(compared, told), public == compared.county)


def decisions_of(claims: Iterable[Claim]) -> dict[int, list[Decided]]:
    """The decisions of several claims, by claim."""
    found: dict[int, list[Decided]] = defaultdict(list)
    for row in FieldDecision.objects.filter(claim__in=list(claims)):
        found[row.claim_id].append(decided(row))
    return found


def waiting(claim: Claim, facts: VersionFacts, decisions: Sequence[Decided]) -> list[str]:
    """The names of the fields somebody must still decide of."""
    return [each.label for each in compare(says(claim.base_row), facts) if waits(each, decisions)]
