"""What the database itself says no to in a campaign, tried past the acts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from qingquan.campaign import acts
from qingquan.campaign.models import Campaign, EntryDraft, OrganReport, ReportedItem, Share, StageTerm
from qingquan.campaign.tests.cast import Cast, at, gather
from qingquan.law import Refused
from qingquan.people.models import SYSTEM, Actor
from qingquan.places import acts as places
from qingquan.places.models import Organ
from qingquan.places.words import SubjectNature

Deed = Callable[[Cast, OrganReport], object]


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


def again(row: Model, **changes: Any) -> None:
    """The same row written once more beside itself, with some columns changed."""
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def of(report: OrganReport) -> OrganReport:
    return OrganReport.objects.exclude(pk=report.pk).get()


def draft(cast: Cast, report: OrganReport, item: ReportedItem | None) -> EntryDraft:
    account = cast.administrator.account
    assert account is not None
    return EntryDraft.objects.create(report=report, account=account, item=item, texts={}, kept_at=at())


def third(cast: Cast) -> Organ:
    """An organ that has no report in the campaign."""
    return places.enter_organ(
        name="清泉县气象局",
        short_name="清气",
        seq="031",
        uscc="119901010010000299",
        division=cast.water.division,
        nature=SubjectNature.STATUTORY,
        by=SYSTEM,
        at=at(),
    )


def shared(report: OrganReport, to: Actor) -> Share:
    assert to.post is not None
    assert to.account is not None
    due_on = date(2026, 3, 20)
    return Share.objects.create(item=report.items.get(), post=to.post, account=to.account, due_on=due_on, given_at=at())


TRIES: dict[str, tuple[str, Deed]] = {
    "an item moved to another report": (
        "reported_stays_in_its_report",
        lambda cast, report: ReportedItem.objects.filter(report=report).update(report=of(report)),
    ),
    "an item reported twice": (
        "reported_once_per_code",
        lambda cast, report: again(ReportedItem.objects.get(report=report)),
    ),
    "a second campaign beside the first": (
        "campaign_one_at_a_time",
        lambda cast, report: again(Campaign.objects.get(), number="QL2026-99"),
    ),
    "a promise of eleven tenths": (
        "campaign_cut_in_tenths",
        lambda cast, report: Campaign.objects.update(promise_tenths=11),
    ),
    "a promise of no tenths": (
        "campaign_cut_in_tenths",
        lambda cast, report: Campaign.objects.update(promise_tenths=0),
    ),
    "a stage with two terms": (
        "stage_once_per_campaign",
        lambda cast, report: again(StageTerm.objects.filter(stage="launch").get()),
    ),
    "an organ with two reports": (
        "report_once_per_organ",
        lambda cast, report: again(OrganReport.objects.get(pk=report.pk)),
    ),
    "a report given to another organ": (
        "report_keeps_its_signature",
        lambda cast, report: OrganReport.objects.filter(pk=report.pk).update(
            organ=Organ.objects.exclude(pk=report.organ_id)[0]
        ),
    ),
    "a signature of nobody": (
        "report_signed_by_somebody",
        lambda cast, report: OrganReport.objects.filter(pk=report.pk).update(state="signed", signed_at=at()),
    ),
    "two drafts of one item by one person": (
        "entry_draft_once",
        lambda cast, report: again(draft(cast, report, report.items.get())),
    ),
    "two drafts of a new item by one person": (
        "entry_draft_once",
        lambda cast, report: again(draft(cast, report, None)),
    ),
    "a share of another organ's post": (
        "share_stays_in_the_organ",
        lambda cast, report: shared(report, cast.forest_head),
    ),
}


@pytest.mark.parametrize(("constraint", "deed"), TRIES.values(), ids=TRIES)
def test_the_database_says_no(cast: Cast, constraint: str, deed: Deed) -> None:
    report = cast.report()
    cast.entered(report)
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        deed(cast, report)
    assert broken.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def test_a_campaign_that_has_ended_makes_room_for_the_next(cast: Cast) -> None:
    Campaign.objects.filter(pk=cast.launch().pk).update(closed_at=at())
    cast.launch()
    assert Campaign.objects.count() == 2


def test_nothing_is_done_in_a_campaign_that_has_ended(cast: Cast) -> None:
    report = cast.report()
    item = cast.entered(report)
    Campaign.objects.update(closed_at=at())
    for deed in (
        lambda: cast.entered(report),
        lambda: acts.drop_item(item, expected=1, reason="不要", by=cast.administrator, at=at()),
        lambda: cast.signed(report),
        lambda: acts.copy_last(report, by=cast.administrator, at=at()),
        lambda: acts.give_back(report, "漏报。", by=cast.office, at=at()),
        lambda: acts.confirm_basis(report.campaign, "收录 120 件。", by=cast.catalogue.legal, at=at()),
        lambda: acts.move_on(report.campaign, by=cast.office, at=at()),
    ):
        with pytest.raises(Refused, match="已经结束"):
            deed()
