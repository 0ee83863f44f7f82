"""What the documents of a case say, put together from the case; the law's demands on them are `papers`' to check."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings

from qingquan.papers.acts import Paper, prepare
from qingquan.papers.words import DocumentKind
from qingquan.people.models import Actor


def paper(row: Mapping[str, object], kind: DocumentKind, *, on: date, by: Actor, **own: object) -> Paper:
    """A document of this case, ready to be issued; `own` is what only this kind says."""
    contents: dict[str, object] = {
        "organ": row["organ_name"],
        "applicant": row["applicant_name"],
        "item": row["item_name"],
        "item_code": row["item_code"],
        "case_number": row["number"],
        "query_code": row["query_code"],
        "received_on": row["received_on"],
        "handler": by.name,
        "public_url": settings.PUBLIC_URL,
        "day": on.isoformat(),
    }
    contents |= {name: _plain(value) for name, value in own.items()}
    return prepare(
        kind,
        organ_short_name=str(row["organ_short_name"]),
        organ_seq=str(row["organ_seq"]),
        contents=contents,
        on=on,
    )


def _plain(value: object) -> object:
    """As JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
