"""Which post takes which role of a procedure."""

from collections.abc import Sequence

from qingquan.law import Refused
from qingquan.places.words import Role


def posts_for(
    roles: Sequence[str], holders: Sequence[tuple[str, int]], organ: Sequence[tuple[str, int]]
) -> dict[str, int]:
    """A post for every role the procedure names: first who holds the item, else the organ's only post of that role.

    Raises `Refused` naming the role when the organ has none, or has several and none holds the item.
    """
    held = dict(reversed(holders))
    found: dict[str, int] = {}
    for role in dict.fromkeys(roles):
        own = [post for name, post in organ if name == role]
        if role in held:
            found[role] = held[role]
        elif len(own) == 1:
            found[role] = own[0]
        else:
            label = Role(role).label if role in set(Role) else role
            why = "有多个岗位而没有指定由谁承办" if own else "没有这一岗位"
            raise Refused(f"本事项的流程需要“{label}”，承办机关{why}，暂不能收件。请事项管理员先指定岗位。")
    return found
