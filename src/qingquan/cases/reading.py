"""A stored case as the rules see it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingquan.cases.rules.facts import CaseFacts, Limits
from qingquan.cases.words import Outcome, Stage
from qingquan.clock import Extension, Pause, Unit


def limits_of(stored: Mapping[str, Any]) -> Limits:
    """The limits kept on the case row."""
    return Limits(
        **{
            **stored,
            "legal_unit": Unit(stored["legal_unit"]),
            "promised_unit": Unit(stored["promised_unit"]),
        }
    )


def facts_of(row: Mapping[str, Any]) -> CaseFacts:
    """The case as the rules see it, from the row that the SQL function `cases_hold` gives."""
    pauses = row.get("pauses") or []
    extended = row["extension_days"]
    return CaseFacts(
        stage=Stage(row["stage"]),
        received_on=date.fromisoformat(row["received_on"]),
        limits=limits_of(row["limits"]),
        accepted_on=_day(row["accepted_on"]),
        deemed=row["deemed"],
        gaps_noticed_on=_day(row["gaps_noticed_on"]),
        supplement_due_on=_day(row["supplement_due_on"]),
        supplied_on=_day(row["supplied_on"]),
        extension=Extension(extended, row["extension_document"]) if extended else None,
        pauses=tuple(
            Pause(date.fromisoformat(p["started_on"]), _day(p["ended_on"]), p["label"], p["document"], p["cite"])
            for p in pauses
        ),
        pause_planned_end=next((_day(p["planned_end_on"]) for p in pauses if p["ended_on"] is None), None),
        decided_on=_day(row["decided_on"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        closed_on=_day(row["closed_on"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
