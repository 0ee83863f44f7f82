"""How complete the static information of an item is, what is missing, and who can supply it.

`completeness` says without what an item cannot be published; the meter also counts what people and clerks miss when
it is not there. Each element weighs the same, so that the percentage can be checked by counting.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qingquan.catalogue.rules.canonical import labels_of
from qingquan.catalogue.rules.completeness import excused
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import PowerType


class Supplier(StrEnum):
    """Who can supply what is missing."""

    ADMINISTRATOR = "事项管理员"
    LEGAL = "机关法制机构"
    OFFICE = "承办机构"
    CENTRE = "政务服务中心"
    FINANCE = "财务机构"


@dataclass(frozen=True, slots=True)
class Part:
    """Elements that belong together; `asked` only of what people apply for, unless `always`."""

    group: str
    supplier: Supplier
    names: tuple[str, ...]
    always: bool = False


PARTS = (
    Part(
        "身份",
        Supplier.ADMINISTRATOR,
        ("name", "organ_name", "organ_uscc", "handling_office", "exercise_levels", "subject_nature", "power_source"),
        always=True,
    ),
    Part("身份", Supplier.ADMINISTRATOR, ("service_objects", "themes")),
    Part("依据", Supplier.LEGAL, ("legal_bases",), always=True),
    Part("办理方式", Supplier.OFFICE, ("case_kind", "handle_forms", "visits_max", "online", "max_review_levels")),
    Part("时限", Supplier.OFFICE, ("legal_limit", "promise")),
    Part("条件", Supplier.OFFICE, ("accept_conditions", "approve_conditions", "refuse_conditions")),
    Part("材料", Supplier.OFFICE, ("materials",)),
    Part("收费", Supplier.FINANCE, ("fees",)),
    Part("结果", Supplier.OFFICE, ("results", "validity_period")),
    Part("结果", Supplier.LEGAL, ("remedies",)),
    Part("窗口与电话", Supplier.CENTRE, ("enter_centre", "places", "consult_phones")),
    Part("窗口与电话", Supplier.ADMINISTRATOR, ("supervise_phones",), always=True),
    Part("办理流程", Supplier.OFFICE, ("procedure_sha256",)),
)
PARTICULARS = {
    PowerType.PENALTY: "penalty",
    PowerType.COERCION: "coercion",
    PowerType.COLLECTION: "collection",
    PowerType.PAYMENT_GRANT: "payment",
    PowerType.INSPECTION: "inspection",
}
# Of each material the window's check-list needs these.
MATERIAL = (("basis", "要求依据"), ("source", "来源渠道"), ("accept_standard", "受理标准"))


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there."""

    group: str
    element: str
    label: str
    supplier: Supplier


@dataclass(frozen=True, slots=True)
class Meter:
    """How many of the wanted elements are there."""

    wanted: int
    missing: tuple[Missing, ...]

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: a hundred means nothing is missing."""
        return (self.wanted - len(self.missing)) * 100 // self.wanted

    def by_supplier(self) -> dict[Supplier, list[Missing]]:
        """What each can supply."""
        found: dict[Supplier, list[Missing]] = {}
        for each in self.missing:
            found.setdefault(each.supplier, []).append(each)
        return found


def meter(facts: VersionFacts) -> Meter:
    """The meter of one version."""
    asked = list(wanted(facts))
    return Meter(len(asked), tuple(each for each, there in asked if not there))


def wanted(facts: VersionFacts) -> Iterator[tuple[Missing, bool]]:
    """Every element asked of this version, and whether it is there."""
    labels = labels_of(VersionFacts)
    for part in PARTS:
        if part.always or facts.power_type.on_application:
            for name in part.names:
                yield Missing(part.group, name, labels[name], part.supplier), is_there(facts, name)
    if own := PARTICULARS.get(facts.power_type):
        yield Missing("类型要素", own, labels[own], Supplier.OFFICE), getattr(facts, own) is not None
    for material in facts.materials:
        for name, label in MATERIAL:
            said = f"“{material.name}”的{label}"
            yield Missing("材料", "materials", said, Supplier.OFFICE), bool(getattr(material, name))


def is_there(facts: VersionFacts, name: str) -> bool:
    """Whether an element is stated, or is rightly empty: no fee is a fact, not a gap."""
    if name == "fees":
        return True if not facts.fees else all(fee.standard and fee.basis for fee in facts.fees)
    if name == "materials" and facts.no_materials:
        return True
    if name == "validity_period" and all(result.validity for result in facts.results):
        return bool(facts.results) or bool(facts.validity_period)
    return getattr(facts, name) not in ("", (), None) or excused(facts, name)
