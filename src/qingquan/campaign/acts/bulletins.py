"""Bulletins: how far every organ is, as it stood on the day, numbered and never changed."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from qingquan.campaign.acts.hold import hold_campaign
from qingquan.campaign.models import Bulletin, Campaign
from qingquan.campaign.reading.board import OrganRow, by_type, rows_of, total
from qingquan.campaign.rules import authority
from qingquan.campaign.rules.progress import Indicator, indicators
from qingquan.campaign.rules.reports import check_new_term
from qingquan.campaign.words import CampaignStage, ReportState
from qingquan.clock import BeyondCalendar
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.ledger.rules import canonical
from qingquan.papers.acts import next_number
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar


@act("campaign.bulletin_issued")
def issue_bulletin(
    campaign: Campaign, note: str, *, by: Actor, at: datetime, answer_by: date | None = None
) -> Bulletin:
    """Issue a bulletin to all organs: the stage, the figures, who is late, what the office asks, and by when.

    `answer_by` is told to whoever is late; it changes no organ's term, so who is late stays late.
    """
    held = hold_campaign(campaign)
    authority.check_runs_campaign(by.role, "印发清理审核通报")
    if held.closed_at is not None:
        raise Refused("这次清理审核已经结束，不再印发通报。")
    if not note.strip():
        raise Refused("请写明通报要求，例如逾期机关应当在哪一天以前报送。")
    on = timezone.localdate(at)
    if answer_by is not None:
        check_answer_by(answer_by, on)
    last = held.bulletins.first()
    if last is not None and last.issued_on == on and last.contents["note"] == note.strip():
        raise Refused(f"{last.number}刚刚以同样的内容印发，不用再次印发。")
    place = next_number(f"campaign/bulletin/{held.number}")
    contents = contents_of(held, note.strip(), on, by) | {"answer_by": in_chinese(answer_by) if answer_by else ""}
    bulletin = Bulletin.objects.create(
        campaign=held,
        number=f"{held.number} 第{place}期",
        title=f"关于{held.name}进展情况的通报（第{place}期）",
        contents=contents | {"issue": place},
        answer_by=answer_by,
        issued_on=on,
        issued_at=at,
        issued_by=by.account,
    )
    digest = hashlib.sha256(canonical(bulletin.contents)).hexdigest()
    record(held.number, "campaign.bulletin_issued", {"number": bulletin.number, "digest": digest}, by=by, at=at)
    return bulletin


def check_answer_by(answer_by: date, on: date) -> None:
    """A working day to come, as any term."""
    try:
        check_new_term("补报截止", answer_by, on=on, calendar=county_calendar())
    except BeyondCalendar as beyond:
        raise Refused(str(beyond)) from beyond


def contents_of(campaign: Campaign, note: str, on: date, by: Actor) -> dict[str, object]:
    """The figures as they stand, as the template prints them."""
    rows = rows_of(campaign)
    sums = total(row.sums for row in rows)
    return {
        "campaign": campaign.name,
        "organ": by.organ.name if by.organ else "",
        "stage": CampaignStage(campaign.stage).label,
        "day": in_chinese(on),
        "note": note,
        "organs": sums.organs,
        "signed": sums.signed,
        "items": sums.items,
        "types": [[kind.label, number] for kind, number in by_type(campaign)],
        "indicators": [told(each) for each in indicators(sums)],
        "late": [row.organ for row in rows if row.late(on)],
        "given_back": [
            [row.organ, in_chinese(row.due_on), row.given_back_reason]
            for row in rows
            if row.state is ReportState.GIVEN_BACK
        ],
        "rows": lines(rows, on),
    }


def told(each: Indicator) -> list[str]:
    """One indicator as the table of a bulletin has it."""
    rate = "—" if each.percent is None else f"{each.percent}%"
    return [each.label, rate, f"{each.part} / {each.whole}", "—" if each.target is None else f"{each.target}%"]


def lines(rows: Sequence[OrganRow], on: date) -> list[list[str]]:
    """One line an organ: number, name, state, items, doubts, day of signing."""
    return [
        [
            str(place),
            row.organ,
            row.state.label + ("（逾期）" if row.late(on) else ""),
            str(row.sums.items),
            str(row.sums.errors + row.sums.doubts),
            in_chinese(timezone.localdate(row.signed_at)) if row.signed_at else "—",
        ]
        for place, row in enumerate(rows, 1)
    ]


def in_chinese(day: date) -> str:
    """2026年11月6日."""
    return f"{day.year}年{day.month}月{day.day}日"
