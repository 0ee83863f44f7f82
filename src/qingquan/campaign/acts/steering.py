"""The campaign moves from stage to stage, each left only through its gate; the bases are frozen on the way."""

from dataclasses import replace
from datetime import datetime

from qingquan.campaign.acts.hold import hold_campaign
from qingquan.campaign.models import Campaign
from qingquan.campaign.reading.facts import own_facts
from qingquan.campaign.rules import authority, gates
from qingquan.campaign.rules.gates import GateFacts
from qingquan.campaign.rules.stages import following
from qingquan.campaign.words import CampaignStage
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor


@act("campaign.basis_confirmed")
def confirm_basis(campaign: Campaign, note: str, *, by: Actor, at: datetime) -> Campaign:
    """The justice bureau says that the library of bases is complete, and freezes it for this campaign."""
    held = hold_campaign(campaign)
    authority.check_confirms_basis(by.role)
    check_running(held)
    if held.basis_confirmed_at is not None:
        raise Refused("依据库已经确认固定。")
    if not note.strip():
        raise Refused("请写明梳理的范围和结果，例如收录的法律、法规、规章件数。")
    held.basis_confirmed_at, held.basis_note = at, note.strip()
    held.save(update_fields=["basis_confirmed_at", "basis_note"])
    record(held.number, "campaign.basis_confirmed", {"note": held.basis_note}, by=by, at=at)
    return held


@act("campaign.moved_on")
def move_on(
    campaign: Campaign,
    *,
    by: Actor,
    at: datetime,
    facts: GateFacts | None = None,
    exception: str = "",
    leaving: CampaignStage | None = None,
) -> Campaign:
    """Leave a stage through its gate and enter the next; leaving the last one ends the campaign.

    `facts` carries what higher rooms counted; the campaign's own numbers are always counted here. `exception` is the
    government's note (reason and document) that lets the campaign leave a stage in which something is still open.
    `leaving` is the stage somebody read about: a form that is sent twice does not leave the next one as well.
    """
    held = hold_campaign(campaign)
    check_running(held)
    if leaving is not None and leaving != held.stage:
        raise Refused(f"“{leaving.label}”已经完成，现在是“{held.get_stage_display()}”；请看清本阶段还差什么再推进。")
    exception = exception.strip()
    authority.check_moves_on(by.role, exception=bool(exception))
    stage, counted = CampaignStage(held.stage), replace_own(facts, held)
    open_points = [str(each) for each in gates.missing(stage, counted)]
    if open_points and not exception:
        gates.check_may_leave(stage, counted)
    after = following(stage)
    held.terms.filter(stage=stage.value).update(
        left_at=at, exception="；".join([*open_points, exception]) if exception else ""
    )
    if after is None:
        held.closed_at = at
    else:
        held.stage = after.value
        held.terms.filter(stage=after.value).update(entered_at=at)
    held.save(update_fields=["stage", "closed_at"])
    told = {"left": stage.value, "entered": after.value if after else "", "open": open_points, "exception": exception}
    record(held.number, "campaign.moved_on", told, by=by, at=at)
    return held


def replace_own(facts: GateFacts | None, campaign: Campaign) -> GateFacts:
    """What was handed in, with the campaign's own numbers counted afresh."""
    return replace(facts or GateFacts(), **own_facts(campaign))


def check_running(campaign: Campaign) -> None:
    """A campaign that has ended stays as it is."""
    if campaign.closed_at is not None:
        raise Refused("这次清理审核已经结束。")
