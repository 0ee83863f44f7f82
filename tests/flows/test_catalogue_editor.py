"""The editor of a draft: nothing typed is lost, what is wrong is told at its field, nobody is overwritten."""

import json
from dataclasses import replace
from datetime import date

import pytest

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import LegalBasis, Span
from qingquan.catalogue.tests.examples import CODE
from qingquan.catalogue.words import BasisLevel
from qingquan.desk.elements.groups import GROUPS
from qingquan.desk.elements.reading import Reader
from qingquan.desk.elements.shapes import places_of
from qingquan.desk.elements.typed import spelled
from qingquan.ledger.models import Entry
from tests.flows.catalogue_hands import ITEM, Desks, desks, editor, filled, newest

__all__ = ["desks"]

pytestmark = pytest.mark.django_db

PARTS = [group.key for group in GROUPS if group.key != "form"]
FORM = {"type": "object", "title": "取水申请", "properties": {"amount": {"type": "integer", "title": "年取水量"}}}


def test_every_element_of_a_version_is_asked_in_exactly_one_group() -> None:
    asked = [name for group in GROUPS for name in group.names]
    assert sorted([*asked, "code"]) == sorted(places_of(VersionFacts))


@pytest.mark.parametrize("part", PARTS)
def test_what_a_page_shows_is_what_it_saves(desks: Desks, part: str) -> None:
    desks.cast.draft()
    before = newest().facts()
    entries = Entry.objects.count()
    answer = desks.administrator.post(editor(part), filled(desks.administrator.get(editor(part))))
    assert answer.status_code == 302
    assert newest().facts() == before
    assert Entry.objects.count() == entries, "saving nothing records nothing"


def test_every_element_survives_being_spelled_and_read(desks: Desks) -> None:
    facts = desks.cast.facts()
    names = list(places_of(VersionFacts))
    reader = Reader(spelled(VersionFacts, facts, names))
    assert VersionFacts(**reader.elements(names)) == facts  # type: ignore[arg-type]
    assert not reader.errors


def test_a_row_is_added_filled_moved_and_removed_without_scripts(desks: Desks) -> None:
    desks.cast.draft()
    page = desks.administrator.get(editor("bases"))
    page = desks.administrator.post(editor("bases"), filled(page) | {"act": "add:legal_bases"})
    typed = filled(page)
    assert typed["legal_bases.rows"] == "3"
    typed |= {
        "legal_bases[2].name": "河道管理条例",
        "legal_bases[2].article": "第三条",
        "legal_bases[2].level": "admin_regulation",
    }
    page = desks.administrator.post(editor("bases"), typed | {"act": "up:legal_bases:2"})
    assert filled(page)["legal_bases[1].name"] == "河道管理条例"
    page = desks.administrator.post(editor("bases"), filled(page) | {"act": "remove:legal_bases:0"})
    assert len(newest().facts().legal_bases) == 2, "arranging rows saves nothing"
    desks.administrator.post(editor("bases"), filled(page) | {"act": "save"})
    assert [basis.name for basis in newest().facts().legal_bases] == ["河道管理条例", "取水许可和水资源费征收管理条例"]


def test_empty_rows_are_not_kept(desks: Desks) -> None:
    desks.cast.draft()
    typed = filled(desks.administrator.get(editor("fees"))) | {"act": "add:fees"}
    page = desks.administrator.post(editor("fees"), typed)
    desks.administrator.post(editor("fees"), filled(page))
    assert newest().facts().fees == ()


@pytest.mark.parametrize(
    ("part", "field", "text", "told"),
    [
        pytest.param("limits", "promise.n", "十天", "不是 0 到 9999 的整数", id="a number in words"),
        pytest.param("limits", "accept_days", "99999", "不是 0 到 9999 的整数", id="a number too large"),
        pytest.param("bases", "legal_bases[0].effective_from", "去年", "不是日期", id="a day in words"),
        pytest.param("handling", "case_kind", "<b>", "不在名单里", id="a word nobody knows"),
    ],
)
def test_what_is_not_understood_is_told_beside_its_field_and_kept(
    desks: Desks, part: str, field: str, text: str, told: str
) -> None:
    desks.cast.draft()
    before = newest().digest
    typed = filled(desks.administrator.get(editor(part))) | {field: text, "legal_note": "照录原文"}
    page = desks.administrator.post(editor(part), typed)
    html = page.content.decode()
    assert page.status_code == 422
    assert told in html
    assert "aria-invalid" in html
    if part == "limits":
        assert filled(page)[field] == text
        assert filled(page)["legal_note"] == "照录原文"
    assert newest().digest == before


