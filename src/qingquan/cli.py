"""The `qingquan` command: finds the subcommand's module, hands over, and turns mistakes into one line."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from qingquan.commands import Mistake

# Name on the command line → module in `qingquan.commands`, and what it is for.
COMMANDS = {
    "up": ("up", "启动全部：数据库、迁移、演示县、后台任务和网站"),
    "test": ("test", "检查一处改动必须通过的全部内容"),
    "county": ("county", "建立真实的县（空库）：county init"),
    "calendar": ("calendar", "放假安排：calendar import FILE.csv，calendar years"),
    "import": ("import_", "导入事项目录或县情：import catalogue FILE，import county FILE"),
    "catalogue": ("catalogue", "清单里找交叉重复、按名称查找：catalogue overlaps，catalogue like"),
    "export": ("export", "导出：export catalogue --as xlsx|csv|json|pdf|gbt39046 --out FILE"),
    "deadline": ("deadline", "计算期限并逐日说明"),
    "procedure": ("procedure", "检查、绘制流程图：procedure check|draw FILE"),
    "supervise": ("supervise", "用监察规则检查其他系统的办件日志"),
    "crosscheck": ("crosscheck", "双向比对：crosscheck run"),
    "bench": ("bench", "测量：bench deadlines|steps|pages|search"),
    "doctor": ("doctor", "检查运行环境"),
    "manage": ("manage", "Django 自带的管理命令"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; 0 on success, 2 on a user's mistake, 1 when the command says so."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="qingquan", description="清权：县级行政权力规范运行系统")
    subcommands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    chosen = next((word for word in words if not word.startswith("-")), None)
    for name, (module, words_for) in COMMANDS.items():
        sub = subcommands.add_parser(name, help=words_for, description=words_for, add_help=name != "manage")
        if name == chosen:
            command = importlib.import_module(f"qingquan.commands.{module}")
            command.add_arguments(sub)
            sub.set_defaults(run=command.run)
    args = parser.parse_args(words)
    try:
        return int(args.run(args))
    except Mistake as mistake:
        print(f"qingquan {args.command}: {mistake}", file=sys.stderr)  # noqa: T201
        return 2
    except BrokenPipeError:
        # The reader (head, less) closed first; nothing is wrong.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
