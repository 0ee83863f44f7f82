"""What of an item is laid out for who reviews it: elements, bases with their articles, what the check found."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from qingquan.catalogue.rules.basis_level import judge, verbs_of
from qingquan.catalogue.rules.difference import difference
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import Verdict
from qingquan.crosscheck.models import Difference, Overlap
from qingquan.crosscheck.words import DifferenceState
from qingquan.desk.catalogue_shown import whole
from qingquan.desk.catalogue_versions import as_rows
from qingquan.review.models import Comment, Seat
from qingquan.review.reading import Dossier
from qingquan.statutes.reading import Resolution, resolve_many
from qingquan.statutes.rules.citations import parse

VERDICT_TONES = {
    Verdict.OK: "good",
    Verdict.OK_WITH_NOTE: "good",
    Verdict.NEEDS_LEGAL_REVIEW: "warn",
    Verdict.INVALID_BASIS: "bad",
}


@dataclass(frozen=True, slots=True)
class ShownBasis:
    """One basis: as cited, what the law library has under it today, and whether its rank carries the power."""

    cited: str
    level: str
    verdict: str
    tone: str
    why: str
    text: str
    problem: str


def shown_of(dossier: Dossier) -> dict[str, object]:
    """What the middle of the page needs."""
    facts = dossier.reported.facts()
    current = dossier.in_force
    key = dossier.reported.pk
    differences = Difference.objects.filter(reported=key).exclude(state=DifferenceState.SETTLED)
    overlaps = Overlap.objects.filter(Q(left=key) | Q(right=key)).select_related(
        "left__report__organ", "right__report__organ"
    )
    return {
        "changes": as_rows(difference(current.facts(), facts)) if current else [],
        "current": current,
        "groups": whole(facts, ()),
        "bases": bases_of(facts, dossier),
        "carried": carried(dossier),
        "differences": list(differences.only("number", "name", "says", "kind", "due_on", "state")[:20]),
        "overlaps": [(other_of(each, key), each) for each in overlaps.order_by("-score")[:10]],
        "seats": seats_of(dossier),
        "comments": comments_of(dossier),
    }


def other_of(overlap: Overlap, key: int) -> object:
    """The item an overlap is with."""
    return overlap.right if overlap.left_id == key else overlap.left


def bases_of(facts: VersionFacts, dossier: Dossier) -> Sequence[ShownBasis]:
    """Every basis with its article as it stands today, in a bounded number of questions."""
    cited = [(basis, parse(f"《{basis.name}》{basis.article}")) for basis in facts.legal_bases]
    found = iter(resolve_many([citations[0] for _, citations in cited if citations], dossier.today))
    told = []
    for basis, citations in cited:
        resolution: Resolution | None = next(found) if citations else None
        ruled = judge(basis, facts.power_type, verbs_of(facts)[0])
        told.append(
            ShownBasis(
                cited=basis.key,
                level=basis.level.label if basis.level else "未填写层级",
                verdict=ruled.verdict.label,
                tone=VERDICT_TONES[ruled.verdict],
                why=f"{ruled.why}{f'（{ruled.cite}）' if ruled.cite else ''}",
                text=resolution.text if resolution and resolution.text else basis.text,
                problem=resolution.problem if resolution else "",
            )
        )
    return told


def carried(dossier: Dossier) -> tuple[str, str]:
    """Whether the bases that still stand carry the power, and in which tone that is told."""
    verdict = dossier.matter.basis.verdict
    return (verdict.label, VERDICT_TONES[verdict]) if verdict else ("没有有效依据", "bad")


def seats_of(dossier: Dossier) -> tuple[int, int]:
    """Of the panel: how many experts take part, and how many have scored."""
    if dossier.panel is None:
        return 0, 0
    seats = list(Seat.objects.filter(panel=dossier.panel).select_related("sheet"))
    taking_part = [seat.as_invited() for seat in seats if seat.conflict is not True]
    return len(taking_part), sum(each.scored for each in taking_part)


def comments_of(dossier: Dossier) -> tuple[int, int]:
    """Of the round: how many comments came, and how many are answered."""
    if dossier.round is None:
        return 0, 0
    answered = list(Comment.objects.filter(round=dossier.round).values_list("reply", flat=True))
    return len(answered), sum(bool(reply) for reply in answered)
