"""Each rule on an item, broken once. Everything not named in a row is right."""

from datetime import date

import pytest

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import (
    Fee,
    LegalBasis,
    Material,
    Span,
    SpecialProcedure,
    Transfer,
)
from qingquan.catalogue.rules.problems import Gravity, Sibling
from qingquan.catalogue.rules.specifics import CoercionElements, PenaltyElements
from qingquan.catalogue.rules.validation import RULES, blocking, validate
from qingquan.catalogue.tests.examples import CODE, LAW, REGULATION, TODAY, USCC, around, licence
from qingquan.catalogue.words import (
    BasisLevel,
    BasisRole,
    CaseKind,
    CommitmentMode,
    ExcludedDomain,
    ExecutionKind,
    ExerciseLevel,
    LimitUnit,
    MaterialSource,
    PenaltyKind,
    PowerSource,
    PowerType,
    SubjectNature,
)

ERROR, GAP, WARNING = Gravity.ERROR, Gravity.GAP, Gravity.WARNING
DEED = Transfer(
    giver="清泉县林业局",
    receiver="某镇人民政府",
    scope="农村居民采伐自留山林木",
    authority="受理、审查、决定",
    valid_from=date(2026, 1, 1),
    valid_until=date(2028, 12, 31),
    deed="清林委〔2026〕1号",
    published_on=date(2026, 1, 5),
    published_at="县政府网站",
)


def changed(transfer: Transfer, **what: object) -> Transfer:
    kept = {name: getattr(transfer, name) for name in Transfer.__slots__}
    return Transfer(**{**kept, **what})


def penalty(**changes: object) -> VersionFacts:
    usual: dict[str, object] = {
        "code": "PENALTY-1",
        "base_code": "",
        "power_type": PowerType.PENALTY,
        "penalty": PenaltyElements(kinds=(PenaltyKind.FINE,), hearing_threshold_fen=1_000_000),
    }
    return licence(**{**usual, **changes})


def coercion(**changes: object) -> VersionFacts:
    usual: dict[str, object] = {
        "code": "COERCION-1",
        "base_code": "",
        "power_type": PowerType.COERCION,
        "legal_bases": (LAW,),
        "coercion": CoercionElements(own_power=True),
    }
    return licence(**{**usual, **changes})


def codes(facts: VersionFacts, **surroundings: object) -> list[tuple[str, Gravity, str]]:
    return [(problem.code, problem.gravity, problem.where) for problem in validate(facts, around(**surroundings))]


def test_a_right_licence_has_no_problem() -> None:
    assert validate(licence(), around()) == ()


