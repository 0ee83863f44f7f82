"""Who fills in what: three organs of the demonstration share their reports out among their people.

The water bureau's legal reviewer is done a day after the term, the others in time; the late bureau's handler leaves one
undone; the bureau whose report came back asks one of its people to complete it the same day.
"""

from dataclasses import dataclass
from datetime import date

from qingquan.campaign import acts
from qingquan.campaign.models import OrganReport, ReportedItem
from qingquan.demo.cast import Cast
from qingquan.demo.small import at

SHARED = date(2026, 10, 20)
WINDOW_CLERK, HANDLER, REVIEWER, LEGAL = "window_clerk", "handler", "reviewer", "legal_reviewer"


@dataclass(frozen=True, slots=True)
class Given:
    """A person's part: every so many-th item, until when, what to look at; the day all but `left` of them are done."""

    role: str
    nth: int
    due_on: date
    note: str
    done_on: date
    left: int = 0


IN_TURN = {
    "shuili": (
        Given(HANDLER, 0, date(2026, 10, 23), "核对审查标准、法定时限和承诺时限。", date(2026, 10, 22)),
        Given(WINDOW_CLERK, 1, date(2026, 10, 23), "核对申请材料、窗口和咨询电话。", date(2026, 10, 23)),
        Given(REVIEWER, 2, date(2026, 10, 26), "核对流程环节和审查层级。", date(2026, 10, 26)),
        Given(LEGAL, 3, date(2026, 10, 26), "逐条核对设定依据是否现行有效。", date(2026, 10, 27)),
    ),
    "yingji": (
        Given(HANDLER, 0, date(2026, 10, 26), "对照现场核查记录填写办件数和收费数。", date(2026, 10, 26), left=1),
        Given(REVIEWER, 1, date(2026, 10, 28), "核对设定依据和办理时限。", date(2026, 10, 28)),
    ),
}


def share_out(report: OrganReport, cast: Cast, key: str) -> None:
    """The administrator gives the items out in turn."""
    turns = IN_TURN.get(key, ())
    rows = list(report.items.order_by("code"))
    by = cast.official(f"{key}.catalogue_admin", SHARED) if turns else None
    for given in turns:
        mine = rows[given.nth :: len(turns)]
        post = cast.posts[f"{key}.{given.role}"]
        if mine and by is not None:
            acts.share_out(report, mine, post, due_on=given.due_on, note=given.note, by=by, at=at(SHARED, 14))


def finish(report: OrganReport, cast: Cast, key: str) -> None:
    """Each says of the own items that they are filled in; who is late leaves some."""
    for given in IN_TURN.get(key, ()):
        by = cast.official(f"{key}.{given.role}", given.done_on)
        mine = ReportedItem.objects.filter(report=report, share__post=by.post, errors=0).order_by("code")
        for row in list(mine)[given.left :]:
            acts.finish_share(row, by=by, at=at(given.done_on, 15))


def complete_again(report: OrganReport, cast: Cast, key: str, on: date) -> None:
    """After the report came back: one person is to complete what is wanting, and has not yet."""
    by, post = cast.official(f"{key}.catalogue_admin", on), cast.posts[f"{key}.{HANDLER}"]
    wanting = report.items.filter(doubts__gt=0).order_by("-doubts", "code")[:3] or report.items.order_by("code")[:3]
    note = "按退回意见补充后报送。"
    acts.share_out(report, list(wanting), post, due_on=max(report.due_on, on), note=note, by=by, at=at(on, 14))
