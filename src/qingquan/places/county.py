"""The county's name, centre and hotline as every page shows them, kept for a minute in each process."""

import time
from dataclasses import dataclass

from qingquan.places.models import County, Hall
from qingquan.places.words import HallLevel

SECONDS_KEPT = 60.0


@dataclass(frozen=True, slots=True)
class Centre:
    """The county's service centre."""

    name: str
    address: str
    hours: str
    phone: str


@dataclass(frozen=True, slots=True)
class CountyFace:
    """What stands in the head and foot of every page."""

    name: str
    site: str
    government: str
    hotline: str
    demo: bool
    centre: Centre


UNFOUNDED = CountyFace("本县", "政务服务", "本县人民政府", "12345", False, Centre("县政务服务中心", "", "", ""))
_kept: list[tuple[float, CountyFace]] = []


def county_face() -> CountyFace:
    """The county as founded; a bare name before that."""
    if _kept and time.monotonic() - _kept[0][0] < SECONDS_KEPT:
        return _kept[0][1]
    face = _read()
    _kept[:] = [(time.monotonic(), face)]
    return face


def _read() -> CountyFace:
    county = County.objects.select_related("division").first()
    if county is None:
        return UNFOUNDED
    hall = Hall.objects.filter(level=HallLevel.COUNTY.value).first()
    centre = Centre(hall.name, hall.address, hall.hours, hall.phone) if hall else UNFOUNDED.centre
    name = county.division.name
    return CountyFace(name, f"{name}政务服务", county.government, county.hotline, county.demo, centre)


def forget() -> None:
    """Drop what is kept: after founding, and between tests."""
    _kept.clear()
