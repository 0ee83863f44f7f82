"""Seeing the upper level's list: new rows come before the organs, changed ones say what changed."""

from dataclasses import asdict
from datetime import datetime

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.canonical import from_plain, to_plain
from qingquan.catalogue.words import VersionState
from qingquan.crosscheck.models import BaseRow
from qingquan.crosscheck.reading.register import Register
from qingquan.exchange.models import Claim, says
from qingquan.exchange.rules.claims import BaseSays, changes
from qingquan.exchange.words import ClaimState
from qingquan.ledger.acts import act, record
from qingquan.people.models import SYSTEM, Actor

AT_ONCE = 500
PUBLIC = (VersionState.PUBLISHED, VersionState.REPLACED)


@act("claim.base_seen")
def see(*, at: datetime, by: Actor = SYSTEM) -> tuple[int, int]:
    """Take the base catalogue as it stands now: how many rows are new, and how many say something else.

    A row whose code an item in force has is claimed by that item; any other is put before the organ its competent
    department points to, or before nobody until somebody says whose it is.
    """
    made = new_claims(at)
    Claim.objects.bulk_create(made, batch_size=AT_ONCE)
    changed = [claim for claim in Claim.objects.select_related("base_row") if look(claim, at)]
    Claim.objects.bulk_update(changed, ["changes", "changed_at"], batch_size=AT_ONCE)
    record("base", "claim.base_seen", {"new": len(made), "changed": len(changed)}, by=by, at=at)
    return len(made), len(changed)


def new_claims(at: datetime) -> list[Claim]:
    """One for each row that nobody has seen."""
    rows = list(BaseRow.objects.filter(claim__isnull=True, ended_on__isnull=True))
    items = items_by_code([row.base_code for row in rows])
    register, made = Register(), []
    for row in rows:
        item = items.get(row.base_code)
        organ = item.organ if item else register.organ(row.competent_department)
        state = ClaimState.CLAIMED if item else ClaimState.UNCLAIMED
        seen = to_plain(says(row))
        made.append(
            Claim(base_row=row, organ=organ, item=item, state=state.value, seen=seen, answered_at=at if item else None)
        )
    return made


def items_by_code(codes: list[str]) -> dict[str, Item]:
    """Items in force by their base code."""
    public = ItemVersion.objects.filter(state__in=PUBLIC).values("item")
    found = Item.objects.filter(base_code__in=codes, pk__in=public, organ__isnull=False).select_related("organ")
    return {item.base_code: item for item in found.order_by("-code")}


def look(claim: Claim, at: datetime) -> bool:
    """Whether the row says something else than was seen; written on the claim."""
    found = said_otherwise(claim)
    if found == claim.changes:
        return False
    claim.changes, claim.changed_at = found, at
    return True


def said_otherwise(claim: Claim) -> list[dict[str, object]]:
    """What the row says otherwise than was seen, as the claim keeps it."""
    found: list[dict[str, object]] = [asdict(each) for each in changes(seen(claim), says(claim.base_row))]
    if claim.base_row.ended_on is not None:
        found.append(
            {"label": "上级目录", "base": "列入", "county": f"自{claim.base_row.ended_on}起不再列入", "differs": True}
        )
    return found


def seen(claim: Claim) -> BaseSays:
    """What the row said when it was answered last."""
    return from_plain(BaseSays, claim.seen)
