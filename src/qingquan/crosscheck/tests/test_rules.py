"""Whose task a difference is and until when, how it may end, which organ a department is, the four ways out."""

from datetime import date

import pytest

from qingquan.clock import national_calendar
from qingquan.crosscheck.rules import authority, tasks
from qingquan.crosscheck.rules.departments import organ_meant
from qingquan.crosscheck.rules.months import months_before
from qingquan.crosscheck.rules.tasks import Standing
from qingquan.crosscheck.rules.ways import check_may_propose
from qingquan.crosscheck.words import DifferenceState, Settlement, WayOut
from qingquan.law import Refused
from qingquan.matching.twoway import DifferenceKind
from qingquan.places.words import Role

CALENDAR = national_calendar()
MONDAY = date(2026, 3, 2)
ORGANS = {
    name: number
    for number, name in enumerate(
        (
            "清泉县水利局",
            "清泉县卫生健康局",
            "清泉县住房和城乡建设局",
            "清泉县市场监督管理局",
            "清泉县城市管理局",
            "清泉县教育和体育局",
            "中共清泉县委机构编制委员会办公室",
        )
    )
}


def test_what_was_exercised_all_the_same_has_the_short_term() -> None:
    task = tasks.task_of(DifferenceKind.UNREPORTED, has_organ=True, at_once=True, found_on=MONDAY, calendar=CALENDAR)
    assert task == tasks.Task(Role.CATALOGUE_ADMIN, date(2026, 3, 5))


