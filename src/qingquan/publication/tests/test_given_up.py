"""A power that was given up is on no list from that moment."""

import pytest

from qingquan.catalogue.words import SeedCatalogue
from qingquan.forfeits.tests.cast import MON, given_up
from qingquan.publication.reading import editions
from tests.county import at, found

pytestmark = pytest.mark.django_db


def test_what_was_given_up_leaves_the_catalogue_at_once() -> None:
    county = found()
    listed = [each.item for each in editions.in_force(SeedCatalogue.LICENCE_APPROVAL, MON)]
    assert county.item in listed
    given_up(county, at(MON))
    assert county.item not in [each.item for each in editions.in_force(SeedCatalogue.LICENCE_APPROVAL, MON)]
