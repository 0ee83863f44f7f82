"""What each article said from when to when, and what an amendment does to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qingquan.law import Refused
from qingquan.statutes.rules.citations import article_name

Number = tuple[int, int]
"""An article's number and the number after 之, 0 for none."""


@dataclass(frozen=True, slots=True)
class Text:
    """What an article says from a day until a day, both included; None means without end."""

    number: Number
    text: str
    from_on: date | None = None
    until_on: date | None = None
    pk: int | None = None

    def applies(self, on: date) -> bool:
        """Whether it is the text of that day."""
        return (self.from_on is None or self.from_on <= on) and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write: texts that end, with their last day, texts that begin, and the articles touched."""

    ends: Mapping[int, date]
    begins: tuple[Text, ...]
    touched: tuple[Number, ...]


def amended(texts: Iterable[Text], changes: Mapping[Number, str | None], on: date) -> Plan:
    """The plan for new words from a day on; None for an article taken out. Words that stay the same are no change.

    Raises `Refused` where an article was already given other words on that very day or on a later one.
    """
    kept: dict[Number, list[Text]] = {}
    for text in texts:
        kept.setdefault(text.number, []).append(text)
    ends: dict[int, date] = {}
    begins: list[Text] = []
    touched: list[Number] = []
    for number, words in changes.items():
        own = kept.get(number, [])
        current = next((text for text in own if text.applies(on)), None)
        if words == (current.text if current else None):
            continue
        check_nothing_later(number, own, on)
        if current and current.pk is not None:
            ends[current.pk] = on - timedelta(days=1)
        if words is not None:
            begins.append(Text(number, words, on))
        touched.append(number)
    return Plan(ends, tuple(begins), tuple(sorted(touched)))


def check_nothing_later(number: Number, own: Iterable[Text], on: date) -> None:
    """`Refused` when the article has words that begin on this day or after it."""
    later = [text.from_on for text in own if text.from_on and text.from_on >= on]
    if later:
        name = article_name(*number)
        raise Refused(f"{name}自{min(later)}起已有条文，不能再自{on}起修改；录入有误的请办理更正。")


def whole(texts: Iterable[Text], edition: Mapping[Number, str], on: date) -> dict[Number, str | None]:
    """A whole new text as changes: articles it does not have any more are taken out."""
    gone: dict[Number, str | None] = {text.number: None for text in texts if text.applies(on)}
    return gone | dict(edition)
