"""What a batch says and asks, as tables: rows, sentences, numbers, days."""

from dataclasses import replace
from datetime import date

import pytest

from qingquan.catalogue.rules.difference import Change, ChangeKind
from qingquan.catalogue.rules.parts import Fee, LegalBasis, Span
from qingquan.catalogue.tests.examples import LAW, REGULATION, TODAY, licence
from qingquan.catalogue.words import BasisRole, CaseKind, SeedCatalogue
from qingquan.clock import national_calendar
from qingquan.law import Refused
from qingquan.places.words import Role
from qingquan.publication.rules import authority, lives
from qingquan.publication.rules.comparing import compare, in_one_line, said, sentences
from qingquan.publication.rules.lives import BatchFacts
from qingquan.publication.rules.numbers import NUMBER, number_of, title_of
from qingquan.publication.rules.rows import LABELS, EndedRow, PublicRow, bases_in_words, row_of
from qingquan.publication.rules.snapshot import Head, content_digest, sha256, snapshot
from qingquan.publication.words import FIVE, LETTERS, BatchState, WithholdingGround

STEPS = ("受理", "审查", "决定", "受理")
PREPARED, APPROVED = BatchFacts(BatchState.PREPARED, open=1), BatchFacts(BatchState.APPROVED, open=1)


def row(**changes: object) -> PublicRow:
    made = row_of(licence(), organ="清泉县水利局", uscc="X", version=1, from_on=TODAY, steps=STEPS)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_row_says_what_a_published_power_must_say() -> None:
    told = row()
    assert (told.process, told.legal_limit, told.promise, told.fees) == (
        "受理→审查→决定",
        "45个工作日",
        "31个工作日",
        "不收费",
    )
    assert told.bases == "《中华人民共和国水法》第四十八条；《取水许可和水资源费征收管理条例》第二条"
    assert (told.subject, told.level, told.from_on) == ("法定机关", "县级", "2026-03-02")
    assert list(told.to_json()) == list(LABELS)
    assert PublicRow.from_json(told.to_json()) == told
    assert told.cells() == list(told.to_json().values())


def test_a_row_tells_fees_and_instant_items_and_a_process_in_words() -> None:
    fees = (Fee(name="工本费", standard="10 元。"), Fee(name="检测费"))
    facts = licence(fees=fees, case_kind=CaseKind.INSTANT, process_text="当场办理")
    told = row_of(facts, organ="某局", uscc="", version=2, from_on=TODAY, steps=())
    assert (told.fees, told.promise, told.process) == ("工本费：10 元；检测费", "当场办结", "当场办理")
    bare = licence(legal_limit=None, promise=None, subject_nature=None)
    told = row_of(bare, organ="某局", uscc="", version=2, from_on=TODAY, steps=())
    assert (told.legal_limit, told.promise, told.subject) == ("", "", "")


@pytest.mark.parametrize(
    ("bases", "told"),
    [
        ((), ""),
        ((LAW, replace(LAW, article="第七条")), "《中华人民共和国水法》第四十八条、第七条"),
        ((LAW, replace(REGULATION, role=BasisRole.ELABORATES)), "《中华人民共和国水法》第四十八条"),
        ((replace(REGULATION, role=BasisRole.ELABORATES),), "《取水许可和水资源费征收管理条例》第二条"),
        ((LegalBasis(name="某办法"),), "《某办法》"),
    ],
)
def test_bases_are_told_statute_by_statute(bases: tuple[LegalBasis, ...], told: str) -> None:
    assert bases_in_words(bases) == told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change("a", "承诺", ChangeKind.CHANGED, "31个工作日", "20个工作日"), "承诺由“31个工作日”改为“20个工作日”"),
        (Change("a", "材料", ChangeKind.ADDED, new="申请书"), "材料增加“申请书”"),
        (Change("a", "材料", ChangeKind.REMOVED, old="申请书"), "材料删去“申请书”"),
        (Change("a", "说明", ChangeKind.ADDED, new="压缩。"), "说明增加“压缩”"),
        (Change("a", "条件", ChangeKind.CHANGED, "短", "长" * 41), "条件有修改"),
        (Change("a", "条件", ChangeKind.ADDED, new="长" * 41), "条件有增加"),
        (Change("a", "条件", ChangeKind.REMOVED, old="长" * 41), "条件有删去"),
    ],
)
def test_a_change_is_told_as_a_clause(change: Change, told: str) -> None:
    assert said(change) == told


def test_many_changes_are_counted_and_none_is_called_an_edit() -> None:
    many = [Change("a", f"要素{n}", ChangeKind.ADDED, new="有") for n in range(9)]
    assert in_one_line(many).endswith("要素5增加“有”；等 9 处")
    assert in_one_line([]) == "文字整理"


