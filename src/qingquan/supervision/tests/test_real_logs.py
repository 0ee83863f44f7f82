"""Real logs of other systems, with right answers counted by other means."""

import csv
import gzip
import json
from collections import Counter
from datetime import datetime, timedelta

import pytest

from qingquan.supervision.replay.report import Report
from qingquan.supervision.replay.run import replay
from qingquan.supervision.tests.logs import REAL, real_logs

pytestmark = real_logs

ORACLES = {
    "receipt_wabo_coselog.xes.gz": ("receipt_wabo", "receipt_wabo_coselog"),
    "receipt_wabo_coselog.csv.gz": ("receipt_wabo", "receipt_wabo_coselog"),
    "roadtraffic_100traces.xes.gz": ("roadtraffic", "roadtraffic100traces"),
    "roadtraffic_100traces.csv": ("roadtraffic", "roadtraffic100traces"),
    "running-example.xes": ("running_example", "running-example"),
    "running-example.csv": ("running_example", "running-example"),
    "BPI_2020_RequestForPayment.xes.gz": ("bpi2020_payment_request", "BPI_2020_RequestForPayment"),
}


def supervised(name: str) -> Report:
    return replay(REAL / name, ORACLES[name][0])


@pytest.mark.parametrize("name", ["receipt_wabo_coselog.xes.gz", "receipt_wabo_coselog.csv.gz"])
def test_the_receipt_of_environmental_permits(name: str) -> None:
    report = supervised(name)
    assert (report.ended, report.planned.ended_late, report.open) == (1_329, 389, 105)
    assert (report.legal.stated, report.legal.ended_late) == (51, 6)


def test_what_the_map_of_the_permits_leaves_out_is_told() -> None:
    report = supervised("receipt_wabo_coselog.xes.gz")
    with gzip.open(REAL / "receipt_wabo_coselog.csv.gz", "rt", encoding="utf-8") as file:
        cases = {row["case:concept:name"]: row for row in csv.DictReader(file)}.values()
    stated = [row for row in cases if row["case:deadline"]]
    late = [row for row in stated if row["case:enddate"] and moment(row, "enddate") > moment(row, "deadline")]
    assert len(stated) == report.legal.stated + report.uncounted_legal.stated == 1_434
    assert len(late) == report.legal.ended_late + report.uncounted_legal.ended_late == 377
    same_day = [
        row
        for row in cases
        if row["case:enddate"]
        and moment(row, "enddate") > moment(row, "enddate_planned")
        and row["case:enddate"][:10] == row["case:enddate_planned"][:10]
    ]
    assert len(same_day) == report.planned.ended_late_on_the_last_day == 67


def moment(row: dict[str, str], column: str) -> datetime:
    return datetime.fromisoformat(row[f"case:{column}"])


@pytest.mark.parametrize("name", ORACLES)
def test_cases_events_and_the_last_day_agree_with_another_tool(name: str) -> None:
    oracle = json.loads((REAL / "oracle" / f"{ORACLES[name][1]}.oracle.json").read_text(encoding="utf-8"))
    report = supervised(name)
    assert (report.cases, report.events, report.flaw_count) == (oracle["cases"], oracle["rows"], 0)
    last = datetime.fromisoformat(oracle["last_timestamp"])
    assert report.as_of is not None
    assert abs(report.as_of - last.date()) <= timedelta(days=1)  # the oracle's days are those of UTC


@pytest.mark.parametrize("log", ["receipt_wabo_coselog", "roadtraffic_100traces", "running-example"])
def test_csv_and_xes_of_one_log_give_the_same(log: str) -> None:
    first, second = (supervised(name) for name in ORACLES if name.startswith(log))
    assert sorted(map(repr, first.cards)) == sorted(map(repr, second.cards))
    ignored = {"log", "examples"}
    left, right = ({k: v for k, v in r.as_json(0).items() if k not in ignored} for r in (first, second))
    assert left == right


def test_late_cards_and_late_cases_are_the_same_number() -> None:
    report = supervised("receipt_wabo_coselog.xes.gz")
    per_rule = {rule.value: levels.total() for rule, levels in report.per_rule().items()}
    assert per_rule["TL-03"] == report.planned.ended_late + report.planned.open_late
    assert per_rule["TL-04"] == report.legal.ended_late + report.legal.open_late


def test_the_order_of_a_fine_is_kept_in_every_one_of_the_hundred() -> None:
    with (REAL / "roadtraffic_100traces.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sent_late: Counter[str] = Counter()
    created = {row["case:concept:name"]: row["time:timestamp"] for row in rows if row["concept:name"] == "Create Fine"}
    previous = dict(created)
    for row in sorted(rows, key=lambda row: datetime.fromisoformat(row["time:timestamp"])):
        case, at = row["case:concept:name"], row["time:timestamp"]
        waited = datetime.fromisoformat(at).date() - datetime.fromisoformat(previous[case]).date()
        sent_late[case] += row["concept:name"] == "Send Fine" and waited > timedelta(days=90)
        previous[case] = at
    report = supervised("roadtraffic_100traces.csv")
    per_rule = {rule.value: levels.total() for rule, levels in report.per_rule().items()}
    assert per_rule["PR-01"] == 0
    assert per_rule["TL-05"] == sent_late.total()
