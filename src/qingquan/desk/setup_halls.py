"""Halls and their windows: entered, amended, and who sits at each window."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.desk.door import see_other
from qingquan.desk.setup import asked, keeper_of, one
from qingquan.desk.setup_forms import HallAmendForm, HallForm, WindowAmendForm, WindowForm
from qingquan.desk.setup_organs import GET_POST
from qingquan.law import Refused
from qingquan.places import acts
from qingquan.places.models import Division, Hall, Window
from qingquan.places.words import HallLevel, WindowKind

ABOVE = "县情设置"


@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    """Every hall with how many windows it has."""
    keeper_of(request)
    found = Hall.objects.select_related("division").prefetch_related("windows").order_by("division__code", "name")
    rows = [(hall, HallLevel(hall.level).label, len(hall.windows.all())) for hall in found]
    return render(request, "desk/setup/halls.html", {"rows": rows})


@require_http_methods(GET_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a hall."""
    actor, form = keeper_of(request), HallForm(request.POST if request.method == "POST" else None)
    trail = [(ABOVE, reverse("desk:setup")), ("大厅和窗口", reverse("desk:setup_halls"))]
    page = {"title": "录入大厅", "trail": trail, "does": "录入"}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if Hall.objects.filter(name=given["name"]).exists():
            form.add_error("name", f"已经有“{given['name']}”。")
            return asked(request, "form", form, page)
        place = Division.objects.get(code=given["division"])
        named = given | {"division": place, "level": HallLevel(given["level"])}
        kept = acts.enter_hall(**named, by=actor, at=timezone.now())
        messages.success(request, f"{kept.name}已经录入，请接着设窗口。")
        return see_other("desk:setup_hall", kept.pk)
    return asked(request, "form", form, page)


@require_http_methods(GET_POST)
def hall(request: HttpRequest, pk: int) -> HttpResponse:
    """One hall: its windows, and what may be amended."""
    actor, kept = keeper_of(request), one(Hall.objects.select_related("division"), pk)
    first = {"address": kept.address, "hours": kept.hours, "phone": kept.phone}
    form = HallAmendForm(request.POST if request.method == "POST" else None, initial=first)
    windows = kept.windows.select_related("organ").prefetch_related("posts").order_by("number")
    rows = [(window, WindowKind(window.kind).label) for window in windows]
    page = {"hall": kept, "level": HallLevel(kept.level).label, "rows": rows}
    if request.method == "POST" and form.is_valid():
        try:
            acts.amend_hall(kept, **form.cleaned_data, by=actor, at=timezone.now())
        except Refused as no:
            return asked(request, "hall", form, page, no)
        messages.success(request, f"{kept.name}的资料已经更改。")
        return see_other("desk:setup_hall", kept.pk)
    return asked(request, "hall", form, page)


@require_http_methods(GET_POST)
def window_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a window of a hall."""
    actor, kept = keeper_of(request), one(Hall.objects.all(), pk)
    form = WindowForm(request.POST if request.method == "POST" else None)
    page = {"title": "设窗口", "trail": _trail(kept), "does": "设窗口"}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"kind": WindowKind(form.cleaned_data["kind"])}
        if kept.windows.filter(number=given["number"]).exists():
            form.add_error("number", f"这个大厅已经有{given['number']}号窗口。")
            return asked(request, "form", form, page)
        try:
            entered = acts.enter_window(kept, **given, by=actor, at=timezone.now())
        except Refused as no:
            return asked(request, "form", form, page, no)
        messages.success(request, f"{entered.number}号窗口已经设立。")
        return see_other("desk:setup_hall", kept.pk)
    return asked(request, "form", form, page)


@require_http_methods(GET_POST)
def window(request: HttpRequest, pk: int) -> HttpResponse:
    """Amend a window."""
    actor, kept = keeper_of(request), one(Window.objects.select_related("hall", "organ"), pk)
    first = {
        "name": kept.name,
        "kind": kept.kind,
        "organ": kept.organ_id or "",
        "posts": "、".join(kept.posts.order_by("code").values_list("code", flat=True)),
    }
    form = WindowAmendForm(request.POST if request.method == "POST" else None, first)
    page = {"title": f"{kept.number}号窗口", "trail": _trail(kept.hall), "does": "更改"}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"kind": WindowKind(form.cleaned_data["kind"])}
        try:
            acts.amend_window(kept, **given, by=actor, at=timezone.now())
        except Refused as no:
            return asked(request, "form", form, page, no)
        messages.success(request, f"{kept.number}号窗口已经更改。")
        return see_other("desk:setup_hall", kept.hall_id)
    return asked(request, "form", form, page)


def _trail(hall: Hall) -> list[tuple[str, str]]:
    return [
        (ABOVE, reverse("desk:setup")),
        ("大厅和窗口", reverse("desk:setup_halls")),
        (hall.name, reverse("desk:setup_hall", args=[hall.pk])),
    ]
