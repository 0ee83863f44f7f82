"""One opinion, or one decision, on many items at once: which of them it can be said of, and why not of the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from qingquan.law import Refused
from qingquan.review.rules.decisions import check_suits
from qingquan.review.rules.matter import Matter, Standing
from qingquan.review.rules.opinions import check_may_speak
from qingquan.review.words import DecisionCode, Office

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose an opinion is: the account, and the name people know."""

    account: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A ticked item as it is now. `seen` is the revision the page showed; `drafted_by` who left a text unfinished."""

    seen: int
    revision: int
    open: bool
    matter: Matter
    given: Mapping[Office, Speaker]
    signed_by: int | None
    drafted_by: str = ""


def check_number(ticked: Mapping[int, int]) -> None:
    """Not none, and not more than people read through."""
    if not ticked:
        raise Refused("请至少勾选一项。")
    if len(ticked) > AT_ONCE:
        raise Refused(f"一次最多 {AT_ONCE} 项，请分几次办。")


def check_unchanged(candidate: Candidate) -> None:
    """What was read is what is there."""
    if not candidate.open:
        raise Refused("部门的申报已退回补报，或者清理审核已经结束，现在不能审核。")
    check_seen(candidate.seen, candidate.revision)


def check_seen(seen: int, now: int) -> None:
    """The revision that was read is the present one."""
    if seen != now:
        raise Refused("部门在您打开页面以后更正了申报，请重新看过。")


def check_joins(candidate: Candidate, office: Office, code: DecisionCode, account: int) -> None:
    """Whether the opinion can be given on this item together with the others, by this person."""
    check_unchanged(candidate)
    given = candidate.given.get(office)
    if given is not None:
        raise Refused(f"{office.label}的意见已由{given.name}提出，不能再提或者更改。")
    if candidate.drafted_by:
        raise Refused(f"{candidate.drafted_by}有一份没有提出的意见草稿，请打开这一项办理。")
    check_may_speak(account, candidate.signed_by, [each.account for each in candidate.given.values()])
    check_suits(code, candidate.matter, Standing())
