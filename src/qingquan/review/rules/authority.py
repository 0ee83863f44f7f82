"""Who may do what in review. Every refusal names the posts that may."""

from qingquan.law import Refused
from qingquan.places.words import Role
from qingquan.review.words import Office

OFFICES = {Role.ESTABLISHMENT_REVIEWER: Office.ESTABLISHMENT, Role.LEGAL_OFFICE_REVIEWER: Office.LEGAL}
REVIEWERS = tuple(OFFICES)
DECIDERS = (Role.ESTABLISHMENT_REVIEWER,)
APPROVERS = (Role.GOVERNMENT_OFFICE,)
ORGANISERS = (Role.CAMPAIGN_OFFICE, Role.ESTABLISHMENT_REVIEWER)
ANSWERERS = (Role.HEAD, Role.CATALOGUE_ADMIN)
ONLOOKERS = (*REVIEWERS, Role.CAMPAIGN_OFFICE, Role.GOVERNMENT_OFFICE)


def check_role(role: str, allowed: tuple[Role, ...], what: str) -> None:
    """The post's role is among those that may."""
    if role not in allowed:
        raise Refused(f"{what}须由{'或者'.join(each.label for each in allowed)}办理。")


def office_of(role: str) -> Office:
    """For which office somebody reviews."""
    check_role(role, REVIEWERS, "审核申报事项")
    return OFFICES[Role(role)]


def check_answers(role: str, own_organ: int | None, organ: int) -> None:
    """Only the organ concerned speaks for itself."""
    check_role(role, ANSWERERS, "反馈部门意见")
    if own_organ != organ:
        raise Refused("只能就本机关申报的事项反馈意见。")
