"""Many adjustments of one source taken a step together: each by itself, none twice, none overwritten."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from qingquan.adjustment import acts, reading
from qingquan.adjustment.acts import NothingDone, Together
from qingquan.adjustment.models import Adjustment, AdjustmentFiling
from qingquan.adjustment.rules.together import Seen
from qingquan.adjustment.tests.several import NEW, NEWEST, OLD, TOLD, Several, several, telephone
from qingquan.adjustment.words import Change, State
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.tests.cast import at
from qingquan.catalogue.tests.examples import TODAY
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import Actor

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def never(*_: object) -> bool:
    """Nothing was done before."""
    return False


def apply(made: Several, ticked: dict[str, Seen], change: Change = Change.ELEMENTS) -> Together:
    by = made.cast.administrator
    return acts.carry_out(ticked, lambda each: acts.apply_with_draft(each, change, TOLD, by=by, at=at()), never)


def review(ticked: dict[str, Seen], by: Actor, *, agrees: bool = True) -> Together:
    return acts.carry_out(ticked, lambda each: acts.review(each, agrees, "意见写在这里。", by=by, at=at()), never)


def passed(made: Several) -> None:
    apply(made, made.seen())
    for by in (made.cast.establishment, made.cast.legal):
        review(made.seen(), by)


def left(came: Together) -> list[tuple[str, str]]:
    return [(each.adjustment.name, each.refused.why) for each in came.left]


def test_a_telephone_goes_the_light_way_for_all_items_with_an_act_for_each() -> None:
    made = several()
    assert apply(made, made.seen()) == Together(3, 0, ())
    for by in (made.cast.establishment, made.cast.legal):
        assert review(made.seen(), by).made == 3
    publish: Any = {"from_on": TOMORROW, "by": made.cast.government, "at": at()}
    acts.carry_out(made.seen(), lambda each: acts.publish(each, "清府办〔2026〕3号", **publish), never)
    file: Any = {"filed_on": TODAY, "by": made.cast.establishment, "at": at()}
    assert acts.carry_out(made.seen(), lambda each: acts.file(each, "市委编办", "备7", **file), never).made == 3
    assert {version.facts().consult_phones for version in ItemVersion.objects.in_force(TOMORROW)} == {(NEW,)}
    assert {version.facts().consult_phones for version in ItemVersion.objects.in_force(TODAY)} == {(OLD,)}
    for adjustment in made.adjustments:
        kinds = [entry.kind.split(".")[1] for entry in Entry.objects.of(adjustment.number)]
        assert kinds == ["triggered", "applied", "reviewed", "reviewed", "published", "filed"]


def test_only_the_telephone_is_rewritten() -> None:
    made = several(1)
    apply(made, made.seen())
    first, second = ItemVersion.objects.order_by("number")
    assert first.elements | {"consult_phones": [NEW]} == second.elements
    assert second.form_schema == first.form_schema


def test_a_second_click_does_nothing_and_says_so() -> None:
    made = several()
    ticked = made.seen()
    apply(made, ticked)
    by = made.cast.administrator
    again = acts.carry_out(
        ticked, lambda each: acts.apply_with_draft(each, Change.ELEMENTS, TOLD, by=by, at=at()), lambda each, _: True
    )
    assert again == Together(0, 3, ())
    assert ItemVersion.objects.count() == 6


def test_what_somebody_else_moved_on_is_left_and_named() -> None:
    made = several()
    ticked = made.seen()
    apply(made, made.seen(1))
    came = apply(made, ticked)
    assert came.made == 2
    assert left(came) == [("取水许可2", "您打开页面以后有人办过，现在是“审核中”，请打开这一件看过再办。")]
    with pytest.raises(NothingDone) as nothing:
        apply(made, ticked)
    assert len(nothing.value.came.left) == 3


def test_what_was_given_back_and_applied_for_again_is_not_reviewed_by_a_stale_page() -> None:
    made = several(1)
    apply(made, made.seen())
    stale = made.seen()
    review(stale, made.cast.legal, agrees=False)
    apply(made, made.seen())
    with pytest.raises(NothingDone, match="没有一件"):
        review(stale, made.cast.establishment)
    assert review(made.seen(), made.cast.establishment).made == 1


def test_a_draft_begun_for_another_reason_is_not_handed_in_with_it() -> None:
    made = several()
    item = made.adjustments[0].item
    assert item is not None
    facts = made.cast.facts(code=item.code, name=item.name, base_code="", promise=Span(20))
    catalogue.revise(item, facts, by=made.cast.administrator, at=at())
    came = apply(made, made.seen())
    assert (came.made, left(came)) == (
        2,
        [("取水许可1", "权力清单里第 2 版还没有办完，请打开这一件办理，免得一并报上去。")],
    )
    assert ItemVersion.objects.get(item=item, number=2).facts().promise == Span(20)


def test_a_second_source_waits_for_the_version_of_the_first_and_then_builds_on_it() -> None:
    made = several(1)
    apply(made, made.seen())
    first = made.adjustments[0]
    old = made.cast.facts().places[0].address
    telephone(made.cast, NEW, 11, address=old)
    telephone(made.cast, NEW, 12, address="清泉县新区 8 号")
    second = Adjustment.objects.latest("pk")
    moved = Several(made.cast, [second])
    with pytest.raises(NothingDone) as nothing:
        apply(moved, moved.seen())
    assert left(nothing.value.came) == [
        ("取水许可1", f"第 2 版正在另一件调整（{first.number}）里办理，等它公布以后再报这一件。")
    ]
    for by in (made.cast.establishment, made.cast.legal):
        review(made.seen(), by)
    acts.publish(first, "清府办〔2026〕3号", from_on=TOMORROW, by=made.cast.government, at=at())
    assert apply(moved, moved.seen()).made == 1
    third = ItemVersion.objects.get(number=3).facts()
    assert (third.consult_phones, third.places[0].address) == ((NEW,), "清泉县新区 8 号")


def test_the_draft_a_reviewer_gave_back_is_handed_in_again() -> None:
    made = several(1)
    apply(made, made.seen())
    review(made.seen(), made.cast.legal, agrees=False)
    assert apply(made, made.seen()).made == 1
    assert ItemVersion.objects.count() == 2
    assert made.states() == [State.APPLIED]


def test_what_fails_of_one_leaves_nothing_of_it() -> None:
    made = several(2)
    by = made.cast.administrator

    def short(each: Adjustment) -> object:
        why = "短" if each == made.adjustments[0] else TOLD
        return acts.apply_with_draft(each, Change.ELEMENTS, why, by=by, at=at())

    came = acts.carry_out(made.seen(), short, never)
    assert left(came) == [("取水许可1", "请说明调整的理由和依据，审核时要看。")]
    # Its draft is gone with it.
    assert ItemVersion.objects.filter(item=made.adjustments[0].item).count() == 1
    assert Entry.objects.filter(kind="item.revised").count() == 1


def test_a_telephone_that_changed_again_is_rewritten_to_the_last_one() -> None:
    made = several(1)
    telephone(made.cast, NEWEST, 11)
    assert Adjustment.objects.count() == 1
    apply(made, made.seen())
    assert ItemVersion.objects.get(number=2).facts().consult_phones == (NEWEST,)


def test_one_that_came_back_needs_no_version_and_may_be_kept_as_it_is() -> None:
    made = several(1)
    telephone(made.cast, OLD, 11)
    with pytest.raises(NothingDone) as nothing:
        apply(made, made.seen())
    assert "还没有起草新版本" in left(nothing.value.came)[0][1]
    assert apply(made, made.seen(), Change.KEEP).made == 1


def test_a_telephone_that_changes_while_the_new_version_is_under_way_is_not_forgotten() -> None:
    made = several(1)
    passed(made)
    telephone(made.cast, NEWEST, 11)
    second = Adjustment.objects.latest("pk")
    assert (Adjustment.objects.count(), second.item) == (2, made.adjustments[0].item)
    assert "8000002" in second.source


def test_a_telephone_and_an_address_of_one_change_are_one_adjustment() -> None:
    made = several(1)
    telephone(made.cast, OLD, 11)
    old = made.cast.facts().places[0].address
    telephone(made.cast, OLD, 12, address=old)
    telephone(made.cast, NEW, 13, address="清泉县新区 8 号")
    found = Adjustment.objects.latest("pk")
    assert Adjustment.objects.filter(source_key=found.source_key).count() == 1
    assert found.source == (
        f"清泉县水利局电话由“{OLD}”改为“{NEW}”，地址由“{old}”改为“清泉县新区 8 号”，本事项仍公布原来的。"
    )


def test_items_of_a_law_are_grouped_by_their_source_and_need_drafts_of_their_own() -> None:
    made = several(2)
    shared = reading.shared_sources(Adjustment.objects.open(), most=10)
    assert [(each.number, each.many) for each in shared] == [(made.adjustments[0].number, 2)]
    Adjustment.objects.update(state="closed", closed_because="不用调整。")
    assert reading.shared_sources(Adjustment.objects.open(), most=10) == []


def test_one_receipt_answers_for_one_document_only() -> None:
    made = several(2)
    passed(made)
    for n, document in enumerate(["清府办〔2026〕3号", "清府办〔2026〕4号"]):
        acts.publish(made.adjustments[n], document, from_on=TOMORROW, by=made.cast.government, at=at())
    filed: Any = {"filed_on": TODAY, "by": made.cast.establishment, "at": at()}
    first = acts.file(made.adjustments[0], "市委编办", "备7", **filed)
    with pytest.raises(Refused, match="已经登记，请核对"):
        acts.file(made.adjustments[0], "市委编办", "备7", **filed)
    with pytest.raises(Refused, match="“清府办〔2026〕3号”公布的调整下"):
        acts.file(made.adjustments[1], "市委编办", "备7", **filed)
    row = {"receiver": "市委编办", "receipt": "备7", "filed_on": TODAY, "entered_at": at()}
    with pytest.raises(IntegrityError, match="另一个公布文号"), transaction.atomic():
        AdjustmentFiling.objects.create(adjustment=made.adjustments[1], **row)
    with pytest.raises(IntegrityError, match="filing_receipt_once_per_adjustment"), transaction.atomic():
        AdjustmentFiling.objects.create(adjustment=first.adjustment, **row)
