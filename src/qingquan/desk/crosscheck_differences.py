"""Differences: listed by kind, state and organ; one with its sides and evidence; answered, assigned, settled."""

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.crosscheck import acts
from qingquan.crosscheck.models import Difference
from qingquan.crosscheck.rules.authority import ANSWERING, settlers
from qingquan.crosscheck.rules.tasks import endings
from qingquan.crosscheck.words import DifferenceState, Settlement
from qingquan.desk import catalogue_gates, crosscheck_gates, gates
from qingquan.desk.crosscheck_forms import Answer, Assign, Return, Settle
from qingquan.desk.door import see_other
from qingquan.desk.due import badge
from qingquan.law import Refused
from qingquan.matching.twoway import DifferenceKind, SetName
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Organ
from qingquan.places.words import Role

ON_A_PAGE = 30
STATES = (
    ("", "未了结", ~Q(state=DifferenceState.SETTLED.value)),
    ("open", "待答复", Q(state=DifferenceState.OPEN.value)),
    ("answered", "已答复待审", Q(state=DifferenceState.ANSWERED.value)),
    ("settled", "已了结", Q(state=DifferenceState.SETTLED.value)),
)
TONES = {DifferenceState.OPEN: "warn", DifferenceState.ANSWERED: "busy", DifferenceState.SETTLED: "good"}
COLUMNS = ("says", "sides", "evidence", "answer", "returned", "reason")


class Asked:
    """What the reader asks for; what makes no sense is as if not asked."""

    def __init__(self, given: QueryDict) -> None:
        self.kind = given.get("kind", "") if given.get("kind", "") in set(DifferenceKind) else ""
        self.state = given.get("state", "") if given.get("state", "") in {key for key, _, _ in STATES} else ""
        self.organ = str(catalogue_gates.key_of(given.get("organ", "")) or "")

    def link(self, **changes: str) -> str:
        """The address of the list with something asked differently."""
        kept = {"kind": self.kind, "state": self.state, "organ": self.organ}
        return "?" + urlencode({name: text for name, text in (kept | changes).items() if text})

    def narrowed(self, rows: QuerySet[Difference]) -> QuerySet[Difference]:
        """Those of the kind and the organ asked for, whatever their state."""
        if self.kind:
            rows = rows.filter(kind=self.kind)
        return rows.filter(organ_id=int(self.organ)) if self.organ else rows


@require_safe
def differences(request: HttpRequest) -> HttpResponse:
    """The differences somebody may see, first due first."""
    actor = gates.require(gates.actor_of(request), *crosscheck_gates.LOOKING, *ANSWERING)
    campaign, asked = crosscheck_gates.campaign_now(), Asked(request.GET)
    looks = actor.role in crosscheck_gates.LOOKING
    visible = crosscheck_gates.differences_for(actor, campaign) if campaign else Difference.objects.none()
    narrowed = asked.narrowed(visible)
    counts = narrowed.aggregate(**{key or "unsettled": Count("pk", filter=which) for key, _, which in STATES})
    which = next(which for key, _, which in STATES if key == asked.state)
    listed = narrowed.filter(which).select_related("organ").defer(*COLUMNS)
    # The newest settled first; otherwise first due first.
    listed = listed.order_by("-settled_at", "-pk") if asked.state == "settled" else listed.order_by("due_on", "pk")
    shown = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "campaign": campaign,
        "asked": asked,
        "looks": looks,
        "tabs_shown": [(name, asked.link(state=key), counts[key or "unsettled"]) for key, name, _ in STATES],
        "here_tab": asked.link(),
        "kinds": list(DifferenceKind),
        "organs": Organ.objects.order_by("seq") if looks else [],
        "rows": [row_of(row, today) for row in shown.object_list],
        "page": shown,
        "page_link": asked.link() + "&page=",
        "mine": Role(actor.role).label,
    }
    return render(request, "desk/crosscheck/differences.html", context)


