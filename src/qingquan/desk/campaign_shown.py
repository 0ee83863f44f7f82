"""How a campaign is shown: its stages in a strip, states in their tones, a report's line."""

from dataclasses import dataclass
from datetime import date

from qingquan.campaign.models import Campaign, StageTerm
from qingquan.campaign.rules.stages import STAGES
from qingquan.campaign.words import CampaignStage, ReportState, SheetOutcome

STATE_TONES = {
    ReportState.ASKED: "plain",
    ReportState.ACKNOWLEDGED: "busy",
    ReportState.SIGNED: "good",
    ReportState.GIVEN_BACK: "warn",
}
OUTCOME_TONES = {SheetOutcome.TAKEN: "good", SheetOutcome.PARTLY: "warn", SheetOutcome.REFUSED: "warn"}


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage of the strip; state is done, now or empty."""

    label: str
    state: str
    due_on: date | None
    late: bool
    term: StageTerm | None


def strip(campaign: Campaign, on: date) -> list[StageShown]:
    """The stages in their order with where the campaign stands."""
    terms = {term.stage: term for term in campaign.terms.all()}
    here = STAGES.index(CampaignStage(campaign.stage))
    ended = campaign.closed_at is not None
    found = []
    for place, stage in enumerate(STAGES):
        state = "done" if ended or place < here else "now" if place == here else ""
        term = terms.get(stage.value)
        late = state == "now" and term is not None and term.due_on < on
        found.append(StageShown(stage.label, state, term.due_on if term else None, late, term))
    return found


def state_shown(state: str) -> tuple[str, str]:
    """A report's state and its tone."""
    known = ReportState(state)
    return known.label, STATE_TONES[known]


def outcome_shown(outcome: str) -> tuple[str, str]:
    """A spreadsheet's outcome and its tone."""
    known = SheetOutcome(outcome)
    return known.label, OUTCOME_TONES[known]
