"""The acts that the page of a case can do, in a table: how each is called, asked for, checked and done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qingquan.cases import acts
from qingquan.cases.words import Delivery, NoAcceptance, Opinion, Outcome
from qingquan.desk import case_checks as checks
from qingquan.desk import case_forms as forms
from qingquan.desk import case_material_forms as material_forms
from qingquan.desk.case_forms import ActForm, InHand

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """One kind of act: what it is called, whether it is open, what it asks and what it does."""

    name: str
    title: str
    icon: str
    form: type[ActForm]
    check: Callable[[InHand], None]
    do: Callable[[InHand, Any, datetime], None]
    button: str
    done: str
    grave: Callable[[Given], str] = lambda given: ""
    """What the page before the act warns of; empty when the act needs no second thought."""
    tone: str = "primary"


def _accept(hand: InHand, form: ActForm, at: datetime) -> None:
    acts.accept(hand.held.number, by=hand.by, at=at)


def _notify(hand: InHand, form: material_forms.GapsForm, at: datetime) -> None:
    given = form.cleaned_data
    acts.notify_gaps(hand.held.number, form.gaps(given), days=given["days"], by=hand.by, at=at)


def _refuse_acceptance(hand: InHand, form: ActForm, at: datetime) -> None:
    given = form.cleaned_data
    ground, organ = NoAcceptance(given["ground"]), given["competent_organ"]
    acts.refuse_acceptance(hand.held.number, ground, given["explanation"], competent_organ=organ, by=hand.by, at=at)


def _take_in(hand: InHand, form: material_forms.SupplyForm, at: datetime) -> None:
    acts.take_in(hand.held.number, form.came(form.cleaned_data), by=hand.by, at=at)


def _supply(hand: InHand, form: material_forms.SupplyForm, at: datetime) -> None:
    acts.supply(hand.held.number, form.came(form.cleaned_data), by=hand.by, at=at)


def _conclude(hand: InHand, form: forms.StepForm, at: datetime) -> None:
    given = form.cleaned_data
    acts.complete_step(hand.held.number, form.step.step_id, Opinion(given["opinion"]), given["text"], by=hand.by, at=at)


def _pause(hand: InHand, form: ActForm, at: datetime) -> None:
    given = form.cleaned_data
    reason, procedure, end = given["reason"], given["procedure"], given["planned_end"]
    acts.pause(hand.held.number, reason, procedure=procedure, planned_end=end, by=hand.by, at=at)


def _resume(hand: InHand, form: ActForm, at: datetime) -> None:
    acts.resume(hand.held.number, form.cleaned_data["result"], by=hand.by, at=at)


def _extend(hand: InHand, form: ActForm, at: datetime) -> None:
    acts.extend(hand.held.number, reason=form.cleaned_data["reason"], by=hand.by, at=at)


def _decide(hand: InHand, form: ActForm, at: datetime) -> None:
    given = form.cleaned_data
    acts.decide(hand.held.number, Outcome(given["outcome"]), given["reasons"], by=hand.by, at=at)


def _deliver(hand: InHand, form: ActForm, at: datetime) -> None:
    given = form.cleaned_data
    acts.deliver(
        hand.held.number,
        Delivery(given["way"]),
        given["receiver"],
        place=given["place"],
        consent=given["consent"],
        by=hand.by,
        at=at,
    )


def _withdraw(hand: InHand, form: ActForm, at: datetime) -> None:
    acts.withdraw(hand.held.number, form.cleaned_data["reason"], by=hand.by, at=at)


def _terminate(hand: InHand, form: ActForm, at: datetime) -> None:
    acts.terminate(hand.held.number, form.cleaned_data["reason"], by=hand.by, at=at)


def _ends(what: str) -> Callable[[Given], str]:
    return lambda given: f"{what}后，本件即告结束，不能恢复；文书当即制发。"


def _if_refused(given: Given) -> str:
    refuses = given.get("outcome") == Outcome.REFUSE
    return "不予许可的决定作出后不能更改；决定书当即制发，并告知复议和诉讼的权利。" if refuses else ""


DEEDS = {
    deed.name: deed
    for deed in (
        Deed("accept", "受理", "check", forms.NothingAsked, checks.may_accept, _accept, "受理", "已受理"),
        Deed(
            "notify_gaps",
            "一次性告知补正",
            "paper",
            material_forms.GapsForm,
            checks.may_notify,
            _notify,
            "告知补正",
            "已告知补正",
        ),
        Deed(
            "supply",
            "收取补正材料",
            "plus",
            material_forms.SupplyForm,
            checks.may_supply,
            _supply,
            "收取材料",
            "已收取补正材料",
        ),
        Deed(
            "take_in",
            "收取纸质材料",
            "plus",
            material_forms.SupplyForm,
            checks.may_take_in,
            _take_in,
            "收取材料",
            "已收取材料",
        ),
        Deed(
            "complete_step", "办结", "right", forms.StepForm, checks.may_conclude, _conclude, "提交意见", "已提交意见"
        ),
        Deed(
            "decide",
            "作出决定",
            "seal",
            forms.DecideForm,
            checks.may_decide,
            _decide,
            "作出决定",
            "已作出决定",
            _if_refused,
        ),
        Deed("deliver", "送达办结", "card", forms.DeliverForm, checks.may_deliver, _deliver, "确认送达", "已送达办结"),
        Deed("resume", "恢复计时", "clock", forms.ResumeForm, checks.may_resume, _resume, "恢复计时", "已恢复计时"),
        Deed(
            "pause",
            "停止计时（特别程序）",
            "pause",
            forms.PauseForm,
            checks.may_pause,
            _pause,
            "停止计时",
            "已停止计时",
        ),
        Deed("extend", "延长期限", "calendar", forms.ExtendForm, checks.may_extend, _extend, "批准延长", "已延长期限"),
        Deed(
            "refuse_acceptance",
            "不受理、不予受理",
            "cross",
            forms.RefuseAcceptanceForm,
            checks.may_refuse_acceptance,
            _refuse_acceptance,
            "不予受理",
            "已作出不受理处理",
            _ends("不受理"),
            "danger",
        ),
        Deed(
            "withdraw",
            "申请人撤回",
            "left",
            forms.ReasonForm,
            checks.may_withdraw,
            _withdraw,
            "撤回申请",
            "已撤回",
            _ends("撤回"),
            "danger",
        ),
        Deed(
            "terminate",
            "终止办理",
            "refused",
            forms.ReasonForm,
            checks.may_terminate,
            _terminate,
            "终止办理",
            "已终止办理",
            _ends("终止"),
            "danger",
        ),
    )
}
