"""What must hold between the county's places, people and applicants. Each check yields one sentence per fault."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from qingquan.demo.county.item_checks import item_problems
from qingquan.demo.county.rhythm_checks import rhythm_problems
from qingquan.demo.county.shapes import Organ, Tenure
from qingquan.demo.county.whole import County

APPROVING = ("window_clerk", "handler", "reviewer", "approver", "head", "catalogue_admin")
"""Roles every organ that decides on applications has."""
APART = (("handler", "approver"), ("handler", "reviewer"), ("reviewer", "approver"), ("handler", "hearing_host"))
"""Roles nobody may hold together in one organ: who examined does not decide, nor host the hearing (许可法48)."""


def problems(county: County) -> list[str]:
    """Every fault of the county, in the order of the files."""
    found: list[str] = []
    for check in CHECKS:
        found += check(county)
    return found


def uniqueness(county: County) -> Iterator[str]:
    """Keys, codes and names that name one thing only."""
    organs, items = county.organs, county.items
    for label, values in (
        ("区划代码", [*(each.code for each in county.towns), *(each.code for each in county.villages)]),
        ("机关标识", [each.key for each in organs]),
        ("机关名称", [each.name for each in organs]),
        ("文号简称", [each.short_name for each in organs]),
        ("机构序号", [each.seq for each in organs]),
        ("统一社会信用代码", [*(each.uscc for each in organs), *(each.uscc for each in county.firms)]),
        ("岗位代码", [post.code for post in county.posts]),
        ("用户名", usernames(county)),
        ("大厅名称", [each.name for each in county.halls]),
        ("申请人标识", [*(each.key for each in county.persons), *(each.key for each in county.firms)]),
        ("身份证号", [each.id_number for each in county.persons]),
        ("手机号码", [*(each.phone for each in county.persons), *(each.phone for each in county.firms)]),
        ("法律简称", [each.short for each in county.statutes]),
        ("事项标识", [each.key for each in items]),
        ("基本编码", [each.base_code for each in items]),
    ):
        yield from repeated(label, values)


def repeated(label: str, values: Iterable[str]) -> Iterator[str]:
    """Those that appear more than once."""
    return (f"{label}“{value}”重复 {n} 次。" for value, n in Counter(values).items() if n > 1)


def usernames(county: County) -> list[str]:
    """Of officials and of applicants that have an account."""
    people = [each.username for each in county.persons] + [each.username for each in county.firms]
    return [each.username for each in county.officials] + [name for name in people if name]


def divisions(county: County) -> Iterator[str]:
    """Towns lie in the county and villages in their town, by their digits."""
    for town in county.towns:
        if town.code[:6] != county.code[:6] or town.code[9:] != "000":
            yield f"{town.name}的代码 {town.code} 不在本县之内或者不是镇级代码。"
        for village in town.villages:
            if village.code[:9] != town.code[:9]:
                yield f"{village.name}的代码 {village.code} 不在{town.name}之内。"


def organs(county: County) -> Iterator[str]:
    """Offices exist, and organs that approve have the posts it takes."""
    for organ in county.organs:
        for office in {organ.approval_office, *(post.office for post in organ.posts)} - {"", *organ.offices}:
            yield f"{organ.name}没有内设机构“{office}”。"
        for post in organ.posts:
            if post.code.split(".")[0] != organ.key or not post.duties:
                yield f"{organ.name}的岗位 {post.code} 代码不以机关标识开头，或者没有岗位职责。"
        yield from approving_organ(organ)


def approving_organ(organ: Organ) -> Iterator[str]:
    """An organ with an approval office has all roles and a way of entering the service centre."""
    if not organ.approval_office:
        return
    for role in APPROVING:
        if not organ.posts_of(role):
            yield f"{organ.name}缺少 {role} 岗位。"
    if not organ.entry_mode:
        yield f"{organ.name}没有写明进驻方式。"


def tenures(county: County) -> Iterator[str]:
    """Every post is held by exactly one person on every day from the start to the end of the made-up months."""
    held: dict[str, list[Tenure]] = {post.code: [] for post in county.posts}
    for official in county.officials:
        for tenure in official.tenures:
            if tenure.post not in held:
                yield f"{official.username} 任职的岗位 {tenure.post} 不存在。"
            held.setdefault(tenure.post, []).append(tenure)
    for post, several in held.items():
        expected = county.rhythm.since
        for tenure in sorted(several, key=lambda each: each.since):
            if tenure.since > expected or (expected > county.rhythm.since and tenure.since != expected):
                yield f"岗位 {post} 在 {expected} 前后无人任职或者两人同时任职。"
            expected = tenure.until + timedelta(days=1) if tenure.until else county.rhythm.until + timedelta(days=1)
        if expected <= county.rhythm.until:
            yield f"岗位 {post} 自 {expected} 起无人任职。"


def separation(county: County) -> Iterator[str]:
    """Nobody holds two roles of one organ that check each other."""
    roles = {post.code: (organ.key, post.role) for organ in county.organs for post in organ.posts}
    for official in county.officials:
        held = {roles[tenure.post] for tenure in official.tenures if tenure.post in roles}
        for organ in {organ for organ, _ in held}:
            for one, other in APART:
                if {(organ, one), (organ, other)} <= held:
                    yield f"{official.username} 在同一机关既任 {one} 又任 {other}，不符合岗位分离。"


def halls(county: County) -> Iterator[str]:
    """Halls stand in divisions, windows have posts and organs that exist, and every item can be handed in."""
    places = {county.code, *(each.code for each in county.towns), *(each.code for each in county.villages)}
    posts = {post.code for post in county.posts}
    organ_keys = {organ.key for organ in county.organs}
    for hall in county.halls:
        if hall.division not in places:
            yield f"{hall.name}所在区划 {hall.division} 不存在。"
        yield from repeated(f"{hall.name}窗口号", [window.number for window in hall.windows])
        for window in hall.windows:
            for unknown in {*window.posts} - posts | ({window.organ, *window.serves} - {"", *organ_keys}):
                yield f"{hall.name}{window.number}号窗口所列“{unknown}”不存在。"
    for missing in places - {hall.division for hall in county.halls}:
        yield f"区划 {missing} 没有服务大厅。"


def applicants(county: County) -> Iterator[str]:
    """Firms are represented by known persons, mandates join known applicants and have a period."""
    persons = {each.key for each in county.persons}
    known = persons | {each.key for each in county.firms}
    for firm in county.firms:
        if firm.legal_representative not in persons:
            yield f"{firm.name}的法定代表人 {firm.legal_representative} 不存在。"
    for mandate in county.mandates:
        if mandate.principal not in known or mandate.agent not in persons or mandate.since > mandate.until:
            yield f"{mandate.principal} 对 {mandate.agent} 的委托，当事人不存在或者期限颠倒。"


CHECKS: tuple[Callable[[County], Iterator[str]], ...] = (
    uniqueness,
    divisions,
    organs,
    tenures,
    separation,
    halls,
    applicants,
    item_problems,
    rhythm_problems,
)
