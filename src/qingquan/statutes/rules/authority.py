"""Who may write into the law library. Every refusal names the posts that may."""

from qingquan.law import Refused
from qingquan.places.words import Role

KEEPERS = (Role.LEGAL_OFFICE_REVIEWER,)
IMPORTERS = (*KEEPERS, Role.SYSTEM_ADMIN)


def check_keeps(role: str, what: str) -> None:
    """The legal office keeps the library; the system itself (no role) does what an operator ordered."""
    check_role(role, KEEPERS, what)


def check_imports(role: str) -> None:
    """Whole collections are brought in by the legal office or, when a county is set up, the system administrator."""
    check_role(role, IMPORTERS, "导入法规")


def check_role(role: str, allowed: tuple[Role, ...], what: str) -> None:
    """The post's role is among those that may."""
    if role and role not in allowed:
        raise Refused(f"{what}须由{'或者'.join(each.label for each in allowed)}办理。")
