"""A stored case as the rules see it."""

from collections.abc import Mapping

from qingquan.cases.models import Case
from qingquan.cases.rules.facts import CaseFacts, Limits
from qingquan.cases.words import Outcome, Stage
from qingquan.clock import Extension, Pause, Unit


def limits_of(stored: Mapping[str, object]) -> Limits:
    """The limits kept on the case row."""
    values = dict(stored)
    values["legal_unit"] = Unit(str(values.get("legal_unit", "WD")))
    values["promised_unit"] = Unit(str(values.get("promised_unit", "WD")))
    return Limits(**values)  # type: ignore[arg-type]


def facts_of(case: Case) -> CaseFacts:
    """The case as the rules see it; one more query only if it was ever paused."""
    pauses = list(case.pauses.select_related("document").order_by("id")) if case.paused_before else []
    return CaseFacts(
        stage=Stage(case.stage),
        received_on=case.received_on,
        limits=limits_of(case.limits),
        accepted_on=case.accepted_on,
        deemed=case.deemed,
        gaps_noticed_on=case.gaps_noticed_on,
        supplement_due_on=case.supplement_due_on,
        supplied_on=case.supplied_on,
        extension=Extension(case.extension_days, case.extension_document) if case.extension_days else None,
        pauses=tuple(Pause(p.started_on, p.ended_on, p.label, p.document.number, p.cite) for p in pauses),
        pause_planned_end=next((p.planned_end_on for p in pauses if p.ended_on is None), None),
        decided_on=case.decided_on,
        outcome=Outcome(case.outcome) if case.outcome else None,
        closed_on=case.closed_on,
    )
