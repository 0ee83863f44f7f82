"""Somebody who reads pages without a browser: signs in, keeps cookies, follows no redirect."""

import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, Request, build_opener

from tests.live.cast import PASSWORD, WHO
from tests.live.serving import Served

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class _Stay(HTTPRedirectHandler):
    """Shows where a page sends on to instead of going there."""

    def redirect_request(self, *request: object, **how: object) -> None:
        return None


class Reader:
    """One person's way through the site; `visitor` never signs in."""

    def __init__(self, served: Served, who: str) -> None:
        self.served = served
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()), _Stay())
        if who != "visitor":
            status, _ = self.post("/accounts/login/", login=WHO[who], password=PASSWORD)
            assert status == 302, f"{who} could not sign in: {status}"

    def get(self, path: str) -> tuple[int, str]:
        """Status and text."""
        return self._ask(Request(self.served.address + quote(path, safe="/?=&%")))

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Send the form of a page."""
        token = TOKEN.search(self.get(path)[1])
        assert token, f"{path} has no form"
        data = urlencode({"csrfmiddlewaretoken": token[1]} | fields).encode()
        return self._ask(Request(self.served.address + path, data))

    def _ask(self, request: Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except HTTPError as other:
            with other:
                return other.code, other.read().decode(errors="replace")
