from datetime import date

import pytest

from qingquan.supervision.rules.facts import Duty, Holding, Order, Span, WatchedCase
from qingquan.supervision.rules.judge import judge
from qingquan.supervision.tests.county_cases import CALENDAR, day, received, spoken, step
from qingquan.supervision.words import Rule

ORDER = Order(
    before=(("受理", "审查"), ("审查", "决定"), ("勘验", "决定")),
    required=("审查", "决定"),
    names={"勘验": "现场勘验"},
)
IN_ORDER = (
    step("受理", "3-02 09:00"),
    step("勘验", "3-03 09:00"),
    step("审查", "3-04 09:00"),
    step("决定", "3-05 09:00"),
)


def through(*steps: object, **facts: object) -> WatchedCase:
    return received("3-02", order=ORDER, steps=steps, **facts)


@pytest.mark.parametrize(
    ("case", "faults"),
    [
        pytest.param(through(*IN_ORDER, ended_on=day("3-05")), [], id="as published"),
        pytest.param(through(*IN_ORDER, step("审查", "3-06 09:00")), [], id="a lawful return is no fault"),
        pytest.param(through(step("受理", "3-02 09:00"), step("审查", "3-02 09:00")), [], id="in the same minute"),
        pytest.param(
            through(*IN_ORDER[:1], *IN_ORDER[2:]), ["“现场勘验”尚未完成，就完成了“决定”。"], id="a node skipped"
        ),
        pytest.param(
            through(step("审查", "3-02 09:00"), step("受理", "3-03 09:00")),
            ["“受理”尚未完成，就完成了“审查”。"],
            id="order reversed",
        ),
        pytest.param(
            through(IN_ORDER[0], ended_on=day("3-04")),
            ["没有经过“决定”就已办结。", "没有经过“审查”就已办结。"],
            id="ended without what it needs",
        ),
        pytest.param(through(IN_ORDER[0], step("审查")), [], id="an open step proves nothing"),
        pytest.param(received("3-02", steps=IN_ORDER[::-1]), [], id="an unknown procedure is not judged"),
    ],
)
def test_the_case_follows_the_published_procedure(case: WatchedCase, faults: list[str]) -> None:
    found = judge(case, day("4-01"), CALENDAR, rules=[Rule.PR01])
    assert sorted(finding.words for finding in found) == sorted(faults)


@pytest.mark.parametrize(
    ("notices", "since"),
    [([], None), (["3-03"], None), (["3-10", "3-03"], "3-10"), (["3-03", "3-10", "3-12"], "3-10")],
)
def test_gaps_are_notified_once(notices: list[str], since: str | None) -> None:
    case = received("3-02", gap_notices=tuple(map(day, notices)))
    found = judge(case, day("4-01"), CALENDAR, rules=[Rule.PR03])
    assert [finding.since for finding in found] == ([day(since)] if since else [])


@pytest.mark.parametrize(
    ("approver", "says"),
    [("赵刚", []), ("李敏", ["PR-07 黄牌"]), ("", [])],
)
def test_who_handles_does_not_approve(approver: str, says: list[str]) -> None:
    steps = (
        step("审查", "3-04 09:00", duty=Duty.HANDLE),
        step("决定", "3-05 09:00", person=approver, duty=Duty.APPROVE),
    )
    assert spoken(received("3-02", steps=steps), "4-01", Rule.PR07) == says


def test_two_levels_of_review_are_enough() -> None:
    reviews = tuple(step(f"{n}审", f"3-0{n + 2} 09:00", person=f"审核人{n}", duty=Duty.REVIEW) for n in (1, 2, 3))
    again = step("2审", "3-09 09:00", duty=Duty.REVIEW)
    assert spoken(received("3-02", steps=(*reviews[:2], again)), "4-01", Rule.PR07) == []
    (finding,) = judge(received("3-02", steps=reviews), day("4-01"), CALENDAR, rules=[Rule.PR07])
    assert (finding.step, finding.since, finding.person) == ("3审", day("3-05"), "审核人3")


VERSIONS = (Span(date(2024, 1, 1), date(2025, 12, 31)), Span(date(2026, 3, 2)))


@pytest.mark.parametrize(
    ("on", "says"),
    [
        pytest.param("2025-12-31", [], id="the last day of a version"),
        pytest.param("2026-01-04", ["AU-01 红牌"], id="between two versions"),
        pytest.param("2026-03-02", [], id="the first day of the next"),
        pytest.param("2023-12-29", ["AU-01 红牌"], id="before it was listed"),
    ],
)
def test_the_item_was_on_the_list_on_the_day_of_receipt(on: str, says: list[str]) -> None:
    assert spoken(received(on, listed=VERSIONS, outcome_on=day(on)), "2026-06-01") == says


def test_an_item_whose_basis_is_void_is_no_power() -> None:
    case = received("3-02", listed=VERSIONS, basis_void_on=day("3-02"), outcome_on=day("3-02"))
    (finding,) = judge(case, day("3-02"), CALENDAR)
    assert finding.words == "事项的设定依据在收件时已经失效。"


def test_a_basis_void_later_does_not_touch_the_case() -> None:
    case = received("3-02", listed=VERSIONS, basis_void_on=day("3-03"), outcome_on=day("3-02"))
    assert judge(case, day("3-31"), CALENDAR) == []


HOLDINGS = (
    Holding("李敏", "handler", Span(date(2025, 1, 1), date(2026, 3, 3))),
    Holding("赵刚", "approver", Span(date(2026, 3, 5))),
)


@pytest.mark.parametrize(
    ("person", "post", "acted_as", "done", "why"),
    [
        pytest.param("李敏", "handler", "handler", "3-03 17:00", "", id="the last day of the authorisation"),
        pytest.param("李敏", "handler", "handler", "3-04 09:00", "的授权已于2026-03-03到期。", id="after its expiry"),
        pytest.param("赵刚", "approver", "", "3-04 09:00", "当日没有", id="before it began"),
        pytest.param("王芳", "handler", "", "3-03 09:00", "当日没有", id="never held"),
        pytest.param("赵刚", "handler", "", "3-05 09:00", "当日没有", id="holds another post"),
        pytest.param("李敏", "approver", "handler", "3-03 09:00", "应由“approver”办理", id="from another post"),
        pytest.param("", "handler", "", "3-04 09:00", "", id="a step of the system"),
        pytest.param("李敏", "", "", "3-04 09:00", "", id="a step that names no post"),
        pytest.param("李敏", "handler", "", None, "", id="not done yet"),
    ],
)
def test_whoever_acts_holds_the_post_on_that_day(
    person: str, post: str, acted_as: str, done: str | None, why: str
) -> None:
    acted = step("审查", done, person=person, post=post, acted_as=acted_as)
    found = judge(received("3-02", steps=(acted,), holdings=HOLDINGS), day("3-06"), CALENDAR, rules=[Rule.AU02])
    assert [why in finding.words for finding in found] == ([True] if why else [])


def test_without_a_register_of_holdings_only_the_post_is_compared() -> None:
    case = received("3-02", steps=(step("审查", "3-03 09:00", post="handler", acted_as="handler"),))
    assert spoken(case, "3-04", Rule.AU02) == []
