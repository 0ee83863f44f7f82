"""Loading the demonstration county into an empty database: founding, catalogue, then months of work by the acts.

Each act commits by itself, as in life. A load that was killed leaves a demonstration county without its last
record, `demo.loaded`; the next load takes those remains away and begins anew. No other county is ever touched.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.apps import apps
from django.db import connection, transaction

from qingquan.demo.answers import read_phrases
from qingquan.demo.applications import applications
from qingquan.demo.applying import Applying, drafts
from qingquan.demo.cast import Cast
from qingquan.demo.clearing import clear_powers
from qingquan.demo.founding import FOUNDED, found, hand_overs
from qingquan.demo.listing import list_powers, under_way
from qingquan.demo.lives import Life, World
from qingquan.demo.months import at_moment, look_once_more, run
from qingquan.demo.office import Office
from qingquan.demo.reading import read_county
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM, Account
from qingquan.places import calendar as kept_calendar
from qingquan.places import county as kept_face
from qingquan.places.models import County

LOCK = 990101
Progress = Callable[[str], None]


def is_empty() -> bool:
    """Whether the demonstration may be loaded: nothing is here, or only the remains of a load that was killed."""
    return is_untouched() or is_unfinished()


def is_untouched() -> bool:
    """Whether nobody and nothing has been entered yet."""
    return not (County.objects.exists() or Account.objects.exists() or Entry.objects.exists())


def is_unfinished() -> bool:
    """Whether a load of the demonstration was begun and not ended."""
    return County.objects.filter(demo=True).exists() and not Entry.objects.filter(kind="demo.loaded").exists()


def load(progress: Progress | None = None, *, cases: int | None = None, clearing: bool = True) -> None:
    """Load everything; `progress` is told what is being done, `cases` takes the place of the number in the files.

    Without `clearing` the county has its catalogue and its cases, and has never cleared its powers.

    Raises `Refused` where anything but the remains of an earlier load is in the database.
    """
    say = progress or (lambda stage: None)
    with alone(), unhurried():
        make_room()
        say("区划、机关和人员")
        county = read_county()
        cast = found(county)
        say("事项和流程")
        list_powers(cast)
        live_through_the_months(cast, say, cases)
        if clearing:
            say("清理审核")
            clear_powers(cast)
            look_once_more(county.rhythm.until)
    finish(at=datetime.combine(county.rhythm.until, datetime.max.time(), FOUNDED.tzinfo).replace(microsecond=0))
    forget()


def live_through_the_months(cast: Cast, say: Progress, cases: int | None) -> None:
    """The made-up months, day by day."""
    rhythm = cast.county.rhythm
    calendar = kept_calendar.county_calendar()
    applying = Applying(cast, read_phrases())
    codes = {post.pk: code for code, post in cast.posts.items()}
    world = World(cast, applying, Office(calendar), FOUNDED, codes)
    lives = [Life(plan, world).run() for plan in applications(cast.county, calendar, cases)]
    besides = [
        at_moment(moment, deed) for moment, deed in (*hand_overs(cast), *under_way(cast), *drafts(cast, applying))
    ]
    run(world, [*lives, *besides], rhythm.since, rhythm.until, monthly(say))


def monthly(say: Progress) -> Callable[[date], None]:
    """Tell of each month once."""
    told: set[tuple[int, int]] = set()

    def hear(day: date) -> None:
        if (month := (day.year, day.month)) not in told:
            told.add(month)
            say(f"{day.year}年{day.month}月的办件")

    return hear


@act("demo.loaded")
def finish(*, at: datetime) -> None:
    """Say that the demonstration is whole."""
    record("demo", "demo.loaded", {}, by=SYSTEM, at=at)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One load at a time."""
    with connection.cursor() as sql:
        sql.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not sql.fetchone()[0]:
            raise Refused("演示县正在由另一个进程装入，请等它完成。")
        try:
            yield
        finally:
            sql.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextlib.contextmanager
def unhurried() -> Iterator[None]:
    """Commits need not reach the disk one by one: the last record, written in earnest, waits for all before it."""
    with connection.cursor() as sql:
        sql.execute("SET synchronous_commit TO off")
        try:
            yield
        finally:
            sql.execute("RESET synchronous_commit")


def make_room() -> None:
    """An empty database: one that is, or one freed from the remains of a killed load."""
    if is_untouched():
        return
    if not is_unfinished():
        raise Refused("数据库里已经有数据，演示县只能装进空的数据库；请换一个数据目录（--data）。")
    take_away()


def take_away() -> None:
    """Empty the tables of a demonstration county that was never finished, and of nothing else.

    The ledger's guard against emptying steps aside for this one statement; a half-made show is no county's record.
    """
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute("LOCK TABLE places_county, ledger_entry IN ACCESS EXCLUSIVE MODE")
        if not is_unfinished():
            raise Refused("数据库里已经有数据，没有清除。")
        empty_tables()
    forget()


def empty_tables() -> None:
    """Empty the product's tables. Only `take_away` may, which has asked whose they are."""
    tables = ", ".join(connection.ops.quote_name(name) for name in own_tables())
    with connection.cursor() as sql:
        sql.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_no_truncate")
        sql.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        sql.execute("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_no_truncate")


def own_tables() -> list[str]:
    """The tables of the product's own rooms."""
    return [
        model._meta.db_table
        for room in apps.get_app_configs()
        if room.name.startswith("qingquan.")
        for model in room.get_models(include_auto_created=True)
    ]


def forget() -> None:
    """What this process keeps of the county is no longer so."""
    kept_calendar.forget()
    kept_face.forget()
