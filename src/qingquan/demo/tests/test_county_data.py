"""The made-up county holds together, and every provision its powers rest on is a real one."""

import gzip
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from qingquan.catalogue.rules.problems import Surroundings
from qingquan.catalogue.rules.validation import blocking, validate
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.clock import national_calendar
from qingquan.demo.county.citations import chinese, number
from qingquan.demo.county.elements import elements
from qingquan.demo.county.forms import schema
from qingquan.demo.county.powers import Basis, Item, Statute
from qingquan.demo.reading import County, read_county
from qingquan.papers.forms import Form
from qingquan.people.rules.identity import parse_identity_number
from qingquan.places.rules import parse_region, parse_uscc
from qingquan.places.words import DivisionLevel, HallLevel, Role, SettlementKind, WindowKind
from qingquan.procedures.rules.checking import check
from qingquan.procedures.rules.layout import lay_out
from qingquan.procedures.rules.stages import stages_of
from qingquan.procedures.rules.writing import write

LIBRARY = Path(__file__).resolve().parents[5] / "shared/data/laws/national_articles.jsonl.gz"
needs_library = pytest.mark.skipif(not LIBRARY.exists(), reason="needs the library of statutes beside the checkout")

ADOPTED_SINCE = {"社会救助法"}
"""Statutes younger than the library, read from their published text."""
REPEALED_BY_THE_CODE = {
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
}
COUNTY = read_county()
APPLIED = [item for item in COUNTY.items if item.on_application]
every_item = pytest.mark.parametrize("item", COUNTY.items, ids=lambda item: item.key)
every_applied = pytest.mark.parametrize("item", APPLIED, ids=lambda item: item.key)


@pytest.fixture
def county() -> County:
    return COUNTY


def test_the_county_has_its_organs_towns_villages_and_powers(county: County) -> None:
    assert (len(county.organs), len(county.towns), len(list(county.villages))) == (22, 13, 40)
    assert (len(county.persons), len(county.firms)) == (40, 25)
    assert len(county.items) >= 62
    assert sum(item.power_type == "01" for item in county.items) >= 40


def test_all_five_catalogues_have_something_to_publish(county: County) -> None:
    kinds = [PowerType.from_code(item.power_type) for item in county.items]
    published = {kind.catalogue.value for kind in kinds if kind}
    assert published == {"licence_approval", "penalty", "collection", "coercion", "other"}


def test_every_organ_with_an_approval_office_decides_something(county: County) -> None:
    approving = {organ.key for organ in county.organs if organ.approval_office}
    assert {item.organ for item in APPLIED} == approving


def test_every_role_is_taken_by_some_post(county: County) -> None:
    assert {post.role for post in county.posts} == set(Role)


def test_towns_and_villages_are_of_the_kind_their_names_say(county: County) -> None:
    endings = {SettlementKind.STREET: "街道", SettlementKind.TOWN: "镇", SettlementKind.TOWNSHIP: "乡"}
    for town in county.towns:
        code = parse_region(town.code)
        assert code.level is DivisionLevel.TOWN
        assert code.kind is not None
        assert town.name.endswith(endings[code.kind])
    for village in county.villages:
        kind = parse_region(village.code).kind
        assert kind is (
            SettlementKind.RESIDENTS_COMMITTEE if village.name.endswith("社区") else SettlementKind.VILLAGERS_COMMITTEE
        )


def test_credit_codes_are_right_and_of_the_county_that_does_not_exist(county: County) -> None:
    for organ in county.organs:
        assert (parse_uscc(organ.uscc).category, parse_uscc(organ.uscc).region) == ("机关", "990101")
    for firm in county.firms:
        assert (parse_uscc(firm.uscc).category, parse_uscc(firm.uscc).region) == ("企业", "990101")


def test_nobody_in_the_county_can_be_a_real_person(county: County) -> None:
    for person in county.persons:
        read = parse_identity_number(person.id_number, on=date(2026, 6, 1))
        assert read.region == "990101"
        assert read.age(date(2026, 6, 1)) >= 18
    for phone in [each.phone for each in county.persons] + [each.phone for each in county.firms]:
        assert re.fullmatch(r"1990000\d{4}", phone)


def test_a_citizen_and_a_firm_can_sign_in(county: County) -> None:
    assert [each.username for each in county.persons if each.username] == ["demo.citizen"]
    assert [each.username for each in county.firms if each.username] == ["demo.firm"]


def test_halls_and_windows_are_of_the_kinds_there_are(county: County) -> None:
    assert Counter(hall.level for hall in county.halls) == {
        HallLevel.COUNTY: 1,
        HallLevel.TOWN: 13,
        HallLevel.VILLAGE: 40,
    }
    assert {window.kind for hall in county.halls for window in hall.windows} == set(WindowKind)
    (centre,) = [hall for hall in county.halls if hall.level == "county"]
    assert len(centre.windows) == 20
    assert sum(window.kind == "integrated" for window in centre.windows) == 3


