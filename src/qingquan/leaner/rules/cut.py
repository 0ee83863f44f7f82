"""The cut of promised time a campaign demands, and how an item stands to it.

The county's opinion asks that promises become at least three tenths shorter than they were: `old * 7 // 10`, in the
unit of the old promise, in whole numbers only. One day cannot lose three tenths of itself: it becomes nought (decided
while one waits) or needs an approved exception. The database holds the same demand (`sql/cut.sql`).
"""

from qingquan.catalogue.rules.parts import Span
from qingquan.law import Refused
from qingquan.leaner.rules.standing import Change
from qingquan.leaner.words import Verdict

OPINION = "县政府规范行政权力指导意见第二部分第（三）项"
NO_CUT = 10


def longest(old: Span, tenths: int) -> Span:
    """The longest promise that still meets the demand."""
    return Span(old.n * tenths // 10, old.unit)


def is_enough(old: Span, new: Span | None, tenths: int) -> bool:
    """Whether a new promise meets the demand; another unit than the old one's cannot be told, so it does not."""
    if tenths >= NO_CUT:
        return True
    if new is None:
        return False
    return new.n == 0 or (new.unit is old.unit and new.n <= longest(old, tenths).n)


def verdict(change: Change, tenths: int) -> Verdict:
    """How an item stands to the demand; what promised nothing then, or is gone now, has nothing to cut."""
    old = change.before.promised if change.before else None
    if old is None or old.n == 0 or change.after is None or tenths >= NO_CUT:
        return Verdict.UNDEMANDED
    if is_enough(old, change.after.promised, tenths):
        return Verdict.MET
    return Verdict.EXCEPTED if change.exception else Verdict.SHORT


def check_may_publish(
    name: str, old: Span | None, new: Span | None, *, tenths: int, excepted: bool, goes_on: bool = False
) -> None:
    """Before a version is published while a campaign runs: the promise is cut, or its exception is approved.

    `goes_on`: promise, clock and steps are as published before, and the campaign has not decided this version; it may
    be published, and stays on the list of what is not cut.
    """
    if old is None or old.n == 0 or excepted or goes_on or is_enough(old, new, tenths):
        return
    most = longest(old, tenths)
    said = str(new) if new else "没有承诺"
    raise Refused(
        f"“{name}”在基准日承诺{old}，本次清理后承诺最多{most}，现为{said}。"
        "请缩短承诺时限，或者先在“精简”中申请并获批例外。",
        OPINION,
    )
