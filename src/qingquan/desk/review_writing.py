"""Unfinished texts on the pages of review: kept as they are typed, shown to who shares them, never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.campaign.models import ReportedItem
from qingquan.desk import gates, review_gates
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.review import acts
from qingquan.review.acts import Kept
from qingquan.review.models import SetAside, Writing
from qingquan.review.rules import owners
from qingquan.review.rules.authority import DECIDERS
from qingquan.review.rules.drafts import is_writing
from qingquan.review.rules.particulars import labels
from qingquan.review.rules.phrases import PHRASES
from qingquan.review.words import DecisionCode, DraftKind, Stance

SAID = {"code": "意见", "stance": "态度", "reasons": "理由", "opinion": "专家意见", "reply": "答复"}
# A page left open stops asking after ten minutes, so that the half hour without a click still ends a session.
ASKED_AT_MOST = 30


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a text in the making is kept, what it consists of, and on which page it is written."""

    kind: DraftKind
    subject: str
    owner: str
    names: tuple[str, ...]
    back: str
    save: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slot with what is in it: for the form, and for who looks whether somebody else is writing."""

    slot: Slot
    fields: Mapping[str, str]
    revision: int
    writing: Writing | None
    aside: SetAside | None

    def text(self, name: str) -> str:
        """What is written in a field so far."""
        return str(self.fields.get(name, ""))


def slot_for(actor: Actor, kind: DraftKind, item: ReportedItem) -> Slot:
    """The slot of a text about a reported item; 404 for who has no business writing it."""
    office = review_gates.office_of(actor)
    back = reverse("desk:review_item", args=[item.pk])
    names: tuple[str, ...] = ("code", "reasons")
    if kind is DraftKind.OPINION and office is not None:
        owner = owners.of_office(office)
    elif kind is DraftKind.CONCLUSION and office is not None:
        owner = owners.BOTH
    elif kind is DraftKind.DECISION and actor.role in DECIDERS:
        owner, names = owners.BOTH, ("reasons", *labels())
    elif kind is DraftKind.ANSWER and actor.organ is not None and actor.organ.pk == item.report.organ_id:
        owner, names, back = owners.of_organ(actor.organ.pk), ("stance", "reasons"), answer_page(item)
    else:
        raise Http404
    save = reverse("desk:review_draft", args=[item.pk, kind.value])
    return Slot(kind, owners.item_key(item.pk), owner, names, back, save)


def answer_page(item: ReportedItem) -> str:
    """Where an organ answers."""
    return reverse("desk:review_answer", args=[item.pk])


def sheet_of(slot: Slot, actor: Actor) -> Sheet:
    """What is kept in a slot."""
    writing = (
        Writing.objects.select_related("changed_by")
        .filter(kind=slot.kind.value, subject=slot.subject, owner=slot.owner)
        .first()
    )
    if writing is None:
        return Sheet(slot, {}, 0, None, None)
    aside = writing.set_aside.filter(account=actor.account).first()
    return Sheet(slot, writing.fields, writing.revision, writing, aside)


def revision_read(posted: QueryDict) -> int | None:
    """The revision of the item the page showed; None when the form does not say."""
    read = posted.get("read", "")
    return int(read) if read.isascii() and read.isdecimal() and len(read) < 9 else None


def typed(slot: Slot, posted: QueryDict) -> dict[str, str]:
    """The slot's fields as they were posted."""
    return {name: posted.get(name, "").replace("\r\n", "\n") for name in slot.names}


def kept(slot: Slot, posted: QueryDict, actor: Actor) -> Kept:
    """Keep what was posted before anything else is done with it, so that no refusal loses it."""
    seen = posted.get("seen", "0")
    number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0
    fields = typed(slot, posted)
    try:
        return acts.keep(slot.kind, slot.subject, slot.owner, fields, seen=number, by=actor, at=timezone.now())
    except Refused as no:
        # Nobody typed this: the forms end at a twenty-fifth of it.
        raise BadRequest(str(no)) from no


