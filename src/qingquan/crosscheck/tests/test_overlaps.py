"""Two powers that are one in the main: a way out is proposed, and stands when both offices agree."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from qingquan.campaign import acts as campaigns
from qingquan.campaign.models import OrganReport, ReportedItem
from qingquan.campaign.tests.cast import at, plain
from qingquan.crosscheck import acts
from qingquan.crosscheck.acts.overlapping import overlaps_of
from qingquan.crosscheck.models import Overlap, OverlapProposal
from qingquan.crosscheck.reading.sides import reported
from qingquan.crosscheck.tests.cast import CHECKED, Cast, gather
from qingquan.crosscheck.words import ProposalState, WayOut
from qingquan.law import Refused
from qingquan.matching.twoway import Comparison

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def overlap(cast: Cast) -> Overlap:
    """The forestry bureau reports 取水许可, too."""
    item = cast.reported()
    campaign = item.report.campaign
    report = OrganReport.objects.get(campaign=campaign, organ=cast.base.forest)
    campaigns.acknowledge(report, by=cast.base.forest_administrator, at=at())
    facts = replace(plain(), code="119901010010000108" + plain().code[18:], organ_uscc="119901010010000108")
    campaigns.enter_item(report, facts, by=cast.base.forest_administrator, at=at(), duty="负责林区取水。")
    run = acts.order(campaign, by=cast.office, at=at(CHECKED))
    acts.begin(run, at=at(CHECKED))
    found = overlaps_of(run, reported(campaign))
    acts.finish(run, Comparison(), found, inputs="f" * 64, compared={}, parameters={}, at=at(CHECKED))
    return Overlap.objects.select_related("left__report__organ", "right__report__organ").get()


def propose(cast: Cast, overlap: Overlap, way: WayOut = WayOut.MOVE) -> OverlapProposal:
    reason = "《水法》只规定水行政主管部门。"
    return acts.propose(overlap, way, keeper=cast.water, reason=reason, by=cast.office, at=at(CHECKED))


def test_the_same_power_at_two_organs_is_found_and_explained(cast: Cast, overlap: Overlap) -> None:
    assert (overlap.left.report.organ, overlap.right.report.organ) == (cast.water, cast.base.forest)
    assert overlap.score >= 70 and not overlap.within
    assert sum(each["reached"] for each in overlap.components) == pytest.approx(overlap.score, abs=2)
    assert all(each["says"] for each in overlap.components if each["reached"])


def test_a_proposal_stands_when_both_offices_agree(cast: Cast, overlap: Overlap) -> None:
    proposal = propose(cast, overlap)
    assert acts.agree(proposal, by=cast.establishment, at=at(CHECKED)).state == ProposalState.PROPOSED
    with pytest.raises(Refused, match="已经对这条意见"):
        acts.agree(proposal, by=cast.establishment, at=at(CHECKED))
    assert acts.agree(proposal, by=cast.legal, at=at(CHECKED)).state == ProposalState.AGREED
    with pytest.raises(Refused, match="不能再改"):
        acts.reject(proposal, "不同意。", by=cast.legal, at=at(CHECKED))


def test_one_office_that_does_not_agree_says_why_and_another_way_may_be_proposed(cast: Cast, overlap: Overlap) -> None:
    proposal = propose(cast, overlap)
    with pytest.raises(Refused, match="已经有处理意见"):
        propose(cast, overlap, WayOut.LEAD)
    with pytest.raises(Refused, match="理由"):
        acts.reject(proposal, " ", by=cast.legal, at=at(CHECKED))
    acts.reject(proposal, "林区取水由林业局初审。", by=cast.legal, at=at(CHECKED))
    assert propose(cast, overlap, WayOut.LEAD).keeper == cast.water


def test_the_organs_themselves_neither_propose_nor_judge(cast: Cast, overlap: Overlap) -> None:
    with pytest.raises(Refused, match="清理审核专班"):
        acts.propose(overlap, WayOut.MOVE, keeper=cast.water, reason="我局的。", by=cast.administrator, at=at(CHECKED))
    with pytest.raises(Refused, match="编办审核员"):
        acts.agree(propose(cast, overlap), by=cast.office, at=at(CHECKED))


def test_the_database_knows_no_agreement_without_both_offices(cast: Cast, overlap: Overlap) -> None:
    proposal = propose(cast, overlap)
    with pytest.raises(IntegrityError), transaction.atomic():
        OverlapProposal.objects.filter(pk=proposal.pk).update(state=ProposalState.AGREED)
    with pytest.raises(IntegrityError), transaction.atomic():
        OverlapProposal.objects.filter(pk=proposal.pk).update(state=ProposalState.REJECTED)


def test_a_proposal_still_reads_when_the_report_was_changed(cast: Cast, overlap: Overlap) -> None:
    proposal = propose(cast, overlap)
    ReportedItem.objects.filter(pk=overlap.right_id).delete()
    proposal.refresh_from_db()
    assert proposal.right is None and "林业局" in proposal.right_words
