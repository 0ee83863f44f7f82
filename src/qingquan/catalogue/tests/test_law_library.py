"""An item's bases against the law library, and which items a change of the law touches."""

from dataclasses import replace
from datetime import date

import pytest

from qingquan.catalogue import acts
from qingquan.catalogue.bases import library_view
from qingquan.catalogue.citing import items_citing
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.library import EMPTY_LIBRARY
from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.rules.problems import Gravity
from qingquan.catalogue.rules.validation_basis import itm_01, itm_02
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.tests.examples import LAW, REGULATION, TODAY, USCC, around, licence
from qingquan.catalogue.words import BasisLevel
from qingquan.law import Refused
from qingquan.people.models import SYSTEM
from qingquan.statutes import acts as library
from qingquan.statutes.models import Statute

pytestmark = pytest.mark.django_db
CODE_IN_FORCE = date(2026, 8, 15)
TEN = (
    "环境保护法",
    "环境影响评价法",
    "水污染防治法",
    "大气污染防治法",
    "土壤污染防治法",
    "固体废物污染环境防治法",
    "噪声污染防治法",
    "放射性污染防治法",
    "海洋环境保护法",
    "清洁生产促进法",
)


@pytest.fixture
def cast() -> Cast:
    return gather()


def entered(title: str, *numbers: int, level: BasisLevel | None = BasisLevel.LAW) -> Statute:
    """A statute that is in the library whole."""
    articles = {(number, 0): f"第{number}条的话。" for number in numbers}
    return library.enter(title, articles=articles, level=level, complete=True, by=SYSTEM, at=at())


def found(facts: VersionFacts, on: date = TODAY) -> list[tuple[str, Gravity, str]]:
    """What rules ITM-01 and ITM-02 say with the library as it is."""
    view = library_view(facts.legal_bases, on)
    problems = [*itm_01(facts, around(on=on, library=view)), *itm_02(facts, around(on=on, library=view))]
    return [(problem.code, problem.gravity, problem.words) for problem in problems]


def test_an_empty_library_blocks_nothing_and_says_so() -> None:
    assert found(licence()) == [("ITM-01", Gravity.WARNING, EMPTY_LIBRARY)]


def test_bases_that_the_library_has_are_found_without_a_word() -> None:
    entered("中华人民共和国水法", *range(1, 83))
    entered("取水许可和水资源费征收管理条例", *range(1, 59), level=BasisLevel.ADMIN_REGULATION)
    assert found(licence()) == []


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (replace(LAW, article="第九十九条"), "《中华人民共和国水法》最后一条是第八十二条，没有第九十九条。"),
        (replace(LAW, article="第四十八条第三款"), "《中华人民共和国水法》第四十八条只有1款，没有第三款。"),
    ],
)
def test_a_provision_that_is_not_there_is_named_and_alone_carries_nothing(basis: LegalBasis, words: str) -> None:
    entered("中华人民共和国水法", *range(1, 83))
    alone = found(licence(legal_bases=(basis,)))
    assert ("ITM-01", Gravity.WARNING, words) in alone
    assert ("ITM-01", Gravity.ERROR, "所列依据的条款在法规库中都找不到，请更正条款或者更新依据。") in alone
    beside = found(licence(legal_bases=(basis, REGULATION)))
    assert [gravity for code, gravity, _ in beside if code == "ITM-01"] == [Gravity.WARNING, Gravity.WARNING]


def test_a_statute_the_library_does_not_know_is_a_hint_with_the_nearest_title() -> None:
    entered("中华人民共和国水法", *range(1, 83))
    told = found(licence(legal_bases=(LAW, replace(REGULATION, name="水利法"))))
    assert told[0] == ("ITM-01", Gravity.WARNING, "法规库中没有《水利法》，名称最接近的是《中华人民共和国水法》。")
    assert not any(gravity is Gravity.ERROR for _, gravity, _ in told)


def test_a_repealed_basis_carries_nothing_from_that_day_on() -> None:
    law = entered("中华人民共和国水法", *range(1, 83))
    library.repeal([law], on=CODE_IN_FORCE, by_title="《某法典》第九条", by=SYSTEM, at=at())
    alone = licence(legal_bases=(LAW,))
    assert found(alone, date(2026, 8, 14)) == []
    told = found(alone, CODE_IN_FORCE)
    assert [gravity for _, gravity, _ in told] == [Gravity.ERROR, Gravity.WARNING]
    assert told[1][2] == "《中华人民共和国水法》自2026年8月15日起被《某法典》第九条废止。"


