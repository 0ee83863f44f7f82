"""The demonstration county, served for those tests of the house that read its pages."""

import os
from collections.abc import Iterator

import pytest

from tests.live.serving import Served, furnish, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    county = furnish(f"house_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")
    with serving(county, "read") as served:
        yield served
