"""What may be done to the library, what the ledger then has, and what the database refuses whoever asks."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM
from qingquan.statutes import acts
from qingquan.statutes.models import Alias, Article, Change, Statute
from qingquan.statutes.reading import find, resolve, texts
from qingquan.statutes.rules.citations import parse
from qingquan.statutes.words import BasisLevel, Fault, Standing

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
BEFORE, AMENDED = date(2026, 4, 30), date(2026, 5, 1)


def water(**changes: Any) -> Statute:
    """The water act with three articles."""
    usual: dict[str, Any] = {
        "articles": {
            (1, 0): "甲。",
            (2, 0): "乙。",
            (48, 0): "直接取水的，应当申领取水许可证。\n具体办法由国务院规定。",
        },
        "level": BasisLevel.LAW,
        "from_on": date(2002, 10, 1),
    }
    return acts.enter("中华人民共和国水法", **(usual | changes), by=SYSTEM, at=AT)


def amend(statute: Statute, **changes: Any) -> Change:
    """Article 48 anew, article 2 out, article 2之一 in."""
    usual: dict[str, Any] = {
        "texts": {(48, 0): "改写。", (2, 0): None, (2, 1): "新增。"},
        "on": AMENDED,
        "by_title": "关于修改《中华人民共和国水法》的决定",
    }
    return acts.amend(statute, **(usual | changes), by=SYSTEM, at=AT)


def said(text: str, on: date) -> str:
    """What a citation points at on a day."""
    (citation,) = parse(text)
    return resolve(citation, on).text


def test_each_article_says_on_each_day_what_it_said() -> None:
    amend(water())
    assert said("《水法》第四十八条第二款", BEFORE) == "具体办法由国务院规定。"
    assert said("《水法》第四十八条", AMENDED) == "改写。"
    assert said("《水法》第二条之一", AMENDED) == "新增。"
    assert (said("《水法》第二条", BEFORE), said("《水法》第二条", AMENDED)) == ("乙。", "")


def test_the_ledger_has_the_articles_an_amendment_touched() -> None:
    amend(water())
    entry = Entry.objects.get(kind="statute.amended")
    assert entry.subject == "水法"
    assert entry.facts == {
        "title": "中华人民共和国水法",
        "on": "2026-05-01",
        "by": "关于修改《中华人民共和国水法》的决定",
        "articles": [[2, 0], [2, 1], [48, 0]],
    }


def test_an_article_taken_out_is_missed_on_the_day_and_not_before() -> None:
    statute = water(articles={(n, 0): f"第{n}。" for n in range(1, 8)}, complete=True)
    acts.amend(statute, texts={(5, 0): None}, on=AMENDED, by_title="决定", by=SYSTEM, at=AT)
    (citation,) = parse("《水法》第五条")
    assert resolve(citation, BEFORE).fault is None
    found = resolve(citation, AMENDED)
    assert (found.fault, found.problem) == (Fault.NO_ARTICLE, "《中华人民共和国水法》当日没有第五条。")


def test_a_code_ends_several_statutes_at_once_and_each_is_news() -> None:
    water()
    old = [acts.enter(title, articles={(1, 0): "旧。"}, by=SYSTEM, at=AT) for title in ("环境保护法", "环境影响评价法")]
    acts.repeal(old, on=date(2026, 8, 15), by_title="《生态环境法典》第一千二百四十二条", by=SYSTEM, at=AT)
    told = Entry.objects.filter(kind="statute.repealed").order_by("id")
    assert [(entry.subject, entry.facts["on"], entry.facts["articles"]) for entry in told] == [
        ("环境保护法", "2026-08-15", None),
        ("环境影响评价法", "2026-08-15", None),
    ]
    (citation,) = parse("《环境保护法》第一条")
    assert resolve(citation, date(2026, 8, 14)).fault is None
    after = resolve(citation, date(2026, 8, 15))
    assert (after.fault, after.text) == (Fault.REPEALED, "旧。")
    standing = Statute.objects.standing(Standing.REPEALED, date(2026, 8, 15))
    assert standing.count() == 2
    assert Statute.objects.standing(Standing.IN_FORCE, date(2026, 8, 14)).count() == 3


def test_a_statute_to_come_is_not_yet_in_force() -> None:
    code = acts.enter("生态环境法典", articles={(1, 0): "新。"}, from_on=date(2026, 8, 15), by=SYSTEM, at=AT)
    assert code.standing(BEFORE) is Standing.NOT_YET
    assert list(Statute.objects.standing(Standing.NOT_YET, BEFORE)) == [code]
    assert said("《生态环境法典》第一条", BEFORE) == "新。"


@pytest.mark.parametrize(
    ("do", "why"),
    [
        (lambda s: acts.enter("《水法》", articles={}, by=SYSTEM, at=AT), "已是《中华人民共和国水法》"),
        (lambda s: acts.enter("水资源法", articles={}, by=SYSTEM, at=AT), "已是《中华人民共和国水法》"),
        (lambda s: acts.enter(" 《》 ", articles={}, by=SYSTEM, at=AT), "请写明法律文件的名称"),
        (lambda s: acts.enter("水" * 201, articles={}, by=SYSTEM, at=AT), "最多 200 个"),
        (lambda s: amend(s, by_title=" "), "哪一份文件修改"),
        (lambda s: amend(s, texts={}), "没有写明修改哪些条文"),
        (lambda s: amend(s, texts={(1, 0): "甲。"}), "没有修改"),
        (lambda s: [amend(s, texts={(48, 0): words}) for words in ("改。", "再改。")], "起已有条文"),
        (lambda s: acts.repeal([s], on=AMENDED, by_title="", by=SYSTEM, at=AT), "哪一份文件废止"),
        (lambda s: acts.repeal([], on=AMENDED, by_title="法典", by=SYSTEM, at=AT), "没有写明废止哪些"),
        (lambda s: acts.repeal([s], on=date(2001, 1, 1), by_title="法典", by=SYSTEM, at=AT), "不能更早"),
        (lambda s: acts.name_also(s, "水资源法", by=SYSTEM, at=AT), "已是"),
        (lambda s: acts.correct(texts(s, "1")[0], "甲。", reason="核对", by=SYSTEM, at=AT), "没有变化"),
        (lambda s: acts.correct(texts(s, "1")[0], "丁。", reason=" ", by=SYSTEM, at=AT), "更正的理由"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_changes_nothing(do: Callable[[Statute], object], why: str) -> None:
    statute = water()
    acts.name_also(statute, "水资源法", by=SYSTEM, at=AT)
    with pytest.raises(Refused, match=why):
        do(statute)
    assert Statute.objects.count() == 1


def test_a_repealed_statute_is_not_amended_and_not_repealed_again() -> None:
    statute = water()
    acts.repeal([statute], on=AMENDED, by_title="《甲法典》第九条", by=SYSTEM, at=AT)
    with pytest.raises(Refused, match="不能再修改"):
        amend(statute)
    with pytest.raises(Refused, match="已载明"):
        acts.repeal([statute], on=date(2027, 1, 1), by_title="《乙法典》", by=SYSTEM, at=AT)


def test_a_correction_keeps_the_wrong_words_in_the_ledger() -> None:
    (article,) = texts(water(), "1")
    corrected = acts.correct(article, "甲乙。", reason="与公报核对，漏一字", by=SYSTEM, at=AT)
    assert (corrected.text, corrected.corrections) == ("甲乙。", 1)
    facts = Entry.objects.get(kind="statute.corrected").facts
    assert (facts["article"], facts["was"]) == ("第一条", "甲。")


def test_an_alias_and_a_usual_short_form_find_the_statute() -> None:
    statute = water()
    acts.name_also(statute, "水资源法", by=SYSTEM, at=AT)
    assert find("水资源法") == find("《中华人民共和国水法》") == statute
    law = acts.enter("中华人民共和国环境影响评价法", articles={}, by=SYSTEM, at=AT)
    assert find("环评法") == law
    assert find("没有的法") is None


def test_what_is_known_of_a_statute_may_be_set_right() -> None:
    statute = acts.enter("某某办法", articles={}, by=SYSTEM, at=AT)
    assert (statute.rank, statute.level_guessed) == (BasisLevel.DEPT_RULE, True)
    known: dict[str, Any] = {
        "body": "国务院",
        "document_no": "国令第1号",
        "from_on": date(2020, 1, 1),
        "complete": False,
    }
    held = acts.describe(statute, level=BasisLevel.ADMIN_REGULATION, **known, by=SYSTEM, at=AT)
    assert (held.rank, held.level_guessed) == (BasisLevel.ADMIN_REGULATION, False)


@pytest.mark.parametrize(
    ("do", "constraint"),
    [
        (lambda s: Article.objects.create(statute=s, number=48, text="又说。", from_on=BEFORE), "one_thing_a_day"),
        (lambda s: s.articles.update(text="改写。"), "不能改写"),
        (lambda s: s.articles.update(from_on=BEFORE), "不能改写"),
        (lambda s: s.articles.all()[0].delete(), "不能删除"),
        (lambda s: s.delete(), "不能删除"),
        (lambda s: Statute.objects.create(key="水法", title="水法"), "unique"),
        (lambda s: Alias.objects.create(statute=s, name="水法", key="水法"), "名称或者简称"),
        (lambda s: Statute.objects.create(key="水资源法", title="水资源法"), "名称或者简称"),
        (lambda s: Statute.objects.update(repealed_on=AMENDED), "statute_repealed_by_something"),
        (lambda s: Statute.objects.update(repealed_on=date(1999, 1, 1), repealed_by="某"), "after_it_began"),
        (lambda s: Article.objects.create(statute=s, number=0, text="甲。"), "article_counts_from_one"),
        (lambda s: Statute.objects.create(key="", title="无"), "statute_has_a_key"),
    ],
)  # fmt: skip
def test_the_database_refuses_whoever_asks(do: Callable[[Statute], object], constraint: str) -> None:
    statute = water()
    acts.name_also(statute, "水资源法", by=SYSTEM, at=AT)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        do(statute)
