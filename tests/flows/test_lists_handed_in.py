"""Lists handed in as files: short ones at once, long ones by the worker; whole or not at all; every row told."""

import gzip
import io
import zipfile
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qingquan.campaign.tests.cast import at
from qingquan.catalogue.reading import delimited, table
from qingquan.crosscheck import watch
from qingquan.crosscheck.acts import Beside, carry_out, hand_in
from qingquan.crosscheck.models import ExercisedRecord, ListImport, ListImportRow
from qingquan.crosscheck.tests.cast import Cast, gather
from qingquan.intake.words import FileState
from qingquan.intake.working import begun
from qingquan.law import Refused
from qingquan.people.models import Actor

pytestmark = pytest.mark.django_db
AT = at(date(2026, 3, 2))
PAGE = "/desk/clearing/crosscheck/sets/exercised/import/"
HEAD = "机关,名称,种类,月份,件数\n"


@pytest.fixture
def cast() -> Cast:
    return gather()


def records(rows: int) -> bytes:
    return (HEAD + "".join(f"水利局,取水许可{row},办件,2026-03,1\n" for row in range(rows))).encode()


def browser(actor: Actor) -> Client:
    made = Client()
    assert actor.account is not None
    made.force_login(actor.account)
    return made


def handed_in(cast: Cast, content: bytes) -> ListImport:
    return hand_in(io.BytesIO(content), which="exercised", beside=Beside(), name="台账.csv", by=cast.office, at=AT)


def carried_out(taken: ListImport) -> ListImport:
    assert carry_out(taken, now=lambda: AT)
    taken.refresh_from_db()
    return taken


def workbook(size: int) -> bytes:
    """A small file that says it is a workbook and unpacks to so many bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b"<workbook/>")
        book.writestr("xl/sharedStrings.xml", b" " * size)
    return out.getvalue()


def test_a_long_list_is_taken_at_once_and_entered_by_the_worker(cast: Cast) -> None:
    office = browser(cast.office)
    page = office.post(PAGE, {"file": SimpleUploadedFile("台账.csv", records(600))})
    assert (page.status_code, ExercisedRecord.objects.count()) == (303, 0)
    waiting = office.get(page["Location"]).content.decode()
    assert "data-running" in waiting and "后台十秒之内开始" in waiting
    again = office.post(PAGE, {"file": SimpleUploadedFile("台账.csv", records(600))})
    assert again["Location"] == page["Location"]
    assert watch.list_waits(AT) and watch.enter_lists(AT) == 1 and watch.enter_lists(AT) == 0
    assert ExercisedRecord.objects.count() == ListImportRow.objects.count() == 600
    assert "共 600 行" in office.get(page["Location"]).content.decode()
    assert "台账.csv" in office.get(PAGE).content.decode()


def test_a_short_list_is_entered_while_one_waits(cast: Cast) -> None:
    browser(cast.office).post(PAGE, {"file": SimpleUploadedFile("台账.csv", records(500))})
    assert (ListImport.objects.get().state, ExercisedRecord.objects.count()) == (FileState.DONE, 500)


def test_an_import_stopped_in_the_middle_is_done_again_and_given_up_after_three(cast: Cast) -> None:
    taken = handed_in(cast, records(1))
    begun(taken)
    assert watch.enter_lists(AT) == 1
    taken.refresh_from_db()
    assert (taken.state, taken.attempts) == (FileState.DONE, 2)
    never = handed_in(cast, records(2))
    for _ in range(3):
        begun(never)
    assert watch.enter_lists(AT) == 1
    never.refresh_from_db()
    assert (never.state, "3 次" in never.failure) == (FileState.FAILED, True)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (gzip.compress(records(1))[:-9], "不是完整的 gzip"),
        (gzip.compress(b"\0" * 201 * 1024 * 1024), "解压后超过 200 MB"),
        (workbook(201 * 1024 * 1024), "展开后超过 200 MB"),
        (b"\0" * 300_000, "不是 CSV"),
        (b"a" * 300_000, "找不到列名"),
        (b"a" * 1_500_000, "不是表格"),
        (b"\n" * 2_000_001, "超过 2000000 行"),
        (records(200_001), "超过 200000 行"),
    ],
    ids=["cut off", "gzip bomb", "zip bomb", "noughts", "one line", "one cell", "line ends", "too many rows"],
)
def test_a_lying_file_is_refused_in_one_sentence_and_enters_nothing(cast: Cast, content: bytes, why: str) -> None:
    failed = carried_out(handed_in(cast, content))
    assert failed.state == FileState.FAILED
    assert why in failed.failure
    assert not ExercisedRecord.objects.exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xd0\xcf\x11\xe0" + b"0" * 500_000, "加密的工作簿"),
        (b"PK\x03\x04rest", "已损坏"),
        ("机关,名称\n水利局,取水".encode(), "种类"),
        (b"", "没有任何内容"),
    ],
)
def test_what_is_seen_at_once_to_be_no_list_is_not_even_taken(cast: Cast, content: bytes, why: str) -> None:
    page = browser(cast.office).post(PAGE, {"file": SimpleUploadedFile("台账.xlsx", content or b" ")})
    assert page.status_code == 409
    assert why in page.content.decode()
    assert not ListImport.objects.exists()


def test_noughts_in_a_row_and_beside_the_file_spoil_only_themselves(cast: Cast) -> None:
    done = carried_out(handed_in(cast, records(40) + "水利局,取\0水,办件,2026-03,1\n".encode()))
    assert (done.counts["entered"], done.counts["refused"]) == (40, 1)
    assert done.rows.get(outcome="refused").name == "取水"
    duties = "机关,职责\n水利局,负责取水。".encode()
    office = browser(cast.office)
    page = office.post(
        PAGE.replace("exercised", "duties"),
        {"file": SimpleUploadedFile("三定.csv", duties), "document": "清编\0〔2019〕12号"},
    )
    assert page.status_code == 303


def test_a_department_hands_nothing_in_and_a_forged_import_is_no_page(cast: Cast) -> None:
    with pytest.raises(Refused, match="清理审核专班"):
        hand_in(io.BytesIO(records(1)), which="exercised", beside=Beside(), name="", by=cast.administrator, at=AT)
    taken = handed_in(cast, records(1))
    office, stranger = browser(cast.office), browser(cast.base.forest_administrator)
    assert stranger.post(PAGE, {"file": SimpleUploadedFile("台账.csv", records(1))}).status_code == 404
    assert stranger.get(f"{PAGE}{taken.pk}/").status_code == 404
    assert office.get(f"{PAGE}{taken.pk + 1}/").status_code == 404
    assert office.get(f"{PAGE.replace('exercised', 'base')}{taken.pk}/").status_code == 404


def test_the_file_is_dropped_at_its_end(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    taken = handed_in(cast, records(1))
    assert default_storage.exists(taken.file)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        carried_out(taken)
    assert not default_storage.exists(taken.file)


def test_no_more_rows_are_held_than_a_list_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 3)
    with pytest.raises(Refused, match="超过 3 行"):
        table.table_of(b"a,b\n" * 9, "x.csv")
    monkeypatch.setattr(delimited, "MOST_LINES", 5)
    with pytest.raises(Refused, match="超过 5 行"):
        table.table_of(b"a,b\n\n" * 9, "x.csv")
