"""`qingquan import catalogue FILE`: another body's list becomes drafts, with a line of report for every row.

`qingquan import county FILE` is in `import_county`, `qingquan import laws FILE` in `import_laws`.
"""

import argparse
import csv
import hashlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from qingquan.catalogue.reading import Layout, RowResult, Table, choose_map, load_map, open_table, read_rows
from qingquan.catalogue.words import ImportOutcome
from qingquan.commands import Mistake, django_up, import_county, import_laws
from qingquan.law import Refused
from qingquan.server import places, postgres
from qingquan.server.binaries import NoDatabase

if TYPE_CHECKING:
    from qingquan.catalogue.acts import ImportReport, RowReport
    from qingquan.places.models import Organ

HELP = "导入事项目录：import catalogue FILE；导入县情：import county FILE；导入法规：import laws FILE"
# So many gaps and refusals are shown on the screen; the report file has them all.
SHOWN = 12
COLUMNS = ("行号", "编码", "名称", "结果", "说明")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is imported, how its columns are read, whose items they are, where the report goes."""
    kinds = parser.add_subparsers(dest="what", metavar="内容", required=True)
    catalogue = kinds.add_parser("catalogue", help="事项目录（CSV、XLSX 或者它们的 gzip）")
    catalogue.add_argument("file", type=Path, metavar="文件", help="事项目录文件")
    catalogue.add_argument("--map", type=Path, metavar="对应表", help="列对应表（TOML）；默认按列名自动选择")
    catalogue.add_argument("--organ", metavar="机关", help="机构序号、统一社会信用代码或名称：没有已登记机关的行归它")
    catalogue.add_argument("--report", type=Path, metavar="报告", help="逐行报告（CSV）")
    catalogue.add_argument("--check", action="store_true", help="只检查文件能否读懂，不写入数据库")
    catalogue.add_argument("--json", action="store_true", help="输出 JSON")
    import_county.add_arguments(kinds.add_parser("county", help=import_county.HELP))
    import_laws.add_arguments(kinds.add_parser("laws", help=import_laws.HELP))


def run(args: argparse.Namespace) -> int:
    """Read, import, report. Exit code 1 when some row was refused."""
    if args.what == "county":
        return import_county.run(args)
    if args.what == "laws":
        return import_laws.run(args)
    began = time.perf_counter()
    say = (lambda _: None) if args.json else progress
    try:
        say(f"读取 {args.file.name} ……")
        table, layout = understood(args.file, args.map)
        results = list(read_rows(table, layout))
        say(f"共 {len(results)} 行，按“{layout.columns.label}”的列对应表读取。")
        if args.check:
            return checked(results, args)
        with database():
            report = entered(results, args)
    except Refused as no:
        raise Mistake(str(no)) from None
    if args.report:
        write_report(args.report, report)
    tell(report, layout, time.perf_counter() - began, args)
    return 1 if report.counts[ImportOutcome.REFUSED] else 0


def progress(words: str) -> None:
    """What is going on, for people; not among the answers."""
    print(words, file=sys.stderr, flush=True)


def understood(file: Path, given: Path | None) -> tuple[Table, Layout]:
    """The file's rows and what its columns hold."""
    table = open_table(file)
    return table, choose_map(table, load_map(given) if given else None)


@contextmanager
def database() -> Iterator[None]:
    """The product's database, started for the time of the import unless it runs already."""
    try:
        outside = bool(os.environ.get("QINGQUAN_DATABASE_URL"))
        with nullcontext() if outside else postgres.visited(places.data_folder()):
            yield
    except NoDatabase as trouble:
        raise Mistake(str(trouble)) from None


