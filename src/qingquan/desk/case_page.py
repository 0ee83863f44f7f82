"""Everything one page of a case shows, put together for its template. Nothing is decided here."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from qingquan import law
from qingquan.cases.acts.course import extra_pause_reasons
from qingquan.cases.acts.hold import Held, hold
from qingquan.cases.documents import remedies
from qingquan.cases.models import Case, MaterialIn, Notice, Step
from qingquan.cases.rules import clocks, permits
from qingquan.cases.words import HANDED_IN, Channel, MaterialWay, Stage
from qingquan.catalogue.words import MaterialNeed
from qingquan.clock import BeyondCalendar, StepKind, derive
from qingquan.desk import answers, flow, gates, queue
from qingquan.desk.case_forms import InHand
from qingquan.desk.case_history import history
from qingquan.desk.case_offers import Offer, offers
from qingquan.desk.due import PAUSED, badge
from qingquan.papers.forms import Form
from qingquan.papers.models import Document
from qingquan.people.models import Actor
from qingquan.people.rules import mask_name
from qingquan.people.words import ApplicantKind, IdType
from qingquan.publicity.rules import scrubbed
from qingquan.rendering import day, moment
from qingquan.supervision.models import Card
from qingquan.supervision.words import Level

TONES = {
    Stage.RECEIVED: "busy",
    Stage.SUPPLEMENT_PENDING: "warn",
    Stage.ACCEPTED: "busy",
    Stage.PAUSED: "paused",
    Stage.APPROVED: "good",
    Stage.REFUSED: "warn",
    Stage.DELIVERED: "good",
}
CONCLUDED = {
    "accept": "受理",
    "deemed": "视为受理",
    "agree": "通过",
    "return": "退回",
    "grant": "准予许可",
    "refuse": "不予",
    "delivered": "送达",
    "abandoned": "随办件结束",
}
CARD_TONES = {Level.PROMPT: "plain", Level.YELLOW: "warn", Level.RED: "bad", Level.CLUE: "bad"}
NEEDS = {MaterialNeed.REQUIRED.value: "必要", MaterialNeed.OPTIONAL.value: "非必要"}

Page = dict[str, Any]


def in_hand(case: Case, by: Actor, at: datetime) -> InHand:
    """The case as its forms need it."""
    held = hold(case.number, at)
    stage = held.facts.stage
    may_pause = stage is Stage.ACCEPTED and held.is_own(by)
    reasons = permits.pause_reasons(extra_pause_reasons(held.pk) if may_pause else [], held.on)
    notice = Notice.objects.filter(case_id=held.pk).first() if stage is Stage.SUPPLEMENT_PENDING else None
    return InHand(
        case=case,
        held=held,
        by=by,
        materials=list(case.materials.select_related("file", "issued").order_by("position", "id")),
        gaps=notice.gaps if notice else (),
        pause_reasons=reasons,
        supplement_days=law.parameter("supplement_abandoned_days").number,
    )


def page_of(hand: InHand, offered: Sequence[Offer] | None = None) -> Page:
    """The whole page. `offered` are the acts to show, when one of them carries what somebody typed."""
    case, held, by = hand.case, hand.held, hand.by
    clear = gates.may_see_numbers(by, case)
    looks = gates.county_wide(by)
    papers = list(Document.objects.filter(subject=case.number).order_by("id"))
    steps = list(case.steps.select_related("post", "done_by").order_by("id"))
    stage = held.facts.stage
    return {
        "case": case,
        "held": held,
        "stage": stage,
        "tone": TONES.get(stage, "plain"),
        "who": case.applicant.public_name if looks else case.applicant.name,
        "applicant": _applicant(case, clear=clear, named=not looks),
        "received": _received(case, clear=clear),
        "answers": _answers(case, held, clear=clear),
        "materials": [_material(material, looks=looks) for material in hand.materials],
        "papers": [_paper(paper, looks=looks) for paper in papers],
        "clocks": _clocks(held),
        "days": _days(case),
        "progress": [_progress(step, held, clear=clear) for step in steps],
        "history": history(case.number, papers, clear=not looks),
        "cards": [_card(card) for card in _cards(case)],
        "drawing": flow.picture(case.procedure_sha256, _current(held, steps), _done(steps)),
        "drawing_words": flow.in_words(case.procedure_sha256),
        "offers": [] if looks or held.facts.closed else (offered if offered is not None else offers(hand)),
        "looks": looks,
        "remedies": remedies(held.row),
        "next_case": None if looks else next_case(by, case),
    }


def next_case(by: Actor, case: Case) -> Page | None:
    """What waits next at the post, apart from this case."""
    assert by.post is not None
    waiting = queue.to_do(by.post).exclude(case=case).values("case__number", "case__version__name")[:1]
    return next((dict(row) for row in waiting), None)


def _applicant(case: Case, *, clear: bool, named: bool) -> list[tuple[str, str]]:
    applicant = case.applicant
    rows = [
        ("申请人", applicant.name if named else applicant.public_name),
        (IdType(applicant.id_type).label, applicant.id_number if clear else applicant.masked_id),
        ("联系电话", applicant.phone if clear else applicant.masked_phone),
    ]
    if applicant.kind == ApplicantKind.ORGANISATION and applicant.legal_representative:
        representative = applicant.legal_representative
        rows.append(("法定代表人", representative if named else mask_name(representative)))
    if clear and applicant.address:
        rows.append(("联系地址", applicant.address))
    if case.mandate:
        agent = case.mandate.agent
        rows.append(("代理人", agent.name if named else agent.public_name))
        rows.append(("代理人电话", agent.phone if clear else agent.masked_phone))
        rows.append(("委托书", case.mandate.document))
    return rows


def _received(case: Case, *, clear: bool) -> list[tuple[str, str]]:
    rows = [("收件", moment(case.received_at)), ("来源", Channel(case.channel).label)]
    if case.window:
        rows.append(("窗口", f"{case.window.hall.name} {case.window.number} 号"))
    if clear:
        rows.append(("查询码", case.query_code))
    return rows


def _answers(case: Case, held: Held, *, clear: bool) -> list[tuple[str, str]]:
    schema = case.version.form_schema
    form = Form.from_schema(schema) if schema else None
    return answers.rows(form, case.answers, held.program.facts, clear=clear)


def _material(material: MaterialIn, *, looks: bool) -> Page:
    way = MaterialWay(material.way)
    told = [NEEDS.get(material.need, "")]
    if way in HANDED_IN:
        told += [way.label, day(material.received_at)]
    if material.file:
        told.append(size(material.file.size))
    return {
        "name": material.name,
        "href": "" if looks or way not in HANDED_IN else _address(material),
        "state": _material_state(material, way),
        "note": " · ".join(part for part in told if part),
    }


def _material_state(material: MaterialIn, way: MaterialWay) -> tuple[str, str]:
    if way is MaterialWay.PENDING:
        return ("尚缺", "bad" if material.need == MaterialNeed.REQUIRED else "plain")
    if material.file and material.file.checked_at is None:
        return ("安全检查中", "busy")
    return ("已收", "good") if way in HANDED_IN else (way.label, "plain")


def _address(material: MaterialIn) -> str:
    if material.file_id and material.file and material.file.checked_at:
        return reverse("desk:file", args=[material.file_id])
    return reverse("desk:document", args=[material.issued_id]) if material.issued_id else ""


def size(count: int) -> str:
    """Bytes as people say them."""
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, count // 1024)} KB"


def _paper(paper: Document, *, looks: bool) -> Page:
    href = "" if looks else reverse("desk:document", args=[paper.pk])
    return {"name": f"{paper.title}", "href": href, "note": f"{paper.number} · {day(paper.issued_on)}"}


def _clocks(held: Held) -> list[Page]:
    """Every clock now running, each with its working."""
    return [_clock(clock, held) for clock in clocks.running(held.facts)]


def _clock(clock: clocks.Clock, held: Held) -> Page:
    shown: Page = {"name": clock.name, "cite": clock.cite, "due": None, "badge": None, "beyond": "", "grid": ()}
    try:
        derivation = derive(clock.period, held.calendar)
    except BeyondCalendar as beyond:
        return shown | {"beyond": str(beyond)}
    due = derivation.due.raw if derivation.due else None
    return shown | {
        "due": due,
        "badge": badge(due, held.on, held.calendar) if due else PAUSED,
        "start": clock.period.start,
        "words": derivation.in_words(),
        "grid": [step for step in derivation.steps if step.day and step.kind is not StepKind.START],
        "paused": [step.day for step in derivation.steps if step.kind is StepKind.PAUSED],
    }


def _days(case: Case) -> list[tuple[str, str]]:
    """The days that have come."""
    known: list[tuple[str, date | None]] = [
        ("告知补正", case.gaps_noticed_on),
        ("补正到齐", case.supplied_on),
        ("受理", case.accepted_on),
        ("法定到期", case.legal_due_on),
        ("承诺到期", case.promised_due_on),
        ("决定", case.decided_on),
        ("办结", case.closed_on),
    ]
    return [(label, day(on) + ("（视为受理）" if label == "受理" and case.deemed else "")) for label, on in known if on]


def _progress(step: Step, held: Held, *, clear: bool) -> tuple[str, str, str]:
    if step.done_at is None:
        due = f"{day(step.due_on)}前" if step.due_on else ""
        return step.name, " · ".join(part for part in (step.post.name, due) if part), "now"
    who = step.done_by.name if step.done_by else "系统"
    concluded = CONCLUDED.get(step.opinion, step.opinion)
    text = step.text if clear else scrubbed(step.text)
    told = [f"{who} · {step.post.name}", moment(step.done_at), concluded, text and f"“{text}”"]
    return step.name, " · ".join(part for part in told if part), "done"


def _cards(case: Case) -> QuerySet[Card]:
    return case.cards.order_by("-level", "-since")


def _card(card: Card) -> Page:
    return {
        "number": card.number,
        "href": reverse("desk:card", args=[card.number]),
        "level": Level(card.level).label,
        "tone": CARD_TONES[Level(card.level)],
        "rule": card.rule_words.name,
        "fact": card.fact,
    }


def _current(held: Held, steps: Sequence[Step]) -> frozenset[str]:
    return frozenset(step.step for step in steps if step.done_at is None and not held.facts.closed)


def _done(steps: Sequence[Step]) -> frozenset[str]:
    return frozenset(step.step for step in steps if step.done_at and step.opinion != "abandoned")
