"""Who may give which deed. Every refusal names the posts that may."""

from qingquan.law import Refused
from qingquan.places.words import Role

DEVOLVING = (Role.GOVERNMENT_OFFICE,)
GIVING = (Role.HEAD,)
LOOKING = frozenset(
    {
        Role.HEAD,
        Role.CATALOGUE_ADMIN,
        Role.CHIEF_REPRESENTATIVE,
        Role.CAMPAIGN_OFFICE,
        Role.ESTABLISHMENT_REVIEWER,
        Role.LEGAL_OFFICE_REVIEWER,
        Role.GOVERNMENT_OFFICE,
        Role.CENTRE_MANAGER,
        Role.SUPERVISOR,
    }
)
OWN_ORGAN = frozenset({Role.HEAD, Role.CATALOGUE_ADMIN, Role.CHIEF_REPRESENTATIVE})


def check_devolves(role: str) -> None:
    """What leaves the county's list leaves it by the county government's decision."""
    if role not in DEVOLVING:
        raise Refused("下放由县政府办按县政府的决定办理。")


def check_gives(role: str, own_organ: int | None, organ: int | None) -> None:
    """An organ's head entrusts or authorises what is the organ's own."""
    if role not in GIVING or own_organ != organ:
        raise Refused("委托书和窗口授权书由事项所属机关的负责人签发。")
