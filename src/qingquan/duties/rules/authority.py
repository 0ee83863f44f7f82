"""Who writes a statement, who confirms it, who publishes it, and from which state to which. Refusals name the posts."""

from qingquan.duties.words import StatementState
from qingquan.law import Refused
from qingquan.places.words import Role

WRITING = (Role.CATALOGUE_ADMIN,)
CONFIRMING = (Role.ESTABLISHMENT_REVIEWER,)
PUBLISHING = (Role.HEAD,)
COUNTY_WIDE = frozenset(
    {
        Role.ESTABLISHMENT_REVIEWER,
        Role.CAMPAIGN_OFFICE,
        Role.LEGAL_OFFICE_REVIEWER,
        Role.GOVERNMENT_OFFICE,
        Role.CENTRE_MANAGER,
        Role.SUPERVISOR,
    }
)
OWN_ORGAN = frozenset({Role.CATALOGUE_ADMIN, Role.HEAD})
SHORTEST_ACCOUNTABILITY = 10


def check_writes(role: str, own_organ: int | None, organ: int) -> None:
    """An organ writes the statements of its own posts."""
    if role not in WRITING or own_organ != organ:
        raise Refused("岗位责任说明书由本机关的事项管理员编制。")


def check_confirms(role: str, state: str) -> None:
    """The establishment office confirms a draft."""
    if role not in CONFIRMING:
        raise Refused("岗位责任说明书由编办审核员审核。")
    if state != StatementState.DRAFT:
        raise Refused("只有草稿可以审核。")


def check_gives_back(role: str, state: str, reason: str) -> None:
    """Who confirms or publishes may give it back with a reason."""
    if role not in CONFIRMING + PUBLISHING:
        raise Refused("由编办审核员或者机关负责人退回。")
    if state != StatementState.REVIEWED:
        raise Refused("只有审核过、还没有公布的可以退回。")
    if not reason.strip():
        raise Refused("请写明退回的理由。")


def check_publishes(role: str, own_organ: int | None, organ: int, state: str) -> None:
    """The organ's head answers for what is published of its posts."""
    if role not in PUBLISHING or own_organ != organ:
        raise Refused("岗位责任说明书由本机关负责人公布。")
    if state != StatementState.REVIEWED:
        raise Refused("先由编办审核，再公布。")


def check_is_whole(accountability: str, *, out_of_date: bool) -> None:
    """Before it is confirmed or published: the accountability is written and nothing is out of date."""
    if len(accountability.strip()) < SHORTEST_ACCOUNTABILITY:
        raise Refused("请写明责任追究的内容，不少于十个字。")
    if out_of_date:
        raise Refused("流程或者岗位行权已有变动，请先“按现行流程更新”再继续。")
