"""From receipt to acceptance: receive, tell what is missing once, supply, accept, or say why not."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from qingquan import law
from qingquan.cases import documents
from qingquan.cases.acts.hold import (
    Done,
    Held,
    advance,
    check_post,
    columns_of,
    hold,
    opened_steps,
    run_on,
    step_row,
)
from qingquan.cases.models import Case, MaterialIn, Notice
from qingquan.cases.reading import limits_of
from qingquan.cases.rules import clocks, permits
from qingquan.cases.rules.facts import CaseFacts
from qingquan.cases.rules.posts import posts_for
from qingquan.cases.words import HANDED_IN, Channel, MaterialWay, NoAcceptance, Stage
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import CaseKind, MaterialNeed, PowerType
from qingquan.law import Refused
from qingquan.ledger import acts as ledger
from qingquan.ledger import swift
from qingquan.ledger.acts import act
from qingquan.ledger.rules import as_json, leaf_hash
from qingquan.papers import acts as papers
from qingquan.papers.rules.numbers import CaseNumber, new_query_code
from qingquan.papers.words import DocumentKind
from qingquan.people.models import SYSTEM, Actor, Applicant, Mandate
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Window
from qingquan.places.words import Role
from qingquan.procedures import runs
from qingquan.procedures.shelf import program

INTAKE = "SELECT cases_intake(%s::bigint, %s::date)::text"
RECEIVE = """
    SELECT cases_receive(%s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb, %s::timestamptz, %s, %s::jsonb,
        %s::bigint, %s::bigint, %s::bytea)
