"""Taking applications in at windows: of the department, of the centre, in town and village."""

import re
from datetime import date

import pytest
from django.test import Client

from qingquan.cases import acts
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, Opinion, Outcome
from qingquan.papers.models import Document
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Applicant
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.models import Window
from qingquan.places.words import HallLevel, Role, WindowKind
from tests.county import FOUNDED, County, Official, at, found
from tests.flows.desk_hands import Clock, as_, clock, shown, told

__all__ = ["clock"]
pytestmark = pytest.mark.django_db

KNOWN = {"id_type": "citizen_id", "id_number": "990101199003070015"}
NEW = {"id_type": "citizen_id", "id_number": "990101198507120026"}
FIRM = {"id_type": "uscc", "id_number": "11990101000001011C"}
SHEET = re.compile(r'name="sheet" value="([^"]+)"')


def sit(county: County, official: Official, kind: WindowKind, level: HallLevel = HallLevel.COUNTY) -> Window:
    """Seat somebody at a window of a hall."""
    hall = places.enter_hall(
        level=level,
        division=county.organ.division,
        name=f"{level.label}{kind.label}",
        address="县城",
        hours="工作日",
        phone="0990-2112345",
        by=SYSTEM,
        at=FOUNDED,
    )
    organ = county.organ if kind is WindowKind.DEPARTMENT else None
    return places.enter_window(
        hall, number="A1", name="窗口", kind=kind, organ=organ, posts=[official.post], by=SYSTEM, at=FOUNDED
    )


def elsewhere(county: County, *, code: str = "town") -> Official:
    """A clerk whose post belongs to another organ."""
    post = places.enter_post(
        county.other_organ, code=code, name="综合窗口", role=Role.WINDOW_CLERK, by=SYSTEM, at=FOUNDED
    )
    account = people.open_account(code, "吴综", AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED)
    people.appoint(account, post, from_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED)
    return Official(account, post)


def sheet_of(browser: Client, county: County, who: dict[str, str]) -> str:
    answer = browser.post(f"/desk/receive/{county.item.code}/", who)
    assert answer.status_code == 200
    return told(answer)


def hand_in(browser: Client, county: County, who: dict[str, str], **fields: str) -> object:
    once = SHEET.search(sheet_of(browser, county, who))
    assert once
    posted = who | {"go": "receive", "sheet": once[1], "m1": "paper", "m2": "paper"} | fields
    return browser.post(f"/desk/receive/{county.item.code}/", posted)


def test_a_known_citizen_is_received_in_three_steps(clock: Clock) -> None:
    county = found()
    window = sit(county, county.clerk, WindowKind.DEPARTMENT)
    browser = as_(county.clerk)
    assert county.item.code in told(browser.get("/desk/receive/?q=取水"))
    text = sheet_of(browser, county, KNOWN)
    assert 'value="陈民"' in text
    assert "199****1234" in text
    assert "19900001234" not in text
    answer = hand_in(browser, county, KNOWN, name="陈民")
    assert answer.status_code == 303  # type: ignore[attr-defined]
    case = Case.objects.get()
    assert (case.applicant, case.window, case.channel) == (county.applicant, window, "county")
    receipt = told(browser.get(answer.url))  # type: ignore[attr-defined]
    assert case.number in receipt
    assert case.query_code in receipt
    assert "2026年3月9日" in receipt
    assert case.applicant.phone == "19900001234"


def test_a_newcomer_gives_name_and_phone(clock: Clock) -> None:
    county = found()
    browser = as_(county.clerk)
    lacking = hand_in(browser, county, NEW, name="何新", phone="123")
    assert lacking.status_code == 422  # type: ignore[attr-defined]
    assert "何新" in told(lacking)
    assert Applicant.objects.count() == 1
    assert hand_in(browser, county, NEW, name="何新", phone="19900002222").status_code == 303  # type: ignore[attr-defined]
    case = Case.objects.get()
    assert case.applicant.name == "何新"
    assert case.applicant.phone == "19900002222"


def test_an_organisation_is_known_by_its_credit_code(clock: Clock) -> None:
    county = found()
    browser = as_(county.clerk)
    assert "法定代表人" in sheet_of(browser, county, FIRM)
    hand_in(browser, county, FIRM, name="清泉县供水公司", phone="19900003333", legal_representative="冯供")
    applicant = Case.objects.get().applicant
    assert (applicant.kind, applicant.legal_representative) == ("organisation", "冯供")


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ({"id_type": "citizen_id", "id_number": "990101199003070016"}, "校验"),
        ({"id_type": "uscc", "id_number": "11990101000001011D"}, "校验"),
        ({"id_type": "passport", "id_number": "E1"}, "太短"),
        ({"id_type": "citizen_id", "id_number": ""}, "请填写"),
        ({"id_type": "moon", "id_number": "1"}, ""),
    ],
)
def test_a_number_that_cannot_be_one_is_told_at_once(clock: Clock, who: dict[str, str], why: str) -> None:
    county = found()
    answer = as_(county.clerk).post(f"/desk/receive/{county.item.code}/", who)
    assert answer.status_code == 422
    assert why in told(answer)


def test_a_slip_of_the_pen_does_not_rename_anybody(clock: Clock) -> None:
    county = found()
    browser = as_(county.clerk)
    answer = hand_in(browser, county, KNOWN, name="陈明")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "姓名或者名称不同" in told(answer)
    hand_in(browser, county, KNOWN, name="陈明", renamed="on")
    county.applicant.refresh_from_db()
    assert county.applicant.name == "陈明"
    assert county.applicant.phone == "19900001234"


