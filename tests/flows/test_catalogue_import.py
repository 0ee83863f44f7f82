"""A list becomes drafts of the own organ, with a report of every row that can be read again."""

import gzip
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from qingquan.catalogue import acts, watch
from qingquan.catalogue.models import Item, ItemImport
from qingquan.catalogue.tests.cast import at
from qingquan.catalogue.tests.examples import CODE
from qingquan.intake.words import FileState
from qingquan.intake.working import begun
from qingquan.law import Refused
from qingquan.people.models import SYSTEM
from qingquan.places.models import Organ
from tests.flows.catalogue_hands import Desks, Page, desks

__all__ = ["desks"]

pytestmark = pytest.mark.django_db

HEAD = "实施编码,事项名称,事项类型,实施主体\n"
ROWS = (
    f"{CODE},取水许可,行政许可,清泉县水利局",
    ",没有编码的事项,行政许可,",
    "LY-XK-0001,采伐许可,行政许可,清泉县林业局",
    "SL-XK-0002,=1+1,行政许可,",
)
LIST = HEAD + "\n".join(ROWS)


def sent(desks: Desks, content: bytes, name: str = "清单.csv", **more: str) -> Page:
    file = SimpleUploadedFile(name, content)
    return desks.administrator.post("/desk/catalogue/import/", {"file": file, **more}, follow=True)


def test_every_row_is_told_and_only_the_own_organs_become_drafts(desks: Desks) -> None:
    page = sent(desks, LIST.encode())
    html = page.content.decode()
    assert "共 4 行" in html
    assert "没有事项编码" in html
    assert "只能导入本机关的事项" in html
    assert set(Item.objects.values_list("code", "organ__name")) == {
        (CODE, "清泉县水利局"),
        ("SL-XK-0002", "清泉县水利局"),
    }


def test_the_report_is_a_file_that_a_spreadsheet_does_not_run(desks: Desks) -> None:
    page = sent(desks, LIST.encode())
    report = page.request["PATH_INFO"]
    file = desks.administrator.get(f"{report}report.csv")
    text = file.getvalue().decode("utf-8-sig")
    assert "attachment" in file["Content-Disposition"]
    assert text.startswith("行号,编码,名称,结果,说明")
    assert "'=1+1" in text


def test_a_report_is_only_its_owners(desks: Desks) -> None:
    report = sent(desks, LIST.encode()).request["PATH_INFO"]
    assert desks.administrator.get(f"{report}?outcome=refused").status_code == 200
    assert desks.stranger.get(report).status_code == 404
    assert desks.stranger.get(f"{report}report.csv").status_code == 404


def test_the_same_file_again_changes_nothing(desks: Desks) -> None:
    sent(desks, LIST.encode())
    assert "没有变化" in sent(desks, LIST.encode()).content.decode()
    assert Item.objects.count() == 2


def test_another_organs_item_is_not_touched_by_its_code(desks: Desks) -> None:
    cast = desks.cast
    theirs = cast.facts(code="LY-XK-0009", base_code="", organ_name="", organ_uscc="", name="采伐许可")
    version = acts.draft(theirs, organ=None, by=SYSTEM, at=at())
    digest = version.digest
    page = sent(desks, (HEAD + "LY-XK-0009,改了名,行政许可,\n").encode())
    assert "只能导入本机关的事项" in page.content.decode()
    version.refresh_from_db()
    assert version.digest == digest


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("a.csv", b"", "没有任何内容", id="empty"),
        pytest.param("a.csv", "甲,乙\n1,2\n".encode(), "找不到事项名称", id="no headings"),
        pytest.param("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 64, "旧版 .xls", id="old workbook"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(desks: Desks, name: str, content: bytes, told: str) -> None:
    page = sent(desks, content, name)
    assert told in page.content.decode()
    assert not Item.objects.exists()


def test_no_file_is_told_beside_the_field(desks: Desks) -> None:
    page = desks.administrator.post("/desk/catalogue/import/", {})
    assert page.status_code == 422
    assert "请选择要导入的文件" in page.content.decode()


def packed(text: str) -> bytes:
    made = BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb") as file:
        file.write(text.encode())
    return made.getvalue()


def test_a_packed_list_is_read_by_the_worker(desks: Desks) -> None:
    page = sent(desks, gzip.compress(LIST.encode()), "清单.csv.gz", map="generic")
    assert "data-running" in page.content.decode()
    assert watch.list_waits(at()) and watch.enter_lists(at()) == 1 and watch.enter_lists(at()) == 0
    assert Item.objects.count() == 2


def long_list(rows: int = 600) -> bytes:
    return (HEAD + "".join(f"SL-XK-{row:04d},取水许可{row},行政许可,\n" for row in range(rows))).encode()


def test_a_long_list_is_taken_at_once_and_is_one_however_often_it_is_sent(
    desks: Desks, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[Callable[[], object]]]]
) -> None:
    first, second = sent(desks, long_list()), sent(desks, long_list())
    assert first.request["PATH_INFO"] == second.request["PATH_INFO"]
    assert (ItemImport.objects.count(), Item.objects.count()) == (1, 0)
    with django_capture_on_commit_callbacks(execute=True):
        assert watch.enter_lists(at()) == 1
    done = ItemImport.objects.get()
    assert (done.state, Item.objects.count(), done.rows.count()) == (FileState.DONE, 600, 600)
    assert "共 600 行" in desks.administrator.get(first.request["PATH_INFO"]).content.decode()
    assert not default_storage.exists(done.file)


def test_a_list_stopped_in_the_middle_is_done_again_and_given_up_after_three(desks: Desks) -> None:
    sent(desks, long_list())
    taken = ItemImport.objects.get()
    for _ in range(3):
        begun(taken)
    assert watch.enter_lists(at()) == 1
    taken.refresh_from_db()
    assert (taken.state, Item.objects.count()) == (FileState.FAILED, 0)
    assert "3 次" in desks.administrator.get(f"/desk/catalogue/import/{taken.pk}/").content.decode()


def test_a_broken_pack_enters_nothing_and_says_why(desks: Desks) -> None:
    page = sent(desks, gzip.compress(long_list())[:-9], "清单.csv.gz")
    assert watch.enter_lists(at()) == 1
    told = desks.administrator.get(page.request["PATH_INFO"]).content.decode()
    assert "没有导入，权力清单没有任何变化" in told and "不是完整的 gzip" in told
    assert not Item.objects.exists()


def test_nobody_hands_in_a_list_for_another_organ(desks: Desks) -> None:
    with pytest.raises(Refused, match="只能导入本机关的事项"):
        acts.hand_in(
            BytesIO(LIST.encode()),
            map_name="",
            name="清单.csv",
            organ=Organ.objects.get(name="清泉县林业局"),
            by=desks.cast.administrator,
            at=at(),
        )
    assert not ItemImport.objects.exists()


def test_the_same_list_twice_under_way_is_kept_out_by_the_database(desks: Desks) -> None:
    sent(desks, long_list())
    twin = ItemImport.objects.get()
    twin.pk = None
    with pytest.raises(IntegrityError, match="item_import_once_at_a_time"):
        twin.save()
