"""Which of an item's materials one application asks for, and whether it is whole."""

from collections.abc import Collection
from dataclasses import dataclass

from qingquan.cases.words import MaterialWay
from qingquan.catalogue.words import MaterialNeed, MaterialSource

OR = "或者"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A material as the version lists it."""

    name: str
    need: str
    source: str
    scenario: str = ""

    @property
    def looked_up(self) -> bool:
        """Whether the government issued it and therefore looks it up itself."""
        return self.source == MaterialSource.GOVERNMENT


@dataclass(frozen=True, slots=True)
class Asked:
    """A material as one application asks for it."""

    wanted: Wanted
    required: bool

    def way(self, given: MaterialWay | None) -> MaterialWay:
        """How it counts when the application is sent."""
        if given is not None and given is not MaterialWay.PENDING:
            return given
        return MaterialWay.SHARED if self.wanted.looked_up else MaterialWay.PENDING


def asked(listed: Collection[Wanted], offered: Collection[str], chosen: Collection[str]) -> list[Asked]:
    """The materials these circumstances ask for.

    `offered` are all answers the item's questions know, `chosen` those given. A material bound to words no question
    knows is shown, but only the applicant can tell whether it applies, so it does not block.
    """
    found = []
    for wanted in listed:
        bound = wanted.scenario.split(OR) if wanted.scenario else []
        if bound and set(bound) & set(offered):
            if set(bound) & set(chosen):
                found.append(Asked(wanted, wanted.need == MaterialNeed.REQUIRED))
        else:
            found.append(Asked(wanted, wanted.need == MaterialNeed.REQUIRED and not bound))
    return found
