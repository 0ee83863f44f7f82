"""How an item is told in the fields of the standard. Text only; what does not fit is found by the formats."""

from collections.abc import Callable, Iterable

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Material
from qingquan.catalogue.words import CommonScope, MaterialNeed, Term

Tell = Callable[[VersionFacts], str]
# The standard's table has four scopes; within the county and none are told by leaving the field empty.
SCOPES = {CommonScope.NATIONAL, CommonScope.CROSS_PROVINCE, CommonScope.PROVINCE, CommonScope.CITY}


def plain(name: str) -> Tell:
    """The text itself."""
    return lambda facts: str(getattr(facts, name))


def label(name: str) -> Tell:
    """The Chinese name of a word, or of several."""
    return lambda facts: "、".join(each.label for each in words(getattr(facts, name)))


def code(name: str) -> Tell:
    """The code of a word, or of several with commas between."""
    return lambda facts: ",".join(each.code for each in words(getattr(facts, name)))


def words(value: object) -> Iterable[Term]:
    """One word, several or none."""
    return value if isinstance(value, tuple) else (value,) if isinstance(value, Term) else ()


def answer(name: str) -> Tell:
    """1 for yes, 0 for no, empty for not stated."""

    def tell(facts: VersionFacts) -> str:
        value = getattr(facts, name)
        return "" if value is None else "1" if value else "0"

    return tell


def days(name: str) -> Tell:
    """The number of a limit."""
    return lambda facts: str(span.n) if (span := getattr(facts, name)) else ""


def unit(name: str) -> Tell:
    """The unit of a limit."""
    return lambda facts: span.unit.label if (span := getattr(facts, name)) else ""


def listed(name: str, part: str, between: str = "、") -> Tell:
    """One element of each row, in their order."""
    return lambda facts: between.join(str(getattr(row, part)) for row in getattr(facts, name))


def joined(name: str) -> Tell:
    """Texts with 、 between."""
    return lambda facts: "、".join(getattr(facts, name))


def bases(facts: VersionFacts) -> str:
    """Every basis by name and article."""
    return "；".join(basis.key for basis in facts.legal_bases)


def fee_bases(facts: VersionFacts) -> str:
    """What each fee rests on."""
    return "；".join(f"{fee.name}：{fee.basis.key}" for fee in facts.fees if fee.basis)


def is_fee(facts: VersionFacts) -> str:
    """Whether anything is charged."""
    return "1" if facts.fees else "0"


def intermediaries(facts: VersionFacts) -> str:
    """What intermediaries do, and by which basis."""
    return "；".join(f"{each.name}（{each.basis.key}）" if each.basis else each.name for each in facts.intermediaries)


def specials(facts: VersionFacts) -> str:
    """Each special procedure with its basis and its code of table A.7."""
    return "；".join(f"{each.kind.code} {each.name}（{each.basis}）" for each in facts.special_procedures)


def scope(facts: VersionFacts) -> str:
    """通办范围 where the standard has a code for it."""
    return facts.common_scope.code if facts.common_scope in SCOPES and facts.common_scope else ""


def region(facts: VersionFacts) -> str:
    """The division's code without the zeros that say nothing: 990101000000 is 990101."""
    text = facts.region
    while len(text) > 6 and text.endswith("000"):
        text = text[:-3]
    return text


def answers(facts: VersionFacts) -> str:
    """问 and 答 in turn."""
    return "\n".join(f"问：{each.question}\n答：{each.answer}" for each in facts.answers)


def nothing(_: VersionFacts) -> str:
    """A field this system keeps nothing for."""
    return ""


def consult_way(facts: VersionFacts) -> str:
    """By which way somebody may ask."""
    return "电话" if facts.consult_phones else ""


def material_how(need: Material) -> str:
    """What to mind when filling in, and what is looked at."""
    return "；".join(text for text in (need.fill_notes, need.accept_standard) if text)


def required(need: Material) -> str:
    """1 for what must be handed in."""
    return "1" if need.need is MaterialNeed.REQUIRED else "0"
