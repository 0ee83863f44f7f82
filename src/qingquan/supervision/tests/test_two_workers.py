"""Two workers look at the same cases at once: no card twice, no card missing, and neither fails."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from qingquan.supervision import watch
from qingquan.supervision.models import Card, Watched
from tests.county import at, found

pytestmark = pytest.mark.usefixtures("committed")

MON, LATE = date(2026, 3, 2), date(2026, 4, 10)
CASES = 8


def together(*looks: object) -> list[object]:
    came: list[object] = []
    start = Barrier(len(looks))

    def one(look: object) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            came.append(look(at(LATE, 1)))  # type: ignore[operator]
        except Exception as error:  # noqa: BLE001 - what it raised is what the test asks about
            came.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=(look,)) for look in looks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.mark.parametrize(
    "looks",
    [(watch.follow, watch.follow), (watch.follow, watch.look), (watch.look, watch.look), (watch.silence, watch.follow)],
    ids=["two follow", "one follows, one looks", "two look", "silence and follow"],
)
def test_no_card_comes_twice_and_none_is_lost(looks: tuple[object, object]) -> None:
    county = found()
    for hour in range(CASES):
        case = county.receive(MON, hour=hour + 1)
        if hour % 2:
            watch.follow(at(MON, hour + 1))
    assert not [error for error in together(*looks) if isinstance(error, Exception)]
    watch.silence(at(LATE, 2))
    watch.follow(at(LATE, 2))
    watch.look(at(LATE, 2))
    assert Watched.objects.count() == CASES
    for rule in ("TL-01", "TL-14", "TL-04"):
        assert Card.objects.filter(rule=rule).count() == CASES, rule
    assert case.cards.values("rule", "step").distinct().count() == case.cards.count()
