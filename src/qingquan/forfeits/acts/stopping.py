"""Stopping cases whose ground gave way, and deciding about each of them."""

from datetime import datetime

from django.db.models import Q

from qingquan.cases import acts as cases
from qingquan.cases.models import Case
from qingquan.catalogue.models import Item
from qingquan.forfeits.models import StoppedCase
from qingquan.forfeits.rules import authority
from qingquan.forfeits.words import StopCause, StopDecision
from qingquan.law import Refused
from qingquan.ledger.acts import act, acting, record, record_many
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.rules import scrubbed


def stop_cases(item: Item, *, cause: StopCause, source: str, told: str, by: Actor, at: datetime) -> int:
    """Stop every open case of an item and tell its applicant; returns how many. Belongs inside an act.

    A case that was stopped for the same reason before is left: somebody has decided about it, or is about to.
    """
    if not acting():
        raise RuntimeError("cases are stopped by an act")
    waiting = StoppedCase.objects.filter(Q(decision="") | Q(source=source)).values("case")
    running = list(Case.objects.open().filter(version__item=item).exclude(pk__in=waiting).order_by("number"))
    StoppedCase.objects.bulk_create(
        StoppedCase(case=case, cause=cause.value, source=source, told=told, stopped_at=at) for case in running
    )
    record_many(
        "stop.told", [(case.number, {"cause": cause.value, "source": source}) for case in running], by=by, at=at
    )
    return len(running)


@act("stop.decided")
def decide_stopped(
    stopped: StoppedCase, decision: StopDecision, reason: str, *, by: Actor, at: datetime
) -> StoppedCase:
    """Say of a stopped case whether it goes on or ends, with the reason. 《行政许可法》第八条。

    Who applied lawfully may rely on it, so a case may go on to its certificate although the power was given up.
    """
    authority.check_decides_stopped(by.role)
    held = StoppedCase.objects.select_for_update(of=("self",)).select_related("case").get(pk=stopped.pk)
    if held.decision:
        raise Refused("本件已经决定如何处理。")
    if len(reason.strip()) < 5:
        raise Refused("请写明理由：申请人的信赖是否值得保护，或者为什么应当终止。")
    held.decision, held.reason = decision.value, reason.strip()
    held.decided_at, held.decided_by = at, by.account
    held.save(update_fields=["decision", "reason", "decided_at", "decided_by"])
    if decision is StopDecision.TERMINATE:
        cases.terminate(held.case.number, reason.strip(), by=SYSTEM, at=at)
    facts = {"decision": decision.value, "source": held.source, "reason": scrubbed(held.reason)}
    record(held.case.number, "stop.decided", facts, by=by, at=at)
    return held
