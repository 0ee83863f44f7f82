"""Every address of the portal is open to everybody by this list, or asks who is there."""

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from qingquan.papers.models import Document
from qingquan.portal.urls import urlpatterns
from tests.county import County
from tests.flows.portal_hands import CODE, citizen, clock, county, ready, somebody_else

__all__ = ["clock", "county"]

OPEN = {
    "home",
    "halls",
    "items",
    "item",
    "flowchart",
    "follow",
    "decisions",
    "verify",
    "check",
    "reading",
    "about",
    "accessibility",
    # What the county publishes about its powers, and matters that stand on no list.
    "publication",
    "publication_feed",
    "publication_catalogue",
    "publication_batch",
    "publication_file",
    "publication_history",
    "statutes",
    "statute",
    "statute_article",
    "deeds",
    "deed",
    "deed_file",
    "duties",
    "duty_post",
    "duty_file",
    "comments",
    "comments_round",
    "unlisted",
    "unlisted_follow",
}
GATED = sorted(str(pattern.name) for pattern in urlpatterns if pattern.name not in OPEN)


def address(pattern: str, county: County) -> str:
    """An address of something that is there, so that only the gate can say no."""
    draft = ready(county, citizen(county))
    case = county.receive(county.version.from_on)  # type: ignore[arg-type]
    known = {"code": draft.code, "number": case.number, "pk": 1, "check_code": "x"}
    if pattern == "apply":
        known["code"] = CODE
    if pattern == "document":
        known["check_code"] = case_receipt(case.number)
    wanted = next(each for each in urlpatterns if each.name == pattern).pattern.converters
    return reverse(f"portal:{pattern}", kwargs={name: known[name] for name in wanted})


def case_receipt(number: str) -> str:
    return Document.objects.get(subject=number, kind="receipt").check_code


def test_the_list_names_only_what_there_is() -> None:
    assert {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)} >= OPEN


@pytest.mark.parametrize("pattern", GATED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_unknown_comes_no_further(county: County, pattern: str, method: str) -> None:
    answer = getattr(Client(), method)(address(pattern, county))
    assert answer.status_code in {302, 404, 405}
    if answer.status_code == 302:
        assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("pattern", sorted(set(GATED) - {"apply", "mine", "profile", "enter"}))
def test_who_is_somebody_else_finds_nothing(county: County, pattern: str) -> None:
    assert somebody_else().get(address(pattern, county)).status_code in {404, 405}
