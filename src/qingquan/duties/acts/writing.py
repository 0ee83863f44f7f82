"""The draft of a statement: begun from the flowcharts, written by hand, brought up to date."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from qingquan.duties.models import DutyStatement
from qingquan.duties.reading import derived_for, in_hand, published
from qingquan.duties.rules import authority
from qingquan.duties.words import StatementState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.places.models import Post

LONGEST = 5000
LABELS = {"qualifications": "任职条件", "accountability": "责任追究", "risks": "廉政风险点", "remark": "其他说明"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What people write in a statement."""

    qualifications: str = ""
    accountability: str = ""
    risks: str = ""
    remark: str = ""

    def fields(self) -> dict[str, str]:
        """By the names of the columns."""
        return {name: getattr(self, name).strip() for name in LABELS}


class Overtaken(Refused):
    """Somebody else saved meanwhile; `current` is what they saved, so that nothing is lost."""

    def __init__(self, current: DutyStatement) -> None:
        super().__init__("另一个人刚刚保存了这份草稿。您写的没有丢，请对照下面两份文字，合并后再保存。")
        self.current = current


@act("duty.begun")
def begin(post: Post, *, by: Actor, at: datetime) -> DutyStatement:
    """Begin a version: duties from today's flowcharts, texts from the version before."""
    authority.check_writes(by.role, by.organ.pk if by.organ else None, post.organ_id)
    Post.objects.select_for_update().get(pk=post.pk)
    if in_hand(post) is not None:
        raise Refused(f"“{post.name}”已有一份在编的说明书，请在它上面修改。")
    former = published(post)
    written = {name: getattr(former, name) for name in LABELS} if former else {}
    last = DutyStatement.objects.filter(post=post).aggregate(last=Max("number"))["last"] or 0
    statement = DutyStatement.objects.create(
        post=post,
        number=last + 1,
        derived=derived_for(post, timezone.localdate(at)).to_json(),
        drafted_by=by.account,
        changed_at=at,
        **written,
    )
    record(post.code, "duty.begun", {"version": statement.number}, by=by, at=at)
    return statement


@act("duty.written")
def save(statement: DutyStatement, written: Written, *, expected: int, by: Actor, at: datetime) -> DutyStatement:
    """Keep what was typed; `Overtaken` when somebody saved since `expected` was read."""
    held = draft(statement, by)
    if held.revision != expected:
        raise Overtaken(held)
    for name, text in written.fields().items():
        if len(text) > LONGEST:
            raise Refused(f"{LABELS[name]}有 {len(text)} 个字，最多 {LONGEST} 个。")
        setattr(held, name, text)
    keep(held, at, list(LABELS))
    record(held.post.code, "duty.written", {"version": held.number, "revision": held.revision}, by=by, at=at)
    return held


@act("duty.brought_up_to_date")
def bring_up_to_date(statement: DutyStatement, *, by: Actor, at: datetime) -> DutyStatement:
    """Derive the duties of a draft again from today's flowcharts; what was written stays."""
    held = draft(statement, by)
    held.derived = derived_for(held.post, timezone.localdate(at)).to_json()
    keep(held, at, ["derived"])
    record(held.post.code, "duty.brought_up_to_date", {"version": held.number}, by=by, at=at)
    return held


def draft(statement: DutyStatement, by: Actor) -> DutyStatement:
    """The draft, locked, for who may write in it."""
    held = hold(statement)
    authority.check_writes(by.role, by.organ.pk if by.organ else None, held.post.organ_id)
    if held.state != StatementState.DRAFT:
        raise Refused("说明书已经审核或者公布，不能修改；请退回草稿或者另立新版本。")
    return held


def hold(statement: DutyStatement) -> DutyStatement:
    """The statement as it is now, locked."""
    rows = DutyStatement.objects.select_related("post__organ", "post__office").select_for_update(of=("self",))
    return rows.get(pk=statement.pk)


def keep(held: DutyStatement, at: datetime, names: list[str]) -> None:
    """Save some columns as the next revision."""
    held.revision += 1
    held.changed_at = at
    held.save(update_fields=[*names, "revision", "changed_at"])
