"""Who may create a power, as a table a lawyer can read; and legal texts as lists cite them."""

import pytest

from qingquan.catalogue.rules.basis_level import Verb, best, judge, verbs_of
from qingquan.catalogue.rules.citations import bases_in, guessed_level
from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.rules.specifics import CoercionElements, PenaltyElements
from qingquan.catalogue.tests.examples import licence
from qingquan.catalogue.words import BasisLevel as L
from qingquan.catalogue.words import BasisRole, ExecutionKind, MeasureKind, PenaltyKind, PowerType, Verdict

OK, NOTE, REVIEW, NO = Verdict.OK, Verdict.OK_WITH_NOTE, Verdict.NEEDS_LEGAL_REVIEW, Verdict.INVALID_BASIS
RANKS = (
    L.LAW,
    L.ADMIN_REGULATION,
    L.SC_DECISION,
    L.LOCAL_REGULATION,
    L.DEPT_RULE,
    L.PROV_RULE,
    L.CITY_RULE,
    L.NORM_DOC,
)


@pytest.mark.parametrize(
    ("power_type", "verb", "verdicts"),
    [
        (PowerType.LICENCE, None, (OK, NOTE, NOTE, NOTE, NO, NOTE, NO, NO)),
        (PowerType.PENALTY, None, (OK, OK, NO, OK, REVIEW, REVIEW, REVIEW, NO)),
        (PowerType.PENALTY, PenaltyKind.FINE, (OK, OK, NO, OK, NOTE, NOTE, NOTE, NO)),
        (PowerType.PENALTY, PenaltyKind.ORDER_STOP, (OK, OK, NO, OK, NO, NO, NO, NO)),
        (PowerType.PENALTY, PenaltyKind.REVOKE_BUSINESS_LICENCE, (OK, OK, NO, NO, NO, NO, NO, NO)),
        (PowerType.PENALTY, PenaltyKind.DETENTION, (OK, NO, NO, NO, NO, NO, NO, NO)),
        (PowerType.COERCION, None, (OK, NOTE, NO, REVIEW, NO, NO, NO, NO)),
        (PowerType.COERCION, MeasureKind.SEAL, (OK, NOTE, NO, NOTE, NO, NO, NO, NO)),
        (PowerType.COERCION, MeasureKind.FREEZE, (OK, NO, NO, NO, NO, NO, NO, NO)),
        (PowerType.COERCION, MeasureKind.RESTRAIN_PERSON, (OK, NO, NO, NO, NO, NO, NO, NO)),
        (PowerType.COERCION, ExecutionKind.SUBSTITUTE, (OK, NO, NO, NO, NO, NO, NO, NO)),
        (PowerType.COLLECTION, None, (OK, OK, NOTE, NO, NO, NO, NO, NO)),
        (PowerType.INSPECTION, None, (OK, OK, OK, OK, NOTE, NOTE, NOTE, NO)),
        (PowerType.PAYMENT_GRANT, None, (OK, OK, OK, OK, OK, OK, OK, NOTE)),
        (PowerType.REWARD, None, (OK, OK, OK, OK, OK, OK, OK, NOTE)),
        (PowerType.CONFIRMATION, None, (OK, OK, OK, OK, OK, OK, OK, REVIEW)),
        (PowerType.ADJUDICATION, None, (OK, OK, OK, OK, REVIEW, REVIEW, REVIEW, REVIEW)),
        (PowerType.PUBLIC_SERVICE, None, (OK, OK, OK, OK, OK, OK, OK, OK)),
    ],
)
def test_the_rank_of_a_basis_carries_a_power_or_does_not(
    power_type: PowerType, verb: Verb, verdicts: tuple[Verdict, ...]
) -> None:
    assert tuple(judge(LegalBasis(name="某规定", level=rank), power_type, verb).verdict for rank in RANKS) == verdicts


@pytest.mark.parametrize("rank", [L.ADMIN_REGULATION, L.LOCAL_REGULATION, L.DEPT_RULE, L.PROV_RULE, L.CITY_RULE])
def test_a_rule_may_say_how_a_licence_is_exercised_but_not_create_it(rank: L) -> None:
    basis = LegalBasis(name="某办法", level=rank, role=BasisRole.ELABORATES)
    judged = judge(basis, PowerType.LICENCE)
    assert (judged.verdict, judged.cite) == (NOTE, "《行政许可法》第十六条")


