"""Who may do what in the two-way check. Every refusal names the posts that may."""

from qingquan.catalogue.rules.authority import check_role
from qingquan.law import Refused
from qingquan.matching.twoway import DifferenceKind
from qingquan.places.words import Role

# Those who set reports against everything known and say what is one power and what is not. Handbook §2.1.
REVIEWING = (Role.CAMPAIGN_OFFICE, Role.ESTABLISHMENT_REVIEWER, Role.LEGAL_OFFICE_REVIEWER)
SUPERVISING = (Role.SUPERVISOR,)
ANSWERING = (Role.CATALOGUE_ADMIN, Role.HEAD)
OFFICES = (Role.ESTABLISHMENT_REVIEWER, Role.LEGAL_OFFICE_REVIEWER)
KEEPING = {
    "base": (*REVIEWING, Role.SYSTEM_ADMIN),
    "duties": (Role.ESTABLISHMENT_REVIEWER, Role.CAMPAIGN_OFFICE, Role.SYSTEM_ADMIN),
    "exercised": (Role.CAMPAIGN_OFFICE, Role.SUPERVISOR, Role.SYSTEM_ADMIN),
    "towns": (Role.CAMPAIGN_OFFICE, Role.SYSTEM_ADMIN),
}
"""Which posts bring in each set that reports are held against."""
SETS = {"base": "应有权力目录", "duties": "三定职责", "exercised": "实际行使记录", "towns": "镇村反映"}


def check_keeps(role: str, which: str) -> None:
    """Each set has its keepers: what departments are held against is not theirs to write."""
    check_role(role, KEEPING[which], f"导入{SETS[which]}")


def check_orders(role: str) -> None:
    """A comparison is started by those who work on it."""
    check_role(role, REVIEWING, "发起双向比对")


def check_decides_pairs(role: str) -> None:
    """Whether two rows are one power is for the reviewing offices to say, not for the organ that reported."""
    check_role(role, REVIEWING, "确认或者分开对应关系")


def check_answers(role: str, own_organ: int | None, organ: int | None) -> None:
    """A difference is answered by the organ it is put to."""
    check_role(role, ANSWERING, "答复比对差异")
    if role and own_organ != organ:
        raise Refused("只能答复向本机关提出的比对差异。")


def settlers(kind: DifferenceKind) -> tuple[Role, ...]:
    """Who ends a difference: what was exercised without being reported is the supervisor's (handbook §2.3, D−B)."""
    return SUPERVISING if kind is DifferenceKind.PRACTISED_UNREPORTED else REVIEWING


def check_settles(role: str, kind: DifferenceKind) -> None:
    """The organ explains, others judge."""
    check_role(role, settlers(kind), f"了结“{kind.label}”一类的比对差异")


def check_proposes(role: str) -> None:
    """What becomes of two overlapping powers is proposed by those who review."""
    check_role(role, REVIEWING, "提出交叉重复的处理意见")


def check_gives_opinion(role: str) -> None:
    """The establishment office on functions, the justice bureau on law: both must agree."""
    check_role(role, OFFICES, "对交叉重复处理意见表态")
