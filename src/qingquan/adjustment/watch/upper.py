"""The upper level's catalogue (DA-02): what it says otherwise, lists no more, or gives the county anew."""

from datetime import datetime

from django.db.models import Min

from qingquan.adjustment.watch.raising import ask_once, raise_once
from qingquan.adjustment.words import TriggerCode
from qingquan.catalogue.words import ExerciseLevel
from qingquan.crosscheck.models import BaseRow
from qingquan.exchange.models import Claim
from qingquan.exchange.words import ClaimState

# A row of these levels is a county's to exercise; one that names no level may be.
OURS = {ExerciseLevel.COUNTY.value, ExerciseLevel.GRADED.value}


def adjust_to_upper_level(at: datetime) -> int:
    """A newer list says something else of a row that an item of the county has claimed, or has it no more."""
    changed = Claim.objects.filter(item__isnull=False, changed_at__isnull=False).exclude(changes=[])
    done = 0
    for claim in changed.select_related("base_row", "item__organ"):
        assert claim.item is not None
        assert claim.changed_at is not None
        told = "、".join(str(each["label"]) for each in claim.changes)
        key = f"{claim.base_row.source}/{claim.base_row.base_code}/{claim.changed_at.isoformat()}"
        source = f"{claim.base_row.get_source_display()} {claim.base_row.base_code} 有变化：{told}。"
        done += raise_once(TriggerCode.DA02, claim.item, source, key, at)
    return done


def take_over(at: datetime) -> int:
    """A newer list has a row for the county that the source's first list had not, and nobody has answered it.

    The first list of a source is no adjustment: its rows are claimed in their own time.
    """
    first = dict(BaseRow.objects.order_by().values_list("source").annotate(Min("entered_at")))
    waiting = Claim.objects.filter(state=ClaimState.UNCLAIMED, organ__isnull=False, base_row__ended_on__isnull=True)
    done = 0
    for claim in waiting.select_related("base_row", "organ").order_by("pk"):
        row = claim.base_row
        assert claim.organ is not None
        if row.entered_at > first[row.source] and (not row.levels or OURS & set(row.levels)):
            source = f"{row.get_source_display()}新列入 {row.base_code} {row.name}，由本县行使；请认领并起草。"
            key = f"{row.source}/{row.base_code}/new"
            done += ask_once(TriggerCode.DA02, claim.organ, row.name, source, key, at)
    return done
