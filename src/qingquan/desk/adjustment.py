"""Dynamic adjustment: what waits with its terms, raising a trigger, one adjustment step by step."""

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import or_

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.adjustment import acts, reading
from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.models.adjustment import AdjustmentQuerySet
from qingquan.adjustment.rules import terms
from qingquan.adjustment.rules.authority import DRAFTERS, OWN_CODES
from qingquan.adjustment.words import OPEN, Route, State, TriggerCode
from qingquan.catalogue.rules.difference import difference
from qingquan.desk import adjustment_gates, gates
from qingquan.desk import adjustment_waiting as waits
from qingquan.desk.adjustment_forms import HINTS, Raising
from qingquan.desk.adjustment_steps import Step, steps_for
from qingquan.desk.catalogue_versions import as_rows
from qingquan.desk.due import badge
from qingquan.desk.forfeits import again, errors_of
from qingquan.law import Refused
from qingquan.papers.files import read_file
from qingquan.papers.uploads import FileKind, safe_headers
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar

GET_POST = ["GET", "HEAD", "POST"]
PAGE = 50
SHARED = 10
SHOWN = {"open": "在办", "late": "逾期", "done": "已完成"}
WAY = (
    ("triggered", "触发"),
    ("applied", "部门申请"),
    ("reviewed", "编办、司法局审核"),
    ("approved", "政府审定"),
    ("published", "公布"),
    ("filed", "备案"),
    ("switched", "管理库切换"),
    ("synced", "报送省平台"),
)
TONES = {"triggered": "warn", "applied": "busy", "reviewed": "busy", "approved": "busy", "closed": "plain"}


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What waits, what is late, what is done."""
    actor = gates.actor_of(request)
    today = timezone.localdate()
    every = adjustment_gates.adjustments_for(actor)
    show = request.GET.get("show", "open")
    show = show if show in SHOWN else "open"
    parts = {
        "open": every.open(),
        "late": every.overdue(today),
        "done": every.exclude(state__in=[state.value for state in OPEN]),
    }
    code = request.GET.get("code", "")
    found = parts[show].filter(code=code) if code in set(TriggerCode) else parts[show]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    calendar = county_calendar()
    context = {
        "tabs_shown": [(words, f"?show={key}", parts[key].count()) for key, words in SHOWN.items()],
        "here_tab": f"?show={show}",
        "page": page,
        "page_link": f"?show={show}&code={code}&page=",
        "rows": [(each, badge(each.due_on, today, calendar), TONES.get(each.state, "good")) for each in page],
        "codes": list(TriggerCode),
        "code": code,
        "show": show,
        "may_raise": actor.role in adjustment_gates.RAISING,
        "numbers": reading.numbers(today) if actor.role in adjustment_gates.COUNTY_WIDE else None,
        "shared": reading.shared_sources(mine_of(actor, every), most=SHARED) if show == "open" else [],
    }
    return render(request, "desk/adjustment/list.html", context)


def mine_of(actor: Actor, every: AdjustmentQuerySet) -> AdjustmentQuerySet:
    """Those that wait for this post, whatever the step."""
    waiting = reduce(or_, (step for _, step in waits.steps(actor)), Q(pk__in=[]))
    return every.filter(waiting)


@require_http_methods(GET_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Raise a trigger by its document, for one item or several."""
    actor = gates.require(gates.actor_of(request), *adjustment_gates.RAISING)
    allowed = OWN_CODES if actor.role in DRAFTERS else tuple(TriggerCode)
    organs = adjustment_gates.organs_for(actor)
    context: dict[str, object] = {"hints": [(code, HINTS[code]) for code in allowed]}
    if request.method != "POST":
        first = {"effective_on": timezone.localdate(), "codes": request.GET.get("item", "")[:64]}
        return render(request, "desk/adjustment/new.html", context | {"form": Raising(organs, allowed, initial=first)})
    form = Raising(organs, allowed, request.POST)
    context["form"] = form
    if not form.is_valid():
        return again(request, "desk/adjustment/new.html", context)
    codes = form.cleaned_data["codes"].split()
    items = adjustment_gates.items_named(codes)
    if missing := [code for code in codes if code not in items]:
        form.add_error("codes", f"没有这些编码的事项：{'、'.join(missing)}，请核对。")
        return again(request, "desk/adjustment/new.html", context)
    try:
        made = raise_all(form.cleaned_data, [items[code] for code in dict.fromkeys(codes)], actor)
    except Refused as no:
        return render(request, "desk/adjustment/new.html", context | {"refused": no}, status=409)
    messages.success(request, f"已登记 {len(made)} 件，等待部门提出申请。")
    return redirect("desk:adjustment_one", made[0].number) if len(made) == 1 else redirect("desk:adjustment")


