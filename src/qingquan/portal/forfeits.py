"""清单外事项: what stands on no list is taken in all the same, and the answer is seen with number and code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.cases.opening import check_not_too_often
from qingquan.catalogue.models import Item
from qingquan.forfeits import acts, reading
from qingquan.forfeits.acts.matters import LONGEST, WANTED
from qingquan.languages import say
from qingquan.law import Refused
from qingquan.papers.rules.numbers import read_query_code
from qingquan.people.models import SYSTEM, Actor, Applicant
from qingquan.people.rules import parse_phone
from qingquan.portal import forfeits_gates, gates

GET_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(GET_POST)
def unlisted(request: HttpRequest) -> HttpResponse:
    """The form: who, a phone, what is wanted; no file is asked for."""
    item = Item.objects.filter(code=(request.POST.get("item") or request.GET.get("item", ""))[:64]).first()
    typed = {name: request.POST.get(name, "").strip() for name in ("name", "phone", "wanted", "text")}
    context: dict[str, object] = {"item": item, "typed": typed | known(request, typed), "wanted_most": WANTED}
    if request.method != "POST":
        return render(request, "portal/unlisted/form.html", context)
    if errors := mistakes(typed):
        return render(request, "portal/unlisted/form.html", context | {"errors": errors}, status=422)
    account, now = gates.applicant_account(request), timezone.now()
    try:
        check_not_too_often("matter", str(request.META.get("REMOTE_ADDR", "")), now)
        made = acts.submit_matter(**typed, item=item, by=Actor(account) if account else SYSTEM, at=now)
    except Refused as no:
        return render(request, "portal/unlisted/form.html", context | {"refused": no}, status=409)
    forfeits_gates.opened(request, made)
    return redirect("portal:unlisted_matter", made.number)


def known(request: HttpRequest, typed: dict[str, str]) -> dict[str, str]:
    """Name and phone of who is signed in, so that they need not be typed again."""
    account = gates.applicant_account(request)
    applicant = Applicant.objects.filter(account=account).order_by("pk").first() if account else None
    if applicant is None or request.method == "POST":
        return {}
    return {"name": applicant.name, "phone": applicant.phone}


def mistakes(typed: dict[str, str]) -> list[tuple[str, str]]:
    """What keeps the form from being sent: (field, sentence)."""
    errors = []
    if not typed["name"]:
        errors.append(("name", say("请填写您的姓名或者单位名称。")))
    try:
        parse_phone(typed["phone"])
    except Refused:
        errors.append(("phone", say("电话号码不正确，请填写手机号或者带区号的固定电话。")))
    if not typed["wanted"]:
        errors.append(("wanted", say("请写明您想办什么事。")))
    if len(typed["text"]) > LONGEST:
        errors.append(("text", say("说明太长，请写在2000字以内。")))
    return errors


@never_cache
@require_safe
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """Where the matter stands; right after sending it also shows the code to write down."""
    return render(request, "portal/unlisted/matter.html", {"matter": forfeits_gates.matter_for(request, number)})


@never_cache
@require_http_methods(GET_POST)
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for the number and the code."""
    number = "".join((request.POST.get("number") or request.GET.get("number", "")).split()).upper()[:20]
    if request.method != "POST":
        return render(request, "portal/unlisted/follow.html", {"number": number})
    try:
        code = read_query_code(request.POST.get("code", "")[:20])
    except Refused:
        # A code that cannot be one is answered like any wrong one, and counted.
        code = ""
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        found = reading.open_matter(number, code, address=address, at=timezone.now())
    except Refused as no:
        return render(request, "portal/unlisted/follow.html", {"number": number, "wrong": no.why}, status=422)
    forfeits_gates.opened(request, found)
    return redirect("portal:unlisted_matter", found.number)
