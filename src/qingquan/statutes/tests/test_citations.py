"""How officials write citations, read; the first part of the table is taken from published lists."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingquan.statutes.rules.citations import Citation, cite, parse
from qingquan.statutes.rules.names import key, nearest
from qingquan.statutes.rules.numbers import chinese, value

PERMITS = "国务院对确需保留的行政审批项目设定行政许可的决定"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("《水法》第99999条", ["第99999条"]),
        ("《水法》第0条", ["第0条"]),
        ("《水法》第〇条第一款", ["第〇条第一款"]),
        ("《水法》第四十八条第零款", ["第四十八条第零款"]),
        ("《水法》第④条", ["第④条"]),
        ("《水法》第Ⅳ条", ["第Ⅳ条"]),
        ("《水法》第٤٨条", ["第٤٨条"]),
        ("《水法》第肆拾捌条", ["第肆拾捌条"]),
        ("《水法》第廿条", ["第廿条"]),
        ("《水法》第 四 十 八 条", ["第 四 十 八 条"]),
        ("《水法》第-1条", ["第-1条"]),
        ("《水法》第XX条", ["第XX条"]),
        ("《水法》第四\u0301十八条", ["第四\u0301十八条"]),
        ("《水法》第一条至第99999条", ["第一条", "第99999条"]),
        ("《水法》第一条、第XX条，第三条", ["第一条", "第XX条"]),
        ("《水法》第一条第99999款", ["第一条", "第99999款"]),
        ("《水法》第" + "1" * 4000 + "条", ["第" + "1" * 19 + "……"]),
        # Words that only begin alike.
        ("《水法》第二批条例", [""]),
        ("《水法》第三方条件", [""]),
        ("《水法》第二章各条", [""]),
        ("《水法》第一条第三方条件", ["第一条"]),
        # What nobody sees is not there.
        ("《水\u200b法》第四十八\u200b条", ["第四十八条"]),
    ],
)
def test_what_is_meant_for_a_provision_and_cannot_be_read_is_never_taken_for_the_whole_statute(
    text: str, read: list[str]
) -> None:
    assert [each.place for each in parse(text)] == read
    (name, place) = text.split("》", 1)
    assert [each.place for each in cite(name, place)] == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # As lists of provinces, cities and counties have them.
        ("《中华人民共和国消防法》第六十条", ["《中华人民共和国消防法》第六十条"]),
        ("《营业性演出管理条例》第四十八条第二款", ["《营业性演出管理条例》第四十八条第二款"]),
        ("符合《中华人民共和国水法》（2016年修订）第十一条规定", ["《中华人民共和国水法》第十一条"]),
        (
            "《林木林地权属争议处理办法》第十五条  申请处理林权争议的，申请人应当提交《林木林地权属争议处理申请书》",
            ["《林木林地权属争议处理办法》第十五条"],
        ),
        ("原批准用海的人民政府可以依法收回。（《海域使用管理法》第三十条）", ["《海域使用管理法》第三十条"]),
        ("办理凭证|《勘察设计工程师管理规定》第十五条情形之一的证明", ["《勘察设计工程师管理规定》第十五条"]),
        ("《交通安全违法行为处理程序规定》第三条第一款 对违法行为", ["《交通安全违法行为处理程序规定》第三条第一款"]),
        ("依据《拘留所条例》第四章第二十六条拘留所保障被拘留人", ["《拘留所条例》第二十六条"]),
        ("依照《中华人民共和国无线电管理条例》第四十四条的规定", ["《中华人民共和国无线电管理条例》第四十四条"]),
        (
            "符合基层法律服务工作者管理办法（司法部令第138号）第六条： （一）拥护中华人民共和国宪法；",
            ["《基层法律服务工作者管理办法》（司法部令第138号）第六条"],
        ),
        ("港口危险货物安全管理规定第五十八条", ["《港口危险货物安全管理规定》第五十八条"]),
        (f"《{PERMITS}》附件第193项", [f"《{PERMITS}》附件第193项"]),
        (
            "《国家税务总局关于发布〈出口货物劳务增值税和消费税管理办法〉的公告》第五条第一项",
            ["《国家税务总局关于发布〈出口货物劳务增值税和消费税管理办法〉的公告》第五条第一项"],
        ),
        ("《事业单位登记管理暂行条例》第七条第一项", ["《事业单位登记管理暂行条例》第七条第一项"]),
        # Several provisions in one line.
        ("《水法》第十条、第十二条至第十四条", [f"《水法》第{n}条" for n in ("十", "十二", "十三", "十四")]),
        ("《水法》第十条第一款、第三款", ["《水法》第十条第一款", "《水法》第十条第三款"]),
        (
            "《水法》第十条第一款第一项、第二项、第二款",
            ["《水法》第十条第一款第一项", "《水法》第十条第一款第二项", "《水法》第十条第二款"],
        ),
        ("《水法》第十条第一、三款", ["《水法》第十条第一款", "《水法》第十条第三款"]),
        ("《水法》第七、八条和第十条", ["《水法》第七条", "《水法》第八条", "《水法》第十条"]),
        ("《水法》第7-9条", ["《水法》第七条", "《水法》第八条", "《水法》第九条"]),
        ("《水法》第一条到第三条", ["《水法》第一条", "《水法》第二条", "《水法》第三条"]),
        ("《水法》第三条第一款以及第五条", ["《水法》第三条第一款", "《水法》第五条"]),
        ("《水法》第四十八条规定、第六十九条的规定", ["《水法》第四十八条", "《水法》第六十九条"]),
        ("《水法》第四十八条：取水。依照本法第七条。\n第四十九条 用水", ["《水法》第四十八条", "《水法》第四十九条"]),
        ("《水法》第十条第（一）、（三）项", ["《水法》第十条第一项", "《水法》第十条第三项"]),
        ("《水法》第十条第一项至第三项", [f"《水法》第十条第{n}项" for n in "一二三"]),
        # Widths, digits, 之一, 目.
        ("《水法》第１０条第（２）款", ["《水法》第十条第二款"]),
        ("《水法》第十条第(二)项第3目", ["《水法》第十条第二项第三目"]),
        ("《刑法》第一百二十条之一第二款", ["《刑法》第一百二十条之一第二款"]),
        ("《刑法》第120条之一", ["《刑法》第一百二十条之一"]),
        ("《水法》第二十条第（2）项", ["《水法》第二十条第二项"]),
        ("《民法典》第一千零八十条", ["《民法典》第一千零八十条"]),
        ("《中华人民共和国民法典》婚姻家庭编第1080条", ["《中华人民共和国民法典》第一千零八十条"]),
        # Several statutes, and statutes named in other ways.
        ("《甲条例》第三条；《乙办法》第五条", ["《甲条例》第三条", "《乙办法》第五条"]),
        ("水法第七条和防洪法第八条", ["《水法》第七条", "《防洪法》第八条"]),
        ("依据环境影响评价法第16条第1款", ["《环境影响评价法》第十六条第一款"]),
        ("「行政许可法」第31条", ["《行政许可法》第三十一条"]),
        ("《水法》第七条，该法第四十八条", ["《水法》第七条", "《水法》第四十八条"]),
        ("《上海市实施《义务教育法》办法》第三条", ["《上海市实施〈义务教育法〉办法》第三条"]),
        ("《甲办法》（试行）第三条", ["《甲办法（试行）》第三条"]),
        (
            "《互联网上网服务营业场所管理条例》（国务院令第363号，2024年修订）第三十二条第（一）项、第(二)项",
            [f"《互联网上网服务营业场所管理条例》（国务院令第363号）第三十二条第{n}项" for n in "一二"],
        ),
        ("《关于优化环境的意见》（国办发〔2020〕24号）第三条", ["《关于优化环境的意见》（国办发〔2020〕24号）第三条"]),
        ("《娱乐场所管理条例》", ["《娱乐场所管理条例》"]),
        # No citation at all.
        ("按上级要求", []),
        ("第十五条", []),
        ("提交《变更申请表》和《企业承诺书》", []),
        ("依照本法第七条的规定办理", []),
        ("", []),
        ("《没有关上的书名号第三条", []),
    ],
)  # fmt: skip
def test_officials_writings_are_read(text: str, read: list[str]) -> None:
    assert [str(each) for each in parse(text)] == read


def test_a_range_that_nobody_means_is_read_as_its_ends() -> None:
    assert [each.article for each in parse("《民法典》第一条至第九百九十九条")] == [1, 999]


def test_a_name_and_its_provisions_may_stand_in_columns_of_their_own() -> None:
    first, second = cite("水法", "第七条、第四十八条第一款")
    assert (str(first), str(second)) == ("《水法》第七条", "《水法》第四十八条第一款")
    assert cite("水法", "") == (Citation("水法"),)


def test_what_was_read_is_kept_as_it_was_written() -> None:
    (found,) = parse("依据《水法》第４８条第（一）款办理")
    assert found.raw == "第４８条第（一）款"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("行政许可法", "中华人民共和国行政许可法", True),
        ("《公司法》（2023年修订）", "中华人民共和国公司法", True),
        ("上海市实施〈中华人民共和国义务教育法〉办法", "上海市实施《义务教育法》办法", True),
        ("中华人民共和国宪法修正案（1988年）", "中华人民共和国宪法修正案（1993年）", False),
        ("甲办法（试行）", "甲办法", False),
        ("水法", "水土保持法", False),
    ],
)
def test_titles_that_mean_the_same_statute_have_one_key(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


def test_the_nearest_title_is_suggested_or_none() -> None:
    keys = [key("中华人民共和国医师法"), "水法"]
    assert nearest(key("执业医师法"), keys) == "医师法"
    assert nearest(key("远洋渔业管理规定"), keys) is None


def test_a_run_of_digits_without_end_is_no_number() -> None:
    assert [each.place for each in parse("《水法》第" + "一" * 9000 + "条")] == ["第" + "一" * 19 + "……"]


@given(st.integers(1, 9999))
def test_numbers_are_read_as_they_are_written(number: int) -> None:
    assert value(chinese(number)) == number
    assert value(str(number)) == number


TITLES = st.text("水土林矿安全管理环境保护教育交通", min_size=2, max_size=12).map(lambda words: f"{words}条例")
PLACES = st.builds(
    lambda article, suffix, paragraph, item, subitem: Citation(
        "", "", article, suffix, paragraph, item, subitem if item else None
    ),
    st.integers(1, 1300),
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 20),
    st.none() | st.integers(1, 30),
    st.none() | st.integers(1, 9),
)
FULL = str.maketrans(string.digits + "()", "０１２３４５６７８９（）")


def written(citation: Citation, style: int) -> str:
    """A provision in one of the ways people write it: as statutes do, in digits, in full width, items in brackets."""
    if style == 0:
        return citation.place
    suffix = f"之{chinese(citation.suffix)}" if citation.suffix else ""
    text = f"第{citation.article}条{suffix}"
    for number, unit in ((citation.paragraph, "款"), (citation.item, "项"), (citation.subitem, "目")):
        if number:
            text += f"第({number}){unit}" if style == 2 else f"第{number}{unit}"
    return text.translate(FULL) if style == 3 else text


@given(TITLES, PLACES, st.sampled_from(["《{}》", "{}", "「{}」", "依据《{}》", "符合{}"]), st.integers(0, 3))
@settings(deadline=None)
def test_what_is_written_is_read_again(title: str, place: Citation, marks: str, style: int) -> None:
    (found,) = parse(marks.format(title) + written(place, style))
    assert found.name == title
    assert found.place == place.place


@given(TITLES, st.lists(PLACES, min_size=1, max_size=5, unique_by=lambda each: each.article), st.integers(0, 3))
@settings(deadline=None)
def test_several_provisions_in_one_line_are_read_one_by_one(title: str, several: list[Citation], style: int) -> None:
    found = parse(f"《{title}》" + "、".join(written(each, style) for each in several))
    assert [each.place for each in found] == [each.place for each in several]


@given(st.text(max_size=200) | st.text("《》「」第一二条款项目之至、（）()附件法令号 \n", max_size=80))
@settings(deadline=None, max_examples=300)
def test_no_text_breaks_the_reader(text: str) -> None:
    for each in parse(text):
        assert each.name
