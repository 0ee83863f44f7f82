"""Who of an organ fills in what: shared out by its administrator, done by whoever was given it."""

from django import forms
from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qingquan.campaign import acts
from qingquan.campaign.models import OrganReport, ReportedItem
from qingquan.campaign.reading.shares import by_person, offices_of, open_at
from qingquan.desk import campaign_gates
from qingquan.desk.campaign_forms import posted
from qingquan.desk.campaign_overview import errors
from qingquan.desk.campaign_report import may_write
from qingquan.desk.campaign_waiting import personal_reminders
from qingquan.desk.door import see_other
from qingquan.desk.gates import actor_of
from qingquan.law import Refused
from qingquan.people.models import Tenure
from qingquan.places.models import Post

FREE, TICKED = "free", "ticked"
OFFICE = "office:"
ON_A_PAGE = 200


class Give(forms.Form):
    """Which items go to whom, until when."""

    which = forms.ChoiceField(label="哪些事项", error_messages={"required": "请选择要分工的事项。"})
    post = forms.ChoiceField(
        label="由谁填报",
        error_messages={"required": "请选择由谁填报。", "invalid_choice": "请选择本机关有人在岗的岗位。"},
    )
    due_on = forms.DateField(
        label="完成期限",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写完成期限。", "invalid": "填写的不是日期，请写成 2026-03-02。"},
    )
    note = forms.CharField(label="要求", max_length=200, required=False)

    def __init__(self, report: OrganReport, data: QueryDict | None) -> None:
        super().__init__(data, initial={"due_on": max(report.due_on, timezone.localdate()), "which": FREE})
        which, post = self.fields["which"], self.fields["post"]
        assert isinstance(which, forms.ChoiceField)
        assert isinstance(post, forms.ChoiceField)
        which.choices = [
            (FREE, "全部尚未分工的事项"),
            (TICKED, "下面勾选的事项"),
            *(
                (OFFICE + name, f"{name}的全部 {items} 项（{free} 项尚未分工）")
                for name, items, free in offices_of(report)
            ),
        ]
        post.choices = [("", "请选择"), *people_of(report)]


def people_of(report: OrganReport) -> list[tuple[str, str]]:
    """The posts of the organ that somebody holds, by the names of their holders."""
    tenures = Tenure.objects.on(timezone.localdate()).filter(post__organ=report.organ, post__closed_on__isnull=True)
    held = tenures.order_by("post__code", "-from_on", "-pk").values_list("post", "account__name", "post__name")
    return list({str(post): (str(post), f"{name}（{told}）") for post, name, told in held}.values())


def chosen(report: OrganReport, which: str, ticked: list[str]) -> QuerySet[ReportedItem]:
    """The items meant."""
    items = ReportedItem.objects.filter(report=report)
    if which == FREE:
        return items.filter(share__isnull=True)
    if which == TICKED:
        return items.filter(pk__in=[int(each) for each in ticked if each.isascii() and each.isdigit()])
    return items.filter(elements__handling_office=which.removeprefix(OFFICE))


@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest, pk: int) -> HttpResponse:
    """Each person's share of the report, and sharing out."""
    actor, refused = actor_of(request), None
    report = campaign_gates.report_for(actor, pk)
    may_give = may_write(actor, report, None)
    form = Give(report, posted(request))
    if request.method == "POST":
        campaign_gates.report_to_write(actor, pk)
        if form.is_valid():
            given = form.cleaned_data
            items = list(chosen(report, given["which"], request.POST.getlist("item")))
            try:
                post = Post.objects.get(pk=given["post"])
                many = acts.share_out(
                    report, items, post, due_on=given["due_on"], note=given["note"], by=actor, at=timezone.now()
                )
            except Refused as no:
                refused = no
            else:
                messages.success(request, f"已将 {many} 项分给“{post.name}”填报。")
                return see_other("desk:campaign_shares", pk)
    rows = ReportedItem.objects.filter(report=report).select_related("share__account", "share__post")
    page = {
        "report": report,
        "people": by_person(report, timezone.localdate()),
        "rows": rows.defer("elements").order_by(F("share__given_at").asc(nulls_first=True), "code")[:ON_A_PAGE],
        "all": rows.count(),
        "free": rows.filter(share__isnull=True).count(),
        "ticked": request.POST.getlist("item"),
        "form": form,
        "may_give": may_give,
        "today": timezone.localdate(),
        "refused": refused,
        "errors": errors(form),
    }
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "desk/campaign/shares.html", page, status=status)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What was given to one's post to fill in."""
    actor = actor_of(request)
    if actor.post is None:
        raise Http404
    found = open_at(actor.post).select_related("item__report__organ", "account", "given_by")
    page = {
        "shares": found.defer("item__elements"),
        "reminders": personal_reminders(actor),
        "today": timezone.localdate(),
    }
    return render(request, "desk/campaign/mine.html", page)


@require_POST
def done(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Say that an item is filled in."""
    actor = actor_of(request)
    row = campaign_gates.shared_with(actor, pk, item)
    if row is None:
        raise Http404
    try:
        acts.finish_share(row, by=actor, at=timezone.now())
    except Refused as no:
        messages.error(request, no.why)
    else:
        messages.success(request, f"“{row.name}”已填报完成。")
    return see_other("desk:campaign_mine")
