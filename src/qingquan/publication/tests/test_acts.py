"""A batch from its first day to its announcement, and every no on the way."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.words import SeedCatalogue
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM
from qingquan.publication import acts
from qingquan.publication.models import Batch
from qingquan.publication.reading import announced, editions
from qingquan.publication.rules.snapshot import snapshot
from qingquan.publication.tests.cast import DOCUMENT, LICENCES, SECOND, TODAY, Cast, at, gather
from qingquan.publication.words import WithholdingGround

pytestmark = pytest.mark.django_db
TOMORROW = date(2026, 3, 3)


@pytest.fixture
def cast() -> Cast:
    return gather()


def test_a_batch_puts_all_its_versions_in_force_at_once(cast: Cast) -> None:
    versions = [cast.licence(n) for n in (1, 2, 3)]
    batch = cast.published(*versions)
    assert batch.state == "published"
    assert batch.number == "XK2026-01"
    assert batch.title == "本县行政许可和非行政许可审批目录（2026年第1批）"
    for version in versions:
        version.refresh_from_db()
        assert (version.state, version.from_on) == ("published", TODAY)
    told = Entry.objects.filter(kind="item.published")
    assert {entry.facts["document"] for entry in told} == {DOCUMENT}


def test_the_announced_digest_is_that_of_the_text_everybody_downloads(cast: Cast) -> None:
    batch = cast.published(cast.licence(1), cast.licence(2))
    text = announced.text_of(batch)
    assert hashlib.sha256(text).hexdigest() == batch.sha256
    told = json.loads(text)
    assert told["document_number"] == DOCUMENT
    assert [item["name"] for item in told["items"]] == ["取水许可之1", "取水许可之2"]
    assert Entry.objects.get(kind="batch.published").facts["sha256"] == batch.sha256


def test_the_text_stays_the_same_when_everything_else_moves_on(cast: Cast) -> None:
    batch = cast.published(cast.licence(1))
    version = ItemVersion.objects.get()
    catalogue.withdraw(version, from_on=SECOND, reason="上级取消", by=cast.government, at=at(TOMORROW))
    fresh = Batch.objects.select_related("previous").get(pk=batch.pk)
    assert hashlib.sha256(announced.text_of(fresh)).hexdigest() == batch.sha256
    again = snapshot(announced.head_of(fresh), editions.public_rows(fresh), editions.ended_rows(fresh))
    assert again == announced.text_of(fresh)


def test_what_is_in_force_already_is_gathered_without_publishing_it_again(cast: Cast) -> None:
    kept = cast.of_items.published()
    batch = cast.published()
    kept.refresh_from_db()
    assert (kept.from_on, Entry.objects.filter(kind="item.published").count()) == (TODAY, 1)
    assert announced.in_words(batch) == ["本目录首次公布，共 1 项。"]


def test_the_next_batch_carries_the_rest_of_the_catalogue_and_says_what_changed(cast: Cast) -> None:
    first, second = cast.licence(1), cast.licence(2)
    cast.published(first, second)
    draft = catalogue.revise(
        first.item, replace(first.facts(), promise=Span(20)), by=cast.of_items.administrator, at=at(date(2026, 3, 20))
    )
    shorter = catalogue.review(draft, opinion="同意。", by=cast.of_items.legal, at=at(date(2026, 3, 20)))
    second.refresh_from_db()
    batch = cast.published(
        shorter, cast.licence(3), from_on=SECOND, on=date(2026, 3, 20), ending=[(second, "法律修改，不再设定。")]
    )
    assert [item.row["name"] for item in batch.items.exclude(part="ended")] == ["取水许可之1", "取水许可之3"]
    assert announced.in_words(batch) == [
        "与2026年第1批相比，新增 1 项，取消 1 项，调整 1 项，其余 0 项没有变化。",
        "新增清泉县水利局“取水许可之3”。",
        "取消清泉县水利局“取水许可之2”：法律修改，不再设定。",
        "调整清泉县水利局“取水许可之1”：承诺办结时限由“31个工作日”改为“20个工作日”。",
    ]
    second.refresh_from_db()
    assert (second.state, second.until_on) == ("withdrawn", date(2026, 3, 31))
    told = json.loads(announced.text_of(batch))
    assert [row["name"] for row in told["ended"]] == ["取水许可之2"]
    assert told["previous"]["number"] == "XK2026-01"


def test_a_batch_that_would_change_nothing_is_refused(cast: Cast) -> None:
    cast.published(cast.licence(1))
    with pytest.raises(Refused, match="与2026年第1批没有差别"):
        cast.prepared(on=TOMORROW)


def test_one_batch_of_a_catalogue_is_in_hand_at_a_time(cast: Cast) -> None:
    cast.prepared(cast.licence(1))
    with pytest.raises(Refused, match="请先公布或者作废"):
        cast.prepared(cast.licence(2))


def test_whole_or_not_at_all(cast: Cast) -> None:
    good, bad = cast.licence(1), cast.licence(2)
    batch = cast.approved(cast.prepared(good, bad))
    catalogue.return_to_draft(bad, reason="依据有误", by=cast.of_items.legal, at=at())
    with pytest.raises(Refused, match="“取水许可之2”不能公布"):
        acts.publish(batch, by=cast.government, at=at())
    good.refresh_from_db()
    batch.refresh_from_db()
    assert (good.state, batch.state) == ("reviewed", "approved")


def test_what_was_published_beside_an_approved_batch_sends_it_back(cast: Cast) -> None:
    batch = cast.approved(cast.prepared(cast.licence(1)))
    catalogue.publish(cast.licence(2), from_on=TODAY, by=cast.government, at=at())
    with pytest.raises(Refused, match="拟定之后有 1 项发生变化"):
        acts.publish(batch, by=cast.government, at=at())
    again = acts.give_back(batch, reason="补入新公布的事项", by=cast.government, at=at())
    acts.put_together_anew(again, [ItemVersion.objects.get(state="reviewed")], from_on=TODAY, by=cast.office, at=at())
    assert acts.publish(cast.approved(again), by=cast.government, at=at()).items.count() == 2


def test_reviews_of_the_same_versions_stand_when_the_batch_is_put_together_anew(cast: Cast) -> None:
    first = cast.licence(1)
    batch = cast.prepared(first)
    acts.clear(batch, [first.item.code], by=cast.head, at=at())
    acts.put_together_anew(batch, [first, cast.licence(2)], from_on=TODAY, by=cast.office, at=at())
    assert list(batch.items.order_by("position").values_list("screening", flat=True)) == ["open", "waiting"]


def test_nothing_is_approved_before_it_was_reviewed_for_secrets(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    with pytest.raises(Refused, match="还有 1 项没有保密审查"):
        acts.screen_batch(batch, opinion="同意", by=cast.government, at=at())
    acts.clear(batch, [batch.items.get().code], by=cast.head, at=at())
    with pytest.raises(Refused, match="须先完成保密审查"):
        approve(cast, batch)


def approve(cast: Cast, batch: Batch, **changes: object) -> Batch:
    given: dict[str, object] = {
        "meeting": "县政府第5次常务会议",
        "minutes_number": "清府常纪〔2026〕5号",
        "approved_on": TODAY,
        "document_number": DOCUMENT,
        "channels": ["website"],
        "comment_hotline": "12345",
        "next_review_on": date(2027, 3, 2),
    }
    return acts.approve(batch, **(given | changes), by=cast.government, at=at())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"document_number": "清府发[2026]3号"}, "写法不对"),
        ({"document_number": "清府发〔2026〕03号"}, "写法不对"),
        ({"minutes_number": " "}, "会议纪要的编号"),
        ({"approved_on": TOMORROW}, "还没有到"),
    ],
)
def test_an_approval_names_its_minutes_its_day_and_its_document(
    cast: Cast, changes: dict[str, object], why: str
) -> None:
    batch = cast.screened(cast.prepared(cast.licence(1)))
    with pytest.raises(Refused, match=why):
        approve(cast, batch, **changes)


def test_a_withheld_item_is_left_out_and_only_counted(cast: Cast) -> None:
    open_, secret = cast.licence(1), cast.licence(2)
    batch = cast.prepared(open_, secret)
    acts.withhold(
        batch,
        [secret.item.code],
        ground=WithholdingGround.STATE_SECRET,
        reason="定密文号另存",
        by=cast.head,
        at=at(),
    )
    batch = acts.publish(cast.approved(batch), by=cast.government, at=at())
    secret.refresh_from_db()
    assert secret.state == "reviewed"
    text = announced.text_of(batch).decode()
    assert secret.item.code not in text
    assert json.loads(text)["withheld"] == 1
    assert "定密文号" not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(("ground", "reason"), [(None, "理由"), (WithholdingGround.STATE_SECRET, " ")])
def test_withholding_needs_a_ground_of_the_law_and_a_reason(
    cast: Cast, ground: WithholdingGround | None, reason: str
) -> None:
    version = cast.licence(1)
    batch = cast.prepared(version)
    with pytest.raises(Refused, match="不予公开的，请选定法定情形"):
        acts.withhold(batch, [version.item.code], ground=ground, reason=reason, by=cast.head, at=at())


def test_what_everyone_has_read_is_not_made_secret_by_leaving_it_out(cast: Cast) -> None:
    version = cast.of_items.published()
    batch = cast.prepared()
    with pytest.raises(Refused, match="已经公开"):
        acts.withhold(
            batch, [version.item.code], ground=WithholdingGround.FORBIDDEN, reason="某", by=cast.head, at=at()
        )


def test_the_next_version_of_what_is_public_is_not_withheld_either(cast: Cast) -> None:
    public = cast.of_items.published()
    later = cast.of_items.next_version(public, deliver_days=5)
    batch = cast.prepared(later, from_on=SECOND, on=TOMORROW)
    with pytest.raises(Refused, match="移出本批"):
        acts.withhold(
            batch, [later.item.code], ground=WithholdingGround.FORBIDDEN, reason="某", by=cast.head, at=at(TOMORROW)
        )


def test_a_batch_in_hand_tells_its_difference_before_it_was_reviewed(cast: Cast) -> None:
    cast.published(cast.licence(1))
    batch = cast.prepared(cast.licence(2), on=TOMORROW, from_on=SECOND)
    assert announced.in_words(batch)[1:] == ["新增清泉县水利局“取水许可之2”。"]


def test_an_organ_reviews_its_own_items_only_and_a_person_must_do_it(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    code = batch.items.get().code
    with pytest.raises(Refused, match="只能审查本机关的事项"):
        acts.clear(batch, [code], by=cast.forester, at=at())
    with pytest.raises(Refused, match="具名"):
        acts.clear(batch, [code], by=SYSTEM, at=at())
    with pytest.raises(Refused, match="须由"):
        acts.clear(batch, [code], by=cast.of_items.clerk, at=at())
    acts.clear(batch, [code], by=cast.government, at=at())


def test_each_step_is_for_its_post(cast: Cast) -> None:
    version = cast.licence(1)
    with pytest.raises(Refused, match="清理审核专班或者编办审核员"):
        acts.prepare(LICENCES, [version], from_on=TODAY, by=cast.government, at=at())
    batch = cast.approved(cast.prepared(version))
    with pytest.raises(Refused, match="县政府办"):
        acts.publish(batch, by=cast.office, at=at())
    with pytest.raises(Refused, match="县政府办"):
        acts.give_back(batch, reason="改", by=cast.office, at=at())


def test_a_version_of_another_catalogue_or_state_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="不在本批的目录中"):
        acts.prepare(SeedCatalogue.PENALTY, [cast.licence(1)], from_on=TODAY, by=cast.office, at=at())
    with pytest.raises(Refused, match="只有已审核的版本"):
        cast.prepared(cast.of_items.draft(code="11990101000001011C4000119099000", base_code="000119099000"))
    with pytest.raises(Refused, match="不是分类分批公布的五类目录"):
        acts.prepare(SeedCatalogue.PUBLIC_SERVICE, [], from_on=TODAY, by=cast.office, at=at())


def test_publication_does_not_reach_back(cast: Cast) -> None:
    version = cast.licence(1)
    with pytest.raises(Refused, match="不能溯及既往"):
        cast.prepared(version, from_on=date(2026, 3, 1))
    batch = cast.approved(cast.prepared(version))
    with pytest.raises(Refused, match="已过"):
        acts.publish(batch, by=cast.government, at=at(TOMORROW))


def test_a_dropped_batch_keeps_its_number_and_its_reason(cast: Cast) -> None:
    version = cast.licence(1)
    dropped = acts.drop(cast.prepared(version), reason="机构改革，重新梳理", by=cast.office, at=at())
    assert dropped.state == "dropped"
    assert cast.published(version).number == "XK2026-02"


def test_the_catalogues_page_sees_what_changed_since_the_batch(cast: Cast) -> None:
    batch = cast.published(cast.licence(1), cast.licence(2))
    assert editions.since(batch, TODAY).is_empty
    version = ItemVersion.objects.get(name="取水许可之1")
    catalogue.withdraw(version, from_on=SECOND, reason="取消", by=cast.government, at=at(TOMORROW))
    assert [row.name for row in editions.since(batch, SECOND).ended] == ["取水许可之1"]
