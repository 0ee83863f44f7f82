"""The made-up months run day by day: lives of cases, hand-overs of posts, and what the watches would have seen."""

import heapq
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from qingquan.demo.founding import SHANGHAI
from qingquan.demo.lives import Moments, World
from qingquan.ledger.watch import until_all_told
from qingquan.publicity import watch as publicity
from qingquan.supervision import watch as supervision

LOOK_AT, FOLLOW_AT, LAST_LOOK_AT = time(0, 5), time(18, 30), time(20, 0)


def run(world: World, happenings: Iterable[Moments], first: date, last: date, told: Callable[[date], None]) -> None:
    """Let everything happen in the order of its moments until the evening of the last day; `told` hears each day.

    Each happening yields the moment at which it wants to go on.
    """
    end = datetime.combine(last, FOLLOW_AT, SHANGHAI)
    watching = watches(world, first)
    waiting: list[tuple[datetime, int, Moments]] = []
    for n, happening in enumerate([*happenings, watching]):
        waiting.append((next(happening), n, happening))
    heapq.heapify(waiting)
    day = None
    while waiting and waiting[0][0] <= end:
        moment, n, happening = heapq.heappop(waiting)
        world.now = moment
        if moment.date() != day:
            day = moment.date()
            told(day)
        world.news = world.news or happening is not watching
        following = next(happening, None)
        if following is not None:
            heapq.heappush(waiting, (following, n, happening))


def at_moment(moment: datetime, act: Callable[[], object]) -> Moments:
    """One thing that happens once."""
    yield moment
    act()


def watches(world: World, first_day: date) -> Moments:
    """What the worker does: just after midnight it looks for what is due, in the evening it follows the news."""
    day = first_day
    while True:
        yield datetime.combine(day, LOOK_AT, SHANGHAI)
        supervision.silence(world.now)
        supervision.look(world.now)
        yield datetime.combine(day, FOLLOW_AT, SHANGHAI)
        if world.news:
            follow(world.now)
            world.news = False
        day += timedelta(days=1)


def follow(at: datetime) -> None:
    """The news since the last time, judged and made public; a day brings less than is read at once."""
    # A made-up week passes while the server looks through a table: what that holds back would be public too late.
    until_all_told()
    supervision.follow(at)
    publicity.follow(at)


def look_once_more(last: date) -> None:
    """What clearing the powers brought, seen on the evening of the last day."""
    evening = datetime.combine(last, LAST_LOOK_AT, SHANGHAI)
    supervision.silence(evening)
    supervision.look(evening)
    follow(evening)