def test_there_are_eighteen_rules() -> None:
    assert list(RULES) == [f"ITM-{n:02}" for n in range(1, 19)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"legal_bases": ()}, ("ITM-01", GAP, "legal_bases"), id="no basis"),
        pytest.param(
            {"legal_bases": (LegalBasis(name="旧法", article="第一条", level=BasisLevel.LAW,
                                        effective_until=date(2025, 12, 31)),)},
            ("ITM-01", ERROR, "legal_bases"), id="basis no longer in force"),
        pytest.param(
            {"legal_bases": (LegalBasis(name="新法", article="第一条", level=BasisLevel.LAW,
                                        effective_from=date(2026, 3, 3)),)},
            ("ITM-01", ERROR, "legal_bases"), id="basis in force from tomorrow"),
        pytest.param({"legal_bases": (LAW, LegalBasis(name="水法", level=BasisLevel.LAW))},
                     ("ITM-01", WARNING, "legal_bases[1].article"), id="basis without article"),
        pytest.param({"legal_bases": (LegalBasis(name="某通知", article="第一条", level=BasisLevel.NORM_DOC),)},
                     ("ITM-02", ERROR, "legal_bases"), id="licence by a notice"),
        pytest.param({"legal_bases": (LegalBasis(name="某通知", article="第一条"),)},
                     ("ITM-02", GAP, "legal_bases[0].level"), id="rank not stated"),
        pytest.param({"legal_bases": (LegalBasis(name="水法", article="第七条", level=BasisLevel.LAW,
                                                 level_inferred=True),)},
                     ("ITM-02", WARNING, "legal_bases[0].level"), id="rank guessed"),
        pytest.param({"legal_bases": (LegalBasis(name="某办法", article="第一条", level=BasisLevel.DEPT_RULE,
                                                 role=BasisRole.ELABORATES),)},
                     ("ITM-02", ERROR, "legal_bases"), id="licence only elaborated"),
        pytest.param({"legal_bases": (REGULATION,)}, ("ITM-02", WARNING, "legal_bases"), id="licence by regulation"),
        pytest.param({"promise": Span(46)}, ("ITM-03", ERROR, "promise"), id="promise longer"),
        pytest.param({"legal_limit": Span(1, LimitUnit.MONTH)}, ("ITM-03", ERROR, "promise"), id="month"),
        pytest.param({"case_kind": CaseKind.INSTANT, "deliver_days": 0, "max_review_levels": 1,
                      "special_procedures": ()},
                     ("ITM-04", ERROR, "promise"), id="instant with a promise"),
        pytest.param({"case_kind": CaseKind.INSTANT, "promise": Span(0), "max_review_levels": 1, "deliver_days": 0},
                     ("ITM-04", ERROR, "special_procedures"), id="instant that stops its clock"),
        pytest.param({"case_kind": CaseKind.INSTANT, "promise": Span(0), "special_procedures": (),
                      "deliver_days": 0},
                     ("ITM-04", ERROR, "max_review_levels"), id="instant reviewed twice"),
        pytest.param({"case_kind": CaseKind.INSTANT, "promise": Span(0), "special_procedures": (),
                      "max_review_levels": 1},
                     ("ITM-04", ERROR, "deliver_days"), id="instant delivered later"),
        pytest.param({"max_review_levels": 3}, ("ITM-05", ERROR, "max_review_levels"), id="three reviews"),
        pytest.param({"materials": (Material(name="其他相关材料", basis="x", source=MaterialSource.APPLICANT,
                                             accept_standard="x"),)},
                     ("ITM-06", ERROR, "materials[0].name"), id="catch-all material"),
        pytest.param({"materials": (Material(name="申请书等相关材料", basis="x", source=MaterialSource.APPLICANT,
                                             accept_standard="x"),)},
                     ("ITM-06", ERROR, "materials[0].name"), id="catch-all at the end"),
        pytest.param({"materials": (Material(name="申请书", basis="x", source=MaterialSource.APPLICANT),)},
                     ("ITM-06", GAP, "materials"), id="material without standard"),
        pytest.param({"materials": (Material(name="营业执照", basis="x", source=MaterialSource.GOVERNMENT,
                                             accept_standard="x", shared=True),)},
                     ("ITM-07", GAP, "materials[0].data_interface"), id="shareable material asked for"),
        pytest.param({"fees": (Fee(name="申请书工本费", basis=LAW, listed_as="1"),)},
                     ("ITM-08", ERROR, "fees[0]"), id="fee for a form"),
        pytest.param({"fees": (Fee(name="评审费", listed_as="1"),)},
                     ("ITM-08", GAP, "fees[0].basis"), id="fee without basis"),
        pytest.param({"fees": (Fee(name="评审费", listed_as="1", basis=LegalBasis(
                         name="某省条例", article="第一条", level=BasisLevel.LOCAL_REGULATION)),)},
                     ("ITM-08", ERROR, "fees[0].basis"), id="fee by local regulation"),
        pytest.param({"fees": (Fee(name="评审费", listed_as="1", basis=LegalBasis(
                         name="国务院决定", article="第一条", level=BasisLevel.SC_DECISION)),)},
                     ("ITM-08", ERROR, "fees[0].basis"), id="licence fee by decision"),
        pytest.param({"fees": (Fee(name="水资源费", basis=REGULATION),)},
                     ("ITM-08", GAP, "fees[0].listed_as"), id="fee not on the list"),
        pytest.param({"subject_nature": SubjectNature.ENTRUSTED}, ("ITM-09", GAP, "transfer"), id="no deed"),
        pytest.param({"power_source": PowerSource.DEVOLVED}, ("ITM-09", GAP, "transfer"), id="no decision"),
        pytest.param({"power_source": PowerSource.ENTRUSTED_PEER, "transfer": changed(DEED, valid_until=None)},
                     ("ITM-09", GAP, "transfer.valid_until"), id="deed without period"),
        pytest.param({"power_source": PowerSource.ENTRUSTED_PEER,
                      "transfer": changed(DEED, valid_until=date(2026, 3, 1))},
                     ("ITM-09", ERROR, "transfer.valid_until"), id="deed run out"),
        pytest.param({"power_source": PowerSource.ENTRUSTED_PEER, "transfer": changed(DEED, receiver_is_organ=False)},
                     ("ITM-09", ERROR, "transfer.receiver"), id="licence entrusted to a company"),
        pytest.param({"enter_centre": False, "single_window_place": "县城东路 2 号"},
                     ("ITM-10", GAP, "not_enter_reason"), id="outside the centre, no reason"),
        pytest.param({"enter_centre": False, "not_enter_reason": "场地特殊"},
                     ("ITM-10", GAP, "single_window_place"), id="outside the centre, no window"),
        pytest.param({"commitment": CommitmentMode.COMMITMENT, "excluded_domains": (ExcludedDomain.PUBLIC_SAFETY,)},
                     ("ITM-11", ERROR, "commitment"), id="promise in an excluded domain"),
        pytest.param({"code": f"11990101000001011A{CODE[18:]}"}, ("ITM-13", ERROR, "code"), id="code's check digit"),
        pytest.param({"organ_uscc": "11990101000001011A"}, ("ITM-13", ERROR, "organ_uscc"), id="organ's check digit"),
        pytest.param({"base_code": "000119001001"}, ("ITM-13", ERROR, "base_code"), id="another base code"),
        pytest.param({"base_code": "12"}, ("ITM-13", ERROR, "base_code"), id="no base code"),
        pytest.param({"exercise_levels": (ExerciseLevel.CITY,)}, ("ITM-13", ERROR, "exercise_levels"), id="level"),
        pytest.param({"code": "编码 1"}, ("ITM-13", ERROR, "code"), id="no code at all"),
        pytest.param({"code": "51200007001006-511602000000-000-11990101000001011C-1-00"},
                     ("ITM-13", ERROR, "region"), id="another county's code"),
        pytest.param({"power_type": PowerType.REWARD}, ("ITM-13", ERROR, "power_type"), id="type in the code"),
        pytest.param({"special_procedures": (SpecialProcedure(name="检测", formula="x", notice_template="x"),)},
                     ("ITM-14", GAP, "special_procedures[0].basis"), id="procedure without basis"),
        pytest.param({"special_procedures": (SpecialProcedure(name="检测", basis="x", notice_template="x"),)},
                     ("ITM-14", GAP, "special_procedures[0].limit"), id="procedure without days"),
        pytest.param({"special_procedures": (SpecialProcedure(name="检测", basis="x", limit=Span(5)),)},
                     ("ITM-14", GAP, "special_procedures[0].notice_template"), id="procedure without notice"),
        pytest.param({"procedure_sha256": ""}, ("ITM-15", GAP, "procedure_sha256"), id="no flowchart"),
        pytest.param({"process_text": "先受理，后审查"}, ("ITM-15", ERROR, "process_text"), id="told twice"),
        pytest.param({"refuse_conditions": ""}, ("ITM-16", GAP, "refuse_conditions"), id="no grounds of refusal"),
        pytest.param({"supervise_phones": ()}, ("ELM", GAP, "supervise_phones"), id="no supervision phone"),
        pytest.param({"materials": ()}, ("ELM", GAP, "materials"), id="no materials"),
        pytest.param({"promise": None}, ("ELM", GAP, "promise"), id="no promise"),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_found_where_it_is(changes: dict[str, object], expected: tuple[str, Gravity, str]) -> None:
    assert codes(licence(**changes)) == [expected]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (penalty(penalty=PenaltyElements(kinds=(PenaltyKind.FINE,))),
         ("ITM-16", GAP, "penalty.hearing_threshold_fen")),
        (penalty(legal_bases=(LegalBasis(name="某办法", article="第一条", level=BasisLevel.CITY_RULE),),
                 penalty=PenaltyElements(kinds=(PenaltyKind.REVOKE_PERMIT,), hearing_threshold_fen=1)),
         ("ITM-02", ERROR, "legal_bases")),
        (penalty(power_source=PowerSource.DEVOLVED, transfer=DEED),
         ("ITM-09", ERROR, "transfer.decided_by_province")),
        (coercion(coercion=None), ("ITM-16", GAP, "coercion.own_power")),
        (coercion(coercion=CoercionElements(own_power=False, executions=(ExecutionKind.SUBSTITUTE,))),
         ("ITM-16", ERROR, "coercion.executions")),
        (coercion(power_source=PowerSource.ENTRUSTED_PEER, transfer=DEED), ("ITM-09", ERROR, "transfer")),
    ],
)  # fmt: skip
def test_ex_officio_powers_have_their_own_needs(facts: VersionFacts, expected: tuple[str, Gravity, str]) -> None:
    assert codes(facts) == [expected]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(penalty(), id="penalty"),
        pytest.param(coercion(), id="coercion"),
        pytest.param(coercion(coercion=CoercionElements(own_power=False)), id="execution through the court"),
        pytest.param(licence(max_review_levels=3, review_exception="清府函〔2026〕3号"), id="approved exception"),
        pytest.param(licence(power_source=PowerSource.ENTRUSTED_PEER, transfer=DEED), id="entrusted to a town"),
        pytest.param(
            penalty(power_source=PowerSource.DEVOLVED, transfer=changed(DEED, decided_by_province=True)),
            id="handed to a town by the province",
        ),
        pytest.param(
            licence(
                commitment=CommitmentMode.COMMITMENT,
                excluded_domains=(ExcludedDomain.PUBLIC_SAFETY,),
                commitment_basis="《消防法》第十五条",
            ),
            id="commitment by a law itself",
        ),
        pytest.param(licence(fees=(Fee(name="水资源费", basis=REGULATION, listed_as="SW-01"),)), id="listed fee"),
        pytest.param(licence(materials=(), no_materials=True), id="nothing to hand in"),
        pytest.param(
            licence(
                case_kind=CaseKind.INSTANT,
                promise=None,
                special_procedures=(),
                max_review_levels=1,
                deliver_days=0,
            ),
            id="instant",
        ),
    ],
)
def test_what_the_law_allows_is_not_held_up(facts: VersionFacts) -> None:
    assert codes(facts) == []