def test_two_editions_are_compared_by_code_and_digest() -> None:
    kept, old, new = row(code="A"), row(code="B"), row(code="C", name="丙")
    moved = row(code="D", digest="2")
    found = compare([kept, old, row(code="D", digest="1")], [kept, new, moved])
    assert (found.added, found.ended, found.changed, found.same) == ((new,), (old,), (moved,), 1)
    assert (
        sentences(found, {}, "2026年第1批")[0]
        == "与2026年第1批相比，新增 1 项，取消 1 项，调整 1 项，其余 1 项没有变化。"
    )
    assert sentences(compare([], [kept]), {}, "") == ["本目录首次公布，共 1 项。"]
    assert sentences(compare([kept], [kept]), {}, "2026年第1批") == ["与2026年第1批相比没有变化，共 1 项。"]


def test_the_text_of_a_batch_depends_on_nothing_but_what_it_says() -> None:
    head = Head(county="清泉县", number="XK2026-01", catalogue="目录", title="标题", from_on=TODAY)
    text = snapshot(head, [row()], [])
    assert text == snapshot(head, [row()], [])
    assert sha256(text) != sha256(snapshot(replace(head, withheld=1), [row()], []))
    assert content_digest([row()], []) != content_digest([], [EndedRow(row(), date(2026, 4, 1), "XK2026-02", "取消")])


def test_batches_are_numbered_by_catalogue_and_year() -> None:
    assert [number_of(each, 2026, 3) for each in FIVE] == [f"{LETTERS[each]}2026-03" for each in FIVE]
    assert NUMBER.fullmatch(number_of(SeedCatalogue.PENALTY, 2026, 120))
    assert title_of("清泉县", SeedCatalogue.PENALTY, 2026, 1) == "清泉县行政处罚目录（2026年第1批）"


@pytest.mark.parametrize(
    ("number", "right"),
    [("清府发〔2026〕12号", True), ("清府发[2026]12号", False), ("清府发〔2026〕012号", False), ("第12号", False)],
)
def test_a_document_is_numbered_as_the_standard_has_it(number: str, right: bool) -> None:
    assert bool(lives.DOCUMENT_NUMBER.fullmatch(number)) is right


def test_an_approved_batch_is_due_twenty_working_days_later() -> None:
    assert lives.publish_by(date(2026, 3, 2), national_calendar()) == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("why", "ask"),
    [
        ("本批没有可以公开的事项", lambda: approve(replace(PREPARED, open=0, screened=True))),
        ("须先完成保密审查", lambda: approve(replace(PREPARED, waiting=1, screened=True))),
        ("只有拟定中的批次", lambda: approve(replace(APPROVED, screened=True))),
        ("只有已批准、尚未公布", lambda: lives.check_may_return(PREPARED, "理由")),
        ("请写明退回的理由", lambda: lives.check_may_return(APPROVED, " ")),
        ("请写明作废的理由", lambda: lives.check_may_drop(PREPARED, " ")),
        ("只有经县政府批准", lambda: lives.check_may_publish(PREPARED, today=TODAY)),
        ("已过", lambda: lives.check_may_publish(replace(APPROVED, brings=1, begins=date(2026, 3, 1)), today=TODAY)),
        ("只能审查本机关", lambda: authority.check_screens(Role.HEAD, 1, {1, 2}, 7)),
        ("拟定人不能审查", lambda: authority.check_screens_batch(Role.GOVERNMENT_OFFICE, 7, 7)),
        ("具名", lambda: authority.check_screens_batch("", None, 7)),
        ("须由县政府办", lambda: authority.check_screens_batch(Role.HEAD, 7, 8)),
    ],
)
def test_every_no_has_its_reason(why: str, ask: "object") -> None:
    with pytest.raises(Refused, match=why):
        ask()  # type: ignore[operator]


def approve(facts: BatchFacts) -> None:
    lives.check_may_approve(
        facts, document_number="清府发〔2026〕12号", minutes_number="1", approved_on=TODAY, today=TODAY
    )


def test_what_the_rules_allow_passes() -> None:
    approve(replace(PREPARED, screened=True))
    lives.check_may_publish(replace(APPROVED, brings=0, begins=date(2026, 1, 1)), today=TODAY)
    lives.check_may_withhold(WithholdingGround.FORBIDDEN, "理由", public_already=[])
    lives.check_begins(date(2026, 1, 1), brings=0, today=TODAY)
    authority.check_role("", authority.GOVERNMENT, "公布")
    assert licence().promise == Span(31)
