"""Routes, terms, what a change of law touches, and which law a conduct is punished by."""

from datetime import date

import pytest

from qingquan.adjustment.rules import course, terms
from qingquan.adjustment.rules.citing import Basis, cites, has_successor, is_void
from qingquan.adjustment.rules.favour import Applies, law_for
from qingquan.adjustment.words import Change, Route, State
from qingquan.clock import national_calendar
from qingquan.law import Refused

CODE = "《中华人民共和国生态环境法典》第一千二百四十二条"
ENDED = "《国务院关于废止部分行政法规的决定》"


@pytest.mark.parametrize("change", list(Change), ids=lambda change: change.value)
def test_what_touches_who_has_which_power_goes_to_the_government(change: Change) -> None:
    structural = {Change.ADD, Change.CANCEL, Change.DEVOLVE, Change.TRANSFER}
    assert (course.route_of(change) is Route.GOVERNMENT) == (change in structural)


@pytest.mark.parametrize(
    ("state", "route", "days"),
    [
        (State.TRIGGERED, None, 10),
        (State.APPLIED, Route.LIGHT, 15),
        (State.REVIEWED, Route.LIGHT, 3),
        (State.REVIEWED, Route.GOVERNMENT, 10),
        (State.APPROVED, Route.GOVERNMENT, 3),
    ],
)
def test_each_step_has_its_working_days(state: State, route: Route | None, days: int) -> None:
    term = terms.next_term(state, route)
    assert term is not None
    assert term.days == days


@pytest.mark.parametrize("state", [State.FILED, State.SYNCED, State.CLOSED])
def test_nothing_is_due_where_nobody_waits(state: State) -> None:
    assert terms.next_term(state, Route.LIGHT) is None


def test_the_term_shows_its_working_over_a_holiday() -> None:
    calendar, start = national_calendar(), date(2026, 9, 28)
    working = terms.working(terms.APPLY, start, calendar)
    assert working is not None
    assert working.due is not None
    # Ten working days over the national holiday of 1–7 October, with the days worked in its stead.
    assert working.due.raw == terms.due_on(terms.APPLY, start, calendar) == date(2026, 10, 16)
    assert terms.due_on(terms.APPLY, date(2099, 1, 1), calendar) is None


BASES = (
    Basis("环境保护法", "第四十二条", sets_up=True),
    Basis("中华人民共和国水法", "第七条第一款", sets_up=False),
)


@pytest.mark.parametrize(
    ("title", "articles", "found"),
    [
        pytest.param("中华人民共和国环境保护法", None, 1, id="the whole statute, under its full title"),
        pytest.param("中华人民共和国环境保护法", [(42, 0)], 1, id="its article"),
        pytest.param("中华人民共和国环境保护法", [(43, 0)], 0, id="another article"),
        pytest.param("水法", [(7, 0), (9, 0)], 1, id="an article with its paragraph"),
        pytest.param("水法", [(7, 1)], 0, id="第七条之一 is another article"),
        pytest.param("森林法", None, 0, id="another statute"),
    ],
)
def test_an_item_is_touched_by_a_change_of_what_it_rests_on(
    title: str, articles: list[tuple[int, int]] | None, found: int
) -> None:
    assert len(cites(BASES, title, articles)) == found


def test_a_basis_without_an_article_is_touched_by_every_change_of_its_statute() -> None:
    assert cites([Basis("水法", "", sets_up=True)], "水法", [(80, 0)])


@pytest.mark.parametrize(("by", "successor"), [(CODE, True), (ENDED, False), ("废止决定", False)])
def test_a_code_takes_the_place_of_what_it_repeals_and_a_decision_does_not(by: str, successor: bool) -> None:
    assert has_successor(by) is successor


@pytest.mark.parametrize(
    ("by", "gone", "void"),
    [
        pytest.param(ENDED, BASES[:1], True, id="what set it up is gone"),
        pytest.param(CODE, BASES[:1], False, id="the code takes its place"),
        pytest.param(ENDED, BASES[1:], False, id="only how it is exercised is gone"),
        pytest.param(ENDED, (), False, id="nothing is gone"),
    ],
)
def test_an_item_is_without_ground_when_nothing_sets_it_up_any_more(
    by: str, gone: tuple[Basis, ...], void: bool
) -> None:
    assert is_void(BASES, gone, by) is void


def test_where_no_basis_is_marked_all_of_them_set_the_power_up() -> None:
    both = [Basis("甲法", "第一条", sets_up=False), Basis("乙法", "第二条", sets_up=False)]
    assert not is_void(both, both[:1], ENDED)
    assert is_void(both, both, ENDED)


OLD, CHANGED, NEW = date(2026, 8, 1), date(2026, 8, 15), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("conduct", "decided", "lighter", "no_offence", "law"),
    [
        pytest.param(OLD, NEW, False, False, Applies.OLD, id="old conduct, heavier new law"),
        pytest.param(OLD, NEW, True, False, Applies.NEW, id="old conduct, lighter new law"),
        pytest.param(OLD, NEW, False, True, Applies.NEW, id="old conduct, no offence any more"),
        pytest.param(OLD, date(2026, 8, 14), True, True, Applies.OLD, id="decided before the change"),
        pytest.param(CHANGED, NEW, False, False, Applies.NEW, id="conduct on the day of the change"),
    ],
)
def test_old_conduct_is_punished_by_the_old_law_unless_the_new_one_is_milder(
    conduct: date, decided: date, lighter: bool, no_offence: bool, law: Applies
) -> None:
    ruling = law_for(conduct_on=conduct, changed_on=CHANGED, decided_on=decided, lighter=lighter, no_offence=no_offence)
    assert ruling.law is law
    assert ruling.cite == "《行政处罚法》第三十七条"


def test_a_change_of_structure_is_not_published_without_approval() -> None:
    with pytest.raises(Refused, match="县政府审定"):
        course.check_may_publish(State.REVIEWED, Route.GOVERNMENT, from_on=NEW, today=NEW)
    course.check_may_publish(State.REVIEWED, Route.LIGHT, from_on=NEW, today=NEW)
    with pytest.raises(Refused, match="不能早于"):
        course.check_may_publish(State.REVIEWED, Route.LIGHT, from_on=OLD, today=NEW)
