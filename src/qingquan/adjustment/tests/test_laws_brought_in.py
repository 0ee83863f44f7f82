"""A file of statutes changes the law for the items that cite it: from the upload by the worker to the trigger."""

import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from qingquan.adjustment import watch
from qingquan.adjustment.models import Adjustment, AwaitedChange
from qingquan.adjustment.tests.listing import listed, raised
from qingquan.adjustment.tests.test_laws import REPEALED
from qingquan.intake.words import FileState
from qingquan.people.models import Actor
from qingquan.places.words import Role
from qingquan.statutes import acts as statutes
from qingquan.statutes import watch as library
from qingquan.statutes.models import LawImport, Statute
from tests.county import County, at, found, official

NATIONAL = Path(__file__).parents[4].parent / "shared" / "data" / "laws" / "national_articles.jsonl.gz"
TITLE = "中华人民共和国生态环境法典"
# Title, article, days and the ten are those of the code; the words are how such articles are written.
LAST = (
    "本法典自2026年8月15日起施行。" + "、".join(f"《中华人民共和国{name}》" for name in REPEALED) + "同时废止。"
).replace("、《中华人民共和国清洁生产促进法》", "和《中华人民共和国清洁生产促进法》")
CODE = json.dumps({"law": TITLE, "date": "2026-03-12", "article": 1242, "text": LAST, "level": "法律"}).encode()
EFFECT = date(2026, 8, 15)
AFTER = at(date(2026, 9, 1))
needs_collection = pytest.mark.skipif(
    not NATIONAL.exists(), reason="the collection of statutes is kept beside the project"
)
pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def county() -> County:
    return found()


@pytest.fixture
def legal(county: County) -> Actor:
    """The justice bureau's reviewer."""
    return official(county.organ, Role.LEGAL_OFFICE_REVIEWER, "sifa.hefa", "赵法").acts


def by_the_worker(content: bytes, legal: Actor, on: datetime) -> LawImport:
    """A file handed in and imported as the worker does it."""
    taken = statutes.hand_in(io.BytesIO(content), name="法规.jsonl", by=legal, at=on)
    assert library.import_waits(on)
    assert library.import_ordered(on) == 1
    taken.refresh_from_db()
    assert taken.state == FileState.DONE
    return taken


def environment(county: County) -> None:
    """One item for each of the ten statutes, and one that rests on none of them."""
    for number, title in enumerate(REPEALED):
        listed(county.organ, f"E{number}", f"事项{number}", (title, "第十条", "sets_up"))
    listed(county.organ, "F", "林木采伐许可", ("森林法", "第五十六条", "sets_up"))


@needs_collection
def test_the_code_ends_ten_statutes_of_the_real_collection_and_every_item_is_called_up_the_same_minute(
    county: County, legal: Actor
) -> None:
    environment(county)
    taken = by_the_worker(NATIONAL.read_bytes(), legal, AFTER)
    assert (taken.counts["statutes"], taken.counts["articles"]) == (958, 51524)
    watch.follow(AFTER)
    assert raised() == []
    assert by_the_worker(CODE, legal, AFTER).counts["repealed"] == 10
    # One look of the worker, which comes every ten seconds; no other is needed.
    watch.follow(AFTER)
    assert raised() == [(f"E{number}", "DA-01") for number in range(10)]
    told = Adjustment.objects.get(item__code="E0")
    assert told.source.startswith(
        "《中华人民共和国环境保护法》自2026-08-15起被《中华人民共和国生态环境法典》第一千二百四十二条废止"
    )
    assert not Adjustment.objects.filter(basis_void=True).exists()


@needs_collection
def test_the_same_comes_of_it_when_the_code_was_there_first(county: County, legal: Actor) -> None:
    environment(county)
    assert by_the_worker(CODE, legal, AFTER).counts["repealed"] == 0
    assert by_the_worker(NATIONAL.read_bytes(), legal, AFTER).counts["repealed"] == 30 + 10
    watch.follow(AFTER)
    assert raised() == [(f"E{number}", "DA-01") for number in range(10)]
    ten = Statute.objects.filter(repealed_by=f"《{TITLE}》第一千二百四十二条")
    assert {each.short for each in ten} == set(REPEALED)


def test_a_code_brought_in_before_its_day_calls_items_up_on_the_day(county: County, legal: Actor) -> None:
    environment(county)
    before = at(date(2026, 8, 3))
    statutes.enter("中华人民共和国噪声污染防治法", articles={(1, 0): "第一条。"}, by=legal, at=before)
    by_the_worker(CODE, legal, before)
    watch.follow(before)
    assert (raised(), AwaitedChange.objects.get().on) == ([], EFFECT)
    watch.look(at(date(2026, 8, 14), 23))
    assert raised() == []
    watch.look(at(EFFECT, 0, 1))
    assert raised() == [("E6", "DA-01")]


def test_a_revised_text_calls_up_what_cites_the_articles_it_changes(county: County, legal: Actor) -> None:
    listed(county.organ, "W1", "甲", ("水法", "第一条", "sets_up"))
    listed(county.organ, "W2", "乙", ("水法", "第二条", "sets_up"))

    def text(passed: str, first: str) -> bytes:
        rows = [{"law": "水法", "date": passed, "article": n, "text": f"第{n}条。"} for n in range(2, 9)]
        return "\n".join(
            map(json.dumps, [{"law": "水法", "date": passed, "article": 1, "text": first}, *rows])
        ).encode()

    by_the_worker(text("2016-07-02", "第1条。"), legal, at(EFFECT))
    by_the_worker(text("2026-08-01", "新的第1条。"), legal, at(EFFECT))
    watch.follow(at(EFFECT))
    assert raised() == [("W1", "DA-01")]
