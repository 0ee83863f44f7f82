"""逐项决定: what is done about each field in which a claimed item differs from the upper level's row."""

from dataclasses import replace
from datetime import datetime

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.canonical import from_plain, to_plain
from qingquan.exchange.acts.claiming import hold
from qingquan.exchange.acts.seeing import said_otherwise
from qingquan.exchange.models import Claim, FieldDecision, says
from qingquan.exchange.rules import claims, deciding
from qingquan.exchange.rules.claims import BaseSays, Compared
from qingquan.exchange.words import BaseField, FieldChoice
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor


@act("claim.field_decided")
def decide(
    row: Claim, field: BaseField, choice: FieldChoice, *, seen: str, reason: str = "", by: Actor, at: datetime
) -> FieldDecision:
    """Say what is done about one differing field: take the upper level's word, keep the county's, or leave it open.

    `seen` is the token of the line decided upon (`reading.Line.seen`): a decision about other words than are there
    now, or beside a colleague's that was not seen, is refused.
    """
    held = hold(row)
    item = decidable(held, by)
    # Whoever drafts locks the item as well: what is compared here stays until the draft is written.
    Item.objects.select_for_update().get(pk=item.pk)
    newest = ItemVersion.objects.filter(item=item).newest().get()
    compared = {each.field: each for each in claims.compare(says(held.base_row), newest.facts())}[field]
    last = held.decisions.filter(field=field).select_related("decided_by").first()
    who = last.decided_by.name if last and last.decided_by else "有人"
    deciding.check_seen(compared, deciding.Seen.read(seen), last.pk if last else 0, who)
    deciding.check_decides(compared, choice, reason.strip())
    version = take(held, item, newest, field, by, at) if choice is FieldChoice.TAKE else None
    made = written(held, compared, choice, reason.strip(), version, by, at)
    if choice is not FieldChoice.LEAVE:
        note(held, field)
    facts = {"field": field, "choice": choice, "base": made.base, "county": made.county, "reason": made.reason}
    if version:
        facts |= {"item": item.code, "version": str(version.number)}
    record(f"base/{held.base_row.source}/{held.base_row.base_code}"[:64], "claim.field_decided", facts, by=by, at=at)
    return made


def decidable(held: Claim, by: Actor) -> Item:
    """The item of a claim whose differences the actor may decide of."""
    claims.check_answers(by.role, by.organ.pk if by.organ else None, held.organ_id)
    if held.item is None:
        raise Refused("该行还没有认领，认领以后才能逐项决定。")
    if held.base_row.ended_on is not None:
        raise Refused("上级目录已不再列入该行，没有可以对照的内容；本县事项是否保留请另行研究。")
    return held.item


def take(  # noqa: PLR0917 - one deed, told whole.
    held: Claim, item: Item, newest: ItemVersion, field: BaseField, by: Actor, at: datetime
) -> ItemVersion:
    """The draft of the item with the upper level's word; what is published stays as it is."""
    facts = deciding.taken(newest.facts(), field, says(held.base_row))
    return catalogue.revise(item, facts, by=by, at=at)


def written(  # noqa: PLR0917 - one row, told whole.
    held: Claim,
    compared: Compared,
    choice: FieldChoice,
    reason: str,
    version: ItemVersion | None,
    by: Actor,
    at: datetime,
) -> FieldDecision:
    """The decision with the words it is about."""
    return FieldDecision.objects.create(
        claim=held,
        field=compared.field.value,
        choice=choice.value,
        reason=reason,
        base=compared.base,
        county=compared.county,
        version=version,
        decided_by=by.account,
        decided_at=at,
    )


def note(held: Claim, field: BaseField) -> None:
    """What was decided of has been seen: the upper level's change of this field is no news any more."""
    known, now = from_plain(BaseSays, held.seen), says(held.base_row)
    held.seen = to_plain(replace(known, **{field.value: getattr(now, field.value)}))
    held.changes = said_otherwise(held)
    held.changed_at = held.changed_at if held.changes else None
    held.save(update_fields=["seen", "changes", "changed_at"])
