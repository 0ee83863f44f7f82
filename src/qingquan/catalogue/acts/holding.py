"""Which post exercises which item, from a day to a day."""

from datetime import date, datetime

from qingquan.catalogue.models import Holding, Item
from qingquan.catalogue.rules import authority
from qingquan.catalogue.rules.lives import last_day_before
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.places.models import Post


@act("holding.given")
def give(
    item: Item,
    post: Post,
    *,
    from_on: date,
    by: Actor,
    at: datetime,
    until_on: date | None = None,
    role: str = "",
) -> Holding:
    """Let a post of the item's own organ exercise it from a day on; `role` when it takes another's part."""
    authority.check_entrusts_posts(by.role, by.organ.pk if by.organ else None, item.organ_id)
    if item.organ_id != post.organ_id:
        raise Refused("事项只能交由本机关的岗位行使；委托其他机关须另立委托书。", "《行政许可法》第二十四条")
    if post.closed_on is not None and post.closed_on <= from_on:
        raise Refused(f"岗位“{post.name}”已于 {post.closed_on} 撤销，请另选岗位。")
    if Holding.objects.filter(item=item, post=post, role=role).on(from_on).exists():
        raise Refused(f"岗位“{post.name}”已经行使该事项。")
    holding = Holding(item=item, post=post, role=role, from_on=from_on, until_on=until_on)
    holding.save(force_insert=True)
    told = {"role": role, "until_on": until_on.isoformat() if until_on else ""}
    facts = {"post": post.code, "from_on": from_on.isoformat()} | {name: word for name, word in told.items() if word}
    record(item.code, "holding.given", facts, by=by, at=at)
    return holding


@act("holding.ended")
def take_back(holding: Holding, *, from_on: date, by: Actor, at: datetime) -> Holding:
    """End a post's exercise of an item: its last day is the day before."""
    held = Holding.objects.select_related("item", "post").select_for_update(of=("self",)).get(pk=holding.pk)
    authority.check_entrusts_posts(by.role, by.organ.pk if by.organ else None, held.item.organ_id)
    if (held.until_on is not None and held.until_on < from_on) or from_on <= held.from_on:
        raise Refused("只能收回正在行使的事项，收回日期应晚于起始日期。")
    held.until_on = last_day_before(from_on)
    held.save(update_fields=["until_on"])
    facts = {"post": held.post.code, "from_on": from_on.isoformat()}
    record(held.item.code, "holding.ended", facts, by=by, at=at)
    return held
