"""The life of a version: draft, reviewed, published from a day, replaced or withdrawn. Days, not moments."""

from dataclasses import dataclass
from datetime import date, timedelta

from qingquan.catalogue.words import VersionState
from qingquan.law import Refused


@dataclass(frozen=True, slots=True)
class Life:
    """What the rules know of a version's days; `until` is its last day."""

    state: VersionState
    begins: date | None = None
    until: date | None = None


def check_may_draft(newest: VersionState | None) -> None:
    """One draft at a time: a version under review is returned or published before the next is begun."""
    if newest is VersionState.REVIEWED:
        raise Refused("该事项有已审核待公布的版本，请先公布或者退回，再另立新版本。")


def check_may_review(state: VersionState) -> None:
    """Only a draft is reviewed."""
    if state is not VersionState.DRAFT:
        raise Refused(f"只有草稿可以审核，该版本为“{state.label}”。")


def check_may_return(state: VersionState) -> None:
    """Only what was reviewed and not yet published goes back to its drafter."""
    if state is not VersionState.REVIEWED:
        raise Refused(f"只有已审核待公布的版本可以退回，该版本为“{state.label}”。")


def check_may_publish(state: VersionState, *, from_on: date, today: date, current: Life | None) -> None:
    """In force from today at the earliest; from tomorrow when it replaces one that cases of today may rest on."""
    if state is not VersionState.REVIEWED:
        raise Refused(f"只有已审核的版本可以公布，该版本为“{state.label}”。")
    if from_on < today:
        raise Refused(f"生效日期 {from_on} 早于公布之日，公布不能溯及既往，请改为 {today} 或者以后。")
    if current is None or current.begins is None:
        return
    if current.begins <= today and from_on == today:
        raise Refused(f"现行版本今日仍在使用，新版本请自 {today + timedelta(days=1)} 或者以后生效。")
    if from_on <= current.begins:
        raise Refused(f"已有版本自 {current.begins} 起生效，新版本的生效日期应在其后。")


def check_may_withdraw(life: Life, *, from_on: date, today: date) -> None:
    """Withdrawn from tomorrow at the earliest, so that nothing received today loses its ground."""
    if life.state is not VersionState.PUBLISHED or life.begins is None:
        raise Refused(f"只有已公布的版本可以撤回，该版本为“{life.state.label}”。")
    if from_on <= today:
        raise Refused(f"撤回最早自 {today + timedelta(days=1)} 起生效，当日已收件的仍按原版本办理。")


def last_day_before(from_on: date) -> date:
    """The last day of a version that another follows, or that is withdrawn from that day."""
    return from_on - timedelta(days=1)
