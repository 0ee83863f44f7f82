"""One row of each sheet against what is entered already: entered, amended, or the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import Holding, Item
from qingquan.desk.setup_sheets import facts
from qingquan.desk.setup_sheets.passwords import Opened, one_time_password
from qingquan.desk.setup_sheets.problems import Wrong
from qingquan.people import acts as people
from qingquan.people.models import Account, Actor, Tenure
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.models import Division, Hall, Office, Organ, Post, Window
from qingquan.wording import Word

K = TypeVar("K")
R = TypeVar("R")
CLOSE_IT = "岗位的机关和角色不能改，请撤销后另设一个代码"


class Outcome(Word):
    """What became of a row."""

    NEW = "new", "新录入"
    AMENDED = "amended", "已更改"
    SAME = "same", "没有变化"


@dataclass(slots=True)
class Entering:
    """Who enters, when, and everything entered so far, read once."""

    by: Actor
    at: datetime
    trial: bool
    opened: list[Opened] = field(default_factory=list)
    divisions: dict[str, Division] = field(init=False)
    organs: dict[str, Organ] = field(init=False)
    offices: dict[tuple[str, str], Office] = field(init=False)
    posts: dict[str, Post] = field(init=False)
    accounts: dict[str, Account] = field(init=False)
    halls: dict[str, Hall] = field(init=False)
    windows: dict[tuple[str, str], Window] = field(init=False)

    def __post_init__(self) -> None:
        self.divisions = {each.code: each for each in Division.objects.all()}
        self.organs = {each.uscc: each for each in Organ.objects.all()}
        self.offices = {(each.organ.uscc, each.name): each for each in Office.objects.select_related("organ")}
        self.posts = {each.code: each for each in Post.objects.select_related("organ", "office")}
        self.accounts = {each.username: each for each in Account.objects.all()}
        self.halls = {each.name: each for each in Hall.objects.all()}
        windows = Window.objects.select_related("hall", "organ").prefetch_related("posts")
        self.windows = {(each.hall.name, each.number): each for each in windows}


def _found(among: Mapping[K, R], key: K, column: str) -> R:
    """What a row refers to; missing only when its own row was refused."""
    if key not in among:
        raise Wrong("引用的那一行没有录入", "请先改正那一行", column)
    return among[key]


def _must_be(column: str, kept: str, given: str, todo: str = "这一项不能改，请照已录入的填写") -> None:
    if kept != given:
        raise Wrong(f"已经录入为“{kept}”，表里是“{given}”", todo, column)


def division(entering: Entering, row: facts.DivisionFacts) -> Outcome:
    """A town or village by its code."""
    if kept := entering.divisions.get(row.code):
        _must_be("名称", kept.name, row.name)
        return Outcome.SAME
    entered = places.enter_division(row.code, row.name, by=entering.by, at=entering.at)
    entering.divisions[row.code] = entered
    return Outcome.NEW


def organ(entering: Entering, row: facts.OrganFacts) -> Outcome:
    """An organ by its credit code."""
    seat = _found(entering.divisions, row.division, "所在区划")
    kept = entering.organs.get(row.uscc)
    wanted = {"short_name": row.short_name, "address": row.address, "phone": row.phone}
    if kept is None:
        entering.organs[row.uscc] = places.enter_organ(
            name=row.name,
            seq=row.seq,
            uscc=row.uscc,
            division=seat,
            nature=row.nature.value,
            vertical=row.vertical,
            **wanted,
            by=entering.by,
            at=entering.at,
        )
        return Outcome.NEW
    _must_be("机关名称", kept.name, row.name)
    _must_be("机构序号", kept.seq, row.seq)
    _must_be("所在区划", kept.division_id, row.division)
    _must_be("主体性质", type(row.nature)(kept.nature).label, row.nature.label)
    _must_be("垂直管理", _yes(kept.vertical), _yes(row.vertical))
    if all(getattr(kept, name) == value for name, value in wanted.items()):
        return Outcome.SAME
    entering.organs[row.uscc] = places.amend_organ(kept, **wanted, by=entering.by, at=entering.at)
    return Outcome.AMENDED


def _yes(value: bool) -> str:
    return "是" if value else "否"


def office(entering: Entering, row: facts.OfficeFacts) -> Outcome:
    """An inner office by its organ and name; being the approval unit may pass from one to another."""
    home = _found(entering.organs, row.organ, "机关")
    kept = entering.offices.get((row.organ, row.name))
    unit = next(
        (each for each in entering.offices.values() if each.organ_id == home.pk and each.is_approval_unit), None
    )
    if kept is not None and kept.is_approval_unit and not row.approval_unit:
        raise Wrong(
            f"“{row.name}”现在是行政审批机构", "请填“是”，或者把另一个内设机构填“是”，去掉这一行", "行政审批机构"
        )
    if kept is not None and kept.is_approval_unit == row.approval_unit:
        return Outcome.SAME
    outcome = Outcome.AMENDED
    if kept is None:
        first = row.approval_unit and unit is None
        kept = places.enter_office(home, row.name, approval_unit=first, by=entering.by, at=entering.at)
        outcome = Outcome.NEW
    if row.approval_unit and not kept.is_approval_unit:
        kept = places.designate_office(kept, by=entering.by, at=entering.at)
        if unit is not None:
            unit.is_approval_unit = False
    entering.offices[row.organ, row.name] = kept
    return outcome


def post(entering: Entering, row: facts.PostFacts) -> Outcome:
    """A post by its code."""
    home = _found(entering.organs, row.organ, "机关")
    place = _found(entering.offices, (row.organ, row.office), "内设机构") if row.office else None
    kept = entering.posts.get(row.code)
    if kept is None:
        entering.posts[row.code] = places.enter_post(
            home,
            code=row.code,
            name=row.name,
            role=row.role,
            duties=row.duties,
            office=place,
            by=entering.by,
            at=entering.at,
        )
        return Outcome.NEW
    if kept.closed_on is not None:
        raise Wrong(f"岗位“{row.code}”已于{kept.closed_on}撤销", "请另起一个代码", "岗位代码")
    _must_be("机关", kept.organ.name, home.name, CLOSE_IT)
    _must_be("角色", type(row.role)(kept.role).label, row.role.label, CLOSE_IT)
    if (kept.name, kept.duties, kept.office) == (row.name, row.duties, place):
        return Outcome.SAME
    entering.posts[row.code] = places.amend_post(
        kept, name=row.name, duties=row.duties, office=place, by=entering.by, at=entering.at
    )
    return Outcome.AMENDED


def person(entering: Entering, row: facts.PersonFacts) -> Outcome:
    """An official's account by its user name. A trial spends no time on hashing a password nobody will use."""
    if kept := entering.accounts.get(row.username):
        if not kept.is_official:
            raise Wrong(f"“{row.username}”是申请人的账号", "请换一个用户名", "用户名")
        _must_be("姓名", kept.name, row.name, "同名的人请各用一个用户名")
        return Outcome.SAME
    password = "" if entering.trial else one_time_password()
    entering.accounts[row.username] = people.open_account(
        row.username,
        row.name,
        AccountKind.OFFICIAL,
        password=password or None,
        must_change_password=True,
        by=entering.by,
        at=entering.at,
    )
    entering.opened.append(Opened(row.username, row.name, password))
    return Outcome.NEW


