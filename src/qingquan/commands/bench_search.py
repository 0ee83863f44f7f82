"""`qingquan bench search`: how long a question takes among a hundred thousand items.

The items are made up in temporary tables that hide the real ones for this connection only; they are
gone when it ends. Functions, columns and indexes are those of the product.
"""

import argparse
import itertools
import json
import os
import random
import time
from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING

from qingquan.commands import Mistake, django_up
from qingquan.server import places, postgres
from qingquan.server.binaries import NoDatabase

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

HELP = "十万事项中的检索时间"

PLACES = "城镇 农村 县城 乡镇 园区 林区 库区 景区 社区 港口 车站 学校 医院 工业 商业 民用 公共 临时 跨境 自建"
THINGS = (
    "取水 河道采砂 林木采伐 建筑施工 道路运输 食品经营 药品零售 医疗机构 烟花爆竹 危险化学品 户外广告 养老机构 "
    "民办学校 文化娱乐 互联网上网 营业性演出 旅行社 印刷 出版物 广播电视 渔业捕捞 水产苗种 种子生产 兽药经营 "
    "动物防疫 生猪屠宰 排水 供水 燃气 供热 市政设施 园林绿化 垃圾处置 污水处理 人防工程 消防设计 特种设备 "
    "计量器具 劳务派遣 人力资源"
)
DOINGS = "许可 审批 核准 备案 登记 确认 变更 延续 注销 补证 年检 验收 给付 奖励 裁决 查验 核发 换发 认定 复核"
KINDS = "单位 个人 企业 项目 场所 人员 车辆 船舶 设备 工程 产品 用地"
PAPERS = "申请书 营业执照 身份证明 平面图 安全评价报告 承诺书 资金证明 租赁合同 技术方案 环境影响报告表 会议纪要"
CONDITION = (
    "申请人应当具有与所从事{thing}活动相适应的{kind}、场所和资金，有健全的{paper}管理制度，"
    "近三年内没有{doing}方面的违法记录。"
)

# Words in every third name, words in a few, two words, a sentence, letters, one character, and nothing to be found.
QUESTIONS = (
    "许可",
    "企业",
    "取水",
    "烟花",
    "林木采伐许可",
    "景区 食品",
    "平面图",
    "安全评价",
    "港口危险化学品核发",
    "证明 变更",
    "取",
    "CT",
    "龙卷风",
)

COPY_ITEMS = "COPY catalogue_item (id, code, base_code, power_type, name, sort_key, imported_digest) FROM STDIN"
COPY_VERSIONS = (
    "COPY catalogue_itemversion (id, item_id, number, state, from_on, name, elements, digest, case_kind, legal_unit, "
    "promise_unit, from_receipt, joint, online, max_review_levels, drafted_at) FROM STDIN"
)
REST = ("", "", "WD", "WD", False, False, True, 2, "2026-01-05T00:00:00+08:00")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many items, how many times each question, and for whom the answer is."""
    parser.add_argument("--items", type=int, default=100_000, metavar="数", help="事项数，默认十万")
    parser.add_argument("--times", type=int, default=20, metavar="次", help="每个问题问几次，默认 20")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Make the items, ask the questions, print the times. Exit code 1 when a question takes 20 ms or more."""
    if not 1 <= args.items <= 1_000_000 or not 1 <= args.times <= 10_000:
        raise Mistake("--items 应在 1 到 1000000 之间，--times 应在 1 到 10000 之间。")
    outside = bool(os.environ.get("QINGQUAN_DATABASE_URL"))
    try:
        with nullcontext() if outside else postgres.visited(places.data_folder()):
            figures = measure(args.items, args.times)
    except NoDatabase as trouble:
        raise Mistake(str(trouble)) from None
    if args.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        tell(figures)
    worst = figures["p95_ms"]
    assert isinstance(worst, float)
    return 1 if worst >= 20 else 0


