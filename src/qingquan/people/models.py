"""Who acts: accounts and their tenures of posts, applicants and the agents they gave a mandate."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from qingquan.people import rules, secrets, words
from qingquan.places.models import Organ, Post


def account_kinds() -> list[tuple[str, str]]:
    """Kinds of accounts."""
    return [(kind.value, kind.label) for kind in words.AccountKind]


def applicant_kinds() -> list[tuple[str, str]]:
    """Natural persons and organisations."""
    return [(kind.value, kind.label) for kind in words.ApplicantKind]


def id_types() -> list[tuple[str, str]]:
    """Kinds of identity documents."""
    return [(kind.value, kind.label) for kind in words.IdType]


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the username is what people type."""

    def create_user(self, username: str, password: str | None = None, **extra: object) -> "Account":
        """An account whose password is stored as a hash; no password means it cannot sign in yet."""
        account = self.model(username=username, **extra)
        account.set_password(password)
        account.save(force_insert=True)
        return account


class Account(AbstractBaseUser):
    """Someone who signs in: an official, or an applicant."""

    username = models.CharField("用户名", max_length=64, unique=True)
    name = models.CharField("姓名", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=account_kinds)
    email = models.EmailField("电子邮箱", blank=True)
    is_active = models.BooleanField("有效", default=True)
    must_change_password = models.BooleanField("须修改密码", default=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "kind"]
    objects = AccountManager()

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name

    @property
    def is_official(self) -> bool:
        """Whether this account may hold posts."""
        return self.kind == words.AccountKind.OFFICIAL


class TenureQuerySet(models.QuerySet["Tenure"]):
    """Tenures as readers want them."""

    def on(self, day: date) -> "TenureQuerySet":
        """Those in force on a day."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


class Tenure(models.Model):
    """任职: an account on a post from a day to a day. Handing over ends one and begins another."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="tenures", verbose_name="账号")
    post = models.ForeignKey(Post, models.PROTECT, related_name="tenures", verbose_name="岗位")
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        constraints = [
            models.CheckConstraint(
                name="tenure_ends_after_it_begins",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.post}"


class ApplicantQuerySet(models.QuerySet["Applicant"]):
    """Applicants as readers want them."""

    def with_id(self, id_type: str, number: str) -> "ApplicantQuerySet":
        """The one with this identity document: found by its keyed hash, for the number itself is sealed."""
        return self.filter(id_type=id_type, id_hash=secrets.search_hash(rules.searched_identity(number)))


class Applicant(models.Model):
    """申请人: a natural person or an organisation. Numbers are sealed at rest and found by a keyed hash."""

    kind = models.CharField("类别", max_length=12, choices=applicant_kinds)
    name = models.CharField("姓名或名称", max_length=120)
    id_type = models.CharField("证件类型", max_length=20, choices=id_types)
    id_sealed = models.BinaryField("证件号码（加密）")
    id_hash = models.BinaryField("证件号码检索值", max_length=32)
    phone_sealed = models.BinaryField("手机号码（加密）")
    phone_hash = models.BinaryField("手机号码检索值", max_length=32, db_index=True)
    address = models.CharField("联系地址", max_length=200, blank=True)
    legal_representative = models.CharField("法定代表人", max_length=60, blank=True)
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="applicants", verbose_name="账号"
    )

    objects = ApplicantQuerySet.as_manager()

    class Meta:
        verbose_name = "申请人"
        constraints = [models.UniqueConstraint(fields=["id_type", "id_hash"], name="applicant_once_per_identity")]

    def __str__(self) -> str:
        return self.name

    @property
    def id_number(self) -> str:
        """The number in clear. Only on pages of a post that may see it, never in a list or a log."""
        return secrets.unseal(self.id_sealed)

    @property
    def phone(self) -> str:
        """The phone in clear; the same care."""
        return secrets.unseal(self.phone_sealed)

    @property
    def masked_id(self) -> str:
        """For lists."""
        return rules.mask_id(self.id_number)

    @property
    def masked_phone(self) -> str:
        """For lists."""
        return rules.mask_phone(self.phone)

    @property
    def public_name(self) -> str:
        """As others may read it: a person's surname and stars, an organisation whole. Handbook §6.4."""
        return rules.mask_name(self.name) if self.kind == words.ApplicantKind.PERSON else self.name


class Mandate(models.Model):
    """委托: an applicant lets another act as agent, for some matters, from a day to a day."""

    principal = models.ForeignKey(Applicant, models.PROTECT, related_name="mandates_given", verbose_name="委托人")
    agent = models.ForeignKey(Applicant, models.PROTECT, related_name="mandates_held", verbose_name="代理人")
    matters = models.CharField("委托事项", max_length=200)
    document = models.CharField("委托书", max_length=120)
    from_on = models.DateField("起")
    until_on = models.DateField("止")
    revoked_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "委托代理"
        constraints = [
            models.CheckConstraint(name="mandate_ends_after_it_begins", condition=Q(until_on__gte=models.F("from_on"))),
            models.CheckConstraint(name="mandate_is_between_two", condition=~Q(principal=models.F("agent"))),
        ]

    def __str__(self) -> str:
        return f"{self.principal}委托{self.agent}"

    def live(self, day: date) -> bool:
        """Whether the agent may act on this day."""
        return self.from_on <= day <= self.until_on and (self.revoked_on is None or day < self.revoked_on)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting: from a post, for themselves as applicant, or the system (both None)."""

    account: Account | None = None
    post: Post | None = None

    @property
    def account_id(self) -> int | None:
        """For the ledger."""
        return self.account.pk if self.account else None

    @property
    def post_id(self) -> int | None:
        """For the ledger."""
        return self.post.pk if self.post else None

    @property
    def organ(self) -> Organ | None:
        """The organ in whose name the person acts."""
        return self.post.organ if self.post else None

    @property
    def role(self) -> str:
        """The post's role code; `applicant` for somebody without a post; empty only for the system itself."""
        if self.post is not None:
            return self.post.role
        return "applicant" if self.account is not None else ""

    @property
    def name(self) -> str:
        """As the history shows it."""
        if self.account is None:
            return "系统"
        return self.account.name


SYSTEM = Actor()
