"""Accounts and posts, for the system's administrator: who holds which post, since when, and who takes over."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.desk import gates
from qingquan.desk.door import see_other
from qingquan.law import Refused
from qingquan.people import acts
from qingquan.people.models import Account, Actor, Tenure
from qingquan.people.words import AccountKind
from qingquan.places.models import Organ, Post
from qingquan.places.words import Role

GET_POST = ["GET", "HEAD", "POST"]
# Letters and digits that nobody takes for one another when a password is read out.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def _day(label: str) -> forms.DateField:
    told = {"required": f"请填写“{label}”。", "invalid": f"“{label}”应是日期，如 2026-03-01。"}
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), error_messages=told)


def _posts() -> list[tuple[object, str]]:
    posts = Post.objects.filter(closed_on__isnull=True).select_related("organ").order_by("organ__seq", "code")
    return [("", "请选择"), *((post.pk, f"{post.organ.name} {post.name}") for post in posts)]


def _officials() -> list[tuple[object, str]]:
    found = Account.objects.filter(kind=AccountKind.OFFICIAL.value, is_active=True).order_by("name", "username")
    return [("", "请选择"), *((account.pk, f"{account.name}（{account.username}）") for account in found)]


class AccountForm(forms.Form):
    """A new official."""

    name = forms.CharField(label="姓名", max_length=60, error_messages={"required": "请填写姓名。"})
    username = forms.RegexField(
        label="用户名",
        regex=r"^[A-Za-z0-9._-]{2,64}$",
        help_text="登录时用，字母、数字、点和短横，不能改。",
        error_messages={"required": "请填写用户名。", "invalid": "用户名只能用字母、数字、点和短横，至少两个字。"},
    )
    post = forms.ChoiceField(label="岗位", required=False, help_text="可以以后再任职。")
    from_on = _day("到岗日期")

    def __init__(self, data: QueryDict | None, on: date) -> None:
        super().__init__(data, initial={"from_on": on})
        self.fields["post"].choices = _posts()  # type: ignore[attr-defined]

    def clean_username(self) -> str:
        """Taken names are told before the database says so."""
        wanted = str(self.cleaned_data["username"])
        if Account.objects.filter(username=wanted).exists():
            raise forms.ValidationError("这个用户名已经有人用了，请换一个。")
        return wanted


class AppointForm(forms.Form):
    """A further post for somebody."""

    post = forms.ChoiceField(label="岗位", error_messages={"required": "请选择岗位。"})
    from_on = _day("到岗日期")

    def __init__(self, data: QueryDict | None, on: date) -> None:
        super().__init__(data, initial={"from_on": on})
        self.fields["post"].choices = _posts()  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """Who takes a post over, from which day."""

    to = forms.ChoiceField(label="移交给", error_messages={"required": "请选择接替的人。"})
    on = _day("移交日期")

    def __init__(self, data: QueryDict | None, on: date) -> None:
        super().__init__(data, initial={"on": on})
        self.fields["to"].choices = _officials()  # type: ignore[attr-defined]
        self.fields["on"].help_text = "从这一天起由接替的人办理，前一天仍由原来的人办理。"


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Every post with who holds it; officials without a post stand first, for they cannot work."""
    _admin(request)
    today = timezone.localdate()
    organs = list(Organ.objects.order_by("seq"))
    asked = request.GET.get("organ", "")
    posts = Post.objects.filter(closed_on__isnull=True).select_related("organ", "office").order_by("organ__seq", "code")
    if asked in {organ.seq for organ in organs}:
        posts = posts.filter(organ__seq=asked)
    live = Tenure.objects.on(today).select_related("account")
    holders: dict[int, list[Tenure]] = {}
    for tenure in live:
        holders.setdefault(tenure.post_id, []).append(tenure)
    placed = {tenure.account_id for tenure in live}
    officials = Account.objects.filter(kind=AccountKind.OFFICIAL.value, is_active=True)
    page = {
        "organs": organs,
        "asked": asked,
        "rows": [(post, Role(post.role).label, holders.get(post.pk, [])) for post in posts],
        "waiting": officials.exclude(pk__in=placed).order_by("username"),
    }
    return render(request, "desk/people/list.html", page)


