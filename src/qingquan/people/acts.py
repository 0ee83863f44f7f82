"""Accounts, tenures, applicants and mandates."""

from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.utils import timezone

from qingquan.law import Refused
from qingquan.ledger.acts import Who, act, record
from qingquan.people import rules, secrets
from qingquan.people.models import Account, Actor, Applicant, Mandate, Tenure
from qingquan.people.words import AccountKind, ApplicantKind, IdType
from qingquan.places.models import Post
from qingquan.places.rules import is_uscc


@act("account.opened")
def open_account(
    username: str,
    name: str,
    kind: AccountKind,
    *,
    by: Who | None,
    at: datetime,
    password: str | None = None,
    must_change_password: bool = False,
) -> Account:
    """Open an account; without a password its owner cannot sign in yet."""
    account = Account.objects.create_user(
        username, password, name=name, kind=kind.value, must_change_password=must_change_password
    )
    # Not the username: people sign up with their phone number, and the record is public.
    record(f"account/{account.pk}", "account.opened", {"kind": kind.value}, by=by, at=at)
    return account


def _check_official(account: Account) -> None:
    if not account.is_official:
        raise Refused(f"{account.name}的账号不是工作人员账号，不能任职。")


@act("account.named")
def name_account(account: Account, name: str, *, by: Who | None, at: datetime) -> None:
    """Call an account by its owner's name, once it is known who that is."""
    account.name = name.strip()
    account.save(update_fields=["name"])
    record(f"account/{account.pk}", "account.named", {}, by=by, at=at)


@act("account.sign_in_reset")
def reset_sign_in(account: Account, password: str, *, by: Actor, at: datetime) -> None:
    """Give an official a one-time password and take the second factor away; open sessions end with the old password."""
    _check_official(account)
    if account.pk == by.account_id:
        raise Refused("不能重置自己的登录方式，请在“登录和安全”里修改，或者由另一位系统管理员办理。")
    if not account.is_active:
        raise Refused(f"{account.name}的账号已停用，不能重置。")
    removed, _ = Authenticator.objects.filter(user=account).delete()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    record(f"account/{account.pk}", "account.sign_in_reset", {"second_factors_removed": removed}, by=by, at=at)


@act("account.closed")
def close_account(account: Account, reason: str, *, by: Actor, at: datetime) -> None:
    """Close an official's account for good: nobody signs in with it; what was done from it stays under its name."""
    _check_official(account)
    if account.pk == by.account_id:
        raise Refused("不能停用自己的账号，请由另一位系统管理员办理。")
    if not account.is_active:
        raise Refused(f"{account.name}的账号已经停用。")
    if not reason.strip():
        raise Refused("请写明停用的原因。")
    posts = Tenure.objects.on(timezone.localdate(at)).filter(account=account, post__closed_on__isnull=True)
    if held := [tenure.post.name for tenure in posts.select_related("post")]:
        raise Refused(f"{account.name}还任有岗位：{'、'.join(held)}。请先移交，否则在办事项没有人办。")
    Authenticator.objects.filter(user=account).delete()
    account.set_unusable_password()
    account.is_active = False
    account.save(update_fields=["password", "is_active"])
    record(f"account/{account.pk}", "account.closed", {"reason": rules.scrubbed(reason.strip())}, by=by, at=at)


@act("post.taken_up")
def appoint(account: Account, post: Post, *, from_on: date, by: Who | None, at: datetime) -> Tenure:
    """Put an official on a post from a day on."""
    _check_official(account)
    tenure = Tenure(account=account, post=post, from_on=from_on)
    tenure.save(force_insert=True)
    record(post.code, "post.taken_up", {"account": account.pk, "from_on": from_on.isoformat()}, by=by, at=at)
    return tenure


@act("post.handed_over")
def hand_over(tenure: Tenure, to: Account, *, on: date, by: Who | None, at: datetime) -> Tenure:
    """Hand a post over: one tenure ends the day before, the other begins on the day; no day is left empty."""
    if tenure.until_on is not None or on <= tenure.from_on:
        raise Refused("只能移交正在担任的岗位，移交日期应晚于任职日期。")
    _check_official(to)
    tenure.until_on = on - timedelta(days=1)
    tenure.save(update_fields=["until_on"])
    successor = Tenure(account=to, post=tenure.post, from_on=on)
    successor.save(force_insert=True)
    facts = {"from": tenure.account_id, "to": to.pk, "on": on.isoformat()}
    record(tenure.post.code, "post.handed_over", facts, by=by, at=at)
    return successor


def _check_identity(id_type: IdType, number: str, on: date) -> None:
    if id_type is IdType.CITIZEN_ID and not rules.is_identity_number(number, on=on):
        raise Refused("身份证号码不正确，请核对18位号码，最后一位可以是X。")
    if id_type is IdType.USCC and not is_uscc(number):
        raise Refused("统一社会信用代码不正确，请核对18位代码。")


def _is_owners(known: Applicant, account: Account, name: str, phone: str) -> bool:
    """Whether an account may be tied to who is already registered.

    Many people know somebody's identity number; whoever was registered at a window proves more by name and phone.
    """
    if known.account_id is not None:
        return bool(known.account_id == account.pk)
    same_phone = bytes(known.phone_hash) == secrets.search_hash(rules.searched_phone(phone))
    return same_phone and known.name == name.strip()


@act("applicant.registered")
def register_applicant(
    *,
    kind: ApplicantKind,
    name: str,
    id_type: IdType,
    id_number: str,
    phone: str,
    by: Who | None,
    at: datetime,
    address: str = "",
    legal_representative: str = "",
    account: Account | None = None,
) -> Applicant:
    """Register an applicant, or find the one already known by the same identity and bring the contact up to date.

    Refused when the identity is somebody else's, without saying whose or why.
    """
    number = rules.searched_identity(id_number)
    _check_identity(id_type, number, timezone.localdate(at))
    known = Applicant.objects.with_id(id_type.value, number).first()
    if known is not None and account is not None and not _is_owners(known, account, name, phone):
        raise Refused("这个证件号码已由另一个账号或者在窗口登记。如果是您本人的证件，请到政务服务中心窗口核实。")
    applicant = known or Applicant(
        kind=kind.value, id_type=id_type.value, id_sealed=secrets.seal(number), id_hash=secrets.search_hash(number)
    )
    applicant.name, applicant.address, applicant.legal_representative = name.strip(), address, legal_representative
    applicant.phone_sealed = secrets.seal(rules.parse_phone(phone).text)
    applicant.phone_hash = secrets.search_hash(rules.searched_phone(phone))
    applicant.account = account or applicant.account
    applicant.save()
    # No name, number or phone goes into the ledger: it is public.
    record(f"applicant/{applicant.pk}", "applicant.registered", {"kind": kind.value}, by=by, at=at)
    return applicant


@act("mandate.given")
def give_mandate(
    principal: Applicant,
    agent: Applicant,
    *,
    matters: str,
    document: str,
    from_on: date,
    until_on: date,
    by: Who | None,
    at: datetime,
) -> Mandate:
    """Record that an applicant lets another act for them. 《行政许可法》第二十九条第二款。"""
    mandate = Mandate(
        principal=principal, agent=agent, matters=matters, document=document, from_on=from_on, until_on=until_on
    )
    mandate.save(force_insert=True)
    facts = {"agent": agent.pk, "from_on": from_on.isoformat(), "until_on": until_on.isoformat()}
    record(f"applicant/{principal.pk}", "mandate.given", facts, by=by, at=at)
    return mandate
