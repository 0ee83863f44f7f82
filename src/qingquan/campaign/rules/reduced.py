"""A reported power as texts by field, and texts as a reported power again.

Elements the form does not show are kept as they were: `former` is what the item said before.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from qingquan.campaign.rules.entries import Particulars
from qingquan.campaign.rules.fields import BY_KEY, FIELDS, NO, YES
from qingquan.catalogue.reading.cells import cleaned, long_list, short_list, stated, whole, yes_or_no
from qingquan.catalogue.reading.terms import term
from qingquan.catalogue.rules.citations import bases_in
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Fee, LegalBasis, Material, Span
from qingquan.catalogue.words import ExerciseLevel, LimitUnit, PowerType

LONGEST = 4000
LONGEST_DUTY = 500
MOST_DAYS = 9999
MOST_CASES = 99_999_999
AMOUNT = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?元?")
# No date is asked for, so a day in a cell is a number that the spreadsheet turned into one.
DATE = re.compile(r"[0-9]{2,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(?:[ T][0-9:]+)?")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with the text of one field, and what to do."""

    key: str
    words: str


@dataclass(slots=True)
class Reading:
    """The texts of one power while they are read, and what was wrong with them."""

    texts: Mapping[str, str]
    former: VersionFacts
    wrong: list[Wrong] = field(default_factory=list)

    def text(self, key: str) -> str:
        """A field without spaces around, full-width letters and digits made half-width."""
        return cleaned(self.texts.get(key, ""))

    def complain(self, key: str, words: str) -> None:
        """Remember what is wrong with a field."""
        self.wrong.append(Wrong(key, words))


@dataclass(frozen=True, slots=True)
class Read:
    """What the texts say; only to be used when nothing is wrong."""

    facts: VersionFacts
    said: Particulars
    wrong: tuple[Wrong, ...]


def texts_of(facts: VersionFacts, said: Particulars) -> dict[str, str]:
    """The fields of the reduced form, as people type them."""
    legal, promise = facts.legal_limit, facts.promise
    found = {
        "code": facts.code,
        "name": facts.name,
        "power_type": "" if facts.power_type is PowerType.GENERIC else facts.power_type.label,
        "legal_bases": "\n".join(cited(basis) for basis in facts.legal_bases),
        "duty": said.duty,
        "exercise_levels": "、".join(level.label for level in facts.exercise_levels),
        "statutory_duty": YES if facts.statutory_duty else NO,
        "legal_limit": str(legal.n) if legal else "",
        "legal_unit": legal.unit.label if legal else "",
        "promise": str(promise.n) if promise else "",
        "promise_unit": promise.unit.label if promise else "",
        "max_review_levels": "" if facts.max_review_levels is None else str(facts.max_review_levels),
        "materials": "\n".join(each.key for each in facts.materials),
        "fees": "\n".join(f"{each.name}：{each.standard}" if each.standard else each.name for each in facts.fees),
        "cases_last_year": "" if said.cases_last_year is None else str(said.cases_last_year),
        "fees_last_year": "" if said.fees_last_year is None else yuan(said.fees_last_year),
        "online": yes_no(facts.online),
        "enter_centre": yes_no(facts.enter_centre),
        "remark": said.remark,
    }
    assert found.keys() == BY_KEY.keys()
    return found


def read(texts: Mapping[str, str], former: VersionFacts | None = None) -> Read:
    """The power the texts describe, laid over what it said before."""
    reading = Reading(texts, former or VersionFacts())
    for each in FIELDS:
        if len(texts.get(each.key, "")) > LONGEST:
            reading.complain(each.key, f"{each.label}超过 {LONGEST} 个字，请精简，或者核对是否错列。")
        if each.required and not reading.text(each.key):
            reading.complain(each.key, f"没有{each.label}，请填写。")
    facts = replace(
        reading.former,
        code=re.sub(r"\s", "", reading.text("code")),
        name=re.sub(r"\s*\n\s*", "", reading.text("name")),
        power_type=power_type(reading),
        legal_bases=legal_bases(reading),
        exercise_levels=levels(reading),
        statutory_duty=answer(reading, "statutory_duty") or False,
        legal_limit=span(reading, "legal_limit", "legal_unit"),
        promise=span(reading, "promise", "promise_unit"),
        max_review_levels=number(reading, "max_review_levels", 9),
        materials=materials(reading),
        fees=fees(reading),
        online=answer(reading, "online"),
        enter_centre=answer(reading, "enter_centre"),
    )
    said = Particulars(
        duty=duty(reading),
        cases_last_year=number(reading, "cases_last_year", MOST_CASES),
        fees_last_year=amount(reading),
        remark=reading.text("remark"),
    )
    return Read(facts, said, tuple(reading.wrong))


def duty(reading: Reading) -> str:
    """The sentence of the organ's plan of duties."""
    text = reading.text("duty")
    if len(text) > LONGEST_DUTY:
        reading.complain("duty", f"职责有 {len(text)} 个字，最多 {LONGEST_DUTY} 个，请摘录对应的那一句。")
    return text


