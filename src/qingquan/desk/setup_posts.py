"""Posts of an organ: entered with their role, amended, and closed when nothing is left at them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.catalogue.models import Holding
from qingquan.desk import queue
from qingquan.desk.door import see_other
from qingquan.desk.setup import asked, keeper_of, one
from qingquan.desk.setup_forms import CloseForm, PostAmendForm, PostForm
from qingquan.desk.setup_organs import GET_POST, trail_of
from qingquan.law import Refused
from qingquan.people.models import Tenure
from qingquan.places import acts
from qingquan.places.models import Organ, Post
from qingquan.places.words import Role


@require_http_methods(GET_POST)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a post of an organ."""
    actor, organ = keeper_of(request), one(Organ.objects.all(), pk)
    form = PostForm(request.POST if request.method == "POST" else None, organ)
    page = {"title": "设岗位", "trail": trail_of(organ), "does": "设岗位"}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        try:
            post = acts.enter_post(organ, **given, by=actor, at=timezone.now())
        except Refused as no:
            return asked(request, "form", form, page, no)
        messages.success(request, f"岗位“{post.name}”已经设立，请到“人员和岗位”安排人。")
        return see_other("desk:setup_organ", organ.pk)
    return asked(request, "form", form, page)


@require_http_methods(GET_POST)
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: what may be amended, and the way to close it."""
    actor, kept = keeper_of(request), one(Post.objects.select_related("organ", "office"), pk)
    first = {"name": kept.name, "office": kept.office_id or "", "duties": kept.duties}
    form = PostAmendForm(request.POST if request.method == "POST" else None, kept.organ, first)
    page = {"post": kept, "role": Role(kept.role).label, "trail": trail_of(kept.organ)}
    if request.method == "POST" and form.is_valid():
        try:
            acts.amend_post(kept, **form.cleaned_data, by=actor, at=timezone.now())
        except Refused as no:
            return asked(request, "post", form, page, no)
        messages.success(request, f"岗位“{form.cleaned_data['name']}”已经更改。")
        return see_other("desk:setup_organ", kept.organ_id)
    return asked(request, "post", form, page)


@require_http_methods(GET_POST)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a post, on a page of its own: it cannot be opened again."""
    actor, at = keeper_of(request), timezone.now()
    today = timezone.localdate(at)
    kept = one(Post.objects.filter(closed_on__isnull=True).select_related("organ"), pk)
    form = CloseForm(request.POST if request.method == "POST" else None, initial={"on": today})
    steps, holdings = queue.at_post(kept).count(), Holding.objects.on(today).filter(post=kept).count()
    holders = Tenure.objects.on(today).filter(post=kept).values_list("account__name", flat=True)
    rows = [
        ("岗位", str(kept)),
        ("任职的人", "、".join(holders) or "没有人"),
        ("没有办完的环节", steps),
        ("行使的事项", holdings),
    ]
    page = {"post": kept, "rows": rows}
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            acts.close_post(kept, on=on, open_steps=steps, holdings=holdings, by=actor, at=at)
        except Refused as no:
            return asked(request, "close", form, page, no)
        messages.success(request, f"岗位“{kept.name}”已经撤销。")
        return see_other("desk:setup_organ", kept.organ_id)
    return asked(request, "close", form, page)
