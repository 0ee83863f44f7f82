"""Taking an application in at a window: find the item, say who applies, tick what came, print the receipt.

The same items and the same cases as online; only the door is another.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import segno
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from qingquan.cases import acts
from qingquan.cases.acts.drafting import digest_of, form_of
from qingquan.cases.models import Case
from qingquan.cases.rules import clocks
from qingquan.cases.words import HANDED_IN, Channel
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.search import Filters, find
from qingquan.catalogue.words import PowerType
from qingquan.clock import BeyondCalendar
from qingquan.desk import gates
from qingquan.desk.case_page import in_hand
from qingquan.desk.door import see_other
from qingquan.desk.receive_forms import (
    AgentForm,
    ApplicantForm,
    Errors,
    IdentityForm,
    materials_given,
    problems,
    slots,
)
from qingquan.law import Refused
from qingquan.papers.forms import Answers
from qingquan.papers.models import Document
from qingquan.papers.words import DocumentKind
from qingquan.people import acts as people
from qingquan.people.models import Actor, Applicant, Mandate
from qingquan.people.words import ApplicantKind, IdType
from qingquan.places.models import Window
from qingquan.places.words import HallLevel, WindowKind
from qingquan.settings import PUBLIC_URL

MOST_ITEMS = 30
SENT_KEY = "sheets"
KEPT_SHEETS = 50
CHANNELS = {
    HallLevel.COUNTY: Channel.COUNTY,
    HallLevel.TOWN: Channel.TOWN,
    HallLevel.VILLAGE: Channel.VILLAGE,
}


@dataclass(slots=True)
class Sheet:
    """One application on the counter: the version, who takes it in where, and the forms as filled in so far."""

    version: ItemVersion
    by: Actor
    at: datetime
    windows: list[Window]
    identity: IdentityForm
    applicant: ApplicantForm
    agent: AgentForm
    post: Mapping[str, str]
    answers: Answers | None
    issued: list[Document]

    @property
    def window(self) -> Window | None:
        """Where it is taken in; None at a post that sits at no window."""
        chosen = next((window for window in self.windows if str(window.pk) == self.post.get("window")), None)
        return chosen or (self.windows[0] if len(self.windows) == 1 else None)

    @property
    def questions(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """The circumstances the item asks for: field, question, answers to choose from."""
        listed: list[dict[str, Any]] = self.version.elements.get("scenarios", [])
        return [
            (f"q{at}", each["question"], [(answer, answer) for answer in each["answers"]])
            for at, each in enumerate(listed)
        ]

    @property
    def circumstances(self) -> dict[str, str]:
        """What was answered."""
        return {question: self.post.get(name, "") for name, question, _ in self.questions}


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """Which item is applied for."""
    actor, windows = _at_window(request)
    asked = request.GET.get("q", "").strip()[:60]
    own = None if _takes_in_for_all(windows) else actor.organ
    page = {
        "asked": asked,
        "found": _found(asked, own.pk if own else None),
        "own": own,
        "windows": windows,
    }
    return render(request, "desk/receive/items.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Who applies, then the sheet; sent once it is one case, and its receipt is shown."""
    actor, windows = _at_window(request)
    version = _version_for(actor, windows, code)
    on = timezone.localdate()
    identity = IdentityForm(request.POST if request.method == "POST" else None, on)
    if request.method != "POST" or not identity.is_valid():
        status = 422 if request.method == "POST" else 200
        page = {"version": version, "identity": identity, "errors": problems(identity)}
        return render(request, "desk/receive/who.html", page, status=status)
    sheet = _sheet(request, version, actor, windows, identity)
    return _send(request, sheet) if request.POST.get("go") == "receive" else _fill(request, sheet, [], 200)


