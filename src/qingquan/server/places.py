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


def make_data_folder(data: Path) -> None:
    """Make the data folder, closed to others; root leaves it passable for PostgreSQL's account."""
    data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)


def socket_folder(data: Path) -> Path:
    """The folder of PostgreSQL's socket for this data folder: the same answer before and after the first start.

    `run/` in the data folder; where its path is too long or closed to the account PostgreSQL runs
    under, a short one in the system's temporary folder, noted in `run/where` by the first start.
    """
    data = data.absolute()
    note = data / "run" / "where"
    if note.is_file():
        return Path(note.read_text(encoding="utf-8").strip())
    if fits(data / "run") and (os.geteuid() != 0 or open_to(data, None)):
        return data / "run"
    return Path(tempfile.gettempdir()) / f"qingquan-{os.geteuid()}-{fingerprint(data)}"


def open_to(place: Path, uid: int | None) -> bool:
    """Whether an account may pass through this folder, made or not, and all above it; None is any account."""
    found = [each.stat() for each in (place, *place.parents) if each.exists()]
    return all(each.st_mode & (0o100 if each.st_uid == uid else 0o001) for each in found)


def fits(folder: Path) -> bool:
    """Whether the kernel accepts a socket of PostgreSQL in this folder."""
    return len(os.fsencode(folder / f".s.PGSQL.{port()}")) <= LONGEST_SOCKET_PATH


def fingerprint(data: Path) -> str:
    """Twelve characters that tell data folders apart."""
    return hashlib.sha256(os.fsencode(data.absolute())).hexdigest()[:12]
