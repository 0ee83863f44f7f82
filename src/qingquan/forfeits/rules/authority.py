"""Who may find a power given up and what follows from it; each refusal names the posts that may."""

from qingquan.law import Refused
from qingquan.places.words import Role

FINDERS = (Role.CAMPAIGN_OFFICE, Role.ESTABLISHMENT_REVIEWER, Role.LEGAL_OFFICE_REVIEWER, Role.SUPERVISOR)
ACCOUNTING = (Role.SUPERVISOR,)
RETURNING = (Role.HEAD, Role.APPROVER, Role.CHIEF_REPRESENTATIVE)
DECIDING = (Role.CAMPAIGN_OFFICE, Role.LEGAL_OFFICE_REVIEWER)
ANSWERING = (Role.CAMPAIGN_OFFICE,)
# Who sees every organ's; everybody else on the desk sees the own organ's.
COUNTY_WIDE = (*FINDERS, Role.GOVERNMENT_OFFICE)


def check_role(role: str, allowed: tuple[Role, ...], what: str) -> None:
    """The post's role is among those that may; the system itself (no role) does what follows by itself."""
    if role and role not in allowed:
        raise Refused(f"{what}须由{'、'.join(each.label for each in allowed)}办理。")


def check_finds(role: str) -> None:
    """The campaign's office, the two reviewers, supervision."""
    check_role(role, FINDERS, "认定瞒报、漏报、虚报")


def check_returns(role: str, own_organ: int | None, organ: int) -> None:
    """The organ that took the money gives it back."""
    check_role(role, RETURNING, "退还违法收取的费用")
    if role and own_organ != organ:
        raise Refused("费用由收取的机关退还，请由该机关登记。")


def check_decides_stopped(role: str) -> None:
    """Never the organ whose power was given up."""
    check_role(role, DECIDING, "决定停下的办件如何处理")
