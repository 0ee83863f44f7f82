"""Everything that one version of an item says, in one shape.

Validation, difference, import, export and the digest all read this; the tables hold nothing it does not.
Elements follow the base catalogue and the implementation list (GB/T 39046-2020 table 4 and the national
exchange tables).
"""

import hashlib
from dataclasses import dataclass
from typing import Annotated, Self

from qingquan.catalogue.rules.canonical import from_plain, to_plain
from qingquan.catalogue.rules.parts import (
    Answer,
    Fee,
    Intermediary,
    JointDepartment,
    LegalBasis,
    Material,
    Result,
    Scenario,
    ServicePlace,
    Span,
    SpecialProcedure,
    Transfer,
)
from qingquan.catalogue.rules.specifics import (
    CoercionElements,
    CollectionElements,
    InspectionElements,
    OtherElements,
    PaymentElements,
    PenaltyElements,
)
from qingquan.catalogue.words import (
    CaseKind,
    CommitmentMode,
    CommonScope,
    EntryMode,
    ExcludedDomain,
    ExerciseLevel,
    HandleForm,
    HandleMode,
    OnlineDepth,
    PowerSource,
    PowerType,
    ServiceObject,
    SubjectNature,
)
from qingquan.ledger.rules import canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFacts:
    """One version of one item. Empty means: not stated."""

    # What it is and whose.
    code: Annotated[str, "事项编码"] = ""
    base_code: Annotated[str, "基本编码"] = ""
    parent_code: Annotated[str, "主项编码"] = ""
    parent_name: Annotated[str, "主项名称"] = ""
    handling_code: Annotated[str, "业务办理项编码"] = ""
    name: Annotated[str, "事项名称"] = ""
    aliases: Annotated[tuple[str, ...], "别名"] = ()
    power_type: Annotated[PowerType, "事项类型"] = PowerType.GENERIC
    organ_name: Annotated[str, "实施主体"] = ""
    organ_uscc: Annotated[str, "实施主体代码"] = ""
    handling_office: Annotated[str, "承办机构"] = ""
    competent_department: Annotated[str, "主管部门"] = ""
    region: Annotated[str, "行政管辖"] = ""
    exercise_levels: Annotated[tuple[ExerciseLevel, ...], "行使层级"] = ()
    exercise_content: Annotated[str, "行使内容"] = ""
    subject_nature: Annotated[SubjectNature | None, "实施主体性质"] = None
    power_source: Annotated[PowerSource | None, "权力来源"] = None
    transfer: Annotated[Transfer | None, "委托或者下放"] = None
    service_objects: Annotated[tuple[ServiceObject, ...], "服务对象"] = ()
    themes: Annotated[tuple[str, ...], "服务主题"] = ()
    statutory_duty: Annotated[bool, "法定必须履行"] = False
    legal_bases: Annotated[tuple[LegalBasis, ...], "法律依据"] = ()

    # How it is handled.
    case_kind: Annotated[CaseKind | None, "办件类型"] = None
    handle_mode: Annotated[HandleMode | None, "办理方式"] = None
    handle_forms: Annotated[tuple[HandleForm, ...], "办理形式"] = ()
    online_depth: Annotated[OnlineDepth | None, "网办深度"] = None
    visits_max: Annotated[int | None, "到办事现场次数"] = None
    visits_reason: Annotated[str, "到现场理由"] = ""
    enter_centre: Annotated[bool | None, "是否进驻政务大厅"] = None
    not_enter_reason: Annotated[str, "不进驻理由"] = ""
    single_window_place: Annotated[str, "单一窗口地址"] = ""
    entry_mode: Annotated[EntryMode | None, "进驻方式"] = None
    common_scope: Annotated[CommonScope | None, "通办范围"] = None
    joint_departments: Annotated[tuple[JointDepartment, ...], "联办机构"] = ()
    appointment: Annotated[bool | None, "支持预约"] = None
    pay_online: Annotated[bool | None, "支持网上支付"] = None
    express: Annotated[bool | None, "支持物流快递"] = None
    online: Annotated[bool | None, "支持网上办理"] = None
    online_address: Annotated[str, "网办地址"] = ""
    system: Annotated[str, "办理系统"] = ""
    commitment: Annotated[CommitmentMode, "告知承诺"] = CommitmentMode.NONE
    commitment_basis: Annotated[str, "告知承诺法定依据"] = ""
    excluded_domains: Annotated[tuple[ExcludedDomain, ...], "涉及领域"] = ()
    tolerance: Annotated[bool, "容缺受理"] = False
    tolerance_days: Annotated[int | None, "容缺补交期限（工作日）"] = None
    special_procedures: Annotated[tuple[SpecialProcedure, ...], "特别程序"] = ()
    max_review_levels: Annotated[int | None, "审查层级"] = None
    review_exception: Annotated[str, "审查层级例外批准文号"] = ""
    places: Annotated[tuple[ServicePlace, ...], "办理地点"] = ()
    consult_phones: Annotated[tuple[str, ...], "咨询电话"] = ()
    supervise_phones: Annotated[tuple[str, ...], "监督电话"] = ()

    # How long it takes.
    legal_limit: Annotated[Span | None, "法定办结时限"] = None
    legal_note: Annotated[str, "法定时限说明"] = ""
    from_receipt: Annotated[bool, "时限自收件起算"] = False
    promise: Annotated[Span | None, "承诺办结时限"] = None
    promise_note: Annotated[str, "承诺时限说明"] = ""
    accept_days: Annotated[int, "受理时限（工作日）"] = 5
    deliver_days: Annotated[int, "送达时限（工作日）"] = 10

    # What it takes and what comes of it.
    accept_conditions: Annotated[str, "受理条件"] = ""
    approve_conditions: Annotated[str, "准予条件"] = ""
    refuse_conditions: Annotated[str, "不予许可情形"] = ""
    quantity_limit: Annotated[str, "数量限制"] = ""
    allocation_rule: Annotated[str, "数量分配方式"] = ""
    materials: Annotated[tuple[Material, ...], "申请材料"] = ()
    no_materials: Annotated[bool, "无需提交材料"] = False
    scenarios: Annotated[tuple[Scenario, ...], "情形"] = ()
    fees: Annotated[tuple[Fee, ...], "收费"] = ()
    intermediaries: Annotated[tuple[Intermediary, ...], "中介服务"] = ()
    results: Annotated[tuple[Result, ...], "办理结果"] = ()
    annual_check: Annotated[str, "年检年审"] = ""
    validity_period: Annotated[str, "有效期"] = ""
    renewal_rule: Annotated[str, "延续规定"] = ""
    rights_obligations: Annotated[str, "权利义务"] = ""
    remedies: Annotated[str, "救济途径"] = ""
    answers: Annotated[tuple[Answer, ...], "常见问题"] = ()
    process_text: Annotated[str, "办理流程文字"] = ""
    procedure_sha256: Annotated[str, "权力运行流程图"] = ""

    # What only its type has.
    penalty: Annotated[PenaltyElements | None, "行政处罚要素"] = None
    coercion: Annotated[CoercionElements | None, "行政强制要素"] = None
    collection: Annotated[CollectionElements | None, "行政征收要素"] = None
    payment: Annotated[PaymentElements | None, "行政给付要素"] = None
    inspection: Annotated[InspectionElements | None, "行政检查要素"] = None
    other: Annotated[OtherElements | None, "其他类型要素"] = None

    def to_json(self) -> dict[str, object]:
        """Plain values for storing and exchanging; defaults are left out."""
        plain = to_plain(self)
        assert isinstance(plain, dict)
        return plain

    @classmethod
    def from_json(cls, plain: object) -> Self:
        """The version again; `Refused` names the field that does not fit."""
        return from_plain(cls, plain)

    @property
    def sha256(self) -> str:
        """The digest of the canonical JSON, in hexadecimal. Equal digests mean equal versions."""
        return hashlib.sha256(canonical(self.to_json())).hexdigest()
