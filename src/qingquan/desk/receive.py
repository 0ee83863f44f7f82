"""Taking an application in at a window: find the item, say who applies, tick what came, print the receipt.

The same items and the same cases as online; only the door is another.
"""

import secrets
from datetime import date

import segno
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from qingquan.cases.acts.drafting import form_of
from qingquan.cases.models import Case
from qingquan.cases.rules import clocks
from qingquan.cases.words import HANDED_IN
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
    problems,
    slots,
)
from qingquan.desk.receive_sheet import Sheet, issued_to, receive, wrong
from qingquan.forfeits.acts import tell_if_tried
from qingquan.forfeits.words import Tried
from qingquan.law import Refused
from qingquan.papers.models import Document
from qingquan.papers.words import DocumentKind
from qingquan.people.models import Actor
from qingquan.people.words import IdType
from qingquan.places.models import Window
from qingquan.places.words import WindowKind
from qingquan.settings import PUBLIC_URL

MOST_ITEMS = 30
SENT_KEY = "sheets"
KEPT_SHEETS = 50


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
    if errors := wrong(sheet):
        return _fill(request, sheet, errors, 422)
    try:
        case = receive(sheet)
    except Refused as no:
        tell_if_tried(no, Tried.CASE, sheet.version.item.code, by=sheet.by, at=timezone.now())
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
        "notice_due": clocks.last_day(clock, hand.held.calendar),
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
        issued=issued_to(known),
    )


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


def _remember(request: HttpRequest, case: Case) -> None:
    """The same sheet sent twice is one case."""
    sheets = dict(request.session.get(SENT_KEY, {}))
    sheets[str(request.POST.get("sheet"))] = case.number
    request.session[SENT_KEY] = dict(list(sheets.items())[-KEPT_SHEETS:])
