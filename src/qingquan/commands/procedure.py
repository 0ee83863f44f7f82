"""`qingquan procedure`: check a flowchart, draw it, tell it in words, or lay one out from a table of stages."""

import argparse
import csv
import json
import os
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from qingquan.commands import Mistake
from qingquan.law import Refused
from qingquan.procedures import runs
from qingquan.procedures.words import Severity

HELP = "检查、绘制流程图，或由阶段表生成流程图"

MOST_BYTES = 2_000_001
"""One byte more than a diagram may have: enough to know that a file is too large, never all of it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One of the four uses, each with its own options."""
    uses = parser.add_subparsers(dest="use", metavar="用途", required=True)
    check = uses.add_parser("check", help="公布前检查；只有没有错误时退出码为 0")
    check.add_argument("file", type=Path, metavar="文件", help="BPMN 2.0 文件")
    check.add_argument("--promise", type=_days, metavar="工作日", help="承诺办结时限，核对各步骤时限之和")
    check.add_argument("--json", action="store_true", help="输出 JSON")
    draw = uses.add_parser("draw", help="画成 SVG")
    draw.add_argument("file", type=Path, metavar="文件", help="BPMN 2.0 文件")
    draw.add_argument("-o", "--out", type=Path, metavar="SVG", help="写入的文件；不写则输出到屏幕")
    draw.add_argument("--current", action="append", default=[], metavar="编号", help="当前步骤的编号；可写多次")
    draw.add_argument("--done", action="append", default=[], metavar="编号", help="已办结步骤的编号；可写多次")
    draw.add_argument("--json", action="store_true", help="输出 JSON（含 svg 和文字步骤）")
    tell = uses.add_parser("tell", help="用文字逐步说明")
    tell.add_argument("file", type=Path, metavar="文件", help="BPMN 2.0 文件")
    tell.add_argument("--json", action="store_true", help="输出 JSON")
    lay = uses.add_parser("from-stages", help="由阶段表（TOML 或 CSV）生成流程图")
    lay.add_argument("file", type=Path, metavar="文件", help="阶段表：名称,岗位,时限,类别[,环节][,退回到][,并行]")
    lay.add_argument("-o", "--out", type=Path, required=True, metavar="BPMN", help="写入的文件")
    lay.add_argument("--name", default="", metavar="名称", help="流程名称；默认用文件名")


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        raise argparse.ArgumentTypeError(f"“{text}”不是工作日数")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """0 when done, or when the checked diagram has no error; 1 when it has."""
    uses = {"check": _check, "draw": _draw, "tell": _tell, "from-stages": _from_stages}
    try:
        return uses[args.use](args)
    except Refused as refused:
        raise Mistake(f"{args.file}：{refused}") from None


def _check(args: argparse.Namespace) -> int:
    xml = _read(args.file)
    findings = runs.check(xml, promised_working_days=args.promise)
    errors = sum(finding.stops for finding in findings)
    if args.json:
        _print_json({"sound": not errors, "findings": [_as_json(finding) for finding in findings]})
        return int(bool(errors))
    for finding in findings:
        place = f" [{finding.element_id}]" if finding.element_id else ""
        stream = sys.stderr if finding.stops else sys.stdout
        print(f"{finding.severity.label}{place} {finding.message}", file=stream)
    if not errors:
        steps = len(runs.load(xml).steps)
        print(f"可以公布：{steps} 个步骤，一条路最长 {runs.longest_working_days(xml)} 个工作日。")
    return int(bool(errors))


def _as_json(finding: runs.Finding) -> Mapping[str, str]:
    return {
        "code": finding.code,
        "element_id": finding.element_id,
        "element_name": finding.element_name,
        "severity": Severity(finding.severity).value,
        "message": finding.message,
    }


def _draw(args: argparse.Namespace) -> int:
    xml = _read(args.file)
    steps = {row.step_id for row in runs.tell(xml)}
    for wanted in (*args.current, *args.done):
        if wanted not in steps:
            raise Mistake(f"{args.file}：图中没有编号为“{wanted}”的步骤。")
    svg = runs.draw(xml, current=args.current, done=args.done)
    if args.out:
        _write(args.out, svg.encode())
    if args.json:
        _print_json({"out": str(args.out) if args.out else None, "svg": svg, "steps": _told(xml)})
    elif args.out:
        print(f"已画成 {args.out}。")
    else:
        print(svg, end="")
    return 0


def _tell(args: argparse.Namespace) -> int:
    xml = _read(args.file)
    if args.json:
        _print_json({"steps": _told(xml)})
        return 0
    for row in runs.tell(xml):
        print(row.words)
    return 0


def _told(xml: bytes) -> list[Mapping[str, object]]:
    return [
        {
            "step_id": row.step_id,
            "number": row.number,
            "name": row.name,
            "post": row.post,
            "limit": row.limit,
            "kind": row.kind,
            "inside": row.inside,
            "ways": [{"when": way.when, "to": way.to, "to_id": way.to_id} for way in row.ways],
            "words": row.words,
        }
        for row in runs.tell(xml)
    ]


def _from_stages(args: argparse.Namespace) -> int:
    text = _decoded(args.file)
    if args.file.suffix.lower() == ".toml":
        rows, name = _toml_rows(args.file, text)
    else:
        rows, name = list(csv.DictReader(StringIO(text))), ""
    stages = runs.stages_of(rows)
    _write(args.out, runs.from_stages(stages, args.name or name or args.file.stem))
    print(f"已生成 {args.out}：{len(stages)} 个阶段。")
    return 0


def _decoded(path: Path) -> str:
    raw = _read(path)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Mistake(f"{path}：字符编码既不是 UTF-8 也不是 GB18030，请另存为 UTF-8。")


def _toml_rows(path: Path, text: str) -> tuple[list[Mapping[str, object]], str]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Mistake(f"{path}：不是可读的 TOML（{error}）。") from None
    stages = table.get("stages", [])
    if not isinstance(stages, list) or not all(isinstance(stage, dict) for stage in stages):
        raise Mistake(f"{path}：阶段应写成 [[stages]]。")
    return stages, str(table.get("name", ""))


def _read(path: Path) -> bytes:
    """The beginning of a file, long enough to be judged; a device or a folder is no file."""
    if not path.is_file():
        raise Mistake(f"{path}：没有这个文件。")
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        raise Mistake(f"{path}：读不出来（{error.strerror}）。") from None


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a half-written picture must never replace a good one."""
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except OSError as error:
        raise Mistake(f"{path}：写不进去（{error.strerror}）。") from None


def _print_json(value: Mapping[str, object]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
