"""Deeds for everyone: which powers were devolved, entrusted, or are signed for at a window, and the papers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.deeds import reading
from qingquan.deeds.models import Devolution, Entrustment
from qingquan.deeds.reading import AnyDeed
from qingquan.deeds.words import Kind
from qingquan.papers.sheets import printed
from qingquan.papers.uploads import FileKind, safe_headers


@require_safe
def deeds(request: HttpRequest) -> HttpResponse:
    """The three kinds, each with what it means for who has to do with it."""
    told = [(kind, [(each, about(each), standing(each)) for each in reading.all_of(kind)]) for kind in Kind]
    return render(request, "portal/deeds/list.html", {"groups": told})


def deed_of(kind: str, pk: int) -> tuple[Kind, AnyDeed]:
    """One deed; all are public from the moment they are signed."""
    wanted = next((each for each in Kind if each.value == kind), None)
    found = reading.find(wanted, pk) if wanted else None
    if wanted is None or found is None:
        raise Http404
    return wanted, found


@require_safe
def deed(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One deed with its paper."""
    wanted, found = deed_of(kind, pk)
    context = {"kind": wanted, "deed": found, "standing": standing(found)}
    return render(request, "portal/deeds/deed.html", context)


@require_safe
def file(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The paper as PDF, with the address of its public page as a QR code."""
    wanted, found = deed_of(kind, pk)
    address = request.build_absolute_uri(reverse("portal:deed", args=[wanted.value, pk]))
    return HttpResponse(
        printed(found.paper, verify_url=address), headers=safe_headers(FileKind.PDF, f"{found.number}.pdf")
    )


def about(deed: AnyDeed) -> tuple[list[str], str]:
    """The items a deed is about, and to whom it gives them."""
    if isinstance(deed, Devolution | Entrustment):
        return [deed.item.name], deed.receiver.name
    return [each.item.name for each in deed.items.all()], deed.post.name


def standing(deed: AnyDeed) -> str:
    """Where it stands today: ended, expired, coming, live."""
    today = timezone.localdate()
    if deed.ended_on is not None and deed.ended_on <= today:
        return "ended"
    if deed.until_on is not None and deed.until_on < today:
        return "expired"
    return "coming" if deed.from_on > today else "live"
