"""Two offices review apart, then together: whose opinion may be seen when, and what they propose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qingquan.law import Refused
from qingquan.review.rules.texts import plain
from qingquan.review.words import DecisionCode, Occasion, Office

LEAST_WORDS, MOST_WORDS = 4, 4000


@dataclass(frozen=True, slots=True)
class Given:
    """One office's opinion as far as the rules care."""

    office: Office
    code: DecisionCode


def visible_to(office: Office | None, given: Mapping[Office, object]) -> frozenset[Office]:
    """Whose opinions somebody may read: their own; both only when both are there. Others read nothing before that."""
    if len(given) == len(Office):
        return frozenset(Office)
    return frozenset({office}) & frozenset(given) if office else frozenset()


def agreed(given: Mapping[Office, DecisionCode]) -> DecisionCode | None:
    """What both say; None while one is missing or they differ."""
    codes = set(given.values())
    return codes.pop() if len(given) == len(Office) and len(codes) == 1 else None


def differ(given: Mapping[Office, DecisionCode]) -> bool:
    """Both have spoken and say different things."""
    return len(given) == len(Office) and len(set(given.values())) > 1


def check_reasons(text: str, what: str) -> str:
    """An opinion, a conclusion, an objection and a decision each say why."""
    said = plain(text).strip()
    if len(said) < LEAST_WORDS:
        raise Refused(f"请写明{what}的理由，不少于{LEAST_WORDS}个字。")
    if len(said) > MOST_WORDS:
        raise Refused(f"{what}的理由有{len(said)}个字，请删减到{MOST_WORDS}字以内。")
    return said


def check_may_speak(account: int, signed_by: int | None, others: Collection[int]) -> None:
    """Nobody reviews what they signed themselves, and nobody speaks for both offices, whatever posts they hold."""
    if account == signed_by:
        raise Refused("您是这份申报的签字人，应当回避，请由其他审核员提出意见。")
    if account in others:
        raise Refused("另一家的意见是您提出的，两家意见须由不同的人提出。")


def occasion_of(given: Mapping[Office, DecisionCode], *, concluded: bool, objected: bool, decided: bool) -> Occasion:
    """Why the offices meet now; `Refused` when there is nothing to settle between them."""
    if len(given) < len(Office):
        raise Refused("两家意见都提出以后才能会商。")
    if objected:
        return Occasion.OBJECTION
    if decided:
        return Occasion.CORRECTION
    if not differ(given):
        raise Refused("两家意见一致，不需要会商结论。")
    if concluded:
        raise Refused("两家已经形成会商结论，请据以决定。")
    return Occasion.DIFFERENCE


def check_may_confirm(proposed_by: Office, confirming: Office) -> None:
    """One office writes the conclusion, the other confirms it."""
    if proposed_by is confirming:
        raise Refused(f"会商结论由{proposed_by.label}拟定，须由{proposed_by.other.label}确认。")
