"""Who takes part in a campaign: its office, a bureau with administrator and head, the reviewers, the government."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from qingquan.campaign import acts
from qingquan.campaign.models import Campaign, OrganReport, ReportedItem
from qingquan.campaign.rules.reports import STATEMENT
from qingquan.campaign.words import CampaignStage
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.tests.cast import Cast as Catalogue
from qingquan.catalogue.tests.cast import at as moment
from qingquan.catalogue.tests.cast import gather as gather_catalogue
from qingquan.catalogue.tests.examples import TODAY, licence
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.models import Organ
from qingquan.places.words import Role

LAUNCHED = date(2026, 3, 9)
REPORT_BY = date(2026, 3, 31)
TERMS = {
    CampaignStage.LAUNCH: date(2026, 3, 13),
    CampaignStage.BASIS_INVENTORY: date(2026, 3, 20),
    CampaignStage.SELF_REPORT: REPORT_BY,
    CampaignStage.TWO_WAY_CHECK: date(2026, 4, 15),
    CampaignStage.INSPECTION_ACCEPTANCE: date(2026, 9, 30),
}


def at(day: date = LAUNCHED, hour: int = 10) -> datetime:
    """A moment of a day in the county."""
    return moment(day, hour)


@dataclass(frozen=True, slots=True)
class Cast:
    """The catalogue's cast, and who comes in for the campaign."""

    catalogue: Catalogue
    office: Actor
    head: Actor
    forest_administrator: Actor
    forest_head: Actor

    @property
    def water(self) -> Organ:
        """The bureau most stories are about."""
        return self.catalogue.water

    @property
    def forest(self) -> Organ:
        """Another bureau."""
        return self.catalogue.forest

    @property
    def administrator(self) -> Actor:
        """Who reports for the water bureau."""
        return self.catalogue.administrator

    def launch(self, on: date = LAUNCHED) -> Campaign:
        """A campaign in which both bureaus have a task."""
        return acts.launch(
            "清泉县2026年行政权力清理审核",
            "摸清底数。",
            baseline_on=on,
            terms=TERMS,
            organs=[self.water, self.forest],
            by=self.office,
            at=at(on),
        )

    def report(self, campaign: Campaign | None = None) -> OrganReport:
        """The water bureau's report, acknowledged."""
        report = OrganReport.objects.get(campaign=campaign or self.launch(), organ=self.water)
        return acts.acknowledge(report, by=self.administrator, at=at())

    def entered(self, report: OrganReport, facts: VersionFacts | None = None, **said: object) -> ReportedItem:
        """取水许可, reported."""
        given = {"duty": "负责取水许可的监督实施。", "cases_last_year": 12} | said
        return acts.enter_item(report, facts or plain(), by=self.administrator, at=at(), **given)  # type: ignore[arg-type]

    def signed(self, report: OrganReport) -> OrganReport:
        """The head has signed."""
        return acts.sign(report, STATEMENT, by=self.head, at=at())


def plain(**changes: object) -> VersionFacts:
    """取水许可 without a flowchart, which a report does not carry."""
    return replace(licence(procedure_sha256=""), **changes)  # type: ignore[arg-type]


def gather() -> Cast:
    """Set the scene."""
    catalogue = gather_catalogue()
    founded = at(date(2026, 1, 5))

    def actor(organ: Organ, role: Role, name: str) -> Actor:
        code = f"{organ.seq}.{role}"
        post = places.enter_post(organ, code=code, name=role.label, role=role, by=SYSTEM, at=founded)
        account = people.open_account(code, name, AccountKind.OFFICIAL, by=SYSTEM, at=founded)
        people.appoint(account, post, from_on=founded.date(), by=SYSTEM, at=founded)
        return Actor(account, post)

    return Cast(
        catalogue=catalogue,
        office=actor(catalogue.forest, Role.CAMPAIGN_OFFICE, "凌致远"),
        head=actor(catalogue.water, Role.HEAD, "焦阳"),
        forest_administrator=actor(catalogue.forest, Role.CATALOGUE_ADMIN, "孙林"),
        forest_head=actor(catalogue.forest, Role.HEAD, "林局"),
    )


__all__ = ["LAUNCHED", "REPORT_BY", "TERMS", "TODAY", "Cast", "at", "gather", "plain"]
