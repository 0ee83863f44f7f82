"""The door of the desk: who is not signed in goes to sign in, who holds no post is told whom to ask.

An expert from outside the county holds no post either, and finds the page of the own scores, nothing else.
"""

import functools
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from qingquan.desk import gates
from qingquan.desk.review_gates import expert_of
from qingquan.people.models import Account

SEEN_KEY = "seen"
# A session ends after half an hour without a click; to notice the clicks it is enough to write every few minutes.
NOTICED_EVERY_SECONDS = 300

View = Callable[..., HttpResponseBase]


def holds_a_post(request: HttpRequest) -> bool:
    """Whether the official may act from a post today."""
    return bool(gates.posts_held(request))


def page(route: str, view: View, name: str) -> URLPattern:
    """An address of the desk, behind the door."""
    return path(route, opened(view), name=name)


def expert_page(route: str, view: View, name: str) -> URLPattern:
    """An address of the desk an expert finds without a post; the view's gate says whose it is."""
    return path(route, opened(view, admits=lambda _: True), name=name)


def opened(view: View, admits: Callable[[HttpRequest], bool] = holds_a_post) -> View:
    """Let only officials with a post through; an applicant finds no such page."""

    @functools.wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(_way_back(request))
        account = gates.account_of(request)
        if not admits(request):
            return _without_post(request, account)
        _stay_signed_in(request)
        return view(request, *args, **kwargs)

    return door


def _without_post(request: HttpRequest, account: Account) -> HttpResponse:
    """Whom to ask for a post; an expert who signs in has work all the same."""
    if request.path == reverse("desk:tasks") and expert_of(account) is not None:
        return HttpResponseRedirect(reverse("desk:review_scores"))
    return render(request, "desk/no_post.html", {"account": account}, status=403)


def _way_back(request: HttpRequest) -> str:
    """Where to go after signing in. What was posted cannot be read again, so its page is shown instead."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    same = came_from.netloc == request.get_host() and came_from.path.startswith("/desk/")
    return came_from.path if same else reverse("desk:tasks")


def _stay_signed_in(request: HttpRequest) -> None:
    """Count the half hour from the last click, not from signing in."""
    now = int(time.time())
    if now - int(request.session.get(SEEN_KEY, 0)) > NOTICED_EVERY_SECONDS:
        request.session[SEEN_KEY] = now


def see_other(name: str, *args: object) -> HttpResponse:
    """After something was done: the page to look at now, to be fetched with GET."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)
