"""What every request passes: security headers, the language, how long a session lives, who may sign up."""

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from qingquan.people.words import AccountKind

Answer = Callable[[HttpRequest], HttpResponse]
BEFORE_THAT = ("/accounts/", "/reading/", "/alive/")

# Only our own files run; diagrams and charts bring inline styles, never inline scripts.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


def headers(answer: Answer) -> Answer:
    """Add the security headers to every response."""

    def door(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return door


def language(answer: Answer) -> Answer:
    """Chinese, unless the reader switched; an English browser alone changes nothing."""

    def door(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        english = chosen == "en" and not request.path.startswith("/desk/")
        with translation.override("en" if english else settings.LANGUAGE_CODE):
            return answer(request)

    return door


def own_password(answer: Answer) -> Answer:
    """Whoever still has the password somebody else gave them chooses their own before anything else."""

    def door(request: HttpRequest) -> HttpResponse:
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith(BEFORE_THAT)
        if signed_in and getattr(request.user, "must_change_password", False):
            return redirect("account_change_password")
        return answer(request)

    return door


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's questions, answered for a county: applicants sign up themselves, officials never do."""

    def save_user(self, request: HttpRequest, user: object, form: object, commit: bool = True) -> object:
        """A new account is an applicant's; its name is asked on the next page."""
        user.kind = AccountKind.APPLICANT  # type: ignore[attr-defined]
        # Until they say who they are, the history calls them as they call themselves.
        user.name = form.cleaned_data["username"][:60]  # type: ignore[attr-defined]
        return super().save_user(request, user, form, commit)

    def set_password(self, user: object, password: str) -> None:
        """A password one chose oneself need not be changed."""
        user.must_change_password = False  # type: ignore[attr-defined]
        super().set_password(user, password)

    def login(self, request: HttpRequest, user: object) -> None:
        """Officials' sessions end after half an hour without a click."""
        super().login(request, user)
        if getattr(user, "is_official", False):
            request.session.set_expiry(settings.OFFICIAL_SESSION_SECONDS)
