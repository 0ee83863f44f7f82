"""A list in a file that was handed in: looked at before it is taken, opened when it is carried out."""

from collections.abc import Iterator
from typing import IO, Any

from qingquan.catalogue.reading.short import short_table
from qingquan.catalogue.reading.table import Table, table_of
from qingquan.crosscheck.reading.lists import BASE_LIST, DUTY_LIST, EXERCISED_LIST, TOWN_LIST, Form, Told, read
from qingquan.crosscheck.reading.sheet import headings_of

FORMS: dict[str, Form[Any]] = {
    "base": BASE_LIST,
    "duties": DUTY_LIST,
    "exercised": EXERCISED_LIST,
    "towns": TOWN_LIST,
}


def is_short(content: IO[bytes], name: str, which: str) -> bool:
    """Whether a list is short enough to be entered while one waits.

    Never reads much. `Refused` for what can be seen at once to be no such list; a long one is judged by the worker.
    """
    table = short_table(content, name)
    if table is None:
        return False
    headings_of(table, FORMS[which].columns)
    return True


def rows_of(content: IO[bytes], name: str, which: str) -> tuple[Table, Iterator[Told[Any]]]:
    """The table and its rows as they are understood. `Refused` when it is no such list."""
    content.seek(0)
    table = table_of(content.read(), name)
    headings_of(table, FORMS[which].columns)
    return table, read(table, FORMS[which])
