"""Who takes part in review: the two offices, the campaign office, the bureau, experts, and one signed report."""

from dataclasses import dataclass
from datetime import date

from qingquan.campaign.models import ReportedItem
from qingquan.campaign.tests.cast import Cast as Campaigning
from qingquan.campaign.tests.cast import at, plain
from qingquan.campaign.tests.cast import gather as gather_campaign
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.review import acts
from qingquan.review.models import Decision, Expert, Panel
from qingquan.review.rules.particulars import Particulars
from qingquan.review.words import DecisionCode, Dimension

DAY = date(2026, 3, 16)
DUE = date(2026, 3, 27)
K = DecisionCode
GOOD = dict.fromkeys(Dimension, 4)


@dataclass(frozen=True, slots=True)
class Cast:
    """The campaign's cast by the parts they play here."""

    campaigning: Campaigning

    @property
    def establishment(self) -> Actor:
        """编办审核员."""
        return self.campaigning.catalogue.establishment

    @property
    def legal(self) -> Actor:
        """司法局审核员."""
        return self.campaigning.catalogue.legal

    @property
    def government(self) -> Actor:
        """县政府办."""
        return self.campaigning.catalogue.government

    @property
    def office(self) -> Actor:
        """清理审核专班."""
        return self.campaigning.office

    @property
    def head(self) -> Actor:
        """The bureau's head."""
        return self.campaigning.head

    def reported(self, facts: VersionFacts | None = None, *more: VersionFacts) -> ReportedItem:
        """An item of a signed report; the others are in the same report."""
        report = self.campaigning.report()
        first = self.campaigning.entered(report, facts)
        for other in more:
            self.campaigning.entered(report, other)
        self.campaigning.signed(report)
        return ReportedItem.objects.select_related("report__organ", "report__campaign", "item").get(pk=first.pk)

    def both_say(self, item: ReportedItem, code: DecisionCode, other: DecisionCode | None = None) -> None:
        """Establishment office first, then the legal office, which may say otherwise."""
        acts.give_opinion(item, code, reasons="职责清楚，行使正常。", by=self.establishment, at=at(DAY, 9))
        acts.give_opinion(item, other or code, reasons="依据已经核对。", by=self.legal, at=at(DAY, 10))

    def conclude(self, item: ReportedItem, code: DecisionCode, day: date = DAY) -> None:
        """The establishment office writes, the legal office confirms."""
        acts.conclude(item, code, reasons="会商后意见一致。", by=self.establishment, at=at(day, 11))
        acts.confirm(item, by=self.legal, at=at(day, 12))

    def experts(self, number: int = 3) -> list[Expert]:
        """Experts without accounts of their own."""
        return [
            acts.register_expert(f"专家{n}", employer=f"清江大学第{n}系", field="行政法", by=self.office, at=at(DAY))
            for n in range(1, number + 1)
        ]

    def expert_with_account(self) -> tuple[Expert, Actor]:
        """An expert who scores for themselves."""
        account = people.open_account("expert", "温教授", AccountKind.OFFICIAL, by=SYSTEM, at=at(DAY))
        expert = acts.register_expert(
            "温教授", employer="清江大学", field="公共管理", account=account, by=self.office, at=at(DAY)
        )
        return expert, Actor(account)

    def panel(self, item: ReportedItem, experts: list[Expert] | None = None) -> Panel:
        """A panel of three."""
        asked = experts or self.experts()
        return acts.open_panel(item, asked, question="两家意见不一致", due_on=DUE, by=self.office, at=at(DAY))

    def scored(self, panel: Panel, scores: dict[Dimension, int] | None = None) -> None:
        """Everybody declares and scores, on paper."""
        for seat in panel.seats.all():
            acts.declare(seat, conflict=False, declaration="", by=self.office, at=at(DAY))
            acts.score(seat, scores or GOOD, opinion="不合法。", source="纸评1号", by=self.office, at=at(DAY))

    def decide(
        self, item: ReportedItem, code: DecisionCode, particulars: Particulars | None = None, day: date = DAY
    ) -> Decision:
        """The establishment office decides."""
        return acts.decide(
            item,
            code,
            reasons="经审核，符合条件。",
            particulars=particulars or Particulars(),
            by=self.establishment,
            at=at(day, 16),
        )


def gather() -> Cast:
    """Set the scene."""
    return Cast(gather_campaign())


__all__ = ["DAY", "DUE", "GOOD", "Cast", "K", "at", "gather", "plain"]
