"""Cards of supervision: the list, one card with its evidence, and the explanation of the organ concerned."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from qingquan.desk import forfeits_gates, gates
from qingquan.desk.case_page import CARD_TONES
from qingquan.desk.door import see_other
from qingquan.desk.narrowing import OrganNarrowing
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.publicity.rules import scrubbed
from qingquan.rendering import day
from qingquan.supervision import acts
from qingquan.supervision.models import Card
from qingquan.supervision.words import CARD_STATE_LABELS, RULE_WORDS, CardState, Level, Rule

MOST = 1000
ON_A_PAGE = 40
ABOUT = ("case__version", "fee__forfeit__item", "forfeit__item")
STATE_TONES = {CardState.ISSUED: "warn", CardState.ACKNOWLEDGED: "warn", CardState.EXPLAINED: "busy"}
RULES = [("", "全部规则"), *((rule.value, f"{rule.value} {RULE_WORDS[rule].name}") for rule in Rule)]
STATES = [("", "全部"), *((state.value, CARD_STATE_LABELS[state]) for state in CardState)]


def waiting_cards(actor: Actor) -> int | str:
    """Cards of one's organ that nobody has explained yet; for a supervisor, the county's explanations to look at."""
    state = CardState.EXPLAINED if gates.looks_at_cards(actor) else CardState.ISSUED
    found = gates.cards_for(actor).filter(state=state.value)[: MOST + 1].count()
    return f"{MOST}+" if found > MOST else found


class Narrowing(OrganNarrowing):
    """What the list is narrowed by; anything unreadable narrows nothing."""

    level = forms.TypedChoiceField(
        choices=[("", "全部"), *((int(level), level.label) for level in Level)], required=False
    )
    rule = forms.ChoiceField(label="规则", choices=RULES, required=False)
    state = forms.ChoiceField(label="处理", choices=STATES, required=False)


class Explanation(forms.Form):
    """What the organ concerned says."""

    text = forms.CharField(
        label="说明",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明原因和采取的措施。",
        error_messages={"required": "请写明原因和采取的措施。"},
    )


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """One page of cards, the newest first."""
    actor = gates.actor_of(request)
    looks = gates.looks_at_cards(actor)
    narrowing = Narrowing(request.GET, wide=looks)
    narrowing.is_valid()
    wanted = {name: value for name, value in narrowing.cleaned_data.items() if value}
    known = {"organ": "organ__seq"}
    found = gates.cards_for(actor).filter(**{known.get(name, name): value for name, value in wanted.items()})
    found = found.select_related(*ABOUT, "organ", "post", "person").order_by("-since", "-id")
    pages = Paginator(found[:MOST], ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    others = {name: str(value) for name, value in wanted.items() if name != "level"}
    page = {
        "rows": [_row(card, actor) for card in shown],
        "narrowing": narrowing,
        "looks": looks,
        "shown": shown,
        "total": pages.count,
        "most": MOST,
        "tabs_shown": [(label, _link(others, value), None) for value, label in _levels()],
        "here_tab": _link(others, str(wanted.get("level", ""))),
        "link": "?" + urlencode(others | _level(str(wanted.get("level", ""))) | {"page": ""}),
    }
    return render(request, "desk/cards.html", page)


@require_safe
def card(request: HttpRequest, number: str) -> HttpResponse:
    """One card: what the rule says, what it rests on, the evidence, and what was done about it."""
    actor = gates.actor_of(request)
    return render(request, "desk/card.html", _page(gates.card_for(actor, number), actor, Explanation()))


@require_POST
def explain(request: HttpRequest, number: str) -> HttpResponse:
    """The organ concerned explains; whether it counts is the supervisor's to decide."""
    actor = gates.actor_of(request)
    found, form = gates.card_for(actor, number), Explanation(request.POST)
    if not form.is_valid():
        return render(request, "desk/card.html", _page(found, actor, form), status=422)
    try:
        acts.explain(found, form.cleaned_data["text"], by=actor, at=timezone.now())
    except Refused as no:
        return _again(request, found, actor, form, no)
    messages.success(request, "已提交说明，监察岗位会看到。")
    return see_other("desk:card", number)


def _again(request: HttpRequest, found: Card, actor: Actor, form: Explanation, no: Refused) -> HttpResponse:
    return render(request, "desk/card.html", _page(found, actor, form) | {"refused": no}, status=409)


def _page(found: Card, actor: Actor, form: Explanation) -> dict[str, object]:
    looks = gates.looks_at_cards(actor)
    waits = found.state in {CardState.ISSUED, CardState.ACKNOWLEDGED}
    return {
        "card": found,
        "row": _row(found, actor),
        "words": found.rule_words,
        "evidence": [(name, _shown(value)) for name, value in found.evidence.items()],
        "who": _applicant(found, looks=looks),
        "explanation": scrubbed(found.explanation) if looks else found.explanation,
        "form": form,
        "may_explain": waits and not looks,
        "looks": looks,
        "problems": [(name, str(text)) for name, texts in form.errors.items() for text in texts],
    }


def _applicant(found: Card, *, looks: bool) -> str:
    """Whose case it is; a payment and a power have no applicant here, and who paid is on the refund list, masked."""
    if found.case is None:
        return ""
    return found.case.applicant.public_name if looks else found.case.applicant.name


def _subject_href(found: Card, actor: Actor) -> str:
    """Where the thing a card is about is read, for who may read it; empty for the others."""
    if found.case is not None:
        return reverse("desk:case", args=[found.case.number]) if gates.sees_cases(actor) else ""
    power = found.power
    if power is None or not (forfeits_gates.county_wide(actor) or power.organ_id == getattr(actor.organ, "pk", None)):
        return ""
    return reverse("desk:forfeits_one", args=[power.number]) + ("#fees" if found.fee_id else "")


def _shown(value: object) -> str:
    """A piece of evidence; a stored day is said in Chinese."""
    try:
        return day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _row(found: Card, actor: Actor) -> dict[str, Any]:
    level, state = Level(found.level), CardState(found.state)
    who = [found.post.name if found.post else "", found.person.name if found.person else ""]
    return {
        "number": found.number,
        "href": reverse("desk:card", args=[found.number]),
        "level": level.label,
        "tone": CARD_TONES[level],
        "code": found.rule,
        "rule": found.rule_words.name,
        "item": found.item_name,
        "about": found.about,
        "kind": "办件" if found.case_id else "乱收费" if found.fee_id else "放弃认定",
        "about_href": _subject_href(found, actor),
        "fact": found.fact,
        "organ": found.organ.name,
        "who": " ".join(part for part in who if part) or "未定",
        "since": found.since,
        "state": CARD_STATE_LABELS[state],
        "state_tone": STATE_TONES.get(state, "good"),
    }


def _levels() -> list[tuple[str, str]]:
    return [("", "全部"), *((str(int(level)), level.label) for level in reversed(Level))]


def _level(value: str) -> dict[str, str]:
    return {"level": value} if value else {}


def _link(others: Mapping[str, str], level: str) -> str:
    asked = urlencode(dict(others) | _level(level))
    return reverse("desk:cards") + (f"?{asked}" if asked else "")