@pytest.mark.parametrize(
    ("kind", "has_organ", "owner", "due"),
    [
        (DifferenceKind.UNREPORTED, True, Role.CATALOGUE_ADMIN, date(2026, 3, 16)),
        (DifferenceKind.UNREPORTED, False, Role.CAMPAIGN_OFFICE, date(2026, 3, 16)),
        (DifferenceKind.UNFOUNDED, True, Role.CATALOGUE_ADMIN, date(2026, 3, 16)),
        (DifferenceKind.OUTSIDE_DUTIES, True, Role.ESTABLISHMENT_REVIEWER, date(2026, 3, 16)),
        (DifferenceKind.DUTY_WITHOUT_POWER, True, Role.ESTABLISHMENT_REVIEWER, date(2026, 3, 16)),
        (DifferenceKind.DOUBLED, True, Role.ESTABLISHMENT_REVIEWER, date(2026, 3, 16)),
        (DifferenceKind.PRACTISED_UNREPORTED, True, Role.SUPERVISOR, date(2026, 3, 5)),
        (DifferenceKind.TOWNS_UNREPORTED, False, Role.CAMPAIGN_OFFICE, date(2026, 3, 16)),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_every_difference_has_an_owner_and_a_term(
    kind: DifferenceKind, has_organ: bool, owner: Role, due: date
) -> None:
    assert tasks.task_of(kind, has_organ=has_organ, found_on=MONDAY, calendar=CALENDAR) == tasks.Task(owner, due)


@pytest.mark.parametrize("kind", list(DifferenceKind), ids=lambda kind: kind.name)
def test_every_kind_can_end_and_somebody_may_end_it(kind: DifferenceKind) -> None:
    assert Settlement.EXPLAINED in tasks.endings(kind)
    assert authority.settlers(kind)


def test_what_was_concealed_is_the_supervisors_alone() -> None:
    kind = DifferenceKind.PRACTISED_UNREPORTED
    authority.check_settles(Role.SUPERVISOR, kind)
    for role in authority.REVIEWING:
        with pytest.raises(Refused, match="电子监察员"):
            authority.check_settles(role, kind)


def test_an_organ_answers_only_what_is_put_to_it() -> None:
    authority.check_answers(Role.CATALOGUE_ADMIN, 1, 1)
    with pytest.raises(Refused, match="本机关"):
        authority.check_answers(Role.CATALOGUE_ADMIN, 1, 2)
    with pytest.raises(Refused, match="事项管理员"):
        authority.check_answers(Role.SUPERVISOR, 1, 1)


@pytest.mark.parametrize(
    ("state", "owner", "on", "why"),
    [
        (DifferenceState.OPEN, Role.CATALOGUE_ADMIN, date(2026, 3, 16), "还没有答复"),
        (DifferenceState.OPEN, Role.CATALOGUE_ADMIN, date(2026, 3, 17), ""),
        (DifferenceState.OPEN, Role.ESTABLISHMENT_REVIEWER, MONDAY, ""),
        (DifferenceState.ANSWERED, Role.CATALOGUE_ADMIN, MONDAY, ""),
        (DifferenceState.SETTLED, Role.CATALOGUE_ADMIN, MONDAY, "已经了结"),
    ],
)
def test_an_organ_has_its_say_before_anybody_settles(state: DifferenceState, owner: Role, on: date, why: str) -> None:
    stands = Standing(state, owner, date(2026, 3, 16))

    def settle() -> None:
        tasks.check_may_settle(DifferenceKind.UNREPORTED, stands, Settlement.EXPLAINED, "依据已废止", on)

    if why:
        with pytest.raises(Refused, match=why):
            settle()
    else:
        settle()


@pytest.mark.parametrize(
    ("kind", "settlement"),
    [
        (DifferenceKind.UNREPORTED, Settlement.TO_DROP),
        (DifferenceKind.UNFOUNDED, Settlement.TO_REPORT),
        (DifferenceKind.NAME_DIFFERS, Settlement.GONE),
        (DifferenceKind.NAME_DIFFERS, Settlement.MATCHED),
    ],
)
def test_a_difference_ends_only_in_the_ways_of_its_kind(kind: DifferenceKind, settlement: Settlement) -> None:
    stands = Standing(DifferenceState.ANSWERED, Role.CATALOGUE_ADMIN, MONDAY)
    with pytest.raises(Refused, match="只能这样了结"):
        tasks.check_may_settle(kind, stands, settlement, "理由", MONDAY)


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("清泉县水利局", "清泉县水利局"),
        ("水行政主管部门", "清泉县水利局"),
        ("县级以上地方人民政府水行政主管部门", "清泉县水利局"),
        ("省水利厅", "清泉县水利局"),
        ("水务局", "清泉县水利局"),
        ("卫生健康委员会", "清泉县卫生健康局"),
        ("县住建局", "清泉县住房和城乡建设局"),
        ("建设行政主管部门", "清泉县住房和城乡建设局"),
        ("工商行政管理部门", "清泉县市场监督管理局"),
        ("市场监管局", "清泉县市场监督管理局"),
        ("城市管理局", "清泉县城市管理局"),
        ("城管局", "清泉县城市管理局"),
        ("体育行政部门", "清泉县教育和体育局"),
        ("县委编办", "中共清泉县委机构编制委员会办公室"),
        ("文物主管部门", None),
        ("人民政府", None),
        ("", None),
    ],
)
def test_a_department_is_known_by_its_function_or_former_name(text: str, organ: str | None) -> None:
    assert organ_meant(text, ORGANS) == (ORGANS[organ] if organ else None)


def test_where_two_organs_fit_none_is_taken() -> None:
    assert organ_meant("水利局", {"甲县水利局": 1, "乙县水利局": 2}) is None


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 3, 31), date(2024, 3, 31)),
        (date(2028, 2, 29), date(2026, 2, 28)),
        (date(2026, 12, 1), date(2024, 12, 1)),
    ],
)
def test_the_check_looks_two_years_back(day: date, before: date) -> None:
    assert months_before(day, 24) == before


@pytest.mark.parametrize(
    ("way", "within", "keeper", "why"),
    [
        (WayOut.LEAD, False, None, "哪个机关"),
        (WayOut.MOVE, False, 9, "两项事项的机关之一"),
        (WayOut.MOVE, True, 1, "同一机关"),
        (WayOut.LEAD, True, 1, "同一机关"),
        (WayOut.MERGE, True, 1, ""),
        (WayOut.LEAD, False, 2, ""),
        (WayOut.SPLIT, False, None, ""),
    ],
)
def test_a_way_out_names_one_of_the_two_organs(way: WayOut, within: bool, keeper: int | None, why: str) -> None:
    def propose(reason: str = "《水法》规定两个机关都有职责") -> None:
        check_may_propose(way, within=within, keeper=keeper, organs={1, 2}, reason=reason)

    if why:
        with pytest.raises(Refused, match=why):
            propose()
    else:
        propose()
        with pytest.raises(Refused, match="理由"):
            propose(" ")
