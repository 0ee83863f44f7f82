"""`qingquan deadline`: the last day of a period with its working, or of a whole CSV of periods.

`--pause A..B` means: the special procedure started on A and its result came on B. By the default bounds
(open_closed) A still counts and the days after A up to and including B do not.
"""

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from qingquan.clock import (
    BadCalendar,
    BadPeriod,
    BeyondCalendar,
    Derivation,
    Extension,
    Period,
    Run,
    WorkCalendar,
    derive,
    national_calendar,
    read_calendar,
    spell_in_full,
    spell_span,
    weekday,
)
from qingquan.commands import Mistake
from qingquan.commands.deadline_batch import compute_file
from qingquan.commands.deadline_words import read_bounds, read_day, read_pause, read_unit, read_whole
from qingquan.law import parameter

HELP = "计算期限并逐日说明"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One period by its parts, or a batch by its files."""
    parser.add_argument("--from", dest="start", metavar="日期", help="起算事由发生之日（当日不计入），如 2026-02-09")
    parser.add_argument("--days", metavar="数", help="期限的数量，如 20")
    parser.add_argument("--unit", default="WD", metavar="单位", help="WD 工作日（默认）、CD 自然日、M 月、Y 年")
    parser.add_argument(
        "--pause",
        action="append",
        default=[],
        metavar="起..止[=事由]",
        help="特别程序自“起”日开始、“止”日取得结果；没有止日表示尚未结束；可写多次",
    )
    parser.add_argument(
        "--bounds", metavar="端点", help="open_closed：开始日计入、结果日不计入（默认）；closed_closed：都不计入"
    )
    parser.add_argument("--extend", action="append", default=[], metavar="数", help="批准延长的数量，单位与期限相同")
    parser.add_argument("--event", default="", metavar="事由", help="起算事由，如 受理")
    parser.add_argument(
        "--calendar", type=Path, metavar="文件", help="放假安排 CSV（date,day_kind,source_doc）；默认用国家放假安排"
    )
    parser.add_argument("--daily", action="store_true", help="逐日一行；默认把相同的连续几天并为一行")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument(
        "--batch", type=Path, metavar="文件", help="成批计算：CSV，列 start,unit,n,excluded_from,excluded_to"
    )
    parser.add_argument("--out", type=Path, metavar="文件", help="成批计算的结果 CSV")


def run(args: argparse.Namespace) -> int:
    """0 when every deadline was computed, 1 when some rows of a batch could not be."""
    calendar = _calendar(args.calendar)
    if args.batch or args.out:
        if not (args.batch and args.out):
            raise Mistake("成批计算须同时给出 --batch 和 --out。")
        return _batch(args.batch, args.out, calendar, as_json=args.json)
    try:
        derivation = derive(_period(args), calendar)
    except (BadPeriod, BeyondCalendar) as error:
        raise Mistake(str(error)) from None
    lines = (
        [json.dumps(_plain(derivation), ensure_ascii=False, indent=2)]
        if args.json
        else _report(derivation, daily=args.daily)
    )
    print("\n".join(lines))
    return 0


def _calendar(path: Path | None) -> WorkCalendar:
    if path is None:
        return national_calendar()
    try:
        return read_calendar(path)
    except BadCalendar as error:
        raise Mistake(str(error)) from None
    except OSError as error:
        raise Mistake(f"不能读取 {path}：{error.strerror}。") from None


def _period(args: argparse.Namespace) -> Period:
    if not args.start or args.days is None:
        raise Mistake("须给出 --from 和 --days，例如 --from 2026-02-09 --days 20；成批计算用 --batch 和 --out。")
    return Period(
        read_day(args.start, "--from"),
        read_whole(args.days, "--days"),
        read_unit(args.unit, "--unit"),
        pauses=tuple(read_pause(text, "--pause") for text in args.pause),
        extensions=tuple(Extension(read_whole(text, "--extend")) for text in args.extend),
        bounds=read_bounds(args.bounds or str(parameter("pause_bounds").value), "--bounds"),
        event=args.event,
    )


def _report(derivation: Derivation, *, daily: bool) -> Iterator[str]:
    """The last day, the sentences, the table."""
    yield _answer(derivation)
    yield ""
    yield from derivation.in_words()
    yield ""
    runs = [Run(step.kind, step.why, (step,)) for step in derivation.steps] if daily else derivation.in_runs()
    rows = [("日期", "星期", "计数", "说明"), *(_row(run, derivation.period.start.year) for run in runs)]
    widths = [max(_width(row[column]) for row in rows) for column in range(3)]
    for *cells, why in rows:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
        yield f"{'  '.join(padded)}  {why}".rstrip()


def _answer(derivation: Derivation) -> str:
    if derivation.due is None:
        return "期限暂停计算，现在没有最后一日。"
    raw, rolled = derivation.due
    if raw == rolled:
        return f"最后一日：{spell_in_full(raw)}"
    return f"最后一日：{spell_in_full(rolled)}（顺延前为{spell_in_full(raw)}）"


def _row(run: Run, year: int) -> tuple[str, str, str, str]:
    if run.days is None:
        return "", "", "", run.why
    first, last = run.days
    weekdays = weekday(first)[-1] if first == last else f"{weekday(first)[-1]}至{weekday(last)[-1]}"
    numbers = "不计" if run.numbers is None else "至".join(str(n) for n in dict.fromkeys(run.numbers))
    # Over a week the pair of weekdays would tell nothing.
    shown = weekdays if (last - first).days < 7 else ""
    return spell_span(first, last, year=first.year != year or last.year != year), shown, numbers, run.why


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _plain(derivation: Derivation) -> dict[str, object]:
    last = derivation.due
    return {
        "from": derivation.period.start.isoformat(),
        "n": derivation.period.n,
        "unit": derivation.period.unit,
        "total": derivation.period.total,
        "raw": last.raw.isoformat() if last else None,
        "rolled": last.rolled.isoformat() if last else None,
        "calendar_version": derivation.calendar_version,
        "words": derivation.in_words(),
        "steps": [
            {
                "day": step.day.isoformat() if step.day else None,
                "weekday": weekday(step.day) if step.day else None,
                "kind": step.kind,
                "counted": step.counted,
                "number": step.number,
                "why": step.why,
            }
            for step in derivation.steps
        ],
    }


def _batch(source: Path, target: Path, calendar: WorkCalendar, *, as_json: bool) -> int:
    tally = compute_file(source, target, calendar, tell=lambda line: print(line, file=sys.stderr))
    if as_json:
        print(json.dumps(tally._asdict()))
    else:
        print(f"共{tally.rows}行，算出{tally.rows - tally.wrong}行，有误{tally.wrong}行，结果在 {target}。")
    return 1 if tally.wrong else 0
