"""The environment, read through helpers that fail loudly and say what to set."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from qingquan.server.places import make_data_folder, socket_folder

CHECKOUT = Path(__file__).resolve().parents[2]


class Misconfigured(Exception):
    """The environment holds something the product cannot work with."""


def text(name: str, default: str = "") -> str:
    """The value of QINGQUAN_<name>, stripped; the default when unset."""
    return os.environ.get(f"QINGQUAN_{name}", default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """A yes-or-no setting: 1, true, yes, on against 0, false, no, off."""
    word = text(name).lower()
    if not word:
        return default
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off"}:
        return False
    raise Misconfigured(f"QINGQUAN_{name} 只能是 1 或 0，现在是“{word}”。")


def whole(name: str, default: int) -> int:
    """A whole number."""
    word = text(name, str(default))
    try:
        return int(word)
    except ValueError:
        raise Misconfigured(f"QINGQUAN_{name} 必须是整数，现在是“{word}”。") from None


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def data_folder() -> Path:
    """Where this installation keeps its database, files and keys."""
    return Path(text("DATA") or CHECKOUT / ".qingquan").absolute()


def secret_key(data: Path) -> str:
    """The signing key: from the environment, else made once and kept in the data folder, readable by its owner only."""
    if given := text("SECRET_KEY"):
        if len(given) < 32:
            raise Misconfigured("QINGQUAN_SECRET_KEY 至少需要 32 个字符。")
        return given
    kept = data / "secret.key"
    if not kept.exists():
        make_data_folder(data)
        try:
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass  # Another process made it in the same moment; its key is the key.
    return kept.read_text().strip()


def database(data: Path) -> dict[str, object]:
    """Django's DATABASES entry: the given URL, else the cluster in the data folder over its socket."""
    url = text("DATABASE_URL")
    common: dict[str, object] = {
        "ENGINE": "django.db.backends.postgresql",
        # Connections are kept: opening one per request costs eight times the request.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "qingquan"},
    }
    if not url:
        return common | {"NAME": "qingquan", "USER": "qingquan", "HOST": str(socket_folder(data))}
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise Misconfigured("QINGQUAN_DATABASE_URL 应形如 postgresql://用户:密码@主机:5432/库名。")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", "") or parts.hostname or ""
    return common | {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {"application_name": "qingquan"} | query,
    }
