"""One-time passwords of accounts that were just opened, and the file that carries them to their owners."""

import csv
import io
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Letters and digits that nobody takes for one another when a password is read out.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
HEADINGS = ("用户名", "姓名", "一次性密码")


@dataclass(frozen=True, slots=True)
class Opened:
    """A new account; the password is in no representation, so that no log can hold it."""

    username: str
    name: str
    password: str = field(repr=False)


def one_time_password() -> str:
    """Sixteen characters by chance in four groups: about 79 bits."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))


def as_csv(opened: Sequence[Opened]) -> bytes:
    """For a spreadsheet: UTF-8 with its mark, since spreadsheets guess wrong without."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    # A name beginning with = would be run as a formula.
    writer.writerows((each.username, each.name.lstrip("=+-@\t"), each.password) for each in opened)
    return out.getvalue().encode("utf-8-sig")


def write_for_owner(path: Path, opened: Sequence[Opened]) -> None:
    """Write the passwords to a new file that only its owner may read; `FileExistsError` when it is there already."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        # The process's mask may take rights away, never give any.
        file.write(as_csv(opened))
        file.flush()
        os.fsync(file.fileno())
