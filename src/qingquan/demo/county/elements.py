"""An item of the county's files as the catalogue states it: every element of `VersionFacts`.

The digest of the procedure is the caller's to add: a diagram is stored before a version is bound to it.
"""

from qingquan.catalogue import words
from qingquan.catalogue.rules import parts, specifics
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Span
from qingquan.demo.county.particulars import coercion, collection, inspection, payment, penalty
from qingquan.demo.county.powers import Basis, Fee, Item, Material, Result, SpecialProcedure, When
from qingquan.demo.county.shapes import Organ
from qingquan.demo.county.whole import County

RESULT_KINDS = {
    "licence": words.ResultKind.CERTIFICATE,
    "approval": words.ResultKind.APPROVAL,
    "other": words.ResultKind.OTHER,
}
SOURCES = {
    "applicant": words.MaterialSource.APPLICANT,
    "government": words.MaterialSource.GOVERNMENT,
    "intermediary": words.MaterialSource.OTHER,
}
ENTRIES = {
    "whole_unit": words.EntryMode.WHOLE_UNIT,
    "fully_authorised": words.EntryMode.FULL_AUTHORISED,
    "single_window": words.EntryMode.SINGLE_WINDOW,
}
NOTICE = "特别程序时间告知书"
SHARING = "政务数据共享平台"


def elements(county: County, item: Item) -> VersionFacts:
    """Everything the version says, with empty procedure."""
    organ = county.organ(item.organ)
    if item.on_application:
        return guide(county, item, organ)
    return VersionFacts(
        **identity(county, item, organ),
        **limits(item),
        penalty=penalty(item),
        coercion=coercion(item),
        collection=collection(item),
        inspection=inspection(item),
    )


def identity(county: County, item: Item, organ: Organ) -> dict[str, object]:
    """What it is, whose it is and what it rests on."""
    return {
        "code": item.code,
        "base_code": item.base_code,
        "name": item.name,
        "power_type": words.PowerType.from_code(item.power_type),
        "organ_name": organ.name,
        "organ_uscc": organ.uscc,
        "handling_office": organ.approval_office,
        "region": county.code,
        "exercise_levels": (words.ExerciseLevel.COUNTY,),
        "exercise_content": item.exercise_content,
        "subject_nature": words.SubjectNature.from_code(organ.nature),
        "power_source": words.PowerSource.OWN,
        "service_objects": tuple(words.ServiceObject.from_code(code) for code in item.service_objects),
        "themes": tuple(dict.fromkeys((*item.person_themes, *item.firm_themes, *item.life_events))),
        "statutory_duty": item.statutory_duty,
        "legal_bases": tuple(basis(each) for each in item.bases),
        "consult_phones": (organ.phone,),
        "supervise_phones": (county.supervise_phone,),
    }


def limits(item: Item) -> dict[str, object]:
    """How long it takes by law and by promise."""
    stated: dict[str, object] = {}
    if item.legal:
        stated |= {
            "legal_limit": Span(item.legal.days, words.LimitUnit(item.legal.unit)),
            "legal_note": f"{item.legal.cite}：{item.legal.note}",
            "from_receipt": item.legal.start == "receipt",
        }
    if item.promise:
        stated["promise"] = Span(item.promise.days)
        if item.promise.previous:
            stated["promise_note"] = f"由 {item.promise.previous} 个工作日压缩。"
    return stated
