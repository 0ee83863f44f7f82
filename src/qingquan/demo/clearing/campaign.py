"""The demonstration's clean-up campaign: launched in October, most organs in time, two late, one with a gap.

The urban management bureau leaves out a power it does exercise, so that the two-way check has something to find.
"""

from datetime import date, datetime, timedelta

from qingquan.campaign import acts, watch
from qingquan.campaign.models import Campaign, OrganReport, ReportedItem
from qingquan.campaign.rules.entries import Particulars
from qingquan.campaign.rules.reports import STATEMENT
from qingquan.campaign.words import CampaignStage
from qingquan.demo.cast import Cast
from qingquan.demo.clearing import campaign_shares
from qingquan.demo.clearing.campaign_words import BASIS, DUTIES, EXCEPTION, GIVEN_BACK, NOTE, PLAN
from qingquan.demo.founding import SHANGHAI
from qingquan.people.models import Actor

LAUNCHED, ACKNOWLEDGED, BASIS_FROZEN, COPIED = (date(2026, 10, day) for day in (8, 12, 16, 20))
SIGNED, RETURNED, TOLD, CHECKED = date(2026, 10, 28), date(2026, 11, 2), date(2026, 11, 4), date(2026, 11, 6)
# The day the bulletin asks for, and until which the government let both bureaus go on.
COMPLETED_BY = date(2026, 11, 10)
BASELINE = date(2026, 3, 31)
TERMS = {
    CampaignStage.LAUNCH: date(2026, 10, 14),
    CampaignStage.BASIS_INVENTORY: date(2026, 10, 20),
    CampaignStage.SELF_REPORT: date(2026, 10, 30),
    CampaignStage.TWO_WAY_CHECK: date(2026, 12, 11),
    CampaignStage.FIRST_REVIEW: date(2026, 12, 25),
    CampaignStage.EVALUATION: date(2027, 1, 15),
    CampaignStage.DEPT_CONSULT: date(2027, 1, 29),
    CampaignStage.SUBMIT_GOVERNMENT: date(2027, 2, 12),
    CampaignStage.GOVERNMENT_APPROVAL: date(2027, 2, 26),
    CampaignStage.PUBLISH_BATCH: date(2027, 3, 12),
    CampaignStage.FLOW_REBUILD: date(2027, 4, 30),
    CampaignStage.GO_ONLINE: date(2027, 5, 31),
    CampaignStage.DYNAMIC_ADJUSTMENT: date(2027, 6, 30),
    CampaignStage.INSPECTION_ACCEPTANCE: date(2027, 7, 30),
}
LATE, INCOMPLETE, CONCEALING = "yingji", "wenlv", "chengguan"
CONCEALED = "设置大型户外广告审批"


def furnish(cast: Cast) -> None:
    """From the launch to the two-way check."""
    campaign = launched(cast)
    for key in cast.organs:
        acts.acknowledge(report_of(campaign, cast, key), by=answering(cast, key), at=at(ACKNOWLEDGED, 10))
    office = cast.official("bianban.campaign_office", LAUNCHED)
    acts.move_on(campaign, by=office, at=at(ACKNOWLEDGED, 17))
    acts.confirm_basis(
        campaign, BASIS, by=cast.official("sifa.legal_office_reviewer", BASIS_FROZEN), at=at(BASIS_FROZEN)
    )
    acts.move_on(campaign, by=office, at=at(BASIS_FROZEN, 16))
    for key in cast.organs:
        reported(campaign, cast, key)
    given_back(campaign, cast, office)
    remind_daily(date(2026, 10, 27), CHECKED)
    acts.issue_bulletin(campaign, NOTE, answer_by=COMPLETED_BY, by=office, at=at(TOLD, 15))
    government = cast.official("zhengfuban.government_office", CHECKED)
    acts.move_on(campaign, exception=EXCEPTION, by=government, at=at(CHECKED, 11))
    remind_daily(CHECKED + timedelta(days=1), COMPLETED_BY + timedelta(days=1))


def launched(cast: Cast) -> Campaign:
    """Every organ of the county gets its task."""
    return acts.launch(
        "清泉县2026年行政权力清理审核",
        PLAN,
        baseline_on=BASELINE,
        terms=TERMS,
        organs=list(cast.organs.values()),
        by=cast.official("bianban.campaign_office", LAUNCHED),
        at=at(LAUNCHED),
    )


def reported(campaign: Campaign, cast: Cast, key: str) -> None:
    """One organ copies the list in force, says which duty each power belongs to, and its head signs."""
    report = report_of(campaign, cast, key)
    if administered(cast, key):
        by = cast.official(f"{key}.catalogue_admin", COPIED)
        acts.copy_last(report, by=by, at=at(COPIED))
        for row in report.items.exclude(name=CONCEALED if key == CONCEALING else ""):
            explained(row, key, by)
        drop_concealed(report, key, by)
        campaign_shares.share_out(report, cast, key)
        campaign_shares.finish(report, cast, key)
    if key != LATE:
        acts.sign(report, STATEMENT, by=cast.official(f"{key}.head", SIGNED), at=at(SIGNED, 16))


def explained(row: ReportedItem, key: str, by: Actor) -> None:
    """The duty of the organ's plan, the year's cases and fees; the late organ has not come to it."""
    if key == LATE:
        return
    facts = row.facts()
    fees = row.cases_last_year * 5000 if facts.fees and row.cases_last_year is not None else None
    said = Particulars(duty=DUTIES[key], cases_last_year=row.cases_last_year, fees_last_year=fees)
    acts.change_item(row, facts, expected=row.revision, particulars=said, by=by, at=at(COPIED, 15))


def drop_concealed(report: OrganReport, key: str, by: Actor) -> None:
    """What the bureau leaves out although it has cases."""
    for row in report.items.filter(name=CONCEALED) if key == CONCEALING else ():
        acts.drop_item(row, expected=row.revision, reason="已不再办理。", by=by, at=at(COPIED, 16))


def given_back(campaign: Campaign, cast: Cast, office: Actor) -> None:
    """One report comes back to be completed, and is late once its new term has passed."""
    report = report_of(campaign, cast, INCOMPLETE)
    report = acts.give_back(report, GIVEN_BACK, due_on=COMPLETED_BY, by=office, at=at(RETURNED))
    campaign_shares.complete_again(report, cast, INCOMPLETE, RETURNED)


def remind_daily(first: date, last: date) -> None:
    """The worker's look, once a day."""
    day = first
    while day <= last:
        watch.remind(at(day, 8))
        day += timedelta(days=1)


def report_of(campaign: Campaign, cast: Cast, key: str) -> OrganReport:
    """What an organ owes."""
    return OrganReport.objects.get(campaign=campaign, organ=cast.organs[key])


def administered(cast: Cast, key: str) -> bool:
    """Whether the organ has powers to report."""
    return f"{key}.catalogue_admin" in cast.posts


def answering(cast: Cast, key: str) -> Actor:
    """Who takes the task on: the administrator of items, or the head of an organ without one."""
    role = "catalogue_admin" if administered(cast, key) else "head"
    return cast.official(f"{key}.{role}", ACKNOWLEDGED)


def at(day: date, hour: int = 9) -> datetime:
    """A moment of office hours."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
