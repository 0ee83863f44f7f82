"""Lists become drafts: every row told, none twice, nobody's work undone."""

from pathlib import Path

import pytest

from qingquan.catalogue import acts
from qingquan.catalogue.acts import ImportReport
from qingquan.catalogue.models import Item, ItemVersion, LegalBasis, Material
from qingquan.catalogue.reading import choose_map, open_table, read_rows
from qingquan.catalogue.reading.table import table_of
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.words import ImportOutcome, VersionState
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM
from qingquan.places.models import Organ

pytestmark = pytest.mark.django_db
LISTS = Path(__file__).resolve().parents[5] / "shared" / "data" / "catalogue"
published_lists = pytest.mark.skipif(not LISTS.exists(), reason="needs the published lists beside the checkout")

HEADINGS = "实施编码,事项名称,事项类型,实施主体,法定时限,申请材料,设定依据"
WATER = "AB-1,取水许可,行政许可,清泉县水利局,45个工作日,申请书|报告书,《水法》第四十八条"
STRANGER = "AB-2,河道采砂许可,行政许可,某某局,20个工作日,申请书,《水法》第三十九条"


@pytest.fixture
def cast() -> Cast:
    return gather()


def imported(*rows: str, organ: Organ | None = None) -> ImportReport:
    table = table_of("\n".join([HEADINGS, *rows]).encode(), "list.csv")
    results = read_rows(table, choose_map(table))
    return acts.import_rows(results, source="list.csv", sha256="a" * 64, by=SYSTEM, at=at(), organ=organ)


def imported_file(name: str) -> ImportReport:
    table = open_table(LISTS / name)
    results = read_rows(table, choose_map(table))
    return acts.import_rows(results, source=name, sha256="b" * 64, by=SYSTEM, at=at())


def outcomes(report: ImportReport) -> list[ImportOutcome]:
    return [row.outcome for row in report.rows]


def test_rows_become_drafts_with_their_gaps_named(cast: Cast) -> None:
    report = imported(WATER, STRANGER)
    assert outcomes(report) == [ImportOutcome.DRAFTED, ImportOutcome.DRAFTED]
    first, second = Item.objects.order_by("code")
    assert (first.organ, second.organ) == (cast.water, None)
    assert any("某某局" in gap and "不在本县机关名录" in gap for gap in report.rows[1].gaps)
    assert any(gap.startswith("ELM 没有填写承诺办结时限") for gap in report.rows[0].gaps)
    # A registered organ's code is known; an unknown organ's is asked for.
    assert ["实施主体代码" in "".join(row.gaps) for row in report.rows] == [False, True]
    version = first.versions.get()
    assert (version.state, version.legal_days) == (VersionState.DRAFT, 45)
    assert Material.objects.filter(version=version).count() == 2
    assert LegalBasis.objects.get(version=version).statute == "水法"


def test_an_organ_named_on_the_command_takes_what_no_registered_organ_claims(cast: Cast) -> None:
    imported(WATER, STRANGER, organ=cast.forest)
    assert [item.organ for item in Item.objects.order_by("code")] == [cast.water, cast.forest]


def test_a_second_run_changes_nothing(cast: Cast) -> None:
    imported(WATER, STRANGER)
    before = list(ItemVersion.objects.order_by("pk").values())
    report = imported(WATER, STRANGER)
    assert outcomes(report) == [ImportOutcome.UNCHANGED, ImportOutcome.UNCHANGED]
    assert list(ItemVersion.objects.order_by("pk").values()) == before
    assert Material.objects.count() == 3


def test_a_changed_row_changes_its_draft(cast: Cast) -> None:
    imported(WATER, STRANGER)
    report = imported(WATER.replace("45个", "30个").replace("申请书|报告书", "申请书"), STRANGER)
    assert outcomes(report) == [ImportOutcome.UPDATED, ImportOutcome.UNCHANGED]
    version = Item.objects.get(code="AB-1").versions.get()
    assert (version.number, version.legal_days, version.materials.count()) == (1, 30, 1)
    assert [entry.kind for entry in Entry.objects.of("AB-1")] == ["item.drafted", "item.revised"]


