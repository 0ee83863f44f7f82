"""Who may do what to an item. Every refusal names the posts that may."""

from qingquan.law import Refused
from qingquan.places.words import Role

DRAFTERS = (Role.CATALOGUE_ADMIN,)
REVIEWERS = (Role.ESTABLISHMENT_REVIEWER, Role.LEGAL_OFFICE_REVIEWER)
PUBLISHERS = (Role.GOVERNMENT_OFFICE,)


def check_role(role: str, allowed: tuple[Role, ...], what: str) -> None:
    """The post's role is among those that may; the system itself (no role) runs what an operator ordered."""
    if role and role not in allowed:
        raise Refused(f"{what}须由{'或者'.join(each.label for each in allowed)}办理。")


def check_drafts(role: str, own_organ: int | None, item_organ: int | None) -> None:
    """An organ clears up and drafts its own powers only (谁行使谁清理)."""
    check_role(role, DRAFTERS, "起草事项")
    if role and own_organ != item_organ:
        raise Refused("只能起草本机关的事项。")


def check_entrusts_posts(role: str, own_organ: int | None, item_organ: int | None) -> None:
    """Which post exercises an item is the organ's own to say, or the system administrator's when a county is set up."""
    check_role(role, (*DRAFTERS, Role.HEAD, Role.SYSTEM_ADMIN), "指定承办岗位")
    if role in {Role.CATALOGUE_ADMIN, Role.HEAD} and own_organ != item_organ:
        raise Refused("只能为本机关的事项指定岗位。")


def check_imports(role: str) -> None:
    """Lists are brought in by who drafts, by who reviews, or by the system administrator when a county is set up."""
    check_role(role, (*DRAFTERS, *REVIEWERS, Role.SYSTEM_ADMIN), "导入事项")


def check_reviews(role: str, reviewer: int | None, drafter: int | None) -> None:
    """The establishment office or the legal office, and never the drafter."""
    check_role(role, REVIEWERS, "审核事项")
    if reviewer is not None and reviewer == drafter:
        raise Refused("起草人不能审核自己起草的版本，请由另一人审核。")


def check_publishes(role: str) -> None:
    """The county government approves the catalogue; its office publishes."""
    check_role(role, PUBLISHERS, "公布或者撤回事项")
