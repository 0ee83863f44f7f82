"""Asking the library: what a citation points at on a day, or which part of it cannot be found."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from qingquan.statutes.models import Alias, Article, Statute
from qingquan.statutes.rules import names
from qingquan.statutes.rules.anatomy import pointed_at
from qingquan.statutes.rules.citations import Citation, article_name
from qingquan.statutes.words import CANNOT_TELL, Fault, Standing

SLUG = re.compile(r"([1-9][0-9]{0,3})(?:-([1-9][0-9]?))?")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation points at on a day. `problem` is a sentence for people, empty when all was found.

    Of a repealed statute `article` and `text` are what it last said.
    """

    citation: Citation
    statute: Statute | None = None
    article: Article | None = None
    text: str = ""
    fault: Fault | None = None
    problem: str = ""

    @property
    def wrong(self) -> bool:
        """Whether the library knows that the citation does not hold; what it does not keep it cannot judge."""
        return self.fault is not None and self.fault not in CANNOT_TELL


def is_empty() -> bool:
    """Whether nobody has brought statutes in yet."""
    return not Statute.objects.exists()


def titled(given: str) -> Statute | None:
    """The statute an address names, by its key or by a title that has this key."""
    return None if "\x00" in given else Statute.objects.filter(key=names.key(given)).first()


def find(name: str) -> Statute | None:
    """The statute of this title, short form or alias."""
    return known([name]).get(name)


def known(wanted: Iterable[str]) -> dict[str, Statute]:
    """The statutes by the names asked for; a name the library does not know is absent."""
    keys = {name: names.keys(name) for name in wanted}
    every = {key for several in keys.values() for key in several}
    by_key = {statute.key: statute for statute in Statute.objects.filter(key__in=every).order_by()}
    unknown = {key for several in keys.values() if by_key.keys().isdisjoint(several) for key in several}
    if unknown:
        aliases = Alias.objects.filter(key__in=unknown).select_related("statute").order_by()
        by_key |= {alias.key: alias.statute for alias in aliases}
    found = {name: next((by_key[key] for key in several if key in by_key), None) for name, several in keys.items()}
    return {name: statute for name, statute in found.items() if statute}


def resolve(citation: Citation, on: date) -> Resolution:
    """What the citation points at on that day."""
    return resolve_many([citation], on)[0]


def resolve_many(citations: Sequence[Citation], on: date) -> list[Resolution]:
    """The same for many, in as few questions as for one, in the order given."""
    statutes = known({citation.name for citation in citations})
    unknown = {citation.name for citation in citations} - statutes.keys()
    like = titles_like(unknown) if unknown else {}
    texts = texts_of(citations, statutes)
    found = [one(citation, statutes.get(citation.name), texts, like, on) for citation in citations]
    return with_last_articles(found, on)


def one(
    citation: Citation,
    statute: Statute | None,
    texts: Mapping[tuple[int, int, int], Sequence[Article]],
    like: Mapping[str, str],
    on: date,
) -> Resolution:
    """One citation against what was fetched for all."""
    if statute is None:
        near = f"，名称最接近的是《{like[citation.name]}》" if citation.name in like else ""
        return Resolution(citation, fault=Fault.UNKNOWN, problem=f"法规库中没有《{citation.name}》{near}。")
    fault, problem = standing_fault(statute, on)
    if citation.unread and not fault:
        words = f"读不懂“{citation.unread}”，请写成第四十八条第一款第二项的样子。"
        return Resolution(citation, statute, fault=Fault.UNREAD, problem=words)
    if citation.article is None:
        return Resolution(citation, statute, fault=fault, problem=problem)
    day = statute.readable_on(on)
    kept = texts.get((statute.pk, citation.article, citation.suffix or 0), ())
    article = next((each for each in kept if applies(each, day)), None)
    if article is None:
        return Resolution(citation, statute, fault=fault or Fault.NO_ARTICLE, problem=problem)
    found = pointed_at(citation, article.text)
    if found.fault and not fault:
        fault, problem = found.fault, f"{statute}{article.name}{found.words}。"
    return Resolution(citation, statute, article, found.text or article.text, fault, problem)