def _send(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if sent := request.session.get(SENT_KEY, {}).get(request.POST.get("sheet")):
        return see_other("desk:receipt", sent)
    if errors := _wrong(sheet):
        return _fill(request, sheet, errors, 422)
    try:
        case = _receive(sheet)
    except Refused as no:
        return _fill(request, sheet, [], 409, no)
    except BeyondCalendar as beyond:
        return _fill(request, sheet, [], 409, Refused(str(beyond)))
    _remember(request, case)
    return see_other("desk:receipt", case.number)


@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt to print: the number and the query code, and by which day the organ must speak."""
    actor = gates.actor_of(request)
    hand = in_hand(gates.case_to_act_on(actor, number), actor, timezone.now())
    facts, case = hand.held.facts, hand.case
    paper = Document.objects.filter(subject=number, kind=DocumentKind.RECEIPT.value).first()
    clock = clocks.notice(facts)
    follow = f"{PUBLIC_URL}/follow/?number={number}"
    page = {
        "case": case,
        "paper": paper,
        "notice_due": clocks.due_of(clock, hand.held.calendar),
        "notice_cite": clock.cite,
        "came": [material.name for material in hand.materials if material.way in HANDED_IN],
        "missing": hand.held.listed("missing"),
        "follow": follow,
        "qr": Markup(segno.make(follow, error="m").svg_inline(omitsize=True, border=1)),
        "own": hand.held.is_own(actor),
    }
    return render(request, "desk/receive/receipt.html", page)


def _at_window(request: HttpRequest) -> tuple[Actor, list[Window]]:
    actor = gates.actor_of(request)
    if not gates.may_receive(actor):
        raise Http404
    assert actor.post is not None
    return actor, list(actor.post.windows.select_related("hall", "organ").order_by("hall", "number"))


def _takes_in_for_all(windows: list[Window]) -> bool:
    return any(window.kind != WindowKind.DEPARTMENT for window in windows)


def _receivable(on: date) -> QuerySet[ItemVersion]:
    kinds = [kind.value for kind in PowerType if kind.on_application]
    versions = ItemVersion.objects.in_force(on).filter(item__power_type__in=kinds, procedure__isnull=False)
    return versions.select_related("item__organ").defer("form_schema")


def _found(asked: str, organ_id: int | None) -> list[ItemVersion]:
    on = timezone.localdate()
    mine = Q(item__organ_id=organ_id) if organ_id else Q()
    if not asked:
        return list(_receivable(on).filter(mine).order_by("item__sort_key")[:MOST_ITEMS]) if organ_id else []
    keys = [version.pk for version in find(asked, Filters(on=on, organ_id=organ_id), MOST_ITEMS)]
    known = {version.pk: version for version in _receivable(on).filter(pk__in=keys)}
    return [known[key] for key in keys if key in known]


def _version_for(actor: Actor, windows: list[Window], code: str) -> ItemVersion:
    mine = Q() if _takes_in_for_all(windows) else Q(item__organ=actor.organ)
    found = _receivable(timezone.localdate()).defer(None).filter(mine, item__code=code).first()
    if found is None:
        raise Http404
    return found


def _sheet(
    request: HttpRequest, version: ItemVersion, actor: Actor, windows: list[Window], identity: IdentityForm
) -> Sheet:
    sending = request.POST.get("go") == "receive"
    data = request.POST if sending else None
    known = identity.known()
    firm = identity.cleaned_data["id_type"] == IdType.USCC
    asked, at = form_of(version), timezone.now()
    posted = dict(request.POST.lists())
    return Sheet(
        version=version,
        by=actor,
        at=at,
        windows=windows,
        identity=identity,
        applicant=ApplicantForm(data, known, firm=firm),
        agent=AgentForm(data, timezone.localdate(at)),
        post=request.POST.dict() if sending else {},
        answers=asked.read(posted, on=timezone.localdate(at)) if asked and sending else None,
        issued=_issued_to(known),
    )


def _issued_to(known: Applicant | None) -> list[Document]:
    """Certificates the county gave the applicant: nobody is asked for what the county issued itself."""
    if known is None:
        return []
    numbers = Case.objects.filter(applicant=known).values("number")
    kind = DocumentKind.CERTIFICATE.value
    return list(Document.objects.filter(kind=kind, subject__in=numbers, revoked_on__isnull=True).order_by("-id")[:20])


def _wrong(sheet: Sheet) -> Errors:
    """Everything wrong on the sheet, in the order of the page."""
    errors = [] if sheet.window or not sheet.windows else [("window", "请选择收件窗口。")]
    errors += problems(sheet.applicant, sheet.agent)
    errors += [
        (name, f"请回答：{question}")
        for name, question, answers in sheet.questions
        if sheet.post.get(name, "") not in dict(answers)
    ]
    return errors + list((sheet.answers.errors if sheet.answers else {}).items())


def _fill(
    request: HttpRequest, sheet: Sheet, errors: Errors, status: int, refused: Refused | None = None
) -> HttpResponse:
    """The sheet as filled in so far."""
    asked, known = form_of(sheet.version), sheet.applicant.known
    listed = slots(sheet.version, sheet.post)
    page = {
        "sheet": sheet,
        "version": sheet.version,
        "known": known,
        "errors": errors,
        "wrong": dict(errors),
        "refused": refused,
        "groups": asked.groups if asked else [],
        "typed": dict(request.POST.lists()) if sheet.post else {},
        "window_options": [
            (window.pk, f"{window.hall.name} {window.number} 号 {window.name}") for window in sheet.windows
        ],
        "slots": listed,
        "first_tick": next((slot.key for slot in listed if not slot.looked_up), ""),
        "once": sheet.post.get("sheet") or secrets.token_urlsafe(12),
    }
    return render(request, "desk/receive/sheet.html", page, status=status)


@transaction.atomic
def _receive(sheet: Sheet) -> Case:
    """Register who is new, note the mandate, receive: all of it, or nothing."""
    applicant = _applicant(sheet)
    given = materials_given(sheet.version, slots(sheet.version, sheet.post), sheet.circumstances, sheet.issued)
    answers = sheet.answers.values if sheet.answers else {}
    asked = {"circumstances": sheet.circumstances} if sheet.questions else {}
    hall = HallLevel(sheet.window.hall.level) if sheet.window else HallLevel.COUNTY
    return acts.receive(
        sheet.version,
        applicant,
        answers=answers | asked,
        materials=given,
        channel=CHANNELS[hall],
        mandate=_mandate(sheet, applicant),
        window=sheet.window,
        form_digest=digest_of(sheet.version),
        by=sheet.by,
        at=sheet.at,
    )


def _applicant(sheet: Sheet) -> Applicant:
    form, identity = sheet.applicant, sheet.identity.cleaned_data
    if form.settled and form.known:
        return form.known
    given = form.cleaned_data
    firm = identity["id_type"] == IdType.USCC
    return people.register_applicant(
        kind=ApplicantKind.ORGANISATION if firm else ApplicantKind.PERSON,
        name=given["name"],
        id_type=IdType(identity["id_type"]),
        id_number=identity["id_number"],
        phone=given["phone"] or (form.known.phone if form.known else ""),
        address=given["address"],
        legal_representative=given.get("legal_representative", ""),
        by=sheet.by,
        at=sheet.at,
    )


def _mandate(sheet: Sheet, applicant: Applicant) -> Mandate | None:
    if not sheet.agent.there:
        return None
    given = sheet.agent.cleaned_data
    agent = people.register_applicant(
        kind=ApplicantKind.PERSON,
        name=given["agent_name"],
        id_type=IdType.CITIZEN_ID,
        id_number=given["agent_number"],
        phone=given["agent_phone"],
        by=sheet.by,
        at=sheet.at,
    )
    if agent.pk == applicant.pk:
        raise Refused("代理人和申请人是同一个人，不用填写代理人。")
    return people.give_mandate(
        applicant,
        agent,
        matters=f"{sheet.version.name}的申请",
        document=given["mandate"],
        from_on=timezone.localdate(sheet.at),
        until_on=given["mandate_until"],
        by=sheet.by,
        at=sheet.at,
    )


def _remember(request: HttpRequest, case: Case) -> None:
    """The same sheet sent twice is one case."""
    sheets = dict(request.session.get(SENT_KEY, {}))
    sheets[str(request.POST.get("sheet"))] = case.number
    request.session[SENT_KEY] = dict(list(sheets.items())[-KEPT_SHEETS:])
