"""What the documents of a case say, put together from the case; the law's demands on them are `papers`' to check."""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings

from qingquan.cases.models import Case
from qingquan.papers import acts as papers
from qingquan.papers.models import Document
from qingquan.papers.words import DocumentKind
from qingquan.people.models import Actor


def has_certificate(case: Case) -> bool:
    """Whether a grant of this item ends in a certificate."""
    return case.version.results.filter(kind="certificate").exists()


def issue(case: Case, kind: DocumentKind, *, at: datetime, by: Actor, **own: object) -> Document:
    """Issue a document of this case; `own` is what only this kind says."""
    contents = _shared(case, by) | {name: _plain(value) for name, value in own.items()}
    return papers.issue(kind, subject=case.number, organ=case.organ, contents=contents, at=at)


def _shared(case: Case, by: Actor) -> dict[str, object]:
    return {
        "organ": case.organ.name,
        "applicant": case.applicant.name,
        "item": case.version.name,
        "item_code": case.version.item.code,
        "case_number": case.number,
        "query_code": case.query_code,
        "received_on": case.received_on.isoformat(),
        "handler": by.name,
        "public_url": settings.PUBLIC_URL,
    }


def _plain(value: object) -> object:
    """As JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return list(value) if isinstance(value, tuple) else value
