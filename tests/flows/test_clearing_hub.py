"""The door to clearing the powers: it leads nobody to a page that does not exist for them."""

import re

import pytest

from qingquan.places.words import Role
from tests.county import County, found, official
from tests.flows.desk_hands import as_

pytestmark = pytest.mark.django_db

TILE = re.compile(r'<a class="door" href="([^"]+)"')


@pytest.fixture
def county() -> County:
    return found()


@pytest.mark.parametrize("role", list(Role))
def test_every_tile_opens_for_the_role_that_sees_it(county: County, role: Role) -> None:
    cast = {Role.HANDLER: county.stranger, Role.SUPERVISOR: county.supervisor}
    seen = as_(cast.get(role) or official(county.other_organ, role, f"tile.{role}", "试点人"))
    tiles = TILE.findall(seen.get("/desk/clearing/").content.decode())
    assert len(tiles) >= 2
    assert {tile: seen.get(tile).status_code for tile in tiles} == dict.fromkeys(tiles, 200)