def test_what_people_changed_is_not_undone(cast: Cast) -> None:
    imported(WATER)
    item = Item.objects.get()
    acts.revise(item, cast.facts(code="AB-1", base_code="", promise=Span(7)), by=cast.administrator, at=at())
    assert outcomes(imported(WATER)) == [ImportOutcome.UNCHANGED]
    (row,) = imported(WATER.replace("45个", "30个")).rows
    assert (row.outcome, "已由工作人员修改" in row.refusal) == (ImportOutcome.REFUSED, True)
    assert item.versions.get().promise_days == 7


def test_a_changed_row_of_a_published_item_begins_a_new_draft(cast: Cast) -> None:
    published = cast.published(code="AB-1", base_code="")
    report = imported(WATER)
    assert outcomes(report) == [ImportOutcome.UPDATED]
    published.refresh_from_db()
    assert published.state == VersionState.PUBLISHED
    assert [(v.number, v.state) for v in published.item.versions.order_by("number")] == [
        (1, "published"),
        (2, "draft"),
    ]
    assert outcomes(imported(WATER)) == [ImportOutcome.UNCHANGED]


def test_a_version_under_review_is_left_alone(cast: Cast) -> None:
    cast.reviewed(code="AB-1", base_code="")
    (row,) = imported(WATER).rows
    assert (row.outcome, "先公布或者退回" in row.refusal) == (ImportOutcome.REFUSED, True)


def test_a_broken_row_stops_no_other(cast: Cast) -> None:
    report = imported(",无编码,,,,,", WATER, WATER, "AB-3,短行", f"AB-4,x,,,,{'长' * 400},", STRANGER)
    assert [row.outcome.value for row in report.rows] == [
        "refused",
        "drafted",
        "refused",
        "refused",
        "refused",
        "drafted",
    ]
    assert all(row.refusal for row in report.rows if row.outcome is ImportOutcome.REFUSED)
    assert report.counts == {"imported": 0, "drafted": 2, "updated": 0, "unchanged": 0, "refused": 4}


def test_a_promise_longer_than_the_law_is_kept_as_a_draft_and_named(cast: Cast) -> None:
    table = table_of("编码,名称,类型,法定时限,承诺时限\nAB-1,X许可,01,20工作日,30工作日".encode(), "x.csv")
    results = read_rows(table, choose_map(table))
    (row,) = acts.import_rows(results, source="x", sha256="c" * 64, by=SYSTEM, at=at()).rows
    assert any(gap.startswith("ITM-03") for gap in row.gaps)


def test_the_import_itself_is_recorded(cast: Cast) -> None:
    imported(WATER)
    entry = Entry.objects.get(kind="catalogue.imported")
    assert entry.subject == f"import/{'a' * 16}"
    assert entry.facts == {
        "source": "list.csv",
        "imported": 0,
        "drafted": 1,
        "updated": 0,
        "unchanged": 0,
        "refused": 0,
    }


@published_lists
def test_a_districts_list_is_imported_and_imported_again(cast: Cast) -> None:
    first, second = imported_file("guangan_district_items.csv"), imported_file("guangan_district_items.csv")
    assert first.counts["drafted"] == second.counts["unchanged"] == 1135
    assert Item.objects.count() == ItemVersion.objects.count() == 1135
    assert Entry.objects.filter(kind="item.drafted").count() == 1135
    assert all({gap[:6] for gap in row.gaps} >= {"ITM-01"} for row in first.rows)


@published_lists
def test_a_provinces_list_is_imported_with_materials(cast: Cast) -> None:
    report = imported_file("guangdong_items_part.csv.gz")
    assert report.counts["drafted"] == 697
    expected = sum(len(version.facts().materials) for version in ItemVersion.objects.all())
    assert Material.objects.count() == expected > 900
    assert (
        ItemVersion.objects.filter(legal_unit="WD", legal_days__isnull=False, promise_days__isnull=False).count() >= 459
    )
