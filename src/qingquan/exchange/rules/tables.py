"""Tables 5 to 8 and 11 of GB/T 39046-2020: their fields in order, and the rows of a case in each.

A field this system keeps nothing for, or whose code table is not at hand (kind of identity document by GA/T 2000.156,
code of the channel), stays empty; it is never guessed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from qingquan.exchange.rules import moments
from qingquan.exchange.rules.formats import Format
from qingquan.exchange.rules.told import CaseTold, FindingTold, MaterialTold, SpecialTold, StepTold
from qingquan.exchange.words import Layout, RecordTable

Value = str | bool | datetime | date | None
Told = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name in a file, its Chinese name, its format."""

    key: str
    label: str
    format: Format


def fields(*rows: tuple[str, str, str]) -> tuple[Field, ...]:
    """Lines of a table."""
    return tuple(Field(key, label, Format.of(form)) for key, label, form in rows)


TABLES: dict[RecordTable, tuple[Field, ...]] = {
    RecordTable.APPLICATION: fields(
        ("case_no", "办件编号", "an..50"),
        ("impl_code", "实施编码", "an..24"),
        ("item_name", "事项名称", "an..200"),
        ("case_kind_name", "办件类型", "an..20"),
        ("case_kind", "办件类型代码", "n1"),
        ("applicant_name", "申请人名称", "an..100"),
        ("applicant_id_type", "申请人证件类型", "n3"),
        ("applicant_id_no", "申请人证件号码", "an..18"),
        ("agent_name", "代理人姓名", "a..30"),
        ("agent_id_type", "代理人证件类型", "n3"),
        ("agent_id_no", "代理人证件号码", "an..18"),
        ("mobile", "手机号码", "an..18"),
        ("postcode", "邮政编码", "n6"),
        ("address", "地址", "an..100"),
        ("legal_rep", "法定代表人", "a..30"),
        ("source_channel", "申报来源", "n1"),
        ("applied_at", "申请时间", "dt"),
        ("investment_project_no", "投资项目编号", "an..24"),
        ("region", "行政区划代码", "n..9"),
        ("material_name", "材料名称", "an..200"),
        ("received", "是否收取", "n1"),
        ("receive_way", "收取方式", "an..20"),
        ("receive_count", "收取数量", "n..2"),
        ("received_at", "收取时间", "dt"),
        ("attachment", "附件", "b"),
    ),
    RecordTable.ACCEPTANCE: fields(
        ("case_no", "办件编号", "an..50"),
        ("base_code", "基本编码", "an..10"),
        ("impl_code", "实施编码", "an..24"),
        ("item_name", "事项名称", "an..200"),
        ("accept_org_name", "受理机构", "an..100"),
        ("accept_org_uscc", "受理机构代码", "an..18"),
        ("accept_person", "受理人", "an..30"),
        ("accepted_at", "受理时间", "dt"),
        ("accept_doc_no", "受理文书编号", "an..30"),
        ("promised_finish", "承诺办结时间", "an..20"),
        ("case_kind_name", "办件类型", "an..20"),
        ("case_kind", "办件类型代码", "n1"),
        ("region", "行政区划代码", "n..9"),
    ),
    RecordTable.HANDLING: fields(
        ("case_no", "办件编号", "an..50"),
        ("action", "业务动作", "an..20"),
        ("step_name", "环节名称", "an..100"),
        ("step_person", "环节办理人", "a..30"),
        ("step_opinion", "环节意见", "an..1000"),
        ("step_start", "环节开始时间", "dt"),
        ("step_end", "环节结束时间", "dt"),
        ("org_name", "办理机构", "an..100"),
        ("org_uscc", "办理机构代码", "an..18"),
        ("step_state", "环节状态", "n1"),
        ("sp_name", "特别程序名称", "an..100"),
        ("sp_kind", "特别程序种类代码", "n1"),
        ("sp_start", "特别程序开始时间", "dt"),
        ("sp_reason", "启动理由或依据", "ul"),
        ("sp_applicant", "特别程序申请人", "a..30"),
        ("sp_end", "特别程序结束时间", "dt"),
        ("sp_result", "特别程序结果", "ul"),
        ("sp_opinion", "特别程序意见", "ul"),
        ("sp_org_name", "特别程序办理机构", "an..100"),
        ("sp_org_uscc", "特别程序办理机构代码", "an..18"),
        ("sp_handler", "特别程序办理人", "a..30"),
    ),
    RecordTable.RESULT: fields(
        ("case_no", "办件编号", "an..50"),
        ("handler_name", "办理人", "a..30"),
        ("finished_at", "办结时间", "dt"),
        ("cert_name", "结果证照名称", "an..200"),
        ("cert_no", "结果证照编号", "an..50"),
        ("result_text", "办理结果", "an..1000"),
        ("cert_validity", "证照有效期", "an..30"),
        ("seal_org", "发证或者盖章单位", "an..100"),
        ("region", "行政区划代码", "n..9"),
        ("by_express", "是否快递", "n1"),
        ("is_fee", "是否收费", "n1"),
    ),
    RecordTable.SUPERVISION: fields(
        ("case_no", "办件编号", "an..50"),
        ("urge_content", "督办内容", "an..1000"),
        ("org_name", "被督办机构", "an..100"),
        ("power_type", "事项类型代码", "n2"),
        ("issued_at", "发出时间", "dt"),
        ("supervision_no", "监察编号", "an..20"),
        ("rule_no", "监察规则编号", "an..20"),
        ("alarm_type", "监察预警类型代码", "n1"),
        ("state_at", "状态时间", "dt"),
        ("result_text", "督办结果", "an..1000"),
        ("responsible_dept", "责任部门", "an..100"),
    ),
}


