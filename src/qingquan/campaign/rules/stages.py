"""The order of the stages, and the terms a campaign sets for them."""

from collections.abc import Mapping
from datetime import date

from qingquan.campaign.words import CampaignStage
from qingquan.law import Refused

STAGES = tuple(CampaignStage)
# Until the government decides, an organ may still be asked to complete its report.
REPORTING = frozenset(STAGES[: STAGES.index(CampaignStage.SUBMIT_GOVERNMENT)])


def following(stage: CampaignStage) -> CampaignStage | None:
    """The next stage; None after the last."""
    place = STAGES.index(stage) + 1
    return STAGES[place] if place < len(STAGES) else None


def check_terms(terms: Mapping[CampaignStage, date], on: date) -> None:
    """Each stage ends no earlier than the one before it, and none ends before the campaign begins."""
    if CampaignStage.SELF_REPORT not in terms:
        raise Refused("没有自查申报的期限，请填写各机关应当在哪一天以前报送。")
    last = on
    for stage in STAGES:
        if stage not in terms:
            continue
        if terms[stage] < last:
            raise Refused(f"“{stage.label}”的期限 {terms[stage]} 早于前一阶段或者启动之日 {last}，请调整。")
        last = terms[stage]
