"""Finding items by what people call them."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.parts import Material
from qingquan.catalogue.search import Filters, find
from qingquan.catalogue.tests.cast import Cast, gather
from qingquan.catalogue.tests.examples import TODAY
from qingquan.catalogue.words import PowerType
from qingquan.matching.grams import query, terms


@pytest.fixture
def shelf(db: None) -> None:
    for n, (name, elements) in enumerate(
        [
            ("取水许可", {"materials": [{"name": "建设项目水资源论证报告书"}]}),
            ("取水许可证延续", {}),
            ("临时取水备案", {"aliases": ["打井报备"]}),
            ("建筑工程施工许可证核发", {"accept_conditions": "已经办理用地批准手续，取水口以外另行办理"}),
            ("CT 机 配置许可", {"themes": ["医疗卫生"]}),
            ("排污许可", {"results": [{"name": "排污许可证"}]}),
            ("水取之路许可", {}),
        ]
    ):
        item = Item.objects.create(code=f"S-{n}", name=name, power_type="licence" if n < 5 else "other_power")
        ItemVersion.objects.create(item=item, number=1, name=name, elements=elements, digest="x")


def names(asked: str, filters: Filters | None = None, limit: int = 20) -> list[str]:
    return [version.name for version in find(asked, filters, limit)]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("取水", ["取水许可", "取水许可证延续", "临时取水备案", "建筑工程施工许可证核发"]),
        ("取水许可", ["取水许可", "取水许可证延续"]),
        ("水资源", ["取水许可"]),
        ("打井", ["临时取水备案"]),
        ("用地批准", ["建筑工程施工许可证核发"]),
        ("ct", ["CT 机 配置许可"]),
        ("ＣＴ机", ["CT 机 配置许可"]),
        ("医疗卫生", ["CT 机 配置许可"]),
        ("排污 许可", ["排污许可"]),
        ("许可 取水", ["取水许可", "取水许可证延续"]),
        ("井", ["临时取水备案"]),
        ("污", ["排污许可"]),
        ("备", ["临时取水备案"]),
        ("案", ["临时取水备案"]),
        ("没有这样的事项", []),
        ("", []),
        ("，。!'\\:*&|", []),
    ],
)
def test_two_characters_are_enough_and_names_come_first(asked: str, found: list[str]) -> None:
    assert names(asked) == found


@pytest.mark.usefixtures("shelf")
def test_the_limit_and_the_type_are_kept() -> None:
    assert names("许可", limit=2) == ["取水许可", "排污许可"]
    assert names("许可", Filters(power_type=PowerType.OTHER_POWER)) == ["排污许可", "水取之路许可"]
    assert names("许可", Filters(online=True)) == []


def test_the_public_finds_what_is_in_force_and_the_desk_the_newest_version(db: None) -> None:
    cast: Cast = gather()
    first = cast.published(materials=(), no_materials=True)
    cast.next_version(first, materials=(*cast.facts().materials, Material(
        name="水资源论证表", basis="x", source=cast.facts().materials[0].source, accept_standard="x")))  # fmt: skip
    assert [version.number for version in find("取水", Filters(on=TODAY))] == [1]
    assert [version.number for version in find("取水")] == [2]
    assert find("论证表", Filters(on=TODAY)) == []
    assert [version.number for version in find("论证表", Filters(organ_id=cast.water.pk))] == [2]
    assert find("取水", Filters(organ_id=cast.forest.pk)) == []


@pytest.mark.parametrize(
    ("asked", "cut"),
    [
        ("取水许可", ["取水", "水许", "许可"]),
        ("取", ["取*"]),
        ("CT机", ["ct*", "机*"]),
        ("取水 取水", ["取水"]),
        ("４G", ["4g*"]),
        ("'; DROP", ["drop*"]),
        ("", []),
    ],
)
def test_a_question_is_cut_into_pairs(asked: str, cut: list[str]) -> None:
    assert terms(asked) == cut


def test_a_pasted_page_is_no_query_of_thousands_of_terms() -> None:
    assert len(terms("".join(chr(0x4E00 + n) for n in range(5000)))) == 40


@pytest.mark.django_db
@given(st.text(alphabet="取水许可证 AB12，。'\\&|!():*<>", max_size=30))
def test_the_database_cuts_texts_as_questions_are_cut(text: str) -> None:
    asked = query(text)
    with connection.cursor() as sql:
        sql.execute("SELECT catalogue_grams(%s) @@ coalesce(nullif(%s, ''), '''x''')::tsquery", [text, asked])
        (holds,) = sql.fetchone()
    assert holds is bool(asked)
