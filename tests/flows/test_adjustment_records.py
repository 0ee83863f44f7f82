"""Judgments and reforms are entered on their pages, and what they set off stands there."""

from datetime import timedelta

import pytest
from django.test import Client

from qingquan.adjustment import watch
from qingquan.adjustment.models import Adjustment, Reform, Ruling
from qingquan.places.words import Role
from tests.county import County, found, official
from tests.flows.desk_hands import MON, Clock, as_, clock, told

__all__ = ["clock"]
RULINGS, REFORMS = "/desk/clearing/adjustment/rulings/", "/desk/clearing/adjustment/reforms/"


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    return found()


@pytest.fixture
def legal(county: County) -> Client:
    return as_(official(county.other_organ, Role.LEGAL_OFFICE_REVIEWER, "legal", "司法"))


@pytest.fixture
def establishment(county: County) -> Client:
    return as_(official(county.other_organ, Role.ESTABLISHMENT_REVIEWER, "est", "编办"))


def ruling(county: County, **changed: str) -> dict[str, str]:
    first = {"kind": "judgment", "number": "（2026）清行终12号", "body": "清泉县人民法院", "code": county.item.code}
    said = {"case_number": "", "holding": "no_basis", "summary": "认定收取保证金没有依据。"}
    return first | said | {"decided_on": MON.isoformat(), "effective_on": MON.isoformat()} | changed


def reform(county: County, **changed: str) -> dict[str, str]:
    first = {"kind": "merged", "document_no": "清发〔2026〕17号", "organ": str(county.organ.pk)}
    said = {"successor": str(county.other_organ.pk), "codes": "", "summary": "按机构改革方案划转。"}
    return first | said | {"effective_on": (MON + timedelta(days=30)).isoformat()} | changed


def test_a_judgment_is_entered_and_the_item_it_undoes_is_called_up(county: County, legal: Client) -> None:
    assert legal.post(RULINGS, ruling(county)).status_code == 303
    page = told(legal.get(RULINGS))
    assert "认定没有设定依据" in page
    assert "?code=DA-05" in page
    again = legal.post(RULINGS, ruling(county))
    assert (again.status_code, "已经登记" in told(again)) == (409, True)
    assert Ruling.objects.count() == Adjustment.objects.count() == 1


def test_a_reform_is_entered_and_its_items_wait_together(county: County, establishment: Client, clock: Clock) -> None:
    assert establishment.post(REFORMS, reform(county)).status_code == 303
    assert "没有</span>" in told(establishment.get(REFORMS))
    watch.look(clock.now)
    assert "2 件" in told(establishment.get(REFORMS))
    assert {made.organ for made in Adjustment.objects.all()} == {county.organ, county.other_organ}


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        pytest.param({"code": "没有的编码"}, 422, id="no such item"),
        pytest.param({"summary": "长" * 100_000}, 422, id="100,000 characters"),
        pytest.param({"holding": "maybe"}, 422, id="no holding there is"),
        pytest.param({"effective_on": "昨天"}, 422, id="no day"),
        pytest.param({"decided_on": "2026-03-20", "effective_on": "2026-03-20"}, 409, id="made in the future"),
        pytest.param({"effective_on": "2026-02-01"}, 409, id="in effect before it was made"),
        pytest.param({"case_number": "不是编号"}, 409, id="no such case"),
    ],
)
def test_a_ruling_that_cannot_be_is_told(county: County, legal: Client, changed: dict[str, str], status: int) -> None:
    assert legal.post(RULINGS, ruling(county, **changed)).status_code == status
    assert not Ruling.objects.exists()


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"successor": ""}, 409),
        ({"organ": "999999"}, 422),
        ({"codes": "没有的编码"}, 422),
        ({"summary": "长" * 100_000}, 422),
        ({"kind": "closed"}, 409),
    ],
)
def test_a_reform_that_cannot_be_is_told(
    county: County, establishment: Client, changed: dict[str, str], status: int
) -> None:
    assert establishment.post(REFORMS, reform(county, **changed)).status_code == status
    assert not Reform.objects.exists()


def test_markup_is_text(county: County, legal: Client) -> None:
    legal.post(RULINGS, ruling(county, summary="<img src=x onerror=alert(1)> 没有依据"))
    page = legal.get(RULINGS).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_only_the_offices_enter_and_a_bureau_reads_of_itself(
    county: County, legal: Client, establishment: Client
) -> None:
    legal.post(RULINGS, ruling(county))
    establishment.post(REFORMS, reform(county, kind="closed", successor=""))
    own, stranger = as_(county.head), as_(county.stranger)
    for page, words in ((RULINGS, "（2026）清行终12号"), (REFORMS, "清发〔2026〕17号")):
        assert words in told(own.get(page))
        assert words not in told(stranger.get(page))
        for browser in (own, stranger, as_(county.supervisor)):
            assert browser.post(page, ruling(county)).status_code == 404
    assert legal.post(REFORMS, reform(county)).status_code == 404
    assert "登记</button>" not in told(own.get(RULINGS))
