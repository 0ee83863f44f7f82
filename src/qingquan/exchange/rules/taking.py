"""How a field of the standard is read back into an item. What a field cannot say of an item is left as it was."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from qingquan.catalogue.rules.citations import bases_in
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import (
    Answer,
    Fee,
    JointDepartment,
    LegalBasis,
    Result,
    ServicePlace,
    Span,
    SpecialProcedure,
)
from qingquan.catalogue.words import ExerciseLevel, LimitUnit, PowerType, SpecialProcedureKind, Term
from qingquan.law import Refused

T = TypeVar("T", bound=Term)
Take = Callable[[VersionFacts, str], VersionFacts]


def plain(name: str) -> Take:
    """An element that is the text itself."""
    return lambda facts, text: replace(facts, **{name: text})  # type: ignore[arg-type]


def yes_or_no(name: str) -> Take:
    """1 or 0; empty is not stated."""

    def take(facts: VersionFacts, text: str) -> VersionFacts:
        if text not in {"", "0", "1"}:
            raise Refused(f"“{text[:10]}”应为 1（是）或者 0（否）")
        return replace(facts, **{name: text == "1" if text else None})  # type: ignore[arg-type]

    return take


def coded(name: str, form: type[T]) -> Take:
    """One code of a table."""
    return lambda facts, text: replace(facts, **{name: one(form, text)})  # type: ignore[arg-type]


def several(name: str, form: type[T]) -> Take:
    """Codes of a table, with commas between or without."""

    def take(facts: VersionFacts, text: str) -> VersionFacts:
        codes = re.split(r"[,，;；]", text) if re.search(r"[,，;；]", text) else list(text)
        found = tuple(member for code in codes if (member := one(form, code.strip())) is not None)
        return replace(facts, **{name: found})  # type: ignore[arg-type]

    return take


def one(form: type[T], code: str) -> T | None:
    """The member with a code; `Refused` names a code the table does not have."""
    if not code:
        return None
    found = form.from_code(code)
    if found is None:
        raise Refused(f"代码“{code[:10]}”不在代码表内")
    return found


def power_type(facts: VersionFacts, text: str) -> VersionFacts:
    """The type by its code; none is unsorted."""
    return replace(facts, power_type=one(PowerType, text) or PowerType.GENERIC)


def level(facts: VersionFacts, text: str) -> VersionFacts:
    """One level: the field has room for one only."""
    found = one(ExerciseLevel, text)
    return replace(facts, exercise_levels=(found,) if found else ())


def days(name: str) -> Take:
    """The number of a limit; its unit stands in another field and is kept."""

    def take(facts: VersionFacts, text: str) -> VersionFacts:
        if text and not text.isdecimal():
            raise Refused(f"“{text[:20]}”不是天数")
        kept: Span | None = getattr(facts, name)
        unit = kept.unit if kept else LimitUnit.WORKING_DAY
        return replace(facts, **{name: Span(int(text), unit) if text else None})  # type: ignore[arg-type]

    return take


def unit(name: str) -> Take:
    """The unit of a limit whose number was read before."""

    def take(facts: VersionFacts, text: str) -> VersionFacts:
        kept: Span | None = getattr(facts, name)
        found = LimitUnit.from_label(text)
        if text and found is None:
            raise Refused(f"时限单位“{text[:10]}”应为工作日、自然日、个月或者年")
        if kept is None or found is None:
            return facts
        return replace(facts, **{name: Span(kept.n, found)})  # type: ignore[arg-type]

    return take


def bases(facts: VersionFacts, text: str) -> VersionFacts:
    """Citations in running text; those known already keep their level, role and wording."""
    known = {basis.key: basis for basis in facts.legal_bases}
    found = bases_in(text)
    if text and not found:
        raise Refused(f"“{text[:30]}”中找不到法律文件名称")
    return replace(facts, legal_bases=tuple(kept_or_new(known, found)))


def kept_or_new(known: dict[str, LegalBasis], found: Iterable[LegalBasis]) -> Iterable[LegalBasis]:
    """The rows known by name and article as they are, others as read."""
    return (known.get(basis.key, basis) for basis in found)


def results(facts: VersionFacts, text: str) -> VersionFacts:
    """Names of what is handed over; those known keep what else is said of them."""
    known = {result.name: result for result in facts.results}
    return replace(facts, results=tuple(known.get(name) or Result(name=name) for name in names(text)))


def joint(facts: VersionFacts, text: str) -> VersionFacts:
    """Names of departments that act together; those known keep their code and their time."""
    known = {each.name: each for each in facts.joint_departments}
    found = tuple(known.get(name) or JointDepartment(name=name) for name in names(text))
    return replace(facts, joint_departments=found)


def fees(facts: VersionFacts, text: str) -> VersionFacts:
    """What each fee rests on, fee by fee; those known keep their standard."""
    known = {fee.name: fee for fee in facts.fees}
    found = []
    for name, cited in re.findall(r"([^；：]+)：([^；]*)", text):
        bases_of = bases_in(cited)
        found.append(replace(known.get(name) or Fee(name=name), basis=bases_of[0] if bases_of else None))
    if text and not found:
        raise Refused("收费依据应写成“收费项目：依据”，用分号隔开")
    return replace(facts, fees=tuple(found))


def specials(facts: VersionFacts, text: str) -> VersionFacts:
    """Code of table A.7, name and basis of each special procedure; those known keep the rest."""
    known = {each.name: each for each in facts.special_procedures}
    found = []
    for kind, name, basis in re.findall(r"(?:([12]) )?([^；（）]+)（([^；]*)）(?=；|\Z)", text):
        kept = known.get(name) or SpecialProcedure(name=name)
        found.append(replace(kept, basis=basis, kind=SpecialProcedureKind.from_code(kind) or kept.kind))
    if text and not found:
        raise Refused("特别程序应写成“名称（依据）”，用分号隔开")
    return replace(facts, special_procedures=tuple(found))


def places(facts: VersionFacts, text: str) -> VersionFacts:
    """Addresses; those known keep their hours and phones."""
    known = {place.address: place for place in facts.places}
    return replace(facts, places=tuple(known.get(each) or ServicePlace(address=each) for each in lines(text)))


def hours(facts: VersionFacts, text: str) -> VersionFacts:
    """Hours, place by place where they were told so, else the same for all."""
    told = lines(text)
    if len(told) != len(facts.places):
        told = [text] * len(facts.places)
    paired = zip(facts.places, told, strict=True)
    return replace(facts, places=tuple(replace(place, hours=each) for place, each in paired))


def phones(name: str) -> Take:
    """Numbers with commas between."""
    return lambda facts, text: replace(facts, **{name: tuple(names(text))})  # type: ignore[arg-type]


def themes(facts: VersionFacts, text: str) -> VersionFacts:
    """Names of themes."""
    return replace(facts, themes=tuple(names(text)))


def answers(facts: VersionFacts, text: str) -> VersionFacts:
    """问 and 答 in turn, as they are written out."""
    pairs = re.findall(r"问：(.*?)\n答：(.*?)(?=\n问：|\Z)", text, re.DOTALL)
    if text and not pairs:
        raise Refused("常见问题应写成“问：……”换行“答：……”")
    return replace(facts, answers=tuple(Answer(question=question, answer=answer) for question, answer in pairs))


def region(facts: VersionFacts, text: str) -> VersionFacts:
    """A division's code; the zeros the field had no room for are put back."""
    if not re.fullmatch(r"[0-9]{0,12}", text):
        raise Refused(f"行政区划代码“{text[:15]}”应为数字")
    return replace(facts, region=text.ljust(12, "0") if text else "")


def names(text: str) -> list[str]:
    """Names with 、 or commas between."""
    return [each.strip() for each in re.split(r"[、，,；;]", text) if each.strip()]


def lines(text: str) -> list[str]:
    """Lines, without empty ones."""
    return [each.strip() for each in text.split("\n") if each.strip()]
