"""ITM-06, 07, 10, 11, 15, 16, 17: materials, windows, commitments, the one source of guide and flowchart."""

import re
from collections.abc import Iterator

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.problems import Problem, Surroundings, error, gap, warning
from qingquan.catalogue.words import CommitmentMode, ExecutionKind, MaterialSource, PowerType

CATCH_ALL = re.compile(r"其他.*材料|等相关材料|其它.*材料")


def itm_06(facts: VersionFacts, _: Surroundings) -> Iterator[Problem]:
    """Each material says why, from whom and how it is judged; none opens the list."""
    lacking: dict[str, list[str]] = {"要求依据": [], "来源渠道": [], "受理标准": []}
    for n, material in enumerate(facts.materials):
        if CATCH_ALL.search(material.name):
            words = f"材料“{material.name}”是兜底条款，请逐项列明所需材料。"
            yield error("ITM-06", f"materials[{n}].name", words, "国发〔2022〕5号")
        for label, kept in (
            ("要求依据", material.basis),
            ("来源渠道", material.source),
            ("受理标准", material.accept_standard),
        ):
            if not kept:
                lacking[label].append(material.name)
    for label, names in lacking.items():
        if names:
            words = f"{len(names)} 份材料没有填写{label}：{'、'.join(names[:3])}{'等' if len(names) > 3 else ''}。"
            yield gap("ITM-06", "materials", words)


def itm_07(facts: VersionFacts, _: Surroundings) -> Iterator[Problem]:
    """What the government issued is fetched, not asked for again, or it is said why not."""
    for n, material in enumerate(facts.materials):
        fetched = material.data_interface or material.ecert_type or material.sharing_exemption
        if material.source is MaterialSource.GOVERNMENT and material.shared and not fetched:
            yield gap(
                "ITM-07",
                f"materials[{n}].data_interface",
                f"材料“{material.name}”由政府核发且可共享，请填写共享接口、电子证照类型或者不能共享的理由。",
                "《国务院关于在线政务服务的若干规定》",
            )


def itm_10(facts: VersionFacts, _: Surroundings) -> Iterator[Problem]:
    """What stays out of the service centre says why and where its one window is."""
    if facts.enter_centre is not False:
        return
    if not facts.not_enter_reason:
        yield gap("ITM-10", "not_enter_reason", "不进驻政务大厅，请填写理由。")
    if not facts.single_window_place:
        yield gap("ITM-10", "single_window_place", "不进驻政务大厅，请填写统一对外窗口的地址。")


def itm_11(facts: VersionFacts, _: Surroundings) -> Iterator[Problem]:
    """No decision on a promise where harm cannot be undone, unless a law itself says so."""
    if facts.commitment is CommitmentMode.COMMITMENT and facts.excluded_domains and not facts.commitment_basis:
        domains = "、".join(domain.label for domain in facts.excluded_domains)
        words = f"事项涉及{domains}，不适用告知承诺制；法律另有规定的请填写法定依据。"
        yield error("ITM-11", "commitment", words, "国办发〔2020〕42号")


def itm_15(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """Guide, flowchart and list come from this one version; a second telling would drift from it."""
    if facts.power_type.on_application and not facts.procedure_sha256:
        yield gap("ITM-15", "procedure_sha256", "没有绑定权力运行流程图，请选定已检查的流程。")
    if facts.procedure_sha256 and facts.process_text:
        words = "办理流程既有流程图又有文字描述，请删除文字，由流程图生成。"
        yield error("ITM-15", "process_text", words)
    stated, drawn = facts.max_review_levels, around.procedure_review_levels
    if stated is not None and drawn is not None and stated != drawn:
        words = f"清单写明审查 {stated} 级，流程图却有 {drawn} 级，请改为一致。"
        yield error("ITM-15", "max_review_levels", words)


def itm_16(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """What only some types need: discretion and hearing, grounds of refusal, whose force."""
    if facts.power_type is PowerType.PENALTY:
        yield from penalty_needs(facts, around)
    if facts.power_type is PowerType.LICENCE and not facts.refuse_conditions:
        words = "没有填写不予许可情形，请补充，否则不予许可无法说明理由。"
        yield gap("ITM-16", "refuse_conditions", words, "《行政许可法》第三十八条第二款")
    if facts.power_type is PowerType.COERCION:
        yield from coercion_needs(facts)


def penalty_needs(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """《行政处罚法》第三十四条、第六十三条。"""
    if facts.penalty is None or facts.penalty.hearing_threshold_fen is None:
        words = "没有填写听证起点金额，请按本省规定填写。"
        yield gap("ITM-16", "penalty.hearing_threshold_fen", words, "《行政处罚法》第六十三条")
    if around.discretion_tables is None:
        words = "裁量权基准尚未在本系统建立，公布前请人工核对。"
        yield warning("ITM-16", "penalty.discretion_table", words, "《行政处罚法》第三十四条")
    elif not around.discretion_tables:
        words = "没有裁量权基准，请先建立并公布。"
        yield gap("ITM-16", "penalty.discretion_table", words, "《行政处罚法》第三十四条")


def coercion_needs(facts: VersionFacts) -> Iterator[Problem]:
    """Without a law that lets the organ execute, it must go to court."""
    if facts.coercion is None or facts.coercion.own_power is None:
        words = "没有填写本机关有无强制执行权，请选定。"
        yield gap("ITM-16", "coercion.own_power", words, "《行政强制法》第十三条")
    elif not facts.coercion.own_power and set(facts.coercion.executions) - {ExecutionKind.SURCHARGE}:
        words = "本机关没有强制执行权，却列有强制执行方式，应申请人民法院强制执行。"
        yield error("ITM-16", "coercion.executions", words, "《行政强制法》第十三条第二款")


def itm_17(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """Every power has its risk points, with measures and owners."""
    if not facts.power_type.is_power:
        return
    if around.risk_points is None:
        yield warning("ITM-17", "", "廉政风险点尚未在本系统建立，公布前请人工核对。")
    elif around.risk_points == 0:
        yield gap("ITM-17", "", "没有廉政风险点，请至少填写一处及其防控措施和责任人。")
