"""A new list of the upper level is put before the organs by itself, once."""

import pytest

from qingquan.catalogue.tests.cast import at, gather
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.crosscheck import acts as crosscheck
from qingquan.crosscheck.reading.lists import BaseTold, Told
from qingquan.crosscheck.words import BaseSource
from qingquan.exchange.models import Claim
from qingquan.exchange.watch import follow
from qingquan.people.models import SYSTEM


@pytest.mark.usefixtures("committed")
def test_a_list_brought_in_is_seen_once() -> None:
    gather()
    says = BaseTold(
        code="000119077000",
        name="河道采砂许可",
        power_type=PowerType.LICENCE,
        levels=(ExerciseLevel.COUNTY,),
        department="水利部门",
        bases=("《水法》第三十九条",),
    )
    told = [Told(2, says.code, says.name, says)]
    crosscheck.import_base(
        told, source=BaseSource.PROVINCE, whole=True, name="省目录.csv", sha256="a" * 64, by=SYSTEM, at=at()
    )
    assert follow(at()) == 1
    assert Claim.objects.get().organ is not None
    assert follow(at()) == 0
