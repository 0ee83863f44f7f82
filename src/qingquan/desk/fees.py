"""Bills of the own organ: issue one for a case's listed fee, record the payment, give it back."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.cases.models import Case
from qingquan.desk import forfeits_gates, gates
from qingquan.desk.forfeits import again, errors_of
from qingquan.desk.forfeits_forms import Yuan, long_text, short_text
from qingquan.fees import acts
from qingquan.fees.models import Bill
from qingquan.fees.rules import CASHIERS, REFUNDERS
from qingquan.forfeits.acts import tell_if_tried
from qingquan.forfeits.words import Tried
from qingquan.law import Refused
from qingquan.people.models import Actor

GET_POST = ["GET", "HEAD", "POST"]
MOST = 200


class Payment(forms.Form):
    """The treasury's receipt."""

    receipt = short_text("财政票据号码")


class Refund(forms.Form):
    """Why money goes back."""

    reason = long_text("退费理由")


class NewBill(forms.Form):
    """Which of the version's listed fees, and how much."""

    fee = forms.TypedChoiceField(label="收费项目", coerce=int, error_messages={"required": "请选择收费项目。"})
    amount = Yuan("应缴金额")

    def __init__(self, case: Case, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        listed = case.version.fees.all()
        self.fields["fee"].choices = [(fee.pk, f"{fee.name}（{fee.standard}）") for fee in listed]  # type: ignore[attr-defined]


@require_safe
def bills(request: HttpRequest) -> HttpResponse:
    """The newest bills; payers masked."""
    actor = gates.actor_of(request)
    return render(request, "desk/fees/list.html", {"bills": forfeits_gates.bills_for(actor)[:MOST]})


@require_http_methods(GET_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Find the case, then bill it for a fee that its version lists."""
    actor = gates.require(gates.actor_of(request), *CASHIERS)
    number = (request.POST.get("case") or request.GET.get("case", "")).strip()[:30]
    case = gates.cases_for(actor).select_related("version__item__organ", "applicant").filter(number=number).first()
    context: dict[str, object] = {"number": number, "case": case, "unknown": bool(number) and case is None}
    if case is None:
        return render(request, "desk/fees/new.html", context | {"form": None})
    form = NewBill(case, request.POST) if request.method == "POST" else NewBill(case)
    context["form"] = form
    if request.method != "POST":
        return render(request, "desk/fees/new.html", context)
    if not form.is_valid():
        return again(request, "desk/fees/new.html", context)
    fee = case.version.fees.get(pk=form.cleaned_data["fee"])
    amount = form.cleaned_data["amount"]
    try:
        made = acts.bill(case.version, fee, case.applicant, amount, case=case, by=actor, at=timezone.now())
    except Refused as no:
        tell_if_tried(no, Tried.BILL, case.number, by=actor, at=timezone.now())
        return render(request, "desk/fees/new.html", context | {"refused": no}, status=409)
    messages.success(request, f"缴款通知书 {made.number} 已开具。")
    return redirect("desk:fees_one", made.number)


@require_http_methods(GET_POST)
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One bill: what for, whether paid, whether given back."""
    actor = gates.actor_of(request)
    bill = forfeits_gates.bill_for(actor, number)
    if request.method != "POST":
        return page(request, actor, bill, {})
    pays = request.POST.get("deed") == "pay"
    gates.require(actor, *(CASHIERS if pays else REFUNDERS))
    form = Payment(request.POST) if pays else Refund(request.POST)
    if not form.is_valid():
        return page(request, actor, bill, {"pay" if pays else "refund": form}, status=422)
    try:
        if pays:
            acts.pay(bill, form.cleaned_data["receipt"], by=actor, at=timezone.now())
        else:
            acts.refund(bill, form.cleaned_data["reason"], by=actor, at=timezone.now())
    except Refused as no:
        return page(request, actor, bill, {"pay" if pays else "refund": form}, status=409, refused=no)
    messages.success(request, "缴费已登记。" if pays else "退费已登记。")
    return redirect("desk:fees_one", number)


def page(  # noqa: PLR0917 - who looks at what, and what came of it.
    request: HttpRequest,
    actor: Actor,
    bill: Bill,
    asked: Mapping[str, forms.Form],
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page of one bill."""
    pays = actor.role in CASHIERS and bill.paid_at is None
    refunds = actor.role in REFUNDERS and bill.paid_at is not None and bill.refunded_at is None
    context = {
        "bill": bill,
        "pay": asked.get("pay", Payment()) if pays else None,
        "refund": asked.get("refund", Refund()) if refunds else None,
        "refused": refused,
        "errors": [pair for form in asked.values() for pair in errors_of(form)],
    }
    return render(request, "desk/fees/one.html", context, status=status)
