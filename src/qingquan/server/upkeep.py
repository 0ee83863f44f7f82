"""What an installation needs before its pages can be served: tables, static files, and the demo county if wanted."""

import hashlib
import importlib
import importlib.util
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from qingquan.server.bundles import stamped


def pending_migrations() -> list[str]:
    """The names of the migrations still to be applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> bool:
    """Bring the tables up to date; False when they already were."""
    if not pending_migrations():
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def collect_static() -> bool:
    """Gather the static files under names that change with their contents; False when nothing has changed."""
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name("static.stamp")
    now = _static_fingerprint()
    if root.is_dir() and stamped(stamp) == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now, encoding="ascii")
    return True


def _static_fingerprint() -> str:
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def demo() -> ModuleType | None:
    """The demo county, where it is part of the installation."""
    if importlib.util.find_spec("qingquan.demo") is None:
        return None
    county = importlib.import_module("qingquan.demo")
    # A folder of records alone, left out of a package or left over, is no demo county.
    return county if hasattr(county, "load") else None


def demo_accounts() -> list[tuple[str, str, str]]:
    """Who, user name and password of the demo accounts that exist in this database."""
    county = demo()
    if county is None:
        return []
    accounts: list[tuple[str, str, str]] = list(county.accounts())
    users = get_user_model()._default_manager.filter(username__in=[name for _, name, _ in accounts])
    known = set(users.values_list("username", flat=True))
    return [account for account in accounts if account[1] in known]
