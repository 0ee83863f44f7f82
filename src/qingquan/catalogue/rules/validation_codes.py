"""ITM-12, 13: one row in force for one thing at one organ; the code says what the item says."""

from collections.abc import Iterator

from qingquan.catalogue.rules.codes import ItemCode, is_base_code, parse_item_code
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.problems import Problem, Surroundings, error
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.law import Refused
from qingquan.places.rules import is_uscc, parse_region, parse_uscc


def itm_12(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """One active row for the same base code, organ and handling item."""
    if not facts.base_code:
        return
    mine = (facts.base_code, facts.organ_uscc, facts.handling_code)
    for other in around.siblings:
        theirs = (other.base_code, other.organ_uscc, other.handling_code)
        if other.code != facts.code and theirs == mine:
            words = f"同一实施主体已有同一基本编码的在用事项“{other.code}”，请合并或者填写业务办理项编码。"
            yield error("ITM-12", "base_code", words)


def itm_13(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """Organ, level, type and division in the code are those of the item."""
    try:
        code = parse_item_code(facts.code)
    except Refused as no:
        yield error("ITM-13", "code", no.why, no.cite)
        return
    if facts.organ_uscc:
        yield from organ_code(facts.organ_uscc, around.organ_uscc)
    if facts.base_code and not is_base_code(facts.base_code):
        yield error("ITM-13", "base_code", f"基本编码“{facts.base_code}”应为 12 位数字或 10 位字母数字。")
    yield from code_against_item(code, facts)
    yield from code_against_organ(code, facts, around)


def organ_code(stated: str, registered: str) -> Iterator[Problem]:
    """The organ's credit code is right and is the registered organ's."""
    try:
        parse_uscc(stated)
    except Refused as no:
        yield error("ITM-13", "organ_uscc", f"实施主体代码有误：{no.why}", no.cite)
        return
    if registered and stated != registered:
        words = f"实施主体代码“{stated}”与机关登记的“{registered}”不一致，机关调整后请更新编码。"
        yield error("ITM-13", "organ_uscc", words)


def code_against_item(code: ItemCode, facts: VersionFacts) -> Iterator[Problem]:
    """What the code claims and the elements deny."""
    if code.uscc and not is_uscc(code.uscc):
        words = f"实施编码前 18 位“{code.uscc}”不是正确的统一社会信用代码，请核对编码。"
        yield error("ITM-13", "code", words, "GB 32100-2015")
    elif code.uscc and is_uscc(facts.organ_uscc) and code.uscc != facts.organ_uscc:
        words = f"实施编码中的机关代码“{code.uscc}”与实施主体代码“{facts.organ_uscc}”不一致。"
        yield error("ITM-13", "code", words)
    if code.base_code and is_base_code(facts.base_code) and code.base_code != facts.base_code:
        words = f"实施编码中的基本编码“{code.base_code}”与所填“{facts.base_code}”不一致。"
        yield error("ITM-13", "base_code", words)
    if facts.exercise_levels and not level_fits(code, facts.exercise_levels):
        stated = "、".join(level.label for level in facts.exercise_levels)
        label = code.level.label if code.level else ""
        yield error("ITM-13", "exercise_levels", f"实施编码的层级为“{label}”，所填行使层级为“{stated}”。")
    if code.power_type and facts.power_type not in {code.power_type, PowerType.GENERIC}:
        words = f"编码中的类型为“{code.power_type.label}”，所填事项类型为“{facts.power_type.label}”。"
        yield error("ITM-13", "power_type", words)


def level_fits(code: ItemCode, levels: tuple[ExerciseLevel, ...]) -> bool:
    """A graded code fits every level, and a graded item every code."""
    return code.level in {None, ExerciseLevel.GRADED, *levels} or ExerciseLevel.GRADED in levels


def code_against_organ(code: ItemCode, facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """The division in the code is the item's and contains, or lies in, the organ's."""
    stated = facts.region or around.organ_region
    if code.region and stated:
        coded, kept = parse_region(code.region), parse_region(stated)
        if not (coded.contains(kept) or kept.contains(coded)):
            words = f"编码中的行政区划“{coded.text}”与行政管辖“{kept.text}”不一致。"
            yield error("ITM-13", "region", words, "GB/T 2260")
    level = around.organ_level
    if code.level and level and code.level not in {level, ExerciseLevel.GRADED}:
        words = f"实施编码的层级为“{code.level.label}”，实施主体却是{level.label}机关。"
        yield error("ITM-13", "code", words)
