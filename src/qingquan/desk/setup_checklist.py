"""What a county still needs before it can go live: asked of the tables, each answer with the page that mends it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from qingquan.catalogue.models import Holding, ItemVersion
from qingquan.catalogue.words import VersionState
from qingquan.people.models import Account, Tenure
from qingquan.people.words import AccountKind
from qingquan.places.models import CalendarDay, Division, Hall, Office, Organ, Post, Window
from qingquan.places.rules import is_uscc
from qingquan.places.words import DivisionLevel, HallLevel, Role
from qingquan.procedures.shelf import program

# The State Council publishes the coming year's days off towards the end of the year.
PUBLISHED_FROM_MONTH = 11
# So many names are told; a longer list is worked through on its page.
NAMED = 6
# Word and colour of a badge. Red is kept for what is overdue.
BADGES = {"good": ("已齐", "good"), "warn": ("提醒", "busy"), "bad": ("还缺", "warn")}


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list. `tone` is good, warn (can go live, but look) or bad (cannot go live)."""

    title: str
    tone: str
    says: str
    href: str = ""
    link: str = ""

    @property
    def badge(self) -> tuple[str, str]:
        """What the badge says, and its colour."""
        return BADGES[self.tone]


def checklist(today: date) -> list[Check]:
    """Everything to look at, in the order it is set up."""
    return [ask(today) for ask in ASKED]


def some(names: Iterable[str]) -> str:
    """The first few names, and how many more."""
    told = list(dict.fromkeys(names))
    rest = f"等 {len(told)} 个" if len(told) > NAMED else ""
    return "、".join(told[:NAMED]) + rest


def years_known() -> list[int]:
    """The years whose days off are imported."""
    return [day.year for day in CalendarDay.objects.dates("day", "year")]


def calendar(today: date) -> Check:
    """This year must be known, and the next one once it has been published."""
    href, known = reverse("desk:setup_calendar"), years_known()
    title, link = "工作日历", "看各年"
    if today.year not in known:
        return Check(title, "bad", f"{today.year}年的放假安排还没有导入，算不出任何期限。", href, "导入")
    if today.year + 1 in known:
        return Check(title, "good", f"{today.year}年和{today.year + 1}年的放假安排都已导入。", href, link)
    if today.month < PUBLISHED_FROM_MONTH:
        return Check(title, "good", f"{today.year}年已导入；明年的安排一般在十一月公布，公布后再导入。", href, link)
    return Check(
        title, "warn", f"{today.year + 1}年的放假安排还没有导入，跨年的期限会算不出来，公布后请马上导入。", href, "导入"
    )


def divisions(today: date) -> Check:
    """Towns and villages."""
    counted = dict(Division.objects.values_list("level").annotate(Count("pk")))
    towns, villages = counted.get(DivisionLevel.TOWN, 0), counted.get(DivisionLevel.VILLAGE, 0)
    href = reverse("desk:setup_divisions")
    if not towns:
        return Check("行政区划", "bad", "还没有录入镇（乡、街道）。", href, "录入")
    return Check("行政区划", "good", f"{towns} 个镇（乡、街道），{villages} 个村（社区）。", href, "看区划")


def organs(today: date) -> Check:
    """Organs other than the administrator's own, each with a right credit code."""
    codes = dict(Organ.objects.values_list("name", "uscc"))
    href, wrong = reverse("desk:setup_organs"), [name for name, uscc in codes.items() if not is_uscc(uscc)]
    if wrong:
        return Check("机关", "bad", f"统一社会信用代码不对：{some(wrong)}。", href, "改正")
    if len(codes) < 2:
        return Check("机关", "bad", "只有系统管理员所在的机关，办理事项的机关还没有录入。", href, "录入")
    return Check("机关", "good", f"{len(codes)} 个机关，统一社会信用代码都已核对校验位。", href, "看机关")


def approval_units(today: date) -> Check:
    """Every organ that handles applications has its one approval unit."""
    handling = Post.objects.filter(organ=OuterRef("pk"), role=Role.HANDLER.value, closed_on__isnull=True)
    unit = Office.objects.filter(organ=OuterRef("pk"), is_approval_unit=True)
    lacking = Organ.objects.filter(Exists(handling)).exclude(Exists(unit)).order_by("seq")
    href, title = reverse("desk:setup_organs"), "行政审批机构"
    if names := list(lacking.values_list("name", flat=True)):
        return Check(title, "bad", f"有承办岗位而没有行政审批机构：{some(names)}。", href, "补设")
    if not Office.objects.filter(is_approval_unit=True).exists():
        return Check(title, "bad", "还没有任何机关设了行政审批机构。", href, "补设")
    return Check(title, "good", "办理审批的机关都有且只有一个行政审批机构。", href, "看机关")