def written(value: Value, layout: Layout) -> str:
    """A value as the standard writes it; what is not known stays empty."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return moments.moment(value, layout) if isinstance(value, datetime) else moments.day(value)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table, and what in it does not fit the standard: (column, why)."""

    values: dict[str, str]
    unfit: tuple[tuple[Field, str], ...]


def record(table: RecordTable, told: Told, layout: Layout) -> Record:
    """A row in the table's columns, whole; `told` may leave out what is not known, and names no other column."""
    columns = TABLES[table]
    assert set(told) <= {each.key for each in columns}, set(told) - {each.key for each in columns}
    values = {each.key: written(told.get(each.key), layout) for each in columns}
    unfit = tuple((each, why) for each in columns if (why := each.format.problem(values[each.key])))
    return Record(values, unfit)


def application(case: CaseTold) -> Iterator[Told]:
    """Table 5: a row for each material, the case repeated; one row where nothing is listed."""
    about: Told = {
        "case_no": case.number,
        "impl_code": case.impl_code,
        "item_name": case.item_name,
        "case_kind_name": case.kind_name,
        "case_kind": case.kind,
        "applicant_name": case.applicant.name,
        "applicant_id_no": case.applicant.id_number,
        "agent_name": case.agent.name,
        "agent_id_no": case.agent.id_number,
        "mobile": case.applicant.phone,
        "address": case.applicant.address,
        "legal_rep": case.applicant.legal_representative,
        "applied_at": case.applied,
        "region": case.region,
    }
    for material in case.materials:
        yield {**about, **of_material(material)}
    if not case.materials:
        yield about


def of_material(material: MaterialTold) -> Told:
    """The columns of one material."""
    return {
        "material_name": material.name,
        "received": material.received,
        "receive_way": material.way,
        "received_at": material.at,
    }


def acceptance(case: CaseTold) -> Iterator[Told]:
    """Table 6: one row, once a case is accepted."""
    if case.acceptance is None:
        return
    yield {
        "case_no": case.number,
        "base_code": case.base_code,
        "impl_code": case.impl_code,
        "item_name": case.item_name,
        "accept_org_name": case.organ,
        "accept_org_uscc": case.uscc,
        "accept_person": case.acceptance.person,
        "accepted_at": case.acceptance.at,
        "accept_doc_no": case.acceptance.document,
        "promised_finish": case.acceptance.promised,
        "case_kind_name": case.kind_name,
        "case_kind": case.kind,
        "region": case.region,
    }


def handling(case: CaseTold) -> Iterator[Told]:
    """Table 7: a row for each step, then one for each special procedure."""
    yield from (of_step(case.number, step) for step in case.steps)
    yield from (of_special(case.number, special) for special in case.specials)


def of_step(number: str, step: StepTold) -> Told:
    """The columns of a step; one that is not done ends, for the table, when it begins."""
    return {
        "case_no": number,
        "action": step.action,
        "step_name": step.name,
        "step_person": step.person,
        "step_opinion": step.opinion,
        "step_start": step.start,
        "step_end": step.done or step.start,
        "org_name": step.organ,
        "org_uscc": step.uscc,
        "step_state": "2" if step.done else "1",
    }


def of_special(number: str, special: SpecialTold) -> Told:
    """The columns of a special procedure."""
    return {
        "case_no": number,
        "sp_name": special.name,
        "sp_kind": special.kind,
        "sp_start": special.start,
        "sp_reason": special.reason,
        "sp_end": special.end,
        "sp_result": special.result,
        "sp_org_name": special.organ,
        "sp_org_uscc": special.uscc,
        "sp_handler": special.handler,
    }


def result(case: CaseTold) -> Iterator[Told]:
    """Table 8: one row, once a case has ended."""
    if case.result is None:
        return
    yield {
        "case_no": case.number,
        "handler_name": case.result.handler,
        "finished_at": case.result.at,
        "cert_name": case.result.certificate,
        "cert_no": case.result.certificate_number,
        "result_text": case.result.text,
        "cert_validity": case.result.validity,
        "seal_org": case.result.seal,
        "region": case.region,
        "by_express": case.result.mailed,
        "is_fee": case.result.charged,
    }


def supervision(finding: FindingTold) -> Told:
    """Table 11: one row."""
    return {
        "case_no": finding.case_number,
        "urge_content": finding.urged,
        "org_name": finding.organ,
        "power_type": finding.power_type,
        "issued_at": finding.issued,
        "supervision_no": finding.number,
        "rule_no": finding.rule,
        "alarm_type": finding.alarm,
        "state_at": finding.state_at,
        "result_text": finding.result,
        "responsible_dept": finding.responsible,
    }


OF_CASES: dict[RecordTable, Callable[[CaseTold], Iterator[Told]]] = {
    RecordTable.APPLICATION: application,
    RecordTable.ACCEPTANCE: acceptance,
    RecordTable.HANDLING: handling,
    RecordTable.RESULT: result,
}


def of_cases(table: RecordTable, cases: Iterable[CaseTold], layout: Layout) -> list[Record]:
    """The rows of several cases in one table."""
    return [record(table, told, layout) for case in cases for told in OF_CASES[table](case)]


def of_findings(findings: Iterable[FindingTold], layout: Layout) -> list[Record]:
    """The rows of table 11."""
    return [record(RecordTable.SUPERVISION, supervision(each), layout) for each in findings]