def standing_fault(statute: Statute, on: date) -> tuple[Fault | None, str]:
    """That a statute does not apply on a day, in words."""
    standing = statute.standing(on)
    if standing is Standing.REPEALED:
        words = f"{statute}自{chinese_day(statute.repealed_on)}起被{statute.repealed_by}废止。"
        return Fault.REPEALED, words
    if standing is Standing.NOT_YET:
        return Fault.NOT_YET, f"{statute}自{chinese_day(statute.from_on)}起施行，{chinese_day(on)}尚未施行。"
    if standing is Standing.EARLIER:
        words = (
            f"库中{statute}的文本自{chinese_day(statute.from_on)}起施行，{chinese_day(on)}的情况没有收录，不能核对。"
        )
        return Fault.EARLIER, words
    return None, ""


def with_last_articles(found: list[Resolution], on: date) -> list[Resolution]:
    """Resolutions whose article is not there, told apart: beyond the last one, not on that day, or not kept."""
    lacking = {each.statute for each in found if each.fault is Fault.NO_ARTICLE and each.statute}
    last = last_articles(lacking, on)
    return [
        not_there(each, each.statute, last.get(each.statute.pk, 0))
        if each.fault is Fault.NO_ARTICLE and each.statute
        else each
        for each in found
    ]


def not_there(each: Resolution, statute: Statute, last: int) -> Resolution:
    """Why an article is not there."""
    citation = each.citation
    wanted = article_name(citation.article, citation.suffix)
    if not statute.complete:
        words = f"法规库没有收录{statute}{wanted}，不能核对。"
        return Resolution(citation, statute, fault=Fault.NOT_KEPT, problem=words)
    if (citation.article or 0) > last:
        words = f"{statute}最后一条是{article_name(last)}，没有{wanted}。"
        return Resolution(citation, statute, fault=Fault.BEYOND_LAST, problem=words)
    return Resolution(citation, statute, fault=Fault.NO_ARTICLE, problem=f"{statute}当日没有{wanted}。")


def texts_of(
    citations: Iterable[Citation], statutes: Mapping[str, Statute]
) -> dict[tuple[int, int, int], list[Article]]:
    """All texts of the articles cited, by statute and number."""
    wanted = {(statutes[each.name].pk, each.article) for each in citations if each.article and each.name in statutes}
    found: dict[tuple[int, int, int], list[Article]] = {}
    if wanted:
        rows = Article.objects.filter(statute_id__in={pk for pk, _ in wanted}, number__in={at for _, at in wanted})
        for row in rows.order_by():
            found.setdefault((row.statute_id, row.number, row.suffix), []).append(row)
    return found


def last_articles(statutes: Iterable[Statute], on: date) -> dict[int, int]:
    """The number of the last article of each statute on a day."""
    days = {statute.pk: statute.readable_on(on) for statute in statutes}
    found: dict[int, int] = {}
    for day in set(days.values()):
        rows = Article.objects.on(day).filter(statute_id__in=[pk for pk, its in days.items() if its == day])
        found |= dict(rows.order_by().values_list("statute_id").annotate(last=Max("number")))
    return found


def titles_like(unknown: Iterable[str]) -> dict[str, str]:
    """For each unknown name the nearest title in the library, if one is near."""
    titles = dict(Statute.objects.order_by().values_list("key", "title"))
    near = {name: names.nearest(names.key(name), titles) for name in unknown}
    return {name: titles[key] for name, key in near.items() if key}


def applies(article: Article, on: date) -> bool:
    """Whether a text is that of the day."""
    return (article.from_on is None or article.from_on <= on) and (article.until_on is None or on <= article.until_on)


def texts(statute: Statute, slug: str) -> list[Article]:
    """All texts of an article as an address names it, 120-1, the oldest first; none for what is no article."""
    found = SLUG.fullmatch(slug)
    if not found:
        return []
    return list(statute.articles.filter(number=int(found[1]), suffix=int(found[2] or 0)))


def chinese_day(day: date | None) -> str:
    """2026年8月15日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "未载明的日期"
