"""What every request passes: headers, legible text, the language, how long a session lives, who may sign up."""

import time
from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import translation

from qingquan.people.words import AccountKind

Answer = Callable[[HttpRequest], HttpResponse]
LAST_CLICK, SECONDS_BETWEEN_CLICKS = "last_click", 60
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


def address(answer: Answer) -> Answer:
    """Let the visitor's address be the visitor's behind proxies of our own; what others write there is not believed.

    Each proxy appends who it was asked by, so with one of our own the last entry is the visitor's.
    """

    def door(request: HttpRequest) -> HttpResponse:
        told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if settings.PROXIES and len(told) >= settings.PROXIES:
            request.META["REMOTE_ADDR"] = told[-settings.PROXIES]
        return answer(request)

    return door


def headers(answer: Answer) -> Answer:
    """Add the security headers to every response."""

    def door(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if settings.SESSION_COOKIE_NAME in {*request.COOKIES, *response.cookies}:
            # The next person at a village station's computer must not find it with the back button.
            response.headers.setdefault("Cache-Control", "private, no-store")
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


class Legible:
    """Takes the character NUL out of what was sent: nobody types it, and no text of the database can hold it.

    It looks just before the page does, when the check against forged forms has read what was posted.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do yet."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: object) -> None:
        """The page finds legible fields only."""
        request.GET = without_nul(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = without_nul(request.POST)  # type: ignore[assignment]


def without_nul(sent: QueryDict) -> QueryDict:
    """The same fields; the same object where nothing has to go."""
    if not any("\x00" in value for _, values in sent.lists() for value in values):
        return sent
    plain = sent.copy()
    for name, values in sent.lists():
        plain.setlist(name, [str(value).replace("\x00", "") for value in values])
    return plain


def own_password(answer: Answer) -> Answer:
    """Whoever still has the password somebody else gave them chooses their own before anything else."""

    def door(request: HttpRequest) -> HttpResponse:
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith(BEFORE_THAT)
        if signed_in and getattr(request.user, "must_change_password", False):
            return redirect("account_change_password")
        return answer(request)

    return door


def last_click(answer: Answer) -> Answer:
    """Sign an official out after half an hour without a click. It is remembered once a minute, not with each click."""

    def door(request: HttpRequest) -> HttpResponse:
        seen = request.session.get(LAST_CLICK) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if seen is not None:
            idle = now() - seen
            if idle > settings.OFFICIAL_SESSION_SECONDS:
                logout(request)
            elif idle >= SECONDS_BETWEEN_CLICKS:
                request.session[LAST_CLICK] = now()
        return answer(request)

    return door


def now() -> int:
    """Seconds, as sessions remember the last click."""
    return int(time.time())


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's questions, answered for a county: applicants sign up themselves, officials never do."""

    def save_user(self, request: HttpRequest, user: object, form: object, commit: bool = True) -> object:
        """A new account is an applicant's; its name is asked on the next page."""
        user.kind = AccountKind.APPLICANT  # type: ignore[attr-defined]
        # Until they say who they are, the history calls them as they call themselves.
        user.name = form.cleaned_data["username"][:60]  # type: ignore[attr-defined]
        return super().save_user(request, user, form, commit)

    def clean_password(self, password: str, user: object = None) -> str:
        """Whoever must choose their own password does not keep the one somebody else knows."""
        if getattr(user, "must_change_password", False) and user.check_password(password):  # type: ignore[attr-defined]
            raise ValidationError("新密码不能与原来的密码相同，请另设一个只有自己知道的密码。")
        return str(super().clean_password(password, user))

    def set_password(self, user: object, password: str) -> None:
        """A password one chose oneself need not be changed."""
        user.must_change_password = False  # type: ignore[attr-defined]
        super().set_password(user, password)

    def login(self, request: HttpRequest, user: object) -> None:
        """Officials' sessions end after half an hour without a click: `last_click` counts from here."""
        super().login(request, user)
        if getattr(user, "is_official", False):
            request.session[LAST_CLICK] = now()
