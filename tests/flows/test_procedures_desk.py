"""Procedures at the desk: from stages, from a file, drawn in the browser; stored only when the check has passed."""

import hashlib
import re
from importlib import resources
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qingquan.desk.procedure_stages import COLUMNS, USUAL
from qingquan.procedures.models import StoredProcedure
from tests.flows.catalogue_hands import Desks, Page, desks, editor, newest

__all__ = ["desks"]

pytestmark = pytest.mark.django_db

NEW, UPLOAD, CHECK = "/desk/procedures/new/", "/desk/procedures/upload/", "/desk/procedures/check/"
ORDINARY = resources.files("qingquan.procedures").joinpath("samples", "licence_ordinary.bpmn").read_text("utf-8")
JOINT = resources.files("qingquan.procedures").joinpath("samples", "licence_joint.bpmn").read_text("utf-8")
# A gateway that waits for the first way in and for the way back at once waits for ever.
MERGE = re.compile(r'<bpmn:exclusiveGateway id="Choice_2">(.*?)</bpmn:exclusiveGateway>', re.DOTALL)
DEADLOCK = MERGE.sub(r'<bpmn:parallelGateway id="Choice_2">\1</bpmn:parallelGateway>', JOINT)
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "{}"><!ENTITY c "&b;&b;">]><a>&c;</a>'
HOSTILE = [
    pytest.param(BOMB.format("x" * 100), id="entities"),
    pytest.param('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', id="external"),
    pytest.param("<a>" * 5000, id="deep"),
    pytest.param("not xml at all", id="no XML"),
    pytest.param("", id="nothing"),
    pytest.param("<a>\0</a>", id="nought byte"),
]


def stages(**changes: Any) -> dict[str, Any]:
    """The table as it first stands."""
    columns = zip(COLUMNS, zip(*USUAL, strict=True), strict=True)
    return {f"stage.{name}": list(column) for name, column in columns} | {"name": "取水许可流程"} | changes


def sent(desks: Desks, xml: str | bytes, **more: str) -> Page:
    raw = xml.encode() if isinstance(xml, str) else xml
    return desks.administrator.post(UPLOAD, {"file": SimpleUploadedFile("流程.bpmn", raw), **more})


def stored() -> list[str]:
    """What is in the library besides the cast's own."""
    return [each.name for each in StoredProcedure.objects.exclude(name="一般许可流程")]


def test_a_table_of_stages_is_drawn_and_stored(desks: Desks) -> None:
    page = desks.administrator.post(NEW, stages(act="preview"))
    assert "<svg" in page.content.decode()
    assert stored() == []
    answer = desks.administrator.post(NEW, stages(act="store"))
    assert answer.status_code == 302
    assert stored() == ["取水许可流程"]
    page = desks.legal.get(answer["Location"])
    assert "没有发现问题" in page.content.decode()


def test_stages_are_added_and_removed_without_scripts(desks: Desks) -> None:
    page = desks.administrator.post(NEW, stages(act="add")).content.decode()
    assert page.count('name="stage.name"') == 6
    page = desks.administrator.post(NEW, stages(act="remove:1")).content.decode()
    assert page.count('name="stage.name"') == 4
    assert stored() == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"stage.working_days": ["1", "很快", "2", "2", "1"]}, "很快", id="days in words"),
        pytest.param({"stage.kind": ["accept", "x", "review", "decide", "issue"]}, "类别", id="unknown kind"),
        pytest.param({"stage.returns_to": ["", "", "别处", "", ""]}, "别处", id="back to nowhere"),
        pytest.param({"stage.name": []}, "阶段须有", id="no stages"),
    ],
)
def test_stages_that_make_no_sense_are_refused_by_row(desks: Desks, changes: dict[str, Any], told: str) -> None:
    page = desks.administrator.post(NEW, stages(act="store") | changes)
    assert page.status_code == 409
    assert told in page.content.decode()
    assert stored() == []


def test_a_procedure_without_name_is_not_stored(desks: Desks) -> None:
    page = desks.administrator.post(NEW, stages(act="store", name=""))
    assert page.status_code == 422
    assert "请填写流程名称" in page.content.decode()


def test_a_procedure_written_for_a_draft_is_chosen_there_and_saved_by_the_draft(desks: Desks) -> None:
    desks.cast.draft(procedure_sha256="")
    item = newest().item.code
    answer = desks.administrator.post(NEW, stages(act="store", item=item))
    sha256 = StoredProcedure.objects.get(name="取水许可流程").sha256
    assert answer["Location"] == f"{editor('procedure')}?procedure={sha256}"
    page = desks.administrator.get(answer["Location"]).content.decode()
    assert f'value="{sha256}" selected' in page
    assert newest().procedure is None, "looking saves nothing"


def test_an_uploaded_file_is_stored_under_its_digest(desks: Desks) -> None:
    answer = sent(desks, ORDINARY.replace("受理", "收件受理"))
    assert answer.status_code == 302
    kept = StoredProcedure.objects.get(name="流程")
    assert kept.sha256 == hashlib.sha256(kept.xml.encode()).hexdigest()
    assert answer["Location"] == f"/desk/procedures/{kept.sha256}/"


def test_the_same_file_under_another_name_is_told_to_be_there_already(desks: Desks) -> None:
    page = desks.administrator.post(
        UPLOAD, {"file": SimpleUploadedFile("流程.bpmn", ORDINARY.encode()), "name": "另一个名字"}, follow=True
    )
    assert "库中已有同样的流程“一般许可流程”" in page.content.decode()
    assert stored() == []


