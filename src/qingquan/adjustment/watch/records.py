"""What a ruling or a reform that was entered sets off: DA-05 on the day it takes effect, DA-03 and DA-04 at once."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.utils import timezone

from qingquan.adjustment import acts
from qingquan.adjustment.models import Reform
from qingquan.adjustment.reading.records import moved_by, not_raised
from qingquan.adjustment.rules.records import code_of
from qingquan.adjustment.watch.raising import ask_once, raise_once
from qingquan.adjustment.words import ReformKind
from qingquan.law import Refused
from qingquan.people.models import SYSTEM

FOLLOWED = timedelta(days=400)
"""So long after its day a reform still calls up what its old organ has on the list: over one annual review."""


def from_records(at: datetime) -> int:
    """Everything that rulings and reforms call up and that was not called up before."""
    today = timezone.localdate(at)
    done = 0
    for ruling in not_raised(today):
        with suppress(Refused):
            acts.void(ruling, by=SYSTEM, at=at)
            done += 1
    reforms = Reform.objects.filter(effective_on__gte=today - FOLLOWED).select_related("organ", "successor")
    return done + sum(move(reform, at) for reform in reforms.order_by("pk"))


def move(reform: Reform, at: datetime) -> int:
    """DA-03 or DA-04: the old organ is to let each item go, the new one to take it up."""
    code, done = code_of(ReformKind(reform.kind)), 0
    more = {"document_no": reform.document_no, "effective_on": reform.effective_on}
    where = f"由{reform.successor.name}承接" if reform.successor else "职责取消"
    source = f"{reform.document_no}：{reform.get_kind_display()}，自{reform.effective_on:%Y年%-m月%-d日}起{where}。"
    for item in moved_by(reform, timezone.localdate(at)):
        done += raise_once(code, item, source, reform.source_key, at, **more)
        if reform.successor:
            theirs = f"{source}原机关{reform.organ.name}，事项编码 {item.code}，请承接并列入清单。"
            done += ask_once(code, reform.successor, item.name, theirs, reform.source_key, at, **more)
    return done
