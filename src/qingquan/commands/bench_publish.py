"""`qingquan bench publish`: a batch of hundreds of licences from its beginning to the files everybody downloads.

The items are those of the demonstration county, as often as needed under codes of their own, each with the flowchart
its stages make. Drafting and reviewing them is not what is measured.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

from qingquan.commands import Mistake, django_up

if TYPE_CHECKING:
    from qingquan.catalogue.models import ItemVersion
    from qingquan.catalogue.rules.facts import VersionFacts
    from qingquan.people.models import Actor
    from qingquan.publication.models import Batch

HELP = "拟定、批准、公布一批事项并生成下载文件"
DATABASE = "qingquan_bench_publish"
DAY = date(2026, 3, 2)
ORGANS = (
    ("清泉县水利局", "清水", "013", "11990101000001011C"),
    ("清泉县人民政府办公室", "清府办", "001", "119901010010000108"),
)
MOST_SECONDS = 3.0
"""For putting a batch in force; the rest takes what it takes."""
SAID = {
    "prepare": "拟定",
    "screen": "保密审查",
    "approve": "登记批准",
    "publish": "公布",
    "xlsx": "XLSX",
    "csv": "CSV",
    "json": "JSON",
    "pdf": "PDF",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many items, output."""
    parser.add_argument("--items", type=int, default=500, metavar="数", help="本批公布的事项，默认五百")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Make the items, publish them, make the files. Exit code 1 when publishing took too long."""
    if not 1 <= args.items <= 10_000:
        raise Mistake("--items 应在 1 到 10000 之间。")
    django_up()
    from qingquan.commands.bench_database import fresh_database  # noqa: PLC0415 - needs Django, started just now.

    with fresh_database(DATABASE):
        figures = measured(args)
    print(json.dumps(figures, ensure_ascii=False) if args.json else told(figures))
    return 1 if figures["seconds"]["publish"] > MOST_SECONDS else 0


def measured(args: argparse.Namespace) -> dict[str, Any]:
    """Seconds of each step and the sizes of the files."""
    from django.db import connection  # noqa: PLC0415 - after `django_up`.

    from qingquan.publication.downloads import file_of  # noqa: PLC0415 - likewise.
    from qingquan.publication.words import Download  # noqa: PLC0415 - likewise.

    bench = Bench()
    say(args, f"起草并审核 {args.items} 个事项")
    versions = bench.reviewed(args.items)
    with connection.cursor() as sql:
        sql.execute("ANALYZE")
    seconds: dict[str, float] = {}
    batch = bench.published(versions, timing(args, seconds))
    files = {}
    for form in (Download.XLSX, Download.CSV, Download.JSON, Download.PDF):
        began = time.perf_counter()
        say(args, form.label)
        files[form.value] = len(file_of(batch, form)) // 1024
        seconds[form.value] = round(time.perf_counter() - began, 2)
    return {
        "items": batch.items.count(),
        "seconds": seconds,
        "files_kb": files,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def timing(args: argparse.Namespace, seconds: dict[str, float]) -> "Callable[[str, Callable[[], Batch]], Batch]":
    """Does a step under its name and keeps how long it took."""

    def timed(name: str, do: "Callable[[], Batch]") -> "Batch":
        say(args, SAID[name])
        began = time.perf_counter()
        made = do()
        seconds[name] = round(time.perf_counter() - began, 2)
        return made

    return timed


class Bench:
    """A county small enough to be founded at once, with those who draft, review, prepare and publish."""

    def __init__(self) -> None:
        from qingquan.clock import national_rows  # noqa: PLC0415 - after `django_up`.
        from qingquan.demo.small import FOUNDED, at, official  # noqa: PLC0415 - likewise.
        from qingquan.people.models import SYSTEM  # noqa: PLC0415 - likewise.
        from qingquan.places import acts as places  # noqa: PLC0415 - likewise.
        from qingquan.places.words import Role, SubjectNature  # noqa: PLC0415 - likewise.

        self.at = at(DAY)
        places.import_calendar(national_rows([2025, 2026]), by=SYSTEM, at=FOUNDED)
        county = places.found_county("990101000000", "清泉县", demo=True, by=SYSTEM, at=FOUNDED).division
        organs = [
            places.enter_organ(
                name=name,
                short_name=short,
                seq=seq,
                uscc=uscc,
                division=county,
                nature=SubjectNature.STATUTORY,
                by=SYSTEM,
                at=FOUNDED,
            )
            for name, short, seq, uscc in ORGANS
        ]
        self.organ = organs[0]
        self.drafter = official(self.organ, Role.CATALOGUE_ADMIN, "bench.drafter", "林起草").acts
        self.legal = official(organs[1], Role.LEGAL_OFFICE_REVIEWER, "bench.legal", "吕审核").acts
        self.office = official(organs[1], Role.CAMPAIGN_OFFICE, "bench.office", "凌致远").acts
        self.government = official(organs[1], Role.GOVERNMENT_OFFICE, "bench.government", "郑府办").acts

    def reviewed(self, number: int) -> "list[ItemVersion]":
        """So many licences, drafted and reviewed by the acts."""
        from qingquan.catalogue import acts  # noqa: PLC0415 - after `django_up`.

        made = []
        for place, facts in enumerate(islice(cycle(self.licences()), number)):
            base_code = f"000119{place + 100:06d}"
            code = f"{self.organ.uscc}4{base_code}"
            own = replace(facts, code=code, base_code=base_code, name=f"{facts.name}（{place + 1}）")
            draft = acts.draft(own, organ=self.organ, by=self.drafter, at=self.at)
            made.append(acts.review(draft, opinion="设定依据合法有效，同意。", by=self.legal, at=self.at))
        return made

    def licences(self) -> "list[VersionFacts]":
        """The demonstration's licences as the bench's bureau would state them, each with its flowchart stored."""
        from qingquan.catalogue.words import PowerType  # noqa: PLC0415 - after `django_up`.
        from qingquan.demo.county.elements import elements  # noqa: PLC0415 - likewise.
        from qingquan.demo.listing import stored_procedure  # noqa: PLC0415 - likewise.
        from qingquan.demo.reading import read_county  # noqa: PLC0415 - likewise.

        organ, demo = self.organ, read_county()
        facts = ((elements(demo, item), item) for item in demo.items if item.stages)
        return [
            replace(
                each,
                organ_name=organ.name,
                organ_uscc=organ.uscc,
                procedure_sha256=stored_procedure(item, self.drafter),
            )
            for each, item in facts
            if each.power_type is PowerType.LICENCE
        ]

    def published(self, versions: "list[ItemVersion]", timed: "Callable[[str, Callable[[], Batch]], Batch]") -> "Batch":
        """A batch of them from its first hour to its announcement."""
        from qingquan.catalogue.words import SeedCatalogue  # noqa: PLC0415 - after `django_up`.
        from qingquan.publication import acts  # noqa: PLC0415 - likewise.

        at, kind = self.at, SeedCatalogue.LICENCE_APPROVAL
        batch = timed("prepare", lambda: acts.prepare(kind, versions, from_on=DAY, by=self.office, at=at))
        timed("screen", lambda: self.screened(batch, self.government))
        timed(
            "approve",
            lambda: acts.approve(
                batch,
                meeting="县政府第5次常务会议",
                minutes_number="清府常纪〔2026〕5号",
                approved_on=DAY,
                document_number="清府发〔2026〕3号",
                channels=("website", "portal"),
                comment_hotline="12345",
                next_review_on=date(2027, 3, 2),
                by=self.government,
                at=at,
            ),
        )
        return timed("publish", lambda: acts.publish(batch, by=self.government, at=at))

    def screened(self, batch: "Batch", by: "Actor") -> "Batch":
        """Every item, then the whole."""
        from qingquan.publication import acts  # noqa: PLC0415 - after `django_up`.

        waiting = list(batch.items.filter(screening="waiting").values_list("code", flat=True))
        acts.clear(batch, waiting, by=by, at=self.at)
        return acts.screen_batch(batch, opinion="不涉及国家秘密，同意公开。", by=by, at=self.at)


def say(args: argparse.Namespace, words: str) -> None:
    """What is going on, for people who watch."""
    if not args.json and sys.stderr.isatty():
        print(f"\r{words}", end="\033[K", file=sys.stderr, flush=True)


def told(figures: dict[str, Any]) -> str:
    """The figures as sentences."""
    seconds, files = figures["seconds"], figures["files_kb"]
    steps = "，".join(f"{SAID[name]} {took} 秒" for name, took in seconds.items() if name not in files)
    made = "，".join(f"{SAID[name]} {seconds[name]} 秒（{size} KB）" for name, size in files.items())
    return f"一批 {figures['items']} 项：{steps}。\n下载文件：{made}；内存 {figures['memory_mb']} MB。"