def test_a_rule_may_elaborate_any_penalty_within_the_law_above() -> None:
    basis = LegalBasis(name="某办法", level=L.DEPT_RULE, role=BasisRole.ELABORATES)
    assert judge(basis, PowerType.PENALTY, PenaltyKind.ORDER_STOP).verdict is NOTE


def test_a_rank_nobody_stated_goes_to_legal_review() -> None:
    assert judge(LegalBasis(name="某文件"), PowerType.LICENCE).verdict is REVIEW


def test_every_refusal_of_a_rank_names_its_article() -> None:
    types = (PowerType.LICENCE, PowerType.PENALTY, PowerType.COERCION, PowerType.COLLECTION, PowerType.INSPECTION)
    judged = [judge(LegalBasis(name="某规定", level=rank), each) for each in types for rank in RANKS]
    assert [each for each in judged if each.verdict is NO and not each.cite] == []


def test_each_kind_of_penalty_and_force_needs_its_own_basis() -> None:
    penalty = licence(
        power_type=PowerType.PENALTY, penalty=PenaltyElements(kinds=(PenaltyKind.FINE, PenaltyKind.DETENTION))
    )
    assert verbs_of(penalty) == (PenaltyKind.FINE, PenaltyKind.DETENTION)
    force = licence(
        power_type=PowerType.COERCION,
        coercion=CoercionElements(measures=(MeasureKind.SEIZE,), executions=(ExecutionKind.RESTORE,)),
    )
    assert verbs_of(force) == (MeasureKind.SEIZE, ExecutionKind.RESTORE)
    assert verbs_of(licence()) == (None,)


def test_one_sufficient_basis_is_enough() -> None:
    weak, strong = LegalBasis(name="某通知", level=L.NORM_DOC), LegalBasis(name="某法", level=L.LAW)
    assert best((weak, strong), PowerType.LICENCE, None)[0] is strong


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("《中华人民共和国消防法》第六十条", [("中华人民共和国消防法", "第六十条")]),
        ("《水法》第四十八条第一款、第六十九条", [("水法", "第四十八条第一款"), ("水法", "第六十九条")]),
        ("《甲条例》第三条；《乙办法》第五条之一", [("甲条例", "第三条"), ("乙办法", "第五条之一")]),
        ("港口危险货物安全管理规定第五十八条", [("港口危险货物安全管理规定", "第五十八条")]),
        ("《国务院对确需保留的行政审批项目设定行政许可的决定》附件第193项",
         [("国务院对确需保留的行政审批项目设定行政许可的决定", "附件第193项")]),
        ("《娱乐场所管理条例》", [("娱乐场所管理条例", "")]),
        ("按上级要求", []),
        ("", []),
    ],
)  # fmt: skip
def test_citations_become_one_row_per_article(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(basis.name, basis.article) for basis in bases_in(text)] == rows


def test_the_number_of_a_document_is_kept() -> None:
    (basis,) = bases_in("《关于优化营商环境的意见》（国办发〔2020〕24号）第三条")
    assert (basis.document_no, basis.article, basis.level) == ("国办发〔2020〕24号", "第三条", L.NORM_DOC)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("中华人民共和国消防法", L.LAW),
        ("中华人民共和国民法典", L.LAW),
        ("中华人民共和国公司法（2023年修订）", L.LAW),
        ("营业性演出管理条例", L.ADMIN_REGULATION),
        ("中华人民共和国道路运输条例", L.ADMIN_REGULATION),
        ("辽宁省消防条例", L.LOCAL_REGULATION),
        ("广西壮族自治区水条例", L.LOCAL_REGULATION),
        ("南充市城市绿化条例", L.LOCAL_REGULATION),
        ("国务院对确需保留的行政审批项目设定行政许可的决定", L.SC_DECISION),
        ("眼镜制配计量监督管理办法", L.DEPT_RULE),
        ("城市市容管理办法", L.DEPT_RULE),
        ("辽宁省建设工程造价管理办法", L.PROV_RULE),
        ("西安市停车场管理办法", L.CITY_RULE),
        ("关于做好某事的通知", L.NORM_DOC),
        ("某局职能配置、内设机构和人员编制规定", L.THREE_FIXED),
        ("某某手册", None),
    ],
)
def test_the_name_of_a_text_tells_its_usual_rank(name: str, level: L | None) -> None:
    assert guessed_level(name) is level


def test_a_guessed_rank_is_marked_as_guessed() -> None:
    (basis,) = bases_in("《辽宁省消防条例》第四十四条")
    assert basis.level_inferred
