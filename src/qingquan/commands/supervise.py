"""`qingquan supervise`: another system's event log through the supervision rules."""

import argparse
import csv
import json
import sys
import unicodedata
from datetime import date
from pathlib import Path

from qingquan.commands import Mistake
from qingquan.supervision.replay.map_file import shipped_maps
from qingquan.supervision.replay.reading import Unreadable
from qingquan.supervision.replay.report import DeadlineTotals, ReplayCard, Report
from qingquan.supervision.replay.run import Progress, replay
from qingquan.supervision.words import OF_POWERS, RULE_WORDS, Level, Rule

HELP = "用监察规则检查其他系统的办件日志"
CARD_HEADER = ["办件", "机关", "规则", "规则名称", "等级", "自何日", "环节", "责任人", "办结日", "说明", "证据"]
# A spreadsheet would run such a cell as a formula; the logs are other people's.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the log and the map; the rest is how to show what was found."""
    parser.add_argument("log", type=Path, help="日志：.csv、.xes，可以是 .gz 压缩的")
    parser.add_argument(
        "--map", required=True, metavar="MAP", help=f"对照表 .toml，或随产品提供的：{'、'.join(shipped_maps())}"
    )
    parser.add_argument("--on", type=_day, metavar="日期", help="在哪一天判断未办结的办件（默认：日志最后一天）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--examples", type=_count, default=10, metavar="N", help="举例的条数（默认 10）")
    parser.add_argument("--cards", type=Path, metavar="FILE", help="把全部监察结果写入 CSV 文件")


def run(args: argparse.Namespace) -> int:
    """Replay, print, and write the cards when asked. A flawed row is reported and is no failure."""
    progress = _progress()
    try:
        report = replay(args.log, args.map, on=args.on, progress=progress)
    except Unreadable as error:
        raise Mistake(str(error)) from None
    finally:
        if progress is not None:
            print(file=sys.stderr)
    if args.cards is not None:
        _write_cards(args.cards, report.cards)
    if args.json:
        print(json.dumps(report.as_json(args.examples), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(report, args.examples)))
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2026-03-02") from None


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}”不是条数")
    return int(text)


def _progress() -> Progress | None:
    """A running count for people; nothing when nobody watches."""
    if not sys.stderr.isatty():
        return None
    return lambda cases, events: print(f"\r已读 {cases:,} 件、{events:,} 个事件", end="", file=sys.stderr, flush=True)


def _lines(report: Report, examples: int) -> list[str]:
    lines = [f"{report.title}：{report.log}，对照表 {report.map_name}，未办结的判断到 {report.as_of}", ""]
    lines += _table(_totals(report))
    lines += ["", *_table([("规则", "名称", *(level.label for level in Level), "合计"), *_rules(report)])]
    silent = [rule.value for rule in Rule if rule not in report.checked and rule not in OF_POWERS]
    if silent:
        lines.append(f"未检查（对照表没有提供所需的事实）：{'、'.join(silent)}")
    if examples and report.cards:
        lines += ["", f"前 {min(examples, len(report.cards))} 条，共 {len(report.cards):,} 条："]
        lines += [_example(card) for card in report.cards[:examples]]
    if report.flaw_count:
        lines += ["", f"日志中有 {report.flaw_count:,} 处无法使用，已跳过："]
        lines += [f"  {flaw.where}：{flaw.why}" for flaw in report.flaws[: max(examples, 1)]]
    return lines


def _totals(report: Report) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        ("办件", f"{report.cases:,}", f"事件 {report.events:,} 个"),
        ("已办结", f"{report.ended:,}", ""),
        ("未办结", f"{report.open:,}", ""),
        ("有计划办结时间", f"{report.planned.stated:,}", ""),
        ("  超过计划办结", f"{report.planned.ended_late:,}", _beside(report.planned)),
        ("有法定期限", f"{report.legal.stated:,}", ""),
        ("  超过法定期限办结", f"{report.legal.ended_late:,}", _beside(report.legal)),
    ]
    if report.uncounted_legal.stated:
        left = report.uncounted_legal
        rows.append(("另有期限按对照表的条件未计入", f"{left.stated:,}", f"若计入：超期办结 {left.ended_late:,} 件"))
    return rows


def _beside(totals: DeadlineTotals) -> str:
    """What must be read with a number of late cases."""
    notes = []
    if totals.ended_late_on_the_last_day:
        notes.append(f"其中当日办结、只晚于时刻的 {totals.ended_late_on_the_last_day:,} 件")
    if totals.open_late:
        notes.append(f"另有未办结而已超过的 {totals.open_late:,} 件")
    return "；".join(notes)


def _rules(report: Report) -> list[tuple[str, ...]]:
    return [
        (rule.value, RULE_WORDS[rule].name, *(f"{counts[level]:,}" for level in Level), f"{counts.total():,}")
        for rule, counts in report.per_rule().items()
    ]


def _example(card: ReplayCard) -> str:
    finding = card.finding
    person = f"（{finding.person}）" if finding.person else ""
    return f"  {card.case} {finding.rule} {finding.level.label} {finding.since} {finding.words}{person}"


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    """Columns padded by what the terminal shows: a Chinese character takes two places."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _write_cards(path: Path, cards: list[ReplayCard]) -> None:
    try:
        # With the mark, because without it Excel reads Chinese as the local code page.
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(CARD_HEADER)
            rows.writerows([_harmless(cell) for cell in _card_row(card)] for card in cards)
    except OSError as error:
        raise Mistake(f"无法写入 {path}：{error.strerror}。") from None


def _card_row(card: ReplayCard) -> list[str]:
    finding = card.finding
    return [
        card.case,
        card.organ,
        finding.rule.value,
        RULE_WORDS[finding.rule].name,
        finding.level.label,
        finding.since.isoformat(),
        finding.step or "",
        finding.person or "",
        "" if card.ended_on is None else card.ended_on.isoformat(),
        finding.words,
        "；".join(f"{name}：{value}" for name, value in finding.evidence.items()),
    ]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
