"""What the public says: for how long it is asked, what may be covered up, when everybody has been answered."""

from qingquan.law import Refused
from qingquan.people.rules.masking import scrubbed

COVER = "＊"
LONGEST = 2000
NAMES_AT_LEAST = 2


def first_shown(text: str) -> str:
    """A comment as it is shown before anybody looked at it: personal numbers covered."""
    return scrubbed(text).replace("*", COVER)


def check_only_covers(original: str, shown: str) -> None:
    """Moderation covers personal data and changes nothing else: same length, every difference a cover."""
    if len(original) != len(shown) or any(b not in {a, COVER} for a, b in zip(original, shown, strict=False)):
        raise Refused(f"只能用“{COVER}”逐字遮盖个人信息，不能增删或者改写意见。")
    if original.strip() and not shown.replace(COVER, "").strip():
        raise Refused("不能把整条意见都遮盖掉。")


def check_comment(text: str, name: str) -> None:
    """Something is said, by somebody with a name."""
    if not text.strip():
        raise Refused("请写下您的意见。")
    if len(text) > LONGEST:
        raise Refused(f"意见不超过 {LONGEST} 字，现在有 {len(text)} 字，请分几次提出。")
    if len(name.strip()) < NAMES_AT_LEAST:
        raise Refused("请填写您的姓名或者单位名称，公开时只显示姓氏。")


def check_may_close(unanswered: int, summary: str, *, ended: bool) -> None:
    """After its term, and when every comment has a reply or a common one covers the rest."""
    if not ended:
        raise Refused("征求意见的期限还没有到，不能提前结束。")
    if unanswered and not summary.strip():
        raise Refused(f"还有 {unanswered} 条意见没有答复，请逐条答复，或者写明综合答复。")