@never_cache
@require_http_methods(GET_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Open an account. Its first password is shown once, here, and kept nowhere."""
    actor, at = _admin(request), timezone.now()
    form = AccountForm(request.POST if request.method == "POST" else None, timezone.localdate(at))
    if request.method != "POST" or not form.is_valid():
        return _asked(request, "desk/people/new.html", form, {})
    password = _one_time_password()
    given = form.cleaned_data
    with transaction.atomic():
        account = acts.open_account(
            given["username"],
            given["name"],
            AccountKind.OFFICIAL,
            password=password,
            must_change_password=True,
            by=actor,
            at=at,
        )
        if given["post"]:
            post = Post.objects.get(pk=given["post"])
            acts.appoint(account, post, from_on=given["from_on"], by=actor, at=at)
    return render(
        request, "desk/people/opened.html", {"account": account, "password": password, "again": False}, status=201
    )


@require_http_methods(GET_POST)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One official: the posts held now and before, and a further one."""
    actor, at = _admin(request), timezone.now()
    account = _official(pk)
    form = AppointForm(request.POST if request.method == "POST" else None, timezone.localdate(at))
    tenures = account.tenures.select_related("post__organ").order_by("-from_on")
    page = {"account": account, "tenures": tenures, "today": timezone.localdate(at)}
    if request.method != "POST" or not form.is_valid():
        return _asked(request, "desk/people/person.html", form, page)
    post = Post.objects.get(pk=form.cleaned_data["post"])
    try:
        acts.appoint(account, post, from_on=form.cleaned_data["from_on"], by=actor, at=at)
    except Refused as no:
        return _asked(request, "desk/people/person.html", form, page, no)
    messages.success(request, f"{account.name}已任{post.organ.name}{post.name}。")
    return see_other("desk:person", account.pk)


@never_cache
@require_http_methods(GET_POST)
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody who cannot sign in any more a one-time password, shown once, and take the second factor away."""
    actor, account = _admin(request), _official(pk)
    if request.method != "POST":
        return render(request, "desk/people/reset.html", {"account": account, "refused": None})
    password = _one_time_password()
    try:
        acts.reset_sign_in(account, password, by=actor, at=timezone.now())
    except Refused as no:
        return render(request, "desk/people/reset.html", {"account": account, "refused": no}, status=409)
    page = {"account": account, "password": password, "again": True}
    return render(request, "desk/people/opened.html", page, status=201)


@require_http_methods(GET_POST)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the account of somebody who has left."""
    actor, account = _admin(request), _official(pk)
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            acts.close_account(account, reason, by=actor, at=timezone.now())
        except Refused as no:
            page = {"account": account, "refused": no, "reason": reason}
            return render(request, "desk/people/close.html", page, status=409)
        messages.success(request, f"{account.name}的账号已停用，以后不能登录。")
        return see_other("desk:people")
    return render(request, "desk/people/close.html", {"account": account, "refused": None, "reason": ""})


@require_http_methods(GET_POST)
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a post over to somebody else on a day."""
    actor, at = _admin(request), timezone.now()
    tenure = Tenure.objects.select_related("post__organ", "account").filter(pk=pk, until_on__isnull=True).first()
    if tenure is None:
        raise Http404
    form = HandOverForm(request.POST if request.method == "POST" else None, timezone.localdate(at))
    if request.method != "POST" or not form.is_valid():
        return _asked(request, "desk/people/hand_over.html", form, {"tenure": tenure})
    to = Account.objects.get(pk=form.cleaned_data["to"])
    try:
        acts.hand_over(tenure, to, on=form.cleaned_data["on"], by=actor, at=at)
    except Refused as no:
        tenure.refresh_from_db()
        return _asked(request, "desk/people/hand_over.html", form, {"tenure": tenure}, no)
    messages.success(request, f"{tenure.post.organ.name}{tenure.post.name}已移交给{to.name}。")
    return see_other("desk:people")


def _official(pk: int) -> Account:
    found = Account.objects.filter(pk=pk, kind=AccountKind.OFFICIAL.value).first()
    if found is None:
        raise Http404
    return found


def _one_time_password() -> str:
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))


def _admin(request: HttpRequest) -> Actor:
    return gates.require(gates.actor_of(request), Role.SYSTEM_ADMIN)


def _asked(
    request: HttpRequest, template: str, form: forms.Form, page: dict[str, Any], no: Refused | None = None
) -> HttpResponse:
    """A page with its form: empty, or with what was wrong."""
    errors = [(name, str(told)) for name, texts in form.errors.items() for told in texts]
    status = 409 if no else 422 if errors else 200
    return render(request, template, page | {"form": form, "errors": errors, "refused": no}, status=status)
