"""`qingquan manage …`: Django's own commands, with the database started."""

import argparse
import contextlib
import os

from django.core.management import execute_from_command_line

from qingquan.commands import Mistake
from qingquan.server import places, postgres
from qingquan.server.binaries import NoDatabase

HELP = "Django 自带的管理命令"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take everything that follows as it is."""
    # Options are Django's too: without this, one in first place would be refused here.
    parser.prefix_chars = ""
    parser.add_argument("words", nargs=argparse.REMAINDER, help="交给 Django 的命令和选项")


def run(args: argparse.Namespace) -> int:
    """Hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingquan.settings")
    outside = bool(os.environ.get("QINGQUAN_DATABASE_URL"))
    try:
        with contextlib.nullcontext() if outside else postgres.visited(places.data_folder()):
            execute_from_command_line(["qingquan manage", *args.words])
    except NoDatabase as trouble:
        raise Mistake(str(trouble)) from None
    return 0