def stale(request: HttpRequest, slot: Slot, mine: Mapping[str, str], theirs: Writing) -> HttpResponse:
    """Two wrote at once: both texts side by side, mine to be changed and saved over theirs, or left."""
    changed = [
        (name, label_of(name), in_words(name, mine.get(name, "")), in_words(name, theirs.fields.get(name, "")))
        for name in slot.names
    ]
    context = {
        "slot": slot,
        "mine": mine,
        "theirs": theirs,
        "rows": [row for row in changed if row[2] or row[3]],
        "long": "reply" if "reply" in slot.names else "opinion" if "opinion" in slot.names else "reasons",
    }
    return render(request, "desk/review/stale.html", context, status=409)


def label_of(name: str) -> str:
    """What a field is called."""
    return SAID.get(name) or labels().get(name, name)


def in_words(name: str, text: str) -> str:
    """A code as people read it."""
    if name == "code" and text in set(DecisionCode):
        return DecisionCode(text).label
    if name == "stance" and text in set(Stance):
        return Stance(text).label
    return text


@require_POST
def draft(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Keep a text about an item. Scripts ask for a line to show; without them the page comes again."""
    actor = gates.actor_of(request)
    if kind not in set(DraftKind):
        raise Http404
    wanted = DraftKind(kind)
    own = wanted is DraftKind.ANSWER
    item = review_gates.own_reported_for(actor, pk) if own else review_gates.reported_for(actor, pk)
    slot = slot_for(actor, wanted, item)
    posted = with_phrase(request.POST, actor) if wanted is DraftKind.OPINION else request.POST
    return answered(request, slot, posted, actor)


def answered(request: HttpRequest, slot: Slot, posted: QueryDict, actor: Actor) -> HttpResponse:
    """Keep, and say so in the way the page can show."""
    now = kept(slot, posted, actor)
    if getattr(request, "htmx", False):
        line = {"kept": now, "slot": slot, "at": timezone.localtime(timezone.now())}
        return render(request, "desk/review/_kept.html", line)
    if now.stale:
        return stale(request, slot, typed(slot, posted), now.writing)
    return see_other_url(f"{slot.back}#writing")


def see_other_url(address: str) -> HttpResponse:
    """To an address that is known already."""
    return HttpResponseRedirect(address, status=303)


def with_phrase(posted: QueryDict, actor: Actor) -> QueryDict:
    """What was posted, with an opinion of every day put in where the writer asked for it."""
    office, wanted = review_gates.office_of(actor), posted.get("phrase", "")
    if posted.get("go") != "phrase" or office is None or wanted not in map(str, range(len(PHRASES[office]))):
        return posted
    code, text = PHRASES[office][int(wanted)]
    changed = posted.copy()
    changed["code"] = code.value
    changed["reasons"] = "\n".join(part for part in (posted.get("reasons", "").strip(), text) if part)
    return changed


@require_safe
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Who else is writing about an item just now; asked again every twenty seconds where scripts run."""
    actor = gates.actor_of(request)
    item = review_gates.reported_for(actor, pk)
    asked = request.GET.get("n", "0")
    times = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else ASKED_AT_MOST
    context = {"reported": item, "writers": writers(item, actor, timezone.now()), "asked": times + 1}
    # 286 tells htmx to stop asking.
    return render(request, "desk/review/_writers.html", context, status=200 if times < ASKED_AT_MOST else 286)


def writers(item: ReportedItem, actor: Actor, at: datetime) -> list[str]:
    """The others who changed a text about the item within minutes, and what they write; never the text itself."""
    rows = Writing.objects.select_related("changed_by").filter(subject=owners.item_key(item.pk))
    return [
        f"{row.changed_by.name} 正在填写{row.get_kind_display()}"
        for row in rows.exclude(changed_by_id=actor.account_id)
        if is_writing(row.changed_at, at)
    ]