@transaction.atomic
def raise_all(given: Mapping[str, object], items: list[object], actor: Actor) -> list[Adjustment]:
    """Every item or none."""
    now = timezone.now()
    facts = {
        "source": str(given["source"]),
        "document_no": str(given["document_no"]),
        "effective_on": given["effective_on"],
        "source_key": f"{given['document_no'] or given['source']}"[:200],
        "by": actor,
        "at": now,
    }
    code = TriggerCode(str(given["code"]))
    if not items:
        organ = given["organ"] or actor.organ
        return [acts.raise_trigger(code, organ=organ, name=str(given["name"]), **facts)]  # type: ignore[arg-type]
    made = []
    for item in items:
        organ = getattr(item, "organ", None) or given["organ"]
        if organ is None:
            raise Refused("有事项还没有确定实施主体，请选择机关。")
        made.append(acts.raise_trigger(code, organ=organ, item=item, **facts))  # type: ignore[arg-type]
    return made


@require_http_methods(GET_POST)
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One adjustment; a post that may take the next step finds its form here."""
    actor = gates.actor_of(request)
    found = adjustment_gates.adjustment_for(actor, number)
    steps = steps_for(actor, found)
    if request.method != "POST":
        return page(request, found, [(step, step.form()) for step in steps])
    step = next((each for each in steps if each.key == request.POST.get("deed")), None)
    if step is None:
        gone = Refused("这一步现在不能办：可能刚刚有人办过，也可能不是您岗位的事。请看页面上的最新情况。")
        return page(request, found, [(each, each.form()) for each in steps], status=409, refused=gone)
    form = step.form(request.POST, request.FILES)
    shown = [(each, form if each is step else each.form()) for each in steps]
    if not form.is_valid():
        return page(request, found, shown, status=422)
    try:
        step.do(found, form.cleaned_data, actor, timezone.now())
    except Refused as no:
        found.refresh_from_db()
        return page(request, found, shown, status=409, refused=no)
    messages.success(request, f"{step.title}已登记。")
    return redirect("desk:adjustment_one", number)


def page(
    request: HttpRequest,
    found: Adjustment,
    shown: list[tuple[Step, forms.Form]],
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page of one adjustment: its way, its term with the working, what was said, what may be done."""
    today, calendar = timezone.localdate(), county_calendar()
    term = terms.next_term(State(found.state), Route(found.route) if found.route else None)
    context = {
        "found": found,
        "way": way_of(found),
        "term": term,
        "working": terms.working(term, found.term_from, calendar) if term else None,
        "badge": badge(found.due_on, today, calendar),
        "opinions": found.opinions.select_related("given_by"),
        "filings": found.filings.select_related("attachment"),
        "shown": shown,
        "refused": refused,
        "running": running(found),
        "together": together_with(request, found) if shown else 0,
        "changes": changes_of(found),
        "errors": [pair for _, form in shown for pair in errors_of(form)],
    }
    return render(request, "desk/adjustment/one.html", context, status=status)


def together_with(request: HttpRequest, found: Adjustment) -> int:
    """How many others of the same source wait where this one waits."""
    every = adjustment_gates.adjustments_for(gates.actor_of(request))
    return reading.of_one_source(every, found).filter(state=found.state).exclude(pk=found.pk).count()


def way_of(found: Adjustment) -> list[tuple[str, str, str]]:
    """The steps with their moments, as the progress line draws them."""
    days: dict[str, date | None] = {
        "triggered": timezone.localdate(found.raised_at),
        "applied": timezone.localdate(found.applied_at) if found.applied_at else None,
        "approved": timezone.localdate(found.approved_at) if found.approved_at else None,
        "published": timezone.localdate(found.published_at) if found.published_at else None,
        "switched": found.from_on,
    }
    way = [each for each in WAY if each[0] != "approved" or found.route != Route.LIGHT]
    keys = [key for key, _ in way]
    at = keys.index(found.state) if found.state in keys else len(keys) if found.state != State.CLOSED else 1
    drawn = []
    for n, (key, words) in enumerate(way):
        day = days.get(key)
        note = f"{day.year}年{day.month}月{day.day}日" if day else ""
        drawn.append((words, note, "done" if n <= at else "now" if n == at + 1 and found.state in OPEN else ""))
    return drawn


def running(found: Adjustment) -> int:
    """How many cases run under the item now: they stay on the version they were received under."""
    return reading.running_under(found.item_id) if found.item_id else 0


def changes_of(found: Adjustment) -> list[tuple[str, str, str]] | None:
    """What the new version says otherwise than the one before it; None while there is nothing to compare."""
    if found.version is None or found.item is None:
        return None
    before = found.item.versions.filter(number__lt=found.version.number).order_by("number").last()
    return list(as_rows(difference(before.facts(), found.version.facts()))) if before is not None else None


@require_safe
def file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What was handed in with a filing, to keep; nothing of it runs in the browser."""
    found = adjustment_gates.attachment_for(gates.actor_of(request), number, pk)
    return HttpResponse(read_file(found), headers=safe_headers(FileKind(found.kind), found.name))
