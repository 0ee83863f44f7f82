"""From a new item to one in force and out of it again, through the pages of the desk."""

from dataclasses import replace
from datetime import date

import pytest

from qingquan.catalogue import acts
from qingquan.catalogue.models import Holding, Item, ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.tests.cast import at
from qingquan.catalogue.tests.examples import CODE, REGULATION
from qingquan.people.models import SYSTEM, Actor
from tests.flows.catalogue_hands import ITEM, Desks, Page, desks, editor, filled, newest

__all__ = ["desks"]

pytestmark = pytest.mark.django_db

NEW = {"name": "取水许可", "power_type": "licence", "code": CODE}


def review(desks: Desks, number: int = 1) -> Page:
    return desks.legal.post(f"{ITEM}{number}/review/", {"opinion": "依据充分。"})


def publish(desks: Desks, number: int = 1, on: str = "2026-03-02") -> Page:
    return desks.government.post(f"{ITEM}{number}/publish/", {"from_on": on, "document": "清府发〔2026〕1号"})


def test_a_new_item_begins_with_what_its_code_tells(desks: Desks) -> None:
    answer = desks.administrator.post("/desk/catalogue/new/", NEW)
    assert (answer.status_code, answer["Location"]) == (302, editor("identity"))
    facts = newest().facts()
    assert (facts.organ_name, facts.base_code, facts.region) == ("清泉县水利局", "000119001000", "990101000000")


def test_a_new_item_without_name_is_told_so_and_keeps_its_code(desks: Desks) -> None:
    page = desks.administrator.post("/desk/catalogue/new/", NEW | {"name": ""})
    assert page.status_code == 422
    assert "请填写事项名称" in page.content.decode()
    assert CODE in page.content.decode()


def test_a_code_already_taken_is_refused(desks: Desks) -> None:
    desks.cast.draft()
    page = desks.administrator.post("/desk/catalogue/new/", NEW)
    assert page.status_code == 409
    assert "已有事项" in page.content.decode()


def test_an_empty_draft_shows_its_problems_and_each_leads_to_its_field(desks: Desks) -> None:
    desks.administrator.post("/desk/catalogue/new/", NEW)
    page = desks.administrator.get(f"{ITEM}1/").content.decode()
    for problem in ("ITM-01", "ITM-15", "ITM-16"):
        assert problem in page
    assert f"{editor('bases')}#legal_bases" in page
    assert 'id="legal_bases"' in desks.administrator.get(editor("bases")).content.decode()


def test_an_incomplete_draft_is_not_reviewed_and_the_refusal_names_the_rules(desks: Desks) -> None:
    desks.administrator.post("/desk/catalogue/new/", NEW)
    page = review(desks)
    assert page.status_code == 409
    assert "ITM-01" in page.content.decode()
    assert newest().state == "draft"


def test_a_draft_is_completed_reviewed_published_and_withdrawn(desks: Desks) -> None:
    desks.cast.draft(supervise_phones=())
    page = desks.administrator.get(editor("places"))
    assert "没有填写监督电话" in page.content.decode()
    saved = desks.administrator.post(editor("places"), filled(page) | {"supervise_phones": "0990-12345"}, follow=True)
    assert "已保存" in saved.content.decode()
    assert newest().facts().supervise_phones == ("0990-12345",)
    assert review(desks).status_code == 302
    assert publish(desks).status_code == 302
    assert (newest().state, newest().from_on) == ("published", date(2026, 3, 2))
    gone = desks.government.post(f"{ITEM}1/withdraw/", {"from_on": "2026-03-09", "reason": "法规已修改。"})
    assert gone.status_code == 302
    assert newest().until_on == date(2026, 3, 8)
    told = desks.administrator.get(ITEM).content.decode()
    for words in ("立项起草：第 1 版", "审核通过：第 1 版", "依据充分。", "清府发〔2026〕1号", "撤回：第 1 版"):
        assert words in told


def test_a_reviewed_version_goes_back_with_a_reason(desks: Desks) -> None:
    desks.cast.reviewed()
    assert desks.establishment.post(f"{ITEM}1/return/", {"reason": ""}).status_code == 422
    assert desks.establishment.post(f"{ITEM}1/return/", {"reason": "承诺时限请再压缩。"}).status_code == 302
    assert "承诺时限请再压缩。" in desks.administrator.get(ITEM).content.decode()


