"""What a reported power must say before a head may sign it, and what a reviewer will ask about."""

from dataclasses import dataclass

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import LimitUnit, PowerType

LOOSE_MATERIAL = ("其他材料", "其它材料", "等材料", "有关材料", "相关材料")
MOST_REVIEW_LEVELS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a report says of a power beside its elements. Money is in fen."""

    duty: str = ""
    cases_last_year: int | None = None
    fees_last_year: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a reported power: the field, the sentence, whether it keeps the head from signing."""

    field: str
    words: str
    blocks: bool = False


def findings_of(facts: VersionFacts, said: Particulars) -> tuple[Finding, ...]:
    """Everything wrong, errors first."""
    found = (*identity(facts), *basis(facts), *time(facts), *handling(facts), *practice(facts, said))
    return tuple(sorted(found, key=lambda each: not each.blocks))


def blocking(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that must be put right before the report is signed."""
    return tuple(each for each in found if each.blocks)


def identity(facts: VersionFacts) -> list[Finding]:
    """What kind of power it is and at which level."""
    found = []
    if facts.power_type is PowerType.GENERIC:
        found.append(Finding("power_type", "没有写明事项类型，请从下拉框选一种。", True))
    if not facts.exercise_levels:
        found.append(Finding("exercise_levels", "没有写明行使层级。"))
    return found


def basis(facts: VersionFacts) -> list[Finding]:
    """A power has a basis, and each citation names its article."""
    if not facts.legal_bases:
        return [Finding("legal_bases", "没有法律依据；没有依据的事项将列为“虚报”核查，请补充或者在说明里写明。")]
    bare = [row.name for row in facts.legal_bases if not row.article]
    return [Finding("legal_bases", f"依据没有写到条：{'、'.join(f'《{name}》' for name in bare)}。")] if bare else []


def time(facts: VersionFacts) -> list[Finding]:
    """A promise never exceeds the law; an item people apply for has both limits."""
    legal, promise = facts.legal_limit, facts.promise
    if legal and promise and legal.unit == promise.unit and promise.n > legal.n:
        return [Finding("promise", f"承诺时限 {promise} 长于法定时限 {legal}。", True)]
    if facts.power_type.on_application and facts.power_type is not PowerType.REWARD and promise is None:
        return [Finding("promise", "依申请办理的事项没有承诺时限。")]
    if promise and promise.unit not in {LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY} and legal is None:
        return [Finding("legal_limit", "没有法定时限，承诺时限无从比较。")]
    return []


def handling(facts: VersionFacts) -> list[Finding]:
    """Few review levels, and no material that is a catch-all. 国发〔2022〕5号 forbids "other materials"."""
    found = []
    if (facts.max_review_levels or 0) > MOST_REVIEW_LEVELS and not facts.review_exception:
        found.append(Finding("max_review_levels", f"审查层级 {facts.max_review_levels} 级，超过 2 级，请说明理由。"))
    loose = [row.name for row in facts.materials if any(word in row.name for word in LOOSE_MATERIAL)]
    if loose:
        found.append(Finding("materials", f"不得用“{loose[0]}”兜底，请写明具体材料。"))
    return found


def practice(facts: VersionFacts, said: Particulars) -> list[Finding]:
    """Which duty it belongs to, and whether it was exercised at all."""
    found = []
    if not said.duty:
        found.append(Finding("duty", "没有写明对应三定规定中的哪项职责。"))
    if said.cases_last_year is None:
        found.append(Finding("cases_last_year", "没有填写上年办件量；没有办过的填 0。"))
    if facts.fees and said.fees_last_year is None:
        found.append(Finding("fees_last_year", "该事项收费，没有填写上年收费金额。"))
    return found
