"""Table 4 of GB/T 39046-2020: the elements of an item, 1 to 55, and of each of its materials, 56 to 64.

`take` is None where the standard's field says less than an item does and cannot be read back into it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Material
from qingquan.catalogue.words import CommonScope, HandleForm, ServiceObject, SubjectNature
from qingquan.exchange.rules import taking as take
from qingquan.exchange.rules import telling as tell
from qingquan.exchange.rules.formats import Format

STANDARD = "GB/T 39046-2020"


@dataclass(frozen=True, slots=True)
class Element:
    """One field: its name in a file, its Chinese name, its format, how it is told and read back."""

    key: str
    label: str
    format: Format
    tell: Callable[[VersionFacts], str]
    take: Callable[[VersionFacts, str], VersionFacts] | None = None


@dataclass(frozen=True, slots=True)
class MaterialElement:
    """One field of a material."""

    key: str
    label: str
    format: Format
    tell: Callable[[Material], str]


def item(key: str, label: str, form: str, told: tell.Tell, taken: take.Take | None = None) -> Element:
    """A line of the table."""
    return Element(key, label, Format.of(form), told, taken)


def same(key: str, label: str, form: str, name: str = "") -> Element:
    """A line whose text is the element itself."""
    return item(key, label, form, tell.plain(name or key), take.plain(name or key))


def said(key: str, label: str, name: str) -> Element:
    """A line that is answered with 1 or 0."""
    return item(key, label, "n1", tell.answer(name), take.yes_or_no(name))


ELEMENTS = (
    same("name", "事项名称", "an..200"),
    same("base_code", "基本编码", "an..10"),
    same("impl_code", "实施编码", "an..24", "code"),
    item("power_type_name", "事项类型", "an..30", tell.label("power_type")),
    item("power_type", "事项类型代码", "n2", tell.code("power_type"), take.power_type),
    item("legal_basis_text", "设定依据", "a..1000", tell.bases, take.bases),
    item("level_name", "行使层级", "an..200", tell.label("exercise_levels")),
    item("exercise_level", "行使层级代码", "n1", tell.code("exercise_levels"), take.level),
    item("power_division", "权限划分", "a..1000", tell.nothing),
    same("exercise_content", "行使内容", "ul"),
    same("impl_org_name", "实施主体", "an..100", "organ_name"),
    same("impl_org_uscc", "实施主体代码", "an..18", "organ_uscc"),
    item("subject_nature_name", "实施主体性质", "an..100", tell.label("subject_nature")),
    item(
        "subject_nature",
        "实施主体性质代码",
        "n1",
        tell.code("subject_nature"),
        take.coded("subject_nature", SubjectNature),
    ),
    item("legal_days", "法定办结时限", "an..20", tell.days("legal_limit"), take.days("legal_limit")),
    item("legal_unit", "法定办结时限单位", "an..20", tell.unit("legal_limit"), take.unit("legal_limit")),
    same("legal_note", "法定办结时限说明", "ul"),
    item("promise_days", "承诺办结时限", "an..20", tell.days("promise"), take.days("promise")),
    item("promise_unit", "承诺办结时限单位", "an..20", tell.unit("promise"), take.unit("promise")),
    same("promise_note", "承诺办结时限说明", "ul"),
    same("accept_conditions", "受理条件", "ul"),
    same("process_text", "办理流程", "ul"),
    item("joint_org_name", "共同实施部门", "an..100", tell.listed("joint_departments", "name"), take.joint),
    item("joint_org_uscc", "共同实施部门代码", "an..18", tell.listed("joint_departments", "uscc", ",")),
    same("handling_org_name", "承办机构", "an..100", "handling_office"),
    item("handling_org_uscc", "承办机构代码", "an..18", tell.plain("organ_uscc")),
    item("intermediary_text", "中介服务", "an..2000", tell.intermediaries),
    same("quantity_limit", "数量限制", "an..200"),
    item("result_name", "结果名称", "an..100", tell.listed("results", "name"), take.results),
    item("result_sample", "结果样本", "b", tell.nothing),
    item("is_fee", "是否收费", "n1", tell.is_fee),
    item("fee_basis", "收费依据", "ul", tell.fee_bases, take.fees),
    item("common_scope", "通办范围代码", "n1", tell.scope, take.coded("common_scope", CommonScope)),
    item("service_object_name", "服务对象", "an..200", tell.label("service_objects")),
    item(
        "service_object",
        "服务对象代码",
        "an..10",
        tell.code("service_objects"),
        take.several("service_objects", ServiceObject),
    ),
    item("theme_name", "服务主题", "an..200", tell.joined("themes"), take.themes),
    item("theme_legal", "法人主题代码", "an..10", tell.nothing),
    item("theme_person", "自然人主题代码", "an..10", tell.nothing),
    item("handle_form_name", "办理形式", "an..20", tell.label("handle_forms")),
    item("handle_form", "办理形式代码", "an..10", tell.code("handle_forms"), take.several("handle_forms", HandleForm)),
    item("special_procedure_text", "特别程序", "ul", tell.specials, take.specials),
    item("region_name", "行政管辖", "an..20", tell.nothing),
    item("region_code", "行政管辖代码", "an..10", tell.region, take.region),
    said("can_appoint", "是否支持预约办理", "appointment"),
    said("can_pay_online", "是否支持网上支付", "pay_online"),
    said("can_express", "是否支持物流快递", "express"),
    said("is_online", "是否网办", "online"),
    same("online_url", "网办地址", "an..50", "online_address"),
    same("system_level", "运行系统层级", "an..20", "system"),
    item("place", "办理地点", "an..100", tell.listed("places", "address", "\n"), take.places),
    item("office_hours", "办理时间", "an..150", tell.listed("places", "hours", "\n"), take.hours),
    item("consult_way", "咨询方式", "an..20", tell.consult_way),
    item("consult_phone", "咨询电话", "an..18", tell.joined("consult_phones"), take.phones("consult_phones")),
    item("supervise_phone", "监督电话", "an..18", tell.joined("supervise_phones"), take.phones("supervise_phones")),
    item("faq", "常见问题", "an..1000", tell.answers, take.answers),
)


def material(key: str, label: str, form: str, told: Callable[[Material], str]) -> MaterialElement:
    """A line of the table for each material."""
    return MaterialElement(key, label, Format.of(form), told)


MATERIAL_ELEMENTS = (
    material("material_name", "材料名称", "an..200", lambda need: need.name),
    material("material_issuer", "出具机构", "an..100", lambda need: need.issuer),
    material("material_issue_time", "出具时间要求", "an..150", lambda need: ""),
    material("material_how", "材料办理说明", "an..500", tell.material_how),
    material("material_place", "材料办理地点", "an..400", lambda need: ""),
    material("material_use", "使用说明", "an..500", lambda need: need.scenario),
    material("originals", "原件份数", "n..2", lambda need: str(need.originals)),
    material("copies", "复印件份数", "n..2", lambda need: str(need.copies)),
    material("required", "是否必备", "n1", tell.required),
)
