"""The completeness meter: what counts, what is missing, who supplies it."""

from dataclasses import replace

import pytest

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.meter import Supplier, meter
from qingquan.catalogue.rules.parts import Fee, LegalBasis, Result, Span
from qingquan.catalogue.tests.examples import licence
from qingquan.catalogue.words import CaseKind, PowerType

WHOLE = licence(
    procedure_sha256="0" * 64,
    handling_office="行政审批股",
    themes=("农林牧渔",),
    visits_max=0,
    online=True,
    max_review_levels=2,
    approve_conditions="符合规划。",
    validity_period="五年",
)


def test_nothing_missing_is_a_hundred_per_cent() -> None:
    found = meter(WHOLE)
    assert [each.label for each in found.missing] == []
    assert found.percent == 100


@pytest.mark.parametrize(
    ("changes", "label", "supplier"),
    [
        pytest.param({"legal_bases": ()}, "法律依据", Supplier.LEGAL, id="bases"),
        pytest.param({"places": ()}, "办理地点", Supplier.CENTRE, id="places"),
        pytest.param({"procedure_sha256": ""}, "权力运行流程图", Supplier.OFFICE, id="flowchart"),
        pytest.param({"promise": None}, "承诺办结时限", Supplier.OFFICE, id="promise"),
        pytest.param({"fees": (Fee(name="工本费"),)}, "收费", Supplier.FINANCE, id="a fee without its basis"),
        pytest.param({"supervise_phones": ()}, "监督电话", Supplier.ADMINISTRATOR, id="phone"),
        pytest.param({"materials": ()}, "申请材料", Supplier.OFFICE, id="materials"),
    ],
)
def test_one_thing_missing_is_told_with_who_supplies_it(
    changes: dict[str, object], label: str, supplier: Supplier
) -> None:
    found = meter(replace(WHOLE, **changes))  # type: ignore[arg-type]
    assert [(each.label, each.supplier) for each in found.missing] == [(label, supplier)]
    assert 90 <= found.percent < 100
    assert list(found.by_supplier()) == [supplier]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"materials": (), "no_materials": True}, id="no materials are needed"),
        pytest.param({"promise": None, "case_kind": CaseKind.INSTANT}, id="decided while one waits"),
        pytest.param(
            {"fees": (Fee(name="费", standard="免", basis=LegalBasis(name="法")),)}, id="a fee with its basis"
        ),
        pytest.param(
            {"validity_period": "", "results": (Result(name="证", validity="五年"),)}, id="validity of the result"
        ),
    ],
)
def test_what_is_rightly_empty_is_not_missing(changes: dict[str, object]) -> None:
    assert meter(replace(WHOLE, **changes)).missing == ()  # type: ignore[arg-type]


def test_each_material_is_asked_for_its_basis_source_and_standard() -> None:
    bare = replace(WHOLE.materials[0], basis="", accept_standard="")
    found = meter(replace(WHOLE, materials=(bare,)))
    assert [each.label for each in found.missing] == [f"“{bare.name}”的要求依据", f"“{bare.name}”的受理标准"]


def test_what_is_exercised_by_duty_is_asked_for_less_and_for_its_own_elements() -> None:
    penalty = VersionFacts(name="对违法取水的处罚", power_type=PowerType.PENALTY, legal_limit=Span(90))
    asked = meter(penalty)
    assert asked.wanted == 10
    assert "行政处罚要素" in [each.label for each in asked.missing]
    assert "申请材料" not in [each.label for each in asked.missing]
