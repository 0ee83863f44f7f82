"""The demonstration's law library: the statutes its items cite, and the ten that a code repealed in August 2026."""

from datetime import date, datetime, time

from qingquan.demo.cast import Cast
from qingquan.demo.founding import SHANGHAI
from qingquan.people.models import Actor
from qingquan.statutes import acts
from qingquan.statutes.rules.citations import cite
from qingquan.statutes.rules.timeline import Number
from qingquan.statutes.words import BasisLevel

KEEPER = "sifa.legal_office_reviewer"
ENTERED, REPEALED = date(2026, 6, 2), date(2026, 8, 10)
IN_FORCE = date(2026, 8, 15)
CODE = "中华人民共和国生态环境法典"
REPEALED_BY = f"《{CODE}》第一千二百四十二条"
TEN = (
    "环境保护法",
    "环境影响评价法",
    "水污染防治法",
    "大气污染防治法",
    "土壤污染防治法",
    "固体废物污染环境防治法",
    "噪声污染防治法",
    "放射性污染防治法",
    "海洋环境保护法",
    "清洁生产促进法",
)


def furnish(cast: Cast) -> None:
    """Enter what the items cite; then the code that ends ten environmental statutes, and their end."""
    keeper = cast.official(KEEPER, ENTERED)
    for statute in cast.county.statutes:
        acts.enter(
            statute.title,
            articles={number_of(name): text for name, text in statute.articles.items()},
            level=BasisLevel(statute.level),
            from_on=statute.in_force,
            kept_as_of=statute.version,
            by=keeper,
            at=morning(ENTERED),
        )
    end_ten(keeper)


def end_ten(keeper: Actor) -> None:
    """The ten are kept without their texts: no item of the county rests on them."""
    ten = [
        acts.enter(f"中华人民共和国{short}", articles={}, level=BasisLevel.LAW, by=keeper, at=morning(ENTERED))
        for short in TEN
    ]
    acts.enter(CODE, articles={}, level=BasisLevel.LAW, from_on=IN_FORCE, by=keeper, at=morning(REPEALED))
    acts.repeal(ten, on=IN_FORCE, by_title=REPEALED_BY, by=keeper, at=morning(REPEALED))


def number_of(name: str) -> Number:
    """An article as the files name it, 第一百二十条之一."""
    (citation,) = cite("", name)
    assert citation.article is not None, name
    return citation.article, citation.suffix or 0


def morning(on: date) -> datetime:
    """At ten."""
    return datetime.combine(on, time(10), SHANGHAI)