"""


@dataclass(frozen=True, slots=True)
class MaterialGiven:
    """One material as it came in: which of the version's list, how, and the file or the county's own document."""

    name: str
    way: MaterialWay
    file_id: int | None = None
    issued_id: int | None = None


def limits_for(version: ItemVersion, on: date) -> dict[str, object]:
    """The limits a case keeps from its version. Where the version says nothing, the general law speaks."""
    general = law.limit("licensing", "joint_decision" if version.joint else "decision", on=on)
    stated = version.legal_days is not None
    return {
        "legal_days": version.legal_days if stated else general.days,
        "legal_unit": version.legal_unit if stated else general.unit.value,
        "legal_cite": str(version.elements.get("legal_note") or "") if stated else general.cite,
        "promised_days": version.promise_days,
        "promised_unit": version.promise_unit,
        "accept_days": version.accept_days,
        "deliver_days": version.deliver_days,
        "from_receipt": version.from_receipt,
        "joint": version.joint,
        "instant": version.case_kind == CaseKind.INSTANT,
    }


def _check_agent(applicant: Applicant, mandate: Mandate | None, on: date) -> None:
    if mandate is not None and (mandate.principal_id != applicant.pk or not mandate.live(on)):
        raise Refused("代理人没有有效的委托，不能代为申请。", law.duty("licensing", "agents", on=on).cite)


# Who takes in applications at a window. Handbook appendix C.
RECEIVING = frozenset({Role.WINDOW_CLERK, Role.CHIEF_REPRESENTATIVE})


def _check_receiving(applicant: Applicant, mandate: Mandate | None, by: Actor) -> None:
    """At a window its clerk receives; online one applies for oneself, or for who gave a mandate."""
    if by.post is not None:
        if by.role not in RECEIVING:
            raise Refused("收件由窗口岗位办理，您的岗位不能收件。", "岗位职责")
        return
    own = {applicant.account_id, mandate.agent.account_id if mandate else None}
    if by.account_id is None or by.account_id not in own:
        raise Refused("只能为本人、本单位或者委托人申请。")


def _intake(version: ItemVersion, on: date) -> dict[str, Any]:
    return dict(json.loads(swift.call(INTAKE, [version.pk, on])))


@act("case.received")
def receive(
    version: ItemVersion,
    applicant: Applicant,
    *,
    answers: Mapping[str, object],
    materials: Sequence[MaterialGiven],
    channel: Channel,
    by: Actor,
    at: datetime,
    mandate: Mandate | None = None,
    window: Window | None = None,
    form_digest: str = "",
) -> Case:
    """Take an application in: number, query code, receipt; the run of its procedure starts.

    《行政许可法》第二十九条. What is not on the published list in force today cannot be received; the database
    says so too.
    """
    on = timezone.localdate(at)
    _check_agent(applicant, mandate, on)
    _check_receiving(applicant, mandate, by)
    if version.procedure_id is None:
        raise Refused("本事项还没有公布运行流程，不能收件。请联系事项管理员。")
    calendar, made = county_calendar(), program(version.procedure_id)
    limits, known = limits_for(version, on), _intake(version, on)
    facts = CaseFacts(Stage.RECEIVED, on, limits_of(limits))
    declared = {name: value for name, value in answers.items() if name in made.facts}
    marking = runs.start(made, declared)  # type: ignore[arg-type]
    posts = posts_for([step.post for step in made.steps], known["holders"], known["posts"])
    number = str(
        CaseNumber(
            known["division"][:6],
            known["organ_seq"],
            PowerType(known["power_type"]).code,
            on,
            known["sequence"],
        )
    )
    row: dict[str, Any] = columns_of(facts, calendar) | {
        "number": number,
        "query_code": new_query_code(),
        "version_id": version.pk,
        "organ_id": known["organ_id"],
        "applicant_id": applicant.pk,
        "mandate_id": mandate.pk if mandate else None,
        "channel": channel.value,
        "window_id": window.pk if window else None,
        "received_by_id": by.post_id,
        "received_at": at.isoformat(),
        "received_on": on.isoformat(),
        "limits": limits,
        "posts": posts,
        "answers": dict(answers),
        "form_digest": form_digest,
        "facts_declared": declared,
        "procedure_sha256": version.procedure_id,
        "marking": marking.encode(),
        "revision": 1,
        "paused_before": False,
        "extension_document": "",
    }
    notice_due = clocks.due_of(clocks.notice(facts), calendar)
    opened = [
        step_row(step, posts, on, calendar, notice_due if step.kind == "accept" else None)
        for step in runs.open_steps(made, marking)
    ]
    receipt = documents.paper(
        known | row | {"applicant_name": applicant.name},
        DocumentKind.RECEIPT,
        on=on,
        by=by,
        received_at=at,
        notice_due_on=notice_due,
        materials=documents.received_materials([given.name for given in materials if given.way in HANDED_IN]),
    )
    told = {
        "item": known["item_code"],
        "version": known["version"],
        "channel": channel.value,
        "procedure": version.procedure_id,
        receipt.kind.value: receipt.check_code,
    }
    leaf = leaf_hash(subject=number, kind="case.received", facts=told, at=at, account=by.account_id, post=by.post_id)
    wanted = _materials(known["materials"], materials)
    values: list[Any] = [
        as_json(row),
        as_json(opened),
        as_json(wanted),
        as_json(receipt.row()),
        at,
        "case.received",
        as_json(told),
    ]
    pk = swift.call(RECEIVE, [*values, by.account_id, by.post_id, leaf])
    ledger.recorded("case.received")
    return Case(
        pk=pk,
        number=number,
        query_code=row["query_code"],
        version=version,
        applicant=applicant,
        organ_id=known["organ_id"],
        stage=Stage.RECEIVED.value,
        received_at=at,
        received_on=on,
    )


def _materials(listed: Sequence[tuple[str, str]], given: Sequence[MaterialGiven]) -> list[dict[str, object]]:
    """One row per listed material, there or still missing; what came beyond the list is kept as well."""
    by_name: dict[str, list[MaterialGiven]] = {}
    for material in given:
        by_name.setdefault(material.name, []).append(material)
    rows: list[dict[str, object]] = []
    for position, (name, need) in enumerate(listed, 1):
        came = by_name.pop(name, None) or [MaterialGiven(name, MaterialWay.PENDING)]
        rows += [_material(position, need, material) for material in came]
    extra = [material for left in by_name.values() for material in left]
    return rows + [_material(len(listed) + 1, MaterialNeed.OPTIONAL.value, material) for material in extra]


def _material(position: int, need: str, given: MaterialGiven) -> dict[str, object]:
    return {
        "position": position,
        "name": given.name,
        "need": need,
        "way": given.way.value,
        "file": given.file_id,
        "issued": given.issued_id,
    }


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing the applicant must supply: which material, and what is wrong with it."""

    material: str
    problem: str = "缺少，请补交"

    def row(self) -> dict[str, str]:
        """As the notice and the record keep it."""
        return {"material": self.material.strip(), "problem": self.problem.strip()}


