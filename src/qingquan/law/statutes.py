"""The statutes this county's work rests on, asked by name and by day. Adding a statute is adding a file here."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from qingquan.law.provisions import Duty, InForce, Limit, PauseReason, Provision, Statute
from qingquan.law.reading import read_statute

P = TypeVar("P", bound=Provision)

FOLDER = Path(__file__).parent
PARAMETERS = "parameters.toml"


class UnknownProvision(KeyError):
    """No such statute, or it had no such provision on that day: a defect in the caller, never a guess."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def statutes() -> Mapping[str, Statute]:
    """All statutes by key (`licensing`, `civil_code`). `BadStatute` when a file is wrong."""
    return {path.stem: read_statute(path) for path in sorted(FOLDER.glob("*.toml")) if path.name != PARAMETERS}


def limit(statute: str, name: str, *, on: date) -> Limit:
    """The limit as it stood on that day: `limit("licensing", "decision", on=accepted)`."""
    return _as_it_stood(statute, _statute(statute).limits, name, on)


def duty(statute: str, name: str, *, on: date) -> Duty:
    """The duty as it stood on that day: `duty("licensing", "one_time_notice", on=received)`."""
    return _as_it_stood(statute, _statute(statute).duties, name, on)


def pause_reason(statute: str, name: str, *, on: date) -> PauseReason:
    """One reason for which the statute's clock may stand still."""
    return _as_it_stood(statute, _statute(statute).pauses, name, on)


def pause_reasons(statute: str, *, on: date) -> Mapping[str, PauseReason]:
    """Every reason for which the statute's clock may stand still on that day; no other is allowed."""
    pauses = _statute(statute).pauses
    return {name: wording.provision for name, wordings in pauses.items() for wording in wordings if wording.covers(on)}


def _statute(key: str) -> Statute:
    if key not in statutes():
        raise UnknownProvision(f"没有名为 {key} 的法律文件；现有：{'、'.join(statutes())}。")
    return statutes()[key]


def _as_it_stood(statute: str, wordings: Mapping[str, tuple[InForce[P], ...]], name: str, on: date) -> P:
    if name not in wordings:
        raise UnknownProvision(f"法律文件 {statute} 中没有 {name}。")
    for wording in wordings[name]:
        if wording.covers(on):
            return wording.provision
    raise UnknownProvision(f"法律文件 {statute} 的 {name} 在 {on} 没有施行中的条文。")
