"""What only some types of power have: penalty, coercion, collection, inspection, as the catalogue states them."""

from collections.abc import Mapping
from typing import TypeVar

from qingquan.catalogue import words
from qingquan.catalogue.rules.specifics import (
    CoercionElements,
    CollectionElements,
    InspectionElements,
    PenaltyElements,
)
from qingquan.wording import Term

Kind = TypeVar("Kind", bound=Term)
Table = Mapping[str, object]


def penalty(stated: Table) -> PenaltyElements | None:
    """The violation, the kinds and range of penalty, and from what sum a hearing may be asked for, in fen."""
    if not stated:
        return None
    return PenaltyElements(
        violation=str(stated["violation"]),
        kinds=terms(words.PenaltyKind, stated.get("kinds")),
        range_text=str(stated["range"]),
        hearing_threshold_fen=int(str(stated["hearing_threshold_fen"])),
    )


def coercion(stated: Table) -> CoercionElements | None:
    """Measures or executions, and whether the organ carries them out itself."""
    if not stated:
        return None
    return CoercionElements(
        measures=terms(words.MeasureKind, stated.get("measures")),
        executions=terms(words.ExecutionKind, stated.get("executions")),
        own_power=bool(stated["own_power"]),
    )


def collection(stated: Table) -> CollectionElements | None:
    """Levy or expropriation, from whom, by what standard and when."""
    if not stated:
        return None
    return CollectionElements(
        kind=words.CollectionKind(str(stated["kind"])),
        payer=str(stated["payer"]),
        standard=str(stated["standard"]),
        period=str(stated["period"]),
    )


def inspection(stated: Table) -> InspectionElements | None:
    """Who is inspected, how, on what, and how often a year at most."""
    if not stated:
        return None
    return InspectionElements(
        objects=str(stated["objects"]),
        mode=str(stated["mode"]),
        yearly_cap=int(str(stated["yearly_cap"])),
        checklist=str(stated["checklist"]),
    )


def terms(kind: type[Kind], values: object) -> tuple[Kind, ...]:
    """Words of one list; `ValueError` names the one that is not in it."""
    return tuple(kind(str(value)) for value in values) if isinstance(values, tuple) else ()
