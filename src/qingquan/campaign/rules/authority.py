"""Who may do what in a campaign. Every refusal names the posts that may."""

from qingquan.catalogue.rules.authority import check_role
from qingquan.law import Refused
from qingquan.places.words import Role

OFFICE = (Role.CAMPAIGN_OFFICE,)
REPORTERS = (Role.CATALOGUE_ADMIN,)
ANSWERABLE = (Role.CATALOGUE_ADMIN, Role.HEAD)
SIGNERS = (Role.HEAD,)
BASIS = (Role.LEGAL_OFFICE_REVIEWER,)
EXCEPTING = (Role.GOVERNMENT_OFFICE,)
RETURNING = (Role.CAMPAIGN_OFFICE, Role.ESTABLISHMENT_REVIEWER, Role.LEGAL_OFFICE_REVIEWER)


def check_runs_campaign(role: str, what: str) -> None:
    """The campaign is driven by its office (清理审核专班)."""
    check_role(role, OFFICE, what)


def check_answers(role: str, own_organ: int | None, organ: int) -> None:
    """A task is acknowledged by the organ it was given to: by who keeps its items or by its head."""
    check_role(role, ANSWERABLE, "确认清理审核任务")
    if role and own_organ != organ:
        raise Refused("只能确认本机关的清理审核任务。")


def check_reports(role: str, own_organ: int | None, organ: int, *, shared: bool = False) -> None:
    """An organ reports its own powers only (谁行使谁清理); `shared`: the item was given to the post to fill in."""
    if shared and own_organ == organ:
        return
    check_role(role, REPORTERS, "填报事项")
    if role and own_organ != organ:
        raise Refused("只能填报本机关的事项（谁行使、谁清理）。")


def check_shares(role: str, own_organ: int | None, organ: int) -> None:
    """The organ's administrator says who of its people fills in what."""
    check_role(role, REPORTERS, "填报分工")
    if role and own_organ != organ:
        raise Refused("只能为本机关的申报分工。")


def check_signs(role: str, own_organ: int | None, organ: int) -> None:
    """The head of the organ is the first to answer for its report, and nobody signs in the head's place."""
    check_role(role, SIGNERS, "签字报送")
    if own_organ != organ:
        raise Refused("只能由本机关负责人为本机关的申报签字。")


def check_gives_back(role: str) -> None:
    """The campaign's office or either reviewer returns a report that is not complete."""
    check_role(role, RETURNING, "退回申报")


def check_confirms_basis(role: str) -> None:
    """The justice bureau freezes the library of bases for the campaign."""
    check_role(role, BASIS, "确认依据梳理")


def check_moves_on(role: str, *, exception: bool) -> None:
    """The office moves a campaign on whose gate is passed; past an open gate only the government's office does."""
    if exception:
        check_role(role, EXCEPTING, "经批准带着未完成的事项进入下一阶段")
    else:
        check_role(role, (*OFFICE, *EXCEPTING), "进入下一阶段")
