"""What lies beside a rule and is allowed: each row takes away one condition of a rule, and the rule is silent."""

from datetime import date

import pytest

from qingquan.catalogue.rules.basis_level import judge, verbs_of
from qingquan.catalogue.rules.codes import CodeScheme, parse_item_code
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Fee, LegalBasis, Material, Span, Transfer
from qingquan.catalogue.rules.problems import Gravity
from qingquan.catalogue.rules.specifics import CoercionElements, PenaltyElements
from qingquan.catalogue.rules.validation import validate
from qingquan.catalogue.tests.examples import LAW, REGULATION, TODAY, around, licence
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
    MeasureKind,
    PenaltyKind,
    PowerSource,
    PowerType,
    SubjectNature,
    Verdict,
)

DECISION = LegalBasis(name="国务院某决定", article="第一条", level=BasisLevel.SC_DECISION)
LOCAL = LegalBasis(name="某省某条例", article="第一条", level=BasisLevel.LOCAL_REGULATION)
NOTICE = LegalBasis(name="某通知", article="第一条", level=BasisLevel.NORM_DOC)
FINE = PenaltyElements(kinds=(PenaltyKind.FINE,), hearing_threshold_fen=1_000_000)


def other(power_type: PowerType, **changes: object) -> VersionFacts:
    usual: dict[str, object] = {"code": "OTHER-1", "base_code": "", "power_type": power_type}
    return licence(**{**usual, **changes})


def deed(**changes: object) -> Transfer:
    usual: dict[str, object] = {
        "scope": "全部",
        "authority": "全部",
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2028, 12, 31),
        "deed": "清府〔2026〕1号",
        "published_on": date(2026, 1, 5),
        "published_at": "县政府网站",
    }
    return Transfer(**{**usual, **changes})  # type: ignore[arg-type]


def material(**changes: object) -> Material:
    usual: dict[str, object] = {"name": "营业执照", "basis": "x", "accept_standard": "x"}
    return Material(**{**usual, "source": MaterialSource.GOVERNMENT, **changes})  # type: ignore[arg-type]


def codes(facts: VersionFacts, **surroundings: object) -> list[tuple[str, Gravity, str]]:
    return [(problem.code, problem.gravity, problem.where) for problem in validate(facts, around(**surroundings))]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(other(PowerType.CONFIRMATION, legal_bases=(
            LegalBasis(name="某法", article="第一条", level=BasisLevel.LAW, role=BasisRole.ELABORATES),)),
            id="only licences need a basis that sets them up"),
        pytest.param(other(PowerType.CONFIRMATION, fees=(Fee(name="登记费", basis=DECISION, listed_as="1"),)),
            id="only licence fees need law or regulation"),
        pytest.param(other(PowerType.CONFIRMATION, fees=(Fee(name="申请表工本费", basis=REGULATION, listed_as="1"),)),
            id="only licence forms are free by that law"),
        pytest.param(licence(power_source=PowerSource.DEVOLVED, transfer=deed(receiver_is_organ=False)),
            id="devolved is not entrusted"),
        pytest.param(other(PowerType.PENALTY, penalty=FINE, power_source=PowerSource.ENTRUSTED_PEER,
            transfer=deed(receiver_is_organ=False)), id="a penalty may be entrusted to an organisation"),
        pytest.param(licence(power_source=PowerSource.ENTRUSTED_ABOVE, transfer=deed(valid_until=TODAY)),
            id="a deed holds on its last day"),
        pytest.param(licence(case_kind=CaseKind.INSTANT, promise=Span(0), special_procedures=(),
            max_review_levels=None, deliver_days=0), id="an instant item without review levels"),
        pytest.param(licence(excluded_domains=(ExcludedDomain.ECOLOGY,)), id="a sensitive domain without promises"),
        pytest.param(licence(commitment=CommitmentMode.COMMITMENT), id="promises outside sensitive domains"),
        pytest.param(other(PowerType.PENALTY, penalty=FINE, procedure_sha256="", materials=(),
            process_text="立案、调查、告知、决定"), id="a penalty needs no applicant's flowchart and no materials"),
        pytest.param(other(PowerType.CONFIRMATION, refuse_conditions=""), id="only licences state grounds of refusal"),
        pytest.param(licence(materials=(material(shared=True, data_interface="市监共享"),)), id="an interface"),
        pytest.param(licence(materials=(material(shared=True, ecert_type="营业执照"),)), id="an e-certificate"),
        pytest.param(licence(materials=(material(shared=True, sharing_exemption="尚未联网"),)), id="an exemption"),
        pytest.param(licence(materials=(material(shared=False),)), id="not shareable"),
        pytest.param(licence(materials=(material(shared=True, source=MaterialSource.APPLICANT),)), id="one's own"),
        pytest.param(other(PowerType.COERCION, legal_bases=(LAW,), coercion=CoercionElements(
            own_power=True, executions=(ExecutionKind.RESTORE,))), id="force by an organ that has it"),
        pytest.param(other(PowerType.COERCION, legal_bases=(LAW,), coercion=CoercionElements(
            own_power=False, executions=(ExecutionKind.SURCHARGE,))), id="surcharges need no power of one's own"),
        pytest.param(licence(exercise_levels=(ExerciseLevel.GRADED,)), id="a graded item fits every level"),
        pytest.param(licence(code="AB-990100000000-000-X-1-00", base_code=""), id="a code of the city above"),
        pytest.param(licence(code="AB-990101100000-000-X-1-00", base_code=""), id="a code of a town within"),
        pytest.param(licence(code="AB-990101000000-000-X-1-00", base_code="", region=""), id="the organ's division"),
        pytest.param(licence(review_exception="清府函〔2026〕3号"), id="an exception nobody needs"),
    ],
)  # fmt: skip
def test_a_rule_is_silent_when_one_of_its_conditions_is_missing(facts: VersionFacts) -> None:
    assert codes(facts) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (other(PowerType.GENERIC, legal_bases=(NOTICE,)), ("ELM", Gravity.GAP, "power_type")),
        (licence(legal_limit=None), ("ELM", Gravity.GAP, "legal_limit")),
        (licence(exercise_levels=()), ("ELM", Gravity.GAP, "exercise_levels")),
        (licence(fees=(Fee(name="评审费", listed_as="1", basis=LegalBasis(name="某法")),)),
         ("ITM-08", Gravity.GAP, "fees[0].basis")),
        (other(PowerType.PENALTY), ("ITM-16", Gravity.GAP, "penalty.hearing_threshold_fen")),
        (other(PowerType.COERCION, legal_bases=(LAW,), coercion=CoercionElements()),
         ("ITM-16", Gravity.GAP, "coercion.own_power")),
        (licence(code="AB-990102000000-000-X-1-00", base_code="", region=""), ("ITM-13", Gravity.ERROR, "region")),
    ],
)  # fmt: skip
def test_a_missing_element_is_one_problem_and_not_two(facts: VersionFacts, expected: tuple[str, Gravity, str]) -> None:
    assert codes(facts) == [expected]


