"""Whether an act on a case is open to a post now: the same rules the act itself asks, with the words left blank.

Each question raises `Refused`, or returns quietly. A test holds them together with what the acts really do.
"""

from datetime import timedelta

from qingquan import law
from qingquan.cases.acts.course import OWN_ACTS, check_working_on, may_prolong
from qingquan.cases.acts.hold import FLOWCHART, Held, check_post
from qingquan.cases.acts.receipt import RECEIVING
from qingquan.cases.rules import permits
from qingquan.cases.words import Outcome, Stage
from qingquan.desk.case_forms import InHand
from qingquan.law import Refused
from qingquan.places.words import Role
from qingquan.procedures.runs import OpenStep

# Stands for what the official will write; whether that is good enough is asked when it was written.
WORDS = "（略）（略）"


def _accepting(hand: InHand) -> None:
    step = hand.held.step_of_kind("accept")
    if step is not None:
        check_post(hand.held, step, hand.by)
    elif not hand.held.is_own(hand.by):
        raise Refused("受理由承办机关的窗口办理，您的岗位不能操作。")
    hand.held.check_not_own_matter(hand.by)


def may_accept(hand: InHand) -> None:
    """受理."""
    _accepting(hand)
    missing = [str(name) for name in hand.held.listed("missing")]
    permits.check_may_accept(hand.held.facts, missing, hand.on, hand.held.calendar)


def may_notify(hand: InHand) -> None:
    """一次性告知补正."""
    _accepting(hand)
    permits.check_may_notify_gaps(hand.held.facts, [WORDS], hand.on, hand.held.calendar)


def may_refuse_acceptance(hand: InHand) -> None:
    """不受理、不予受理."""
    _accepting(hand)
    permits.check_may_refuse_acceptance(hand.held.facts, WORDS, hand.on, hand.held.calendar)


def may_supply(hand: InHand) -> None:
    """收取补正材料."""
    permits.check_may_supply(hand.held.facts)
    if not hand.held.is_applying(hand.by) and not hand.held.is_own(hand.by) and hand.by.role not in RECEIVING:
        raise Refused("补正材料由申请人或者其代理人提交，或者由窗口代收。")


def may_take_in(hand: InHand) -> None:
    """收取纸质材料."""
    _accepting(hand)
    missing = [str(name) for name in hand.held.listed("missing")]
    permits.check_may_take_in(hand.held.facts, [WORDS], missing, hand.on, hand.held.calendar)


def may_conclude(hand: InHand) -> None:
    """Whether the case is being worked on at all; whose step it is, is asked step by step."""
    if hand.held.facts.stage is Stage.PAUSED:
        cite = law.duty("licensing", "uncounted_time_told", on=hand.on).cite
        raise Refused("特别程序尚未结束，请先录入结果恢复计时。", cite)
    if hand.held.facts.stage is not Stage.ACCEPTED:
        raise Refused("本件不在办理中。", law.duty("licensing", "examination", on=hand.on).cite)


def may_pause(hand: InHand) -> None:
    """停止计时."""
    check_working_on(hand.held, hand.by)
    permits.check_may_pause(
        hand.held.facts,
        next(iter(hand.pause_reasons), ""),
        hand.pause_reasons,
        document=WORDS,
        planned_end=hand.on + timedelta(days=1),
        on=hand.on,
        calendar=hand.held.calendar,
    )


def may_resume(hand: InHand) -> None:
    """恢复计时."""
    check_working_on(hand.held, hand.by)
    permits.check_may_resume(hand.held.facts, WORDS)


def may_extend(hand: InHand) -> None:
    """延长期限."""
    by_head = may_prolong(hand.held, hand.by)
    permits.check_may_extend(hand.held.facts, by_head=by_head, reason=WORDS, on=hand.on, calendar=hand.held.calendar)
    hand.held.check_not_own_matter(hand.by)


def may_decide(hand: InHand) -> None:
    """作出决定."""
    held = hand.held
    permits.check_may_decide(held.facts, Outcome.GRANT, WORDS, hand.on)
    step = held.step_of_kind("decide")
    if step is None:
        raise Refused("流程尚未到决定环节，请先完成前面的环节。", FLOWCHART)
    check_post(held, step, hand.by)
    permits.check_decides_another_person(
        examined_by=[int(str(pk)) for pk in held.listed("examined_by")],
        decides=hand.by.account_id or 0,
        instant=held.facts.limits.instant,
    )


def may_deliver(hand: InHand) -> None:
    """送达."""
    permits.check_may_deliver(hand.held.facts, hand.on)
    step = hand.held.step_of_kind("issue")
    if step is not None:
        check_post(hand.held, step, hand.by)
    elif not hand.held.is_own(hand.by):
        raise Refused("结果由作出决定的机关送达，您的岗位不能操作。")


def may_withdraw(hand: InHand) -> None:
    """申请人撤回."""
    permits.check_may_withdraw(hand.held.facts)
    if not hand.held.is_applying(hand.by) and not hand.held.is_own(hand.by):
        raise Refused("只有申请人或者其代理人可以撤回申请。", law.parameter("withdraw_before_decision").basis)


def may_terminate(hand: InHand) -> None:
    """终止办理."""
    permits.check_may_terminate(hand.held.facts, WORDS)
    decides = {Role.APPROVER, Role.HEAD, Role.CHIEF_REPRESENTATIVE}
    if not (hand.held.is_own(hand.by) and hand.by.role in decides):
        raise Refused("终止办理由本机关批准岗位决定。", law.parameter("termination").basis)
    hand.held.check_not_own_matter(hand.by)


def may_conclude_step(hand: InHand, step: OpenStep) -> None:
    """Whether this step is open, and this post's to conclude."""
    if step not in own_steps(hand.held):
        may_conclude(hand)
        raise Refused("这一环节已经办理或者尚未到达，请看页面上的最新情况。", FLOWCHART)
    check_post(hand.held, step, hand.by)
    may_conclude(hand)


def own_steps(held: Held) -> list[OpenStep]:
    """Open steps that are concluded with an opinion."""
    return [step for step in held.open_steps() if step.kind not in OWN_ACTS]
