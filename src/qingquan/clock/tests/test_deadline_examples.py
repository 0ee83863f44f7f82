"""Worked examples, counted by hand against the published holidays of 2025 and 2026."""

import csv
from datetime import date
from pathlib import Path

import pytest

from qingquan.clock import Bounds, Due, Extension, Pause, Period, Unit, due, national_calendar

VECTORS = Path(__file__).parents[5] / "shared/domain/deadline_vectors.csv"

WD, CD, M, Y = Unit


def last_day(period: Period) -> Due | None:
    return due(period, national_calendar())


@pytest.mark.parametrize(
    ("start", "n", "unit", "expected"),
    [
        pytest.param("2025-03-03", 20, WD, "2025-03-31", id="a month without a holiday"),
        pytest.param("2025-03-24", 10, WD, "2025-04-08", id="Qingming"),
        pytest.param("2025-04-21", 20, WD, "2025-05-21", id="May Day, Sunday 27 April is worked"),
        pytest.param("2025-09-22", 20, WD, "2025-10-24", id="National Day, 28 September and 11 October are worked"),
        pytest.param("2026-02-09", 20, WD, "2026-03-13", id="Spring Festival"),
        pytest.param("2025-12-31", 5, WD, "2026-01-08", id="over the turn of the year"),
        pytest.param("2026-05-02", 5, WD, "2026-05-11", id="received on a holiday"),
        pytest.param("2026-05-06", 5, WD, "2026-05-12", id="the same counted from the next working day"),
        pytest.param("2026-05-02", 20, WD, "2026-06-01", id="accepted by silence on a holiday"),
        pytest.param("2026-03-02", 20, WD, "2026-03-30", id="twenty working days"),
        pytest.param("2026-06-01", 45, WD, "2026-08-04", id="joint approval"),
        pytest.param("2025-09-26", 10, WD, "2025-10-16", id="delivery of a certificate"),
        pytest.param("2026-09-24", 5, WD, "2026-10-09", id="request for a hearing, two holidays in between"),
        pytest.param("2025-04-25", 5, WD, "2025-05-06", id="request for a licence hearing"),
        pytest.param("2025-04-30", 20, WD, "2025-06-03", id="holding the hearing"),
        pytest.param("2026-01-29", 7, WD, "2026-02-09", id="evidence kept"),
        pytest.param("2025-09-24", 10, WD, "2025-10-14", id="waiting after a demand"),
        pytest.param("2026-04-28", 7, WD, "2026-05-11", id="publicity of a decision"),
        pytest.param("2026-09-18", 20, WD, "2026-10-22", id="disclosure, 20 September is worked"),
        pytest.param("2026-06-12", 7, WD, "2026-06-24", id="challenge in procurement"),
        pytest.param("2026-06-24", 15, WD, "2026-07-15", id="complaint in procurement"),
        pytest.param("2026-07-10", 30, WD, "2026-08-21", id="decision on the complaint"),
        pytest.param("2026-02-12", 5, WD, "2026-02-26", id="hotline before the Spring Festival"),
    ],
)
def test_working_days_end_on_a_working_day(start: str, n: int, unit: Unit, expected: str) -> None:
    day = date.fromisoformat(expected)
    assert last_day(Period(date.fromisoformat(start), n, unit)) == Due(day, day)


@pytest.mark.parametrize(
    ("start", "n", "unit", "raw", "rolled"),
    [
        pytest.param("2025-07-10", 90, CD, "2025-10-08", "2025-10-09", id="the last day is a shifted rest day"),
        pytest.param("2025-07-04", 90, CD, "2025-10-02", "2025-10-09", id="the last day is a statutory holiday"),
        pytest.param("2026-02-05", 15, CD, "2026-02-20", "2026-02-24", id="paying a fine over the Spring Festival"),
        pytest.param("2026-01-20", 30, CD, "2026-02-19", "2026-02-24", id="a seizure watches the raw day"),
        pytest.param("2026-01-20", 60, CD, "2026-03-21", "2026-03-23", id="the last day is a Saturday"),
        pytest.param("2026-08-03", 60, CD, "2026-10-02", "2026-10-08", id="reconsideration"),
        pytest.param("2026-01-26", 20, CD, "2026-02-15", "2026-02-24", id="bidding"),
        pytest.param("2026-04-03", 3, CD, "2026-04-06", "2026-04-07", id="candidates published before Qingming"),
        pytest.param("2026-04-07", 6, M, "2026-10-07", "2026-10-08", id="suing within six months"),
        pytest.param("2025-08-31", 6, M, "2026-02-28", "2026-02-28", id="no such day: the month's last, here worked"),
        pytest.param("2023-08-31", 6, M, "2024-02-29", "2024-02-29", id="no such day in a leap year"),
        pytest.param("2024-02-29", 1, Y, "2025-02-28", "2025-02-28", id="a year from a leap day"),
        pytest.param("2025-11-30", 3, M, "2026-02-28", "2026-02-28", id="over the turn of the year"),
        pytest.param("2025-12-15", 12, M, "2026-12-15", "2026-12-15", id="twelve months are a year"),
        pytest.param("2026-05-02", 0, WD, "2026-05-02", "2026-05-06", id="at once, on a holiday"),
        pytest.param("2026-05-06", 0, CD, "2026-05-06", "2026-05-06", id="at once, on a working day"),
    ],
)
def test_a_period_by_the_calendar_rolls_to_the_next_working_day(
    start: str, n: int, unit: Unit, raw: str, rolled: str
) -> None:
    expected = Due(date.fromisoformat(raw), date.fromisoformat(rolled))
    assert last_day(Period(date.fromisoformat(start), n, unit)) == expected


