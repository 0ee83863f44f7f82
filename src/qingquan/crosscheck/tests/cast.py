"""Who works on the check: the campaign's cast, a supervisor, a clerk of a town's window; lists to hold against."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.campaign.tests import cast as campaigns
from qingquan.campaign.tests.cast import at
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.crosscheck import acts
from qingquan.crosscheck.acts.comparing import compare
from qingquan.crosscheck.models import Run
from qingquan.crosscheck.reading.lists import BaseTold, DutyTold, ExercisedTold, Told
from qingquan.crosscheck.words import BaseSource, ExercisedKind
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.models import Division, Organ
from qingquan.places.words import HallLevel, Role, WindowKind

CHECKED = date(2026, 4, 7)
WATER = BaseTold(
    "000119001000", "取水许可", PowerType.LICENCE, (ExerciseLevel.COUNTY,), "水行政主管部门", ("《水法》第七条",)
)
SAND = BaseTold(
    "000119002000",
    "河道采砂许可",
    PowerType.LICENCE,
    (ExerciseLevel.COUNTY,),
    "水行政主管部门",
    ("《水法》第三十九条",),
)
FISHING = ExercisedTold("清泉县水利局", "水库捕捞证工本费", ExercisedKind.FEE, date(2026, 3, 1), "", 31, 62_000)


@dataclass(frozen=True, slots=True)
class Cast:
    """The campaign's cast and those who come in for the check."""

    base: campaigns.Cast
    supervisor: Actor
    town_clerk: Actor
    town: Division

    @property
    def office(self) -> Actor:
        """The campaign's office."""
        return self.base.office

    @property
    def establishment(self) -> Actor:
        """The establishment office's reviewer."""
        return self.base.catalogue.establishment

    @property
    def legal(self) -> Actor:
        """The justice bureau's reviewer."""
        return self.base.catalogue.legal

    @property
    def administrator(self) -> Actor:
        """Who answers for the water bureau."""
        return self.base.administrator

    @property
    def water(self) -> Organ:
        """The bureau most stories are about."""
        return self.base.water

    def reported(self) -> ReportedItem:
        """A campaign in which the water bureau has reported 取水许可 and nothing else."""
        return self.base.entered(self.base.report())

    def held_against(self, *rows: BaseTold) -> None:
        """The province's catalogue."""
        acts.import_base(
            told(rows),
            source=BaseSource.PROVINCE,
            whole=True,
            name="省目录.csv",
            sha256="a" * 64,
            by=self.office,
            at=at(),
        )

    def duties(self, *texts: str) -> None:
        """The water bureau's three-fixed duties."""
        rows = told(DutyTold("水利局", text) for text in texts)
        acts.import_duties(rows, document="清编〔2019〕12号", name="三定.csv", sha256="b" * 64, by=self.office, at=at())

    def exercised(self, *rows: ExercisedTold) -> None:
        """What records outside the system show."""
        acts.import_exercised(told(rows), name="票据.csv", sha256="c" * 64, by=self.office, at=at())

    def run(self, campaign: Campaign, on: date = CHECKED) -> Run:
        """A comparison, done."""
        ordered = acts.order(campaign, by=self.office, at=at(on))
        return compare(ordered, now=lambda: at(on, 11))


def told(rows: Iterable[object]) -> "list[Told]":  # type: ignore[type-arg]
    """Rows as a list gives them."""
    return [
        Told(line, getattr(row, "code", ""), getattr(row, "name", "") or getattr(row, "text", ""), row)
        for line, row in enumerate(rows, 2)
    ]


def gather() -> Cast:
    """Set the scene."""
    base = campaigns.gather()
    founded = at(date(2026, 1, 5))
    town = places.enter_division("990101100000", "泉城镇", by=SYSTEM, at=founded)

    def actor(role: Role, code: str, name: str) -> Actor:
        post = places.enter_post(base.forest, code=code, name=role.label, role=role, by=SYSTEM, at=founded)
        account = people.open_account(code, name, AccountKind.OFFICIAL, by=SYSTEM, at=founded)
        people.appoint(account, post, from_on=founded.date(), by=SYSTEM, at=founded)
        return Actor(account, post)

    clerk = actor(Role.WINDOW_CLERK, "town.clerk", "杜若")
    assert clerk.post is not None
    hall = places.enter_hall(
        level=HallLevel.TOWN,
        division=town,
        name="泉城镇便民服务中心",
        address="泉城镇一号",
        hours="工作日9:00—17:00",
        phone="990-1234567",
        by=SYSTEM,
        at=founded,
    )
    places.enter_window(
        hall,
        number="1",
        name="综合窗口",
        kind=WindowKind.INTEGRATED,
        organ=None,
        posts=[clerk.post],
        by=SYSTEM,
        at=founded,
    )
    return Cast(base, actor(Role.SUPERVISOR, "watch.supervisor", "周察"), clerk, town)
