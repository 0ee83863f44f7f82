"""What of an item is laid out for who reviews it: elements, bases with their articles, what the check found."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from qingquan.campaign.models import ReportedItem
from qingquan.catalogue.rules.basis_level import judge, verbs_of
from qingquan.catalogue.rules.difference import difference
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import Verdict
from qingquan.crosscheck.models import Overlap, OverlapProposal
from qingquan.desk.catalogue_shown import whole
from qingquan.desk.catalogue_versions import as_rows
from qingquan.desk.crosscheck_overlaps import with_proposals
from qingquan.review.models import Comment, Seat
from qingquan.review.reading import Dossier
from qingquan.review.reading.found import differences_now, overlaps_now

MOST_OVERLAPS = 10
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


@dataclass(frozen=True, slots=True)
class ShownOverlap:
    """An overlap as the reviewer of one of its items reads it: with what, why, and what is proposed about it."""

    overlap: Overlap
    of: int
    proposal: OverlapProposal | None

    @property
    def other(self) -> ReportedItem:
        """The item it is with."""
        other: ReportedItem = self.overlap.right if self.overlap.left_id == self.of else self.overlap.left
        return other

    @property
    def why(self) -> str:
        """What agrees, component by component."""
        return "，".join(f"{each['name']} {each['reached']} 分" for each in self.overlap.components if each["reached"])

    @property
    def proposed(self) -> str:
        """Lead, merge, move or split, and how far that has come."""
        if self.proposal is None:
            return "还没有处理意见"
        return f"处理意见：{self.proposal.get_way_display()}，{self.proposal.get_state_display()}"


def shown_of(dossier: Dossier) -> dict[str, object]:
    """What the middle of the page needs."""
    facts = dossier.reported.facts()
    current = dossier.in_force
    key = dossier.reported.pk
    differences = differences_now().filter(reported=key)
    return {
        "changes": as_rows(difference(current.facts(), facts)) if current else [],
        "current": current,
        "groups": whole(facts, ()),
        "bases": bases_of(facts, dossier),
        "carried": carried(dossier),
        "differences": list(differences.only("number", "name", "says", "kind", "due_on", "state")[:20]),
        "overlaps": overlaps_of(key),
        "seats": seats_of(dossier),
        "comments": comments_of(dossier),
    }


def overlaps_of(key: int) -> list[ShownOverlap]:
    """The overlaps the last comparison found with an item, the most alike first."""
    found = (
        overlaps_now().filter(Q(left=key) | Q(right=key)).select_related("left__report__organ", "right__report__organ")
    )
    found = found.defer("left__elements", "right__elements").order_by("-score", "pk")[:MOST_OVERLAPS]
    return [ShownOverlap(each, key, proposal) for each, proposal, _ in with_proposals(list(found))]


def bases_of(facts: VersionFacts, dossier: Dossier) -> Sequence[ShownBasis]:
    """Every basis with its article as it stands today; the dossier has looked them up already."""
    told = []
    for basis, resolution in dossier.bases:
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
