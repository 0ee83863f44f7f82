"""Organs with their inner offices: entered, amended where that may be, and one office made the approval unit."""

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qingquan.desk.door import see_other
from qingquan.desk.setup import asked, keeper_of, one
from qingquan.desk.setup_forms import OfficeForm, OrganAmendForm, OrganForm
from qingquan.law import Refused
from qingquan.places import acts
from qingquan.places.models import County, Division, Office, Organ
from qingquan.places.words import Role, SubjectNature

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
def organs(request: HttpRequest) -> HttpResponse:
    """Every organ with what it lacks."""
    keeper_of(request)
    rows = Organ.objects.annotate(
        posts_open=Count("posts", filter=Q(posts__closed_on__isnull=True), distinct=True),
        has_unit=Exists(Office.objects.filter(organ=OuterRef("pk"), is_approval_unit=True)),
    )
    return render(request, "desk/setup/organs.html", {"organs": rows.order_by("seq")})


@require_http_methods(GET_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Enter an organ."""
    actor = keeper_of(request)
    form = OrganForm(request.POST if request.method == "POST" else None, County.objects.get().division_id)
    trail = [("县情设置", reverse("desk:setup")), ("机关", reverse("desk:setup_organs"))]
    page = {"title": "录入机关", "trail": trail, "does": "录入"}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"division": Division.objects.get(code=form.cleaned_data["division"])}
        try:
            organ = acts.enter_organ(**given, by=actor, at=timezone.now())
        except Refused as no:
            return asked(request, "form", form, page, no)
        messages.success(request, f"{organ.name}已经录入，请接着设内设机构和岗位。")
        return see_other("desk:setup_organ", organ.pk)
    return asked(request, "form", form, page)


@require_http_methods(GET_POST)
def organ(request: HttpRequest, pk: int) -> HttpResponse:
    """One organ: its offices, its posts, and what may be amended."""
    actor, kept = keeper_of(request), one(Organ.objects.select_related("division"), pk)
    first = {"short_name": kept.short_name, "address": kept.address, "phone": kept.phone}
    form = OrganAmendForm(request.POST if request.method == "POST" else None, initial=first)
    posts = kept.posts.select_related("office").order_by("closed_on", "code")
    page = {
        "organ": kept,
        "nature": SubjectNature(kept.nature).label,
        "offices": kept.offices.order_by("pk"),
        "posts": [(each, Role(each.role).label) for each in posts],
    }
    if request.method == "POST" and form.is_valid():
        try:
            acts.amend_organ(kept, **form.cleaned_data, by=actor, at=timezone.now())
        except Refused as no:
            return asked(request, "organ", form, page, no)
        messages.success(request, f"{kept.name}的资料已经更改。")
        return see_other("desk:setup_organ", kept.pk)
    return asked(request, "organ", form, page)


@require_http_methods(GET_POST)
def office_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an inner office of an organ."""
    actor, kept = keeper_of(request), one(Organ.objects.all(), pk)
    form = OfficeForm(request.POST if request.method == "POST" else None, kept)
    page = {"title": "录入内设机构", "trail": trail_of(kept), "does": "录入"}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        acts.enter_office(kept, given["name"], approval_unit=given["approval_unit"], by=actor, at=timezone.now())
        messages.success(request, f"{given['name']}已经录入。")
        return see_other("desk:setup_organ", kept.pk)
    return asked(request, "form", form, page)


@require_POST
def designate(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an inner office the approval unit of its organ."""
    actor, office = keeper_of(request), one(Office.objects.all(), pk)
    try:
        acts.designate_office(office, by=actor, at=timezone.now())
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, f"{office.name}已设为行政审批机构。")
    return see_other("desk:setup_organ", office.organ_id)


def trail_of(organ: Organ) -> list[tuple[str, str]]:
    """The way to a page below an organ."""
    return [
        ("县情设置", reverse("desk:setup")),
        ("机关", reverse("desk:setup_organs")),
        (organ.name, reverse("desk:setup_organ", args=[organ.pk])),
    ]
