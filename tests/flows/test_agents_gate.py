"""What an agent may see of a case they filed: until the mandate is taken back, and no longer."""

from datetime import date

import pytest

from qingquan.cases import acts
from qingquan.cases.models import Case
from qingquan.cases.words import Channel
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor, Mandate
from qingquan.people.words import AccountKind, ApplicantKind, IdType
from tests.county import at, found
from tests.flows.portal_hands import signed_in

MON = date(2026, 3, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(("revoked", "status"), [(None, 200), (MON, 404)])
def test_a_case_filed_for_another_is_shown_until_the_mandate_is_taken_back(revoked: date | None, status: int) -> None:
    county = found()
    account = people.open_account("agent", "代理人", AccountKind.APPLICANT, by=SYSTEM, at=at(MON))
    agent = people.register_applicant(
        kind=ApplicantKind.PERSON,
        name="代理人",
        id_type=IdType.CITIZEN_ID,
        id_number="990101198507120026",
        phone="19900005678",
        account=account,
        by=SYSTEM,
        at=at(MON),
    )
    mandate = people.give_mandate(
        county.applicant,
        agent,
        matters="取水许可申请",
        document="委托书",
        from_on=MON,
        until_on=date(2026, 3, 31),
        by=SYSTEM,
        at=at(MON),
    )
    case: Case = acts.receive(
        county.version,
        county.applicant,
        answers={},
        materials=[],
        channel=Channel.ONLINE,
        by=Actor(account),
        at=at(MON),
        mandate=mandate,
    )
    Mandate.objects.update(revoked_on=revoked)
    browser = signed_in(account)
    assert browser.get(f"/cases/{case.number}/").status_code == status
    assert (case.number in browser.get("/mine/").content.decode()) is (status == 200)
