"""Review, return, publish, withdraw: each on a page of its own that says what will follow."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from qingquan.catalogue import acts
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.authority import PUBLISHERS, REVIEWERS
from qingquan.catalogue.rules.difference import difference
from qingquan.desk import catalogue_gates, gates
from qingquan.desk.catalogue_item import page, unlinked
from qingquan.desk.catalogue_versions import as_rows
from qingquan.desk.catalogue_words import limits_in_words, state_of
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.words import Role

LONG = 2000


class Opinion(forms.Form):
    """A reviewer's opinion."""

    opinion = forms.CharField(
        label="审核意见",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明审核意见，例如依据是否充分、要素是否齐全。"},
    )


class Reason(forms.Form):
    """Why a version goes back."""

    reason = forms.CharField(
        label="退回理由",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明退回理由，起草人才知道改什么。"},
    )


class Publication(forms.Form):
    """From which day, by which document."""

    from_on = forms.DateField(
        label="生效日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写生效日期。", "invalid": "生效日期不是日期，请写成 2026-03-02。"},
    )
    document = forms.CharField(
        label="公布文号",
        max_length=60,
        help_text="例如：清府发〔2026〕12号。",
        error_messages={"required": "请填写公布文号。"},
    )


class Withdrawal(forms.Form):
    """From which day on no more, and why."""

    from_on = forms.DateField(
        label="自何日起不再施行",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写日期。", "invalid": "填写的不是日期，请写成 2026-03-02。"},
    )
    reason = forms.CharField(
        label="撤回理由和依据",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明撤回的理由和依据。"},
    )


class Step(NamedTuple):
    """One of the four: what it is called, what it does, who may, which form, which act."""

    title: str
    what: str
    button: str
    roles: tuple[Role, ...]
    form: type[forms.Form]
    act: Callable[..., ItemVersion]
    done: str


REVIEW = Step(
    "审核事项",
    "审核通过后，各项要素不再改动；公布前发现问题可以退回。起草人不能审核自己起草的版本。",
    "审核通过",
    REVIEWERS,
    Opinion,
    acts.review,
    "已审核通过，等待县政府办公布。",
)
RETURN = Step(
    "退回修改",
    "退回后恢复为草稿，由起草机关修改后重新审核。",
    "退回",
    REVIEWERS + PUBLISHERS,
    Reason,
    acts.return_to_draft,
    "已退回起草机关。",
)
PUBLISH = Step(
    "公布事项",
    "公布后即向社会公开，自生效之日起收件、收费、发证都以它为准，内容不能再改；现行版本在前一日终止。",
    "公布",
    PUBLISHERS,
    Publication,
    acts.publish,
    "已公布。",
)
WITHDRAW = Step(
    "撤回事项",
    "自该日起不再受理新的申请；此前已收件的仍按该版本办完。",
    "撤回",
    PUBLISHERS,
    Withdrawal,
    acts.withdraw,
    "已撤回。",
)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Pass a draft."""
    return step(request, REVIEW, code, number)


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Return a reviewed version."""
    return step(request, RETURN, code, number)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put a reviewed version in force."""
    return step(request, PUBLISH, code, number)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a version out of force."""
    return step(request, WITHDRAW, code, number)


def step(request: HttpRequest, which: Step, code: str, number: int) -> HttpResponse:
    """Gate, form, act, answer: the same for all four."""
    actor = gates.require(gates.actor_of(request), *which.roles)
    version = gates.version_for(actor, code, number)
    if request.method != "POST":
        return ask(request, actor, which, version, which.form(initial=first_day(version)))
    form = which.form(request.POST)
    if not form.is_valid():
        return ask(request, actor, which, version, form)
    try:
        which.act(version, **form.cleaned_data, by=actor, at=timezone.now())
    except Refused as no:
        return ask(request, actor, which, version, form, no)
    messages.success(request, f"“{version.name}”第 {version.number} 版{which.done}")
    return redirect("desk:item_version", code, number)


def first_day(version: ItemVersion) -> dict[str, date]:
    """The earliest day that can be meant: tomorrow, or today when nothing is in force yet."""
    today = timezone.localdate()
    in_force = version.item.versions.in_force(today).exists()
    return {"from_on": today + timedelta(days=1) if in_force else today}


def ask(  # noqa: PLR0917 - who is asked what about which version, and what came of it.
    request: HttpRequest,
    actor: Actor,
    which: Step,
    version: ItemVersion,
    form: forms.Form,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page of one of the four, with what is still wrong and what changes for the public."""
    today = timezone.localdate()
    problems = acts.problems_of(version, today)
    current = version.item.versions.in_force(today).exclude(pk=version.pk).first()
    changes = difference(current.facts(), version.facts()) if current and which is not WITHDRAW else ()
    context = {
        "which": which,
        "item": version.item,
        "version": version,
        "state": state_of(version, today),
        "limits": limits_in_words(version),
        "form": form,
        "refused": refused,
        "problems": unlinked(problems),
        "blocking": sum(problem.blocks for problem in problems),
        "current": current,
        "changes": as_rows(changes),
        "errors": [(name, " ".join(told)) for name, told in form.errors.items()],
    }
    return render(request, "desk/catalogue/step.html", context, status=409 if refused else 422 if form.errors else 200)


@require_POST
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Say whose an imported item is."""
    actor = gates.require(gates.actor_of(request), *REVIEWERS)
    newest = catalogue_gates.newest_for(actor, code)
    wanted = request.POST.get("organ", "")
    organ = catalogue_gates.organs_for(actor).filter(pk=catalogue_gates.key_of(wanted)).first()
    try:
        if organ is None:
            raise Refused("请选择实施主体。")
        acts.settle_organ(newest.item, organ, by=actor, at=timezone.now())
    except Refused as no:
        return page(request, actor, newest.item, newest, no)
    messages.success(request, f"实施主体已定为{organ.name}。")
    return redirect("desk:item", code)