def test_an_instant_item_is_excused_from_its_promise_only() -> None:
    instant = licence(
        case_kind=CaseKind.INSTANT,
        promise=None,
        legal_limit=None,
        special_procedures=(),
        max_review_levels=1,
        deliver_days=0,
    )
    assert codes(instant) == [("ELM", Gravity.GAP, "legal_limit")]


def test_what_is_not_registered_yet_is_not_compared() -> None:
    assert codes(licence(), organ_uscc="", organ_region="", organ_level=None) == []
    local = licence(code="AB-990102000000-000-X-1-00", base_code="", region="")
    assert codes(local, organ_region="") == []
    assert codes(licence(max_review_levels=None), procedure_review_levels=2) == []
    assert codes(licence(code="LOCAL-1", base_code=""), organ_level=ExerciseLevel.CITY) == []


@pytest.mark.parametrize(
    ("facts", "words", "cite"),
    [
        (licence(power_source=PowerSource.DEVOLVED), "下放事项没有", ""),
        (licence(subject_nature=SubjectNature.ENTRUSTED), "受委托事项没有", ""),
        (licence(promise=Span(46)), "请缩短承诺。", ""),
        (licence(promise=Span(60), legal_limit=Span(1, LimitUnit.MONTH)), "例如自", ""),
        (licence(fees=(Fee(name="评审费", listed_as="1", basis=LOCAL),)), "层级不够", "《行政许可法》第五十八条第一款"),
        (other(PowerType.CONFIRMATION, fees=(Fee(name="登记费", listed_as="1", basis=LOCAL),)), "层级不够",
         "《优化营商环境条例》第二十五条"),
        (licence(materials=tuple(Material(name=f"证{n}", source=MaterialSource.APPLICANT, accept_standard="x")
                                 for n in "甲乙丙")), "3 份材料没有填写要求依据：证甲、证乙、证丙。", ""),
        (licence(materials=tuple(Material(name=f"证{n}", source=MaterialSource.APPLICANT, accept_standard="x")
                                 for n in "甲乙丙丁")), "4 份材料没有填写要求依据：证甲、证乙、证丙等。", ""),
        (licence(exercise_levels=(ExerciseLevel.CITY,)), "实施编码的层级为“县级”，所填行使层级为“市级”", ""),
    ],
)  # fmt: skip
def test_the_sentence_tells_the_case_at_hand(facts: VersionFacts, words: str, cite: str) -> None:
    (problem,) = validate(facts, around())
    assert words in problem.words
    assert problem.cite == cite


def test_an_example_is_only_given_where_units_differ() -> None:
    (problem,) = validate(licence(promise=Span(46)), around())
    assert "例如" not in problem.words


def test_a_law_carries_a_licence_in_any_role() -> None:
    elaborating = LegalBasis(name="某法", level=BasisLevel.LAW, role=BasisRole.ELABORATES)
    assert judge(elaborating, PowerType.LICENCE).verdict is Verdict.OK


def test_kinds_of_another_type_are_no_verbs() -> None:
    assert verbs_of(licence(penalty=FINE, coercion=CoercionElements(measures=(MeasureKind.SEAL,)))) == (None,)
    assert verbs_of(other(PowerType.PENALTY)) == verbs_of(other(PowerType.COERCION)) == (None,)


def test_codes_at_the_bounds() -> None:
    assert parse_item_code("A" * 64).scheme is CodeScheme.LOCAL
    assert parse_item_code("ZZ12345678").scheme is CodeScheme.BASE
    assert parse_item_code("211018079000").power_type is None
    assert parse_item_code("210918079000").power_type is PowerType.ADJUDICATION
