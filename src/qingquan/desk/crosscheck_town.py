"""A town's page: what departments make the town and its villages do, told by the post at its window."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.crosscheck import acts
from qingquan.crosscheck.models import TownReport
from qingquan.crosscheck.reading.lists import TownTold
from qingquan.desk import crosscheck_gates, gates
from qingquan.desk.crosscheck_forms import Tell
from qingquan.desk.door import see_other
from qingquan.law import Refused
from qingquan.places.models import Organ

SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def town(request: HttpRequest) -> HttpResponse:
    """What was told, and a form for the next matter."""
    actor = gates.actor_of(request)
    own = crosscheck_gates.own_town(actor)
    form, refused = Tell(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        says = TownTold(own.name, given["department"], given["name"], given["times"], given["note"])
        try:
            acts.tell(own, says, by=actor, at=timezone.now())
        except Refused as no:
            refused = no
        else:
            messages.success(request, "已记下，清理审核专班比对时会用到。")
            return see_other("desk:crosscheck_town")
    told = TownReport.objects.filter(division=own).select_related("organ", "told_by")
    context = {
        "town": own,
        "form": form,
        "refused": refused,
        "errors": [(name, " ".join(map(str, why))) for name, why in form.errors.items()],
        "rows": list(told[:SHOWN]),
        "total": told.count(),
        "organs": list(Organ.objects.order_by("seq").values_list("name", flat=True)),
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "desk/crosscheck/town.html", context, status=status)