def cited(basis: LegalBasis) -> str:
    """One basis as officials write it."""
    number_of = f"（{basis.document_no}）" if basis.document_no else ""
    return f"《{basis.name}》{number_of}{basis.article}"


def yuan(fen: int) -> str:
    """Fen as a number of yuan."""
    return f"{fen // 100}.{fen % 100:02d}" if fen % 100 else str(fen // 100)


def yes_no(value: bool | None) -> str:
    """是, 否, or nothing."""
    return "" if value is None else YES if value else NO


def power_type(reading: Reading) -> PowerType:
    """A type by its name or code."""
    word = stated(reading.text("power_type"))
    found = term(PowerType, word) if word else None
    if word and found is None:
        reading.complain("power_type", f"“{word[:20]}”不是事项类型，请从下拉框选一种。")
    return found or PowerType.GENERIC


def levels(reading: Reading) -> tuple[ExerciseLevel, ...]:
    """The levels, each by its name."""
    found = []
    # 镇（乡、街道）级 holds the mark that parts the levels.
    text = reading.text("exercise_levels").replace(ExerciseLevel.TOWN.label, "镇级").replace("村（社区）级", "村级")
    for word in short_list(text):
        level = term(ExerciseLevel, word)
        if level is None:
            reading.complain("exercise_levels", f"“{word[:20]}”不是行使层级，请填县级、镇级等，几级的用顿号隔开。")
        else:
            found.append(level)
    return tuple(dict.fromkeys(found))


def legal_bases(reading: Reading) -> tuple[LegalBasis, ...]:
    """One line one text, each with its articles; a basis that was there before keeps all that was known of it."""
    known = {cited(basis): basis for basis in reading.former.legal_bases}
    found: list[LegalBasis] = []
    for place, line in enumerate(reading.text("legal_bases").splitlines(), 1):
        text = line.strip()
        if text in known:
            found.append(known[text])
        elif text:
            rows = bases_in(text)
            if not rows:
                reading.complain(
                    "legal_bases", f"第 {place} 行“{text[:20]}”里找不到法律文件名称，请写成《名称》第几条。"
                )
            found += rows
    return tuple(dict.fromkeys(found))


def materials(reading: Reading) -> tuple[Material, ...]:
    """One line one material; what was known of it stays."""
    known = {each.key: each for each in reading.former.materials}
    names = long_list(reading.text("materials"), "\n")
    return tuple(known.get(name) or Material(name=name) for name in names)


def fees(reading: Reading) -> tuple[Fee, ...]:
    """One line one fee: its name, a colon, its standard."""
    known = {each.name: each for each in reading.former.fees}
    found = []
    for line in long_list(reading.text("fees"), "\n"):
        name, _, standard = line.replace(":", "：").partition("：")
        if name.strip() and name.strip() not in {"不收费", "免费"}:
            fee = known.get(name.strip(), Fee(name=name.strip()))
            # A standard may hold colons of its own; only what differs is written over.
            found.append(
                fee if fee.standard.rstrip("。；; ") == standard.strip() else replace(fee, standard=standard.strip())
            )
    return tuple(found)


def answer(reading: Reading, key: str) -> bool | None:
    """是 or 否."""
    text = stated(reading.text(key)) or reading.text(key)
    if not text:
        return None
    value = yes_or_no(text)
    if value is None:
        reading.complain(key, f"“{text[:20]}”不是“是”或者“否”，请从下拉框选。")
    return value


def number(reading: Reading, key: str, most: int) -> int | None:
    """A whole number from nought to the most there can be."""
    text = stated(reading.text(key)).replace(",", "")
    if not text:
        return None
    if DATE.fullmatch(text):
        reading.complain(key, f"“{text[:20]}”是日期，不是数字；表格软件会把 1-2 变成日期，请改为常规格式后重新填写。")
        return None
    value = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else whole(text)
    if value is None:
        reading.complain(key, f"“{text[:20]}”不是整数，请只填数字，单位另填。")
        return None
    if value > most:
        reading.complain(key, f"{value} 太大，最多 {most}，请核对。")
        return None
    return value


def span(reading: Reading, key: str, unit_key: str) -> Span | None:
    """A number and its unit; working days where no unit is said."""
    value = number(reading, key, MOST_DAYS)
    word = stated(reading.text(unit_key))
    unit = term(LimitUnit, word) if word else LimitUnit.WORKING_DAY
    if unit is None:
        reading.complain(unit_key, f"“{word[:20]}”不是时限单位，请从下拉框选。")
    return None if value is None or unit is None else Span(value, unit)


def amount(reading: Reading) -> int | None:
    """Yuan with at most two decimals, as fen."""
    text = stated(reading.text("fees_last_year")).replace(",", "")
    if not text:
        return None
    found = AMOUNT.fullmatch(text)
    if found is None:
        reading.complain("fees_last_year", f"“{text[:20]}”不是金额，请填以元为单位的数字，最多两位小数。")
        return None
    return int(Decimal(f"{found[1]}.{found[2] or 0}") * 100)
