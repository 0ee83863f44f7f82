"""Who the visitor is, behind proxies and before them."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from qingquan.doors import address


@pytest.mark.parametrize(
    ("proxies", "told", "visitor"),
    [
        pytest.param(0, "198.51.100.7", "127.0.0.1", id="nobody is believed without proxies of our own"),
        pytest.param(1, "198.51.100.7", "198.51.100.7", id="one proxy tells"),
        pytest.param(1, "203.0.113.9, 198.51.100.7", "198.51.100.7", id="what the visitor wrote before it is not read"),
        pytest.param(2, "203.0.113.9, 198.51.100.7", "203.0.113.9", id="two proxies"),
        pytest.param(2, "198.51.100.7", "127.0.0.1", id="fewer than stated"),
        pytest.param(1, "", "127.0.0.1", id="nothing told"),
    ],
)
def test_the_visitors_address(settings: pytest.FixtureRequest, proxies: int, told: str, visitor: str) -> None:
    settings.PROXIES = proxies  # type: ignore[attr-defined]
    seen: list[str] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    address(page)(RequestFactory().get("/", headers={"X-Forwarded-For": told}))
    assert seen == [visitor]
