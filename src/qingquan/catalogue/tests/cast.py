"""Who works on the catalogue: a bureau's administrator, two reviewers, the government office, and a flowchart."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from importlib import resources
from zoneinfo import ZoneInfo

from qingquan.catalogue import acts
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.tests.examples import TODAY, USCC, licence
from qingquan.clock import national_rows
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.models import Organ
from qingquan.places.words import Role, SubjectNature
from qingquan.procedures import acts as procedures

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: date = TODAY, hour: int = 10) -> datetime:
    """A moment of a day in the county."""
    return datetime.combine(day, time(hour), SHANGHAI)


@dataclass(frozen=True, slots=True)
class Cast:
    """The organs and who acts for them."""

    water: Organ
    forest: Organ
    administrator: Actor
    establishment: Actor
    legal: Actor
    government: Actor
    clerk: Actor
    procedure: str

    def facts(self, **changes: object) -> VersionFacts:
        """取水许可, ready to be published with the stored flowchart."""
        return replace(licence(procedure_sha256=self.procedure, max_review_levels=None), **changes)  # type: ignore[arg-type]

    def draft(self, **changes: object) -> ItemVersion:
        """A first draft by the water bureau's administrator."""
        return acts.draft(self.facts(**changes), organ=self.water, by=self.administrator, at=at())

    def reviewed(self, **changes: object) -> ItemVersion:
        """A draft that the legal office has passed."""
        return acts.review(self.draft(**changes), opinion="依据充分。", by=self.legal, at=at())

    def published(self, from_on: date = TODAY, **changes: object) -> ItemVersion:
        """A version in force."""
        return acts.publish(self.reviewed(**changes), from_on=from_on, by=self.government, at=at())

    def next_version(self, version: ItemVersion, **changes: object) -> ItemVersion:
        """The next version of an item, reviewed."""
        draft = acts.revise(version.item, self.facts(**changes), by=self.administrator, at=at())
        return acts.review(draft, opinion="同意。", by=self.legal, at=at())


def gather() -> Cast:
    """Set the scene."""
    founded = at(date(2026, 1, 5))
    places.import_calendar(national_rows([2024, 2025, 2026]), by=SYSTEM, at=founded)
    county = places.enter_division("990101000000", "清泉县", by=SYSTEM, at=founded)
    water, forest = (
        places.enter_organ(
            name=name,
            short_name=short,
            seq=seq,
            uscc=uscc,
            division=county,
            nature=SubjectNature.STATUTORY,
            by=SYSTEM,
            at=founded,
        )
        for name, short, seq, uscc in [
            ("清泉县水利局", "清水", "013", USCC),
            ("清泉县林业局", "清林", "021", "119901010010000108"),
        ]
    )

    def actor(organ: Organ, role: Role) -> Actor:
        account = people.open_account(f"{organ.seq}.{role}", role.label, AccountKind.OFFICIAL, by=SYSTEM, at=founded)
        code = f"{organ.seq}.{role}"
        return Actor(account, places.enter_post(organ, code=code, name=role.label, role=role, by=SYSTEM, at=founded))

    xml = resources.files("qingquan.procedures").joinpath("samples", "licence_ordinary.bpmn").read_text("utf-8")
    stored = procedures.store(xml, name="一般许可流程", by=SYSTEM, at=founded)
    return Cast(
        water=water,
        forest=forest,
        administrator=actor(water, Role.CATALOGUE_ADMIN),
        establishment=actor(forest, Role.ESTABLISHMENT_REVIEWER),
        legal=actor(forest, Role.LEGAL_OFFICE_REVIEWER),
        government=actor(forest, Role.GOVERNMENT_OFFICE),
        clerk=actor(water, Role.WINDOW_CLERK),
        procedure=stored.sha256,
    )
