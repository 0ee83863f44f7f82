"""Changing what was entered. What a part is known by stays: a credit code, a post's code and role, a hall's name."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import models
from django.utils import timezone

from qingquan.law import Refused
from qingquan.ledger.acts import Who, act, record
from qingquan.places import county, rules
from qingquan.places.models import Hall, Office, Organ, Post, Window
from qingquan.places.words import Role, WindowKind


def _changed(row: models.Model, wanted: Mapping[str, object]) -> dict[str, list[object]]:
    """Set what differs; the old and the new value of each field, or `Refused` when nothing differs."""
    changed = {name: [getattr(row, name), value] for name, value in wanted.items() if getattr(row, name) != value}
    if not changed:
        raise Refused("没有任何改动。")
    for name, (_, value) in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
    return changed


@act("organ.amended")
def amend_organ(organ: Organ, *, short_name: str, address: str, phone: str, by: Who | None, at: datetime) -> Organ:
    """Change an organ's short name, address or telephone; its name and credit code stand on decisions and stay."""
    held = Organ.objects.select_for_update().get(pk=organ.pk)
    if Organ.objects.filter(short_name=short_name).exclude(pk=held.pk).exists():
        raise Refused(f"文号简称“{short_name}”已由另一个机关使用，请换一个。")
    changed = _changed(held, {"short_name": short_name, "address": address, "phone": phone})
    record(held.uscc, "organ.amended", {"changed": changed}, by=by, at=at)
    return held


@act("office.designated")
def designate_office(office: Office, *, by: Who | None, at: datetime) -> Office:
    """Make an inner office its organ's approval unit; the one that was it before is it no longer."""
    # The whole organ is held: two offices designated at the same moment would break the rule of one.
    offices = list(Office.objects.select_for_update().filter(organ=office.organ_id).order_by("pk"))
    before = next((each for each in offices if each.is_approval_unit), None)
    if before is not None and before.pk == office.pk:
        raise Refused(f"“{office.name}”已经是行政审批机构。")
    if before is not None:
        before.is_approval_unit = False
        before.save(update_fields=["is_approval_unit"])
    held = next(each for each in offices if each.pk == office.pk)
    held.is_approval_unit = True
    held.save(update_fields=["is_approval_unit"])
    facts = {"name": held.name, "before": before.name if before else ""}
    record(held.organ.uscc, "office.designated", facts, by=by, at=at)
    return held


@act("post.amended")
def amend_post(post: Post, *, name: str, duties: str, office: Office | None, by: Who | None, at: datetime) -> Post:
    """Change a post's name, duties or inner office; its role stays, for open steps were given to that role."""
    held = Post.objects.select_for_update().get(pk=post.pk)
    if held.closed_on is not None:
        raise Refused(f"岗位“{held.name}”已于{held.closed_on}撤销，不能再改。")
    if office is not None and office.organ_id != held.organ_id:
        raise Refused(f"内设机构“{office.name}”不属于本机关，岗位“{name}”不能设在那里。")
    wanted = {"name": name, "duties": duties, "office_id": office.pk if office else None}
    record(held.code, "post.amended", {"changed": _changed(held, wanted)}, by=by, at=at)
    return held


@act("post.closed")
def close_post(post: Post, *, on: date, open_steps: int, holdings: int, by: Who | None, at: datetime) -> Post:
    """Close a post that has nothing left to do. `open_steps` and `holdings` are counted by who asks, further up."""
    held = Post.objects.select_for_update().get(pk=post.pk)
    if held.closed_on is not None:
        raise Refused(f"岗位“{held.name}”已于{held.closed_on}撤销。")
    rules.check_may_close_post(on=on, today=timezone.localdate(at), open_steps=open_steps, holdings=holdings)
    administers = Post.objects.filter(role=Role.SYSTEM_ADMIN.value, closed_on__isnull=True)
    if held.role == Role.SYSTEM_ADMIN and not administers.exclude(pk=held.pk).exists():
        raise Refused("这是最后一个系统管理员岗位，撤销后就没有人能维护县情，请先另设一个。")
    held.closed_on = on
    held.save(update_fields=["closed_on"])
    record(held.code, "post.closed", {"on": on.isoformat()}, by=by, at=at)
    return held


@act("hall.amended")
def amend_hall(hall: Hall, *, address: str, hours: str, phone: str, by: Who | None, at: datetime) -> Hall:
    """Change where a hall is, when it is open, or its telephone."""
    held = Hall.objects.select_for_update().get(pk=hall.pk)
    changed = _changed(held, {"address": address, "hours": hours, "phone": phone})
    record(held.division_id, "hall.amended", {"hall": held.name, "changed": changed}, by=by, at=at)
    county.forget()
    return held


@act("window.amended")
def amend_window(
    window: Window,
    *,
    name: str,
    kind: WindowKind,
    organ: Organ | None,
    posts: Iterable[Post],
    by: Who | None,
    at: datetime,
) -> Window:
    """Change a window's name, kind, organ, or who sits at it."""
    rules.check_window(kind, names_organ=organ is not None)
    held = Window.objects.select_related("hall").select_for_update(of=("self",)).get(pk=window.pk)
    sitting = {post.pk: post.code for post in posts}
    before = dict(held.posts.values_list("pk", "code"))
    facts = {
        "hall": held.hall.name,
        "number": held.number,
        "name": name,
        "kind": kind.value,
        "organ": organ.uscc if organ else "",
        "posts": sorted(sitting.values()),
    }
    wanted = {"name": name, "kind": kind.value, "organ_id": organ.pk if organ else None}
    if sitting.keys() == before.keys():
        _changed(held, wanted)
    else:
        held.name, held.kind, held.organ = name, kind.value, organ
        held.save(update_fields=["name", "kind", "organ"])
        held.posts.set(sitting)
    record(held.hall.division_id, "window.amended", facts, by=by, at=at)
    return held