ACCEPTED = date(2026, 4, 13)
REVIEW = Pause(date(2026, 4, 20), date(2026, 4, 30), "专家评审")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param(Period(ACCEPTED, 20, WD), "2026-05-13", id="no pause"),
        pytest.param(Period(ACCEPTED, 20, WD, (REVIEW,)), "2026-05-25", id="the starting day still counts"),
        pytest.param(
            Period(ACCEPTED, 20, WD, (REVIEW,), bounds=Bounds.CLOSED_CLOSED), "2026-05-26", id="neither end counts"
        ),
        pytest.param(
            Period(ACCEPTED, 20, WD, (REVIEW, Pause(date(2026, 4, 22), date(2026, 4, 24)))),
            "2026-05-25",
            id="a pause within a pause takes nothing more",
        ),
        pytest.param(
            Period(ACCEPTED, 20, WD, (Pause(date(2026, 4, 30), date(2026, 5, 7)), REVIEW)),
            "2026-05-27",
            id="pauses end to end, told out of order",
        ),
        pytest.param(
            Period(ACCEPTED, 20, WD, (Pause(date(2026, 4, 30), date(2026, 5, 5)),)),
            "2026-05-13",
            id="a pause over a holiday takes nothing",
        ),
        pytest.param(
            Period(ACCEPTED, 20, WD, (Pause(date(2026, 4, 20), date(2026, 4, 20)),)),
            "2026-05-13",
            id="begun and ended on one day",
        ),
        pytest.param(
            Period(ACCEPTED, 20, WD, (Pause(date(2026, 4, 1), date(2026, 4, 14)),)),
            "2026-05-14",
            id="a pause begun before the period",
        ),
        pytest.param(
            Period(ACCEPTED, 20, WD, (Pause(date(2026, 5, 13), date(2026, 5, 20)),)),
            "2026-05-13",
            id="a pause from the last day on",
        ),
        pytest.param(
            Period(ACCEPTED, 20, WD, (Pause(date(2026, 5, 13), None),)), "2026-05-13", id="run out before it stopped"
        ),
        pytest.param(
            Period(ACCEPTED, 20, WD, (Pause(date(2027, 1, 4), date(2027, 1, 8)),)),
            "2026-05-13",
            id="a pause beyond the calendar and beyond the last day",
        ),
        pytest.param(Period(date(2026, 3, 2), 20, WD, extensions=(Extension(10),)), "2026-04-14", id="extended by ten"),
        pytest.param(
            Period(date(2026, 6, 1), 45, WD, extensions=(Extension(15),)), "2026-08-25", id="joint, extended by fifteen"
        ),
        pytest.param(
            Period(
                date(2026, 1, 20), 30, CD, (Pause(date(2026, 1, 26), date(2026, 2, 6)),), bounds=Bounds.CLOSED_CLOSED
            ),
            "2026-03-03",
            id="twelve days of a test in a seizure",
        ),
        pytest.param(
            Period(date(2026, 1, 30), 1, M, (Pause(date(2026, 2, 24), date(2026, 2, 26)),)),
            "2026-03-02",
            id="a month and the two days of a pause",
        ),
    ],
)
def test_pauses_and_extensions_move_the_last_day(period: Period, expected: str) -> None:
    last = last_day(period)
    assert last is not None
    assert last.raw == date.fromisoformat(expected)


@pytest.mark.parametrize("unit", [WD, CD])
def test_an_open_pause_stops_the_clock(unit: Unit) -> None:
    waiting = Period(ACCEPTED, 20, unit, (Pause(date(2026, 4, 20)),))
    assert last_day(waiting) is None
    assert last_day(waiting.paused(REVIEW)) is None


def test_a_clock_that_stands_still_needs_no_holidays_of_next_year() -> None:
    assert last_day(Period(date(2026, 12, 21), 45, WD, (Pause(date(2026, 12, 25)),))) is None


@pytest.mark.skipif(not VECTORS.exists(), reason=f"期限样例不在 {VECTORS}")
def test_all_the_published_vectors_are_right() -> None:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        pauses: tuple[Pause, ...] = ()
        if row["excluded_from"]:
            pauses = (Pause(date.fromisoformat(row["excluded_from"]), date.fromisoformat(row["excluded_to"])),)
        period = Period(
            date.fromisoformat(row["start"]), int(row["n"]), Unit(row["unit"]), pauses, bounds=Bounds.CLOSED_CLOSED
        )
        expected = Due(date.fromisoformat(row["expected_raw"]), date.fromisoformat(row["expected_rolled"]))
        assert last_day(period) == expected, row["id"]
    assert len(rows) == 35
