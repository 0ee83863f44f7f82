"""Several items of one bureau that tell people its telephone, which then changes."""

from dataclasses import dataclass

from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.rules.together import Seen
from qingquan.adjustment.watch.places import follow_organ
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.tests.examples import TODAY
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM
from qingquan.places import acts as places

OLD, NEW, NEWEST = "0990-8123456", "0990-8000001", "0990-8000002"
TOLD = f"电话由“{OLD}”改为“{NEW}”，只改写这些，其他要素不变。"


@dataclass(frozen=True, slots=True)
class Several:
    """The cast and the adjustments, in the order of their items' codes."""

    cast: Cast
    adjustments: list[Adjustment]

    def seen(self, *which: int) -> dict[str, Seen]:
        """Where these stand now, all of them by default, as their page would tell."""
        chosen = [self.adjustments[n] for n in which] or self.adjustments
        fresh = Adjustment.objects.filter(pk__in=[each.pk for each in chosen])
        return {each.number: Seen.of(each.state, each.round) for each in fresh}

    def states(self) -> list[str]:
        """Where they stand."""
        return list(Adjustment.objects.order_by("item__code").values_list("state", flat=True))


def telephone(cast: Cast, number: str, hour: int, *, address: str = "") -> Entry:
    """The bureau gets another telephone, and the watch hears of it."""
    places.amend_organ(cast.water, short_name="清水", address=address, phone=number, by=SYSTEM, at=at(TODAY, hour))
    entry = Entry.objects.filter(kind="organ.amended").latest("pk")
    follow_organ(entry, at(TODAY, hour))
    return entry


def several(many: int = 3, cast: Cast | None = None) -> Several:
    """So many items in force say the old telephone when the new one comes."""
    cast = cast or gather()
    for n in range(1, many + 1):
        cast.published(code=f"99010100SL-XK-{n:04d}", name=f"取水许可{n}", base_code="")
    telephone(cast, OLD, 8)
    telephone(cast, NEW, 9)
    return Several(cast, list(Adjustment.objects.order_by("item__code")))
