"""A case told to its applicant: the stage in plain words, the stations of its way, what was done when."""

from dataclasses import dataclass
from datetime import date, datetime

from qingquan.cases.acts.hold import Held
from qingquan.cases.models import Case
from qingquan.cases.rules.facts import CaseFacts
from qingquan.cases.words import Outcome, Stage
from qingquan.languages import say

# One sentence for each stage; people need no other word for it.
SENTENCES = {
    Stage.RECEIVED: "已经收到申请，正在看材料齐不齐",
    Stage.SUPPLEMENT_PENDING: "材料不齐，等您补正",
    Stage.ACCEPTED: "已经受理，正在办理",
    Stage.PAUSED: "正在进行特别程序，计时暂停",
    Stage.APPROVED: "已经准予，等待送达",
    Stage.REFUSED: "决定不予，等待送达",
    Stage.DELIVERED: "已经办结",
    Stage.NOT_REQUIRED: "不需要办理这项许可，已经告知",
    Stage.REJECTED: "不属于本机关职权，没有受理",
    Stage.WITHDRAWN: "您已经撤回申请",
    Stage.TERMINATED: "已经终止办理",
}


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the way; `day` is when it was passed."""

    name: str
    day: date | None
    state: str


def in_plain_words(facts: CaseFacts) -> str:
    """Where the case stands."""
    if facts.stage is Stage.DELIVERED:
        granted = facts.outcome is Outcome.GRANT
        return say("已经办结：准予") if granted else say("已经办结：不予")
    return say(SENTENCES[facts.stage])


def stations(case: Case, held: Held) -> list[tuple[str, str, str]]:
    """Name, note and state of each station, as `parts/case.html` draws them: passed, here, or still to come."""
    facts = held.facts
    ended_early = facts.stage in {Stage.NOT_REQUIRED, Stage.REJECTED, Stage.WITHDRAWN, Stage.TERMINATED}
    way: list[tuple[str, date | None]] = [("收件", facts.received_on)]
    if facts.gaps_noticed_on:
        way.append(("补正", facts.supplied_on))
    way += [("受理", facts.accepted_on)]
    if ended_early:
        way = [(name, day) for name, day in way if day]
        way.append((facts.stage.label, facts.closed_on))
    else:
        way += [("审查", facts.decided_on), ("决定", facts.decided_on), ("送达", facts.closed_on)]
    found, here = [], True
    for name, day in way:
        state = "done" if day else "now" if here else ""
        here = here and day is not None
        found.append((say(name), note(day), state))
    return found


def note(day: date | None) -> str:
    """The day beneath a station."""
    return f"{day.month}.{day.day}" if day else ""


@dataclass(frozen=True, slots=True)
class Doing:
    """One line of the history."""

    at: datetime
    what: str
    who: str
    detail: str


def doings(case: Case) -> list[Doing]:
    """What was done at which post, newest first. Posts, not people: who signed stands on the decision."""
    steps = case.steps.filter(done_at__isnull=False).select_related("post__organ").order_by("-done_at", "-pk")
    return [
        Doing(step.done_at, step.name, f"{step.post.organ.name} {step.post.name}", "") for step in steps if step.done_at
    ]
