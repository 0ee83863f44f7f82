"""What every request passes: security headers, the language, how long a session lives, who may sign up."""

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from qingquan.people.words import AccountKind

Answer = Callable[[HttpRequest], HttpResponse]

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


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's questions, answered for a county: applicants sign up themselves, officials never do."""

    def save_user(self, request: HttpRequest, user: object, form: object, commit: bool = True) -> object:
        """A new account is an applicant's; its name is asked on the next page."""
        user.kind = AccountKind.APPLICANT  # type: ignore[attr-defined]
        return super().save_user(request, user, form, commit)

    def login(self, request: HttpRequest, user: object) -> None:
        """Officials' sessions end after half an hour without a click."""
        super().login(request, user)
        if getattr(user, "is_official", False):
            request.session.set_expiry(settings.OFFICIAL_SESSION_SECONDS)
