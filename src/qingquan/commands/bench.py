"""Measurements as commands. Each prints what it did, how long it took, and what it is compared with."""

import argparse
import importlib

HELP = "测量"
BENCHES = {
    "deadlines": "每秒算多少个期限",
    "steps": "每秒办多少个环节，与数据库底线之比",
    "pages": "每秒出多少个页面",
    "search": "十万事项中的检索时间",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-subcommand per measurement; its module is loaded only when it is run."""
    benches = parser.add_subparsers(dest="bench", metavar="项目", required=True)
    for name, words in BENCHES.items():
        sub = benches.add_parser(name, help=words, description=words)
        module = importlib.import_module(f"qingquan.commands.bench_{name}")
        module.add_arguments(sub)
        sub.set_defaults(measure=module.run)


def run(args: argparse.Namespace) -> int:
    """Run the chosen measurement."""
    return int(args.measure(args))