def test_the_same_power_twice_at_one_organ_is_found() -> None:
    other = Sibling("OTHER", "000119001000", USCC, "")
    assert codes(licence(), siblings=(other,)) == [("ITM-12", ERROR, "base_code")]


@pytest.mark.parametrize(
    "other",
    [
        Sibling(CODE, "000119001000", USCC, ""),
        Sibling("OTHER", "000119001000", USCC, "02"),
        Sibling("OTHER", "000119001000", "91350100M000100Y43", ""),
    ],
    ids=["itself", "another handling item", "another organ"],
)
def test_what_only_looks_like_the_same_power_is_not(other: Sibling) -> None:
    assert codes(licence(), siblings=(other,)) == []


def test_an_organ_renamed_and_recoded_must_recode_its_items() -> None:
    assert codes(licence(), organ_uscc="91350100M000100Y43") == [("ITM-13", ERROR, "organ_uscc")]
    recoded = licence(organ_uscc="91350100M000100Y43")
    assert codes(recoded, organ_uscc="91350100M000100Y43") == [("ITM-13", ERROR, "code")]


def test_a_county_organ_cannot_hold_a_provincial_code() -> None:
    assert codes(licence(), organ_level=ExerciseLevel.PROVINCE) == [("ITM-13", ERROR, "code")]


