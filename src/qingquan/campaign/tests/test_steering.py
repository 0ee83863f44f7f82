"""Reminders once each, bulletins as they stood, the board's sums, and how few statements they take."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from pypdf.generic import StreamObject

from qingquan.campaign import acts, watch
from qingquan.campaign.acts.reporting import laid
from qingquan.campaign.models import Bulletin, OrganReport, Reminder, ReportedItem
from qingquan.campaign.printing import bulletin_pdf
from qingquan.campaign.reading.board import by_type, rows_of, total
from qingquan.campaign.rules.entries import Particulars
from qingquan.campaign.rules.progress import indicators
from qingquan.campaign.tests.cast import REPORT_BY, Cast, at, gather, plain
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.words import PowerType
from qingquan.law import Refused
from qingquan.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


def test_the_worker_reminds_once_of_each_term(cast: Cast) -> None:
    cast.report()
    days = [date(2026, 3, 10) + timedelta(days=n) for n in range(30)]
    sent = {day: number for day in days if (number := watch.remind(at(day, 8)))}
    # The forestry bureau never acknowledged; both hear of the term before it and after it.
    assert sent == {date(2026, 3, 14): 1, date(2026, 3, 28): 2, date(2026, 4, 1): 2}
    assert Entry.objects.filter(kind="campaign.reminded").count() == 5
    assert watch.remind(at(date(2026, 4, 8))) == 0


def test_nobody_is_reminded_of_what_is_signed_or_without_a_campaign(cast: Cast) -> None:
    assert watch.remind(at(REPORT_BY)) == 0
    report = cast.report()
    cast.signed(report)
    assert watch.remind(at(REPORT_BY)) == 2
    assert {reminder.report.organ for reminder in Reminder.objects.all()} == {cast.forest}


def test_a_reminder_is_never_sent_twice(cast: Cast) -> None:
    cast.report()
    watch.remind(at(REPORT_BY))
    reminder = Reminder.objects.first()
    assert reminder is not None
    reminder.pk = None
    with pytest.raises(IntegrityError, match="reminded_once"), transaction.atomic():
        reminder.save(force_insert=True)


def test_a_bulletin_tells_how_far_everybody_was(cast: Cast) -> None:
    report = cast.report()
    cast.entered(report)
    cast.signed(report)
    bulletin = acts.issue_bulletin(report.campaign, "请林业局抓紧。", by=cast.office, at=at(date(2026, 4, 2)))
    assert bulletin.number == "QL2026-01 第1期"
    assert bulletin.contents["late"] == ["清泉县林业局"]
    assert bulletin.contents["rows"][0][1:5] == ["清泉县水利局", "已签字报送", "1", "0"]
    assert bulletin_pdf(bulletin, demo=True) == bulletin_pdf(Bulletin.objects.get(), demo=True)
    assert Entry.objects.get(kind="campaign.bulletin_issued").facts["number"] == bulletin.number


def test_a_bulletin_is_made_to_be_kept(cast: Cast) -> None:
    note = "请于𠮷日以前报送。"
    bulletin = acts.issue_bulletin(cast.launch(), note, by=cast.office, at=at(date(2026, 4, 2)))
    pdf = bulletin_pdf(bulletin, demo=True)
    assert pdf.startswith(b"%PDF-")
    metadata = PdfReader(BytesIO(pdf)).root_object["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata.get_data()
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in metadata.get_data()
    words = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    assert "请于〓日以前报送" in words
    assert "U+20BB7" in words


def test_only_the_office_issues_bulletins_and_they_say_something(cast: Cast) -> None:
    campaign = cast.launch()
    with pytest.raises(Refused, match="清理审核专班"):
        acts.issue_bulletin(campaign, "请抓紧。", by=cast.head, at=at())
    with pytest.raises(Refused, match="通报要求"):
        acts.issue_bulletin(campaign, " ", by=cast.office, at=at())


@pytest.mark.parametrize("table", ["bulletin", "reminder", "takensheet"])
def test_what_was_sent_stays_as_it_was(cast: Cast, table: str) -> None:
    report = cast.report()
    watch.remind(at(REPORT_BY))
    acts.issue_bulletin(report.campaign, "请抓紧。", by=cast.office, at=at())
    report.sheets.create(
        name="表", sha256="0", outcome="taken", counts={}, rows=[], findings=[], taken_at=at(), taken_by=None
    )
    for statement in (f"UPDATE campaign_{table} SET id = id", f"DELETE FROM campaign_{table}"):
        with pytest.raises(IntegrityError, match="不能更改或者删除"), transaction.atomic(), connection.cursor() as sql:
            sql.execute(statement)


def test_the_board_sums_what_was_reported(cast: Cast) -> None:
    cast.catalogue.published()
    report = cast.report()
    # The promise in force on the baseline day was 31 of 45 working days.
    cast.entered(report, plain(promise=Span(20)))
    cast.entered(report, plain(code="", name="对擅自取水的处罚", power_type=PowerType.PENALTY, promise=None))
    water, forest = rows_of(report.campaign)
    assert (water.sums.items, forest.sums.items) == (2, 0)
    rates = {each.key: (each.part, each.whole) for each in indicators(total([water.sums, forest.sums]))}
    assert rates["report"] == (0, 2)
    assert rates["acknowledged"] == (1, 2)
    assert rates["cut_legal"] == (25, 45)
    assert rates["cut_former"] == (11, 31)
    assert rates["centre"] == (1, 1)
    assert by_type(report.campaign) == [(PowerType.LICENCE, 1), (PowerType.PENALTY, 1)]


def many(report: OrganReport, number: int) -> None:
    """So many items of one organ."""
    said = Particulars(duty="职责", cases_last_year=1)
    rows = [
        laid(ReportedItem(report=report, origin="sheet"), plain(code=f"990101SL-XK-{n:04d}"), said, at())
        for n in range(number)
    ]
    ReportedItem.objects.bulk_create(rows)


def test_the_board_takes_three_statements_however_many_items(cast: Cast) -> None:
    report = cast.report()
    for number in (3, 40):
        ReportedItem.objects.all().delete()
        many(report, number)
        with CaptureQueriesContext(connection) as asked:
            rows_of(report.campaign)
        assert len(asked) == 3
        # Elements are large; no board reads them.
        assert not any(re.search(r'"elements"', each["sql"]) for each in asked)
