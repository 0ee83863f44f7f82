"""A collection comes in: once, again, with newer editions, and beside what people entered by hand."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM
from qingquan.statutes import acts, search
from qingquan.statutes.acts import ImportReport
from qingquan.statutes.files import collection, levels_in
from qingquan.statutes.models import Article, Statute
from qingquan.statutes.reading import find, resolve
from qingquan.statutes.rules import names
from qingquan.statutes.rules.citations import parse
from qingquan.statutes.words import BasisLevel

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 3, 2)
LAWS = Path(__file__).parents[4].parent / "shared" / "data" / "laws"
OLD, NEW = "2016-07-02", "2025-12-01"


def row(article: int, text: str, **more: Any) -> dict[str, Any]:
    return {"law": "中华人民共和国水法", "date": OLD, "article": article, "suffix": "", "text": text, **more}


def edition(day: str, changed: int | None = None, count: int = 8) -> list[dict[str, Any]]:
    """A whole text of a day; one article may differ from the others."""
    return [row(n, f"第{n}条的话{'改了' if n == changed else ''}。", date=day) for n in range(1, count + 1)]


def brought(rows: list[dict[str, Any]]) -> ImportReport:
    raw = "\n".join(json.dumps(each, ensure_ascii=False) for each in rows).encode()
    found = collection(raw, "法规.jsonl")
    return acts.import_laws(found.editions, source="法规.jsonl", sha256="a" * 64, by=SYSTEM, at=AT)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.statutes, report.editions, report.articles, report.unchanged


def said(text: str, on: date) -> str:
    (citation,) = parse(text)
    return resolve(citation, on).text


def test_a_second_run_changes_nothing() -> None:
    assert counts(brought(edition(OLD))) == (1, 0, 8, 0)
    before = list(Article.objects.values_list("pk", "from_on", "until_on", "text"))
    assert counts(brought(edition(OLD))) == (0, 0, 0, 1)
    assert list(Article.objects.values_list("pk", "from_on", "until_on", "text")) == before


def test_two_editions_in_one_file_are_two_texts_by_day() -> None:
    assert counts(brought([*edition(NEW, changed=3), *edition(OLD)])) == (1, 1, 9, 0)
    assert said("《水法》第三条", date(2020, 1, 1)) == "第3条的话。"
    assert said("《水法》第三条", TODAY) == "第3条的话改了。"
    assert not Entry.objects.filter(kind="statute.amended").exists()


def test_a_newer_edition_of_a_known_statute_is_an_amendment_and_news() -> None:
    brought(edition(OLD))
    assert counts(brought(edition(NEW, changed=3, count=7))) == (0, 1, 1, 0)
    entry = Entry.objects.get(kind="statute.amended")
    assert (entry.facts["on"], entry.facts["articles"]) == (NEW, [[3, 0], [8, 0]])
    assert said("《水法》第八条", TODAY) == ""
    assert said("《水法》第八条", date(2020, 1, 1)) == "第8条的话。"


def test_an_older_edition_and_another_of_the_same_day_are_left_out_with_the_reason() -> None:
    brought(edition(NEW))
    assert brought(edition(OLD)).left_out == [("中华人民共和国水法", f"库中已有 {NEW} 的条文，这一份较早。")]
    assert brought(edition(NEW, changed=1)).left_out == [
        ("中华人民共和国水法", f"库中已有 {NEW} 的条文，同日的条文与它不同。")
    ]
    assert brought([each | {"date": ""} for each in edition(OLD)]).left_out[0][1].endswith("分不清先后。")
    acts.repeal([Statute.objects.get()], on=TODAY, by_title="某法典", by=SYSTEM, at=AT)
    assert brought(edition("2026-03-02", changed=2)).left_out[0][1] == "库中载明自 2026-03-02 起已经废止。"
    assert counts(brought(edition("2026-01-01", changed=2))) == (0, 1, 1, 0)


def test_what_people_entered_in_part_is_filled_up_and_not_written_over() -> None:
    day = date.fromisoformat(OLD)
    acts.enter("水法", articles={(1, 0): "第1条的话。", (2, 0): "手工录入。"}, kept_as_of=day, by=SYSTEM, at=AT)
    report = brought(edition(OLD))
    assert report.left_out == [("中华人民共和国水法", "第二条与库中的条文不同，保留库中的。")]
    assert said("《水法》第二条", TODAY) == "手工录入。"
    assert said("《水法》第八条", TODAY) == "第8条的话。"
    assert Statute.objects.get().complete


def test_an_undated_file_fills_up_what_is_incomplete() -> None:
    acts.enter("水法", articles={(1, 0): "第1条的话。"}, kept_as_of=date.fromisoformat(OLD), by=SYSTEM, at=AT)
    assert counts(brought([each | {"date": ""} for each in edition(OLD)])) == (0, 1, 7, 0)
    assert said("《水法》第八条", TODAY) == "第8条的话。"


def test_a_text_that_broke_off_is_never_called_whole() -> None:
    brought(edition(OLD, count=3))
    gaps = [row(n, "话。", law="有缺条的条例") for n in (1, 2, 3, 4, 5, 9)]
    brought(gaps)
    assert not Statute.objects.filter(complete=True).exists()


def test_ranks_come_from_the_file_then_from_an_index_and_are_guessed_last() -> None:
    rows = [
        row(1, "话。", law="甲办法", level="行政法规", body="国务院", document_no="国令第1号", since="2001-01-01"),
        row(1, "话。", law="乙办法"),
        row(1, "话。", law="丙办法"),
    ]
    found = collection("\n".join(map(json.dumps, rows)).encode(), "法规.jsonl")
    index = collection("title,category,date\n乙办法,行政法规,\n".encode(), "目录.csv")
    found.ranked(levels_in(index))
    acts.import_laws(found.editions, source="法规", sha256="b" * 64, by=SYSTEM, at=AT)
    ranks = Statute.objects.order_by("pk").values_list("level", "level_guessed")
    rule = BasisLevel.ADMIN_REGULATION.value
    assert list(ranks) == [(rule, False), (rule, False), (BasisLevel.DEPT_RULE.value, True)]
    first = Statute.objects.order_by("pk")[0]
    assert (first.body, first.document_no, first.from_on) == ("国务院", "国令第1号", date(2001, 1, 1))


def test_an_index_makes_titles_known_and_their_texts_may_follow() -> None:
    found = collection(f"title,category,date\n水法,经济法,{OLD}\n".encode(), "目录.csv")
    acts.import_laws(found.editions, source="目录", sha256="c" * 64, by=SYSTEM, at=AT)
    assert counts(brought(edition(OLD))) == (0, 1, 8, 0)
    statute = find("水法")
    assert statute is not None
    assert statute.rank is BasisLevel.LAW


def test_articles_are_found_by_two_characters_and_statutes_by_part_of_their_title() -> None:
    brought([*edition(OLD), row(1, "直接取水的，应当申领许可证。", law="取水许可和水资源费征收管理条例")])
    hits = search.find("取水", TODAY)
    assert [each.text for each in hits.articles] == ["直接取水的，应当申领许可证。"]
    assert [Statute.objects.get(pk=pk).short for pk in hits.statutes] == ["取水许可和水资源费征收管理条例"]
    assert search.find("水法第三条", TODAY).cited[0].text == "第3条的话。"
    assert search.find("？", TODAY) == search.Hits([], [], [])


def test_the_database_makes_the_same_key_as_the_rules() -> None:
    titles = [
        "中华人民共和国公司法（2023年修订）",
        "宪法修正案（1988年）",
        "上海市实施〈中华人民共和国义务教育法〉办法",
        " 《甲 办法》（试行） ",
        "中华人民共和国",
        "甲/乙条例（修正）",
        "水\u200b法\ufeff",
        "“引号”条例",
    ]
    with connection.cursor() as sql:
        sql.execute("SELECT statutes_key(title) FROM unnest(%s::text[]) AS given(title)", [titles])
        assert [made for (made,) in sql.fetchall()] == [names.key(title) for title in titles]


@pytest.mark.skipif(not LAWS.exists(), reason="the collection of statutes is kept beside the project")
def test_the_national_collection_comes_in_whole_and_only_once() -> None:
    file = LAWS / "national_articles.jsonl.gz"
    found = collection(file.read_bytes(), file.name)
    found.ranked(levels_in(collection((LAWS / "laws_index.csv").read_bytes(), "laws_index.csv")))
    assert (len(found.editions), found.broken) == (1025, [])
    report = acts.import_laws(found.editions, source=file.name, sha256="d" * 64, by=SYSTEM, at=AT)
    assert (report.statutes, report.editions, report.left_out) == (958, 67, [])
    again = acts.import_laws(found.editions, source=file.name, sha256="d" * 64, by=SYSTEM, at=AT)
    assert counts(again) == (0, 0, 0, 1025)
    last = resolve(parse("《行政许可法》第九十九条")[0], TODAY)
    assert last.problem == "《中华人民共和国行政许可法》最后一条是第八十三条，没有第九十九条。"
