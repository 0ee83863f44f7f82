"""Qingquan county 990101: the fictitious county everything is shown on."""

from collections.abc import Callable

from qingquan.demo.accounts import accounts

__all__ = ["accounts", "is_empty", "load"]

# Imported when called: the county's files can be read, and its accounts told, before Django is set up.


def load(progress: Callable[[str], None] | None = None, *, cases: int | None = None, clearing: bool = True) -> None:
    """Fill an empty database with the county; `progress` hears what is being done; see `loading.load`."""
    from qingquan.demo import loading  # noqa: PLC0415

    loading.load(progress, cases=cases, clearing=clearing)


def is_empty() -> bool:
    """Whether it may be loaded: the database is empty but for the remains of a load that was killed."""
    from qingquan.demo import loading  # noqa: PLC0415

    return loading.is_empty()
