"""What is to become of two overlapping powers: one proposes, both reviewing offices agree or one rejects."""

from datetime import datetime

from django.db.models import QuerySet

from qingquan.campaign.models import ReportedItem
from qingquan.crosscheck.models import Difference, Overlap, OverlapProposal
from qingquan.crosscheck.rules import authority
from qingquan.crosscheck.rules.ways import check_may_propose
from qingquan.crosscheck.words import DifferenceState, ProposalState, Settlement, WayOut
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.matching.twoway import DifferenceKind
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.places.words import Role

OPINIONS = {
    Role.ESTABLISHMENT_REVIEWER: ("establishment_by", "establishment_at"),
    Role.LEGAL_OFFICE_REVIEWER: ("legal_by", "legal_at"),
}


@act("crosscheck.overlap_proposed")
def propose(
    overlap: Overlap, way: WayOut, *, keeper: Organ | None, reason: str, by: Actor, at: datetime
) -> OverlapProposal:
    """Propose a way out of an overlap: lead and co-handling, merging, moving, or splitting by level."""
    authority.check_proposes(by.role)
    held = Overlap.objects.select_for_update().select_related(*ROWS).get(pk=overlap.pk)
    organs = {held.left.report.organ_id, held.right.report.organ_id}
    check_may_propose(way, within=held.within, keeper=keeper.pk if keeper else None, organs=organs, reason=reason)
    if standing(held).exists():
        raise Refused("这一对事项已经有处理意见，请先看已有的意见；不同意的由编办或者司法局退回。")
    proposal = OverlapProposal.objects.create(
        campaign=held.run.campaign,
        left=held.left,
        right=held.right,
        left_words=in_words(held.left),
        right_words=in_words(held.right),
        score=held.score,
        components=held.components,
        way=way.value,
        keeper=keeper,
        reason=reason.strip(),
        proposed_by=by.account,
        proposed_at=at,
    )
    facts = {
        "left": held.left.code,
        "right": held.right.code,
        "way": way.value,
        "keeper": keeper.uscc if keeper else "",
    }
    record(subject(proposal), "crosscheck.overlap_proposed", facts, by=by, at=at)
    return proposal


@act("crosscheck.overlap_agreed")
def agree(proposal: OverlapProposal, *, by: Actor, at: datetime) -> OverlapProposal:
    """One of the two reviewing offices agrees; with the second the proposal stands."""
    held = hold(proposal, by)
    who, when = OPINIONS[Role(by.role)]
    if getattr(held, when) is not None:
        raise Refused("贵单位已经对这条意见表示同意。")
    setattr(held, who, by.account)
    setattr(held, when, at)
    if held.establishment_at and held.legal_at:
        held.state = ProposalState.AGREED.value
        end_doubled(held, by, at)
    held.save(update_fields=[who, when, "state"])
    record(subject(held), "crosscheck.overlap_agreed", {"office": by.role, "state": held.state}, by=by, at=at)
    return held


@act("crosscheck.overlap_rejected")
def reject(proposal: OverlapProposal, reason: str, *, by: Actor, at: datetime) -> OverlapProposal:
    """One of the two offices does not agree; another proposal may then be made."""
    held = hold(proposal, by)
    if not reason.strip():
        raise Refused("请写明不同意的理由。")
    held.state, held.rejected_reason = ProposalState.REJECTED.value, reason.strip()
    held.save(update_fields=["state", "rejected_reason"])
    record(subject(held), "crosscheck.overlap_rejected", {"office": by.role, "reason": reason.strip()}, by=by, at=at)
    return held


def end_doubled(proposal: OverlapProposal, by: Actor, at: datetime) -> None:
    """What both offices agreed on settles the difference that told of the overlap."""
    told = Difference.objects.filter(campaign=proposal.campaign_id, kind=DifferenceKind.DOUBLED.value)
    both = {str(proposal.left_id), str(proposal.right_id)}
    about = [row.pk for row in told.exclude(state=DifferenceState.SETTLED.value) if keys(row) == both]
    Difference.objects.filter(pk__in=about).update(
        state=DifferenceState.SETTLED.value,
        settlement=Settlement.BY_PROPOSAL.value,
        reason=f"编办、司法局同意：{proposal.get_way_display()}",
        settled_by=by.account,
        settled_at=at,
    )


def keys(row: Difference) -> set[str]:
    """The rows a difference speaks of."""
    return {str(side["key"]) for side in row.sides}


ROWS = ("run__campaign", "left__report__organ", "right__report__organ")


def hold(proposal: OverlapProposal, by: Actor) -> OverlapProposal:
    """The proposal, locked, still waiting for the two offices."""
    authority.check_gives_opinion(by.role)
    held = OverlapProposal.objects.select_for_update().get(pk=proposal.pk)
    if held.state != ProposalState.PROPOSED:
        raise Refused(f"这条意见{held.get_state_display()}，不能再改。")
    return held


def standing(overlap: Overlap) -> QuerySet[OverlapProposal]:
    """Proposals for the same two items that were not rejected, whichever was named first."""
    both = [overlap.left_id, overlap.right_id]
    open_ones = OverlapProposal.objects.filter(campaign=overlap.run.campaign_id, left__in=both, right__in=both)
    return open_ones.exclude(state=ProposalState.REJECTED.value)


def in_words(item: ReportedItem) -> str:
    """Name, code and organ of an item as it stood."""
    return f"{item.name}（{item.code}，{item.report.organ.name}）"[:500]


def subject(proposal: OverlapProposal) -> str:
    """What the ledger calls a proposal."""
    return f"overlap/{proposal.pk}"
