"""What must hold of the made-up months: shares that add up, items and applicants that exist, days that lie in them."""

from collections.abc import Iterator, Mapping

from qingquan.demo.county.rhythm import Beat
from qingquan.demo.county.whole import County

CHANNELS = frozenset({"online", "county", "town", "village"})
FATES = frozenset(
    {"smooth", "supplement", "refused", "not_accepted", "withdrawn", "paused", "extended", "late", "deemed_accepted"}
)
STATES = {
    *("received", "supplement_pending", "accepted", "special_paused", "approved", "refused", "delivered"),
    *("examined", "reviewed"),
    *("not_required_closed", "rejected_jurisdiction", "withdrawn", "terminated"),
    *("extended", "late", "deemed_accepted"),
}
"""Where a scene stands at the end: a stage of the case, the last step done, or the way it came there."""
PERSONS, FIRMS = "persons", "firms"
"""Stand for every person, every firm."""


def rhythm_problems(county: County) -> Iterator[str]:
    """Every fault of the parameters."""
    rhythm = county.rhythm
    yield from shares("channels", rhythm.channels, CHANNELS)
    yield from shares("fates", rhythm.fates, FATES)
    yield from shares("pace", rhythm.pace, frozenset(rhythm.pace))
    if len(rhythm.weekdays) != 7 or len(rhythm.hours) != 24:
        yield "rhythm.toml：weekdays 应有 7 个、hours 应有 24 个权重。"
    wanted = {item.key for item in county.items if item.on_application}
    beaten = [beat.item for beat in rhythm.beats]
    if set(beaten) != wanted or len(beaten) != len(wanted):
        yield f"rhythm.toml：依申请事项应各有一行，多或缺：{'、'.join(sorted(set(beaten) ^ wanted))}。"
    for beat in rhythm.beats:
        yield from beat_problems(county, beat)
    published = {item.key: item.published_from or rhythm.since for item in county.items}
    for scene in rhythm.scenes:
        if scene.item not in wanted or scene.state not in STATES or scene.channel not in CHANNELS:
            yield f"rhythm.toml 场景 {scene.key}：事项、状态或者渠道不存在。"
        if not published.get(scene.item, rhythm.since) <= scene.received <= rhythm.until or not may_apply(
            county, scene.item, scene.applicant
        ):
            yield f"rhythm.toml 场景 {scene.key}：收件日在期间之外，或者申请人不能申请这一事项。"


def beat_problems(county: County, beat: Beat) -> Iterator[str]:
    """One item's part."""
    if beat.weight < 1 or not beat.applicants:
        yield f"rhythm.toml {beat.item}：权重应为正数，且有申请人。"
    if beat.channels:
        yield from shares(f"{beat.item} channels", beat.channels, CHANNELS)
    if beat.fates:
        yield from shares(f"{beat.item} fates", beat.fates, FATES)
    for key in beat.applicants:
        if not may_apply(county, beat.item, key):
            yield f"rhythm.toml {beat.item}：申请人 {key} 不存在或者不是本事项的服务对象。"
    if unknown := set(beat.months) - set(county.rhythm.months):
        yield f"rhythm.toml {beat.item}：月份 {'、'.join(unknown)} 不在期间之内。"


def may_apply(county: County, item: str, applicant: str) -> bool:
    """Whether the applicant exists and is one of those whom the item serves: a person, or any organisation."""
    served = {each.key: each.service_objects for each in county.items}.get(item, ())
    persons = {PERSONS, *(each.key for each in county.persons)}
    firms = {FIRMS, *(each.key for each in county.firms)}
    return (applicant in persons and "1" in served) or (applicant in firms and set(served) - {"1"} != set())


def shares(label: str, given: Mapping[str, int], known: frozenset[str]) -> Iterator[str]:
    """Per cent of known words, adding up to a hundred."""
    if set(given) - known or sum(given.values()) != 100:
        yield f"rhythm.toml {label}：有不认识的名称，或者合计不是 100。"