def test_the_required_cut_is_shown_with_its_reckoning(desks: Desks) -> None:
    desks.cast.draft()
    page = desks.administrator.get(editor("limits")).content.decode()
    assert "45 × 7 ÷ 10" in page
    assert "31个工作日" in page


def test_a_promise_longer_than_the_law_is_told_at_its_field_with_the_rule(desks: Desks) -> None:
    desks.cast.draft(promise=Span(60))
    page = desks.administrator.get(editor("limits")).content.decode()
    assert 'id="promise-problem-1"' in page
    assert "ITM-03" in page


def test_the_rank_of_each_basis_is_judged_beside_it(desks: Desks) -> None:
    rule = LegalBasis(name="某部门规章", article="第一条", level=BasisLevel.DEPT_RULE, effective_from=date(2020, 1, 1))
    desks.cast.draft(legal_bases=(rule,))
    page = desks.administrator.get(editor("bases")).content.decode()
    assert "层级不够" in page
    assert "《行政许可法》第十七条" in page


def test_two_people_at_one_group_do_not_overwrite_each_other(desks: Desks) -> None:
    desks.cast.draft()
    mine, theirs = (filled(browser.get(editor("limits"))) for browser in (desks.administrator, desks.colleague))
    desks.colleague.post(editor("limits"), theirs | {"promise.n": "20"})
    page = desks.administrator.post(editor("limits"), mine | {"promise.n": "25"})
    html = page.content.decode()
    assert page.status_code == 409
    assert "<del>20个工作日</del>" in html
    assert "<ins>25个工作日</ins>" in html
    assert newest().facts().promise == Span(20)
    desks.administrator.post(editor("limits"), filled(page))
    assert newest().facts().promise == Span(25), "after seeing both, saving again is meant"


def test_two_people_at_different_groups_both_save(desks: Desks) -> None:
    desks.cast.draft()
    mine, theirs = filled(desks.administrator.get(editor("limits"))), filled(desks.colleague.get(editor("conditions")))
    desks.colleague.post(editor("conditions"), theirs | {"accept_conditions": "取水口位置明确。"})
    desks.administrator.post(editor("limits"), mine | {"promise.n": "25"})
    facts = newest().facts()
    assert (facts.promise, facts.accept_conditions) == (Span(25), "取水口位置明确。")


def test_a_draft_reviewed_in_between_is_not_changed(desks: Desks) -> None:
    desks.cast.draft()
    typed = filled(desks.administrator.get(editor("limits")))
    desks.legal.post(f"{ITEM}1/review/", {"opinion": "同意。"})
    assert desks.administrator.post(editor("limits"), typed | {"promise.n": "1"}).status_code == 404
    assert newest().facts().promise == Span(31)


def test_going_to_another_group_saves_first(desks: Desks) -> None:
    desks.cast.draft()
    typed = filled(desks.administrator.get(editor("limits"))) | {
        "promise.n": "20",
        "act": "go:bases#legal_bases[0].level",
    }
    answer = desks.administrator.post(editor("limits"), typed)
    assert answer["Location"] == f"{editor('bases')}#legal_bases[0].level"
    assert newest().facts().promise == Span(20)


@pytest.mark.parametrize("to", ["go:https://example.org", "go://example.org", "go:bases#\nSet-Cookie: a=b", "nonsense"])
def test_nothing_posted_leads_off_the_site(desks: Desks, to: str) -> None:
    desks.cast.draft()
    answer = desks.administrator.post(editor("limits"), filled(desks.administrator.get(editor("limits"))) | {"act": to})
    assert answer["Location"].startswith("/desk/catalogue/items/")
    assert "Cookie" not in answer["Location"]


@pytest.mark.parametrize(
    "act", ["add:name", "add:nothing", "remove:legal_bases", "remove:legal_bases:99", "up:materials:0"]
)
def test_arranging_what_is_not_there_changes_nothing(desks: Desks, act: str) -> None:
    desks.cast.draft()
    page = desks.administrator.post(editor("bases"), filled(desks.administrator.get(editor("bases"))) | {"act": act})
    assert page.status_code in {200, 404}
    assert len(newest().facts().legal_bases) == 2


def test_names_cannot_break_out_of_the_page(desks: Desks) -> None:
    evil = "</textarea><script>alert(1)</script>\"'>"
    draft = desks.cast.facts(name=f"取水{evil}", accept_conditions=evil)
    desks.cast.draft(name=draft.name, accept_conditions=evil, materials=(replace(draft.materials[0], name=evil),))
    for path in (
        ITEM,
        "/desk/catalogue/",
        editor("identity"),
        editor("materials"),
        editor("conditions"),
        f"{ITEM}difference/",
    ):
        html = desks.administrator.get(path).content.decode()
        assert "<script>alert" not in html, path
    assert filled(desks.administrator.get(editor("conditions")))["accept_conditions"] == evil


