"""Measurements as commands. Each prints what it did, how long it took, and what it is compared with."""

import argparse
import importlib

HELP = "测量"
BENCHES = {
    "deadlines": "每秒算多少个期限",
    "steps": "每秒办多少个环节，与数据库底线之比",
    "pages": "每秒出多少个页面",
    "search": "十万事项中的检索时间",
    "names": "在十万个名称里查找改写过的名称",
    "overlaps": "在一万、十万个事项里找交叉重复",
    "twoway": "三千申报、六千目录、二十万办件的双向比对",
    "crosscheck": "同样规模的双向比对全程，连同数据库和比对页面",
    "review": "同样规模下每个审核页面的时间和询问数据库的次数",
    "publish": "一批五百个事项的拟定、批准、公布和下载",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name of the measurement; the rest of the line is the measurement's own."""
    parser.add_argument("bench", choices=list(BENCHES), metavar="项目", help="、".join(BENCHES))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Load the chosen measurement alone, so that one without a database needs none."""
    module = importlib.import_module(f"qingquan.commands.bench_{args.bench}")
    parser = argparse.ArgumentParser(prog=f"qingquan bench {args.bench}", description=BENCHES[args.bench])
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(args.rest)))
