"""Who people are stays between them and the county: it is in no log line, in no ledger entry, in no column in clear."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from qingquan.cases import acts
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, Opinion, Outcome
from qingquan.ledger.models import Entry
from qingquan.people.models import Applicant
from qingquan.publicity import watch as publicity
from qingquan.supervision import watch as supervision
from tests.county import FOUNDED, PASSWORD, County, at, found

pytestmark = pytest.mark.usefixtures("committed")

MON = FOUNDED.date()
NUMBER, PHONE, ADDRESS = "990101198506061239", "19900008765", "清泉县泉城街道泉源社区9组99号"


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """All that any logger says, however unimportant."""
    written = io.StringIO()
    everything = logging.StreamHandler(written)
    root = logging.getLogger()
    before = root.level
    root.addHandler(everything)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(everything)
    root.setLevel(before)


@pytest.fixture
def story(said: io.StringIO) -> County:
    """Somebody signs up, says who they are, applies and gets a licence; a stranger tries, and something breaks."""
    county = found(PASSWORD)
    signed_up = Client(raise_request_exception=False)
    words = {"username": "feng", "password1": "shui-dao-qu-cheng-9", "password2": "shui-dao-qu-cheng-9"}
    signed_up.post("/accounts/signup/", words)
    person = {"name": "冯溪月", "id_type": "citizen_id", "id_number": NUMBER, "phone": PHONE, "address": ADDRESS}
    signed_up.post("/mine/profile/", person)
    assert Applicant.objects.filter(name="冯溪月").exists()
    # Again with a slip: what is refused is not said aloud either.
    signed_up.post("/mine/profile/?kind=organisation", {"name": "某公司", "id_number": NUMBER, "phone": PHONE})
    county.applicant = Applicant.objects.get(name="冯溪月")
    county.citizen = county.applicant.account or county.citizen
    number = granted(county)
    for path in (f"/cases/{number}/", f"/desk/cases/{number}/", f"/follow/?number={NUMBER}", "/no-such-page/"):
        signed_up.get(path)
    Client().post("/accounts/login/", {"login": NUMBER, "password": PHONE})
    for _ in range(2):
        supervision.follow(at(MON, 20))
        publicity.follow(at(MON, 20))
    return county


def granted(county: County) -> str:
    """From receipt to delivery."""
    number = county.accept(MON).number
    for official in (county.handler, county.reviewer):
        step = Case.objects.get(number=number).steps.get(done_at__isnull=True).step
        acts.complete_step(number, step, Opinion.AGREE, "符合条件。", by=official.acts, at=at(MON, 12))
    acts.decide(number, Outcome.GRANT, "准予取水。", by=county.approver.acts, at=at(MON, 13))
    acts.deliver(number, Delivery.WINDOW, "冯溪月", by=county.clerk.acts, at=at(MON, 14))
    return number


def test_no_log_line_tells_who_somebody_is(story: County, said: io.StringIO) -> None:
    lines = said.getvalue().splitlines()
    assert any("/no-such-page/" in line for line in lines)
    assert [line for line in lines if tells(line)] == []


def test_no_ledger_entry_tells_who_somebody_is(story: County) -> None:
    entries = [json.dumps(facts, ensure_ascii=False) for facts in Entry.objects.values_list("facts", flat=True)]
    assert len(entries) > 20
    assert [entry for entry in entries if tells(entry) or "冯溪月" in entry] == []


def test_no_column_keeps_a_number_in_clear(story: County) -> None:
    assert kept_in_clear() == {}
    # And the search finds one where there is one.
    story.organ.phone = PHONE
    story.organ.save(update_fields=["phone"])
    assert kept_in_clear().keys() == {"places.Organ"}


def kept_in_clear() -> dict[str, list[str]]:
    """Rows, by table, in which a number can be read."""
    found_rows = {}
    for model in apps.get_models():
        with connection.cursor() as sql:
            sql.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')
            rows = [row for (row,) in sql.fetchall() if NUMBER in row or PHONE in row]
        if rows:
            found_rows[model._meta.label] = rows
    return found_rows


def tells(text: str) -> bool:
    return any(secret in text for secret in (NUMBER, PHONE, ADDRESS))
