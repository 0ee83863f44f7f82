"""How the site is read: large letters, English, and the pages about the site itself."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from qingquan.people.models import Account
from qingquan.portal.shelves import shelves

YEAR = 365 * 24 * 3600
LANGUAGES = frozenset({"zh-hans", "en"})


@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """Remember large letters or the language in a cookie, and go back. Nothing is kept on the server."""
    wanted = request.GET.get("next", "/")
    answer = redirect(wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/")
    if request.GET.get("big") in {"0", "1"}:
        answer.set_cookie("big", request.GET["big"], max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    if request.GET.get("language") in LANGUAGES:
        name, language = settings.LANGUAGE_COOKIE_NAME, request.GET["language"]
        answer.set_cookie(name, language, max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return answer


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How this site is used."""
    return render(request, "portal/about.html", {"shelves": shelves(timezone.localdate())})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site does for people with disabilities, and whom to tell when it does not."""
    return render(request, "portal/accessibility.html", {})


@login_required
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """After signing in: officials to their desk, everyone else to their own page."""
    account = request.user
    assert isinstance(account, Account)
    if account.must_change_password:
        return redirect("account_change_password")
    return redirect("/desk/" if account.is_official else "portal:mine")
