"""Elements an implementation list must state before it can drive a case (rule ELM)."""

from collections.abc import Iterator

from qingquan.catalogue.rules.canonical import labels_of
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.problems import Problem, gap
from qingquan.catalogue.words import CaseKind, PowerType

CODE = "ELM"

# Every leaf item.
ALWAYS = (
    "name",
    "organ_name",
    "organ_uscc",
    "exercise_levels",
    "subject_nature",
    "supervise_phones",
)
# Besides, what people may apply for: GB/T 39046-2020 table 4, the applicant's part.
ON_APPLICATION = (
    "service_objects",
    "case_kind",
    "handle_forms",
    "legal_limit",
    "promise",
    "accept_conditions",
    "results",
    "places",
    "consult_phones",
    "enter_centre",
    "remedies",
)


def gaps(facts: VersionFacts) -> Iterator[Problem]:
    """What is missing, one gap per element, in the order of the form."""
    labels = labels_of(VersionFacts)
    wanted = ALWAYS + (ON_APPLICATION if facts.power_type.on_application else ())
    if facts.power_type is PowerType.GENERIC:
        yield gap(CODE, "power_type", "没有填写事项类型，请在行政许可、行政处罚等类型中选定。")
    for name in wanted:
        if getattr(facts, name) in ("", (), None) and not excused(facts, name):
            yield gap(CODE, name, f"没有填写{labels[name]}，请补充。")
    if facts.power_type.on_application and not facts.materials and not facts.no_materials:
        yield gap(CODE, "materials", "没有填写申请材料，请逐项补充；确实无需材料的请勾选“无需提交材料”。")


def excused(facts: VersionFacts, name: str) -> bool:
    """An item decided while one waits needs no promised days beside nought."""
    return name == "promise" and facts.case_kind is CaseKind.INSTANT
