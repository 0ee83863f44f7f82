"""Which posts exercise an item: given by the organ's catalogue administrator, taken back from a day on."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from qingquan.catalogue import acts
from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.desk import catalogue_gates, gates
from qingquan.desk.catalogue_item import page
from qingquan.law import Refused
from qingquan.places.models import Post


class Day(forms.Form):
    """From which day on."""

    from_on = forms.DateField(
        label="自何日起",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写日期。", "invalid": "填写的不是日期，请写成 2026-03-02。"},
    )


@require_POST
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Let a post exercise the item."""
    actor = gates.require(gates.actor_of(request), *DRAFTERS)
    newest = catalogue_gates.newest_for(actor, code)
    form, wanted = Day(request.POST), request.POST.get("post", "")
    post = Post.objects.filter(organ=actor.organ, pk=catalogue_gates.key_of(wanted)).first()
    try:
        if post is None:
            raise Refused("请选择本机关的岗位。")
        if not form.is_valid():
            raise Refused("请填写自何日起行使，写成 2026-03-02。")
        acts.give(newest.item, post, from_on=form.cleaned_data["from_on"], by=actor, at=timezone.now())
    except Refused as no:
        return page(request, actor, newest.item, newest, no)
    messages.success(request, f"已交“{post.name}”行使。")
    return redirect("desk:item", code)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End a post's exercise, on a page of its own: open steps of new cases then go elsewhere."""
    actor = gates.actor_of(request)
    holding = catalogue_gates.holding_for(actor, code, pk)
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = Day(request.POST) if request.method == "POST" else Day(initial={"from_on": tomorrow})
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            acts.take_back(holding, from_on=form.cleaned_data["from_on"], by=actor, at=timezone.now())
        except Refused as no:
            refused = no
        else:
            messages.success(request, f"已收回“{holding.post.name}”的行使。")
            return redirect("desk:item", code)
    context = {"holding": holding, "item": holding.item, "form": form, "refused": refused}
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "desk/catalogue/take_back.html", context, status=status)
