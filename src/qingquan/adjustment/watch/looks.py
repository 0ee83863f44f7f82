"""What a day brings and a night finds: changes of law in effect, versions that begin, late steps, idle items."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from qingquan import law
from qingquan.adjustment.acts import remind, stop_newcomers, switch
from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.reading import asked_though_issued, unasked_since, unused_since, with_newcomers
from qingquan.adjustment.watch import deeds
from qingquan.adjustment.watch.laws import take_effect
from qingquan.adjustment.watch.raising import raise_once
from qingquan.adjustment.watch.records import from_records
from qingquan.adjustment.words import TriggerCode
from qingquan.law import Refused

MOST_AT_ONCE = 200


def look(at: datetime) -> int:
    """What a day brings: changes of law in effect, versions that begin, late steps, cases come in since."""
    today = timezone.localdate(at)
    done = take_effect(at) + from_records(at)
    done += each(switch, Adjustment.objects.to_switch(today), at)
    done += each(stop_newcomers, with_newcomers(), at)
    return done + each(remind, Adjustment.objects.overdue(today).filter(overdue_told_at__isnull=True), at)


def each(deed: Callable[..., object], found: QuerySet[Adjustment], at: datetime) -> int:
    """Do it of each; one that somebody else was quicker with is left, so that it keeps none of the others waiting."""
    done = 0
    for adjustment in found[:MOST_AT_ONCE]:
        with suppress(Refused):
            deed(adjustment, at=at)
            done += 1
    return done


def deeds_run_out(at: datetime) -> int:
    """DA-06: entrustments that ended by their own last day."""
    return deeds.run_out(at)


def sharing(at: datetime) -> int:
    """DA-08: an item asks its applicants for a certificate that the county itself issues and can look up."""
    done = 0
    for item, material in asked_though_issued(timezone.localdate(at)):
        source = f"申请材料“{material}”由本县核发，可以核验，不应再由申请人提交。"
        done += raise_once(TriggerCode.DA08, item, source, f"material/{material}", at)
    return done


def yearly(at: datetime) -> int:
    """DA-07, in the month of the annual review: items nobody asked for, or used, in twenty-four months; once a year."""
    today = timezone.localdate(at)
    if today.month != law.parameter("da_annual_review_month").number:
        return 0
    months = law.parameter("da_zero_case_months").number
    done = 0
    for item in unasked_since(today, months):
        source = f"截至{today.isoformat()}，连续{months}个月没有办件。"
        done += raise_once(TriggerCode.DA07, item, source, str(today.year), at)
    for item in unused_since(today, months):
        source = f"截至{today.isoformat()}，本机关报送的{months}个月实际行使记录中没有这个事项。"
        done += raise_once(TriggerCode.DA07, item, source, str(today.year), at)
    return done
