"""A version's elements: the same elements, the same digest; what is stored comes back."""

import json
from dataclasses import replace
from datetime import date

import pytest

from qingquan.catalogue.rules.canonical import labels_of
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Fee, LegalBasis, Result, ServicePlace, Span, Transfer
from qingquan.catalogue.rules.specifics import CoercionElements, PenaltyElements
from qingquan.catalogue.tests.examples import REGULATION, TODAY, licence
from qingquan.catalogue.words import LimitUnit, MeasureKind, PenaltyKind, PowerType, ResultKind
from qingquan.law import Refused

FULL = licence(
    fees=(Fee(name="水资源费", basis=REGULATION),),
    transfer=Transfer(giver="县政府", valid_from=TODAY),
    penalty=PenaltyElements(kinds=(PenaltyKind.FINE,), hearing_threshold_fen=1_000_000),
    coercion=CoercionElements(measures=(MeasureKind.SEAL,), own_power=False),
    visits_max=0,
)


@pytest.mark.parametrize("facts", [VersionFacts(), licence(), FULL], ids=["empty", "licence", "everything"])
def test_elements_survive_being_stored(facts: VersionFacts) -> None:
    stored = json.dumps(facts.to_json(), ensure_ascii=False)
    assert VersionFacts.from_json(json.loads(stored)) == facts


def test_defaults_are_not_stored_so_a_new_field_changes_no_old_digest() -> None:
    assert VersionFacts(name="取水许可").to_json() == {"name": "取水许可"}


def test_no_days_and_nought_days_are_different_elements() -> None:
    assert "visits_max" in FULL.to_json()
    assert replace(FULL, visits_max=None).sha256 != FULL.sha256


def test_the_digest_depends_on_elements_and_not_on_the_way_they_were_given() -> None:
    turned = dict(reversed(list(FULL.to_json().items())))
    assert VersionFacts.from_json(turned).sha256 == FULL.sha256
    assert len(FULL.sha256) == 64
    assert replace(FULL, name="取水许可证").sha256 != FULL.sha256


@pytest.mark.parametrize(
    ("plain", "why"),
    [
        ({"nmae": "x"}, "不认识的字段：nmae"),
        ({"name": 3}, r"VersionFacts.name"),
        ({"visits_max": True}, "visits_max"),
        ({"power_type": "licens"}, "power_type"),
        ({"power_type": 1}, "power_type"),
        ({"legal_bases": "《水法》"}, "legal_bases"),
        ({"legal_bases": [{"effective_from": "2026-02-30"}]}, r"legal_bases\[0\].effective_from"),
        ({"legal_limit": {"unit": "WD"}}, "缺少字段：n"),
        ({"legal_limit": []}, "legal_limit"),
        ([], "VersionFacts"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_its_field(plain: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        VersionFacts.from_json(plain)


def test_every_element_has_a_chinese_name() -> None:
    labels = labels_of(VersionFacts)
    assert [name for name, label in labels.items() if label == name] == []
    assert len(set(labels.values())) == len(labels)


def test_a_span_is_read_as_people_say_it() -> None:
    assert [str(Span(20)), str(Span(90, LimitUnit.CALENDAR_DAY))] == ["20个工作日", "90个自然日"]
    assert [str(Span(2, LimitUnit.MONTH)), str(Span(1, LimitUnit.YEAR))] == ["2个月", "1年"]


def test_a_row_without_a_name_is_known_by_what_it_has() -> None:
    assert [Result(name="证").key, Result(kind=ResultKind.APPROVAL).key] == ["证", "批文"]
    assert [ServicePlace(name="一窗", address="东路").key, ServicePlace(address="东路").key] == ["一窗", "东路"]


def test_a_basis_is_in_force_from_its_first_to_its_last_day() -> None:
    basis = LegalBasis(name="某法", effective_from=date(2020, 1, 1), effective_until=date(2026, 3, 2))
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2026, 3, 2), date(2026, 3, 3)]
    assert [basis.in_force(day) for day in days] == [False, True, True, False]
    assert LegalBasis(name="某法").in_force(date(1950, 1, 1))


def test_types_know_how_their_cases_begin() -> None:
    assert PowerType.LICENCE.on_application
    assert not PowerType.PENALTY.on_application
    assert not PowerType.PUBLIC_SERVICE.is_power
    assert PowerType.from_code("20") is PowerType.PUBLIC_SERVICE
    assert PowerType.from_label("行政裁决") is PowerType.ADJUDICATION
    assert PowerType.from_code("") is None
    assert [each for each in PowerType if not each.catalogue.label] == []
