"""Who may do what to a batch. Every refusal names the posts that may."""

from collections.abc import Collection

from qingquan.law import Refused
from qingquan.places.words import Role

PREPARERS = (Role.CAMPAIGN_OFFICE, Role.ESTABLISHMENT_REVIEWER)
"""The clearing office or the establishment office puts a batch together."""
OWN_SCREENERS = (Role.CATALOGUE_ADMIN, Role.LEGAL_REVIEWER, Role.HEAD)
"""Whoever made the information reviews it first: each organ its own items."""
GOVERNMENT = (Role.GOVERNMENT_OFFICE,)
"""Enters the executive meeting's approval, reviews the batch as a whole, publishes."""
LOOKING = (*PREPARERS, *GOVERNMENT, Role.LEGAL_OFFICE_REVIEWER, Role.SUPERVISOR, Role.CENTRE_MANAGER)
"""Who reads batches before they are public."""


def check_role(role: str, allowed: tuple[Role, ...], what: str) -> None:
    """The post's role is among those that may; the system itself (no role) runs what an operator ordered."""
    if role and role not in allowed:
        raise Refused(f"{what}须由{'或者'.join(each.label for each in allowed)}办理。")


def check_screens(role: str, own_organ: int | None, organs: Collection[int | None], account: int | None) -> None:
    """A named official reviews: of the item's own organ, or of the government's office.

    《政府信息公开条例》第十七条。
    """
    cite = "《政府信息公开条例》第十七条"
    if account is None:
        raise Refused("保密审查须由具名的工作人员办理，系统不能代为审查。", cite)
    if role in GOVERNMENT:
        return
    if role not in OWN_SCREENERS:
        allowed = "、".join(each.label for each in (*OWN_SCREENERS, *GOVERNMENT))
        raise Refused(f"事项的保密审查须由{allowed}办理。", cite)
    if set(organs) != {own_organ}:
        raise Refused("只能审查本机关的事项，谁公开、谁审查。", cite)


def check_screens_batch(role: str, account: int | None, preparer: int | None) -> None:
    """The government's office reviews the batch it announces, and not whoever put it together."""
    if account is None:
        raise Refused("保密审查须由具名的工作人员办理，系统不能代为审查。", "《政府信息公开条例》第十七条")
    check_role(role, GOVERNMENT, "整批的保密审查")
    if account == preparer:
        raise Refused("拟定人不能审查自己拟定的批次，请由另一人审查。")
