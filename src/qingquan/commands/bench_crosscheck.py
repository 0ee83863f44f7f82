"""`qingquan bench crosscheck`: a whole run with its database, and the pages on which reviewers work afterwards.

The sets are those of `bench twoway`; here they are a county's rows: reports, catalogue rows, duties, two hundred
thousand cases of this system and as many lines of other registers, all in a database of their own.
"""

import argparse
import json
import random
import resource
import statistics
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingquan.commands import Mistake, bench_twoway, django_up
from qingquan.commands.bench_lists import REAL
from qingquan.matching.twoway import Row

if TYPE_CHECKING:
    from django.test import Client

    from qingquan.campaign.models import Campaign
    from qingquan.demo.small import County

HELP = "双向比对全程，连同数据库和审核页面"
DATABASE = "qingquan_bench_crosscheck"
ROOM = "/desk/clearing/crosscheck/"
PAGES = (
    ("总览", ""),
    ("差异", "differences/"),
    ("一类差异", "differences/?kind=A-B&page=3"),
    ("对应关系", "pairs/"),
    ("交叉重复", "overlaps/"),
    ("应有权力", "sets/base/?page=9"),
    ("实际行使", "sets/exercised/?q=许可"),
)
TIMES = 20
MOST_SECONDS, MOST_MILLISECONDS = 60, 150
COPIES = """
    INSERT INTO cases_case SELECT (jsonb_populate_record(c, jsonb_build_object(
        'id', c.id + n, 'number', '7' || lpad(n::text, 24, '0')))).*
    FROM cases_case c, generate_series(1, %s) n WHERE c.number = %s
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How large the sets are."""
    parser.add_argument("--reported", type=int, default=3_000, metavar="数", help="申报事项，默认三千")
    parser.add_argument("--basis", type=int, default=6_000, metavar="数", help="目录行，默认六千")
    parser.add_argument("--cases", type=int, default=200_000, metavar="数", help="办件，默认二十万")
    parser.add_argument("--seed", type=int, default=1, metavar="种子", help="随机数种子")
    parser.add_argument("--real", type=Path, default=REAL, metavar="目录", help="真实数据目录")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Make the county, compare, look at the pages. Exit code 1 over a minute, or over 150 ms for a page."""
    if min(args.reported, args.basis, args.cases) < 100:
        raise Mistake("--reported、--basis、--cases 都应不小于 100。")
    sets = bench_twoway.made(args, random.Random(args.seed))
    django_up()
    from qingquan.commands.bench_database import fresh_database  # noqa: PLC0415 - needs Django, started just now.

    with fresh_database(DATABASE):
        figures = measured(sets, args)
    print(json.dumps(figures, ensure_ascii=False) if args.json else told(figures))
    slow = figures["seconds"] > MOST_SECONDS or max(figures["pages_ms"].values()) > MOST_MILLISECONDS
    return 1 if slow else 0


def measured(sets: bench_twoway.Sets, args: argparse.Namespace) -> dict[str, Any]:
    """The county filled, compared and looked at."""
    from django.db import connection  # noqa: PLC0415 - after `django_up`.

    from qingquan.crosscheck import acts  # noqa: PLC0415 - likewise.
    from qingquan.crosscheck.acts.comparing import compare  # noqa: PLC0415 - likewise.
    from qingquan.demo.small import at, found  # noqa: PLC0415 - likewise.
    from qingquan.people.models import SYSTEM  # noqa: PLC0415 - likewise.
    from qingquan.server import upkeep  # noqa: PLC0415 - likewise.

    upkeep.collect_static()
    day = date(2026, 3, 2)
    county = found()
    say(args, "建立机关、申报、目录、职责和办件")
    campaign = filled(sets, county, args.cases, at(day))
    with connection.cursor() as sql:
        sql.execute("ANALYZE")
    order = acts.order(campaign, by=SYSTEM, at=at(day))
    began = time.perf_counter()
    run_done = compare(order, now=lambda: at(day), hear=lambda share, doing: say(args, f"{share}% {doing}"))
    seconds = time.perf_counter() - began
    return {
        "compared": run_done.compared,
        "found": run_done.counts,
        "seconds": round(seconds, 1),
        "pages_ms": pages(county, day),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def say(args: argparse.Namespace, words: str) -> None:
    """What is going on, for people who watch."""
    if not args.json and sys.stderr.isatty():
        print(f"\r{words}", end="\033[K", file=sys.stderr, flush=True)


def filled(sets: bench_twoway.Sets, county: "County", cases: int, at: datetime) -> "Campaign":
    """The sets as rows of the county. Written straight into the tables: the making of the county is not measured."""
    from qingquan.campaign.models import Campaign, OrganReport, ReportedItem  # noqa: PLC0415 - after `django_up`.
    from qingquan.crosscheck.models import BaseRow, ThreeFixedDuty  # noqa: PLC0415 - likewise.
    from qingquan.places.models import Organ  # noqa: PLC0415 - likewise.

    organs = {
        f"organ{number:02d}": Organ.objects.create(
            name=f"清泉县第{number}局",
            short_name=f"清{number}",
            seq=f"{500 + number}",
            uscc=f"{number:018d}",
            division=county.organ.division,
            nature="1",
        )
        for number in range(bench_twoway.ORGANS)
    }
    campaign = Campaign.objects.create(number="QL2026-01", name="清理审核", baseline_on=at.date(), started_at=at)
    reports = {
        key: OrganReport.objects.create(campaign=campaign, organ=organ, due_on=at.date())
        for key, organ in organs.items()
    }
    ReportedItem.objects.bulk_create([item_of(row, reports[row.organ], at) for row in sets.reported], batch_size=1000)
    BaseRow.objects.bulk_create(
        [
            BaseRow(
                source="province",
                base_code=row.code,
                name=row.name[:300],
                power_type="licence",
                levels=list(row.levels),
                bases=[str(each) for each in row.articles],
                entered_at=at,
            )
            for row in sets.basis
        ],
        batch_size=1000,
    )
    ThreeFixedDuty.objects.bulk_create(
        [
            ThreeFixedDuty(organ=organs[row.organ], text=row.name[:500], document_no="清编〔2019〕12号", entered_at=at)
            for row in sets.duties
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )
    practised(sets, county, cases, {key: organ.name for key, organ in organs.items()}, at)
    return campaign


def item_of(row: Row, report: Any, at: datetime) -> Any:
    """A reported item, whole, as its organ would have entered it."""
    from qingquan.campaign.models import ReportedItem  # noqa: PLC0415 - after `django_up`.
    from qingquan.catalogue.rules.facts import VersionFacts  # noqa: PLC0415 - likewise.
    from qingquan.catalogue.rules.parts import LegalBasis, Material  # noqa: PLC0415 - likewise.
    from qingquan.catalogue.words import ExerciseLevel, PowerType  # noqa: PLC0415 - likewise.
    from qingquan.statutes.rules.citations import article_name  # noqa: PLC0415 - likewise.
    from qingquan.statutes.words import BasisLevel  # noqa: PLC0415 - likewise.

    facts = VersionFacts(
        code=f"{report.organ.uscc}{row.key}",
        base_code=row.code,
        name=row.name[:300],
        power_type=PowerType.LICENCE,
        exercise_levels=(ExerciseLevel.COUNTY,),
        organ_name=report.organ.name,
        organ_uscc=report.organ.uscc,
        legal_bases=tuple(
            LegalBasis(name=each.statute, level=BasisLevel.LAW, article=article_name(each.number))
            for each in row.articles
        ),
        materials=tuple(Material(name=f"材料{number}") for number in range(6)),
    )
    return ReportedItem(
        report=report,
        code=facts.code,
        name=facts.name,
        power_type=facts.power_type.value,
        elements=facts.to_json(),
        digest=facts.sha256,
        origin="sheet",
        changed_at=at,
    )


def practised(sets: bench_twoway.Sets, county: "County", cases: int, organs: dict[str, str], at: datetime) -> None:
    """Cases of this system, copied from one; lines of other registers, brought in by the act."""
    from django.db import connection  # noqa: PLC0415 - after `django_up`.

    from qingquan.crosscheck import acts  # noqa: PLC0415 - likewise.
    from qingquan.crosscheck.reading.lists import ExercisedTold, Told  # noqa: PLC0415 - likewise.
    from qingquan.crosscheck.words import ExercisedKind  # noqa: PLC0415 - likewise.
    from qingquan.people.models import SYSTEM  # noqa: PLC0415 - likewise.

    case = county.receive(date(2026, 2, 2))
    with connection.cursor() as sql:
        sql.execute(COPIES, [cases, case.number])
    told = (
        Told(
            line,
            trace.code,
            trace.name,
            ExercisedTold(
                organs[trace.organ],
                trace.name[:300],
                ExercisedKind(trace.kind),
                trace.on.replace(day=1),
                trace.code,
                1,
                trace.fen,
            ),
        )
        for line, trace in enumerate(sets.traces)
    )
    acts.import_exercised(told, name="登记簿", sha256="0" * 64, by=SYSTEM, at=at)


def pages(county: "County", day: date) -> dict[str, float]:
    """The median of each page's time for a reviewer, in milliseconds, within this process."""
    from django.test import Client  # noqa: PLC0415 - after `django_up`.

    from qingquan.demo.small import official  # noqa: PLC0415 - likewise.
    from qingquan.places.words import Role  # noqa: PLC0415 - likewise.

    reviewer = official(county.organ, Role.CAMPAIGN_OFFICE, "bench.office", "凌致远")
    client = Client()
    client.force_login(reviewer.account)
    return {name: median(client, ROOM + path) for name, path in PAGES}


def median(client: "Client", path: str) -> float:
    """How long the page takes, the first time left out."""
    if client.get(path).status_code != 200:
        raise Mistake(f"{path} 打不开。")
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1000, 1)


def told(figures: dict[str, Any]) -> str:
    """The figures as sentences."""
    compared, looked = figures["compared"], "，".join(f"{name} {ms}" for name, ms in figures["pages_ms"].items())
    return (
        f"申报 {compared['B']} 项、目录 {compared['A']} 行、职责 {compared['C']} 条、办件 {compared['cases']} 件："
        f"{figures['seconds']} 秒，内存 {figures['memory_mb']} MB。\n发现：{figures['found']}。\n"
        f"页面（毫秒，中位数）：{looked}。"
    )
