"""Who may send records of cases out, which of them with personal numbers, and how much at once."""

from datetime import date

from qingquan.law import Refused
from qingquan.places.words import Role

SENDERS = (Role.HEAD, Role.SUPERVISOR, Role.CENTRE_MANAGER)
"""An organ's head answers for what leaves of its own cases; two posts send for the whole county."""
IN_CLEAR = (Role.HEAD,)
"""Who sends identity and phone numbers unmasked: only the head of the organ whose cases they are."""
MOST = 3000
LONGEST_DAYS = 366


def check_sends(role: str, personal: bool) -> None:
    """Who may send, and who with personal numbers."""
    if role not in SENDERS:
        raise Refused(f"办件数据由{'、'.join(each.label for each in SENDERS)}送出。")
    if personal and role not in IN_CLEAR:
        raise Refused(
            "证件号码和手机号码只由办理机关负责人送出，其他岗位送出的须脱敏。", "《个人信息保护法》第五十一条"
        )


def check_period(since: date, until: date) -> None:
    """A period is one, and no longer than a year."""
    if until < since:
        raise Refused(f"止日 {until} 早于起日 {since}，请改正。")
    if (until - since).days >= LONGEST_DAYS:
        raise Refused("一次最多送出一年的数据，请缩短期间。")


def check_receiver(receiver: str) -> None:
    """To whom, and what for."""
    if not receiver.strip():
        raise Refused("请写明送给谁、做什么用，例如“省政务服务平台，办件归集”。")


def check_number(number: int) -> None:
    """No empty file, and none that nobody can open."""
    if not number:
        raise Refused("这段期间没有可以送出的记录，请改期间。")
    if number > MOST:
        raise Refused(f"这段期间超过 {MOST} 件，请缩短期间，分几次送出。")


def check_rows(number: int) -> None:
    """Cases there are, but none of them has come so far as the table tells."""
    if not number:
        raise Refused("这段期间的办件还没有到这张表记录的阶段，没有可以送出的记录。")
