"""A telephone or an address is read otherwise: what replaces it, and what of an item is rewritten by that."""

import pytest

from qingquan.adjustment.rules.replacing import Replacement, followed, rewritten
from qingquan.adjustment.rules.together import AT_ONCE, Seen, check_number, check_seen, read_tick, tick_of
from qingquan.adjustment.words import State
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import ServicePlace
from qingquan.law import Refused

PHONE = Replacement("phone", "0990-1", "0990-2")
MOVED = Replacement("address", "老街1号", "新区8号")


@pytest.mark.parametrize(
    ("told", "replacements"),
    [
        pytest.param([{"phone": ["0990-1", "0990-2"]}], (PHONE,), id="one change"),
        pytest.param(
            [{"phone": ["0990-1", "0990-2"], "address": ["老街1号", "新区8号"]}], (PHONE, MOVED), id="two of one change"
        ),
        pytest.param(
            [{"phone": ["0990-1", "0990-5"]}, {"phone": ["0990-5", "0990-2"]}], (PHONE,), id="the last of several"
        ),
        pytest.param([{"phone": ["0990-1", "0990-2"]}, {"phone": ["0990-2", "0990-1"]}], (), id="it came back"),
        pytest.param([{"phone": ["0990-1", "0990-2"]}, {"address": ["甲", "乙"]}], (PHONE,), id="another change later"),
        pytest.param([{"phone": ["0990-1", ""]}], (), id="nothing in its place"),
        pytest.param([{"phone": ["", "0990-2"]}], (), id="nothing there before"),
        pytest.param([{"short_name": ["甲", "乙"]}], (), id="a name is not told to people"),
    ],
)
def test_what_replaces_the_old_text(told: list[dict[str, list[str]]], replacements: tuple[Replacement, ...]) -> None:
    assert followed(told) == replacements


def test_every_place_that_says_the_old_text_says_the_new_one_and_nothing_else_changes() -> None:
    said = VersionFacts(
        name="取水许可",
        places=(
            ServicePlace(name="窗口", address="老街1号", phone="0990-1", hours="9至17时"),
            ServicePlace(name="分厅", address="别处", phone="0990-7"),
        ),
        consult_phones=("0990-1", "0990-2", "12345"),
        supervise_phones=("0990-1",),
        single_window_place="老街1号",
    )
    assert rewritten(said, (PHONE, MOVED)) == VersionFacts(
        name="取水许可",
        places=(
            ServicePlace(name="窗口", address="新区8号", phone="0990-2", hours="9至17时"),
            ServicePlace(name="分厅", address="别处", phone="0990-7"),
        ),
        consult_phones=("0990-2", "12345"),
        supervise_phones=("0990-2",),
        single_window_place="新区8号",
    )
    assert rewritten(said, ()) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TZ202600001",
        "TZ202600001-gone.0",
        "TZ202600001-applied.",
        "TZ２０２６０００01-applied.1",
        "1 OR 1=1-applied.1",
    ],
)
def test_what_no_page_of_ours_sends_is_no_tick(text: str) -> None:
    assert read_tick(text) is None


def test_a_tick_says_where_the_adjustment_stood() -> None:
    seen = Seen(State.APPLIED, 2)
    assert read_tick(tick_of("TZ202600001", seen)) == ("TZ202600001", seen)
    check_seen(seen, seen)
    with pytest.raises(Refused, match="现在是“待部门申请”"):
        check_seen(seen, Seen(State.TRIGGERED, 2))


@pytest.mark.parametrize(("many", "why"), [(0, "至少勾选一件"), (AT_ONCE + 1, "一次最多 100 件")])
def test_not_none_and_not_more_than_people_read(many: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_number(many)
    check_number(AT_ONCE)
