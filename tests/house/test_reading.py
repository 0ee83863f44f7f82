"""Every page is found by exactly those who may find it, and reading it changes nothing.

The served application refuses every statement that would write while a page is read (`tests/live/guard.py`), so a
page that answers has not written.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from qingquan.desk import door
from qingquan.places.models import Organ
from tests.county import found
from tests.live.cast import WHO
from tests.live.guard import ALLOWED, PageWrote, read_only
from tests.live.page import Page
from tests.live.pages import NOT_PAGES, OWN, PAGES
from tests.live.reader import Reader
from tests.live.serving import Served

FILES = (
    ("portal:flowchart", ("item",), "visitor"),
    ("portal:draft_file", ("draft", "draft_file"), "citizen"),
    ("portal:document", ("delivered", "check"), "citizen"),
    ("portal:material", ("received", "material"), "citizen"),
    ("desk:file", ("file",), "handler"),
    ("desk:document", ("document",), "handler"),
    ("desk:procedure_file", ("procedure",), "catalogue_admin"),
    ("desk:setup_template", (), "system_admin"),
)
COMMON = ("desk:procedure_file",)


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", each


def test_every_address_is_a_page_to_look_at_or_listed_with_its_reason() -> None:
    own = {name for name, _ in addresses() if name.startswith(OWN)}
    pages = {page.name for page in PAGES}
    assert len(own) > 80
    assert own - pages == NOT_PAGES.keys()
    assert pages & NOT_PAGES.keys() == set()


def test_every_address_of_the_desk_is_behind_its_door() -> None:
    behind = door.opened(lambda request: None).__code__  # type: ignore[arg-type,return-value]
    outside = [name for name, each in addresses() if name.startswith("desk:") and behind is not code_of(each.callback)]
    assert outside == []


def code_of(view: object) -> object:
    return getattr(view, "__code__", None)


@pytest.fixture(scope="module")
def readers(server: Served) -> dict[str, Reader]:
    """Everybody, signed in."""
    return {who: Reader(server, who) for who in ("visitor", *WHO)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.words)
def test_a_page_is_found_by_those_who_may_and_by_nobody_else(
    page: Page, server: Served, readers: dict[str, Reader]
) -> None:
    answers = {who: reader.get(page.path(server.samples))[0] for who, reader in readers.items()}
    assert {who for who, status in answers.items() if status == 200} == set(page.found_by)
    # Sent to sign in, told what is missing, or as if there were nothing: never an error.
    assert set(answers.values()) <= {200, 302, 403, 404}


@pytest.mark.parametrize(("name", "samples", "who"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_is_given_to_whom_it_concerns_and_reading_it_changes_nothing(
    name: str, samples: tuple[str, ...], who: str, server: Served, readers: dict[str, Reader]
) -> None:
    path = Page(name, (who,), samples).path(server.samples)
    assert readers[who].get(path)[0] == 200
    if who != "visitor":
        # Procedures are common to the officials of the county.
        strangers = ("visitor", "firm") if name in COMMON else ("visitor", "firm", "stranger")
        assert {readers[each].get(path)[0] for each in strangers} <= {302, 403, 404}


@pytest.mark.django_db
def test_a_page_that_writes_is_stopped_and_an_act_is_not() -> None:
    county = found()
    with connection.execute_wrapper(read_only):
        county.receive(date(2026, 3, 2))
        with pytest.raises(PageWrote, match="places_organ"):
            Organ.objects.filter(pk=county.organ.pk).update(phone="1")
        with pytest.raises(PageWrote, match="places_organ"):
            county.organ.save(update_fields=["phone"])


def test_what_may_be_written_while_reading_is_little_and_has_reasons() -> None:
    assert set(ALLOWED) == {"django_session"}
    assert all(len(reason) > 20 for reason in ALLOWED.values())
