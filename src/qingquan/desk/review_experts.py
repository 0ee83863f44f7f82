"""The register of experts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.desk import gates
from qingquan.desk.door import see_other
from qingquan.desk.review_forms import ExpertForm, first_errors
from qingquan.law import Refused
from qingquan.people.models import Account
from qingquan.review import acts
from qingquan.review.models import Expert
from qingquan.review.rules.authority import ORGANISERS


@require_http_methods(["GET", "HEAD", "POST"])
def experts(request: HttpRequest) -> HttpResponse:
    """Who may be asked, and registering one more."""
    actor = gates.require(gates.actor_of(request), *ORGANISERS)
    form, refused = ExpertForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            account = account_named(said.pop("username"))
            made = acts.register_expert(said.pop("name"), **said, account=account, by=actor, at=timezone.now())
        except Refused as no:
            refused = no
        else:
            messages.success(request, f"已登记专家{made.name}。")
            return see_other("desk:review_experts")
    errors = first_errors(form) if form.is_bound else []
    context = {
        "experts": Expert.objects.select_related("account").order_by("left_on", "name"),
        "form": form,
        "refused": refused,
        "errors": errors,
    }
    return render(request, "desk/review/experts.html", context, status=409 if refused else 422 if errors else 200)


def account_named(username: str) -> Account | None:
    """The account of that user name; none when none is named."""
    if not username.strip():
        return None
    found = Account.objects.filter(username=username.strip(), is_active=True).first()
    if found is None:
        raise Refused(f"没有用户名为“{username.strip()}”的账号，请核对，或者空着由专班代录。")
    return found
