"""What a handling item is, said by the organ's administrator where its name does not tell."""

from datetime import datetime

from qingquan.catalogue.models import Item
from qingquan.law import Refused
from qingquan.leaner.models import SaidKind
from qingquan.leaner.rules import authority
from qingquan.leaner.rules.flows import HandlingKind, kind_of
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor


@act("handling_kind.corrected")
def correct(item: Item, kind: HandlingKind, reason: str, *, by: Actor, at: datetime) -> SaidKind:
    """Say what the item is; what was said before is in the ledger."""
    authority.check_says_kind(by.role, by.organ.pk if by.organ else None, item.organ_id, reason)
    held = Item.objects.select_for_update().get(pk=item.pk)
    before = said(held) or kind_of(held.name)
    if before is kind:
        raise Refused(f"“{held.name}”现在就是“{kind.label}”，没有要更正的。")
    values = {"kind": kind.value, "reason": reason.strip(), "said_by": by.account, "said_at": at}
    corrected, _ = SaidKind.objects.update_or_create(item=held, defaults=values)
    facts = {"before": before.value, "kind": kind.value, "reason": corrected.reason}
    record(held.code, "handling_kind.corrected", facts, by=by, at=at)
    return corrected


def said(item: Item) -> HandlingKind | None:
    """What was said of the item; None where only its name tells."""
    kind = SaidKind.objects.filter(item=item).values_list("kind", flat=True).first()
    return HandlingKind(kind) if kind else None