def test_what_did_not_come_is_written_down_as_missing(clock: Clock) -> None:
    county = found()
    browser = as_(county.clerk)
    hand_in(browser, county, KNOWN, name="陈民", m2="")
    case = Case.objects.get()
    assert list(case.materials.values_list("way", flat=True)) == ["paper", "pending", "pending"]
    assert "一次性告知补正" in shown(browser, case.number)


def granted(county: County) -> str:
    """An earlier licence of the same citizen, delivered."""
    number, day = county.accept(date(2026, 1, 6)).number, at(date(2026, 1, 7))
    for step, official in (("Step_2", county.handler), ("Step_3", county.reviewer)):
        acts.complete_step(number, step, Opinion.AGREE, "", by=official.acts, at=day)
    acts.decide(number, Outcome.GRANT, "准予取水。", by=county.approver.acts, at=day)
    acts.deliver(number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=day)
    return number


def test_what_the_county_issued_is_not_asked_for(clock: Clock) -> None:
    county = found()
    issued = Document.objects.get(subject=granted(county), kind="certificate")
    browser = as_(county.clerk)
    assert issued.check_code in sheet_of(browser, county, KNOWN)
    hand_in(browser, county, KNOWN, name="陈民", m1="", **{"m1-issued": issued.check_code})
    material = Case.objects.latest("pk").materials.get(position=1)
    assert (material.way, material.issued) == ("issued", issued)


AGENT = {
    "agent_name": "何代",
    "agent_number": "990101198507120026",
    "agent_phone": "19900002222",
    "mandate": "2026年3月1日书面委托",
    "mandate_until": "2026-06-30",
}


def test_an_agent_comes_with_a_mandate(clock: Clock) -> None:
    county = found()
    browser = as_(county.clerk)
    half = hand_in(browser, county, KNOWN, name="陈民", agent_name="何代")
    assert half.status_code == 422  # type: ignore[attr-defined]
    late = hand_in(browser, county, KNOWN, name="陈民", **AGENT | {"mandate_until": "2026-02-01"})
    assert "委托已经到期" in told(late)
    hand_in(browser, county, KNOWN, name="陈民", **AGENT)
    mandate = Case.objects.get().mandate
    assert mandate is not None
    assert mandate.agent.name == "何代"
    assert "何代" in shown(browser, Case.objects.get().number)


def test_nobody_is_their_own_agent_and_nothing_half_is_kept(clock: Clock) -> None:
    county = found()
    own = AGENT | {"agent_number": KNOWN["id_number"], "agent_name": "陈民"}
    answer = hand_in(as_(county.clerk), county, KNOWN, name="陈民", phone="19900009999", **own)
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "同一个人" in told(answer)
    county.applicant.refresh_from_db()
    assert county.applicant.phone == "19900001234"


@pytest.mark.parametrize(
    ("level", "kind", "channel"),
    [
        (HallLevel.COUNTY, WindowKind.INTEGRATED, "county"),
        (HallLevel.TOWN, WindowKind.INTEGRATED, "town"),
        (HallLevel.VILLAGE, WindowKind.STATION, "village"),
    ],
)
def test_a_hall_takes_in_for_every_organ_and_the_case_goes_to_the_organ(
    clock: Clock, level: HallLevel, kind: WindowKind, channel: str
) -> None:
    county = found()
    clerk = elsewhere(county)
    sit(county, clerk, kind, level)
    browser = as_(clerk)
    answer = hand_in(browser, county, KNOWN, name="陈民")
    case = Case.objects.get()
    assert (case.channel, case.organ) == (channel, county.organ)
    assert told(browser.get(answer.url))  # type: ignore[attr-defined]
    assert case.number in told(as_(county.clerk).get("/desk/"))


def test_a_department_window_takes_in_only_its_own(clock: Clock) -> None:
    county = found()
    clerk = elsewhere(county)
    assert as_(clerk).get(f"/desk/receive/{county.item.code}/").status_code == 404
    assert county.item.code not in told(as_(clerk).get("/desk/receive/?q=取水"))


def test_a_clerk_at_several_windows_says_at_which(clock: Clock) -> None:
    county = found()
    first = sit(county, county.clerk, WindowKind.DEPARTMENT)
    second = sit(county, county.clerk, WindowKind.INTEGRATED, HallLevel.TOWN)
    browser = as_(county.clerk)
    unsaid = hand_in(browser, county, KNOWN, name="陈民")
    assert unsaid.status_code == 422  # type: ignore[attr-defined]
    assert "请选择收件窗口" in told(unsaid)
    hand_in(browser, county, KNOWN, name="陈民", window=str(second.pk))
    assert Case.objects.get().channel == "town"
    assert first != second


def test_the_same_sheet_sent_twice_is_one_case(clock: Clock) -> None:
    county = found()
    browser = as_(county.clerk)
    once = SHEET.search(sheet_of(browser, county, KNOWN))
    assert once
    posted = KNOWN | {"go": "receive", "sheet": once[1], "m1": "paper", "m2": "paper", "name": "陈民"}
    answers = [browser.post(f"/desk/receive/{county.item.code}/", posted) for _ in range(2)]
    assert answers[0].url == answers[1].url  # type: ignore[attr-defined]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("who", ["handler", "head", "supervisor"])
def test_only_a_window_receives(clock: Clock, who: str) -> None:
    county = found()
    browser = as_(getattr(county, who))
    assert browser.get("/desk/receive/").status_code == 404
    assert browser.post(f"/desk/receive/{county.item.code}/", KNOWN).status_code == 404
