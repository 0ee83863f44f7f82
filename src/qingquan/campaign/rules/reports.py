"""What may be done to an organ's report, by where it stands; and the words a head signs."""

from dataclasses import dataclass
from datetime import date

from qingquan import law
from qingquan.campaign.rules.reminders import shown
from qingquan.campaign.rules.stages import REPORTING
from qingquan.campaign.words import CampaignStage, ReportState
from qingquan.clock import WorkCalendar
from qingquan.law import Refused

STATEMENT = "本单位申报事项完整，无瞒报、漏报、虚报"
"""What the head types and signs. Handbook §2.2, exit gate of the self-report."""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All a rule may know about a report."""

    state: ReportState
    stage: CampaignStage
    closed: bool = False


def check_may_acknowledge(report: ReportFacts) -> None:
    """Once, while the campaign runs."""
    check_open(report)
    if report.state is not ReportState.ASKED:
        raise Refused("这项任务已经确认过了。")


def check_may_write(report: ReportFacts) -> None:
    """After the task was acknowledged and before the head has signed, or again once given back."""
    check_open(report)
    if report.state is ReportState.ASKED:
        raise Refused("请先确认清理审核任务，再填报事项。")
    if report.state is ReportState.SIGNED:
        raise Refused("本机关的申报已经签字报送，不能再改；需要补报的，请清理审核专班退回。")
    if report.stage not in REPORTING:
        raise Refused(f"清理审核已经进入“{report.stage.label}”，申报不能再改；以后的变化走动态调整。")


def check_may_sign(report: ReportFacts, statement: str) -> None:
    """What may still be written may be signed, with the statement typed out."""
    check_may_write(report)
    if plain(statement) != plain(STATEMENT):
        raise Refused(f"请完整输入“{STATEMENT}”后再签字。")


def check_may_give_back(report: ReportFacts, reason: str) -> None:
    """Only what was signed goes back, with a reason, and not after the government has it before it."""
    check_open(report)
    if report.state is not ReportState.SIGNED:
        raise Refused("只有已经签字报送的申报才能退回。")
    if report.stage not in REPORTING:
        raise Refused(f"清理审核已经进入“{report.stage.label}”，不能再退回申报；以后的变化走动态调整。")
    if not reason.strip():
        raise Refused("请写明退回理由，报送机关才知道补什么。")


def return_term(on: date, due_on: date, calendar: WorkCalendar) -> date:
    """By when what is given back on a day is to be signed again, unless another day is set.

    Never before the term the organ had already. `clock.BeyondCalendar` when the coming year is not imported.
    """
    return calendar.roll(max(due_on, calendar.add(on, law.parameter("campaign_return_days").number)))


def check_new_term(what: str, due_on: date, *, on: date, calendar: WorkCalendar) -> None:
    """A new term is a working day that has not passed. `clock.BeyondCalendar` where nobody can tell yet."""
    if due_on < on:
        raise Refused(f"{what}不能早于今天（{shown(on)}）。")
    if not calendar.is_working(due_on):
        raise Refused(f"{shown(due_on)}不是工作日，请把{what}定在工作日。")


def check_open(report: ReportFacts) -> None:
    """Nothing is done to the report of a campaign that has ended."""
    if report.closed:
        raise Refused("这次清理审核已经结束。")


def plain(statement: str) -> str:
    """The words without spaces and closing stops, which people type or leave out."""
    return "".join(statement.split()).rstrip("。.")
