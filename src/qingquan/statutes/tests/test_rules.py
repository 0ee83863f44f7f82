"""The library's rules on values alone: parts of an article, texts pasted, lines of files, amendments."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingquan.law import Refused
from qingquan.places.words import Role
from qingquan.statutes.files import collection, levels_in
from qingquan.statutes.rules.anatomy import pointed_at
from qingquan.statutes.rules.authority import check_imports, check_keeps
from qingquan.statutes.rules.citations import parse
from qingquan.statutes.rules.levels import stated_level
from qingquan.statutes.rules.lines import Broken, json_lines
from qingquan.statutes.rules.texts import Unreadable, articles_in, changes_in
from qingquan.statutes.rules.timeline import Number, Text, amended, whole
from qingquan.statutes.words import BasisLevel, Fault

ARTICLE = (
    "公司登记事项包括：\n（一）名称；\n（二）下列住所：\n1.主要办事机构；\n2．经营场所；\n（三）注册资本。\n应当公示。"
)
DAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("place", "says", "fault", "words"),
    [
        ("第三十二条", ARTICLE, None, ""),
        ("第三十二条第二款", "应当公示。", None, ""),
        ("第三十二条第一款第三项", "（三）注册资本。", None, ""),
        ("第三十二条第三项", "（三）注册资本。", None, ""),
        ("第三十二条第一款第二项第2目", "2．经营场所；", None, ""),
        ("第三十二条第三款", "", Fault.NO_PARAGRAPH, "只有2款，没有第三款"),
        ("第三十二条第一款第九项", "", Fault.NO_ITEM, "只有3项，没有第九项"),
        ("第三十二条第二款第一项", "", Fault.NO_ITEM, "没有分项，找不到第一项"),
        ("第三十二条第一款第二项第7目", "", Fault.NO_SUBITEM, "只有2目，没有第七目"),
        ("第三十二条第一款第一项第1目", "", Fault.NO_SUBITEM, "没有分目，找不到第一目"),
    ],
)
def test_the_part_cited_is_pointed_at_or_missed(place: str, says: str, fault: Fault | None, words: str) -> None:
    (citation,) = parse(f"《公司法》{place}")
    found = pointed_at(citation, ARTICLE)
    assert (found.text, found.fault, found.words) == (says, fault, words)


def test_an_item_brings_what_hangs_below_it() -> None:
    (citation,) = parse("《公司法》第三十二条第二项")
    assert pointed_at(citation, ARTICLE).text == "（二）下列住所：\n1.主要办事机构；\n2．经营场所；"


def test_a_pasted_statute_comes_apart_into_articles() -> None:
    text = (
        "水法\n目录\n第一章 总则\n第一条　为了合理开发。\n第二条 本法所称水资源：\n（一）地表水；\n"
        "第二章 规划\n第二条之一 新增。"
    )
    assert articles_in(text) == {(1, 0): "为了合理开发。", (2, 0): "本法所称水资源：\n（一）地表水；", (2, 1): "新增。"}


def test_words_that_only_mention_an_article_do_not_begin_one() -> None:
    assert articles_in("第七条 依照\n第八条第一款的规定办理。") == {(7, 0): "依照\n第八条第一款的规定办理。"}


@pytest.mark.parametrize(
    ("text", "trouble"), [("第一条 甲\n第一条 乙", "第一条出现了两次"), ("第一条\n第二条 乙", "第一条没有内容")]
)
def test_a_pasted_text_that_contradicts_itself_is_told(text: str, trouble: str) -> None:
    with pytest.raises(Unreadable, match=trouble):
        articles_in(text)


def test_an_amendment_takes_articles_out() -> None:
    assert changes_in("第一条 新的。\n第二条 （删除）\n第三条 删去。") == {(1, 0): "新的。", (2, 0): None, (3, 0): None}


def test_an_amendment_ends_one_text_and_begins_another() -> None:
    texts = [Text((1, 0), "旧。", pk=7), Text((2, 0), "不变。", pk=8), Text((3, 0), "去掉。", pk=9)]
    plan = amended(texts, {(1, 0): "新。", (2, 0): "不变。", (3, 0): None, (4, 0): "增加。", (5, 0): None}, DAY)
    assert plan.ends == {7: date(2026, 4, 30), 9: date(2026, 4, 30)}
    assert plan.begins == (Text((1, 0), "新。", DAY), Text((4, 0), "增加。", DAY))
    assert plan.touched == ((1, 0), (3, 0), (4, 0))


@pytest.mark.parametrize("begun", [DAY, date(2026, 6, 1)])
def test_an_article_is_not_given_other_words_on_a_day_it_already_has_words_for(begun: date) -> None:
    with pytest.raises(Refused, match="起已有条文"):
        amended([Text((1, 0), "旧。", begun, pk=1)], {(1, 0): "新。"}, DAY)


EDITIONS = st.dictionaries(st.tuples(st.integers(1, 6), st.just(0)), st.sampled_from(["甲", "乙", "丙"]), max_size=6)


@given(st.lists(EDITIONS, min_size=1, max_size=6))
def test_on_every_day_the_library_says_what_the_edition_of_that_day_said(editions: list[dict[Number, str]]) -> None:
    texts = [Text(number, words, pk=at) for at, (number, words) in enumerate(editions[0].items(), 1)]
    days = [date(2000 + year, 1, 1) for year in range(len(editions))]
    for day, edition in zip(days[1:], editions[1:], strict=True):
        plan = amended(texts, whole(texts, edition, day), day)
        texts = [
            Text(text.number, text.text, text.from_on, plan.ends.get(text.pk or 0, text.until_on), text.pk)
            for text in texts
        ]
        texts += [
            Text(text.number, text.text, text.from_on, None, len(texts) + at) for at, text in enumerate(plan.begins, 1)
        ]
    for day, edition in zip(days, editions, strict=True):
        assert {text.number: text.text for text in texts if text.applies(day)} == edition


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "不是一行完整的 JSON"),
        ("[1]", "不是一条记录"),
        ('{"law": "水法", "article": 1}', "没有条文"),
        ('{"article": 1, "text": "甲"}', "没有法律文件名称"),
        ('{"law": "《》", "article": 1, "text": "甲"}', "没有法律文件名称"),
        (json.dumps({"law": "水" * 201, "article": 1, "text": "甲"}), "最多 200 个"),
        (json.dumps({"law": "水法", "article": 1, "text": "甲" * 60_001}), "最多 60000 个"),
        ('{"law": "水法", "article": 0, "text": "甲"}', "不是 1 到 9999"),
        ('{"law": "水法", "article": true, "text": "甲"}', "不是 1 到 9999"),
        ('{"law": "水法", "article": 1, "suffix": "又一", "text": "甲"}', "之二"),
        ('{"law": "水法", "article": 1, "date": "2026年", "text": "甲"}', "2026-08-15"),
        ('{"law": "水法", "article": ' + "9" * 5000 + ', "text": "甲"}', "JSON"),
    ],
)
def test_a_broken_line_says_what_is_wrong_with_it(line: str, why: str) -> None:
    (found,) = json_lines([line])
    assert isinstance(found, Broken)
    assert why in found.why


def test_lines_that_say_the_same_again_are_one_and_contradictions_are_told() -> None:
    line = {"law": "水法", "date": "2016-07-02", "article": 1, "suffix": "", "text": "甲。"}
    rows = [line, line, line | {"text": "乙。"}, line | {"article": "二", "suffix": "之一"}]
    found = collection("\n".join(json.dumps(row) for row in rows).encode(), "水法.jsonl")
    (edition,) = found.editions
    assert edition.articles == {(1, 0): "甲。", (2, 1): "甲。"}
    assert [(each.line, each.why) for each in found.broken] == [
        (3, "《水法》同一条在文件中有两种条文，以先出现的为准。")
    ]


def test_an_index_states_ranks_and_skips_what_is_no_statute() -> None:
    found = collection(
        "title,category,date\n_index,宪法,\n水法,经济法,2016-07-02\n某某说明,其他,\n".encode(), "目录.csv"
    )
    assert levels_in(found) == {"水法": BasisLevel.LAW}
    assert [edition.title for edition in found.editions] == ["水法", "某某说明"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "文件是空的"),
        (b"\x1f\x8bbroken", "已经损坏"),
        ("水法".encode("gb18030"), "UTF-8"),
        (b"{}\n", "第 1 行"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(raw: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        collection(raw, "法规.jsonl")


@pytest.mark.parametrize(
    ("word", "level"),
    [("行政法规", BasisLevel.ADMIN_REGULATION), ("law", BasisLevel.LAW), ("社会法", BasisLevel.LAW), ("其他", None)],
)
def test_a_stated_rank_is_read_by_any_of_its_names(word: str, level: BasisLevel | None) -> None:
    assert stated_level(word) is level


def test_the_legal_office_keeps_the_library_and_others_do_not() -> None:
    check_keeps(Role.LEGAL_OFFICE_REVIEWER, "录入法律文件")
    check_imports(Role.SYSTEM_ADMIN)
    check_imports("")
    with pytest.raises(Refused, match="司法局审核员"):
        check_keeps(Role.SYSTEM_ADMIN, "录入法律文件")
    with pytest.raises(Refused, match="系统管理员"):
        check_imports(Role.HANDLER)
