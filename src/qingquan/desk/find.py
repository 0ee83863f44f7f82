"""Finding cases by what people say of them: a number, an applicant, an item."""

import re
from collections.abc import Iterable

from django.db.models import QuerySet

from qingquan.cases.models import Case
from qingquan.catalogue.models import ItemVersion
from qingquan.people.models import Applicant

MOST = 200
NUMBER = re.compile(r"[0-9A-Za-z]{4,25}")


def matching(cases: QuerySet[Case], asked: str) -> list[int]:
    """Keys of the newest cases that match, at most two hundred; each way of matching walks its own index."""
    words = asked.strip()
    if not words:
        return []
    if NUMBER.fullmatch(words):
        return _keys(cases.filter(number__startswith=words.upper()))
    applicants = list(Applicant.objects.filter(name__contains=words).values_list("pk", flat=True)[:MOST])
    versions = list(ItemVersion.objects.filter(name__contains=words).values_list("pk", flat=True)[:MOST])
    by_applicant = _keys(cases.filter(applicant_id__in=applicants)) if applicants else []
    by_item = _keys(cases.filter(version_id__in=versions)) if versions else []
    return _once([*by_applicant, *by_item])[:MOST]


def _keys(cases: QuerySet[Case]) -> list[int]:
    return list(cases.order_by("-received_at").values_list("pk", flat=True)[:MOST])


def _once(keys: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(keys))
