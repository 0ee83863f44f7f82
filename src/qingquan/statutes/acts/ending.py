"""Statutes that a text ends by its last article, found by an import. No act here: the import calls it.

Both ways: the new text is brought in and ends what the library keeps, or what is brought in was ended long ago by a
text of the library.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from qingquan.people.models import Actor
from qingquan.statutes.acts.changing import end_as_a_whole
from qingquan.statutes.models import Article, Change, Statute
from qingquan.statutes.rules import names
from qingquan.statutes.rules.citations import article_name
from qingquan.statutes.rules.commencement import Commencement, commencement
from qingquan.statutes.rules.lines import Edition


@dataclass(frozen=True, slots=True, order=True)
class Ending:
    """A statute, by its key, ends on a day by an article of another one."""

    on: date
    key: str
    by_title: str


def end_what_is_ended(brought: Mapping[str, list[Edition]], *, by: Actor, at: datetime) -> int:
    """End what the texts brought in end, and of the texts brought in those that the library's others end."""
    endings: dict[str, Ending] = {}
    for ending in sorted({*ended_by(brought), *ended_by_library(brought)}):
        endings.setdefault(ending.key, ending)
    together: dict[tuple[date, str], list[Statute]] = {}
    for statute in still_standing(endings):
        ending = endings[statute.key]
        together.setdefault((ending.on, ending.by_title), []).append(statute)
    for (on, by_title), held in together.items():
        end_as_a_whole(held, on=on, by_title=by_title, by=by, at=at)
    return sum(map(len, together.values()))


def ended_by(brought: Mapping[str, list[Edition]]) -> Iterator[Ending]:
    """What the texts brought in say that they end."""
    for editions in brought.values():
        for edition in editions:
            yield from told_by(edition.title, edition.starts)


def ended_by_library(brought: Mapping[str, list[Edition]]) -> Iterator[Ending]:
    """What the library's other texts say that they end, as far as it is brought in."""
    rows = Article.objects.filter(text__contains="废止").exclude(statute__key__in=brought).select_related("statute")
    found = list(rows.order_by())
    last = last_articles({row.statute_id for row in found})
    for row in found:
        if row.number == last[row.statute_id]:
            said = commencement(row.statute.title, {(row.number, row.suffix): row.text})
            yield from (ending for ending in told_by(row.statute.title, said) if ending.key in brought)


def told_by(title: str, said: Commencement) -> Iterator[Ending]:
    """What a last article ends; nothing without the day."""
    if said.day and said.article:
        by_title = f"《{title}》{article_name(*said.article)}"
        yield from (Ending(said.day, names.key(each), by_title) for each in said.ends)


def still_standing(endings: Mapping[str, Ending]) -> Iterator[Statute]:
    """The library's statutes to be ended. One of which a later text is known bears the name of an older one."""
    held = list(Statute.objects.select_for_update().filter(key__in=endings, repealed_on=None).order_by("pk"))
    changes = Change.objects.filter(statute__in=held).order_by()
    last = dict(changes.values_list("statute").annotate(last=Max("on")))
    for statute in held:
        on = endings[statute.key].on
        if all(day is None or day < on for day in (statute.from_on, last.get(statute.pk))):
            yield statute


def last_articles(statutes: Iterable[int]) -> dict[int, int]:
    """The number of the last article of each statute."""
    rows = Article.objects.filter(statute__in=statutes).order_by()
    return dict(rows.values_list("statute").annotate(last=Max("number")))
