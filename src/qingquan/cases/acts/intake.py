"""From receipt to acceptance: receive, tell what is missing once, supply, accept, or say why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from qingquan import law
from qingquan.cases import documents
from qingquan.cases.acts.hold import (
    Done,
    Held,
    advance,
    changed,
    check_post,
    columns_of,
    hold,
    opened_steps,
    run_on,
    step_row,
)
from qingquan.cases.models import Case, MaterialIn, Notice, Step
from qingquan.cases.reading import limits_of
from qingquan.cases.rules import clocks, permits
from qingquan.cases.rules.facts import CaseFacts
from qingquan.cases.rules.posts import posts_for
from qingquan.cases.words import Channel, MaterialWay, NoAcceptance, Stage
from qingquan.catalogue.models import Holding, ItemVersion
from qingquan.catalogue.words import CaseKind, MaterialNeed, PowerType
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.papers.acts import next_number
from qingquan.papers.rules.numbers import CaseNumber, new_query_code
from qingquan.papers.words import DocumentKind
from qingquan.people.models import SYSTEM, Actor, Applicant, Mandate
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Post, Window
from qingquan.procedures import runs
from qingquan.procedures.shelf import program


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
    return {
        "legal_days": version.legal_days if version.legal_days is not None else general.days,
        "legal_unit": version.legal_unit if version.legal_days is not None else str(general.unit),
        "legal_cite": str(version.elements.get("legal_cite") or ""),
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


def _posts(version: ItemVersion, made: runs.Program, on: date) -> dict[str, int]:
    """Which post takes each role of the procedure: the one that holds the item, else the organ's own."""
    held = Holding.objects.on(on).filter(item_id=version.item_id).values_list("post__role", "post_id", "pk")
    organ = Post.objects.filter(organ_id=version.item.organ_id, closed_on__isnull=True).values_list("role", "pk")
    return posts_for([step.post for step in made.steps], [(role, post) for role, post, _ in held], list(organ))


def _numbered(version: ItemVersion, on: date) -> str:
    organ = version.item.organ
    kind = PowerType(version.item.power_type).code
    sequence = next_number(f"case/{organ.seq}/{kind}/{on:%Y%m%d}")
    return str(CaseNumber(organ.division_id[:6], organ.seq, kind, on, sequence))


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
    if version.procedure_id is None:
        raise Refused("本事项还没有公布运行流程，不能收件。请联系事项管理员。")
    calendar = county_calendar()
    made = program(version.procedure_id)
    limits = limits_for(version, on)
    facts = CaseFacts(Stage.RECEIVED, on, limits_of(limits))
    declared = {name: value for name, value in answers.items() if name in made.facts}
    marking = runs.start(made, declared)
    posts = _posts(version, made, on)
    case = Case(
        number=_numbered(version, on),
        query_code=new_query_code(),
        version=version,
        organ=version.item.organ,
        applicant=applicant,
        mandate=mandate,
        channel=channel.value,
        window=window,
        received_by=by.post,
        received_at=at,
        received_on=on,
        limits=limits,
        posts=posts,
        answers=dict(answers),
        form_digest=form_digest,
        facts_declared=declared,
        procedure_sha256=version.procedure_id,
        marking=marking.encode(),
        **_dates(columns_of(facts, calendar)),
    )
    case.save(force_insert=True)
    notice_due = clocks.due_of(clocks.notice(facts), calendar)
    for step in runs.open_steps(made, marking):
        row = step_row(step, posts, on, calendar, notice_due if step.kind == "accept" else None)
        Step.objects.create(case=case, opened_at=at, post_id=row.pop("post"), **row)
    _keep_materials(case, version, materials, at)
    receipt = documents.issue(case, DocumentKind.RECEIPT, at=at, by=by, notice_due=notice_due)
    told = {"item": version.item.code, "version": version.number, "channel": channel.value, "receipt": receipt.number}
    told["procedure"] = version.procedure_id
    record(case.number, "case.received", told, by=by, at=at)
    return case


def _dates(columns: Mapping[str, object]) -> dict[str, object]:
    return {
        name: date.fromisoformat(str(value)) if value and name.endswith("_on") else value
        for name, value in columns.items()
    }


