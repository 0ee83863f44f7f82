"""How the made-up months go: how many applications for what, through which door, and what becomes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One item's part: its weight among all arrivals, and where it differs from the county's usual shares."""

    item: str
    weight: int
    applicants: tuple[str, ...]
    channels: Mapping[str, int] = field(default_factory=dict)
    fates: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A case that must be among them, so that every state and every rule has something to show."""

    key: str
    item: str
    state: str
    channel: str
    received: date
    applicant: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """All parameters. Shares are whole per cent; `months` and `weekdays` are weights, Monday first."""

    seed: int
    cases: int
    since: date
    until: date
    channels: Mapping[str, int]
    fates: Mapping[str, int]
    pace: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: tuple[int, ...]
    hours: tuple[int, ...]
    beats: tuple[Beat, ...]
    scenes: tuple[Scene, ...]
