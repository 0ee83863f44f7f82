"""Versions for the tests: one that is right in every element, from which each test bends one thing."""

from dataclasses import replace
from datetime import date

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import (
    LegalBasis,
    Material,
    Result,
    ServicePlace,
    Span,
    SpecialProcedure,
)
from qingquan.catalogue.rules.problems import Surroundings
from qingquan.catalogue.words import (
    BasisLevel,
    CaseKind,
    DeliveryWay,
    ExerciseLevel,
    HandleForm,
    MaterialSource,
    PowerSource,
    PowerType,
    ServiceObject,
    SubjectNature,
)
from qingquan.clock import national_calendar

TODAY = date(2026, 3, 2)
USCC = "11990101000001011C"
CODE = f"{USCC}4000119001000"
REGULATION = LegalBasis(
    name="取水许可和水资源费征收管理条例",
    article="第二条",
    level=BasisLevel.ADMIN_REGULATION,
    effective_from=date(2006, 4, 15),
)
LAW = LegalBasis(
    name="中华人民共和国水法", article="第四十八条", level=BasisLevel.LAW, effective_from=date(2002, 10, 1)
)


def licence(**changes: object) -> VersionFacts:
    """取水许可 as a county publishes it; nothing is missing and nothing is wrong."""
    right = VersionFacts(
        code=CODE,
        base_code="000119001000",
        name="取水许可",
        power_type=PowerType.LICENCE,
        organ_name="清泉县水利局",
        organ_uscc=USCC,
        region="990101000000",
        exercise_levels=(ExerciseLevel.COUNTY,),
        subject_nature=SubjectNature.STATUTORY,
        power_source=PowerSource.OWN,
        service_objects=(ServiceObject.PERSON, ServiceObject.ENTERPRISE),
        legal_bases=(LAW, REGULATION),
        case_kind=CaseKind.COMMITTED,
        handle_forms=(HandleForm.WINDOW, HandleForm.COMPUTER),
        enter_centre=True,
        max_review_levels=2,
        special_procedures=(
            SpecialProcedure(
                name="听证",
                reason="hearing",
                basis="《行政许可法》第四十五条",
                formula="自听证告知之日至听证笔录制成之日",
                notice_template="听证所需时间告知书",
            ),
        ),
        places=(ServicePlace(name="县政务服务中心 12 号窗口", address="清泉县政务路 1 号"),),
        consult_phones=("0990-8123456",),
        supervise_phones=("0990-12345",),
        legal_limit=Span(45),
        promise=Span(31),
        accept_conditions="取水口位置、取水量和退水方案明确。",
        refuse_conditions="在地下水禁采区取用地下水的。",
        materials=(
            Material(
                name="取水许可申请书",
                basis="《取水许可和水资源费征收管理条例》第十一条",
                source=MaterialSource.APPLICANT,
                accept_standard="填写完整并签名或者盖章",
            ),
        ),
        results=(Result(name="取水许可证", validity="5 年", delivery=(DeliveryWay.WINDOW,)),),
        remedies="可以自收到决定之日起六十日内向清泉县人民政府申请行政复议，或者六个月内提起行政诉讼。",
        procedure_sha256="a" * 64,
    )
    return replace(right, **changes)  # type: ignore[arg-type]


def around(**changes: object) -> Surroundings:
    """The county on an ordinary day: organ registered, risk points kept, nothing else in force."""
    usual = Surroundings(
        on=TODAY,
        calendar=national_calendar(),
        organ_uscc=USCC,
        organ_region="990101000000",
        organ_level=ExerciseLevel.COUNTY,
        risk_points=1,
        discretion_tables=1,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]
