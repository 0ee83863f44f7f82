"""`qingquan import laws FILE`: statutes and their articles into the law library; a second run changes nothing."""

import argparse
import csv
import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qingquan.commands import Mistake, django_up
from qingquan.commands.county import database
from qingquan.law import Refused
from qingquan.statutes.files import Collection, collection, levels_in

if TYPE_CHECKING:
    from qingquan.statutes.acts import ImportReport

HELP = "法规库：每行一条的 JSONL（law、date、article、suffix、text），或者法规目录 CSV（title、category、date）"
# So many findings are shown on the screen; the report file has them all.
SHOWN = 12
COLUMNS = ("行号或者名称", "问题")
BAR = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is imported, what tells the ranks, and where the findings go."""
    parser.add_argument("file", type=Path, metavar="文件", help="JSONL 或者 CSV，可以用 gzip 压缩")
    parser.add_argument("--index", type=Path, metavar="目录", help="法规目录（CSV：title、category），从中取效力层级")
    parser.add_argument("--check", action="store_true", help="只检查文件能否读懂，不写入数据库")
    parser.add_argument("--report", type=Path, metavar="报告", help="把全部问题写成 CSV")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """0 when every line was read; 1 when some were left out, which are named."""
    began = time.perf_counter()
    try:
        raw = content(args.file)
        found = collection(raw, args.file.name)
        if args.index:
            found.ranked(levels_in(collection(content(args.index), args.index.name)))
        report = None if args.check else entered(found, raw, args)
    except Refused as no:
        raise Mistake(str(no)) from None
    problems = problems_of(found, report)
    if args.report:
        write_report(args.report, problems)
    tell(found, report, problems, time.perf_counter() - began, args)
    return 1 if problems else 0


def content(path: Path) -> bytes:
    """The file's bytes."""
    try:
        return path.read_bytes()
    except OSError as failure:
        raise Mistake(f"读不了“{path}”：{failure.strerror}。") from None


def entered(found: Collection, raw: bytes, args: argparse.Namespace) -> "ImportReport":
    """The import itself. Everything with models is imported only now: a wrong file needs no database."""
    with database():
        django_up()
        from django.db import OperationalError, ProgrammingError  # noqa: PLC0415
        from django.utils import timezone  # noqa: PLC0415

        from qingquan.people.models import SYSTEM  # noqa: PLC0415
        from qingquan.statutes.acts import import_laws  # noqa: PLC0415

        sha256 = hashlib.sha256(raw).hexdigest()
        hear = bar() if sys.stderr.isatty() and not args.json else None
        try:
            return import_laws(
                found.editions, source=args.file.name, sha256=sha256, by=SYSTEM, at=timezone.now(), progress=hear
            )
        except ProgrammingError:
            raise Mistake("数据库还没有建表，请先运行 ./qingquan up。") from None
        except OperationalError as trouble:
            raise Mistake(f"数据库没有应答：{str(trouble).splitlines()[0]}") from None


def bar() -> Callable[[int, int], None]:
    """A bar that grows with the articles written."""

    def draw(done: int, total: int) -> None:
        full = BAR * done // max(total, 1)
        end = "\n" if done == total else ""
        print(f"\r{'█' * full}{'░' * (BAR - full)} {done}/{total} 条", end=end, file=sys.stderr, flush=True)

    return draw


def problems_of(found: Collection, report: "ImportReport | None") -> list[tuple[str, str]]:
    """Everything left out, with the line or the title and the reason."""
    lines = [(f"第 {each.line} 行", each.why) for each in found.broken]
    return lines + ([(f"《{title}》", why) for title, why in report.left_out] if report else [])


def write_report(path: Path, problems: list[tuple[str, str]]) -> None:
    """One line per finding, for a spreadsheet: UTF-8 with its mark, since spreadsheets guess wrong without."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(problems)
    except OSError as failure:
        raise Mistake(f"写不了报告“{path}”：{failure.strerror}。") from None


def tell(
    found: Collection,
    report: "ImportReport | None",
    problems: list[tuple[str, str]],
    seconds: float,
    args: argparse.Namespace,
) -> None:
    """What was entered, and what was not."""
    if args.json:
        print(json.dumps(as_json(found, report, problems, seconds), ensure_ascii=False))
        return
    if report is None:
        print(f"可以读取 {len(found.editions)} 个文本、{found.articles} 条，读不懂 {len(found.broken)} 行。")
    else:
        print(
            f"新增 {report.statutes} 部，修改 {report.editions} 个文本，写入 {report.articles} 条，"
            f"{report.unchanged} 个文本没有变化，按新法条文载明废止 {report.repealed} 部，用时 {seconds:.1f} 秒。"
        )
    for where, why in problems[:SHOWN]:
        print(f"  {where} 未导入：{why}")
    if len(problems) > SHOWN:
        print(f"  ……还有 {len(problems) - SHOWN} 处，用 --report 写成文件查看。")


def as_json(
    found: Collection, report: "ImportReport | None", problems: list[tuple[str, str]], seconds: float
) -> dict[str, object]:
    """The same for machines."""
    counts = (
        {
            "statutes": report.statutes,
            "editions": report.editions,
            "articles": report.articles,
            "unchanged": report.unchanged,
            "repealed": report.repealed,
        }
        if report
        else {"editions": len(found.editions), "articles": found.articles}
    )
    left_out = [{"where": where, "why": why} for where, why in problems]
    return {**counts, "left_out": left_out, "seconds": round(seconds, 2)}