def test_the_rank_comes_from_the_library_and_not_from_the_form() -> None:
    entered("中华人民共和国水法", *range(1, 83))
    guessed = replace(LAW, level=BasisLevel.NORM_DOC, level_inferred=True)
    told = found(licence(legal_bases=(guessed,)))
    assert told == [
        (
            "ITM-02",
            Gravity.WARNING,
            "依据《中华人民共和国水法》填写的层级是“规范性文件”，法规库中是“法律”，按法规库判断，请更正。",
        )
    ]
    assert found(licence(legal_bases=(replace(LAW, level=None),))) == []


def test_a_rank_the_library_only_guesses_does_not_go_before_the_form() -> None:
    entered("某某管理办法", 1, level=None)
    stated = LegalBasis(name="某某管理办法", article="第一条", level=BasisLevel.ADMIN_REGULATION)
    assert [gravity for _, gravity, _ in found(licence(legal_bases=(stated,)))] == [Gravity.WARNING]


def test_an_item_without_a_basis_left_is_not_published(cast: Cast) -> None:
    version = cast.reviewed(legal_bases=(LAW,))
    law = entered("水法", *range(1, 83))
    library.repeal([law], on=date(2026, 2, 1), by_title="《某法典》第九条", by=SYSTEM, at=at())
    with pytest.raises(Refused, match="所列依据在 2026-03-02 均未施行或者已经失效"):
        acts.publish(version, from_on=TODAY, by=cast.government, at=at())


def published(cast: Cast, number: int, *bases: tuple[str, str]) -> ItemVersion:
    """An item in force that rests on these provisions."""
    base = f"0001{number:08d}"
    rows = tuple(LegalBasis(name=name, article=place, level=BasisLevel.LAW) for name, place in bases)
    return cast.published(code=f"{USCC}4{base}", base_code=base, name=f"事项{number}", legal_bases=rows)


def test_the_code_of_2026_touches_every_item_that_cites_one_of_the_ten(cast: Cast) -> None:
    """生态环境法典第一千二百四十二条, in force 2026-08-15, repealed ten statutes."""
    impact = published(cast, 1, ("环境影响评价法", "第二十二条第一款"), ("水法", "第七条"))
    waste = published(cast, 2, ("《中华人民共和国固体废物污染环境防治法》", "第八十条"))
    short = published(cast, 3, ("环评法", "第十六条"))
    published(cast, 4, ("水法", "第四十八条"))
    ten = [entered(f"中华人民共和国{title}", *range(1, 99)) for title in TEN]
    entered("中华人民共和国生态环境法典", 1, 1242)
    by_title = "《中华人民共和国生态环境法典》第一千二百四十二条"
    library.repeal(ten, on=CODE_IN_FORCE, by_title=by_title, by=SYSTEM, at=at(CODE_IN_FORCE))
    touched = {each.version.pk for title in TEN for each in items_citing(title, None, CODE_IN_FORCE)}
    assert touched == {impact.pk, waste.pk, short.pk}
    (citing,) = items_citing("固体废物污染环境防治法", None, CODE_IN_FORCE)
    assert [basis.article for basis in citing.bases] == ["第八十条"]
    told = [problem.words for problem in acts.problems_of(impact, CODE_IN_FORCE)]
    assert f"《中华人民共和国环境影响评价法》自2026年8月15日起被{by_title}废止。" in told


def test_an_amendment_touches_the_items_that_cite_its_articles(cast: Cast) -> None:
    whole = published(cast, 1, ("水法", ""))
    second = published(cast, 2, ("水法", "第四十八条第二款"))
    published(cast, 3, ("水法", "第七条"), ("防洪法", "第四十八条"))
    touched = items_citing("中华人民共和国水法", [(48, 0)], TODAY)
    assert {each.version.pk for each in touched} == {whole.pk, second.pk}
    assert items_citing("水法", [(48, 1)], TODAY)[0].version == whole
    assert items_citing("水法", None, date(2026, 3, 1)) == []


def test_an_alias_of_the_library_finds_its_items_as_well(cast: Cast) -> None:
    version = published(cast, 1, ("水资源管理法", "第七条"))
    library.name_also(entered("中华人民共和国水法", 7), "水资源管理法", by=SYSTEM, at=at())
    assert [each.version for each in items_citing("水法", [(7, 0)], TODAY)] == [version]
