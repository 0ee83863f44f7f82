"""Review through its pages: two offices apart and together, drafts never lost, decisions one by one and many."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.review import acts
from qingquan.review.models import Decision, Opinion, SetAside, Writing
from qingquan.review.tests.cast import DAY, K, at, plain
from qingquan.review.words import DraftKind
from tests.flows.review_hands import Desks, desks

__all__ = ["desks"]
pytestmark = pytest.mark.django_db
REASONS = "依据现行有效，建议保留。"
SECRET = "本办认为没有必要，拟取消。"


def text(page: Any) -> str:
    return str(page.content.decode())


def give(browser: Any, address: str, code: str = "K1", reasons: str = REASONS, **more: str) -> Any:
    return browser.post(address, {"code": code, "reasons": reasons, "seen": "0"} | more)


def test_neither_office_finds_the_others_opinion_on_any_page_before_both_are_given(desks: Desks) -> None:
    item = desks.cast.reported()
    given = give(desks.establishment, desks.page(item, "opinion/"), "K2", SECRET)
    assert given.status_code == 303
    pages = [
        desks.page(item),
        "/desk/clearing/review/",
        desks.page(item, "writing/"),
        "/desk/clearing/review/decisions/",
    ]
    for browser in (desks.legal, desks.office, desks.government):
        for address in pages:
            page = browser.get(address)
            assert page.status_code == 200
            assert SECRET not in text(page)
            assert '<td data-label="编办">取消' not in text(page)
        assert "已提出，两家都提出后才能看" in text(browser.get(desks.page(item)))
    assert SECRET in text(desks.establishment.get(desks.page(item)))
    give(desks.legal, desks.page(item, "opinion/"), "K1")
    for browser in (desks.legal, desks.establishment, desks.office):
        shown = text(browser.get(desks.page(item)))
        assert SECRET in shown
        assert REASONS in shown
    assert "意见不一致" in text(desks.legal.get("/desk/clearing/review/"))


def test_a_draft_of_one_office_is_on_no_page_of_the_other(desks: Desks) -> None:
    item = desks.cast.reported()
    desks.establishment.post(desks.page(item, "draft/opinion/"), {"code": "K2", "reasons": SECRET, "seen": "0"})
    for browser in (desks.legal, desks.office):
        page = text(browser.get(desks.page(item)))
        assert SECRET not in page
        assert "正在填写审核意见" in page
    assert SECRET in text(desks.colleague.get(desks.page(item)))


def test_what_is_typed_is_kept_without_scripts_and_with_them(desks: Desks) -> None:
    item = desks.cast.reported()
    address = desks.page(item, "draft/opinion/")
    plainly = desks.legal.post(address, {"code": "K1", "reasons": "写到一半", "seen": "0"})
    assert (plainly.status_code, plainly["Location"]) == (303, desks.page(item) + "#writing")
    assert "写到一半" in text(desks.legal.get(desks.page(item)))
    kept = desks.legal.post(address, {"code": "K1", "reasons": "又写了些", "seen": "1"}, headers={"HX-Request": "true"})
    assert "草稿已保存" in text(kept)
    assert 'name="seen" value="2"' in text(kept)
    assert Writing.objects.get().fields["reasons"] == "又写了些"


def test_a_refused_opinion_loses_no_word(desks: Desks) -> None:
    item = desks.cast.reported(plain(legal_bases=()))
    page = give(desks.legal, desks.page(item, "opinion/"), "K1", "写了很长的理由")
    assert page.status_code == 409
    assert "没有写明依据" in text(page)
    assert "写了很长的理由" in text(page)
    assert "不能选的" in text(page)
    assert not Opinion.objects.exists()


def test_two_people_at_one_opinion_see_both_texts_and_lose_none(desks: Desks) -> None:
    item = desks.cast.reported()
    address = desks.page(item, "draft/opinion/")
    desks.establishment.post(address, {"code": "K1", "reasons": "我先写的", "seen": "0"})
    second = desks.colleague.post(address, {"code": "K2", "reasons": "我后写的", "seen": "0"})
    assert second.status_code == 409
    assert "我先写的" in text(second)
    assert "我后写的" in text(second)
    assert Writing.objects.get().fields["reasons"] == "我先写的"
    assert SetAside.objects.get().fields["reasons"] == "我后写的"
    assert "我后写的" in text(desks.colleague.get(desks.page(item)))
    assert "我后写的" not in text(desks.establishment.get(desks.page(item)))
    # Giving the opinion from the stale page is no way around it.
    assert give(desks.colleague, desks.page(item, "opinion/"), "K2", "我后写的").status_code == 409
    assert not Opinion.objects.exists()
    together = desks.colleague.post(address, {"code": "K1", "reasons": "合在一起", "seen": "1"})
    assert together.status_code == 303
    assert not SetAside.objects.exists()


def test_an_opinion_of_every_day_is_taken_over(desks: Desks) -> None:
    item = desks.cast.reported()
    form = {"code": "", "reasons": "另外，", "seen": "0", "go": "phrase", "phrase": "0"}
    desks.legal.post(desks.page(item, "draft/opinion/"), form)
    fields = Writing.objects.get().fields
    assert fields["code"] == "K1"
    assert fields["reasons"].startswith("另外，\n设定依据现行有效")


def test_an_opinion_leads_to_the_next_item_that_waits(desks: Desks) -> None:
    item = desks.cast.reported(plain(), plain(code="99010100SL-XK-0001", name="河道采砂许可", base_code=""))
    first, second = item.report.items.order_by("code")
    given = give(desks.legal, desks.page(first, "opinion/"), go="next")
    onward = desks.legal.get(given["Location"])
    assert onward["Location"] == desks.page(second)
    give(desks.legal, desks.page(second, "opinion/"))
    assert desks.legal.get("/desk/clearing/review/next/")["Location"] == "/desk/clearing/review/"


def test_the_queue_is_filtered_to_what_somebody_must_do(desks: Desks) -> None:
    item = desks.cast.reported(plain(), plain(code="99010100SL-XK-0001", name="河道采砂许可", base_code=""))
    first, second = item.report.items.order_by("code")
    give(desks.legal, desks.page(first, "opinion/"))

    def names(query: str, browser: Any = None) -> list[bool]:
        page = text((browser or desks.legal).get(f"/desk/clearing/review/{query}"))
        return [f"items/{each.pk}/" in page for each in (first, second)]

    assert names("?flag=missing") == [False, True]
    assert names("?flag=missing", desks.establishment) == [True, True]
    assert names("?stage=opinions") == [True, True]
    assert names("?stage=decided") == [False, False]
    assert names("?q=采砂") == [second.name == each.name for each in (first, second)]
    assert names(f"?organ={item.report.organ_id}&type=licence") == [True, True]
    assert names("?type=penalty") == [False, False]
    for flag in ("overlap", "difference", "differing"):
        assert names(f"?flag={flag}") == [False, False]


def test_offices_that_differ_conclude_on_one_page_and_the_decision_follows(desks: Desks) -> None:
    item = desks.cast.reported()
    give(desks.establishment, desks.page(item, "opinion/"), "K1")
    give(desks.legal, desks.page(item, "opinion/"), "K13", "条款引用有误，建议限期更正。")
    concluded = give(desks.legal, desks.page(item, "conclude/"), "K13", "会商：先整改再保留。")
    assert concluded.status_code == 303
    assert "会商：先整改再保留。" in text(desks.establishment.get(desks.page(item)))
    refused = desks.legal.post(desks.page(item, "confirm/"))
    assert refused.status_code == 409
    assert "须由编办确认" in text(refused)
    assert desks.establishment.post(desks.page(item, "confirm/")).status_code == 303
    page = text(desks.establishment.get(desks.page(item)))
    assert "现在还不能决定" in page
    assert "整改要求" in page
    early = desks.establishment.post(
        desks.page(item, "decide/"),
        {"reasons": "同意会商结论。", "fix": "更正条款", "until_on": "2026-06-01", "seen": "0"},
    )
    assert early.status_code == 409
    assert "还没有听取部门意见" in text(early)
    assert "同意会商结论。" in text(early)


def test_a_decision_asks_for_what_its_rule_needs_and_is_read_as_a_document(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = desks.cast.reported()
    desks.cast.both_say(item, K.CHANGE_MODE)
    answer = f"/desk/clearing/review/answers/{item.pk}/"
    assert desks.head.post(answer, {"stance": "accept", "reasons": "", "seen": "0"}).status_code == 303
    missing = desks.establishment.post(desks.page(item, "decide/"), {"reasons": "可以事后监督。", "seen": "0"})
    assert missing.status_code == 422
    assert "请选择新的管理方式" in text(missing)
    made = desks.establishment.post(
        desks.page(item, "decide/"), {"reasons": "可以事后监督。", "mode": "filing", "seen": "1"}
    )
    decision = Decision.objects.get()
    assert made["Location"] == f"/desk/clearing/review/decisions/{decision.pk}/"
    for browser in (desks.legal, desks.government, desks.office, desks.head):
        assert "转变管理方式" in text(browser.get(made["Location"]))
    assert desks.head.get(made["Location"] + "document/").content.startswith(b"%PDF")
    assert desks.stranger.get(made["Location"] + "document/").status_code == 404
    assert "转变管理方式 1" in text(desks.government.get("/desk/clearing/review/decisions/"))


def test_the_organ_reads_and_answers_its_own_items_only(desks: Desks) -> None:
    item = desks.cast.reported()
    address = f"/desk/clearing/review/answers/{item.pk}/"
    give(desks.establishment, desks.page(item, "opinion/"), "K9", SECRET)
    waiting = text(desks.head.get(address))
    assert SECRET not in waiting
    assert "还没有形成意见" in waiting
    give(desks.legal, desks.page(item, "opinion/"), "K9")
    assert SECRET in text(desks.head.get(address))
    assert item.name in text(desks.administrator.get("/desk/clearing/review/answers/"))
    assert desks.stranger.get(address).status_code == 404
    empty = desks.head.post(address, {"stance": "object", "reasons": "", "seen": "0"})
    assert (empty.status_code, "理由" in text(empty)) == (409, True)
    objected = desks.administrator.post(address, {"stance": "object", "reasons": "涉及防洪安全，不宜改。", "seen": "1"})
    assert objected.status_code == 303
    assert "异议待处理" in text(desks.legal.get("/desk/clearing/review/"))
    assert "涉及防洪安全" in text(desks.legal.get(desks.page(item)))


def test_many_uncontested_items_are_decided_each_by_itself(desks: Desks) -> None:
    item = desks.cast.reported(
        plain(), *(plain(code=f"99010100SL-XK-000{n}", name=f"取水许可{n}", base_code="") for n in range(1, 4))
    )
    rows = list(item.report.items.order_by("code"))
    for row in rows[:3]:
        desks.cast.both_say(row, K.RETAIN)
    desks.cast.both_say(rows[3], K.ADJUST)
    listed = text(desks.establishment.get("/desk/clearing/review/batch/"))
    assert [f'value="{row.pk}-1"' in listed for row in rows] == [True, True, True, False]
    assert desks.legal.get("/desk/clearing/review/batch/").status_code == 404
    nothing = desks.establishment.post("/desk/clearing/review/batch/", {"reasons": ""})
    assert nothing.status_code == 409
    chosen = {
        "item": [f"{row.pk}-{row.revision}" for row in (rows[0], rows[2], rows[3])],
        "reasons": "两家一致，予以保留。",
        "go": "decide",
    }
    done = desks.establishment.post("/desk/clearing/review/batch/", chosen)
    assert done.status_code == 409
    made = Decision.objects.order_by("pk")
    assert {each.reported_id for each in made} == {rows[0].pk, rows[2].pk}
    assert len({each.number for each in made}) == 2
    assert len({each.document_id for each in made}) == 2


def test_the_government_carries_out_what_needs_its_approval(desks: Desks) -> None:
    version = desks.cast.campaigning.catalogue.published()
    item = desks.cast.reported(version.facts())
    desks.cast.both_say(item, K.TRANSFER_OUT)
    desks.head.post(f"/desk/clearing/review/answers/{item.pk}/", {"stance": "accept", "seen": "0"})
    form = {"reasons": "职责已划转。", "receiver": "清泉县林业局", "document_no": "清编发〔2026〕4号", "seen": "0"}
    address = desks.establishment.post(desks.page(item, "decide/"), form)["Location"]
    assert desks.establishment.post(address, {"approval_no": "x", "from_on": "2026-03-25"}).status_code == 404
    assert desks.government.post(address, {"approval_no": "", "from_on": "x"}).status_code == 422
    early = desks.government.post(address, {"approval_no": "清府发〔2026〕7号", "from_on": "2026-03-16"})
    assert (early.status_code, "最早为明天" in text(early)) == (409, True)
    assert "待政府审定执行" in text(desks.government.get("/desk/clearing/review/decisions/?waiting=1"))
    done = desks.government.post(address, {"approval_no": "清府发〔2026〕7号", "from_on": "2026-03-25"})
    assert done.status_code == 303
    assert "已执行" in text(desks.government.get("/desk/clearing/review/decisions/"))
    version.refresh_from_db()
    assert version.until_on == date(2026, 3, 24)


@pytest.mark.parametrize("name", ["head", "administrator", "stranger"])
def test_an_organ_finds_no_page_of_the_reviewers(desks: Desks, name: str) -> None:
    item = desks.cast.reported()
    browser = getattr(desks, name)
    for address in ("", "decisions/", "panels/", "experts/", "comments/", "batch/", "next/", f"items/{item.pk}/"):
        assert browser.get(f"/desk/clearing/review/{address}").status_code == 404
    for what in ("opinion/", "conclude/", "confirm/", "decide/", "draft/opinion/"):
        assert browser.post(desks.page(item, what), {"code": "K1", "reasons": REASONS}).status_code == 404


def test_what_is_unsigned_is_under_no_ones_review(desks: Desks) -> None:
    report = desks.cast.campaigning.report()
    item = desks.cast.campaigning.entered(report)
    assert desks.legal.get(desks.page(item)).status_code == 404
    assert item.name not in text(desks.legal.get("/desk/clearing/review/"))


def many(desks: Desks, number: int) -> ReportedItem:
    """A report of so many items, each with both opinions."""
    facts = [plain(code=f"99010100SL-XK-{n:04d}", name=f"许可{n}", base_code="") for n in range(1, number)]
    item = desks.cast.reported(plain(), *facts)
    for row in item.report.items.all()[: number // 2]:
        desks.cast.both_say(row, K.RETAIN, K.ADJUST)
    return item


@pytest.mark.parametrize(("number", "most"), [(4, 26), (30, 26)])
def test_the_queue_asks_the_same_few_questions_however_many_items_there_are(
    desks: Desks, number: int, most: int, django_assert_max_num_queries: Any
) -> None:
    many(desks, number)
    desks.legal.get("/desk/clearing/review/")
    with django_assert_max_num_queries(most):
        assert desks.legal.get("/desk/clearing/review/").status_code == 200
    with django_assert_max_num_queries(most):
        assert desks.establishment.get("/desk/clearing/review/batch/").status_code == 200


def test_an_items_page_asks_a_bounded_number_of_questions(desks: Desks, django_assert_max_num_queries: Any) -> None:
    item = many(desks, 3)
    desks.cast.campaigning.catalogue.published()
    with django_assert_max_num_queries(60):
        assert desks.legal.get(desks.page(item)).status_code == 200


def test_presence_is_told_for_minutes_and_asked_for_no_longer_than_ten(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = desks.cast.reported()
    acts.keep(
        DraftKind.CONCLUSION,
        f"item/{item.pk}",
        "both",
        {"reasons": "在写"},
        seen=0,
        by=desks.cast.legal,
        at=at(DAY, 10),
    )
    address = desks.page(item, "writing/")
    assert "正在填写会商结论" in text(desks.establishment.get(address))
    assert "正在填写" not in text(desks.legal.get(address))
    assert desks.establishment.get(address + "?n=30").status_code == 286
    monkeypatch.setattr(timezone, "now", lambda: at(DAY, 11))
    assert "正在填写" not in text(desks.establishment.get(address))
