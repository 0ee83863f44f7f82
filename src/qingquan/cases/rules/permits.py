"""Which acts the law lets happen now. Each question raises `Refused` with its article, or returns quietly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qingquan import law
from qingquan.cases.rules import clocks
from qingquan.cases.rules.facts import CaseFacts
from qingquan.cases.words import UNDECIDED, Outcome, Stage
from qingquan.clock import WorkCalendar
from qingquan.law import Refused


@dataclass(frozen=True, slots=True)
class PauseReason:
    """One ground on which a clock may stand still: of the general law, or an item's own statute."""

    code: str
    label: str
    cite: str


def pause_reasons(extra: Sequence[PauseReason], on: date) -> dict[str, PauseReason]:
    """The eight of 《行政许可法》第四十五条 and those the item's own statute adds, each with its article."""
    general = (
        PauseReason(name, ground.label, ground.cite) for name, ground in law.pause_reasons("licensing", on=on).items()
    )
    return {reason.code: reason for reason in (*general, *extra)}


def check_not_silent(case: CaseFacts, on: date, calendar: WorkCalendar) -> None:
    """Once silence has accepted a case, nobody accepts, returns or refuses it any more."""
    if clocks.deemed_accepted_on(case, calendar, on) is not None:
        last = clocks.due_of(clocks.notice(case), calendar)
        cite = law.duty("licensing", "silence_accepts", on=on).cite
        raise Refused(f"告知补正的期限已于{last:%Y年%-m月%-d日}届满，本件视为自收到材料之日起受理。", cite)


def check_may_notify_gaps(case: CaseFacts, gaps: Sequence[str], on: date, calendar: WorkCalendar) -> None:
    """Once, within five working days, everything at once. 《行政许可法》第三十二条第一款第（四）项。"""
    duty = law.duty("licensing", "one_time_notice", on=on)
    if case.gaps_noticed_on is not None:
        raise Refused("补正告知只能作出一次，本件已经一次性告知过。", duty.cite)
    if case.stage is not Stage.RECEIVED:
        raise Refused("只有收件后、受理前才能告知补正。", duty.cite)
    check_not_silent(case, on, calendar)
    if not gaps:
        raise Refused("请列出需要补正的全部内容。", duty.cite)


def check_time_to_supply(days: int, on: date) -> None:
    """Who is asked for more has at least a day to bring it."""
    if days < 1:
        raise Refused("补正的期限至少一日。", law.duty("licensing", "one_time_notice", on=on).cite)


def check_may_supply(case: CaseFacts) -> None:
    """Only what was asked for, while it is waited for."""
    if case.stage is not Stage.SUPPLEMENT_PENDING:
        raise Refused("本件没有待补正的内容。", law.duty("licensing", "one_time_notice", on=case.received_on).cite)


def check_may_accept(case: CaseFacts, missing: Sequence[str], on: date, calendar: WorkCalendar) -> None:
    """All materials there, in form, in time. 《行政许可法》第三十二条第一款第（五）项。"""
    duty = law.duty("licensing", "acceptance", on=case.received_on)
    if case.stage is not Stage.RECEIVED:
        raise Refused("本件不在待受理状态，不能受理。", duty.cite)
    check_not_silent(case, on, calendar)
    if missing:
        raise Refused(f"必要材料不齐：{'、'.join(missing)}。请告知补正，或者收齐后再受理。", duty.cite)


def check_may_take_in(
    case: CaseFacts, names: Sequence[str], missing: Sequence[str], on: date, calendar: WorkCalendar
) -> None:
    """What an applicant said to bring on paper may come until the case is accepted or its gaps are told."""
    duty = law.duty("licensing", "acceptance", on=case.received_on)
    if case.stage is not Stage.RECEIVED or not missing:
        raise Refused("本件没有等待收取的纸质材料。", duty.cite)
    check_not_silent(case, on, calendar)
    if not names:
        raise Refused("请勾选收到的材料。", duty.cite)


def check_may_refuse_acceptance(case: CaseFacts, explanation: str, on: date, calendar: WorkCalendar) -> None:
    """At once, in writing, naming the right organ when it is not ours. 《行政许可法》第三十二条。"""
    duty = law.duty("licensing", "written_proof_of_acceptance", on=on)
    if case.stage not in {Stage.RECEIVED, Stage.SUPPLEMENT_PENDING}:
        raise Refused("本件已经受理或者办结，不能再作不受理处理。", duty.cite)
    check_not_silent(case, on, calendar)
    if not explanation.strip():
        raise Refused("请写明理由；不属于本机关职权的，请写明应当向哪个机关申请。", duty.cite)


