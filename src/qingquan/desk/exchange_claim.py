"""One row of the upper level's catalogue: beside the county's item, and its answers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.catalogue.models import Item
from qingquan.desk import exchange_gates as own
from qingquan.desk import gates
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.exchange import TONES, with_facts
from qingquan.exchange import acts
from qingquan.exchange.models import Claim, says
from qingquan.exchange.rules.claims import CLAIMERS, KEEPERS, alike, compare
from qingquan.exchange.words import ClaimState
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.words import Role

LIKE_AT_MOST = 200


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


DEEDS: dict[str, tuple[tuple[Role, ...], Callable[[Claim, HttpRequest, Actor], None], str]] = {
    "begin": (CLAIMERS, begin, "已认领，事项草稿已经照上级目录填好，请补齐要素。"),
    "match": (CLAIMERS, match, "已以本机关的事项认领。"),
    "aside": (CLAIMERS, set_aside, "已标为不适用。"),
    "note": (CLAIMERS, take_note, "的变化已知悉；需要调整事项的，请起草新版本。"),
    "assign": (KEEPERS, assign, "已分派。"),
}


def page(
    request: HttpRequest, actor: Actor, kept: Claim, refused: Refused | None = None, deed: str = ""
) -> HttpResponse:
    """The page; after a refusal the same page with what was typed, and why not."""
    facts, base = with_facts([kept])[0][1], says(kept.base_row)
    is_open = kept.state != ClaimState.CLAIMED and kept.base_row.ended_on is None
    answers = actor.role in CLAIMERS and kept.organ is not None and actor.organ == kept.organ
    context = {
        "claim": kept,
        "base": base,
        "tone": TONES[kept.state],
        "beside": compare(base, facts) if facts else (),
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


def suggested(kept: Claim) -> str:
    """The code practice gives the item: organ, level of the county, base code; empty where it would be none."""
    code = kept.base_row.base_code
    return f"{kept.organ.uscc}4{code}" if kept.organ and len(code) == 12 else ""


def like(kept: Claim) -> list[tuple[str, str]]:
    """The organ's items as choices, those of the same name first."""
    items = Item.objects.filter(organ=kept.organ, power_type=kept.base_row.power_type).order_by("code")[:LIKE_AT_MOST]
    first = sorted(items, key=lambda item: (not alike(kept.base_row.name, item.name), item.code))
    return [(item.code, f"{item.name}（{item.code}）") for item in first]
