"""One row of the upper level's catalogue: beside the county's item, field by field, and its answers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.words import VersionState
from qingquan.desk import exchange_gates as own
from qingquan.desk import gates
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.exchange import TONES
from qingquan.exchange import acts
from qingquan.exchange.models import Claim, says
from qingquan.exchange.reading.beside import Line, lines
from qingquan.exchange.rules.claims import CLAIMERS, KEEPERS, alike
from qingquan.exchange.words import BaseField, ClaimState, FieldChoice
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.words import Role

LIKE_AT_MOST = 200
CHOICES = (
    (FieldChoice.TAKE.value, "采用上级的内容", "写进本县事项的草稿，审核公布以后才生效；已公布的版本不变。"),
    (FieldChoice.KEEP.value, "保留本县的内容", "须写理由；上级目录的这一项不变，以后导入就不再问。"),
    (FieldChoice.LEAVE.value, "留待决定", "记下已经看过，仍列为待决定。"),
)


@require_safe
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """The row whole."""
    actor = gates.actor_of(request)
    return page(request, actor, own.claim_for(actor, pk))


@require_POST
def act(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Gate, form, act, answer: one of the answers to a row."""
    actor = gates.actor_of(request)
    kept = own.claim_for(actor, pk)
    if deed not in DEEDS:
        raise Http404
    roles, do, done = DEEDS[deed]
    gates.require(actor, *roles)
    try:
        do(kept, request, actor)
    except Refused as no:
        return page(request, actor, kept, no, deed)
    messages.success(request, f"“{kept.base_row.name}”{done}")
    return see_other("desk:exchange_claim", kept.pk)


def begin(kept: Claim, request: HttpRequest, actor: Actor) -> None:
    """A draft."""
    acts.claim(kept, code=request.POST.get("code", "").strip(), by=actor, at=timezone.now())


def match(kept: Claim, request: HttpRequest, actor: Actor) -> None:
    """An item the organ has."""
    item = own.own_item(actor, request.POST.get("item", ""))
    if item is None:
        raise Refused("请选择本机关的事项。")
    acts.match(kept, item, by=actor, at=timezone.now())


def set_aside(kept: Claim, request: HttpRequest, actor: Actor) -> None:
    """A reason why not."""
    acts.set_aside(kept, reason=request.POST.get("reason", "")[:2000], by=actor, at=timezone.now())


def take_note(kept: Claim, _request: HttpRequest, actor: Actor) -> None:
    """The upper level's change has been read."""
    acts.take_note(kept, by=actor, at=timezone.now())


def assign(kept: Claim, request: HttpRequest, actor: Actor) -> None:
    """Whose it is."""
    organ = own.organs().filter(pk=key_of(request.POST.get("organ", ""))).first()
    if organ is None:
        raise Refused("请选择机关。")
    acts.assign(kept, organ, by=actor, at=timezone.now())


def decide(kept: Claim, request: HttpRequest, actor: Actor) -> None:
    """What is done about one field that differs."""
    wanted = request.POST.get("field", "")
    field = next((each for each in BaseField if each == wanted), None)
    if field is None:
        raise Refused("请从本页的差异里选择一项再作决定。")
    choice = next((each for each in FieldChoice if each == request.POST.get(f"choice-{field}")), None)
    if choice is None:
        raise Refused(f"请为“{field.label}”选择采用上级、保留本县或者留待决定。")
    reason, seen = request.POST.get(f"reason-{field}", "")[:2000], request.POST.get("seen", "")
    acts.decide(kept, field, choice, seen=seen, reason=reason, by=actor, at=timezone.now())


DEEDS: dict[str, tuple[tuple[Role, ...], Callable[[Claim, HttpRequest, Actor], None], str]] = {
    "begin": (CLAIMERS, begin, "已认领，事项草稿已经照上级目录填好，请补齐要素。"),
    "match": (CLAIMERS, match, "已以本机关的事项认领。"),
    "aside": (CLAIMERS, set_aside, "已标为不适用。"),
    "note": (CLAIMERS, take_note, "的变化已知悉；需要调整事项的，请起草新版本。"),
    "decide": (CLAIMERS, decide, "的决定已经记下。"),
    "assign": (KEEPERS, assign, "已分派。"),
}


def page(
    request: HttpRequest, actor: Actor, kept: Claim, refused: Refused | None = None, deed: str = ""
) -> HttpResponse:
    """The page; after a refusal the same page with what was typed, and why not."""
    is_open = kept.state != ClaimState.CLAIMED and kept.base_row.ended_on is None
    answers = actor.role in CLAIMERS and kept.organ is not None and actor.organ == kept.organ
    context = {
        "claim": kept,
        "base": says(kept.base_row),
        "tone": TONES[kept.state],
        "beside": beside(kept),
        "draft": newest_draft(kept),
        "choices": CHOICES,
        "chosen_field": request.POST.get("field", ""),
        "typed": request.POST,
        "may_decide": answers and kept.item is not None and kept.base_row.ended_on is None,
        "code": request.POST.get("code", "") or suggested(kept),
        "reason": request.POST.get("reason", kept.reason),
        "chosen": request.POST.get("item", ""),
        "items": like(kept) if answers and is_open else [],
        "may_answer": answers and is_open,
        "may_note": answers and bool(kept.changes),
        "organs": own.organs() if actor.role in KEEPERS and is_open else [],
        "refused": refused,
        "deed": deed,
    }
    return render(request, "desk/exchange/claim.html", context, status=409 if refused else 200)


def beside(kept: Claim) -> tuple[Line, ...]:
    """The row beside the newest version of the item, what differs first; nothing before it is claimed."""
    versions = ItemVersion.objects.filter(item=kept.item_id) if kept.item_id else ItemVersion.objects.none()
    newest, valid = versions.newest().first(), versions.in_force(timezone.localdate()).first()
    found = lines(kept, newest.facts(), valid.facts() if valid else None) if newest else ()
    return tuple(sorted(found, key=lambda line: not line.compared.differs))


def newest_draft(kept: Claim) -> ItemVersion | None:
    """The version that is compared, while it is not published yet."""
    waiting = (VersionState.DRAFT, VersionState.REVIEWED)
    return ItemVersion.objects.filter(item=kept.item_id, state__in=waiting).newest().first() if kept.item_id else None


def suggested(kept: Claim) -> str:
    """The code practice gives the item: organ, level of the county, base code; empty where it would be none."""
    code = kept.base_row.base_code
    return f"{kept.organ.uscc}4{code}" if kept.organ and len(code) == 12 else ""


def like(kept: Claim) -> list[tuple[str, str]]:
    """The organ's items as choices, those of the same name first."""
    items = Item.objects.filter(organ=kept.organ, power_type=kept.base_row.power_type).order_by("code")[:LIKE_AT_MOST]
    first = sorted(items, key=lambda item: (not alike(kept.base_row.name, item.name), item.code))
    return [(item.code, f"{item.name}（{item.code}）") for item in first]
