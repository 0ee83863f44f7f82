"""Accounts, tenures, applicants: who is who, and whose numbers nobody reads."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.db import connection

from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people import acts, secrets
from qingquan.people.models import SYSTEM, Actor, Applicant, Tenure
from qingquan.people.words import AccountKind, ApplicantKind, IdType
from tests.county import FOUNDED, at, found

MON = date(2026, 3, 2)
NUMBER, PHONE = "990101199003070015", "19900001234"


def test_a_sealed_text_opens_again_and_never_looks_the_same_twice() -> None:
    one, two = secrets.seal(NUMBER), secrets.seal(NUMBER)
    assert one != two
    assert secrets.unseal(one) == secrets.unseal(two) == NUMBER


def test_a_changed_byte_does_not_open() -> None:
    sealed = bytearray(secrets.seal(NUMBER))
    sealed[-1] ^= 1
    with pytest.raises(InvalidTag):
        secrets.unseal(bytes(sealed))


@pytest.mark.django_db
def test_no_number_lies_in_the_clear_in_the_database() -> None:
    found()
    with connection.cursor() as sql:
        sql.execute("SELECT string_agg(a::text, ' ') FROM people_applicant a")
        stored = sql.fetchone()[0]
        sql.execute("SELECT string_agg(facts::text, ' ') FROM ledger_entry")
        told = sql.fetchone()[0]
    for number in (NUMBER, PHONE):
        assert number not in stored
        assert number.encode().hex() not in stored
        assert number not in told


@pytest.mark.django_db
def test_an_applicant_is_found_by_the_number_however_it_is_typed() -> None:
    found()
    known = Applicant.objects.with_id("citizen_id", " 990101199003070015 ").get()
    assert known.id_number == NUMBER
    assert known.masked_id != NUMBER
    assert known.masked_phone == "199****1234"
    assert known.public_name == "陈**"


@pytest.mark.django_db
def test_one_identity_is_one_applicant_and_belongs_to_one_account() -> None:
    county = found()
    other = acts.open_account("other", "别人", AccountKind.APPLICANT, by=SYSTEM, at=FOUNDED)
    whose = {
        "kind": ApplicantKind.PERSON,
        "name": "陈民",
        "id_type": IdType.CITIZEN_ID,
        "id_number": NUMBER,
        "phone": "19900009999",
        "by": SYSTEM,
        "at": at(MON),
    }
    again = acts.register_applicant(**whose)  # type: ignore[arg-type]
    assert again.pk == county.applicant.pk
    assert again.phone == "19900009999"
    with pytest.raises(Refused, match="另一个账号"):
        acts.register_applicant(account=other, **whose)  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("id_type", "number", "why"),
    [
        (IdType.CITIZEN_ID, "990101199003070016", "身份证号码不正确"),
        (IdType.USCC, "91990101MA00000X7G", "统一社会信用代码不正确"),
    ],
)
def test_a_wrong_check_digit_is_refused(id_type: IdType, number: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        acts.register_applicant(
            kind=ApplicantKind.PERSON,
            name="甲",
            id_type=id_type,
            id_number=number,
            phone=PHONE,
            by=SYSTEM,
            at=at(MON),
        )


@pytest.mark.django_db
def test_handing_over_leaves_no_day_without_a_holder() -> None:
    county = found()
    successor = acts.open_account("next", "继任", AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED)
    tenure = Tenure.objects.get(account=county.handler.account)
    acts.hand_over(tenure, successor, on=MON, by=SYSTEM, at=at(MON))
    held = Tenure.objects.filter(post=county.handler.post)
    assert held.on(date(2026, 3, 1)).get().account == county.handler.account
    assert held.on(MON).get().account == successor
    assert Entry.objects.filter(kind="post.handed_over").count() == 1


@pytest.mark.django_db
def test_a_post_is_handed_over_once_and_not_to_an_applicant() -> None:
    county = found()
    tenure = Tenure.objects.get(account=county.handler.account)
    with pytest.raises(Refused, match="不是工作人员账号"):
        acts.appoint(county.citizen, county.handler.post, from_on=MON, by=SYSTEM, at=at(MON))
    with pytest.raises(Refused, match="不是工作人员账号"):
        acts.hand_over(tenure, county.citizen, on=MON, by=SYSTEM, at=at(MON))


def at_the_window(**changes: object) -> dict[str, object]:
    """Somebody without an account, as a window clerk registers them."""
    return {
        "kind": ApplicantKind.PERSON,
        "name": "何旁",
        "id_type": IdType.CITIZEN_ID,
        "id_number": "990101198507120034",
        "phone": "13900002222",
        "by": SYSTEM,
        "at": at(MON),
    } | changes


@pytest.mark.django_db
def test_who_knows_an_identity_number_does_not_get_its_owners_cases() -> None:
    """The number alone proves nothing: name and phone must be those the window took down."""
    found()
    known = acts.register_applicant(**at_the_window())  # type: ignore[arg-type]
    stranger = acts.open_account("stranger", "别人", AccountKind.APPLICANT, by=SYSTEM, at=at(MON))
    for wrong in ({"phone": "13900003333"}, {"name": "何某"}):
        with pytest.raises(Refused, match="政务服务中心窗口核实"):
            acts.register_applicant(account=stranger, **at_the_window(**wrong))  # type: ignore[arg-type]
    known.refresh_from_db()
    assert (known.account_id, known.phone, known.name) == (None, "13900002222", "何旁")


@pytest.mark.django_db
def test_whoever_was_registered_at_a_window_takes_it_over_with_the_same_name_and_phone() -> None:
    found()
    known = acts.register_applicant(**at_the_window())  # type: ignore[arg-type]
    owner = acts.open_account("owner", "何旁", AccountKind.APPLICANT, by=SYSTEM, at=at(MON))
    again = acts.register_applicant(account=owner, **at_the_window())  # type: ignore[arg-type]
    assert (again.pk, again.account_id) == (known.pk, owner.pk)


@pytest.mark.django_db
def test_a_reset_gives_a_new_password_and_takes_the_second_factor_away() -> None:
    county = found()
    admin = Actor(acts.open_account("admin", "系统员", AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED))
    account = county.clerk.account
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "x"})
    acts.reset_sign_in(account, "once-only-2026", by=admin, at=at(MON))
    account.refresh_from_db()
    assert account.check_password("once-only-2026")
    assert account.must_change_password
    assert not Authenticator.objects.filter(user=account).exists()
    assert Entry.objects.get(kind="account.sign_in_reset").facts == {"second_factors_removed": 1}


@pytest.mark.django_db
def test_nobody_resets_or_closes_their_own_account() -> None:
    mine = found().clerk.acts
    assert mine.account is not None
    with pytest.raises(Refused, match="自己"):
        acts.reset_sign_in(mine.account, "once-only-2026", by=mine, at=at(MON))
    with pytest.raises(Refused, match="自己"):
        acts.close_account(mine.account, "退休", by=mine, at=at(MON))


@pytest.mark.django_db
def test_an_account_closes_once_its_posts_are_handed_over() -> None:
    county = found()
    admin = Actor(acts.open_account("admin", "系统员", AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED))
    leaving = acts.open_account("leaving", "将走", AccountKind.OFFICIAL, password="leaving-2026", by=SYSTEM, at=FOUNDED)
    with pytest.raises(Refused, match="还任有岗位：窗口"):
        acts.close_account(county.clerk.account, "调离", by=admin, at=at(MON))
    with pytest.raises(Refused, match="原因"):
        acts.close_account(leaving, " ", by=admin, at=at(MON))
    acts.close_account(leaving, "调离", by=admin, at=at(MON))
    leaving.refresh_from_db()
    assert not leaving.is_active
    assert not leaving.check_password("leaving-2026")
    with pytest.raises(Refused, match="已停用"):
        acts.reset_sign_in(leaving, "once-only-2026", by=admin, at=at(MON))