def _keep_materials(case: Case, version: ItemVersion, given: Sequence[MaterialGiven], at: datetime) -> None:
    """One row per listed material, there or still missing; what came beyond the list is kept as well."""
    by_name: dict[str, list[MaterialGiven]] = {}
    for material in given:
        by_name.setdefault(material.name, []).append(material)
    rows: list[MaterialIn] = []
    listed = list(version.materials.all())
    for position, wanted in enumerate(listed, 1):
        came = by_name.pop(wanted.name, [])
        rows += [_material(case, position, wanted.name, wanted.need, material, at) for material in came or [None]]
    for extra in (material for left in by_name.values() for material in left):
        rows.append(_material(case, len(listed) + 1, extra.name, MaterialNeed.OPTIONAL.value, extra, at))
    MaterialIn.objects.bulk_create(rows)


def _material(case: Case, position: int, name: str, need: str, given: MaterialGiven | None, at: datetime) -> MaterialIn:
    there = given is not None and given.way is not MaterialWay.PENDING
    return MaterialIn(
        case=case,
        position=position,
        name=name,
        need=need,
        way=given.way.value if given else MaterialWay.PENDING.value,
        file_id=given.file_id if given else None,
        issued_id=given.issued_id if given else None,
        received_at=at if there else None,
    )


def missing_materials(case: Case) -> list[str]:
    """Names of required materials that have not come."""
    pending = case.materials.filter(need=MaterialNeed.REQUIRED.value, way=MaterialWay.PENDING.value)
    return list(pending.values_list("name", flat=True))


@act("case.supplement_noticed")
def notify_gaps(number: str, gaps: Sequence[str], *, by: Actor, at: datetime, days: int | None = None) -> Case:
    """Tell the applicant once of everything that is missing. 《行政许可法》第三十二条第一款第（四）项。"""
    held = hold(number, at)
    gaps = [gap.strip() for gap in gaps if gap.strip()]
    _check_accepting_post(held, by)
    permits.check_may_notify_gaps(held.facts, gaps, held.on, held.calendar)
    allowed = days if days is not None else law.parameter("supplement_abandoned_days").number
    facts = changed(
        held, stage=Stage.SUPPLEMENT_PENDING, gaps_noticed_on=held.on, supplement_due_on=held.on + timedelta(allowed)
    )
    paper = documents.issue(
        held.case, DocumentKind.SUPPLEMENT_NOTICE, at=at, by=by, gaps=gaps, due_on=facts.supplement_due_on
    )
    Notice.objects.create(case=held.case, gaps=list(gaps), document=paper, noticed_on=held.on)
    told = {"gaps": list(gaps), "document": paper.number, "due_on": str(facts.supplement_due_on)}
    return advance(held, "case.supplement_noticed", told, facts, by=by)


def _check_accepting_post(held: Held, by: Actor) -> runs.OpenStep | None:
    """The post of the acceptance step; a procedure without one leaves acceptance to the organ's window."""
    step = held.step_of_kind("accept")
    if step is not None:
        check_post(held, step, by)
    elif by.organ is None or by.organ.pk != held.case.organ_id:
        raise Refused("受理由承办机关的窗口办理，您的岗位不能操作。")
    return step


@act("case.supplied")
def supply(number: str, materials: Sequence[MaterialGiven], *, by: Actor, at: datetime) -> Case:
    """Take in what was asked for; the organ then looks at the whole again within its time."""
    held = hold(number, at)
    permits.check_may_supply(held.facts)
    for given in materials:
        waiting = held.case.materials.filter(name=given.name, way=MaterialWay.PENDING.value).first()
        if waiting is None:
            _material(held.case, 999, given.name, MaterialNeed.OPTIONAL.value, given, at).save(force_insert=True)
            continue
        waiting.way, waiting.file_id, waiting.issued_id, waiting.received_at = (
            given.way.value,
            given.file_id,
            given.issued_id,
            at,
        )
        waiting.save(update_fields=["way", "file", "issued", "received_at"])
    if still := missing_materials(held.case):
        raise Refused(f"还缺少：{'、'.join(still)}。请一次补齐后提交。", held_cite(held))
    facts = changed(held, stage=Stage.RECEIVED, supplied_on=held.on)
    redue = _accept_redue(held, facts)
    return advance(held, "case.supplied", {"materials": [m.name for m in materials]}, facts, by=by, redue=redue)


