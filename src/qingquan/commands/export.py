"""`qingquan export catalogue`: the five catalogues as files, or items in the fields of GB/T 39046."""

import argparse
import csv
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from qingquan.catalogue.words import SeedCatalogue
from qingquan.commands import Mistake, django_up
from qingquan.exchange.words import FileKind
from qingquan.publication.words import FIVE, Download
from qingquan.server import places, postgres
from qingquan.server.binaries import NoDatabase

if TYPE_CHECKING:
    from qingquan.exchange.rules.rows import ItemRow, Unfit
    from qingquan.publication.models import Batch

HELP = "导出目录：export catalogue --as xlsx|csv|json|pdf|gbt39046 --out FILE"
STANDARD = "gbt39046"
COLUMNS = ("事项编码", "字段", "格式", "说明")
# So many fields are named on the screen; the report file has every item.
SHOWN = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is exported, as what, and where to."""
    kinds = parser.add_subparsers(dest="what", metavar="内容", required=True)
    catalogue = kinds.add_parser("catalogue", help="权力目录")
    forms = [each.value for each in Download]
    catalogue.add_argument("--as", dest="form", choices=[*forms, STANDARD], required=True, help="格式")
    catalogue.add_argument("--batch", metavar="批次号", help="哪一批，例如 XK2026-01；默认是目录最近公布的一批")
    catalogue.add_argument("--catalogue", choices=[each.value for each in FIVE], help="哪个目录")
    catalogue.add_argument("--out", type=Path, required=True, metavar="文件", help="写到哪里")
    catalogue.add_argument("--report", type=Path, metavar="报告", help="不合标准长度的字段（CSV），只用于 gbt39046")
    catalogue.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Write the file and say what is in it. Exit code 0; a wrong question is a mistake."""
    kind = kind_of(args.out) if args.form == STANDARD else None
    if kind is None and not (args.batch or args.catalogue):
        raise Mistake("请用 --batch 指定批次，或者用 --catalogue 指定目录。")
    with database():
        django_up()
        told = exchanged(args, kind) if kind else published(args)
    print(json.dumps(told, ensure_ascii=False) if args.json else told["words"])
    return 0


def kind_of(out: Path) -> FileKind:
    """Which kind of file the name asks for."""
    ending = out.suffix.lstrip(".").lower()
    if ending not in {each.value for each in FileKind}:
        raise Mistake(f"交换文件的扩展名应为 .json、.xml 或者 .csv，不是“{out.suffix}”。")
    return FileKind(ending)


@contextmanager
def database() -> Iterator[None]:
    """The product's database, started for the time of the export unless it runs already."""
    try:
        outside = bool(os.environ.get("QINGQUAN_DATABASE_URL"))
        with nullcontext() if outside else postgres.visited(places.data_folder()):
            yield
    except NoDatabase as trouble:
        raise Mistake(str(trouble)) from None


def published(args: argparse.Namespace) -> dict[str, object]:
    """A published batch as a file, byte for byte what the county's site gives out."""
    from qingquan.publication.downloads import file_of  # noqa: PLC0415 - needs Django, which only now is up.

    batch = batch_wanted(args)
    data = file_of(batch, Download(args.form))
    keep(args.out, data)
    words = f"{batch.title}，{len(data)} 字节，写入 {args.out}。\n公布的 SHA-256（JSON 数据）：{batch.sha256}"
    return {"batch": batch.number, "sha256": batch.sha256, "bytes": len(data), "words": words}


def batch_wanted(args: argparse.Namespace) -> "Batch":
    """The batch that was named, or the last of the catalogue."""
    from qingquan.publication.models import Batch  # noqa: PLC0415

    batches = Batch.objects.public().select_related("previous")
    if args.batch:
        found = batches.filter(number=args.batch).first()
        if found is None:
            raise Mistake(f"没有公布过批次“{args.batch}”。")
    else:
        found = batches.filter(catalogue=args.catalogue).first()
        if found is None:
            raise Mistake(f"{SeedCatalogue(args.catalogue).label}还没有公布过。")
    return found


def exchanged(args: argparse.Namespace, kind: FileKind) -> dict[str, object]:
    """The items in force in the standard's fields, and what does not fit them."""
    from qingquan.exchange import files  # noqa: PLC0415

    rows = items_wanted(args)
    keep(args.out, files.write(rows, kind))
    unfit = [each for row in rows for each in row.unfit]
    if args.report:
        report(args.report, unfit)
    return {"items": len(rows), "unfit": len(unfit), "words": in_words(rows, unfit, args.out)}


def items_wanted(args: argparse.Namespace) -> "list[ItemRow]":
    """The versions in force today, of one catalogue, of one batch or all."""
    from django.utils import timezone  # noqa: PLC0415

    from qingquan.catalogue.models import ItemVersion  # noqa: PLC0415
    from qingquan.exchange.rules.rows import to_row  # noqa: PLC0415
    from qingquan.publication.reading.editions import types_of  # noqa: PLC0415

    versions = ItemVersion.objects.in_force(timezone.localdate())
    if args.batch:
        versions = ItemVersion.objects.filter(batch_items__batch=batch_wanted(args), batch_items__screening="open")
    elif args.catalogue:
        versions = versions.filter(item__power_type__in=types_of(SeedCatalogue(args.catalogue)))
    return [to_row(version.facts()) for version in versions.order_by("item__organ__seq", "item__code")]


def keep(out: Path, data: bytes) -> None:
    """Write the file; a folder that is not there is a mistake."""
    try:
        out.write_bytes(data)
    except OSError as trouble:
        raise Mistake(f"写不了 {out}：{trouble.strerror}。") from None


def report(out: Path, unfit: "Sequence[Unfit]") -> None:
    """Every field that does not fit, item by item."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows((each.code, each.label, each.format, each.why) for each in unfit)


def in_words(rows: "Sequence[ItemRow]", unfit: "Sequence[Unfit]", out: Path) -> str:
    """What was written, and by field what does not fit the standard; values are never cut."""
    lines = [f"按 GB/T 39046-2020 表 4 导出 {len(rows)} 项，写入 {out}。"]
    counted = Counter((each.label.split("“")[0], each.format) for each in unfit)
    if counted:
        lines.append(f"有 {len(unfit)} 处超出标准规定的长度或者字符，已原样写出，请与接收方约定：")
        lines += [f"  {label}（{form}）{number} 处" for (label, form), number in counted.most_common(SHOWN)]
    return "\n".join(lines)
