"""What keeps the versions of a batch from being published, asked for all of them at once.

The rules are the catalogue's own; a handful of questions answers for all versions, however many there are.
"""

from collections.abc import Sequence
from datetime import date

from qingquan.catalogue.checking import problems_of_many
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.validation import blocking
from qingquan.forfeits.models import Forfeit
from qingquan.law import Refused

NAMED_AT_MOST = 5
Hindered = tuple[str, Refused]
"""The name of an item, and why it may not be published."""


def hindered(versions: Sequence[ItemVersion], on: date) -> list[Hindered]:
    """Every version that may not come into force on the day, with everything that is wrong with it."""
    found = []
    for version, problems in zip(versions, problems_of_many(versions, on), strict=True):
        if stops := blocking(problems):
            told = "；".join(str(problem).rstrip("。") for problem in stops)
            found.append((version.name, Refused(f"有 {len(stops)} 处问题须先解决：{told}。")))
    return found


def given_up(versions: Sequence[ItemVersion]) -> list[Hindered]:
    """Versions whose item was found given up: nothing is put on a list that nobody may exercise."""
    standing = Forfeit.objects.standing().filter(item__in=[each.item_id for each in versions])
    numbers = dict(standing.values_list("item", "number"))
    return [
        (each.name, Refused("该事项已被认定放弃，机关不得再行使。", f"认定编号 {numbers[each.item_id]}"))
        for each in versions
        if each.item_id in numbers
    ]


def refuse(found: Sequence[Hindered], may_not: str) -> None:
    """`Refused` naming the items and why; nothing when there are none. `may_not` is 不能公布 or 不能取消."""
    if not found:
        return
    if len(found) == 1:
        name, no = found[0]
        raise Refused(f"“{name}”{may_not}：{no.why}", no.cite) from no
    named = "".join(f"“{name}”：{no}" for name, no in found[:NAMED_AT_MOST])
    more = f"另有 {len(found) - NAMED_AT_MOST} 项。" if len(found) > NAMED_AT_MOST else ""
    raise Refused(f"有 {len(found)} 项{may_not}。{named}{more}")
