"""Completeness over many items: the rule's totals, and what the statements read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.meter import Meter, Missing, Supplier, meter
from qingquan.catalogue.tests.cast import Cast, gather
from qingquan.leaner.reading import completeness
from qingquan.leaner.rules.totals import Total, total


@pytest.fixture
def cast() -> Cast:
    return gather()


def lacking(*labels: str, wanted: int = 10, element: str = "x") -> Meter:
    return Meter(wanted, tuple(Missing("组", element, label, Supplier.OFFICE) for label in labels))


@pytest.mark.parametrize(
    ("meters", "said"),
    [
        pytest.param([], Total(0, 0, 0), id="no item"),
        pytest.param([lacking()], Total(1, 1, 100), id="nothing missing"),
        pytest.param(
            [lacking(), lacking("主题"), lacking("主题", "流程图")],
            Total(3, 1, 270, (("主题", 2), ("流程图", 1))),
            id="the most frequent first",
        ),
        pytest.param(
            [lacking("丁", "丙", "乙", "甲")], Total(1, 0, 60, (("丁", 1), ("丙", 1), ("乙", 1))), id="only three"
        ),
        pytest.param(
            [lacking("“营业执照”的要求依据", "“申请书”的要求依据", element="materials")],
            Total(1, 0, 80, (("材料的要求依据", 1),)),
            id="two materials without a basis count once",
        ),
    ],
)
def test_a_line_counts_items_and_names_what_is_missing_most(meters: list[Meter], said: Total) -> None:
    assert total(meters) == said


def test_the_average_reaches_a_hundred_only_when_nothing_is_missing() -> None:
    assert total([lacking()] * 99 + [lacking("主题")]).average == 99


@pytest.mark.django_db
def test_what_was_measured_once_is_not_read_again_and_a_changed_draft_is_measured_anew(cast: Cast) -> None:
    cast.draft(places=())
    first = completeness.measured(Item.objects.all())
    with CaptureQueriesContext(connection) as asked:
        assert completeness.measured(Item.objects.all()) == first
    assert len(asked) == 1
    assert '"elements"' not in asked.captured_queries[0]["sql"]
    version = ItemVersion.objects.get()
    assert first[0].meter == meter(version.facts())
    assert "办理地点" in [each.label for each in first[0].meter.missing]
