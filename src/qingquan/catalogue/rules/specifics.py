"""What only some types of power have. Handbook group E of the implementation list."""

from dataclasses import dataclass
from typing import Annotated

from qingquan.catalogue.words import CollectionKind, ExecutionKind, MeasureKind, PenaltyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyElements:
    """行政处罚 elements. Money in fen."""

    violation: Annotated[str, "违法行为"] = ""
    kinds: Annotated[tuple[PenaltyKind, ...], "处罚种类"] = ()
    range_text: Annotated[str, "处罚幅度"] = ""
    limitation_years: Annotated[int, "追究时效（年）"] = 2
    hearing_threshold_fen: Annotated[int | None, "听证起点（分）"] = None
    simple_procedure: Annotated[bool, "可适用简易程序"] = False
    discretion_table: Annotated[str, "裁量基准"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoercionElements:
    """行政强制 elements."""

    measures: Annotated[tuple[MeasureKind, ...], "强制措施种类"] = ()
    executions: Annotated[tuple[ExecutionKind, ...], "强制执行方式"] = ()
    own_power: Annotated[bool | None, "本机关有强制执行权"] = None
    excluded_objects: Annotated[str, "不得强制的对象"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionElements:
    """行政征收 elements."""

    kind: Annotated[CollectionKind | None, "征收种类"] = None
    payer: Annotated[str, "缴纳人"] = ""
    standard: Annotated[str, "征收标准"] = ""
    period: Annotated[str, "征收期限"] = ""
    reducible: Annotated[bool, "可以减免"] = False
    fund_account: Annotated[str, "资金账户"] = ""
    ticket_kind: Annotated[str, "票据种类"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentElements:
    """行政给付 elements."""

    target: Annotated[str, "给付对象"] = ""
    standard: Annotated[str, "给付标准"] = ""
    funding: Annotated[str, "资金来源"] = ""
    periodicity: Annotated[str, "发放周期"] = ""
    publicity: Annotated[str, "公示要求"] = ""
    recheck: Annotated[str, "复核周期"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionElements:
    """行政检查 elements."""

    objects: Annotated[str, "检查对象"] = ""
    mode: Annotated[str, "检查方式"] = ""
    yearly_cap: Annotated[int | None, "年度频次上限"] = None
    checklist: Annotated[str, "检查内容"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherElements:
    """What confirmation, reward and adjudication add, in their own words."""

    confirmed_fact: Annotated[str, "确认的事实"] = ""
    evidence: Annotated[str, "证据要求"] = ""
    effect: Annotated[str, "确认的效力"] = ""
    reward_form: Annotated[str, "奖励形式"] = ""
    reward_amount: Annotated[str, "奖励标准"] = ""
    publicity_days: Annotated[int | None, "公示天数"] = None
    dispute: Annotated[str, "争议种类"] = ""
    parties: Annotated[str, "当事人"] = ""
    mediation: Annotated[str, "调解程序"] = ""
