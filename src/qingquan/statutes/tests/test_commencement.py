"""What a last article says of its beginning and of what it ends: cases as the collections write them."""

import gzip
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from qingquan.statutes.files import collection
from qingquan.statutes.rules import names
from qingquan.statutes.rules.commencement import Commencement, commencement
from qingquan.statutes.rules.lines import Edition

NATIONAL = Path(__file__).parents[4].parent / "shared" / "data" / "laws" / "national_articles.jsonl.gz"

# Days in force as the law room of this program and other sources state them, independent of the collection.
KNOWN = {
    "行政许可法": "2004-07-01",
    "民法典": "2021-01-01",
    "水法": "2002-10-01",
    "行政强制法": "2012-01-01",
    "噪声污染防治法": "2022-06-05",
    "城乡规划法": "2008-01-01",
    "道路交通安全法": "2004-05-01",
    "防洪法": "1998-01-01",
    "公务员法": "2019-06-01",
    "个人信息保护法": "2021-11-01",
    "数据安全法": "2021-09-01",
    "网络安全法": "2017-06-01",
    "取水许可和水资源费征收管理条例": "2006-04-15",
    "优化营商环境条例": "2020-01-01",
    "政府信息公开条例": "2019-05-15",
    "立法法": "2000-07-01",
}


def said(text: str, title: str = "某法") -> Commencement:
    return commencement(title, {(1, 0): "为了……。", (9, 0): text})


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本法自2004年7月1日起施行。", date(2004, 7, 1)),
        ("本法自2004年1月1日起施行，《中华人民共和国居民身份证条例》同时废止。", date(2004, 1, 1)),
        ("本规定自２０１３年１月１日起施行，依照《丙法》新设定的制度自２０１３年７月１日起施行。", date(2013, 1, 1)),
        ("本规范自2009年1月1 日起实施。", date(2009, 1, 1)),
        ("本条例自一九九二年九月三十日起施行。", date(1992, 9, 30)),
        ("本条例自一九九○年八月一日起施行。", date(1990, 8, 1)),
        ("本规定自二○○四年十月一日起施行。", date(2004, 10, 1)),
        ("本法由全国人民代表大会通过，自1984年10月1日起施行。", date(1984, 10, 1)),
        ("本法（原称《中国人民解放军现役军官服役条例》）自1989年1月1日起施行。", date(1989, 1, 1)),
        ("本实施细则自2004年11月1日起施行。", date(2004, 11, 1)),
        ("本规定从1986年7月1日起施行。", date(1986, 7, 1)),
        ("本条例于2007年9月1日起施行。", date(2007, 9, 1)),
        ("本法自1986年10月1日施行。", date(1986, 10, 1)),
        ("本规定自1999年4月1日起执行。", date(1999, 4, 1)),
        ("本法自2024年7月1日起施行。\n本法施行前已登记设立的公司，应当逐步调整。", date(2024, 7, 1)),
        ("本办法由水利部负责解释。\n本办法自2020年5月1日起施行。", date(2020, 5, 1)),
        # Without doubt only: no day, half a day, a day that is none, two days, another text's day.
        ("本法自公布之日起施行。", None),
        ("本法自公布之日起三十日后施行。", None),
        ("本条例自1985年度起施行。", None),
        ("本法自2004年2月30日起施行。", None),
        ("本法自0004年7月1日起施行。", None),
        ("本法自2004年7月1日起施行。\n本法自2005年7月1日起施行。", None),
        ("依照本法在2012年1月1日以前领取的证件，自2013年1月1日起停止使用。", None),
        ("《水法》自2002年10月1日起施行。", None),
        ("本法第三条自2004年7月1日起施行。", None),
        ("本法自2004年7月1日起施行的具体步骤，由国务院规定。", None),
        ("本办法由国务院规定。", None),
        ("", None),
    ],
)
def test_the_day_is_read_where_the_last_article_leaves_no_doubt(text: str, day: date | None) -> None:
    assert said(text).day == day


