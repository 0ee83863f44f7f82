"""The groups in which the elements of a version are filled in, and which group a problem belongs to."""

import re
from dataclasses import dataclass

from qingquan.catalogue.rules.completeness import ALWAYS, ON_APPLICATION
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import PowerType


@dataclass(frozen=True, slots=True)
class Group:
    """Elements that are filled in on one page."""

    key: str
    label: str
    names: tuple[str, ...] = ()
    lead: str = ""


GROUPS = (
    Group(
        "identity",
        "身份",
        (
            "name",
            "aliases",
            "power_type",
            "base_code",
            "handling_code",
            "parent_code",
            "parent_name",
            "organ_name",
            "organ_uscc",
            "handling_office",
            "competent_department",
            "region",
            "exercise_levels",
            "exercise_content",
            "subject_nature",
            "power_source",
            "transfer",
            "service_objects",
            "themes",
            "statutory_duty",
        ),
        "这是什么权力、归谁行使。事项编码立项后不再改变。",
    ),
    Group("bases", "依据", ("legal_bases",), "一条一行。设定依据说明权力从哪里来，实施依据说明怎样行使。"),
    Group(
        "handling",
        "办理方式",
        (
            "case_kind",
            "handle_mode",
            "handle_forms",
            "online",
            "online_depth",
            "online_address",
            "system",
            "visits_max",
            "visits_reason",
            "common_scope",
            "joint_departments",
            "appointment",
            "pay_online",
            "express",
            "commitment",
            "commitment_basis",
            "excluded_domains",
            "tolerance",
            "tolerance_days",
            "max_review_levels",
            "review_exception",
        ),
    ),
    Group(
        "limits",
        "时限",
        (
            "legal_limit",
            "promise",
            "legal_note",
            "promise_note",
            "from_receipt",
            "accept_days",
            "deliver_days",
        ),
        "承诺只能短于法定。办件的到期日由这里推算。",
    ),
    Group(
        "conditions",
        "条件",
        ("accept_conditions", "approve_conditions", "refuse_conditions", "quantity_limit", "allocation_rule"),
        "一条一行，群众看得懂，窗口对得上。",
    ),
    Group("materials", "材料", ("no_materials", "materials"), "窗口只能要这里列明的材料，不得用“其他材料”兜底。"),
    Group("fees", "收费", ("fees", "intermediaries"), "清单之外不得收费。"),
    Group(
        "results",
        "结果",
        ("results", "validity_period", "renewal_rule", "annual_check", "rights_obligations", "remedies"),
    ),
    Group(
        "special",
        "特别程序",
        ("special_procedures",),
        "听证、招标、检验、检测、鉴定、专家评审等所需时间，有依据才能不计入期限。",
    ),
    Group("scenarios", "情形", ("scenarios", "answers"), "一问一答，帮申请人选定该交的材料。"),
    Group(
        "places",
        "窗口与电话",
        (
            "enter_centre",
            "entry_mode",
            "not_enter_reason",
            "single_window_place",
            "places",
            "consult_phones",
            "supervise_phones",
        ),
    ),
    Group("particular", "类型要素", ("penalty", "coercion", "collection", "payment", "inspection", "other")),
    Group("procedure", "办理流程", ("procedure_sha256", "process_text"), "公布的流程图就是运行的程序。"),
    Group("form", "申请表", (), "申请人网上填写的问题，用 JSON Schema 写成。"),
)
BY_KEY = {group.key: group for group in GROUPS}
GROUP_OF = {name: group.key for group in GROUPS for name in group.names} | {"organ": "identity", "code": "identity"}

PARTICULAR_OF = {
    PowerType.PENALTY: "penalty",
    PowerType.COERCION: "coercion",
    PowerType.COLLECTION: "collection",
    PowerType.PAYMENT_GRANT: "payment",
    PowerType.INSPECTION: "inspection",
    PowerType.CONFIRMATION: "other",
    PowerType.REWARD: "other",
    PowerType.ADJUDICATION: "other",
    PowerType.OTHER_POWER: "other",
}


def names_in(group: Group, facts: VersionFacts) -> tuple[str, ...]:
    """The elements a group asks of this version: of what only some types have, only what this type has."""
    if group.key != "particular":
        return group.names
    own = PARTICULAR_OF.get(facts.power_type)
    return tuple(name for name in group.names if name == own or getattr(facts, name) is not None)


def group_of(where: str) -> str:
    """The group in which the place a problem points at is filled in; empty for the version as a whole."""
    return GROUP_OF.get(re.split(r"[.\[]", where, maxsplit=1)[0], "")


def demanded(facts: VersionFacts) -> frozenset[str]:
    """The elements without which this version cannot be published."""
    return frozenset(ALWAYS + (ON_APPLICATION if facts.power_type.on_application else ()))
