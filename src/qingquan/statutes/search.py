"""Finding statutes by their titles and articles by their words: two characters are enough."""

from dataclasses import dataclass
from datetime import date

from django.db.models.expressions import RawSQL
from django.db.models.fields import BooleanField

from qingquan.matching.grams import pieces, query
from qingquan.statutes.models import Article, Statute, StatuteQuerySet
from qingquan.statutes.reading import Resolution, resolve_many
from qingquan.statutes.rules import names
from qingquan.statutes.rules.citations import parse

# More hits than people read; the words are then too common to search by.
MOST_ARTICLES = 60
MOST_TITLES = 200


@dataclass(frozen=True, slots=True)
class Hits:
    """What a question finds: the provisions it cites, articles that hold its words, statutes named so."""

    cited: list[Resolution]
    articles: list[Article]
    statutes: list[int]


def find(asked: str, on: date) -> Hits:
    """Everything a question finds on a day, the surest first."""
    if not pieces(asked):
        return Hits([], [], [])
    cited = [each for each in resolve_many(parse(asked), on) if each.statute] if "条" in asked else []
    return Hits(cited, articles(asked, on), titles(asked))


def titles(asked: str) -> list[int]:
    """Statutes whose title holds the words: short titles before long ones."""
    wanted = names.key(asked) or asked
    rows = Statute.objects.filter(holds("statutes_statute.title_grams", wanted)).order_by()
    named = rows.values_list("pk", "key")[:MOST_TITLES]
    return [pk for pk, key in sorted(named, key=lambda hit: (wanted not in hit[1], len(hit[1]), hit[1]))]


def articles(asked: str, on: date) -> list[Article]:
    """Articles whose text of the day holds the words, those with the words unbroken first."""
    rows = Article.objects.on(on).filter(holds("statutes_article.text_grams", asked)).select_related("statute")
    found = list(rows.order_by()[:MOST_ARTICLES])
    return sorted(found, key=lambda each: (asked not in each.text, each.statute.sort_key, each.number, each.suffix))


def holds(column: str, asked: str) -> RawSQL:
    """The condition that a column of pairs holds all pairs of the question. `column` is a name of this module."""
    return RawSQL(f"{column} @@ %s::tsquery", [query(asked)], output_field=BooleanField())


def ordered(statutes: StatuteQuerySet, found: list[int] | None) -> list[Statute] | StatuteQuerySet:
    """By sound; an answer to a search has its own order."""
    if found is None:
        return statutes
    place = {pk: at for at, pk in enumerate(found)}
    return sorted(statutes.filter(pk__in=found), key=lambda each: place[each.pk])