@act("case.supplement_noticed")
def notify_gaps(number: str, gaps: Sequence[Gap], *, by: Actor, at: datetime, days: int | None = None) -> None:
    """Tell the applicant once of everything that is missing. 《行政许可法》第三十二条第一款第（四）项。"""
    held = hold(number, at)
    rows = [gap.row() for gap in gaps if gap.material.strip()]
    _check_accepting_post(held, by)
    permits.check_may_notify_gaps(held.facts, [row["material"] for row in rows], held.on, held.calendar)
    allowed = days if days is not None else law.parameter("supplement_abandoned_days").number
    due_on = held.on + timedelta(days=allowed)
    facts = held.changed(stage=Stage.SUPPLEMENT_PENDING, gaps_noticed_on=held.on, supplement_due_on=due_on)
    paper = documents.paper(
        held.row,
        DocumentKind.SUPPLEMENT_NOTICE,
        on=held.on,
        by=by,
        gaps=rows,
        reply_by=due_on,
        consequence="逾期不补正的，视为撤回申请，终止办理并退回材料。",
    )
    issued = papers.issue(paper, subject=number, organ_id=held.organ_id, at=at)
    Notice.objects.create(case_id=held.pk, gaps=rows, document=issued, noticed_on=held.on)
    told = {"gaps": rows, "due_on": due_on.isoformat(), paper.kind.value: paper.check_code}
    advance(held, "case.supplement_noticed", told, facts, by=by)


def _check_accepting_post(held: Held, by: Actor) -> runs.OpenStep | None:
    """The post of the acceptance step; a procedure without one leaves acceptance to the organ's window."""
    step = held.step_of_kind("accept")
    if step is not None:
        check_post(held, step, by)
    elif not held.is_own(by):
        raise Refused("受理由承办机关的窗口办理，您的岗位不能操作。")
    return step


@act("case.supplied")
def supply(number: str, materials: Sequence[MaterialGiven], *, by: Actor, at: datetime) -> None:
    """Take in what was asked for; the organ then looks at the whole again within its time."""
    held = hold(number, at)
    permits.check_may_supply(held.facts)
    for given in materials:
        _take_in(held.pk, given, at)
    waiting = MaterialIn.objects.filter(
        case_id=held.pk, need=MaterialNeed.REQUIRED.value, way=MaterialWay.PENDING.value
    )
    if still := list(waiting.values_list("name", flat=True)):
        cite = law.duty("licensing", "one_time_notice", on=held.on).cite
        raise Refused(f"还缺少：{'、'.join(still)}。请一次补齐后提交。", cite)
    facts = held.changed(stage=Stage.RECEIVED, supplied_on=held.on)
    step = held.step_of_kind("accept")
    redue = {step.step_id: clocks.due_of(clocks.notice(facts), held.calendar).isoformat()} if step else None
    advance(held, "case.supplied", {"materials": [m.name for m in materials]}, facts, by=by, redue=redue)


def _take_in(case_id: int, given: MaterialGiven, at: datetime) -> None:
    """Fill the row that waits for this material, or keep what came besides."""
    came = {"way": given.way.value, "file_id": given.file_id, "issued_id": given.issued_id, "received_at": at}
    waiting = MaterialIn.objects.filter(case_id=case_id, name=given.name, way=MaterialWay.PENDING.value)
    if not waiting.update(**came):
        MaterialIn.objects.create(
            case_id=case_id, position=999, name=given.name, need=MaterialNeed.OPTIONAL.value, **came
        )


