"""An item of the county's files as the catalogue states it: every element of `VersionFacts`.

The digest of the procedure is the caller's to add: a diagram is stored before a version is bound to it.
"""

from dataclasses import replace

from qingquan.catalogue import words
from qingquan.catalogue.rules import parts
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.demo.county import particulars, rows
from qingquan.demo.county.powers import Item, Limit
from qingquan.demo.county.whole import County

ENTRIES = {
    "whole_unit": words.EntryMode.WHOLE_UNIT,
    "fully_authorised": words.EntryMode.FULL_AUTHORISED,
    "single_window": words.EntryMode.SINGLE_WINDOW,
}


def elements(county: County, item: Item) -> VersionFacts:
    """Everything the version says, with no procedure bound yet."""
    return guide(county, item) if item.on_application else listed(county, item)


def listed(county: County, item: Item) -> VersionFacts:
    """What every power says: what it is, whose it is, what it rests on."""
    organ = county.organ(item.organ)
    return VersionFacts(
        code=item.code,
        base_code=item.base_code,
        name=item.name,
        power_type=words.PowerType.from_code(item.power_type) or words.PowerType.GENERIC,
        organ_name=organ.name,
        organ_uscc=organ.uscc,
        handling_office=organ.approval_office,
        region=county.code,
        exercise_levels=(words.ExerciseLevel.COUNTY,),
        exercise_content=item.exercise_content,
        subject_nature=words.SubjectNature.from_code(organ.nature),
        power_source=words.PowerSource.OWN,
        service_objects=tuple(each for each in words.ServiceObject if each.code in item.service_objects),
        themes=tuple(dict.fromkeys((*item.person_themes, *item.firm_themes, *item.life_events))),
        statutory_duty=item.statutory_duty,
        legal_bases=tuple(rows.legal_basis(each) for each in item.bases),
        legal_limit=span(item.legal),
        legal_note=f"{item.legal.cite}：{item.legal.note}" if item.legal else "",
        from_receipt=item.legal is not None and item.legal.start == "receipt",
        consult_phones=(organ.phone,),
        supervise_phones=(county.supervise_phone,),
        penalty=particulars.penalty(item.penalty),
        coercion=particulars.coercion(item.coercion),
        collection=particulars.collection(item.collection),
        inspection=particulars.inspection(item.inspection),
    )


def guide(county: County, item: Item) -> VersionFacts:
    """Besides, all that somebody who applies must know."""
    instant = item.case_kind == "instant"
    promise = item.promise
    return replace(
        listed(county, item),
        case_kind=words.CaseKind(item.case_kind),
        handle_mode=words.HandleMode(item.handle_mode),
        handle_forms=(words.HandleForm.WINDOW, words.HandleForm.COMPUTER, words.HandleForm.MOBILE),
        online_depth=words.OnlineDepth.from_code(str(item.online_depth)),
        online=(item.online_depth or 0) > 1,
        visits_max=item.visits_max,
        visits_reason=item.visits_note,
        enter_centre=True,
        entry_mode=ENTRIES[county.organ(item.organ).entry_mode],
        common_scope=words.CommonScope.COUNTY,
        joint_departments=joint(county, item),
        appointment=True,
        express=True,
        pay_online=bool(item.fees),
        commitment=words.CommitmentMode.COMMITMENT if item.commitment else words.CommitmentMode.NONE,
        commitment_basis=item.commitment_cite,
        excluded_domains=tuple(words.ExcludedDomain(each) for each in item.excluded_domains),
        special_procedures=tuple(rows.special_procedure(each) for each in item.special_procedures),
        max_review_levels=item.review_levels,
        places=tuple(places(county, item)),
        promise=parts.Span(promise.days) if promise else None,
        promise_note=f"由 {promise.previous} 个工作日压缩。" if promise and promise.previous else "",
        deliver_days=0 if instant else 10,
        accept_conditions="\n".join(item.accept_conditions),
        approve_conditions="\n".join(item.approve_conditions),
        refuse_conditions="\n".join(item.refuse_conditions),
        quantity_limit=item.quantity_limit,
        materials=tuple(rows.material(item, each) for each in item.materials),
        scenarios=tuple(parts.Scenario(question=each.question, answers=each.options) for each in item.scenarios),
        fees=tuple(rows.fee(county, each) for each in item.fees),
        results=tuple(rows.result(each) for each in item.results),
        validity_period=item.results[0].validity,
        renewal_rule=item.renewal,
        remedies=remedies(county),
    )


def span(limit: Limit | None) -> parts.Span | None:
    """The legal limit as a number and its unit."""
    return parts.Span(limit.days, words.LimitUnit(limit.unit)) if limit else None


def joint(county: County, item: Item) -> tuple[parts.JointDepartment, ...]:
    """联办机构, the item's own organ leading."""
    if not item.joint_organs:
        return ()
    organs = [county.organ(key) for key in (item.organ, *item.joint_organs)]
    return tuple(
        parts.JointDepartment(name=organ.name, uscc=organ.uscc, leads=organ.key == item.organ) for organ in organs
    )


def places(county: County, item: Item) -> list[parts.ServicePlace]:
    """The county's windows first, then every town centre, which takes in for the county (全县通办)."""
    windows = [
        parts.ServicePlace(
            name=f"{hall.name}{window.number}号{window.name}", address=hall.address, hours=hall.hours, phone=hall.phone
        )
        for hall, window in county.windows_of(item)
    ]
    towns = [
        parts.ServicePlace(name=hall.name, address=hall.address, hours=hall.hours, phone=hall.phone)
        for hall in county.halls
        if hall.level == "town"
    ]
    return [*windows, *towns]


def remedies(county: County) -> str:
    """《行政复议法》第二十条、第二十四条，《行政诉讼法》第四十六条。"""
    return (
        f"对决定不服的，可以自知道该行政行为之日起六十日内向{county.reconsideration}申请行政复议，"
        f"或者自知道作出该行政行为之日起六个月内向{county.court}提起行政诉讼。"
    )
