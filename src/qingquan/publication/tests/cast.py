"""Who publishes: the catalogue's cast, with the clearing office and the head of the water bureau."""

from dataclasses import dataclass
from datetime import date

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.tests import cast as catalogue
from qingquan.catalogue.tests.cast import at
from qingquan.catalogue.tests.examples import TODAY
from qingquan.catalogue.words import SeedCatalogue
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.models import Organ
from qingquan.places.words import Role
from qingquan.publication import acts
from qingquan.publication.models import Batch
from qingquan.publication.rules import lives

LICENCES = SeedCatalogue.LICENCE_APPROVAL
DOCUMENT = "清府发〔2026〕3号"
FIRST, SECOND = date(2026, 3, 2), date(2026, 4, 1)
__all__ = ["DOCUMENT", "FIRST", "LICENCES", "SECOND", "TODAY", "Cast", "at", "gather"]


@dataclass(frozen=True, slots=True)
class Cast:
    """The catalogue's people, and who takes part in a batch besides."""

    of_items: catalogue.Cast
    office: Actor
    head: Actor
    forester: Actor

    @property
    def government(self) -> Actor:
        """The government's office."""
        return self.of_items.government

    def licence(self, number: int, **changes: object) -> ItemVersion:
        """A reviewed licence of its own code."""
        base = f"000119{number:03d}000"
        code = f"11990101000001011C4{base}"
        return self.of_items.reviewed(code=code, base_code=base, name=f"取水许可之{number}", **changes)

    def prepared(self, *versions: ItemVersion, from_on: date = TODAY, on: date = TODAY, **more: object) -> Batch:
        """A batch of licences put together."""
        return acts.prepare(LICENCES, versions, from_on=from_on, by=self.office, at=at(on), **more)  # type: ignore[arg-type]

    def screened(self, batch: Batch, on: date = TODAY) -> Batch:
        """All of it reviewed for secrets."""
        codes = list(batch.items.filter(screening="waiting").values_list("code", flat=True))
        if codes:
            acts.clear(batch, codes, by=self.head, at=at(on))
        return acts.screen_batch(batch, opinion="不涉及国家秘密，同意公开。", by=self.government, at=at(on))

    def approved(self, batch: Batch, on: date = TODAY) -> Batch:
        """The meeting's approval entered."""
        return acts.approve(
            self.screened(batch, on),
            meeting="县政府第5次常务会议",
            minutes_number="清府常纪〔2026〕5号",
            approved_on=on,
            document_number=DOCUMENT,
            channels=("website", "portal"),
            comment_hotline="12345",
            next_review_on=lives.usual_review(on),
            by=self.government,
            at=at(on),
        )

    def published(self, *versions: ItemVersion, from_on: date = TODAY, on: date = TODAY, **more: object) -> Batch:
        """A batch from its first day to its last."""
        batch = self.approved(self.prepared(*versions, from_on=from_on, on=on, **more), on)
        return acts.publish(batch, by=self.government, at=at(on))


def gather() -> Cast:
    """Set the scene."""
    scene = catalogue.gather()
    founded = at(date(2026, 1, 5))

    def actor(organ: Organ, role: Role) -> Actor:
        name = f"{organ.seq}.{role}"
        account = people.open_account(name, role.label, AccountKind.OFFICIAL, by=SYSTEM, at=founded)
        return Actor(account, places.enter_post(organ, code=name, name=role.label, role=role, by=SYSTEM, at=founded))

    return Cast(
        of_items=scene,
        office=actor(scene.forest, Role.CAMPAIGN_OFFICE),
        head=actor(scene.water, Role.HEAD),
        forester=actor(scene.forest, Role.HEAD),
    )