@pytest.mark.parametrize(
    ("text", "says_so"),
    [
        ("本法自公布之日起施行。", True),
        ("本实施细则自发布之日起施行。", True),
        ("本条例自修订发布之日起施行。", True),
        ("本规定从发布之日起施行。", True),
        ("本法自2004年7月1日起施行。", False),
        ("证书自公布之日起失效。", False),
    ],
)
def test_that_a_text_begins_when_it_is_made_public_is_told_as_such(text: str, says_so: bool) -> None:
    assert said(text).says_so is says_so


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("本法自2021年1月1日起施行。《婚姻法》、《继承法》、《民法通则》同时废止。", ("婚姻法", "继承法", "民法通则")),
        ("本法自2013年7月1日起施行。《甲法》和《乙法》同时废止。", ("甲法", "乙法")),
        ("本法自2024年12月1日起施行，《丙条例》同时废止。", ("丙条例",)),
        (
            "本法自2008年1月1日起施行。1991年4月9日第七届全国人民代表大会第四次会议通过的《甲法》和1993年12月13日国务院发布的"
            "《乙暂行条例》同时废止。",
            ("甲法", "乙暂行条例"),
        ),
        ("自本法施行之日起，《甲法》即行废止。", ("甲法",)),
        ("2008年8月17日发布的《丁规定》（公安部令第104号）同时废止。", ("丁规定",)),
        # The same title before: an older text of its own.
        ("1995年10月28日国务院发布的《中华人民共和国某法》同时废止。", ()),
        # Parts of a text, what was made under it, what only contradicts: no whole text ends.
        ("1997年国务院发布的《甲条例》中关于反倾销的规定同时废止。", ()),
        ("《甲条例》第五条同时废止。", ()),
        ("依据《甲法》，《乙办法》同时废止。", ()),
        ("根据《甲法》制定的《乙办法》同时废止。", ()),
        ("《甲条例》除第三条外同时废止。", ()),
        ("以前的规定，凡与本法抵触的，同时废止。", ()),
        ("依照《甲条例》领取的证件同时废止。", ()),
        ("《甲法》继续有效。", ()),
    ],
)
def test_what_a_text_ends_is_read_where_the_whole_of_it_ends(text: str, ends: tuple[str, ...]) -> None:
    assert said(text, "中华人民共和国某法").ends == ends


def test_only_the_last_article_is_asked_and_an_empty_text_says_nothing() -> None:
    texts = {(3, 0): "本法自2004年7月1日起施行。", (4, 0): "附则。", (3, 2): "别的。"}
    assert commencement("某法", texts) == Commencement((4, 0))
    assert commencement("某法", {}) == Commencement()


@pytest.mark.parametrize(
    ("passed", "closing", "begins", "by_passing"),
    [
        ("2023-12-29", "本法自2024年7月1日起施行。", date(2024, 7, 1), False),
        ("2018-10-26", "本法自2006年1月1日起施行。", date(2018, 10, 26), True),
        ("2021-06-10", "本法自2021年6月10日起施行。", date(2021, 6, 10), False),
        ("2018-10-26", "本法自公布之日起施行。", date(2018, 10, 26), True),
    ],
)
def test_a_text_begins_on_its_own_day_unless_it_was_amended_since(
    passed: str, closing: str, begins: date, by_passing: bool
) -> None:
    edition = Edition("某法", date.fromisoformat(passed), articles={(9, 0): closing})
    assert (edition.begins, edition.begins_by_passing) == (begins, by_passing)


@pytest.fixture(scope="module")
def national() -> dict[str, list[Edition]]:
    """The national collection by statute."""
    if not NATIONAL.exists():
        pytest.skip("the national collection is not beside this checkout")
    found: dict[str, list[Edition]] = defaultdict(list)
    for edition in collection(gzip.decompress(NATIONAL.read_bytes()), NATIONAL.name).editions:
        found[names.key(edition.title)].append(edition)
    return found


def test_the_real_collection_decides_two_statutes_of_three(national: dict[str, list[Edition]]) -> None:
    decided = {key for key, several in national.items() if any(each.starts.day for each in several)}
    says_so = {key for key, several in national.items() if any(each.starts.says_so for each in several)} - decided
    assert (len(national), len(decided), len(says_so)) == (958, 654, 276)


def test_the_days_read_are_those_that_others_verified(national: dict[str, list[Edition]]) -> None:
    read = {}
    for name in KNOWN:
        days = [each.starts.day for each in national.get(name, ()) if each.starts.day]
        read[name] = min(days).isoformat() if days else ""
    assert read == KNOWN


def test_no_day_read_is_before_the_state_nor_long_after_the_passing(national: dict[str, list[Edition]]) -> None:
    for several in national.values():
        for each in several:
            if each.starts.day:
                assert each.starts.day >= date(1949, 10, 1)
                assert not each.day or (each.starts.day - each.day).days < 400
