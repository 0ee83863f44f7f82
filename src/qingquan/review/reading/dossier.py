"""Everything said of one reported item so far, read in a handful of statements, as the rules need it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.campaign.words import ItemOrigin
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.forfeits.models import Forfeit
from qingquan.law import parameter
from qingquan.places.calendar import county_calendar
from qingquan.review.models import CommentRound, Conclusion, Decision, Opinion, OrganAnswer, Panel
from qingquan.review.rules import opinions
from qingquan.review.rules.matter import Matter, Standing, matter_of
from qingquan.review.words import DecisionCode, Occasion, Office, ReviewStage, Stance
from qingquan.statutes.reading import Resolution, resolve_many
from qingquan.statutes.rules.citations import parse

Cited = tuple[LegalBasis, Resolution | None]
"""A basis as it was reported, and what the law library has under it; None where it names no statute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One item under review. Only what concerns its present revision counts."""

    reported: ReportedItem
    item: Item | None
    in_force: ItemVersion | None
    opinions: Mapping[Office, Opinion]
    conclusions: tuple[Conclusion, ...]
    panel: Panel | None
    round: CommentRound | None
    answer: OrganAnswer | None
    decision: Decision | None
    bases: tuple[Cited, ...]
    matter: Matter
    today: date

    @property
    def given(self) -> dict[Office, DecisionCode]:
        """What each office says."""
        return {office: DecisionCode(opinion.code) for office, opinion in self.opinions.items()}

    @property
    def concluded(self) -> Conclusion | None:
        """The last conclusion both offices stand by."""
        return next((each for each in reversed(self.conclusions) if each.confirmed_at), None)

    @property
    def pending(self) -> Conclusion | None:
        """The conclusion one office wrote and the other has not confirmed."""
        return next((each for each in self.conclusions if each.confirmed_at is None), None)

    @property
    def proposed(self) -> DecisionCode | None:
        """What is proposed: the last conclusion, else what both say."""
        return DecisionCode(self.concluded.code) if self.concluded else opinions.agreed(self.given)

    @property
    def proposed_at(self) -> datetime | None:
        """Since when there has been something for the organ to answer."""
        if self.proposed is None:
            return None
        first = next((each.confirmed_at for each in self.conclusions if each.confirmed_at), None)
        return first or max(opinion.given_at for opinion in self.opinions.values())

    @property
    def objection_open(self) -> bool:
        """The organ objected and the offices have not answered."""
        if self.answer is None or self.answer.stance != Stance.OBJECT:
            return False
        settled = (each.occasion == Occasion.OBJECTION and each.confirmed_at for each in self.conclusions)
        return not any(settled)

    @property
    def answer_by(self) -> date | None:
        """The last day on which the organ may answer: five working days from the proposal, or from the decision."""
        since = self.decision.decided_at if self.decision else self.proposed_at
        days = parameter("review_objection_days").number
        return county_calendar().add(timezone.localdate(since), days) if since else None

    @property
    def may_be_corrected(self) -> bool:
        """The offices concluded anew after the decision, and otherwise than it says."""
        if self.decision is None or self.concluded is None or self.concluded.confirmed_at is None:
            return False
        return self.concluded.confirmed_at >= self.decision.decided_at and self.concluded.code != self.decision.code

    @property
    def standing(self) -> Standing:
        """How far the review has come, as the rules see it."""
        panel = self.panel
        return Standing(
            opinions=len(self.opinions),
            proposed=self.proposed,
            differed=opinions.differ(self.given),
            evaluated=panel is not None and panel.closed_at is not None,
            vetoed=panel is not None and panel.vetoes > 0,
            evaluating=panel is not None and panel.closed_at is None,
            commenting=self.round is not None and self.round.closed_at is None,
            answered=self.answer is not None,
            answer_by=self.answer_by,
            objection_open=self.objection_open,
        )

    @property
    def stage(self) -> ReviewStage:
        """Where the item stands; `reading.queue` says the same in SQL."""
        standing = self.standing
        unheard = self.proposed is not DecisionCode.RETAIN and self.answer is None
        found = (
            (self.objection_open, ReviewStage.OBJECTION),
            (self.decision is not None, ReviewStage.DECIDED),
            (standing.opinions < len(Office), ReviewStage.OPINIONS),
            (self.proposed is None, ReviewStage.DIFFERING),
            (standing.evaluating or standing.commenting, ReviewStage.EVALUATION),
            (unheard and self.today <= (self.answer_by or self.today), ReviewStage.CONSULTATION),
        )
        return next((stage for holds, stage in found if holds), ReviewStage.READY)


def dossier_of(reported: ReportedItem, today: date) -> Dossier:
    """The dossier of a reported item whose report and organ were read along."""
    revision = reported.revision
    said = {
        Office(each.office): each
        for each in Opinion.objects.select_related("given_by").filter(reported=reported, revision=revision)
    }
    item = reported.item or Item.objects.filter(code=reported.code).first()
    related = ("proposed_by", "confirmed_by")
    in_force = item.versions.in_force(today).first() if item else None
    own = {"reported": reported, "revision": revision}
    facts = reported.facts()
    bases = cited_by([facts], today)[0]
    return Dossier(
        reported=reported,
        item=item,
        in_force=in_force,
        matter=matter_of(
            without_wrong(facts, bases),
            today,
            in_catalogue=item is not None,
            in_force=in_force is not None,
            found_by_check=reported.origin == ItemOrigin.ADDED,
            organ=reported.report.organ.name,
            given_up=given_up([item.pk]).get(item.pk, "") if item else "",
        ),
        bases=bases,
        opinions=said,
        conclusions=tuple(Conclusion.objects.select_related(*related).filter(**own)),
        panel=Panel.objects.select_related("document").filter(**own).first(),
        round=CommentRound.objects.filter(**own).first(),
        answer=OrganAnswer.objects.select_related("given_by").filter(**own).first(),
        decision=Decision.objects.standing()
        .select_related("decided_by", "document", "version", "carried_out", "supersedes")
        .filter(reported=reported)
        .first(),
        today=today,
    )


def given_up(items: Sequence[int]) -> dict[int, str]:
    """The numbers of the findings that stand against items of the catalogue."""
    return dict(Forfeit.objects.standing().filter(item__in=items).values_list("item_id", "number"))


def without_wrong(facts: VersionFacts, bases: Sequence[Cited]) -> VersionFacts:
    """The power with the bases the law library does not know to be wrong on the day: repealed, or never written."""
    return replace(facts, legal_bases=tuple(basis for basis, found in bases if found is None or not found.wrong))


def living(several: Sequence[VersionFacts], on: date) -> list[VersionFacts]:
    """The same for many powers, in as few questions as for one."""
    return [without_wrong(facts, bases) for facts, bases in zip(several, cited_by(several, on), strict=True)]


def cited_by(several: Sequence[VersionFacts], on: date) -> list[tuple[Cited, ...]]:
    """The bases of each power with what the library has under them on the day."""
    named = [[(basis, parse(basis.key)) for basis in facts.legal_bases] for facts in several]
    found = iter(resolve_many([citations[0] for bases in named for _, citations in bases if citations], on))
    return [tuple((basis, next(found) if citations else None) for basis, citations in bases) for bases in named]
