"""Entering the county's map: divisions, organs, offices, posts, halls, windows, and its calendar."""

from collections.abc import Iterable
from datetime import datetime

from qingquan.clock.calendar import CalendarDay as Day
from qingquan.law import Refused
from qingquan.ledger.acts import Who, act, record
from qingquan.places import calendar, rules
from qingquan.places.models import CalendarDay, County, Division, Hall, Office, Organ, Post, Window
from qingquan.places.words import DivisionLevel, HallLevel, Role, WindowKind
from qingquan.wording import sort_key


@act("division.entered")
def enter_division(code: str, name: str, *, by: Who | None, at: datetime) -> Division:
    """Enter a county, town or village; its level and parent follow from the code."""
    rules.parse_region(code)
    county, town = code[:6] + "000000", code[:9] + "000"
    if code == county:
        level, parent = DivisionLevel.COUNTY, None
    elif code == town:
        level, parent = DivisionLevel.TOWN, county
    else:
        level, parent = DivisionLevel.VILLAGE, town
    if parent and not Division.objects.filter(code=parent).exists():
        raise Refused(f"区划{code}（{name}）的上级{parent}还没有录入，请先录入上级。")
    division = Division(code=code, name=name, level=level.value, parent_id=parent)
    division.save(force_insert=True)
    record(code, "division.entered", {"name": name}, by=by, at=at)
    return division


@act("county.founded")
def found_county(code: str, name: str, *, demo: bool, by: Who | None, at: datetime) -> County:
    """Found the county this installation serves; there can be one."""
    if County.objects.exists():
        raise Refused("本系统已经建有一个县，不能再建；请使用空的数据目录或数据库。")
    division = enter_division(code, name, by=by, at=at)
    county = County(division=division, government=f"{name}人民政府", demo=demo)
    county.save(force_insert=True)
    record(code, "county.founded", {"name": name, "demo": demo}, by=by, at=at)
    return county


@act("organ.entered")
def enter_organ(
    *,
    name: str,
    short_name: str,
    seq: str,
    uscc: str,
    division: Division,
    nature: str,
    by: Who | None,
    at: datetime,
    vertical: bool = False,
    address: str = "",
    phone: str = "",
) -> Organ:
    """Enter an organ under its unified social credit code, whose check digit must be right."""
    rules.parse_uscc(uscc)
    organ = Organ(
        name=name,
        short_name=short_name,
        seq=seq,
        uscc=uscc,
        division=division,
        nature=nature,
        vertical=vertical,
        address=address,
        phone=phone,
        sort_key=sort_key(name),
    )
    organ.save(force_insert=True)
    record(uscc, "organ.entered", {"name": name, "seq": seq}, by=by, at=at)
    return organ


@act("office.entered")
def enter_office(organ: Organ, name: str, *, approval_unit: bool, by: Who | None, at: datetime) -> Office:
    """Enter an inner office; one at most per organ is the approval unit."""
    office = Office(organ=organ, name=name, is_approval_unit=approval_unit)
    office.save(force_insert=True)
    record(organ.uscc, "office.entered", {"name": name, "approval_unit": approval_unit}, by=by, at=at)
    return office


@act("post.entered")
def enter_post(
    organ: Organ,
    *,
    code: str,
    name: str,
    role: Role,
    by: Who | None,
    at: datetime,
    office: Office | None = None,
    duties: str = "",
) -> Post:
    """Enter a post with its role and duties."""
    if office is not None and office.organ_id != organ.pk:
        raise Refused(f"内设机构“{office.name}”不属于{organ.name}，岗位“{name}”不能设在那里。")
    post = Post(organ=organ, office=office, code=code, name=name, role=role.value, duties=duties)
    post.save(force_insert=True)
    record(code, "post.entered", {"organ": organ.uscc, "name": name, "role": role.value}, by=by, at=at)
    return post


@act("hall.entered")
def enter_hall(
    *,
    level: HallLevel,
    division: Division,
    name: str,
    address: str,
    hours: str,
    phone: str,
    by: Who | None,
    at: datetime,
) -> Hall:
    """Enter a service centre or station."""
    hall = Hall(level=level.value, division=division, name=name, address=address, hours=hours, phone=phone)
    hall.save(force_insert=True)
    record(division.code, "hall.entered", {"name": name, "level": level.value}, by=by, at=at)
    return hall


@act("window.entered")
def enter_window(
    hall: Hall,
    *,
    number: str,
    name: str,
    kind: WindowKind,
    organ: Organ | None,
    posts: Iterable[Post],
    by: Who | None,
    at: datetime,
) -> Window:
    """Enter a window and the posts that sit at it."""
    rules.check_window(kind, names_organ=organ is not None)
    window = Window(hall=hall, number=number, name=name, kind=kind.value, organ=organ)
    window.save(force_insert=True)
    window.posts.set(posts)
    facts = {"hall": hall.name, "number": number, "organ": organ.uscc if organ else ""}
    record(hall.division_id, "window.entered", facts, by=by, at=at)
    return window


@act("calendar.imported")
def import_calendar(rows: Iterable[Day], *, by: Who | None, at: datetime) -> int:
    """Import holiday arrangements, whole years at a time; days already known are replaced. Returns the days kept."""
    kept = [CalendarDay(day=r.day, kind=r.kind.value, name=r.name, source_doc=r.source) for r in rows]
    years = sorted({row.day.year for row in kept})
    CalendarDay.objects.filter(day__year__in=years).delete()
    CalendarDay.objects.bulk_create(kept)
    record("calendar", "calendar.imported", {"years": years, "days": len(kept)}, by=by, at=at)
    calendar.forget()
    return len(kept)