def row_of(row: Difference, today: date) -> dict[str, object]:
    """A difference in the list."""
    state = DifferenceState(row.state)
    return {
        "it": row,
        "kind": DifferenceKind(row.kind).label,
        "state": state.label,
        "tone": TONES[state],
        "owner": Role(row.owner).label,
        "badge": badge(row.due_on, today, county_calendar()) if state is not DifferenceState.SETTLED else None,
        "settlement": row.get_settlement_display() if row.settlement else "",
    }


@require_safe
def difference(request: HttpRequest, number: str) -> HttpResponse:
    """One difference, with what may be done about it."""
    actor = gates.actor_of(request)
    return page(request, actor, crosscheck_gates.difference_for(actor, number))


@require_POST
def act(request: HttpRequest, number: str, deed: str) -> HttpResponse:
    """Gate, form, act, answer: the same for all that may be done."""
    if deed not in FORMS:
        raise Http404
    actor = gates.actor_of(request)
    found = crosscheck_gates.difference_for(actor, number)
    form = FORMS[deed](request.POST)
    if not form.is_valid():
        return page(request, actor, found, {deed: form})
    try:
        done(deed, found, form, actor)
    except Refused as no:
        found.refresh_from_db()
        return page(request, actor, found, {deed: form}, no)
    messages.success(request, f"{found.number}：{SAID[deed]}")
    return see_other("desk:crosscheck_differences")


def done(deed: str, found: Difference, form: forms.Form, actor: Actor) -> None:
    """Call the act of a deed."""
    given, at = form.cleaned_data, timezone.now()
    expected = given["revision"]
    if deed == "answer":
        acts.answer(found, given["words"], expected=expected, by=actor, at=at)
    elif deed == "return":
        acts.give_back(found, given["reason"], expected=expected, by=actor, at=at)
    elif deed == "assign":
        acts.assign(found, given["organ"], expected=expected, by=actor, at=at)
    else:
        acts.settle(found, Settlement(given["settlement"]), given["reason"], expected=expected, by=actor, at=at)


FORMS: dict[str, type[forms.Form]] = {"answer": Answer, "return": Return, "assign": Assign, "settle": Settle}
SAID = {"answer": "答复已提交。", "return": "答复已退回。", "assign": "已交机关答复。", "settle": "差异已了结。"}


def page(
    request: HttpRequest,
    actor: Actor,
    found: Difference,
    given: dict[str, forms.Form] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page of one difference, with what was typed when it could not be done."""
    kind, state, today = DifferenceKind(found.kind), DifferenceState(found.state), timezone.localdate()
    may = deeds(actor, found, kind, state)
    shown = {deed: form_of(deed, found, kind, given or {}) for deed in may}
    errors = [(name, " ".join(map(str, told))) for form in (given or {}).values() for name, told in form.errors.items()]
    context = {
        "it": found,
        "row": row_of(found, today),
        "kind": kind,
        "sides": [(SetName(side["set"]), side) for side in found.sides],
        "forms": shown,
        "refused": refused,
        "errors": errors,
        "looks": actor.role in crosscheck_gates.LOOKING,
    }
    status = 409 if refused else 422 if errors else 200
    return render(request, "desk/crosscheck/difference.html", context, status=status)


def deeds(actor: Actor, found: Difference, kind: DifferenceKind, state: DifferenceState) -> list[str]:
    """What the post may try now; the acts judge again."""
    if state is DifferenceState.SETTLED:
        return []
    if actor.role in ANSWERING:
        return ["answer"]
    if actor.role not in settlers(kind):
        return []
    return ["settle", *(["return"] if state is DifferenceState.ANSWERED else ["assign"])]


def form_of(deed: str, found: Difference, kind: DifferenceKind, given: dict[str, forms.Form]) -> forms.Form:
    """A form as typed, or fresh."""
    if deed in given:
        form = given[deed]
    else:
        initial = {"revision": found.revision, "organ": found.organ_id}
        form = FORMS[deed](initial=initial | ({"words": found.answer} if deed == "answer" else {}))
    if deed == "settle":
        field = form.fields["settlement"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, each.label) for each in endings(kind)]
    return form