def test_a_file_in_a_chinese_encoding_is_kept_as_utf_8(desks: Desks) -> None:
    raw = ORDINARY.replace("UTF-8", "GBK").replace("受理", "收件受理").encode("gbk")
    assert sent(desks, raw).status_code == 302
    kept = StoredProcedure.objects.get(name="流程").xml
    assert kept.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert "受理" in kept


def test_a_deadlock_is_refused_and_the_refusal_points_at_the_element(desks: Desks) -> None:
    page = sent(desks, DEADLOCK)
    html = page.content.decode()
    assert page.status_code == 409
    assert "可能永远等不齐" in html
    assert "元素 Choice_2" in html
    assert stored() == []


@pytest.mark.parametrize("xml", HOSTILE)
def test_hostile_files_are_refused_with_a_finding(desks: Desks, xml: str) -> None:
    page = sent(desks, xml)
    assert page.status_code in {409, 422}
    assert stored() == []
    found = desks.administrator.post(CHECK, {"xml": xml}).json()["findings"]
    assert found
    assert found[0]["severity"] == "error"


def test_a_file_too_large_is_refused_by_its_size(desks: Desks) -> None:
    page = sent(desks, b"<a>" + b" " * 2_100_000)
    assert page.status_code == 409
    assert "最多 2 MB" in page.content.decode()


def test_the_check_points_at_elements_and_stores_nothing(desks: Desks) -> None:
    assert desks.administrator.post(CHECK, {"xml": ORDINARY}).json() == {"findings": []}
    found = desks.administrator.post(CHECK, {"xml": DEADLOCK}).json()["findings"]
    assert ("deadlock", "Choice_2") in {(each["code"], each["element_id"]) for each in found}
    assert stored() == []


def test_a_drawing_with_errors_is_given_back_with_its_findings(desks: Desks) -> None:
    edit = f"/desk/procedures/{desks.cast.procedure}/edit/"
    assert desks.administrator.get(edit).status_code == 200
    page = desks.administrator.post(edit, {"xml": DEADLOCK, "name": "新流程"})
    html = page.content.decode()
    assert page.status_code == 409
    assert "没有存入" in html
    assert "永远等不齐" in html
    assert stored() == []


def test_a_changed_drawing_is_another_procedure_and_the_stored_one_stays(desks: Desks) -> None:
    edit = f"/desk/procedures/{desks.cast.procedure}/edit/"
    changed = ORDINARY.replace("受理", "收件受理").replace("\n", "\r\n")
    assert desks.administrator.post(edit, {"xml": changed, "name": "新流程"}).status_code == 302
    assert stored() == ["新流程"]
    assert StoredProcedure.objects.get(sha256=desks.cast.procedure).xml == ORDINARY


def test_a_drawing_sent_back_unchanged_is_the_same_procedure_from_every_browser(desks: Desks) -> None:
    edit = f"/desk/procedures/{desks.cast.procedure}/edit/"
    answer = desks.administrator.post(edit, {"xml": ORDINARY.replace("\n", "\r\n"), "name": "新流程"})
    assert answer["Location"] == f"/desk/procedures/{desks.cast.procedure}/"
    assert stored() == []


def test_names_in_a_diagram_cannot_break_out_of_the_page(desks: Desks) -> None:
    evil = "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    answer = sent(desks, ORDINARY.replace("受理", f"受理{evil}"), name="<script>alert(2)</script>")
    assert answer.status_code == 302
    for path in (answer["Location"], f"{answer['Location']}edit/", "/desk/procedures/"):
        assert "<script>alert" not in desks.administrator.get(path).content.decode(), path


def test_the_page_runs_no_script_but_our_own(desks: Desks) -> None:
    page = desks.administrator.get(f"/desk/procedures/{desks.cast.procedure}/edit/")
    assert "script-src 'self'" in page["Content-Security-Policy"]
    html = page.content.decode()
    assert html.count("<script") == html.count("<script src=")
    assert "<noscript>" in html


def test_the_file_is_handed_out_as_a_file(desks: Desks) -> None:
    file = desks.legal.get(f"/desk/procedures/{desks.cast.procedure}/file/")
    assert file.content.decode() == ORDINARY
    assert file["Content-Type"] == "application/octet-stream"
    assert "attachment" in file["Content-Disposition"]


def test_the_page_says_which_versions_run_on_it(desks: Desks) -> None:
    desks.cast.published()
    page = desks.legal.get(f"/desk/procedures/{desks.cast.procedure}/").content.decode()
    assert "取水许可 第 1 版" in page
    stranger = desks.stranger.get(f"/desk/procedures/{desks.cast.procedure}/").content.decode()
    assert "取水许可 第 1 版" in stranger
    assert "/desk/catalogue/items/" not in stranger


@pytest.mark.parametrize("who", ["legal", "government", "clerk"])
@pytest.mark.parametrize("path", [NEW, UPLOAD])
def test_only_administrators_of_catalogues_write_procedures(desks: Desks, who: str, path: str) -> None:
    assert getattr(desks, who).get(path).status_code == 404
    assert getattr(desks, who).post(CHECK, {"xml": ORDINARY}).status_code == 404


@pytest.mark.parametrize(
    "path", ["/desk/procedures/" + "0" * 64 + "/", "/desk/procedures/abc/", "/desk/procedures/%00/"]
)
def test_a_procedure_that_is_not_there_is_not_found(desks: Desks, path: str) -> None:
    assert desks.administrator.get(path).status_code == 404