def held_cite(held: Held) -> str:
    """The article on telling once what is missing."""
    return law.duty("licensing", "one_time_notice", on=held.case.received_on).cite


def _accept_redue(held: Held, facts: CaseFacts) -> dict[str, str] | None:
    step = held.step_of_kind("accept")
    return {step.step_id: clocks.due_of(clocks.notice(facts), held.calendar).isoformat()} if step else None


@act("case.accepted")
def accept(number: str, *, by: Actor, at: datetime) -> Case:
    """Accept: the clocks of the decision start. 《行政许可法》第三十二条第一款第（五）项。"""
    held = hold(number, at)
    step = _check_accepting_post(held, by)
    permits.check_may_accept(held.facts, missing_materials(held.case), held.on, held.calendar)
    return _accepted(held, step, "case.accepted", held.on, deemed=False, by=by)


@act("case.deemed_accepted")
def deem_accepted(number: str, *, at: datetime) -> Case:
    """Silence past the notice time accepts from the day of receipt. 《行政许可法》第三十二条第一款第（四）项。"""
    held = hold(number, at)
    since = clocks.deemed_accepted_on(held.facts, held.calendar, held.on)
    if since is None:
        raise Refused("告知补正的期限尚未届满，不能视为受理。", held_cite(held))
    return _accepted(held, held.step_of_kind("accept"), "case.deemed_accepted", since, deemed=True, by=SYSTEM)


def _accepted(held: Held, step: runs.OpenStep | None, kind: str, since: date, *, deemed: bool, by: Actor) -> Case:
    facts = changed(held, stage=Stage.ACCEPTED, accepted_on=since, deemed=deemed)
    days = clocks.due_days(facts, held.calendar)
    paper = documents.issue(
        held.case,
        DocumentKind.DEEMED_ACCEPTANCE_RECORD if deemed else DocumentKind.ACCEPTANCE,
        at=held.at,
        by=by,
        accepted_on=since,
        legal_due=days.legal_on,
        promised_due=days.promised_on,
    )
    told: dict[str, object] = {"accepted_on": since.isoformat(), "document": paper.number}
    told |= {"legal_due_on": str(days.legal_on), "promised_due_on": str(days.promised_on)}
    if step is None:
        return advance(held, kind, told, facts, by=by)
    marking, declared = run_on(held, step, acceptance="accept")
    changes = {"marking": marking.encode(), "facts_declared": declared}
    done = Done(step.step_id, "deemed" if deemed else "accept")
    return advance(held, kind, told, facts, by=by, changes=changes, done=done, opened=opened_steps(held, marking))


@act("case.refused_acceptance")
def refuse_acceptance(number: str, ground: NoAcceptance, explanation: str, *, by: Actor, at: datetime) -> Case:
    """Say at once, in writing, that no licence is needed or that another organ is competent. 《行政许可法》第三十二条。"""
    held = hold(number, at)
    step = _check_accepting_post(held, by)
    permits.check_may_refuse_acceptance(held.facts, explanation, held.on, held.calendar)
    needless = ground is NoAcceptance.NOT_REQUIRED
    stage = Stage.NOT_REQUIRED if needless else Stage.REJECTED
    kind = DocumentKind.NOT_REQUIRED if needless else DocumentKind.REFUSAL_OF_ACCEPTANCE
    paper = documents.issue(held.case, kind, at=at, by=by, reasons=explanation.strip())
    facts = changed(held, stage=stage, closed_on=held.on)
    told = {"ground": ground.value, "explanation": explanation.strip(), "document": paper.number}
    done = Done(step.step_id, "refuse", explanation.strip()) if step else None
    return advance(held, "case.refused_acceptance", told, facts, by=by, done=done, abandon=True)
