"""Publicity follows the ledger: what was decided is public within the minute."""

from datetime import datetime

from django.db import transaction

from qingquan.cases.models import Case
from qingquan.ledger.watch import news
from qingquan.publicity.acts import publish_decision

FOLLOWER = "publicity"


def follow(at: datetime) -> int:
    """Publish the decisions made since the last look; returns how many."""
    with transaction.atomic():
        entries = news(FOLLOWER, kinds=["case.decided"], limit=200)
        cases = Case.objects.select_related("version__item", "organ", "applicant").in_bulk(
            [entry.subject for entry in entries], field_name="number"
        )
        for entry in entries:
            publish_decision(cases[entry.subject], at=at)
    return len(entries)
