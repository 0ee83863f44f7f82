"""What the entrances of the portal lead to, and how much stands behind each: counted once a minute in a process."""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce, Length

from qingquan.cases.models import Case
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import PowerType, ServiceObject
from qingquan.forfeits.models import Forfeit
from qingquan.languages import say
from qingquan.places.county import county_face
from qingquan.publication.reading.editions import listed

SECONDS_KEPT = 60.0
POPULAR_DAYS = 90
POPULAR = 6

# 一件事 of people's and firms' lives, each with the icon it is shown by; a theme not named here is a subject.
LIFE_EVENTS = {
    "出生": "pulse",
    "上学": "edit",
    "就业": "bag",
    "失业": "bag",
    "结婚": "person",
    "购房": "key",
    "就医": "pulse",
    "退休养老": "umbrella",
    "困难救助": "hand",
    "身后": "life",
    "开办企业": "firm",
    "经营准入": "bowl",
    "工程建设": "crane",
    "办理用水用电": "drop",
}
SUBJECT_ICONS = {
    "准营准办": "bowl",
    "农林牧渔": "tree",
    "环保绿化": "tree",
    "医疗卫生": "pulse",
    "国土和规划建设": "crane",
    "规划建设": "crane",
    "投资审批": "crane",
    "交通出行": "truck",
    "交通运输": "truck",
    "文化体育": "stage",
    "文体教育": "stage",
    "教育科研": "edit",
    "公共安全": "shield",
    "安全生产": "shield",
    "住房保障": "house",
    "社会保障": "umbrella",
    "社会保险": "umbrella",
    "社会救助": "hand",
    "就业创业": "bag",
    "人力资源": "bag",
    "职业资格": "card",
    "证件办理": "card",
    "户籍办理": "card",
    "公用事业": "drop",
    "司法公证": "law",
    "设立变更": "firm",
}
THEMES_SQL = """
SELECT theme, count(*) FROM catalogue_itemversion, jsonb_array_elements_text(elements -> 'themes') theme
WHERE id = ANY(%s) GROUP BY theme ORDER BY count(*) DESC, theme
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One entrance: what the address says, the name people read, its icon, and how many items stand there."""

    key: str
    name: str
    icon: str
    number: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How the work of this month went."""

    ended: int
    judged: int
    in_time: int

    @property
    def share(self) -> str:
        """Decided in time, of all decided, in per cent cut down: 99.96 is not 100."""
        return f"{self.in_time * 1000 // self.judged / 10:g}%" if self.judged else "—"


@dataclass(frozen=True, slots=True)
class Shelves:
    """All entrances."""

    total: int
    online: int
    persons: int
    firms: int
    organs: tuple[Shelf, ...]
    types: tuple[Shelf, ...]
    subjects: tuple[Shelf, ...]
    life_events: tuple[Shelf, ...]
    popular: tuple[str, ...]
    pace: Pace


_kept: list[tuple[float, date, Shelves]] = []


def shelves(on: date) -> Shelves:
    """As counted within the last minute."""
    if _kept and _kept[0][1] == on and time.monotonic() - _kept[0][0] < SECONDS_KEPT:
        return _kept[0][2]
    counted = count(on)
    _kept[:] = [(time.monotonic(), on, counted)]
    return counted


def forget() -> None:
    """Drop what is kept; between tests."""
    _kept.clear()


def given_up() -> frozenset[int]:
    """Items nobody may exercise or apply for now; they are left out of every list and number here."""
    return frozenset(Forfeit.objects.standing().values_list("item_id", flat=True))


def objects_of(which: str) -> Q:
    """The versions meant for persons, or for firms and other bodies."""
    if which == "person":
        return Q(elements__service_objects__contains=[ServiceObject.PERSON.value])
    bodies = [each for each in ServiceObject if each is not ServiceObject.PERSON]
    found = Q()
    for each in bodies:
        found |= Q(elements__service_objects__contains=[each.value])
    return found


def count(on: date) -> Shelves:
    """Count all entrances over what people may come for."""
    versions = listed(on).order_by()
    sums = versions.aggregate(
        total=Count("pk"),
        online=Count("pk", filter=Q(online=True)),
        persons=Count("pk", filter=objects_of("person")),
        firms=Count("pk", filter=objects_of("firm")),
    )
    organs = versions.values_list("item__organ__seq", "item__organ__name").annotate(n=Count("pk"))
    types = dict(versions.values_list("item__power_type").annotate(n=Count("pk")))
    themes = _themes(list(versions.values_list("pk", flat=True)))
    return Shelves(
        **sums,
        organs=tuple(
            Shelf(seq, name.removeprefix(county_face().name), "office", n)
            for seq, name, n in organs.order_by("item__organ__seq")
            if seq
        ),
        types=tuple(Shelf(each.value, each.label, "law", types[each.value]) for each in PowerType if each in types),
        subjects=tuple(
            Shelf(name, name, SUBJECT_ICONS.get(name, "theme"), n) for name, n in themes if name not in LIFE_EVENTS
        ),
        life_events=tuple(Shelf(name, name, LIFE_EVENTS[name], n) for name, n in themes if name in LIFE_EVENTS),
        popular=_popular(versions, on),
        pace=_pace(on),
    )


def _themes(keys: list[int]) -> list[tuple[str, int]]:
    with connection.cursor() as sql:
        sql.execute(THEMES_SQL, [keys])
        return [(str(name), int(n)) for name, n in sql.fetchall()]


def _popular(versions: QuerySet[ItemVersion], on: date) -> tuple[str, ...]:
    """What was applied for most in the last three months, filled up with what can be applied for online."""
    since = on - timedelta(days=POPULAR_DAYS)
    recent = Case.objects.order_by().filter(received_on__gte=since).exclude(version__item_id__in=given_up())
    often = recent.values_list("version__item__name")
    names = [name for name, _ in often.annotate(n=Count("pk")).order_by("-n")[:POPULAR]]
    short = versions.filter(online=True).order_by(Length("name")).values_list("name", flat=True)[:POPULAR]
    return tuple(dict.fromkeys([*names, *short]))[:POPULAR]


def _pace(on: date) -> Pace:
    """Of the cases decided this month, those decided by the day promised, or by law where nothing was promised."""
    due = Coalesce(F("promised_due_on"), F("legal_due_on"))
    month = Case.objects.order_by().filter(decided_on__gte=on.replace(day=1), decided_on__lte=on)
    sums = month.aggregate(
        judged=Count("pk"),
        in_time=Count("pk", filter=Q(decided_on__lte=due)),
        ended=Count("pk", filter=Q(closed_on__isnull=False)),
    )
    return Pace(**sums)


def name_of(which: str) -> str:
    """What an entrance by kind of applicant is called."""
    return {"person": say("个人办事"), "firm": say("企业办事")}.get(which, "")
