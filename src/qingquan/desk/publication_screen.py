"""保密审查 of a batch's items: each organ its own, many at once, each with the name of who said so."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.desk import gates
from qingquan.desk import publication_gates as own
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.publication_forms import Withholding
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.publication import acts
from qingquan.publication.models import Batch
from qingquan.publication.words import Screening, WithholdingGround


@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest, number: str) -> HttpResponse:
    """The items this post reviews, those that wait first; and what it says of them."""
    actor = own.screener(gates.actor_of(request))
    batch = own.batch_for(actor, number)
    if request.method != "POST":
        return page(request, actor, batch, Withholding())
    shown = request.POST.getlist("shown" if request.POST.get("said") == "all" else "item")
    form = Withholding(request.POST if request.POST.get("said") == "withhold" else None)
    if form.is_bound and not form.is_valid():
        return page(request, actor, batch, form)
    try:
        own_codes = codes_shown(actor, batch, {key_of(each) for each in shown})
        say(batch, own_codes, form, actor)
    except Refused as no:
        return page(request, actor, batch, form, no)
    messages.success(request, f"已记录 {len(own_codes)} 项的保密审查。")
    return see_other("desk:publication_screen", batch.number)


def codes_shown(actor: Actor, batch: Batch, keys: set[int]) -> list[str]:
    """The codes of the items as the page showed them: a batch put together anew has other items."""
    found = dict(own.items_to_screen(actor, batch).filter(pk__in=keys).values_list("pk", "code"))
    if keys - found.keys():
        raise Refused("本批在您打开页面以后重新拟定过，请按现在的内容审查。")
    return list(found.values())


def say(batch: Batch, codes: list[str], form: Withholding, by: Actor) -> None:
    """What was said of the items, as one of the two acts."""
    at = timezone.now()
    if form.is_bound:
        ground = WithholdingGround(form.cleaned_data["ground"])
        acts.withhold(batch, codes, ground=ground, reason=form.cleaned_data["reason"], by=by, at=at)
    else:
        acts.clear(batch, codes, by=by, at=at)


def page(
    request: HttpRequest, actor: Actor, batch: Batch, form: Withholding, refused: Refused | None = None
) -> HttpResponse:
    """The list with its two answers."""
    items = list(own.items_to_screen(actor, batch))
    context = {
        "batch": batch,
        "waiting": [item for item in items if item.screening == Screening.WAITING],
        "said": [item for item in items if item.screening != Screening.WAITING],
        "ticked": {key_of(each) for each in request.POST.getlist("item")},
        "form": form,
        "errors": [(name, " ".join(str(each) for each in told)) for name, told in form.errors.items()],
        "refused": refused,
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "desk/publication/screen.html", context, status=status)