def test_the_desk_is_handed_over_from_one_day_to_the_next(county: County) -> None:
    (before,) = county.holders_of("shuili.handler", date(2026, 8, 31))
    (after,) = county.holders_of("shuili.handler", date(2026, 9, 1))
    assert before.username != after.username


@every_item
def test_the_code_is_the_organs_credit_code_the_level_and_the_base_code(item: Item, county: County) -> None:
    assert item.code == county.organ(item.organ).uscc + "4" + item.base_code
    assert len(item.code) == 31


@every_item
def test_the_catalogue_finds_nothing_wrong_but_the_procedure_not_yet_bound(item: Item, county: County) -> None:
    organ = county.organ(item.organ)
    around = Surroundings(
        on=item.published_from or date(2026, 1, 5),
        calendar=national_calendar(),
        organ_uscc=organ.uscc,
        organ_region=county.code,
        organ_level=ExerciseLevel.COUNTY,
        risk_points=1,
        discretion_tables=1,
        procedure_review_levels=item.review_levels,
    )
    found = blocking(validate(elements(county, item), around))
    assert {problem.code for problem in found} == ({"ITM-15"} if item.on_application else set())


@every_applied
def test_the_procedure_drawn_from_the_stages_may_be_published(item: Item) -> None:
    diagram = lay_out(stages_of([stage.row() for stage in item.stages]), item.name)
    assert item.promise is not None
    assert not check(write(diagram), promised_working_days=item.promise.days, max_review_levels=2)


@every_applied
def test_the_form_can_be_asked(item: Item) -> None:
    form = Form.from_schema(schema(item.name, item.form))
    assert [field.name for field in form.fields] == [field.key for field in item.form]


@every_applied
def test_the_form_is_a_schema_and_unknown_answers_do_not_fit_it(item: Item) -> None:
    form = schema(item.name, item.form)
    jsonschema.Draft202012Validator.check_schema(form)
    assert not jsonschema.Draft202012Validator(form).is_valid({"unasked": "answer"})


def test_a_question_with_a_condition_is_asked_of_those_it_concerns(county: County) -> None:
    form = Form.from_schema(schema("取水许可", county.item("water_abstraction").form))
    aquifer = next(field for field in form.fields if field.name == "aquifer")
    assert aquifer.when is not None
    assert aquifer.when.holds({"water_kind": "地表水和地下水"})
    assert not aquifer.when.holds({"water_kind": "地表水"})


def test_no_power_rests_on_a_statute_that_the_environment_code_repealed(county: County) -> None:
    assert not REPEALED_BY_THE_CODE & {statute.short for statute in county.statutes}


def test_every_statute_kept_is_cited(county: County) -> None:
    kept = Counter({statute.short: len(statute.articles) for statute in county.statutes})
    assert len(kept) > 60
    assert {basis.statute.short for item in county.items for basis in item.bases} <= set(kept)


@every_applied
def test_the_limit_stands_in_the_article_it_is_taken_from(item: Item, county: County) -> None:
    limit = item.legal
    assert limit is not None
    if limit.parameter or not limit.days:
        return
    text = article_of(county, limit.cite)
    figure = f"{chinese(limit.days)}|{limit.days}"
    unit = {"WD": "个?(?:工作日|日)", "CD": "日", "M": "个月"}[limit.unit]
    assert re.search(f"(?:{figure}){unit}", text), f"{limit.cite}：{text}"


def article_of(county: County, cite: str) -> str:
    found = re.fullmatch(r"《(.+)》(第[一二三四五六七八九十百千零]+条).*", cite)
    assert found
    statutes = {statute.short: statute for statute in county.statutes}
    return Basis(statute=statutes[found[1]], article=found[2], role="sets_up").text


@needs_library
@pytest.mark.parametrize("statute", COUNTY.statutes, ids=lambda statute: statute.short)
def test_every_article_says_what_the_library_of_statutes_says(statute: Statute) -> None:
    if statute.short in ADOPTED_SINCE:
        assert statute.title not in library()
        return
    texts = library()[statute.title]
    newest = max(texts)
    for article, text in statute.articles.items():
        assert text.rstrip("\n") == texts[newest][number(article[1:-1])]
    assert newest in {statute.version.isoformat(), ""}


@cache
def library() -> dict[str, dict[str, dict[int, str]]]:
    """Article by number, by the day of the text, by title."""
    found: dict[str, dict[str, dict[int, str]]] = {}
    with gzip.open(LIBRARY, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if not row["suffix"]:
                text = re.sub(r"\n+", "\n", row["text"]).strip()
                found.setdefault(row["law"], {}).setdefault(row["date"], {})[row["article"]] = text
    return found
