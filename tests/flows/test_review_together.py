"""Many items at once on the reviewers' desks: read once more, written in one act, and nobody overwritten."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from qingquan.campaign import acts as campaign
from qingquan.campaign.models import ReportedItem
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import Actor
from qingquan.review import acts
from qingquan.review.models import Decision, Opinion, Writing
from qingquan.review.reading import dossier_of
from qingquan.review.reading.together import matters_of
from qingquan.review.tests.cast import DAY, K, at, plain
from tests.flows.review_hands import Desks, desks

__all__ = ["desks"]
pytestmark = pytest.mark.django_db
OPINIONS, BATCH = "/desk/clearing/review/opinions/", "/desk/clearing/review/batch/"
REASONS = "设定依据现行有效，建议保留。"
SECRET = "本办认为没有必要，拟取消。"


def text(page: Any) -> str:
    return str(page.content.decode())


def reported(desks: Desks, number: int = 4) -> list[ReportedItem]:
    """So many items of one signed report."""
    facts = [plain(code=f"99010100SL-XK-000{n}", name=f"取水许可{n}", base_code="") for n in range(1, number)]
    item = desks.cast.reported(plain(), *facts)
    return list(item.report.items.order_by("code"))


def form(items: list[ReportedItem], go: str, **more: str) -> dict[str, Any]:
    ticks = [f"{item.pk}-{item.revision}" for item in items]
    return {"item": ticks, "code": "K1", "reasons": REASONS, "seen": "0", "go": go} | more


def corrected(desks: Desks, item: ReportedItem) -> None:
    """The organ gets its report back, changes one item, and signs again."""
    report = campaign.give_back(item.report, "名称有误，请更正。", by=desks.cast.office, at=at(DAY, 9))
    administrator = desks.cast.campaigning.administrator
    facts = plain(code=item.code, name=item.name + "核发", base_code="")
    campaign.change_item(item, facts, expected=item.revision, by=administrator, at=at(DAY, 9))
    desks.cast.campaigning.signed(report)


def test_what_will_be_written_is_read_once_more_and_then_written_of_each(desks: Desks) -> None:
    items = reported(desks)
    listed = text(desks.legal.get(OPINIONS))
    assert all(f'value="{item.pk}-1"' in listed for item in items)
    assert "checked" not in listed
    assert text(desks.legal.get(OPINIONS + "?all=1")).count("checked") == len(items)
    page = desks.legal.post(OPINIONS, form(items[:3], "check"))
    assert page.status_code == 200
    assert [item.name + "<" in text(page) for item in items] == [True, True, True, False]
    assert "提出这 3 项意见" in text(page)
    assert not Opinion.objects.exists()
    done = desks.legal.post(OPINIONS, form(items[:3], "give"))
    assert done.status_code == 303
    assert set(Opinion.objects.values_list("reported", "code", "reasons", "office")) == {
        (item.pk, "K1", REASONS, "legal") for item in items[:3]
    }
    told = Entry.objects.filter(kind="review.opinion_given")
    assert {each.subject for each in told} == {f"reported/{item.pk}" for item in items[:3]}
    assert all("code" not in each.facts and REASONS not in str(each.facts) for each in told)


def test_the_same_form_sent_twice_writes_once_and_says_so_calmly(desks: Desks) -> None:
    items = reported(desks)
    first, second = (desks.legal.post(OPINIONS, form(items, "give"), follow=True) for _ in range(2))
    assert "已逐项提出意见 4 项" in text(first)
    assert second.status_code == 200
    assert "此前已经办好，没有重复办理" in text(second)
    assert Opinion.objects.count() == Entry.objects.filter(kind="review.opinion_given").count() == len(items)


def test_what_somebody_changed_meanwhile_is_left_out_and_named(desks: Desks) -> None:
    items = reported(desks)
    changed, spoken, drafted, still = items
    corrected(desks, changed)
    acts.give_opinion(spoken, K.ADJUST, reasons="应当调整名称。", by=desks.cast.establishment, at=at(DAY, 9))
    address = desks.page(drafted, "draft/opinion/")
    desks.colleague.post(address, {"code": "K2", "reasons": SECRET, "seen": "0"})
    for go in ("check", "give"):
        page = desks.establishment.post(OPINIONS, form(items, go))
        shown = text(page)
        assert page.status_code == (200 if go == "check" else 409)
        assert "请重新看过" in shown
        assert "已由" in shown
        assert "洪同有一份没有提出的意见草稿" in shown
        assert SECRET not in shown
    own = Opinion.objects.filter(office="establishment")
    assert {each.reported_id: each.code for each in own} == {still.pk: "K1", spoken.pk: "K3"}
    assert Writing.objects.filter(subject=f"item/{drafted.pk}").get().fields["reasons"] == SECRET


def test_neither_office_learns_the_others_opinion_from_these_pages(desks: Desks) -> None:
    items = reported(desks)
    acts.give_opinions(
        {item.pk: 1 for item in items[:2]}, K.CANCEL, reasons=SECRET, by=desks.cast.establishment, at=at(DAY, 9)
    )
    desks.establishment.post(OPINIONS, form(items[2:], "keep", code="K2", reasons=SECRET))
    for page in (desks.legal.get(OPINIONS + "?found=1"), desks.legal.post(OPINIONS, form(items, "check"))):
        assert page.status_code == 200
        assert SECRET not in text(page)
    assert SECRET in text(desks.establishment.get(OPINIONS))
    assert SECRET not in text(desks.colleague.get(OPINIONS))
    assert "提出这 4 项意见" in text(desks.legal.post(OPINIONS, form(items, "check")))


def test_who_signed_the_report_or_spoke_for_the_other_office_is_kept_out(desks: Desks) -> None:
    items = reported(desks)
    cast = desks.cast
    acts.give_opinion(items[0], K.RETAIN, reasons=REASONS, by=cast.establishment, at=at(DAY, 9))
    both_posts = Actor(cast.establishment.account, cast.legal.post)
    with pytest.raises(Refused, match="不同的人"):
        acts.give_opinion(items[0], K.RETAIN, reasons=REASONS, by=both_posts, at=at(DAY, 9))
    came = acts.give_opinions({item.pk: 1 for item in items}, K.RETAIN, reasons=REASONS, by=both_posts, at=at(DAY, 9))
    assert [(left.item.pk, "不同的人" in left.refused.why) for left in came.left] == [(items[0].pk, True)]
    signer = Actor(cast.head.account, cast.legal.post)
    with pytest.raises(Refused, match="回避"):
        acts.give_opinion(items[0], K.RETAIN, reasons=REASONS, by=signer, at=at(DAY, 9))
    with pytest.raises(acts.NothingDone) as no:
        acts.give_opinions({items[0].pk: 1}, K.RETAIN, reasons=REASONS, by=signer, at=at(DAY, 9))
    assert "回避" in no.value.came.left[0].refused.why
    assert cast.establishment.account is not None
    with pytest.raises(DatabaseError, match="opinions_of_two_people"), transaction.atomic():
        Opinion.objects.create(
            reported=items[0],
            office="legal",
            revision=1,
            code="K1",
            reasons=REASONS,
            given_by=cast.establishment.account,
            given_at=at(DAY),
        )


def test_an_item_the_opinion_does_not_suit_is_left_out_with_its_article(desks: Desks) -> None:
    bare = plain(code="99010100SL-XK-0001", name="无依据事项", base_code="", legal_bases=())
    item = desks.cast.reported(plain(), bare)
    items = list(item.report.items.order_by("code"))
    page = text(desks.legal.post(OPINIONS, form(items, "check")))
    assert "没有写明依据" in page
    assert "提出这 1 项意见" in page


@pytest.mark.parametrize("ticks", [["0-1"], ["1"], ["x-1"], ["1-1", "１-1"], ["99999999999999-1"], ["1-"]])
def test_ticks_no_page_has_sent_are_found_nowhere(desks: Desks, ticks: list[str]) -> None:
    reported(desks)
    for browser, address in ((desks.legal, OPINIONS), (desks.establishment, BATCH)):
        assert browser.post(address, {"item": ticks, "code": "K1", "reasons": REASONS, "go": "give"}).status_code == 404


def test_what_was_never_signed_is_neither_named_nor_touched(desks: Desks) -> None:
    item = desks.cast.campaigning.entered(desks.cast.campaigning.report())
    for go in ("check", "give"):
        page = desks.legal.post(OPINIONS, form([item], go))
        assert item.name not in text(page)
    assert not Opinion.objects.exists()


def test_only_the_two_offices_find_these_pages(desks: Desks) -> None:
    items = reported(desks)
    for name in ("office", "government", "head", "administrator", "stranger"):
        browser = getattr(desks, name)
        assert browser.get(OPINIONS).status_code == 404
        assert browser.post(OPINIONS, form(items, "give")).status_code == 404
        assert browser.post(OPINIONS + "draft/", form(items, "keep")).status_code == 404
    assert not Opinion.objects.exists()


def test_refused_or_kept_no_word_and_no_tick_is_lost(desks: Desks) -> None:
    items = reported(desks)
    sent: list[tuple[str, dict[str, str], int]] = [
        ("keep", {}, 200),
        ("check", {"code": ""}, 409),
        ("check", {"reasons": "嗯"}, 409),
    ]
    for seen, (go, more, status) in enumerate(sent):
        page = desks.legal.post(OPINIONS, form(items[:2], go, seen=str(seen), **more))
        assert page.status_code == status
        assert text(page).count("checked") == 2
        assert more.get("reasons", REASONS) in text(page)
    phrase = desks.legal.post(OPINIONS, form(items[:1], "phrase", phrase="0", reasons="另外，", seen="3"))
    assert "另外，\n设定依据现行有效" in text(phrase)
    assert desks.legal.post(OPINIONS, {"code": "K1", "reasons": REASONS, "go": "check"}).status_code == 409
    many = {"item": [f"{n}-1" for n in range(1, 102)], "code": "K1", "reasons": REASONS, "go": "give"}
    assert "一次最多" in text(desks.legal.post(OPINIONS, many))


def test_matters_read_at_once_are_those_read_one_by_one(desks: Desks) -> None:
    version = desks.cast.campaigning.catalogue.published()
    bare = plain(code="99010100SL-XK-0001", name="无依据事项", base_code="", legal_bases=())
    item = desks.cast.reported(version.facts(), bare, plain(code="99010100SL-XK-0002", name="取水许可二", base_code=""))
    items = list(item.report.items.select_related("report__organ", "item"))
    assert matters_of(items, DAY) == {each.pk: dossier_of(each, DAY).matter for each in items}


def test_many_are_decided_in_one_act_and_what_is_contested_by_then_is_named(desks: Desks) -> None:
    items = reported(desks)
    for item in items[:3]:
        desks.cast.both_say(item, K.RETAIN)
    desks.cast.both_say(items[3], K.ADJUST)
    assert "checked" not in text(desks.establishment.get(BATCH))
    asked = {"item": [f"{item.pk}-1" for item in items], "reasons": "两家一致，予以保留。", "go": "check"}
    page = text(desks.establishment.post(BATCH, asked))
    assert "作出这 3 个决定" in page
    assert "两家没有一致提出" in page
    assert not Decision.objects.exists()
    corrected(desks, items[0])
    done = desks.establishment.post(BATCH, asked | {"go": "decide"})
    assert done.status_code == 409
    assert "已逐项作出“保留”决定 2 项" in text(done)
    assert "请重新看过" in text(done)
    assert {each.reported_id for each in Decision.objects.all()} == {items[1].pk, items[2].pk}
    again = desks.establishment.post(
        BATCH, asked | {"item": [f"{item.pk}-1" for item in items[1:3]], "go": "decide"}, follow=True
    )
    assert "没有重复办理" in text(again)
    assert Decision.objects.count() == len({each.document_id for each in Decision.objects.all()}) == 2
    assert Entry.objects.filter(kind="review.decided").count() == 2


@pytest.mark.parametrize("number", [3, 9])
def test_giving_many_asks_the_same_few_questions_however_many_they_are(
    desks: Desks, number: int, django_assert_max_num_queries: Any
) -> None:
    ticked = {item.pk: 1 for item in reported(desks, number)}
    with django_assert_max_num_queries(25):
        acts.give_opinions(ticked, K.RETAIN, reasons=REASONS, by=desks.cast.legal, at=at(DAY, 9))
