"""Citations against a small library: what is found, and which part is named when it is not."""

from datetime import date

import pytest

from qingquan.statutes.models import Article, Statute
from qingquan.statutes.reading import find, resolve_many
from qingquan.statutes.rules.citations import parse
from qingquan.statutes.rules.names import key
from qingquan.statutes.words import Fault

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def kept(title: str, texts: dict[int, str], **more: object) -> Statute:
    """A statute with its articles."""
    statute = Statute.objects.create(
        key=key(title), title=title, complete=True, **({"from_source": "stated"} if "from_on" in more else {}), **more
    )
    Article.objects.bulk_create(Article(statute=statute, number=n, text=text) for n, text in texts.items())
    return statute


@pytest.mark.parametrize(
    ("text", "fault", "words"),
    [
        ("《水法》第二条", None, ""),
        ("《水法》第九条", Fault.BEYOND_LAST, "《中华人民共和国水法》最后一条是第二条，没有第九条。"),
        ("《水法》第一条第三款", Fault.NO_PARAGRAPH, "《中华人民共和国水法》第一条只有2款，没有第三款。"),
        ("《水法》第二条第五项", Fault.NO_ITEM, "《中华人民共和国水法》第二条只有2项，没有第五项。"),
        ("《水土法》第二条", Fault.UNKNOWN, "法规库中没有《水土法》，名称最接近的是《中华人民共和国水法》。"),
        ("《水\u200b法》第二条", None, ""),
        ("《水法》第XX条", Fault.UNREAD, "读不懂“第XX条”，请写成第四十八条第一款第二项的样子。"),
        ("《水法》第0条", Fault.UNREAD, "读不懂“第0条”，请写成第四十八条第一款第二项的样子。"),
        (
            "《环境保护法》第XX条",
            Fault.REPEALED,
            "《中华人民共和国环境保护法》自2026年1月1日起被《甲法典》第九条废止。",
        ),
        (
            "《环境保护法》第一条",
            Fault.REPEALED,
            "《中华人民共和国环境保护法》自2026年1月1日起被《甲法典》第九条废止。",
        ),
        ("《甲法典》第一条", Fault.NOT_YET, "《甲法典》自2026年8月15日起施行，2026年3月1日尚未施行。"),
    ],
)
def test_a_citation_says_which_part_of_it_is_not_there(text: str, fault: Fault | None, words: str) -> None:
    kept("中华人民共和国水法", {1: "甲。\n乙。", 2: "下列：\n（一）丙；\n（二）丁。"})
    kept("中华人民共和国环境保护法", {1: "旧。"}, repealed_on=date(2026, 1, 1), repealed_by="《甲法典》第九条")
    kept("甲法典", {1: "新。"}, from_on=date(2026, 8, 15))
    (found,) = resolve_many(parse(text), DAY)
    assert (found.fault, found.problem) == (fault, words)
    assert found.wrong is (fault not in (None, Fault.UNKNOWN))


def test_the_words_of_the_part_are_given() -> None:
    kept("中华人民共和国水法", {2: "下列：\n（一）丙；\n（二）丁。"})
    (found,) = resolve_many(parse("水法第二条第（二）项"), DAY)
    assert found.text == "（二）丁。"
    assert find("《水法》") == found.statute
