"""Adjustments that one source set off, taken one step together: ticked, read, carried out one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.adjustment import acts, reading
from qingquan.adjustment.acts import NothingDone, Together
from qingquan.adjustment.models import Adjustment, AdjustmentOpinion
from qingquan.adjustment.models.adjustment import AdjustmentQuerySet
from qingquan.adjustment.rules.authority import SIDES
from qingquan.adjustment.rules.replacing import Replacement, rewritten
from qingquan.adjustment.rules.together import AT_ONCE, Seen, read_tick, tick_of
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.difference import difference
from qingquan.desk import adjustment_gates, gates
from qingquan.desk.adjustment_many import form_of, many_of
from qingquan.desk.adjustment_steps import Step, steps_for
from qingquan.desk.catalogue_versions import as_rows
from qingquan.desk.door import see_other
from qingquan.desk.due import badge
from qingquan.desk.forfeits import errors_of
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar
from qingquan.places.words import Role

SHOWN_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """The adjustments of one source, by the step this post may take of each now."""

    found: Adjustment
    by_step: Mapping[str, tuple[Step, Sequence[Adjustment]]]

    def asked(self, key: str) -> str:
        """The step asked for where it can be taken; else the one of the most adjustments."""
        return key if key in self.by_step else next(iter(self.by_step), "")


@dataclass(slots=True)
class Answer:
    """What the page has to say beside its list: the form as it was sent, what was refused, what came of it."""

    form: forms.Form | None = None
    ticked: Mapping[str, Seen] = field(default_factory=dict)
    refused: Refused | None = None
    came: Together | None = None
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, number: str) -> HttpResponse:
    """The adjustments of one source that wait for this post, and one form for all that are ticked."""
    actor = gates.actor_of(request)
    found, every = adjustment_gates.of_one_source(actor, number)
    if request.method != "POST":
        return page(request, waiting_for(actor, found, every), request.GET.get("step", ""), Answer())
    key = request.POST.get("deed", "")
    many, ticked = many_of(key, found), ticks_in(request.POST, every)
    if many is None:
        raise Http404
    answer = Answer(form=form_of(many.step, found, request.POST), ticked=ticked)
    assert answer.form is not None
    if not answer.form.is_valid():
        answer.status = 422
        return page(request, waiting_for(actor, found, every), key, answer)
    given, now = answer.form.cleaned_data, timezone.now()
    try:
        came = acts.carry_out(
            ticked,
            lambda each: many.do(each, given, actor, now),
            lambda each, seen: many.is_done(each, seen, given, actor),
        )
    except NothingDone as no:
        came = no.came
    except Refused as no:
        answer.refused, answer.status = no, 409
        return page(request, waiting_for(actor, found, every), key, answer)
    if came.left:
        answer = Answer(came=came, status=409)
        return page(request, waiting_for(actor, found, adjustment_gates.of_one_source(actor, number)[1]), key, answer)
    messages.success(request, in_words(came))
    return see_other("desk:adjustment_together", number)


def waiting_for(actor: Actor, found: Adjustment, every: AdjustmentQuerySet) -> Waiting:
    """What this post may do of which of them, the usual steps before the others."""
    members = list(every.open().order_by("item__code", "number"))
    spoken: set[tuple[int, int]] = set()
    if actor.role in SIDES:
        given = AdjustmentOpinion.objects.filter(adjustment__in=members, side=SIDES[Role(actor.role)].value)
        spoken = set(given.values_list("adjustment", "round"))
    steps: dict[str, tuple[Step, list[Adjustment]]] = {}
    for each in members:
        for step in steps_for(actor, each, spoken=(each.pk, each.round) in spoken):
            steps.setdefault(step.key, (step, []))[1].append(each)
    order = sorted(steps, key=lambda key: (not steps[key][0].first, -len(steps[key][1])))
    return Waiting(found, {key: steps[key] for key in order})


def ticks_in(posted: QueryDict, every: AdjustmentQuerySet) -> dict[str, Seen]:
    """Where each ticked adjustment stood; 404 for what no page of ours has sent and for what somebody may not see."""
    read = [read_tick(text) for text in posted.getlist("adjustment")]
    ticked = dict(each for each in read if each is not None)
    if None in read or every.filter(number__in=ticked).count() != len(ticked):
        raise Http404
    return ticked


def page(request: HttpRequest, waiting: Waiting, asked: str, answer: Answer) -> HttpResponse:
    """The list to tick for one step, and its form."""
    key, found = waiting.asked(asked), waiting.found
    step, members = waiting.by_step.get(key, (None, ()))
    form = answer.form if key == asked and answer.form is not None else form_of(step, found) if step else None
    every = request.GET.get("all", "") == "1"
    context = {
        "found": found,
        "steps": [(each.title, f"?step={name}", len(some)) for name, (each, some) in waiting.by_step.items()],
        "here_step": f"?step={key}",
        "step": step,
        "every": every,
        "rows": rows_of(members[:AT_ONCE], answer.ticked, every, reading.replacements_of(found)),
        "total": len(members),
        "most": AT_ONCE,
        "form": form,
        "refused": answer.refused,
        "came": answer.came,
        "said": in_words(answer.came) if answer.came else "",
        "errors": errors_of(form),
    }
    return render(request, "desk/adjustment/together.html", context, status=answer.status)


def in_words(came: Together) -> str:
    """What was done, in a sentence."""
    again = f"；另有 {came.already} 件此前已经办好" if came.already else ""
    return f"已逐件办理 {came.made} 件{again}。" if came.made else f"这 {came.already} 件此前已经办好，没有重复办理。"


def rows_of(
    members: Sequence[Adjustment], ticked: Mapping[str, Seen], every: bool, replacements: tuple[Replacement, ...]
) -> list[dict[str, Any]]:
    """Each with its tick, its term, what its new version says otherwise, whether that is all that was asked."""
    today, calendar = timezone.localdate(), county_calendar()
    before = versions_before(members)
    rows = []
    for each in members:
        changes: list[tuple[str, str, str]] = []
        plain, old = True, before.get(each.pk)
        if each.version is not None and old is not None:
            was, now = old.facts(), each.version.facts()
            changes = list(as_rows(difference(was, now)))
            plain = not replacements or rewritten(was, replacements) == now
        rows.append(
            {
                "each": each,
                "tick": tick_of(each.number, Seen.of(each.state, each.round)),
                "ticked": every or each.number in ticked,
                "badge": badge(each.due_on, today, calendar),
                "changes": changes[:SHOWN_CHANGES],
                "more": max(0, len(changes) - SHOWN_CHANGES),
                "plain": plain,
            }
        )
    return rows


def versions_before(members: Sequence[Adjustment]) -> dict[int, ItemVersion]:
    """The version before the one each adjustment brings, in one statement."""
    brought = {each.version.item_id: each for each in members if each.version is not None}
    found: dict[int, ItemVersion] = {}
    for version in ItemVersion.objects.filter(item__in=brought).defer("form_schema").order_by("number"):
        adjustment = brought[version.item_id]
        if adjustment.version is not None and version.number < adjustment.version.number:
            found[adjustment.pk] = version
    return found
