"""The rows of an item's version: legal bases, materials, fees, results, procedures, places, scenarios.

Each row has a `key` by which it is found again in another version.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from qingquan.catalogue.words import (
    BasisLevel,
    BasisRole,
    DeliveryWay,
    LimitUnit,
    MaterialKind,
    MaterialMedium,
    MaterialNeed,
    MaterialSource,
    ResultKind,
    SpecialProcedureKind,
)

DAYS = {LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as the law states it: a number and its unit."""

    n: int
    unit: LimitUnit = LimitUnit.WORKING_DAY

    def __str__(self) -> str:
        return f"{self.n}{'个' if self.unit in DAYS else ''}{self.unit.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """设定依据 or 实施依据: one provision of one text."""

    name: Annotated[str, "依据名称"] = ""
    document_no: Annotated[str, "文号"] = ""
    article: Annotated[str, "条款"] = ""
    text: Annotated[str, "条文内容"] = ""
    level: Annotated[BasisLevel | None, "依据层级"] = None
    level_inferred: Annotated[bool, "层级系按名称推定"] = False
    role: Annotated[BasisRole, "依据作用"] = BasisRole.SETS_UP
    effective_from: Annotated[date | None, "施行日期"] = None
    effective_until: Annotated[date | None, "失效日期"] = None

    @property
    def key(self) -> str:
        """Name and article."""
        return f"《{self.name}》{self.article}"

    def in_force(self, on: date) -> bool:
        """Whether it applies on that day; a day that is not stated does not exclude."""
        begun = self.effective_from is None or self.effective_from <= on
        return begun and (self.effective_until is None or on <= self.effective_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """申请材料. The window's check-list is made of these rows."""

    name: Annotated[str, "材料名称"] = ""
    code: Annotated[str, "材料编码"] = ""
    need: Annotated[MaterialNeed, "必要性"] = MaterialNeed.REQUIRED
    kind: Annotated[MaterialKind, "材料类型"] = MaterialKind.ORIGINAL
    medium: Annotated[MaterialMedium, "材料形式"] = MaterialMedium.EITHER
    source: Annotated[MaterialSource | None, "来源渠道"] = None
    issuer: Annotated[str, "出具机构"] = ""
    shared: Annotated[bool, "可由数据共享取得"] = False
    data_interface: Annotated[str, "共享接口"] = ""
    sharing_exemption: Annotated[str, "不能共享的理由"] = ""
    ecert_type: Annotated[str, "电子证照类型"] = ""
    originals: Annotated[int, "原件份数"] = 1
    copies: Annotated[int, "复印件份数"] = 0
    page_format: Annotated[str, "规格"] = ""
    blank_form: Annotated[str, "空白表格"] = ""
    sample: Annotated[str, "示例样表"] = ""
    fill_notes: Annotated[str, "填报须知"] = ""
    accept_standard: Annotated[str, "受理标准"] = ""
    basis: Annotated[str, "要求依据"] = ""
    scenario: Annotated[str, "适用情形"] = ""

    @property
    def key(self) -> str:
        """The name, and the scenario where one name is asked for in two of them."""
        return f"{self.name}（{self.scenario}）" if self.scenario else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """收费项目. Amounts of a standard stay in its own words (per square metre, per item)."""

    name: Annotated[str, "收费项目名称"] = ""
    standard: Annotated[str, "收费标准"] = ""
    basis: Annotated[LegalBasis | None, "收费依据"] = None
    listed_as: Annotated[str, "收费目录清单编号"] = ""
    reducible: Annotated[bool, "可以减免"] = False
    reduce_basis: Annotated[str, "减免依据"] = ""
    charge_mode: Annotated[str, "收费方式"] = ""
    ticket_kind: Annotated[str, "票据种类"] = ""

    @property
    def key(self) -> str:
        """The name."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """办理结果: what the applicant takes home."""

    kind: Annotated[ResultKind, "结果类型"] = ResultKind.CERTIFICATE
    name: Annotated[str, "结果名称"] = ""
    sample: Annotated[str, "结果样本"] = ""
    ecert_catalogue_code: Annotated[str, "电子证照目录编码"] = ""
    validity: Annotated[str, "有效期限"] = ""
    delivery: Annotated[tuple[DeliveryWay, ...], "送达方式"] = ()

    @property
    def key(self) -> str:
        """The name, or the kind of a nameless one."""
        return self.name or self.kind.label


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialProcedure:
    """特别程序: what may add time, or stop the clock."""

    name: Annotated[str, "特别程序名称"] = ""
    # The statute's own word for a reason to stand still (hearing, expert_review …) where it is one of them.
    reason: Annotated[str, "停止计时事由"] = ""
    kind: Annotated[SpecialProcedureKind, "特别程序种类"] = SpecialProcedureKind.OTHER
    basis: Annotated[str, "特别程序依据"] = ""
    limit: Annotated[Span | None, "特别程序时限"] = None
    formula: Annotated[str, "时限算法"] = ""
    stops_clock: Annotated[bool, "停止计时"] = True
    notice_template: Annotated[str, "告知书模板"] = ""

    @property
    def key(self) -> str:
        """The name."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Intermediary:
    """中介服务 demanded before or during approval."""

    name: Annotated[str, "中介服务名称"] = ""
    basis: Annotated[LegalBasis | None, "中介服务依据"] = None
    paid_by_organ: Annotated[bool, "由行政机关付费"] = False
    limit: Annotated[Span | None, "中介服务时限"] = None
    stops_clock: Annotated[bool, "停止计时"] = False

    @property
    def key(self) -> str:
        """The name."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlace:
    """办理地点: where and when somebody may come."""

    name: Annotated[str, "窗口名称"] = ""
    address: Annotated[str, "地址"] = ""
    hours: Annotated[str, "办理时间"] = ""
    phone: Annotated[str, "电话"] = ""

    @property
    def key(self) -> str:
        """The name, or the address of a nameless one."""
        return self.name or self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class JointDepartment:
    """联办机构, with the time it has of the whole."""

    name: Annotated[str, "联办机构名称"] = ""
    uscc: Annotated[str, "联办机构代码"] = ""
    leads: Annotated[bool, "主办"] = False
    limit: Annotated[Span | None, "联办时限"] = None

    @property
    def key(self) -> str:
        """The name."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """情形: one question of the guide and the answers that choose materials."""

    question: Annotated[str, "情形问题"] = ""
    answers: Annotated[tuple[str, ...], "可选回答"] = ()
    asked_when: Annotated[str, "提问条件"] = ""

    @property
    def key(self) -> str:
        """The question."""
        return self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """常见问题."""

    question: Annotated[str, "问题"] = ""
    answer: Annotated[str, "解答"] = ""

    @property
    def key(self) -> str:
        """The question."""
        return self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """委托书 or 下放决定: by what deed another body came to exercise the power. 《行政许可法》第二十四条。"""

    giver: Annotated[str, "委托或者下放机关"] = ""
    receiver: Annotated[str, "受委托或者承接机构"] = ""
    receiver_is_organ: Annotated[bool, "受委托机构是行政机关"] = True
    scope: Annotated[str, "事项范围"] = ""
    authority: Annotated[str, "权限"] = ""
    valid_from: Annotated[date | None, "起始日期"] = None
    valid_until: Annotated[date | None, "终止日期"] = None
    deed: Annotated[str, "委托书或者决定文号"] = ""
    published_on: Annotated[date | None, "公布日期"] = None
    published_at: Annotated[str, "公布地址"] = ""
    decided_by_province: Annotated[bool, "由省级决定"] = False

    @property
    def key(self) -> str:
        """The number of the deed."""
        return self.deed
