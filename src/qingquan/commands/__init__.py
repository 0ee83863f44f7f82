"""The product's tools on the command line, one module per subcommand.

A module gives `HELP`, `add_arguments(parser)` and `run(args) -> int`. Django is started only by those that need it.
"""

import os


class Mistake(Exception):
    """A user's mistake: shown as one line on standard error, exit code 2, never a traceback."""


def django_up() -> None:
    """Make the models usable. Called first by commands that touch the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingquan.settings")
    # Imported here because the commands that need no database must start in milliseconds.
    import django  # noqa: PLC0415

    django.setup()
