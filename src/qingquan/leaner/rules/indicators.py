"""How much leaner the county's powers became, as parts of wholes in whole numbers. Handbook §2.10."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qingquan.leaner.rules import cut
from qingquan.leaner.rules.standing import Change, weight
from qingquan.leaner.words import Verdict

MOST_LEVELS = 2


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole; of nothing there is no rate."""

    part: int
    whole: int
    left_out: int = 0
    """Items that could not be counted, because what is measured is not stated."""

    @property
    def tenths(self) -> int | None:
        """Tenths of a per cent, rounded down, so that nobody reaches a hundred by rounding."""
        return self.part * 1000 // self.whole if self.whole else None

    @property
    def text(self) -> str:
        """As people read it: 66.7%, or a dash."""
        return "—" if self.tenths is None else f"{self.tenths / 10:.1f}%"


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator with its name and what it counts."""

    key: str
    label: str
    rate: Rate
    note: str
    target: str = ""

    @property
    def by_days(self) -> bool:
        """Whether days are counted, not items."""
        return self.key in {"below_before", "below_law"}


def kept(changes: Iterable[Change]) -> list[Change]:
    """Items that are powers now."""
    return [each for each in changes if each.after is not None]


def reduction(changes: Sequence[Change]) -> Rate:
    """精简率: of what was a power on the baseline day, what is none any more (cancelled, merged, devolved)."""
    then = [each for each in changes if each.before is not None]
    return Rate(sum(each.gone for each in then), len(then))


def below_law(changes: Iterable[Change]) -> Rate:
    """压缩率（比法定）: days promised away of the days the law gives, over items that state both."""
    now = [each.after for each in changes if each.after is not None and each.on_application]
    pairs = [(weight(one.legal), weight(one.promised)) for one in now if one.legal and one.promised is not None]
    return Rate(sum(legal - min(legal, promised) for legal, promised in pairs), total(pairs), len(now) - len(pairs))


def below_before(changes: Iterable[Change]) -> Rate:
    """压缩率（比原承诺）: days promised away of the days promised on the baseline day; never less than nought."""
    both = [(each.before.promised, each.after.promised) for each in changes if each.before and each.after]
    pairs = [(weight(old), weight(new)) for old, new in both if old and new is not None]
    return Rate(max(0, sum(old - new for old, new in pairs)), total(pairs), len(both) - len(pairs))


def total(pairs: Iterable[tuple[int, int]]) -> int:
    """The sum of the first of each pair."""
    return sum(first for first, _ in pairs)


def two_levels(changes: Iterable[Change]) -> Rate:
    """两级审查: items whose flowchart never has more than two levels of review before the decision."""
    now = [each.after for each in changes if each.after is not None and each.on_application]
    measured = [one.levels for one in now if one.levels is not None]
    return Rate(sum(levels <= MOST_LEVELS for levels in measured), len(measured), len(now) - len(measured))


def in_centre(changes: Iterable[Change]) -> Rate:
    """进驻率: items in the service centre, of those people apply for."""
    now = [each.after for each in changes if each.after is not None and each.on_application]
    return Rate(sum(one.entered for one in now), len(now))


def authorised(changes: Iterable[Change]) -> Rate:
    """授权到位率: of the items in the centre that need a written authority, those whose window has one in force."""
    needing = [each for each in changes if each.after is not None and each.after.entered and each.after.needs_authority]
    return Rate(sum(each.authorised for each in needing), len(needing))


def online(changes: Iterable[Change]) -> Rate:
    """可网办率: items that can be applied for online, of those people apply for."""
    now = [each.after for each in changes if each.after is not None and each.on_application]
    return Rate(sum(one.online for one in now), len(now))


def end_to_end(changes: Iterable[Change]) -> Rate:
    """全程网办率: items that never ask for a visit, of those people apply for."""
    now = [each.after for each in changes if each.after is not None and each.on_application]
    return Rate(sum(one.end_to_end for one in now), len(now))


def demand_met(changes: Iterable[Change], tenths: int) -> Rate:
    """达标率: of the items whose promise is to be cut, those cut enough or excepted."""
    found = [cut.verdict(each, tenths) for each in changes]
    demanded = [each for each in found if each is not Verdict.UNDEMANDED]
    return Rate(sum(each is not Verdict.SHORT for each in demanded), len(demanded))


def figures(changes: Sequence[Change], tenths: int) -> tuple[Figure, ...]:
    """All of them, in the order in which they are reported."""
    return (
        Figure("reduction", "精简率", reduction(changes), "基准日在列、现已取消、合并或者下放的事项"),
        Figure("below_before", "承诺压缩率", below_before(changes), "比基准日的承诺时限", "不低于 30%"),
        Figure("below_law", "比法定压缩率", below_law(changes), "比法定办结时限"),
        Figure("demand_met", "压缩达标率", demand_met(changes, tenths), "达到要求或者例外已获批准的事项", "100%"),
        Figure("two_levels", "两级审查率", two_levels(changes), "流程图上决定之前的审查不超过两级", "100%"),
        Figure("in_centre", "进驻率", in_centre(changes), "已进驻政务服务中心的事项"),
        Figure("authorised", "授权到位率", authorised(changes), "应当授权的进驻事项中授权书有效的"),
        Figure("online", "可网办率", online(changes), "可以网上申请的事项"),
        Figure("end_to_end", "全程网办率", end_to_end(changes), "网上申请且不用到现场的事项"),
    )


@dataclass(frozen=True, slots=True)
class Average:
    """What an item asks on average, before and after, in hundredths; None where nothing could be measured."""

    label: str
    unit: str
    before: int | None
    after: int | None


def averages(changes: Iterable[Change]) -> tuple[Average, ...]:
    """Levels, steps, materials and visits per item, over items that were and still are powers people apply for."""
    both = [(each.before, each.after) for each in changes if each.before and each.after and each.on_application]
    wanted = (
        ("审查层级", "级", "levels"),
        ("环节", "个", "steps"),
        ("材料", "份", "materials"),
        ("其中要申请人自备的材料", "份", "from_people"),
        ("到现场", "次", "visits"),
    )
    found = []
    for label, unit, name in wanted:
        pairs = [(getattr(old, name), getattr(new, name)) for old, new in both]
        known = [(old, new) for old, new in pairs if old is not None and new is not None]
        found.append(Average(label, unit, mean(old for old, _ in known), mean(new for _, new in known)))
    return tuple(found)


def mean(numbers: Iterable[int]) -> int | None:
    """The mean in hundredths, rounded to the nearest."""
    known = list(numbers)
    return (sum(known) * 200 + len(known)) // (2 * len(known)) if known else None
