"""Findings of supervision as table 11 of GB/T 39046-2020 tells them."""

from collections.abc import Iterable

from django.db.models import Max

from qingquan.catalogue.words import PowerType
from qingquan.exchange.rules.told import FindingTold
from qingquan.ledger.models import Entry
from qingquan.people.rules import scrubbed
from qingquan.supervision.models import Card
from qingquan.supervision.words import CARD_STATE_LABELS, CardState, Level

# The standard has no table of codes for the alarm; agreed upon here: a clue is none of the three and has no code.
ALARMS = {Level.PROMPT: "1", Level.YELLOW: "2", Level.RED: "3"}


def findings(cards: Iterable[Card]) -> list[FindingTold]:
    """The cards, oldest first, each with the moment of its last act."""
    related = ("case__version__item", "fee__forfeit__item", "forfeit__item", "organ", "post__office")
    found = Card.objects.filter(pk__in=[card.pk for card in cards]).select_related(*related).order_by("issued_at", "pk")
    listed = list(found)
    entries = Entry.objects.filter(subject__in=[card.number for card in listed], kind__startswith="card.")
    changed = dict(entries.order_by().values_list("subject").annotate(Max("at")))
    return [
        FindingTold(
            case_number=card.case.number if card.case else "",
            urged=scrubbed(card.fact),
            organ=card.organ.name,
            power_type=type_of(card),
            issued=card.issued_at,
            number=card.number,
            rule=card.rule,
            alarm=ALARMS.get(Level(card.level), ""),
            state_at=changed.get(card.number, card.issued_at),
            result=result(card),
            responsible=card.post.office.name if card.post and card.post.office else card.organ.name,
        )
        for card in listed
    ]


def type_of(card: Card) -> str:
    """The code of the type of power the card is about."""
    item = card.case.version.item if card.case else card.power.item if card.power else None
    return PowerType(item.power_type).code if item else ""


def result(card: Card) -> str:
    """Where the card stands, and what the organ said to it."""
    state = CARD_STATE_LABELS[CardState(card.state)]
    return f"{state}：{scrubbed(card.explanation)}" if card.explanation else state
