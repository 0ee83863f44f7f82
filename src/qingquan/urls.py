"""The doors: everyone, officials, signing in."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def alive(request: HttpRequest) -> HttpResponse:
    """Whether the server answers; for operators' checks."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("alive/", alive, name="alive"),
    path("accounts/", include("allauth.urls")),
    path("desk/", include("qingquan.desk.urls")),
    path("", include("qingquan.portal.urls")),
]
