"""Many reported items read at once, for one opinion on all of them: a handful of statements however many there are."""

from collections.abc import Mapping, Sequence
from datetime import date

from qingquan.campaign.models import ReportedItem
from qingquan.campaign.words import ItemOrigin, ReportState
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.review.models import Opinion, Writing
from qingquan.review.reading.dossier import given_up, living
from qingquan.review.rules.matter import Matter, matter_of
from qingquan.review.rules.owners import item_key, of_office
from qingquan.review.rules.together import Candidate, Speaker
from qingquan.review.words import DraftKind, Office

# What a head has signed once; other reports are nobody's but their organ's.
SHOWN = (ReportState.SIGNED, ReportState.GIVEN_BACK)


def candidates(ticked: Mapping[int, int], office: Office, today: date) -> list[tuple[ReportedItem, Candidate]]:
    """The ticked items there are, in the order of the list; `ticked` gives the revision seen of each."""
    items = list(
        ReportedItem.objects.filter(pk__in=ticked, report__state__in=SHOWN)
        .select_related("report__campaign", "report__organ", "item")
        .order_by("report__organ__seq", "code")
    )
    matters, given, drafts = matters_of(items, today), given_on(items), drafts_of(items, office)
    return [
        (
            item,
            Candidate(
                seen=ticked[item.pk],
                revision=item.revision,
                open=item.report.state == ReportState.SIGNED and item.report.campaign.closed_at is None,
                matter=matters[item.pk],
                given=given[item.pk],
                signed_by=item.report.signed_by_id,
                drafted_by=drafts.get(item_key(item.pk), ""),
            ),
        )
        for item in items
    ]


def matters_of(items: Sequence[ReportedItem], today: date) -> dict[int, Matter]:
    """Each item's power as the rules see it; `dossier_of` says the same of one."""
    by_code = dict(Item.objects.filter(code__in=[item.code for item in items]).values_list("code", "pk"))
    own = {item.pk: item.item_id or by_code.get(item.code) for item in items}
    wanted = [pk for pk in own.values() if pk is not None]
    in_force = set(ItemVersion.objects.in_force(today).filter(item__in=wanted).values_list("item_id", flat=True))
    findings = given_up(wanted)
    facts = living([item.facts() for item in items], today)
    return {
        item.pk: matter_of(
            each,
            today,
            in_catalogue=own[item.pk] is not None,
            in_force=own[item.pk] in in_force,
            found_by_check=item.origin == ItemOrigin.ADDED,
            organ=item.report.organ.name,
            given_up=findings.get(own[item.pk] or 0, ""),
        )
        for item, each in zip(items, facts, strict=True)
    }


def given_on(items: Sequence[ReportedItem]) -> dict[int, dict[Office, Speaker]]:
    """Who has spoken for which office on each item as it stands; not what they said."""
    found: dict[int, dict[Office, Speaker]] = {item.pk: {} for item in items}
    now = {item.pk: item.revision for item in items}
    for each in Opinion.objects.filter(reported__in=found).select_related("given_by").defer("reasons"):
        if each.revision == now[each.reported_id]:
            found[each.reported_id][Office(each.office)] = Speaker(each.given_by_id, each.given_by.name)
    return found


def drafts_of(items: Sequence[ReportedItem], office: Office) -> dict[str, str]:
    """Who left an opinion of the office unfinished, by what it is about."""
    keys = [item_key(item.pk) for item in items]
    rows = Writing.objects.filter(kind=DraftKind.OPINION.value, owner=of_office(office), subject__in=keys)
    return dict(rows.values_list("subject", "changed_by__name"))
