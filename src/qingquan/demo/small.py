"""The smallest county that works: a water bureau, its posts, one licence, a citizen. For measuring and for tests."""

from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import resources
from zoneinfo import ZoneInfo

from qingquan.cases import acts
from qingquan.cases.acts import MaterialGiven
from qingquan.cases.models import Case
from qingquan.cases.words import Channel, MaterialWay
from qingquan.catalogue.models import Item, ItemVersion, Material, Result, SpecialProcedure
from qingquan.clock import national_rows
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Account, Actor, Applicant, Tenure
from qingquan.people.words import AccountKind, ApplicantKind, IdType
from qingquan.places import acts as places
from qingquan.places.models import Organ, Post
from qingquan.places.words import Role, SubjectNature
from qingquan.procedures import acts as procedures

SHANGHAI = ZoneInfo("Asia/Shanghai")
FOUNDED = datetime(2026, 1, 5, 9, tzinfo=SHANGHAI)
PASSWORD = "qingquan-2026"
CAST = {
    Role.WINDOW_CLERK: "王窗",
    Role.HANDLER: "李办",
    Role.REVIEWER: "张审",
    Role.APPROVER: "赵批",
    Role.HEAD: "钱局",
}


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of a day in the county."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


@dataclass(slots=True)
class Official:
    """Someone of the cast: the account, the post, and both as they act."""

    account: Account
    post: Post

    @property
    def acts(self) -> Actor:
        """As the acts take them."""
        return Actor(self.account, self.post)


@dataclass(slots=True)
class County:
    """The cast."""

    organ: Organ
    other_organ: Organ
    clerk: Official
    handler: Official
    reviewer: Official
    approver: Official
    head: Official
    stranger: Official
    supervisor: Official
    citizen: Account
    applicant: Applicant
    item: Item
    version: ItemVersion

    @property
    def as_citizen(self) -> Actor:
        """The citizen acting for themselves."""
        return Actor(self.citizen)

    @classmethod
    def known(cls) -> "County":
        """The same county, read by another process after the first has founded it."""
        organ, other = Organ.objects.get(seq="013"), Organ.objects.get(seq="021")
        cast = {
            tenure.post.code: Official(tenure.account, tenure.post)
            for tenure in Tenure.objects.select_related("account", "post__organ")
        }
        own = {role: cast[f"{organ.seq}.{role}"] for role in CAST}
        citizen = Account.objects.get(username="citizen")
        version = ItemVersion.objects.select_related("item").get()
        return cls(
            organ=organ,
            other_organ=other,
            clerk=own[Role.WINDOW_CLERK],
            handler=own[Role.HANDLER],
            reviewer=own[Role.REVIEWER],
            approver=own[Role.APPROVER],
            head=own[Role.HEAD],
            stranger=cast[f"{other.seq}.{Role.HANDLER}"],
            supervisor=cast[f"{other.seq}.{Role.SUPERVISOR}"],
            citizen=citizen,
            applicant=Applicant.objects.get(account=citizen),
            item=version.item,
            version=version,
        )

    def receive(self, day: date, *, whole: bool = True, hour: int = 10) -> Case:
        """The citizen applies online; `whole` says whether all required materials came."""
        given = [MaterialGiven("取水许可申请书", MaterialWay.PAPER)]
        if whole:
            given.append(MaterialGiven("建设项目水资源论证报告书", MaterialWay.PAPER))
        return acts.receive(
            self.version,
            self.applicant,
            answers={"amount": 1000},
            materials=given,
            channel=Channel.ONLINE,
            by=self.as_citizen,
            at=at(day, hour),
        )

    def accept(self, day: date) -> Case:
        """Received and accepted on one day."""
        case = self.receive(day)
        acts.accept(case.number, by=self.clerk.acts, at=at(day))
        return Case.objects.get(number=case.number)


def official(organ: Organ, role: Role, username: str, name: str, password: str | None = None) -> Official:
    """A post and who holds it."""
    post = places.enter_post(organ, code=f"{organ.seq}.{role}", name=role.label, role=role, by=SYSTEM, at=FOUNDED)
    account = people.open_account(username, name, AccountKind.OFFICIAL, password=password, by=SYSTEM, at=FOUNDED)
    people.appoint(account, post, from_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED)
    return Official(account, post)


def found(password: str | None = None) -> County:
    """Found the county. A password lets the cast sign in; without one the founding is faster."""
    places.import_calendar(national_rows([2025, 2026]), by=SYSTEM, at=FOUNDED)
    county = places.found_county("990101000000", "清泉县", demo=True, by=SYSTEM, at=FOUNDED).division
    organ, other = (
        places.enter_organ(
            name=name,
            short_name=short,
            seq=seq,
            uscc=uscc,
            division=county,
            nature=SubjectNature.STATUTORY,
            by=SYSTEM,
            at=FOUNDED,
        )
        for name, short, seq, uscc in [
            ("清泉县水利局", "清水", "013", "11990101000001011C"),
            ("清泉县林业局", "清林", "021", "119901010010000108"),
        ]
    )
    for role, name in CAST.items():
        official(organ, role, f"water.{role}", name, password)
    official(other, Role.HANDLER, "forest.handler", "孙林", password)
    official(other, Role.SUPERVISOR, "watch", "周察", password)
    citizen = people.open_account("citizen", "陈民", AccountKind.APPLICANT, password=password, by=SYSTEM, at=FOUNDED)
    people.register_applicant(
        kind=ApplicantKind.PERSON,
        name="陈民",
        id_type=IdType.CITIZEN_ID,
        id_number="990101199003070015",
        phone="19900001234",
        account=citizen,
        by=Actor(citizen),
        at=FOUNDED,
    )
    licence(organ)
    return County.known()


def licence(organ: Organ) -> None:
    """取水许可, published and in force since 2026-01-05: 20 working days by law here, 14 promised."""
    xml = resources.files("qingquan.procedures").joinpath("samples", "licence_ordinary.bpmn").read_text("utf-8")
    stored = procedures.store(xml, name="一般许可流程", by=SYSTEM, at=FOUNDED)
    item = Item.objects.create(
        code=f"{organ.uscc}4000119001000", base_code="000119001000", organ=organ, power_type="licence", name="取水许可"
    )
    version = ItemVersion.objects.create(
        item=item,
        number=1,
        name="取水许可",
        elements={},
        digest="0" * 64,
        case_kind="committed",
        legal_days=20,
        promise_days=14,
        accept_days=5,
        deliver_days=10,
        online=True,
        procedure=stored,
    )
    for position, (name, need) in enumerate(
        [("取水许可申请书", "required"), ("建设项目水资源论证报告书", "required"), ("其他利害关系说明", "optional")], 1
    ):
        Material.objects.create(version=version, position=position, name=name, need=need, source="applicant")
    Result.objects.create(version=version, position=1, kind="certificate", name="取水许可证", validity="5年")
    SpecialProcedure.objects.create(
        version=version,
        position=1,
        reason="consult_departments",
        name="征求其他部门意见",
        basis="《取水许可和水资源费征收管理条例》第十九条",
    )
    ItemVersion.objects.filter(pk=version.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=FOUNDED.date())
