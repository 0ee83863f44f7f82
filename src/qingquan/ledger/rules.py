"""The bytes of an entry and their hash. Nothing is stored here."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

# Kept, for an act writes half a dozen texts and making an encoder costs as much as using it.
_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_plain = json.JSONEncoder(ensure_ascii=False).encode


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces: the same facts always give the same bytes (after RFC 8785)."""
    return _sorted(value).encode()


def as_json(value: object) -> str:
    """The text PostgreSQL reads as jsonb."""
    return _plain(value)


def covered(
    *, subject: str, kind: str, facts: Mapping[str, object], at: datetime, account: int | None, post: int | None
) -> bytes:
    """What the leaf of an entry covers, in canonical JSON.

    `at` is an aware moment; it is written as microseconds since 1970 UTC, so the server's place does not matter.
    """
    moment = round(at.timestamp() * 1_000_000)
    return canonical({"subject": subject, "kind": kind, "facts": facts, "at": moment, "account": account, "post": post})


def leaf_hash(
    *, subject: str, kind: str, facts: Mapping[str, object], at: datetime, account: int | None, post: int | None
) -> bytes:
    """SHA-256 of 0x00 and the canonical entry: a leaf of a Merkle tree. RFC 6962 §2.1."""
    entry = covered(subject=subject, kind=kind, facts=facts, at=at, account=account, post=post)
    return hashlib.sha256(b"\0" + entry).digest()
