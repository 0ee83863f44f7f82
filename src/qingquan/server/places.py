"""Where things are on this machine. Standard library only, so that settings can ask before anything is installed."""

import hashlib
import os
import tempfile
from pathlib import Path

# sun_path holds 108 bytes, the last of them NUL.
LONGEST_SOCKET_PATH = 107


def checkout() -> Path | None:
    """The folder of the source checkout, or None when running from an installed wheel."""
    folder = Path(__file__).resolve().parents[3]
    return folder if (folder / "qingquan").is_file() and (folder / "pyproject.toml").is_file() else None


def data_folder() -> Path:
    """The folder of everything this installation keeps: `QINGQUAN_DATA`, else `.qingquan` beside the code."""
    chosen = os.environ.get("QINGQUAN_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return (checkout() or Path.cwd()) / ".qingquan"


def port() -> int:
    """The number in the socket's file name. PostgreSQL listens on no network port."""
    return 5432


def socket_folder(data: Path) -> Path:
    """The folder of PostgreSQL's socket for this data folder.

    `run/` in the data folder; where that is impossible (path too long, or closed to the account
    PostgreSQL runs under) the place is written in `run/where` when the server first starts.
    """
    data = data.absolute()
    note = data / "run" / "where"
    if note.is_file():
        return Path(note.read_text(encoding="utf-8").strip())
    return near(data) if fits(near(data)) else short(data)


def near(data: Path) -> Path:
    """The socket folder inside the data folder."""
    return data / "run"


def short(data: Path) -> Path:
    """A socket folder with a short name, the same for the same data folder."""
    return Path(tempfile.gettempdir()) / f"qingquan-{os.getuid()}-{fingerprint(data)}"


def fits(folder: Path) -> bool:
    """Whether the kernel accepts a socket of PostgreSQL in this folder."""
    return len(os.fsencode(folder / f".s.PGSQL.{port()}")) <= LONGEST_SOCKET_PATH


def fingerprint(data: Path) -> str:
    """Twelve characters that tell data folders apart."""
    return hashlib.sha256(os.fsencode(data.absolute())).hexdigest()[:12]