def roles(today: date) -> Check:
    """Every role in an item's procedure has a post at the organ of the item."""
    used = ItemVersion.objects.newest().filter(procedure__isnull=False, item__organ__isnull=False)
    pairs = used.values_list("item__organ", "item__organ__name", "procedure").distinct()
    posts = set(Post.objects.filter(closed_on__isnull=True).values_list("organ", "role"))
    lacking = [
        f"{name}缺{Role(role).label}"
        for organ, name, sha256 in pairs
        for role in sorted({step.post for step in program(sha256).steps})
        if (organ, role) not in posts and role in set(Role)
    ]
    href, title = reverse("desk:setup_organs"), "流程需要的岗位"
    if lacking:
        return Check(title, "bad", f"{some(lacking)}。", href, "设岗位")
    if not pairs:
        return Check(title, "warn", "事项还没有配流程，不知道需要哪些岗位。", reverse("desk:catalogue"), "看权力清单")
    return Check(title, "good", "各事项流程里的角色，本机关都有岗位。", href, "看机关")


def holders(today: date) -> Check:
    """Every open post is held by somebody today."""
    held = Tenure.objects.on(today).filter(post=OuterRef("pk"), account__is_active=True)
    lacking = Post.objects.filter(closed_on__isnull=True).exclude(Exists(held)).select_related("organ")
    href = reverse("desk:people")
    if names := [f"{post.organ.name}{post.name}" for post in lacking.order_by("organ__seq", "code")]:
        return Check("岗位有人", "bad", f"{len(names)} 个岗位今天没有人：{some(names)}。", href, "安排人员")
    return Check("岗位有人", "good", "每个岗位今天都有人。", href, "看人员")


def two_persons(today: date) -> Check:
    """Who handles a case does not approve it."""
    live = Tenure.objects.on(today).filter(post__closed_on__isnull=True).select_related("account", "post__organ")
    handling = {(each.account_id, each.post.organ_id) for each in live if each.post.role == Role.HANDLER}
    both = [
        f"{each.account.name}（{each.post.organ.name}）"
        for each in live
        if each.post.role == Role.APPROVER and (each.account_id, each.post.organ_id) in handling
    ]
    href, title = reverse("desk:people"), "承办和批准分开"
    if both:
        return Check(title, "bad", f"同一个人既承办又批准：{some(both)}。", href, "调整任职")
    return Check(title, "good", "没有人在同一机关既任承办人又任批准人。", href, "看人员")


def halls(today: date) -> Check:
    """The county's centre stands, every hall has windows, and every window somebody to sit at it."""
    href = reverse("desk:setup_halls")
    if not Hall.objects.filter(level=HallLevel.COUNTY.value).exists():
        return Check("大厅和窗口", "bad", "还没有录入县政务服务中心。", href, "录入")
    bare = Hall.objects.filter(windows__isnull=True).order_by("division")
    if names := list(bare.values_list("name", flat=True)):
        return Check("大厅和窗口", "bad", f"没有窗口：{some(names)}。", href, "设窗口")
    if unmanned := [str(each) for each in Window.objects.filter(posts__isnull=True).select_related("hall")]:
        return Check("大厅和窗口", "warn", f"没有窗口岗位：{some(unmanned)}。", href, "安排")
    counted = f"{Hall.objects.count()} 个大厅，{Window.objects.count()} 个窗口。"
    return Check("大厅和窗口", "good", counted, href, "看大厅")


def items(today: date) -> Check:
    """Items in force, each with its procedure and with posts that exercise it."""
    live = ItemVersion.objects.in_force(today).exclude(state=VersionState.WITHDRAWN.value)
    href, title = reverse("desk:catalogue"), "公布事项"
    if not live.exists():
        return Check(title, "bad", "还没有公布任何事项，不能收件。", href, "看权力清单")
    holding = Holding.objects.on(today).filter(item=OuterRef("item"))
    unled = list(live.filter(procedure__isnull=True).values_list("name", flat=True))
    unheld = list(live.exclude(Exists(holding)).values_list("name", flat=True))
    if unled:
        return Check(title, "bad", f"已公布而没有流程：{some(unled)}。", href, "看权力清单")
    if unheld:
        return Check(title, "warn", f"还没有定由哪些岗位行使：{some(unheld)}。", href, "看权力清单")
    return Check(title, "good", f"{live.count()} 个事项在用，都有流程和行使的岗位。", href, "看权力清单")


def second_factor(today: date) -> Check:
    """Officials who can sign with a password alone."""
    has = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    working = Tenure.objects.on(today).filter(account=OuterRef("pk"))
    officials = Account.objects.filter(Exists(working), kind=AccountKind.OFFICIAL.value, is_active=True)
    lacking = officials.exclude(Exists(has)).order_by("username")
    title, count = "两步验证", lacking.count()
    if count:
        names = some(lacking.values_list("name", flat=True)[: NAMED + 1][:NAMED])
        says = f"{count} 名工作人员还没有开通：{names}{'等' if count > NAMED else ''}。请各人登录后自己开通。"
        return Check(title, "warn", says, reverse("mfa_index"), "开通我自己的")
    return Check(title, "good", "在岗的工作人员都已开通。")


ASKED: tuple[Callable[[date], Check], ...] = (
    *(calendar, divisions, organs, approval_units, roles, holders),
    *(two_persons, halls, items, second_factor),
)
