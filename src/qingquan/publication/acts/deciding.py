"""Endings that rest on a decision of the review: publishing the batch is the approval that carries the decision out.

So the item ends as it was decided: merged into another, devolved by a deed, handed to another organ. No act of its
own: `publish` calls it.
"""

from collections.abc import Sequence
from datetime import datetime

from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.publication.models import Batch, BatchItem
from qingquan.publication.reading import endings
from qingquan.review import acts as review


def carry_out(batch: Batch, items: Sequence[BatchItem], by: Actor, at: datetime) -> list[BatchItem]:
    """Carry out the decisions on which items of the batch end; give back the items that rest on none."""
    decided = endings.pending(batch.campaign)
    rest = []
    for item in items:
        decision = decided.get(item.code)
        if decision is None or decision.number != item.ended_document:
            rest.append(item)
            continue
        try:
            review.carry_out(decision, approval_no=batch.document_number, from_on=batch.from_on, by=by, at=at)
        except Refused as no:
            raise Refused(f"“{item.version.name}”的决定（{decision.number}）不能执行：{no.why}", no.cite) from no
    return rest
