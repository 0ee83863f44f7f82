"""Founding the demonstration county: places, posts, people and applicants, entered by the county's own acts."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from qingquan.clock import national_rows
from qingquan.demo.accounts import PASSWORD
from qingquan.demo.cast import Cast
from qingquan.demo.county import shapes
from qingquan.demo.reading import County
from qingquan.law import Refused
from qingquan.ledger.acts import Who, act, record
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Account, Actor, Tenure
from qingquan.people.words import AccountKind, ApplicantKind, IdType
from qingquan.places import acts as places
from qingquan.places import county as face
from qingquan.places.models import County as FoundedCounty
from qingquan.places.models import Division, Post
from qingquan.places.words import HallLevel, Role, WindowKind

SHANGHAI = ZoneInfo("Asia/Shanghai")
FOUNDED = datetime(2026, 1, 5, 9, tzinfo=SHANGHAI)
YEARS = (2024, 2025, 2026)


ADMINISTRATOR = "zhengwu.xitong"


def found(county: County) -> Cast:
    """The county with everybody in it, as on its first day."""
    cast = Cast(county)
    # The county itself comes first: whatever a killed load leaves behind is then known to be a demonstration.
    places.found_county(county.code, county.name, demo=True, by=SYSTEM, at=FOUNDED)
    places.import_calendar(national_rows(YEARS), by=SYSTEM, at=FOUNDED)
    enter_divisions(county)
    enter_organs(cast)
    enter_halls(cast)
    open_accounts(cast)
    administrator = Actor(cast.accounts[ADMINISTRATOR])
    appoint_officials(cast, administrator)
    register_applicants(cast)
    give_mandates(cast)
    set_password(by=administrator, at=FOUNDED)
    face.forget()
    return cast


def enter_divisions(county: County) -> None:
    """Towns and their villages."""
    for town in county.towns:
        places.enter_division(town.code, town.name, by=SYSTEM, at=FOUNDED)
        for village in town.villages:
            places.enter_division(village.code, village.name, by=SYSTEM, at=FOUNDED)


def enter_organs(cast: Cast) -> None:
    """Organs with their inner offices and posts."""
    seat = Division.objects.get(code=cast.county.code)
    for each in cast.county.organs:
        organ = places.enter_organ(
            name=each.name,
            short_name=each.short_name,
            seq=each.seq,
            uscc=each.uscc,
            division=seat,
            nature=each.nature,
            vertical=each.vertical,
            address=each.address,
            phone=each.phone,
            by=SYSTEM,
            at=FOUNDED,
        )
        cast.organs[each.key] = organ
        offices = {
            name: places.enter_office(organ, name, approval_unit=name == each.approval_office, by=SYSTEM, at=FOUNDED)
            for name in each.offices
        }
        for post in each.posts:
            cast.posts[post.code] = places.enter_post(
                organ,
                code=post.code,
                name=post.name,
                role=Role(post.role),
                duties=post.duties,
                office=offices.get(post.office),
                by=SYSTEM,
                at=FOUNDED,
            )


def enter_halls(cast: Cast) -> None:
    """The county centre, the towns' centres, the villages' stations, each with its windows."""
    divisions = Division.objects.in_bulk()
    for each in cast.county.halls:
        hall = places.enter_hall(
            level=HallLevel(each.level),
            division=divisions[each.division],
            name=each.name,
            address=each.address,
            hours=each.hours,
            phone=each.phone,
            by=SYSTEM,
            at=FOUNDED,
        )
        for window in each.windows:
            cast.windows[each.name, window.number] = places.enter_window(
                hall,
                number=window.number,
                name=window.name,
                kind=WindowKind(window.kind),
                organ=cast.organs.get(window.organ),
                posts=[cast.posts[code] for code in window.posts],
                by=SYSTEM,
                at=FOUNDED,
            )


def open_accounts(cast: Cast) -> None:
    """An account for every official and every applicant. None can sign in before `set_password`."""
    for official in cast.county.officials:
        cast.accounts[official.username] = people.open_account(
            official.username, official.name, AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED
        )
    for applicant in everybody(cast.county):
        cast.accounts[username_of(applicant)] = people.open_account(
            username_of(applicant), applicant.name, AccountKind.APPLICANT, by=SYSTEM, at=FOUNDED
        )


def everybody(county: County) -> list[shapes.Person | shapes.Firm]:
    """All who may apply."""
    return [*county.persons, *county.firms]


def username_of(applicant: shapes.Person | shapes.Firm) -> str:
    """The user name the files give, else one made from the key: a name that tells nothing about the person."""
    return applicant.username or f"demo.{applicant.key}"


def appoint_officials(cast: Cast, by: Actor) -> None:
    """Everybody who holds a post on the first day; who comes later takes it over in time, see `hand_overs`."""
    for official in cast.county.officials:
        for tenure in official.tenures:
            if tenure.since <= FOUNDED.date():
                post = cast.posts[tenure.post]
                people.appoint(cast.accounts[official.username], post, from_on=tenure.since, by=by, at=FOUNDED)


def hand_overs(cast: Cast) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """Every hand-over of a post: the moment, on the last afternoon of who leaves, and the act."""
    administrator = cast.official("zhengwu.system_admin", FOUNDED.date())
    for official in cast.county.officials:
        for tenure in official.tenures:
            if tenure.since > FOUNDED.date():
                last_day = tenure.since - timedelta(days=1)
                at = datetime.combine(last_day, time(17), SHANGHAI)
                taking_over = cast.accounts[official.username]
                yield (
                    at,
                    partial(hand_over, cast.posts[tenure.post], taking_over, on=tenure.since, by=administrator, at=at),
                )


def hand_over(post: Post, to: Account, *, on: date, by: Actor, at: datetime) -> None:
    """Pass a post on from whoever holds it."""
    people.hand_over(Tenure.objects.get(post=post, until_on__isnull=True), to, on=on, by=by, at=at)


def register_applicants(cast: Cast) -> None:
    """Persons and firms, each from their own account."""
    names = {person.key: person.name for person in cast.county.persons}
    for each in everybody(cast.county):
        account = cast.accounts[username_of(each)]
        if isinstance(each, shapes.Firm):
            kind, id_type, number = ApplicantKind.ORGANISATION, IdType.USCC, each.uscc
            representative = names[each.legal_representative]
        else:
            kind, id_type, number = ApplicantKind.PERSON, IdType.CITIZEN_ID, each.id_number
            representative = ""
        cast.applicants[each.key] = people.register_applicant(
            kind=kind,
            name=each.name,
            id_type=id_type,
            id_number=number,
            phone=each.phone,
            address=each.address,
            legal_representative=representative,
            account=account,
            by=Actor(account),
            at=FOUNDED,
        )


def give_mandates(cast: Cast) -> None:
    """Who may act for whom."""
    for each in cast.county.mandates:
        principal = cast.applicants[each.principal]
        mandate = people.give_mandate(
            principal,
            cast.applicants[each.agent],
            matters=each.matters,
            document="授权委托书",
            from_on=each.since,
            until_on=each.until,
            by=Actor(principal.account),
            at=FOUNDED,
        )
        cast.mandates.append(mandate)


@act("demo.password_set")
def set_password(*, by: Who, at: datetime) -> None:
    """Give all accounts of the demonstration county its one known password; refused anywhere else.

    One hash for all of them: hashing well takes a twentieth of a second, and there are nearly two hundred.
    """
    if not FoundedCounty.objects.filter(demo=True).exists():
        raise Refused("演示口令只能用于演示县。")
    count = Account.objects.update(password=make_password(PASSWORD))
    record("demo", "demo.password_set", {"accounts": count}, by=by, at=at)
