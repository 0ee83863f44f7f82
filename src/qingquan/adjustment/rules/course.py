"""The way of an adjustment: what may follow what, and what must have been said before."""

from datetime import date

from qingquan.adjustment.words import ENDING, STRUCTURAL, Change, Route, State
from qingquan.law import Refused

LOCAL_RULE = "地方行政权力清单动态调整办法"


def route_of(change: Change) -> Route:
    """Additions, cancellations, devolutions and transfers go to the government; a change of elements does not."""
    return Route.GOVERNMENT if change in STRUCTURAL else Route.LIGHT


def needs_version(change: Change) -> bool:
    """Whether the change is made by a new version of the item."""
    return change is not Change.KEEP and change not in ENDING


def check_state(state: State, wanted: tuple[State, ...], what: str) -> None:
    """Each step has its place."""
    if state not in wanted:
        told = "或者".join(f"“{each.label}”" for each in wanted)
        raise Refused(f"这件调整现在是“{state.label}”，{told}时才能{what}。")


def check_may_apply(state: State, change: Change, *, has_item: bool, has_version: bool, explanation: str) -> None:
    """An application says what changes and why, and brings the new version where one is needed."""
    check_state(state, (State.TRIGGERED,), "提出申请")
    if change in ENDING and not has_item:
        raise Refused(
            f"这件调整没有对应清单里的事项，不能{change.label}；请编办按要{change.label}的事项逐个登记触发情形。"
        )
    if len(explanation.strip()) < 5:
        raise Refused("请说明调整的理由和依据，审核时要看。")
    if needs_version(change) and not has_version:
        raise Refused("请先在权力清单里起草新版本，再来提出申请；新版本随申请一起审核。")


def check_may_review(state: State, *, reviewed: bool, agrees: bool, text: str) -> None:
    """Each side once, with words where it does not agree."""
    check_state(state, (State.APPLIED,), "审核")
    if reviewed:
        raise Refused("本方已经审核过这一次申请。")
    if not agrees and len(text.strip()) < 5:
        raise Refused("不同意的，请写明理由，机关才知道改什么。")


def check_may_publish(state: State, route: Route, *, from_on: date, today: date) -> None:
    """After the government's approval where it is needed, never backwards."""
    wanted = (State.APPROVED,) if route is Route.GOVERNMENT else (State.REVIEWED,)
    if route is Route.GOVERNMENT and state is State.REVIEWED:
        raise Refused("新增、取消、下放和划转须经县政府审定，请先登记审定文号。", LOCAL_RULE)
    check_state(state, wanted, "公布")
    if from_on < today:
        raise Refused("生效日期不能早于公布之日。")


def check_may_close(state: State, *, never_began: bool) -> None:
    """Only before anything was published; or when what was published was taken back before its first day."""
    taken_back = (State.PUBLISHED, State.FILED) if never_began else ()
    check_state(state, (State.TRIGGERED, State.APPLIED, State.REVIEWED, *taken_back), "结束为不作调整")


def check_may_switch(state: State, *, from_on: date, today: date, never_began: bool) -> None:
    """On the day of the new version or later, if there is one."""
    check_state(state, (State.FILED,), "切换")
    if today < from_on:
        raise Refused(f"新版本自 {from_on} 起生效，还没有到。")
    if never_began:
        raise Refused("新版本在生效以前已经撤回，没有可以切换的；请编办写明情况结束这件调整。")
