"""Who may ask for an exception from the required cut, and who approves it. Every refusal names the posts that may."""

from qingquan.law import Refused
from qingquan.places.words import Role

ASKING = (Role.CATALOGUE_ADMIN,)
APPROVING = (Role.GOVERNMENT_OFFICE,)
COUNTY_WIDE = frozenset(
    {
        Role.CAMPAIGN_OFFICE,
        Role.ESTABLISHMENT_REVIEWER,
        Role.LEGAL_OFFICE_REVIEWER,
        Role.GOVERNMENT_OFFICE,
        Role.CENTRE_MANAGER,
        Role.SUPERVISOR,
    }
)
OWN_ORGAN = frozenset({Role.CATALOGUE_ADMIN, Role.HEAD})


def check_asks(role: str, own_organ: int | None, item_organ: int | None, reason: str) -> None:
    """An organ asks for its own items, with a reason somebody can judge."""
    if role not in ASKING or own_organ != item_organ:
        raise Refused("压缩承诺时限的例外由事项所属机关的事项管理员申请。")
    if len(reason.strip()) < 10:
        raise Refused("请写明不能压缩的理由（法定检验、公示期、上级统一时限等），不少于十个字。")


def check_says_kind(role: str, own_organ: int | None, item_organ: int | None, reason: str) -> None:
    """An organ says what its own handling items are, and why the name does not tell."""
    if role not in ASKING or own_organ != item_organ:
        raise Refused("办理项的种类由事项所属机关的事项管理员更正。")
    if not reason.strip():
        raise Refused("请写明更正理由，例如名称没有写“延续”，依据的条款规定的是延续。")


def check_answers(role: str, document: str, opinion: str, *, approve: bool) -> None:
    """The county government's office approves with a document number, or refuses with an opinion."""
    if role not in APPROVING:
        raise Refused("压缩承诺时限的例外由县政府办审批。")
    if approve and not document.strip():
        raise Refused("批准例外须写明批准文件的文号。")
    if not approve and not opinion.strip():
        raise Refused("不批准的请写明理由。")
