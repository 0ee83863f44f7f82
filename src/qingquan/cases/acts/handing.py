"""Handing a role's part of a running case to another post of the same organ, when who held it no longer may."""

from datetime import datetime

from qingquan.cases.acts.hold import hold
from qingquan.cases.models import Case, Step
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.places.models import Post


@act("case.handed_on")
def hand_on(number: str, role: str, post: Post, reason: str, *, by: Actor, at: datetime) -> None:
    """Let another post of the organ take a role in a case; a step it has open goes along, its day does not move."""
    held = hold(number, at)
    case = Case.objects.select_for_update().get(number=number)
    if post.organ_id != held.organ_id or post.closed_on is not None:
        raise Refused(f"“{post.name}”不是承办机关在岗的岗位，不能接手这件办件。")
    if case.closed_on is not None or role not in held.posts:
        raise Refused("办件已经办结，或者流程里没有这个角色，不需要移交。")
    former = held.posts[role]
    case.posts = held.posts | {role: post.pk}
    case.revision += 1
    case.acted_at = at
    case.save(update_fields=["posts", "revision", "acted_at"])
    steps = [step.step_id for step in held.open_steps() if step.post == role]
    Step.objects.filter(case=case, step__in=steps, done_at__isnull=True).update(post=post)
    told = {"role": role, "from": former, "to": post.pk, "reason": reason}
    record(number, "case.handed_on", told, by=by, at=at)