def measure(items: int, times: int) -> dict[str, object]:
    """The figures: seconds to make and index the items, milliseconds per question."""
    django_up()
    # Models can only be imported once Django is up.
    from django.db import ProgrammingError, connection  # noqa: PLC0415

    from qingquan.catalogue.search import find  # noqa: PLC0415

    began = time.perf_counter()
    try:
        with connection.cursor() as sql:
            hide_real_tables(sql)
            fill(sql, items)
    except ProgrammingError:
        raise Mistake("数据库还没有建表，请先运行 ./qingquan up。") from None
    made = time.perf_counter() - began
    answers: list[dict[str, object]] = []
    for question in QUESTIONS:
        spent = []
        for _ in range(times):
            start = time.perf_counter()
            found = len(find(question))
            spent.append((time.perf_counter() - start) * 1000)
        answers.append(
            {"question": question, "found": found, "ms": round(middle(spent), 2), "p95_ms": round(late(spent), 2)}
        )
    connection.close()
    slowest = max(float(str(answer["p95_ms"])) for answer in answers)
    return {"items": items, "made_s": round(made, 1), "p95_ms": slowest, "questions": answers}


def hide_real_tables(sql: "CursorWrapper") -> None:
    """Temporary tables of the same names, found first by this connection, with the same columns and indexes."""
    sql.execute("SET temp_buffers = '512MB'")
    for table in ("catalogue_item", "catalogue_itemversion"):
        sql.execute(
            f"CREATE TEMPORARY TABLE {table} (LIKE {table} INCLUDING GENERATED INCLUDING DEFAULTS INCLUDING INDEXES)"
        )


def fill(sql: "CursorWrapper", items: int) -> None:
    """Made-up items, copied in at once, then counted for the planner."""
    with sql.copy(COPY_ITEMS) as out:
        for n, (name, _) in enumerate(made_up(items)):
            out.write_row((n, f"B-{n}", "", "licence", name, "", ""))
    with sql.copy(COPY_VERSIONS) as out:
        for n, (name, elements) in enumerate(made_up(items)):
            said = json.dumps(elements, ensure_ascii=False)
            out.write_row((n, n, 1, "published", "2026-01-05", name, said, *REST))
    sql.execute("ANALYZE catalogue_item")
    sql.execute("ANALYZE catalogue_itemversion")


def made_up(items: int) -> Iterator[tuple[str, dict[str, object]]]:
    """Names as lists have them, each with five materials and a condition; the same every time."""
    lots = random.Random(20260302)
    places_, things, kinds, doings = (each.split() for each in (PLACES, THINGS, KINDS, DOINGS))
    papers = PAPERS.split()
    names = itertools.cycle(itertools.product(places_, things, kinds, doings))
    for parts in itertools.islice(names, items):
        condition = CONDITION.format(
            thing=lots.choice(things), kind=lots.choice(kinds), paper=lots.choice(papers), doing=lots.choice(doings)
        )
        materials = [{"name": f"{lots.choice(things)}{paper}"} for paper in lots.sample(papers, 5)]
        yield "".join(parts), {"materials": materials, "accept_conditions": condition}


def middle(spent: list[float]) -> float:
    """The median."""
    return sorted(spent)[len(spent) // 2]


def late(spent: list[float]) -> float:
    """The time that nineteen of twenty keep."""
    return sorted(spent)[min(len(spent) - 1, len(spent) * 95 // 100)]


def tell(figures: dict[str, object]) -> None:
    """For people."""
    print(f"{figures['items']} 个事项，建立和索引 {figures['made_s']} 秒。")
    answers = figures["questions"]
    assert isinstance(answers, list)
    for answer in answers:
        print(f"  {answer['ms']:>7} 毫秒（95% 不超过 {answer['p95_ms']}）  {answer['question']}：{answer['found']} 项")
    print(f"最慢的问题 95% 不超过 {figures['p95_ms']} 毫秒，目标 20 毫秒以内。")
