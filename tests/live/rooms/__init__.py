"""Pages of the rooms that clear the powers, each with the samples its pages need."""

from typing import Protocol

from tests.live.page import Page
from tests.live.rooms import (
    adjustment,
    campaign,
    crosscheck,
    deeds,
    duties,
    exchange,
    forfeits,
    leaner,
    publication,
    review,
    statutes,
)


class Room(Protocol):
    """What a room tells: its pages, its addresses that are no pages and why, and how to find samples."""

    PAGES: tuple[Page, ...]
    NOT_PAGES: dict[str, str]

    def samples(self) -> dict[str, str]:
        """Names of arguments and what stands for them, read from the loaded county."""


ROOMS: tuple[Room, ...] = (
    statutes,
    campaign,
    crosscheck,
    review,
    publication,
    exchange,
    adjustment,
    forfeits,
    leaner,
    deeds,
    duties,
)
