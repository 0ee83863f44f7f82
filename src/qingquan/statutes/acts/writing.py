"""How statutes and texts are written. No act here: the acts call it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection

from qingquan.law import Refused
from qingquan.statutes.models import Article, Statute
from qingquan.statutes.rules import names
from qingquan.statutes.rules.citations import article_name
from qingquan.statutes.rules.levels import guessed_level
from qingquan.statutes.rules.timeline import Number, Plan, Text
from qingquan.statutes.words import BasisLevel
from qingquan.wording import sort_key as by_sound

COLUMNS = "statute_id, number, suffix, from_on, until_on, text, corrections"


def new_statute(title: str, level: BasisLevel | None) -> Statute:
    """A statute with what its title tells; the rank is guessed from it when none is stated."""
    rank = level or guessed_level(title)
    return Statute(
        key=names.key(title),
        title=title,
        level=rank.value if rank else "",
        level_guessed=level is None and rank is not None,
        sort_key=sort_key(title),
    )


def sort_key(title: str) -> str:
    """How a title sorts: by its sound without the name of the state, then by its characters."""
    plain = names.short(title)
    return by_sound(plain)[:600]


def subject(statute: Statute) -> str:
    """How the ledger names a statute; its facts have the whole title."""
    return statute.key[:64]


def hold(statute: Statute) -> Statute:
    """The statute as it is now, locked."""
    return Statute.objects.select_for_update().get(pk=statute.pk)


def texts_of(statutes: Iterable[Statute]) -> dict[int, list[Text]]:
    """All texts of these statutes as the rules see them."""
    found: dict[int, list[Text]] = {}
    for row in Article.objects.filter(statute__in=list(statutes)).order_by():
        text = Text((row.number, row.suffix), row.text, row.from_on, row.until_on, row.pk)
        found.setdefault(row.statute_id, []).append(text)
    return found


def carry_out(statute: Statute, plan: Plan) -> None:
    """Write what an amendment does."""
    end(plan.ends.items())
    copy_in([(statute.pk, text) for text in plan.begins])


def end(ends: Iterable[tuple[int, date]]) -> None:
    """Say of texts which day was their last."""
    by_day: dict[date, list[int]] = {}
    for pk, day in ends:
        by_day.setdefault(day, []).append(pk)
    for day, pks in by_day.items():
        Article.objects.filter(pk__in=pks).update(until_on=day)


def copy_in(texts: Sequence[tuple[int, Text]]) -> None:
    """Write texts of statutes; COPY takes fifty thousand in seconds."""
    with connection.cursor() as sql, sql.copy(f"COPY statutes_article ({COLUMNS}) FROM STDIN") as lines:
        for statute_id, text in texts:
            number, suffix = text.number
            lines.write_row((statute_id, number, suffix, text.from_on, text.until_on, text.text, 0))


def pairs(numbers: Iterable[Number]) -> list[list[int]]:
    """Articles as the ledger keeps them: the number and the number after 之."""
    return [list(number) for number in numbers]


def named(numbers: Iterable[Number]) -> list[str]:
    """Articles as people read them."""
    return [article_name(*number) for number in numbers]


def check_title(title: str) -> None:
    """`Refused` for a title that is empty, too long or already another statute's."""
    if not names.is_title(title):
        raise Refused("请写明法律文件的名称。")
    if len(title) > 200:
        raise Refused(f"名称有 {len(title)} 个字，最多 200 个。")