def entered(results: list[RowResult], args: argparse.Namespace) -> "ImportReport":
    """The import itself. Everything with models is imported only now: `--check` and a wrong file need no database."""
    django_up()
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from qingquan.catalogue.acts import import_rows  # noqa: PLC0415
    from qingquan.clock import BeyondCalendar  # noqa: PLC0415
    from qingquan.people.models import SYSTEM  # noqa: PLC0415

    try:
        return import_rows(
            results,
            source=args.file.name,
            sha256=hashlib.sha256(args.file.read_bytes()).hexdigest(),
            by=SYSTEM,
            at=timezone.now(),
            organ=organ_named(args.organ) if args.organ else None,
        )
    except BeyondCalendar:
        raise Mistake("还没有导入放假安排，不能核对时限；请先建立本县（county init）或者运行 ./qingquan up。") from None
    except ProgrammingError:
        raise Mistake("数据库还没有建表，请先运行 ./qingquan up。") from None
    except OperationalError as trouble:
        raise Mistake(f"数据库没有应答：{str(trouble).splitlines()[0]}") from None


def organ_named(given: str) -> "Organ":
    """The registered organ with this number, credit code or name."""
    from django.db.models import Q  # noqa: PLC0415

    from qingquan.places.models import Organ  # noqa: PLC0415

    found = Organ.objects.filter(Q(seq=given) | Q(uscc=given) | Q(name=given) | Q(short_name=given)).first()
    if found is None:
        raise Mistake(f"没有名称、序号或者统一社会信用代码为“{given}”的机关，请先登记机关。")
    return found


def checked(results: list[RowResult], args: argparse.Namespace) -> int:
    """What reading alone can tell."""
    refused = [result for result in results if result.refusal]
    if args.json:
        print(json.dumps({"rows": len(results), "refused": len(refused)}, ensure_ascii=False))
    else:
        print(f"可以读取 {len(results) - len(refused)} 行，读不懂 {len(refused)} 行。")
        for result in refused[:SHOWN]:
            print(f"  第 {result.line} 行 {result.code}：{result.refusal}")
    return 1 if refused else 0


def write_report(path: Path, report: "ImportReport") -> None:
    """One line per row, for a spreadsheet: UTF-8 with its mark, since spreadsheets guess wrong without."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(
                (row.line, harmless(row.code), harmless(row.name), row.outcome.label, harmless(said(row)))
                for row in report.rows
            )
    except OSError as failure:
        raise Mistake(f"写不了报告“{path}”：{failure.strerror}。导入已经完成。") from None


def harmless(cell: str) -> str:
    """A cell that a spreadsheet will not run as a formula: the text came from somebody else's file."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell


def said(row: "RowReport") -> str:
    """Why, or what is missing."""
    return row.refusal or "；".join(gap.rstrip("。") for gap in row.gaps)


def tell(report: "ImportReport", layout: Layout, seconds: float, args: argparse.Namespace) -> None:
    """The counts, what is most often missing, and the refused rows."""
    if args.json:
        print(json.dumps(as_json(report, layout, seconds), ensure_ascii=False))
        return
    print(f"{len(report.rows)} 行，用时 {seconds:.1f} 秒：")
    for outcome in ImportOutcome:
        if report.counts[outcome]:
            print(f"  {outcome.label} {report.counts[outcome]} 行")
    gaps = Counter(kind for row in report.rows for kind in dict.fromkeys(map(alike, row.gaps)))
    if gaps:
        print("缺项最多的是：")
        for gap, count in gaps.most_common(SHOWN):
            print(f"  {count:>6} 行 {gap}")
    refused = [row for row in report.rows if row.refusal]
    for row in refused[:SHOWN]:
        print(f"  第 {row.line} 行 {row.code or '（无编码）'} 未导入：{row.refusal}")
    if len(refused) > SHOWN or gaps:
        print("逐行说明请看报告。" if args.report else "逐行说明请加 --report 报告.csv。")


def alike(gap: str) -> str:
    """A gap without the words it quotes, so that the same gap of many rows is one line."""
    return re.sub(r"“[^”]*”", "“……”", gap)


def as_json(report: "ImportReport", layout: Layout, seconds: float) -> dict[str, object]:
    """Counts and every row, for machines."""
    return {
        "map": layout.columns.name,
        "rows": len(report.rows),
        "seconds": round(seconds, 2),
        "counts": report.counts,
        "results": [
            {
                "line": row.line,
                "code": row.code,
                "name": row.name,
                "outcome": row.outcome.value,
                "gaps": list(row.gaps),
                "refusal": row.refusal,
            }
            for row in report.rows
        ],
    }
