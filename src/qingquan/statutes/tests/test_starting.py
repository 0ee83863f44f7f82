"""Since when statutes apply, and which ones an import ends: by what their last articles say."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM
from qingquan.statutes import acts
from qingquan.statutes.acts import ImportReport
from qingquan.statutes.files import collection
from qingquan.statutes.models import Article, Statute
from qingquan.statutes.reading import resolve
from qingquan.statutes.rules.citations import parse
from qingquan.statutes.words import DaySource, Fault, Standing
from tests.county import at

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)
AT = at(TODAY)
NATIONAL = Path(__file__).parents[4].parent / "shared" / "data" / "laws" / "national_articles.jsonl.gz"
CLOSING = "本法自2024年7月1日起施行。"
CODE = "本法典自2026年8月15日起施行。《甲法》、《中华人民共和国乙法》同时废止。"


def text(law: str, closing: str, passed: str = "2023-12-29", count: int = 6, **more: Any) -> list[dict[str, Any]]:
    """A whole text of six articles."""
    rows = [{"law": law, "date": passed, "article": n, "text": f"第{n}条的话。", **more} for n in range(1, count)]
    return [*rows, {"law": law, "date": passed, "article": count, "text": closing, **more}]


def brought(*rows: dict[str, Any]) -> ImportReport:
    raw = "\n".join(json.dumps(each, ensure_ascii=False) for each in rows).encode()
    return acts.import_laws(collection(raw, "法规.jsonl").editions, source="法规", sha256="a" * 64, by=SYSTEM, at=AT)


def statute(key: str) -> Statute:
    return Statute.objects.get(key=key)


def day_of(key: str) -> tuple[date | None, str]:
    found = statute(key)
    return found.from_on, found.from_source


@pytest.mark.parametrize(
    ("rows", "day", "source"),
    [
        (text("甲法", CLOSING), date(2024, 7, 1), DaySource.ARTICLE),
        (text("甲法", CLOSING, since="1994-07-01"), date(1994, 7, 1), DaySource.STATED),
        (text("甲法", CLOSING, since="2024-09-01"), date(2024, 9, 1), DaySource.STATED),
        (text("甲法", "本法自公布之日起施行。"), None, DaySource.PUBLICATION),
        (text("甲法", "本法自公布之日起施行。", since="1994-07-01"), date(1994, 7, 1), DaySource.STATED),
        (text("甲法", "附则。"), None, ""),
        # Of two texts the earlier one: a revised text begins anew.
        (
            [*text("甲法", CLOSING), *text("甲法", "本法自2006年1月1日起施行。", "2018-10-26")],
            date(2006, 1, 1),
            DaySource.ARTICLE,
        ),
        (
            [*text("甲法", CLOSING), *text("甲法", "本法自公布之日起施行。", "2018-10-26")],
            date(2024, 7, 1),
            DaySource.ARTICLE,
        ),
    ],
)
def test_a_statute_applies_from_the_day_stated_or_else_from_that_of_its_last_article(
    rows: list[dict[str, Any]], day: date | None, source: str
) -> None:
    brought(*rows)
    assert day_of("甲法") == (day, source)


def test_the_day_of_a_text_that_was_left_out_is_not_taken_for_that_of_the_text_at_hand() -> None:
    brought(*text("甲法", CLOSING))
    assert brought(*text("甲法", "本法自2006年1月1日起施行。", "2018-10-26")).left_out
    assert day_of("甲法") == (date(2024, 7, 1), DaySource.ARTICLE)


def test_a_day_that_is_stated_later_takes_the_place_of_the_one_read_and_never_the_other_way() -> None:
    brought(*text("甲法", CLOSING))
    brought(*text("甲法", CLOSING, since="1994-07-01"))
    brought(*text("甲法", CLOSING))
    assert day_of("甲法") == (date(1994, 7, 1), DaySource.STATED)


def test_a_revised_text_takes_the_place_of_the_old_one_on_its_own_day_and_not_on_that_of_its_passing() -> None:
    brought(*text("甲法", "本法自2006年1月1日起施行。", "2018-10-26"))
    brought(*text("甲法", CLOSING))
    (citation,) = parse("《甲法》第六条")
    assert resolve(citation, date(2024, 6, 30)).text == "本法自2006年1月1日起施行。"
    assert resolve(citation, date(2024, 7, 1)).text == CLOSING
    assert Entry.objects.get(kind="statute.amended").facts["on"] == "2024-07-01"


def test_of_the_time_before_a_day_that_was_only_read_the_library_does_not_judge() -> None:
    brought(*text("甲法", CLOSING))
    before = date(2020, 1, 1)
    found = resolve(parse("《甲法》第一条")[0], before)
    assert (found.fault, found.wrong) == (Fault.EARLIER, False)
    assert found.problem == "库中《甲法》的文本自2024年7月1日起施行，2020年1月1日的情况没有收录，不能核对。"
    assert statute("甲法").standing(before) is Standing.EARLIER
    held = {each: Statute.objects.standing(each, before).count() for each in Standing}
    assert held == {Standing.IN_FORCE: 0, Standing.NOT_YET: 0, Standing.EARLIER: 1, Standing.REPEALED: 0}


def test_what_people_enter_is_read_in_the_same_way_and_a_correction_is_read_again() -> None:
    acts.enter("甲法", articles={(1, 0): "话。", (2, 0): CLOSING}, by=SYSTEM, at=AT)
    assert day_of("甲法") == (date(2024, 7, 1), DaySource.ARTICLE)
    first, last = Article.objects.order_by("number")
    acts.correct(last, "本法自2024年1月1日起施行。", reason="漏校", by=SYSTEM, at=AT)
    acts.correct(first, "本法自2001年1月1日起施行。", reason="不是最后一条", by=SYSTEM, at=AT)
    assert day_of("甲法") == (date(2024, 1, 1), DaySource.ARTICLE)
    known = {"level": None, "body": "", "document_no": "", "complete": False, "by": SYSTEM, "at": AT}
    acts.describe(statute("甲法"), from_on=date(2024, 1, 1), **known)  # type: ignore[arg-type]
    assert day_of("甲法")[1] == DaySource.ARTICLE
    acts.describe(statute("甲法"), from_on=date(1994, 1, 1), **known)  # type: ignore[arg-type]
    acts.correct(Article.objects.get(pk=last.pk), CLOSING, reason="再校", by=SYSTEM, at=AT)
    assert day_of("甲法") == (date(1994, 1, 1), DaySource.STATED)
    acts.describe(statute("甲法"), from_on=None, **known)  # type: ignore[arg-type]
    assert day_of("甲法") == (None, "")


@pytest.mark.parametrize(
    "fields",
    [
        {"from_on": TODAY},
        {"from_on": TODAY, "from_source": "publication"},
        {"from_source": "stated"},
        {"from_on": TODAY, "from_source": "elsewhere"},
    ],
)
def test_a_day_without_its_source_is_kept_by_nobody(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="statute_day_has_a_source"), transaction.atomic():
        Statute.objects.create(key="甲法", title="甲法", **fields)


def test_a_text_brought_in_ends_what_its_last_article_ends_and_tells_it() -> None:
    brought(*text("甲法", "附则。", "2014-04-24"), *text("中华人民共和国乙法", "附则。", "2018-10-26"))
    assert brought(*text("中华人民共和国丙法典", CODE, "2026-03-12")).repealed == 2
    for key in ("甲法", "乙法"):
        ended = statute(key)
        assert (ended.repealed_on, ended.repealed_by) == (date(2026, 8, 15), "《中华人民共和国丙法典》第六条")
        assert ended.changes.filter(kind="repealed", on=date(2026, 8, 15)).count() == 1
    entries = Entry.objects.filter(kind="statute.repealed").order_by("pk")
    assert [(each.facts["title"], each.facts["articles"]) for each in entries] == [
        ("甲法", None),
        ("中华人民共和国乙法", None),
    ]
    assert brought(*text("中华人民共和国丙法典", CODE, "2026-03-12")).repealed == 0


def test_a_text_that_the_library_knows_to_be_ended_comes_in_ended() -> None:
    brought(*text("中华人民共和国丙法典", CODE, "2026-03-12"))
    assert brought(*text("甲法", "本法自2015年1月1日起施行。", "2014-04-24")).repealed == 1
    assert statute("甲法").standing(TODAY) is Standing.REPEALED
    assert statute("甲法").repealed_by == "《中华人民共和国丙法典》第六条"


@pytest.mark.parametrize(
    "rows",
    [
        # Without its day nobody can say since when it is no more.
        [*text("丙法典", "本法自公布之日起施行。《甲法》同时废止。"), *text("甲法", "附则。", "2014-04-24")],
        # A later text of the same title: 《国家安全法》 of 1993 was ended in 2014, that of 2015 was not.
        [*text("丙法典", CODE, "2026-03-12"), *text("甲法", "附则。", "2026-08-30")],
        [*text("丙法典", CODE, "2026-03-12"), *text("甲法", "本法自2026年9月1日起施行。", "2026-08-01")],
        # Only the last article ends anything.
        [*text("丙法典", CODE, "2026-03-12"), {"law": "丙法典", "date": "2026-03-12", "article": 7, "text": "附则。"}],
    ],
)
def test_what_is_not_surely_ended_stands(rows: list[dict[str, Any]]) -> None:
    brought(*text("甲法", "附则。", ""))
    assert brought(*rows).repealed == 0
    assert statute("甲法").repealed_on is None


def test_a_statute_that_was_repealed_before_its_text_came_in_gets_no_text_of_a_later_day() -> None:
    ended = acts.enter("甲法", articles={}, by=SYSTEM, at=AT)
    acts.repeal([ended], on=date(2026, 8, 15), by_title="丙法典", by=SYSTEM, at=AT)
    late = brought(*text("甲法", "附则。", "2026-08-15"))
    assert (late.left_out, late.articles) == ([("甲法", "库中载明自 2026-08-15 起已经废止。")], 0)
    assert brought(*text("甲法", "附则。", "2014-04-24")).articles == 6
    assert statute("甲法").repealed_on == date(2026, 8, 15)


def test_a_day_after_the_end_is_not_read_and_stands_in_nobodys_way() -> None:
    ended = acts.enter("甲法", articles={}, by=SYSTEM, at=AT)
    acts.repeal([ended], on=date(2024, 1, 1), by_title="丙法典", by=SYSTEM, at=AT)
    brought(*text("甲法", "附则。", "", since="2025-01-01"))
    brought(*text("甲法", CLOSING, "", count=7))
    assert day_of("甲法") == (None, "")


def test_only_the_last_article_of_a_text_in_the_library_ends_what_comes_in() -> None:
    after = {"law": "丙法典", "date": "2026-03-12", "article": 7, "text": "附则。"}
    brought(*text("丙法典", CODE, "2026-03-12"), after)
    assert brought(*text("甲法", "附则。", "2014-04-24")).repealed == 0


def test_a_text_in_the_library_ends_only_what_comes_in_now() -> None:
    """What a person left standing when the code came in is not ended by an import of something else."""
    acts.enter("丙法典", articles={(1, 0): CODE}, by=SYSTEM, at=AT)
    acts.enter("乙法", articles={}, by=SYSTEM, at=AT)
    assert brought(*text("甲法", "附则。", "2014-04-24")).repealed == 1
    assert statute("乙法").repealed_on is None


def test_the_rest_of_a_text_that_people_entered_by_its_day_of_passing_fills_it_up() -> None:
    passed = date(2023, 12, 29)
    acts.enter("甲法", articles={(1, 0): "第1条的话。"}, kept_as_of=passed, by=SYSTEM, at=AT)
    report = brought(*text("甲法", CLOSING))
    assert (report.articles, report.left_out) == (5, [])
    assert not Entry.objects.filter(kind="statute.amended").exists()


def test_what_a_person_stated_is_not_written_over_by_a_file() -> None:
    acts.enter("甲法", articles={}, from_on=date(1994, 7, 1), by=SYSTEM, at=AT)
    brought(*text("甲法", CLOSING, since="1995-01-01"))
    assert day_of("甲法") == (date(1994, 7, 1), DaySource.STATED)


def test_what_people_registered_as_repealed_is_left_as_they_wrote_it() -> None:
    brought(*text("甲法", "附则。", "2014-04-24"))
    acts.repeal([statute("甲法")], on=date(2026, 1, 1), by_title="《别的法》第九条", by=SYSTEM, at=AT)
    assert brought(*text("丙法典", CODE, "2026-03-12")).repealed == 0
    assert statute("甲法").repealed_by == "《别的法》第九条"


@pytest.mark.skipif(not NATIONAL.exists(), reason="the collection of statutes is kept beside the project")
def test_the_national_collection_brings_its_days_and_its_ends_with_it() -> None:
    found = collection(NATIONAL.read_bytes(), NATIONAL.name)
    report = acts.import_laws(found.editions, source=NATIONAL.name, sha256="d" * 64, by=SYSTEM, at=AT)
    sources = list(Statute.objects.order_by().values_list("from_source", flat=True))
    assert [sources.count(each) for each in ("article", "publication", "")] == [654, 276, 28]
    noise = statute("环境噪声污染防治法")
    assert (noise.repealed_on, noise.repealed_by) == (
        date(2022, 6, 5),
        "《中华人民共和国噪声污染防治法》第九十条",
    )
    assert report.repealed == Statute.objects.exclude(repealed_on=None).count() == 30
    assert statute("国家安全法").standing(TODAY) is Standing.IN_FORCE
    assert statute("增值税暂行条例").repealed_on == date(2026, 1, 1)