def test_the_flowchart_and_the_list_must_tell_the_same_levels() -> None:
    assert codes(licence(), procedure_review_levels=1) == [("ITM-15", ERROR, "max_review_levels")]
    assert ("ITM-05", ERROR, "max_review_levels") in codes(licence(), procedure_review_levels=3)


def test_what_another_room_will_hold_is_said_and_does_not_block() -> None:
    found = validate(penalty(), around(risk_points=None, discretion_tables=None))
    assert [(problem.code, problem.gravity) for problem in found] == [("ITM-16", WARNING), ("ITM-17", WARNING)]
    assert blocking(found) == ()
    assert [p.code for p in blocking(validate(penalty(), around(risk_points=0, discretion_tables=0)))] == [
        "ITM-16",
        "ITM-17",
    ]


def test_public_services_need_no_risk_points() -> None:
    service = licence(code="SERVICE-1", base_code="", power_type=PowerType.PUBLIC_SERVICE)
    assert codes(service, risk_points=None) == []


def test_an_approval_that_is_no_licence_cannot_be_published() -> None:
    legacy = licence(code="OLD-1", base_code="", power_type=PowerType.NON_LICENCE_APPROVAL_LEGACY)
    problems = validate(legacy, around())
    assert [problem.code for problem in blocking(problems) if problem.gravity is ERROR] == ["ITM-18"]


def test_an_unsorted_row_asks_for_its_type() -> None:
    generic = licence(code="X-1", base_code="", power_type=PowerType.GENERIC)
    assert codes(generic) == [("ELM", GAP, "power_type")]


def test_every_problem_says_what_is_wrong_and_what_to_do() -> None:
    found = validate(VersionFacts(power_type=PowerType.LICENCE), around())
    assert len(found) > 15
    assert [str(problem) for problem in found if not problem.words.endswith(("。", "？"))] == []
    assert str(found[0]).startswith("ELM ")


def test_the_day_decides_whether_a_basis_is_in_force() -> None:
    basis = LegalBasis(name="水法", article="第七条", level=BasisLevel.LAW, effective_from=TODAY)
    facts = licence(legal_bases=(basis,))
    assert codes(facts) == []
    assert codes(facts, on=date(2026, 3, 1)) == [("ITM-01", ERROR, "legal_bases")]
