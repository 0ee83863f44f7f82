"""The campaign that runs, and what its gates count of its own."""

from typing import TypedDict

from qingquan.campaign.models import Campaign, OrganReport, ReportedItem
from qingquan.campaign.words import ReportState


class OwnFacts(TypedDict):
    """What the campaign itself knows for its gates."""

    unacknowledged: tuple[str, ...]
    unsigned: tuple[str, ...]
    basis_confirmed: bool
    reported: int


def current() -> Campaign | None:
    """The campaign that runs now; None between campaigns."""
    return Campaign.objects.filter(closed_at__isnull=True).first()


def own_facts(campaign: Campaign) -> OwnFacts:
    """Who has not acknowledged, who has not signed, whether the bases are frozen, how much is reported."""
    states = list(
        OrganReport.objects.filter(campaign=campaign).order_by("organ__seq").values_list("organ__name", "state")
    )
    return OwnFacts(
        unacknowledged=tuple(name for name, state in states if state == ReportState.ASKED),
        unsigned=tuple(name for name, state in states if state != ReportState.SIGNED),
        basis_confirmed=campaign.basis_confirmed_at is not None,
        reported=ReportedItem.objects.filter(report__campaign=campaign).count(),
    )
