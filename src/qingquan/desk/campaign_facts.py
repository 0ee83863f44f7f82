"""What the higher rooms counted for the gates of a campaign, gathered for the page that moves it on."""

from qingquan.campaign.models import Campaign
from qingquan.campaign.reading import own_facts
from qingquan.campaign.rules.gates import GateFacts


def gate_facts(campaign: Campaign) -> GateFacts:
    """Everything that is counted anywhere."""
    return GateFacts(**own_facts(campaign))