def check_may_pause(
    case: CaseFacts,
    reason: str,
    allowed: dict[str, PauseReason],
    *,
    document: str,
    planned_end: date,
    on: date,
    calendar: WorkCalendar,
) -> None:
    """For a ground the law lists, told in writing with the time it needs. 《行政许可法》第四十五条。"""
    duty = law.duty("licensing", "uncounted_time_told", on=on)
    if case.stage is not Stage.ACCEPTED:
        raise Refused("案件不在办理中，不能启动特别程序。", duty.cite)
    if case.limits.instant:
        raise Refused("即办件当场办结，不能暂停计时。", duty.cite)
    if reason not in allowed:
        listed = "、".join(ground.label for ground in allowed.values())
        raise Refused(f"“{reason}”不是法定的暂停事由。可以暂停的只有：{listed}。", duty.cite)
    if not document.strip():
        raise Refused("启动特别程序须有书面告知文书，请填写文书内容。", duty.cite)
    if planned_end <= on:
        raise Refused("请填写特别程序预计结束的日期，应晚于今天。", duty.cite)
    last = clocks.due_days(case, calendar).legal_on
    if last is not None and on > last:
        raise Refused(f"法定期限已于{last:%Y年%-m月%-d日}届满，不能再暂停计时。", duty.cite)


def check_may_resume(case: CaseFacts, result: str) -> None:
    """When the result came. 《行政许可法》第四十五条。"""
    duty = law.duty("licensing", "uncounted_time_told", on=case.received_on)
    if case.stage is not Stage.PAUSED:
        raise Refused("本件没有进行中的特别程序。", duty.cite)
    if not result.strip():
        raise Refused("请写明特别程序的结果，作为恢复计时的依据。", duty.cite)


def check_may_extend(case: CaseFacts, *, by_head: bool, reason: str, on: date, calendar: WorkCalendar) -> None:
    """Once, before the end, by the head of the organ. 《行政许可法》第四十二条。"""
    name = "joint_extension" if case.limits.joint else "decision_extension"
    cite = law.limit("licensing", name, on=on).cite
    if case.stage not in {Stage.ACCEPTED, Stage.PAUSED}:
        raise Refused("案件不在办理中，不能延长期限。", cite)
    if case.extension is not None:
        raise Refused("期限已经延长过一次，不能再次延长。", cite)
    if not by_head:
        whose = "联合办理的，延长期限须经本级人民政府负责人" if case.limits.joint else "延长期限须经本机关负责人"
        raise Refused(f"{whose}批准。", cite)
    last = clocks.due_days(case, calendar).legal_on
    if last is None and case.stage is Stage.PAUSED:
        raise Refused("特别程序期间期限不计算，告知书写不出新的到期日；请在特别程序结束后、期限届满前批准延长。", cite)
    if last is not None and on > last:
        raise Refused(f"法定期限已于{last:%Y年%-m月%-d日}届满，延长应当在届满之前批准。", cite)
    if not reason.strip():
        raise Refused("请写明延长期限的理由，理由要告知申请人。", cite)


def check_may_decide(case: CaseFacts, outcome: Outcome, reasons: str, on: date) -> None:
    """After acceptance, with the clock running; a refusal gives its reasons. 《行政许可法》第三十八条。"""
    duty = law.duty("licensing", "refusal_reasons", on=on)
    if case.stage is Stage.PAUSED:
        raise Refused(
            "特别程序尚未结束，请先录入结果恢复计时再作决定。", law.duty("licensing", "decision_in_time", on=on).cite
        )
    if case.stage is not Stage.ACCEPTED:
        raise Refused("本件不在办理中，不能作出决定。", law.duty("licensing", "decision_in_time", on=on).cite)
    if outcome is Outcome.REFUSE and len(reasons.strip()) < 5:
        raise Refused("不予许可应当说明理由。", duty.cite)


def check_decides_another_person(*, examined_by: Sequence[int], decides: int, instant: bool) -> None:
    """Who examined a case does not decide it, except on the spot.

    《行政许可法》第三十四条 lets what can be decided at once be decided by one; otherwise the county separates the two.
    """
    if not instant and decides in examined_by:
        raise Refused(
            "承办人与批准人不能是同一人，请由批准岗位的其他人员作出决定。", law.parameter("separate_duties").basis
        )


def check_may_deliver(case: CaseFacts, on: date) -> None:
    """A decision first; then hand over. 《行政许可法》第四十四条。"""
    cite = law.limit("licensing", "delivery", on=on).cite
    if case.stage not in {Stage.APPROVED, Stage.REFUSED}:
        raise Refused("尚未作出决定，没有可以送达的结果。" if not case.closed else "本件已经办结。", cite)


def check_may_withdraw(case: CaseFacts) -> None:
    """Until the decision the application belongs to the applicant."""
    if case.stage not in UNDECIDED:
        raise Refused("本件已经作出决定或者办结，不能撤回申请。", law.parameter("withdraw_before_decision").basis)


def check_lapses(case: CaseFacts, on: date) -> None:
    """Only a case that still waits for its supplements, and only after the last day for them."""
    basis = law.parameter("supplement_abandoned_days").basis
    due = case.supplement_due_on
    if case.stage is not Stage.SUPPLEMENT_PENDING or due is None or on <= due:
        raise Refused("本件没有逾期未补正的内容。", basis)


def check_may_terminate(case: CaseFacts, reason: str) -> None:
    """Only before the decision, with a reason told to the applicant."""
    basis = law.parameter("termination").basis
    if case.stage not in UNDECIDED:
        raise Refused("本件已经作出决定或者办结，不能终止办理。", basis)
    if len(reason.strip()) < 2:
        raise Refused("请写明终止办理的理由。", basis)
