"""Reads a log through a map and judges every case with the rules the map gives facts for."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from qingquan.clock import BeyondCalendar
from qingquan.supervision.replay.building import build
from qingquan.supervision.replay.csv_log import read_csv
from qingquan.supervision.replay.map_file import read_map
from qingquan.supervision.replay.mapping import LogMap
from qingquan.supervision.replay.reading import Flaw, Trace, Unreadable
from qingquan.supervision.replay.report import ReplayCard, Report
from qingquan.supervision.replay.xes_log import read_xes
from qingquan.supervision.rules.facts import Finding, WatchedCase
from qingquan.supervision.rules.judge import foreseen, reached
from qingquan.supervision.words import Rule

READERS = {".csv": read_csv, ".xes": read_xes}
PROGRESS_EVERY = 1_000

Progress = Callable[[int, int], None]


def replay(log: Path, map_name: str, *, on: date | None = None, progress: Progress | None = None) -> Report:
    """Judge a log. Open cases are judged on the day `on`, by default the last day the log knows, never today.

    What the rules foresee does not depend on that day, so cases are judged while the file streams by.
    `Unreadable` when the log or the map cannot be used.
    """
    log_map = read_map(map_name)
    report = Report(log.name, log_map.name, log_map.title, tuple(rule for rule in Rule if rule in log_map.rules))
    judged: list[tuple[WatchedCase, list[Finding]]] = []
    last_day = date.min
    for trace in _traces(log, log_map, report.left_out):
        case, findings = _judge(trace, log_map, report)
        last_day = max(last_day, trace.events[-1].at.date())
        if findings:
            judged.append((case, findings))
        if progress is not None and report.cases % PROGRESS_EVERY == 0:
            progress(report.cases, report.events)
    if not report.cases:
        raise Unreadable(f"{log.name}：没有读到任何办件（{report.flaw_count}处无法使用）。")
    report.as_of = on or last_day
    for totals in (report.planned, report.legal, report.uncounted_legal):
        totals.close(report.as_of)
    report.cards = [
        ReplayCard(case.number, case.organ, case.ended_on, finding)
        for case, findings in judged
        for finding in reached(findings, report.as_of)
    ]
    return report


def _traces(log: Path, log_map: LogMap, flaw: Callable[[Flaw], None]) -> Iterator[Trace]:
    suffix = Path(log.name.lower().removesuffix(".gz")).suffix
    if suffix not in READERS:
        raise Unreadable(f"{log.name}：只能读取 .csv、.xes 以及它们的 .gz 压缩文件。")
    return READERS[suffix](log, log_map, flaw)


def _judge(trace: Trace, log_map: LogMap, report: Report) -> tuple[WatchedCase, list[Finding]]:
    built = build(trace, log_map)
    case = built.case
    report.cases += 1
    report.events += len(trace.events)
    report.ended += case.ended_on is not None
    report.planned.add(case.promised_due, case)
    report.legal.add(case.legal_due, case)
    report.uncounted_legal.add(built.uncounted_legal, case)
    for flaw in built.flaws:
        report.left_out(flaw)
    try:
        return case, foreseen(case, log_map.calendar, rules=log_map.rules)
    except BeyondCalendar as error:
        report.left_out(Flaw(f"办件 {case.number}", str(error)))
        return case, []
