"""ITM-03, 04, 05, 14: limits, instant items, review levels and special procedures."""

from collections.abc import Iterator

from qingquan.catalogue.rules import promise
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.problems import Problem, Surroundings, error, gap
from qingquan.catalogue.words import CaseKind
from qingquan.law import parameter

SEED = "县政府规范行政权力指导意见"


def itm_03(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """The promise is never longer than the law allows."""
    if facts.promise is None or facts.legal_limit is None:
        return
    seen = promise.compare(facts.promise, facts.legal_limit, on=around.on, calendar=around.calendar)
    if not seen.longer:
        return
    words = f"承诺时限 {facts.promise} 长于法定时限 {facts.legal_limit}，请缩短承诺。"
    if seen.start:
        words += f"例如自 {seen.start} 起算，承诺至 {seen.promised_end} 止，法定至 {seen.legal_end} 止。"
    yield error("ITM-03", "promise", words)


def itm_04(facts: VersionFacts, _: Surroundings) -> Iterator[Problem]:
    """An instant item is decided at once: no clock stops, nobody reviews twice, it is handed over that day."""
    if facts.case_kind is not CaseKind.INSTANT:
        return
    if facts.promise is not None and facts.promise.n:
        words = f"即办件应当场办结，承诺时限却为 {facts.promise}，请填 0 或者改为承诺件。"
        yield error("ITM-04", "promise", words)
    if any(procedure.stops_clock for procedure in facts.special_procedures):
        yield error("ITM-04", "special_procedures", "即办件不得停止计时，请删除特别程序或者改为承诺件。")
    if (facts.max_review_levels or 0) > 1:
        yield error("ITM-04", "max_review_levels", "即办件不得多级审查，请改为一级或者改为承诺件。")
    if facts.deliver_days:
        yield error("ITM-04", "deliver_days", "即办件应当日送达，送达时限应为 0。")


def itm_05(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """At most two review levels, or an exception that was approved."""
    most = parameter("max_review_levels").number
    levels = max(facts.max_review_levels or 0, around.procedure_review_levels or 0)
    if levels > most and not facts.review_exception:
        words = f"审查层级为 {levels} 级，最多 {most} 级；确需增加的请填写例外批准文号。"
        yield error("ITM-05", "max_review_levels", words, SEED)


def itm_14(facts: VersionFacts, _: Surroundings) -> Iterator[Problem]:
    """Each special procedure says by which law, how long, and what the applicant is told."""
    cite = "《行政许可法》第四十五条"
    for n, procedure in enumerate(facts.special_procedures):
        where, name = f"special_procedures[{n}]", procedure.name
        if not procedure.basis:
            yield gap("ITM-14", f"{where}.basis", f"特别程序“{name}”没有依据，请补充。", cite)
        if procedure.limit is None and not procedure.formula:
            words = f"特别程序“{name}”没有时限或者时限算法，请补充，所需时间应书面告知申请人。"
            yield gap("ITM-14", f"{where}.limit", words, cite)
        if not procedure.notice_template:
            yield gap("ITM-14", f"{where}.notice_template", f"特别程序“{name}”没有告知书模板，请补充。", cite)