def test_nobody_reviews_what_they_drafted(desks: Desks) -> None:
    cast = desks.cast
    version = acts.draft(cast.facts(), organ=cast.water, by=Actor(cast.legal.account, cast.administrator.post), at=at())
    page = review(desks, version.number)
    assert page.status_code == 409
    assert "起草人不能审核自己起草的版本" in page.content.decode()


def test_publishing_from_a_day_on_which_the_basis_has_lapsed_is_refused_by_rule(desks: Desks) -> None:
    lapsing = replace(REGULATION, effective_until=date(2026, 3, 31))
    desks.cast.reviewed(legal_bases=(lapsing,))
    page = publish(desks, on="2026-04-01")
    assert page.status_code == 409
    assert "ITM-01" in page.content.decode()
    assert newest().state == "reviewed"


def test_publication_cannot_reach_back(desks: Desks) -> None:
    desks.cast.reviewed()
    page = publish(desks, on="2026-02-01")
    assert page.status_code == 409
    assert "不能溯及既往" in page.content.decode()


def test_a_new_version_says_all_that_the_one_in_force_says(desks: Desks) -> None:
    version = desks.cast.published()
    answer = desks.administrator.post(f"{ITEM}begin/")
    assert answer.status_code == 302
    assert (newest().number, newest().state, newest().facts()) == (2, "draft", version.facts())


def test_a_second_draft_is_not_begun(desks: Desks) -> None:
    desks.cast.draft()
    page = desks.administrator.post(f"{ITEM}begin/")
    assert page.status_code == 409
    assert ItemVersion.objects.count() == 1


def test_the_difference_of_two_versions_is_told_element_by_element(desks: Desks) -> None:
    version = desks.cast.published()
    acts.revise(version.item, desks.cast.facts(promise=Span(14)), by=desks.cast.administrator, at=at())
    page = desks.legal.get(f"{ITEM}difference/?old=1&new=2").content.decode()
    assert "承诺办结时限" in page
    assert "<del>31个工作日</del>" in page
    assert "<ins>14个工作日</ins>" in page


@pytest.mark.parametrize("query", ["", "?old=9&new=x", "?old=-1", "?new=99999999999999999999"])
def test_a_difference_asked_for_wrongly_shows_the_last_two_versions(desks: Desks, query: str) -> None:
    desks.cast.published()
    assert desks.administrator.get(f"{ITEM}difference/{query}").status_code == 200


def test_a_post_is_given_an_item_and_it_is_taken_back(desks: Desks) -> None:
    desks.cast.published()
    post = desks.cast.clerk.post
    assert post is not None
    desks.administrator.post(f"{ITEM}posts/", {"post": post.pk, "from_on": "2026-03-02"})
    holding = Holding.objects.get()
    assert (holding.post, holding.until_on) == (post, None)
    assert desks.administrator.get(f"{ITEM}posts/{holding.pk}/").status_code == 200
    desks.administrator.post(f"{ITEM}posts/{holding.pk}/", {"from_on": "2026-03-09"})
    assert Holding.objects.get().until_on == date(2026, 3, 8)


def test_a_post_of_another_organ_cannot_be_given_an_item(desks: Desks) -> None:
    desks.cast.published()
    post = desks.cast.legal.post
    assert post is not None
    page = desks.administrator.post(f"{ITEM}posts/", {"post": post.pk, "from_on": "2026-03-02"})
    assert page.status_code == 409
    assert not Holding.objects.exists()


def test_an_item_without_an_organ_is_given_one_by_a_reviewer(desks: Desks) -> None:
    acts.draft(desks.cast.facts(), organ=None, by=SYSTEM, at=at())
    page = desks.establishment.get(ITEM).content.decode()
    assert "确定实施主体" in page
    desks.establishment.post(f"{ITEM}organ/", {"organ": desks.cast.water.pk})
    assert Item.objects.get().organ == desks.cast.water


def test_a_draft_is_copied_with_its_application_form(desks: Desks) -> None:
    form = {"type": "object", "title": "取水申请", "properties": {"amount": {"type": "integer", "title": "取水量"}}}
    cast = desks.cast
    acts.draft(cast.facts(), organ=cast.water, by=cast.administrator, at=at(), form_schema=form)
    review(desks)
    publish(desks)
    desks.administrator.post(f"{ITEM}begin/")
    assert newest().number == 2
    assert newest().form_schema == ItemVersion.objects.get(number=1).form_schema