def test_an_application_form_is_checked_previewed_and_kept(desks: Desks) -> None:
    desks.cast.draft()
    typed = filled(desks.administrator.get(editor("form"))) | {"schema": json.dumps(FORM, ensure_ascii=False)}
    page = desks.administrator.post(editor("form"), typed | {"act": "preview"})
    assert "年取水量" in page.content.decode()
    assert newest().form_schema is None
    assert desks.administrator.post(editor("form"), typed | {"act": "save"}).status_code == 302
    assert (newest().form_schema or {})["properties"] == FORM["properties"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("{", "第 1 行", id="no JSON"),
        pytest.param("[]", "应是一个对象", id="no object"),
        pytest.param(
            '{"type": "object", "properties": {"a": {"type": "object", "title": "甲"}}}', "不受支持", id="unsupported"
        ),
        pytest.param('{"title": "\\u0000"}', "不能保存的字符", id="nought character"),
        pytest.param('{"title": "\\ud800"}', "不能保存的", id="half a character"),
        pytest.param('{"a": 1e999}', "不能保存的", id="a number without bounds"),
        pytest.param("[" * 100_000, "层次太深", id="too deep"),
    ],
)
def test_a_form_that_is_none_is_refused_with_its_place_and_kept_on_the_page(desks: Desks, text: str, told: str) -> None:
    desks.cast.draft()
    typed = filled(desks.administrator.get(editor("form"))) | {"schema": text, "act": "save"}
    page = desks.administrator.post(editor("form"), typed)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert filled(page)["schema"] == text
    assert newest().form_schema is None


def test_two_people_at_the_form_do_not_overwrite_each_other(desks: Desks) -> None:
    desks.cast.draft()
    mine = filled(desks.administrator.get(editor("form")))
    desks.colleague.post(editor("form"), mine | {"schema": json.dumps(FORM)})
    page = desks.administrator.post(editor("form"), mine | {"schema": ""})
    assert page.status_code == 409
    assert newest().form_schema


@pytest.mark.parametrize("who", ["stranger", "legal", "government", "clerk"])
@pytest.mark.parametrize("part", ["identity", "form"])
def test_only_the_organs_own_administrator_finds_the_editor(desks: Desks, who: str, part: str) -> None:
    desks.cast.draft()
    assert getattr(desks, who).get(editor(part)).status_code == 404
    assert getattr(desks, who).post(editor(part), {}).status_code == 404


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("stranger", ITEM, 404),
        ("stranger", f"{ITEM}1/", 404),
        ("stranger", f"{ITEM}difference/", 404),
        ("clerk", ITEM, 200),
        ("clerk", f"{ITEM}1/review/", 404),
        ("administrator", f"{ITEM}1/publish/", 404),
        ("legal", ITEM, 200),
        ("legal", f"{ITEM}1/publish/", 404),
        ("government", f"{ITEM}1/publish/", 200),
        ("administrator", f"{ITEM}99999999999999999999/", 404),
        ("legal", "/desk/catalogue/items/%00/", 404),
        ("legal", "/desk/catalogue/new/", 404),
        ("clerk", "/desk/catalogue/import/", 404),
        ("administrator", "/desk/catalogue/import/1-0123456789abcdef-20260302100000/", 404),
        ("administrator", "/desk/catalogue/import/..%2f..%2fsecret.key/", 404),
    ],
)
def test_what_is_forbidden_looks_as_if_it_were_not_there(desks: Desks, who: str, path: str, status: int) -> None:
    desks.cast.draft()
    assert getattr(desks, who).get(path).status_code == status


def test_another_organs_items_are_not_in_the_list(desks: Desks) -> None:
    desks.cast.published()
    assert "取水许可" in desks.administrator.get("/desk/catalogue/").content.decode()
    assert "取水许可" in desks.legal.get("/desk/catalogue/").content.decode()
    assert CODE not in desks.stranger.get("/desk/catalogue/").content.decode()
    assert CODE not in desks.stranger.get(f"/desk/catalogue/?organ={desks.cast.water.pk}").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=in_force", True),
        ("?state=draft", False),
        ("?state=ended", False),
        ("?q=取水", True),
        ("?q=水口", True),
        ("?q=养狗", False),
        ("?type=licence", True),
        ("?type=penalty", False),
        ("?slow=1", False),
        ("?state=nonsense&organ=-1&type=x&page=999&q=%00", True),
    ],
)
def test_the_list_is_filtered(desks: Desks, query: str, found: bool) -> None:
    desks.cast.published()
    page = desks.legal.get(f"/desk/catalogue/{query}")
    assert page.status_code == 200
    assert (CODE in page.content.decode()) is found