@act("case.accepted", in_one_statement=True)
def accept(number: str, *, by: Actor, at: datetime) -> None:
    """Accept: the clocks of the decision start. 《行政许可法》第三十二条第一款第（五）项。"""
    held = hold(number, at)
    step = _check_accepting_post(held, by)
    missing = [str(name) for name in held.listed("missing")]
    permits.check_may_accept(held.facts, missing, held.on, held.calendar)
    _accepted(held, step, "case.accepted", held.on, deemed=False, by=by)


@act("case.deemed_accepted", in_one_statement=True)
def deem_accepted(number: str, *, at: datetime) -> None:
    """Silence past the notice time accepts from the day of receipt. 《行政许可法》第三十二条第一款第（四）项。"""
    held = hold(number, at)
    since = clocks.deemed_accepted_on(held.facts, held.calendar, held.on)
    if since is None:
        cite = law.duty("licensing", "silence_accepts", on=held.on).cite
        raise Refused("告知补正的期限尚未届满，不能视为受理。", cite)
    _accepted(held, held.step_of_kind("accept"), "case.deemed_accepted", since, deemed=True, by=SYSTEM)


def _accepted(held: Held, step: runs.OpenStep | None, kind: str, since: date, *, deemed: bool, by: Actor) -> None:
    facts = held.changed(stage=Stage.ACCEPTED, accepted_on=since, deemed=deemed)
    days = clocks.due_days(facts, held.calendar)
    dates = {"accepted_on": since, "legal_due_on": days.legal_on, "promised_due_on": days.promised_on}
    paper = documents.paper(
        held.row,
        DocumentKind.DEEMED_ACCEPTANCE_RECORD if deemed else DocumentKind.ACCEPTANCE,
        on=held.on,
        by=by,
        # What silence accepts counts from the day the materials were there.
        received_on=since if deemed else held.facts.received_on,
        notice_due_on=clocks.due_of(clocks.notice(held.facts), held.calendar),
        **dates,
    )
    told = {name: str(day) for name, day in dates.items() if day}
    if step is None:
        advance(held, kind, told, facts, by=by, papers=[paper])
        return
    marking, declared = run_on(held, step, acceptance="accept")
    advance(
        held,
        kind,
        told,
        facts,
        by=by,
        changes={"marking": marking.encode(), "facts_declared": declared},
        done=Done(step.step_id, "deemed" if deemed else "accept"),
        opened=opened_steps(held, marking),
        papers=[paper],
    )


@act("case.refused_acceptance", in_one_statement=True)
def refuse_acceptance(
    number: str, ground: NoAcceptance, explanation: str, *, by: Actor, at: datetime, competent_organ: str = ""
) -> None:
    """Say at once, in writing, that no licence is needed or another organ is competent. 《行政许可法》第三十二条。"""
    held = hold(number, at)
    step = _check_accepting_post(held, by)
    why = explanation.strip()
    permits.check_may_refuse_acceptance(held.facts, why, held.on, held.calendar)
    needless = ground is NoAcceptance.NOT_REQUIRED
    kind = DocumentKind.NOT_REQUIRED if needless else DocumentKind.REFUSAL_OF_ACCEPTANCE
    paper = documents.paper(
        held.row,
        kind,
        on=held.on,
        by=by,
        reasons=documents.paragraphs(why),
        competent_organ=competent_organ.strip(),
    )
    facts = held.changed(stage=Stage.NOT_REQUIRED if needless else Stage.REJECTED, closed_on=held.on)
    done = Done(step.step_id, "refuse", why) if step else None
    told = {"ground": ground.value, "explanation": why}
    advance(held, "case.refused_acceptance", told, facts, by=by, done=done, papers=[paper], abandon=True)
