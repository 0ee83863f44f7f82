"""From the law down: the powers a statute seems to give to county departments, kept as expected powers or not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.crosscheck import acts
from qingquan.crosscheck.reading.derived import Derived, derived
from qingquan.crosscheck.reading.lists import Told
from qingquan.crosscheck.words import BaseSource
from qingquan.desk import crosscheck_gates, gates
from qingquan.desk.door import see_other
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.statutes.models import Statute
from qingquan.statutes.reading import find

SHOWN = 12


@require_http_methods(["GET", "HEAD", "POST"])
def derive(request: HttpRequest) -> HttpResponse:
    """Choose a statute, look at what it seems to give, keep what is right."""
    actor = crosscheck_gates.reviewing(gates.actor_of(request))
    asked = (request.POST if request.method == "POST" else request.GET).get("statute", "").strip()[:100]
    statute = find(asked) if asked else None
    found = derived(statute, timezone.localdate()) if statute else []
    refused = None
    if request.method == "POST" and statute is not None:
        try:
            kept = keep(statute, [each for each in found if each.code in request.POST.getlist("keep")], actor)
        except Refused as no:
            refused = no
        else:
            messages.success(request, f"已从{statute}录入 {kept} 项应有权力，下一次比对起参加比对。")
            return see_other("desk:crosscheck_set", "base")
    near = Statute.objects.filter(title__icontains=asked).order_by("title")[:SHOWN] if asked and not statute else []
    context = {
        "asked": asked,
        "statute": statute,
        "rows": found,
        "near": [(each.title, f"{reverse('desk:crosscheck_derive')}?statute={each.title}") for each in near],
        "refused": refused,
    }
    return render(request, "desk/crosscheck/derive.html", context, status=409 if refused else 200)


def keep(statute: Statute, chosen: list[Derived], actor: Actor) -> int:
    """Enter the chosen candidates; the answer is how many were new."""
    if not chosen:
        raise Refused("没有选择任何一项，请勾选要录入的权力。")
    told = [Told(line, each.code, each.candidate.name, each.as_told()) for line, each in enumerate(chosen, 1)]
    report = acts.import_base(
        told,
        source=BaseSource.STATUTE,
        whole=False,
        name=statute.title,
        sha256=chosen[0].code.removeprefix("法"),
        by=actor,
        at=timezone.now(),
    )
    return report.counts["entered"]
