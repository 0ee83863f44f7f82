"""Who applies for what in the made-up months, when, through which door, and what is to become of it.

Drawn from the parameters of `rhythm.toml` with a fixed seed; nothing is done here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from qingquan.clock import WorkCalendar
from qingquan.demo.county.powers import Item
from qingquan.demo.county.rhythm import Beat, Scene
from qingquan.demo.founding import SHANGHAI
from qingquan.demo.reading import County

EVERYBODY = {"persons", "firms"}
WINDOW_HOURS = (9, 10, 11, 13, 14, 15, 16)
ON_THE_SPOT_HOURS = (9, 10, 13, 14)
BUSY_DAYS = 20
"""Towards the end of the months the offices have much to do and use up the days they have."""
BY_STATE = {
    "supplement_pending": "supplement",
    "special_paused": "paused",
    "rejected_jurisdiction": "not_accepted",
    "not_required_closed": "not_required",
    "terminated": "abandoned",
    "extended": "extended",
    "late": "late",
    "deemed_accepted": "deemed_accepted",
    "refused": "refused",
    "withdrawn": "withdrawn",
}
"""What becomes of a scene, from where it stands at the end."""
BY_KEY = {
    "water_consultation": "paused",
    "handover": "returned",
    "promise_fire_check": "at_once",
    "village_allowance": "by_agent",
}
LEFT_BY_KEY = {"late_bridge": "examined", "refusal_waits": "refused"}
LEFT_OPEN = {"received", "supplement_pending", "accepted", "special_paused", "examined", "reviewed", "approved"}
SHORT_PROMISE = 8


@dataclass(frozen=True, slots=True)
class Application:
    """One application and its fate. `left_at` is where it is left to lie; empty when it runs its course."""

    n: int
    item: Item
    applicant: str
    channel: str
    at: datetime
    fate: str
    pace: str
    left_at: str = ""
    note: str = ""

    def chance(self) -> Random:
        """Its own chance, so that one more case changes nothing about the others."""
        return Random(f"{self.item.key}/{self.n}")


def applications(county: County, calendar: WorkCalendar, cases: int | None = None) -> list[Application]:
    """All applications in the order in which they come; `cases` of them instead of the number in the file."""
    chance = Random(county.rhythm.seed)
    scenes = [scene_of(county, n, scene) for n, scene in enumerate(county.rhythm.scenes)]
    wanted = (county.rhythm.cases if cases is None else cases) - len(scenes)
    drawn = draw(county, calendar, chance, first=len(scenes), count=wanted)
    return sorted([*scenes, *drawn], key=lambda each: (each.at, each.n))


def scene_of(county: County, n: int, scene: Scene) -> Application:
    """A case that must be among them. It comes on the first morning hour of its day."""
    fate = BY_KEY.get(scene.key) or BY_STATE.get(scene.state, "smooth")
    left_at = LEFT_BY_KEY.get(scene.key) or (scene.state if scene.state in LEFT_OPEN else "")
    return Application(
        n=n,
        item=county.item(scene.item),
        applicant=scene.applicant,
        channel=scene.channel,
        at=datetime.combine(scene.received, time(9, 10 + n), SHANGHAI),
        fate=fate,
        pace="well_before",
        left_at=left_at,
        note=scene.note,
    )


def draw(county: County, calendar: WorkCalendar, chance: Random, *, first: int, count: int) -> Iterator[Application]:
    """The rest, by chance."""
    rhythm = county.rhythm
    beats = [(beat, county.item(beat.item)) for beat in rhythm.beats]
    weights = [beat.weight for beat, _ in beats]
    used: Counter[tuple[str, str]] = Counter()
    for n in range(first, first + count):
        beat, item = chance.choices(beats, weights)[0]
        applicant = least_used(candidates(county, beat), used, item.key, chance)
        channel = pick(beat.channels or rhythm.channels, chance)
        at = moment(county, calendar, chance, beat=beat, item=item, channel=channel)
        busy = at.date() > rhythm.until - timedelta(days=BUSY_DAYS)
        yield Application(
            n=n,
            item=item,
            applicant=applicant,
            channel=channel,
            at=at,
            fate=fitting(item, channel, pick(beat.fates or rhythm.fates, chance)),
            pace="well_before" if tight(item) else "last_day" if busy else pick(rhythm.pace, chance),
        )


def candidates(county: County, beat: Beat) -> list[str]:
    """The keys of all who may apply."""
    groups = {"persons": [each.key for each in county.persons], "firms": [each.key for each in county.firms]}
    return [key for named in beat.applicants for key in groups.get(named, [named])]


def least_used(keys: Sequence[str], used: Counter[tuple[str, str]], item: str, chance: Random) -> str:
    """One of those who have applied for the item least often."""
    fewest = min(used[key, item] for key in keys)
    chosen = chance.choice([key for key in keys if used[key, item] == fewest])
    used[chosen, item] += 1
    return chosen


def pick(shares: Mapping[str, int], chance: Random) -> str:
    """One word by its share."""
    return chance.choices(list(shares), list(shares.values()))[0]


def moment(county: County, calendar: WorkCalendar, chance: Random, *, beat: Beat, item: Item, channel: str) -> datetime:
    """A moment at which such an application comes: at a window while it is open, over the net at any hour."""
    rhythm = county.rhythm
    first = max(rhythm.since, item.published_from or rhythm.since)
    instant = item.case_kind == "instant"
    hours = ON_THE_SPOT_HOURS if instant else WINDOW_HOURS
    while True:
        month = date.fromisoformat(f"{pick(beat.months or rhythm.months, chance)}-01")
        day = month + timedelta(days=chance.randrange(31))
        if day.month != month.month or not first <= day <= rhythm.until:
            continue
        if instant or channel != "online":
            if calendar.is_working(day):
                return datetime.combine(day, time(chance.choice(hours), chance.randrange(60)), SHANGHAI)
        elif chance.random() * max(rhythm.weekdays) < rhythm.weekdays[day.weekday()]:
            hour = chance.choices(range(24), rhythm.hours)[0]
            return datetime.combine(day, time(hour, chance.randrange(60)), SHANGHAI)


def tight(item: Item) -> bool:
    """Whether the time runs from receipt, so that slow acceptance eats it up."""
    return item.legal is not None and item.legal.start == "receipt"


def fitting(item: Item, channel: str, fate: str) -> str:
    """The fate drawn, or a smooth course where the item cannot meet with it."""
    promised = item.promise.days if item.promise else 0
    legal = item.legal
    possible = {
        "smooth": True,
        "not_accepted": True,
        "refused": bool(item.refuse_conditions),
        "supplement": item.case_kind != "instant" and not (tight(item) and promised < SHORT_PROMISE),
        "withdrawn": promised >= 3,
        "paused": bool(item.special_procedures),
        "extended": legal is not None and legal.unit == "WD" and legal.days >= 7 and promised >= 3,
        "late": promised >= 1,
        "deemed_accepted": item.case_kind != "instant" and channel == "online",
    }
    return fate if possible[fate] else "smooth"
