"""What a batch takes off its catalogue: powers that were given up, what is decided to end, what went since the last.

Each with its reason and the document it rests on, so that the announcement says more than that it is no longer there.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from qingquan.campaign.models import Campaign
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.words import PowerType, SeedCatalogue, VersionState
from qingquan.forfeits.models import Forfeit
from qingquan.ledger.models import Entry
from qingquan.publication.models import Batch, BatchItem
from qingquan.publication.rules.outcomes import outcome_ended
from qingquan.publication.words import LISTED, Outcome, Screening
from qingquan.review.models import Decision
from qingquan.review.words import DecisionCode

UNKNOWN = "已不在本级施行"


class Why(NamedTuple):
    """What became of an item that ends, the reason, the document, and its first day no more in force if known."""

    outcome: Outcome
    reason: str
    document: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """A version that a batch ends, and why."""

    version: ItemVersion
    why: Why


def given_up(catalogue: SeedCatalogue) -> list[Ended]:
    """Versions published once whose power was found given up since: every batch takes them off for good."""
    standing = {each.item_id: each for each in Forfeit.objects.standing()}
    types = [kind.value for kind in PowerType if kind.catalogue is catalogue]
    found = ItemVersion.objects.filter(
        item__in=standing, state=VersionState.PUBLISHED.value, item__power_type__in=types
    )
    versions = found.select_related("item__organ").defer("form_schema").order_by("item__organ__seq", "item__code")
    return [Ended(each, of_forfeit(standing[each.item_id])) for each in versions]


def of_forfeit(found: Forfeit) -> Why:
    """A finding as the announcement tells it; the facts and the evidence stay with the finding."""
    said = f"{found.get_kind_display()}，{found.get_effect_display()}"
    # Nothing may be done under it from that moment, whatever day the batch is in force from.
    return Why(Outcome.GIVEN_UP, said, found.document_no, timezone.localdate(found.found_at))


def pending(campaign: Campaign | None) -> dict[str, Decision]:
    """Standing decisions of the campaign that end an item and were not carried out yet, by the item's code."""
    if campaign is None:
        return {}
    found = Decision.objects.standing().filter(
        reported__report__campaign=campaign, needs_approval=True, carried_out__isnull=True
    )
    # An entrusted item stays the organ's own and on its list.
    ending = found.exclude(code=DecisionCode.ENTRUST).select_related("reported__report__campaign")
    return {each.reported.code: each for each in ending}


def decided(campaign: Campaign | None, versions: Iterable[ItemVersion]) -> list[Ended]:
    """Of versions in force those that a decision ends and the government has not carried out yet, and why."""
    known = pending(campaign)
    return [Ended(each, of_decision(known[each.item.code])) for each in versions if each.item.code in known]


def of_decision(decision: Decision) -> Why:
    """A decision as the announcement tells it."""
    code = decision.as_code()
    return Why(outcome_ended(code), f"清理审核决定{code.label}", decision.number)


def gone_since(batch: Batch, listed: Collection[str]) -> list[tuple[BatchItem, Why]]:
    """What the last batch listed and is in force no longer, ended one by one in the meantime."""
    if batch.previous is None:
        return []
    before = batch.previous.items.filter(part__in=LISTED).exclude(screening=Screening.WITHHELD)
    # What is published and only begins after this batch's day has not gone.
    missing = before.exclude(code__in=listed).exclude(version__state=VersionState.PUBLISHED)
    items = list(missing.select_related("version__item__organ").order_by("position"))
    said = told_of(batch.previous, items)
    return [(each, said.get(each.code) or elsewhere(each, SeedCatalogue(batch.catalogue))) for each in items]


def told_of(previous: Batch, items: Sequence[BatchItem]) -> dict[str, Why]:
    """What the findings, the decisions and the ledger say of each, by code; the strongest word last."""
    codes = [each.code for each in items]
    found: dict[str, Why] = {}
    for entry in Entry.objects.filter(kind="item.withdrawn", subject__in=codes).order_by("id"):
        reason, begins = str(entry.facts.get("reason", "")), date.fromisoformat(str(entry.facts["from_on"]))
        found[entry.subject] = Why(Outcome.CANCELLED, reason or UNKNOWN, on=begins)
    carried = Decision.objects.filter(reported__code__in=codes, carried_out__done_at__gte=previous.published_at)
    for decision in carried.select_related("reported", "carried_out").order_by("pk"):
        why = of_decision(decision)
        done = decision.carried_out
        found[decision.reported.code] = why._replace(document=done.approval_no, on=done.from_on)
    for forfeit in Forfeit.objects.standing().filter(item__code__in=codes).select_related("item"):
        found[forfeit.item.code] = of_forfeit(forfeit)
    return found


def elsewhere(each: BatchItem, catalogue: SeedCatalogue) -> Why:
    """An item whose type was changed stands in another catalogue now."""
    item: Item = each.version.item
    there = PowerType(item.power_type).catalogue
    if there is not catalogue:
        kind = PowerType(item.power_type).label
        return Why(Outcome.MOVED, f"事项类型改为{kind}，列入{there.label}", on=day_after(each.version))
    return Why(Outcome.CANCELLED, UNKNOWN, on=day_after(each.version))


def day_after(version: ItemVersion) -> date | None:
    """The first day on which a version was in force no more."""
    return version.until_on + timedelta(days=1) if version.until_on else None


def overtaken(items: Sequence[BatchItem]) -> list[BatchItem]:
    """Of the items a batch ends, those whose decision was corrected since or whose finding was lifted."""
    documents = [each.ended_document for each in items if each.ended_document]
    corrected = Decision.objects.filter(number__in=documents, superseded_by__isnull=False)
    wrong = set(corrected.values_list("number", flat=True))
    return [*(each for each in items if each.ended_document in wrong), *lifted(items)]


def lifted(items: Sequence[BatchItem]) -> list[BatchItem]:
    """Of the items a batch stops as given up, those whose finding was lifted since."""
    wanted = [each for each in items if each.outcome == Outcome.GIVEN_UP]
    if not wanted:
        return []
    standing = Forfeit.objects.standing().filter(item__in=[each.version.item_id for each in wanted])
    kept = set(standing.values_list("item", flat=True))
    return [each for each in wanted if each.version.item_id not in kept]
