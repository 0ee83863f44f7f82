"""Cases at a window whose authority has ended, or does not reach so far, go back to the organ's own approver."""

from datetime import datetime

from qingquan.cases import acts as cases
from qingquan.cases.models import Case
from qingquan.deeds.models import WindowAuthorisation
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.models import Post
from qingquan.places.words import Role


def hand_back(numbers: list[str], post: Post, reason: str, *, by: Actor, at: datetime) -> int:
    """Hand the approver's part of some cases back; how many went. Without one clear approver they stay."""
    approver = own_approver(post)
    if approver is None:
        return 0
    handed = 0
    for number in numbers:
        try:
            cases.hand_on(number, Role.APPROVER, approver, reason, by=by, at=at)
        except Refused:
            continue
        handed += 1
    return handed


def own_approver(post: Post) -> Post | None:
    """The organ's approver, when it has exactly one."""
    found = list(Post.objects.filter(organ=post.organ, role=Role.APPROVER, closed_on__isnull=True)[:2])
    return found[0] if len(found) == 1 else None


def at_the_window(deed: WindowAuthorisation) -> list[str]:
    """Cases of the deed's items that wait, or will wait, for the window's decision."""
    items = deed.items.values("item")
    waiting = Case.objects.open().filter(decided_on__isnull=True, version__item__in=items)
    return list(waiting.filter(posts__approver=deed.post_id).values_list("number", flat=True))