def tenure(entering: Entering, row: facts.TenureFacts) -> Outcome:
    """An official on a post from a day. Handing over has a page of its own, so nothing ends here."""
    account = _found(entering.accounts, row.username, "用户名")
    held = Tenure.objects.filter(account=account, post=_found(entering.posts, row.post, "岗位代码"))
    if held.filter(from_on=row.from_on).exists():
        return Outcome.SAME
    running = next((each for each in held if each.until_on is None or each.until_on >= row.from_on), None)
    if running is not None:
        what = f"{account.name}已从{running.from_on}起在这个岗位"
        raise Wrong(what, "请改成那一天，或者去掉这一行", "到岗日期")
    people.appoint(account, entering.posts[row.post], from_on=row.from_on, by=entering.by, at=entering.at)
    return Outcome.NEW


def hall(entering: Entering, row: facts.HallFacts) -> Outcome:
    """A hall by its name."""
    place = _found(entering.divisions, row.division, "区划")
    kept = entering.halls.get(row.name)
    wanted = {"address": row.address, "hours": row.hours, "phone": row.phone}
    if kept is None:
        entering.halls[row.name] = places.enter_hall(
            level=row.level, division=place, name=row.name, **wanted, by=entering.by, at=entering.at
        )
        return Outcome.NEW
    _must_be("级别", type(row.level)(kept.level).label, row.level.label)
    _must_be("区划", kept.division_id, row.division)
    if all(getattr(kept, name) == value for name, value in wanted.items()):
        return Outcome.SAME
    entering.halls[row.name] = places.amend_hall(kept, **wanted, by=entering.by, at=entering.at)
    return Outcome.AMENDED


def window(entering: Entering, row: facts.WindowFacts) -> Outcome:
    """A window by its hall and number."""
    place = _found(entering.halls, row.hall, "大厅")
    organ_there = _found(entering.organs, row.organ, "进驻机关") if row.organ else None
    sitting = [_found(entering.posts, code, "窗口岗位") for code in row.posts]
    kept = entering.windows.get((row.hall, row.number))
    if kept is None:
        entering.windows[row.hall, row.number] = places.enter_window(
            place,
            number=row.number,
            name=row.name,
            kind=row.kind,
            organ=organ_there,
            posts=sitting,
            by=entering.by,
            at=entering.at,
        )
        return Outcome.NEW
    before = (kept.name, kept.kind, kept.organ, {each.pk for each in kept.posts.all()})
    if before == (row.name, row.kind.value, organ_there, {each.pk for each in sitting}):
        return Outcome.SAME
    places.amend_window(
        kept, name=row.name, kind=row.kind, organ=organ_there, posts=sitting, by=entering.by, at=entering.at
    )
    return Outcome.AMENDED


def holding(entering: Entering, row: facts.HoldingFacts) -> Outcome:
    """A post exercises an item; given already, whatever the day, is the same."""
    there = _found(entering.posts, row.post, "岗位代码")
    given = Holding.objects.filter(item__code=row.item, post=there)
    if given.filter(from_on=row.from_on).exists() or given.filter(until_on__isnull=True).exists():
        return Outcome.SAME
    item = Item.objects.get(code=row.item)
    catalogue.give(item, there, from_on=row.from_on, by=entering.by, at=entering.at)
    return Outcome.NEW
