"""Who may do what in an adjustment; each refusal names the posts that may."""

from qingquan.adjustment.words import Side, TriggerCode
from qingquan.law import Refused
from qingquan.places.words import Role

OFFICES = (Role.CAMPAIGN_OFFICE, Role.ESTABLISHMENT_REVIEWER, Role.LEGAL_OFFICE_REVIEWER)
DRAFTERS = (Role.CATALOGUE_ADMIN,)
GOVERNMENT = (Role.GOVERNMENT_OFFICE,)
FILING = (Role.GOVERNMENT_OFFICE, Role.ESTABLISHMENT_REVIEWER)
REFORMING = (Role.ESTABLISHMENT_REVIEWER, Role.CAMPAIGN_OFFICE)
LOOKING = (Role.SUPERVISOR, Role.CENTRE_MANAGER)
SIDES = {Role.ESTABLISHMENT_REVIEWER: Side.ESTABLISHMENT, Role.LEGAL_OFFICE_REVIEWER: Side.LEGAL}
# What an organ itself knows first: its counter moved, a certificate can be looked up, a fee fell, an item was missed.
OWN_CODES = (TriggerCode.DA06, TriggerCode.DA08, TriggerCode.DA09, TriggerCode.DA10, TriggerCode.DA11)


def check_role(role: str, allowed: tuple[Role, ...], what: str) -> None:
    """The post's role is among those that may; the system itself (no role) does what follows by itself."""
    if role and role not in allowed:
        raise Refused(f"{what}须由{'、'.join(each.label for each in allowed)}办理。")


def check_raises(role: str, code: TriggerCode, own_organ: int | None, organ: int) -> None:
    """The offices of the county raise any trigger; an organ those about its own elements."""
    check_role(role, (*OFFICES, *DRAFTERS), "登记触发情形")
    if role not in DRAFTERS:
        return
    if code not in OWN_CODES:
        raise Refused(f"“{code.label}”由{'、'.join(each.label for each in OFFICES)}登记，请把文件送给他们。")
    if own_organ != organ:
        raise Refused("只能登记本机关事项的调整。")


def check_applies(role: str, own_organ: int | None, organ: int) -> None:
    """谁行使、谁申请: the organ whose power it is applies."""
    check_role(role, DRAFTERS, "提出调整申请")
    if role and own_organ != organ:
        raise Refused("只能为本机关的事项提出调整申请。")


def side_of(role: str) -> Side:
    """From which side a post reviews."""
    check_role(role or "system", tuple(SIDES), "审核调整申请")
    return SIDES[Role(role)]
