"""One item: its versions, the one that is read whole, who exercises it, what is wrong, what happened to it."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue import acts
from qingquan.catalogue.models import Holding, Item, ItemVersion
from qingquan.catalogue.rules.authority import DRAFTERS, PUBLISHERS, REVIEWERS
from qingquan.catalogue.rules.meter import meter
from qingquan.catalogue.rules.problems import Problem
from qingquan.catalogue.words import VersionState
from qingquan.deeds.reading import concerning
from qingquan.desk import gates
from qingquan.desk.catalogue_shown import whole
from qingquan.desk.catalogue_words import history, limits_in_words, state_of
from qingquan.desk.deeds import about, standing
from qingquan.desk.elements.groups import group_of
from qingquan.law import Refused
from qingquan.leaner.rules.authority import COUNTY_WIDE, OWN_ORGAN
from qingquan.people.models import Actor
from qingquan.places.models import Organ, Post
from qingquan.procedures import runs


@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The version in force whole, or the newest while none is."""
    actor = gates.actor_of(request)
    kept = gates.item_for(actor, code)
    today = timezone.localdate()
    version = kept.versions.in_force(today).first() or kept.versions.order_by("number").last()
    if version is None:
        raise Http404
    return page(request, actor, kept, gates.version_for(actor, code, version.number))


@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version whole."""
    actor = gates.actor_of(request)
    return page(request, actor, gates.item_for(actor, code), gates.version_for(actor, code, number))


def page(
    request: HttpRequest,
    actor: Actor,
    kept: Item,
    shown: ItemVersion,
    refused: Refused | None = None,
) -> HttpResponse:
    """The item's page; after a refusal the same page says why, with status 409."""
    today = timezone.localdate()
    versions = list(kept.versions.defer("elements", "form_schema").order_by("-number"))
    problems = acts.problems_of(shown, today)
    context = {
        "item": kept,
        "version": shown,
        "state": state_of(shown, today),
        "limits": limits_in_words(shown),
        "versions": [(each, state_of(each, today)) for each in versions],
        "groups": whole(shown.facts(), problems),
        "problems": linked(problems, shown) if may_write(actor, shown) else unlinked(problems),
        "blocking": sum(problem.blocks for problem in problems),
        "meter": meter(shown.facts()),
        "measures": actor.role in COUNTY_WIDE | OWN_ORGAN,
        "holdings": Holding.objects.filter(item=kept).select_related("post").order_by("until_on", "post__code"),
        "post_choices": posts_to_give(kept, today) if may_write(actor, shown, any_state=True) else [],
        "deeds": [(kind, each, about(each)[1], standing(each)) for kind, each in concerning(kept.pk)],
        "steps": runs.tell(shown.procedure.xml.encode()) if shown.procedure else [],
        "doors": doors(actor, kept, shown, versions),
        "organ_choices": organs_to_settle(actor, kept),
        "history": history(kept.code),
        "may_hold": may_write(actor, shown, any_state=True),
        "refused": refused,
    }
    return render(request, "desk/catalogue/item.html", context, status=409 if refused else 200)


def may_write(actor: Actor, shown: ItemVersion, *, any_state: bool = False) -> bool:
    """Whether this post may write in the version, or for `any_state` in the item at all."""
    own = actor.role in DRAFTERS and actor.organ is not None and actor.organ.pk == shown.item.organ_id
    return own and (any_state or shown.state == VersionState.DRAFT)


def linked(problems: Sequence[Problem], shown: ItemVersion) -> list[tuple[Problem, str]]:
    """Each problem with the address of the field where it is put right; none for the version as a whole."""
    return [(problem, field_of(problem, shown.item.code)) for problem in problems]


def field_of(problem: Problem, code: str) -> str:
    """The address of a problem's field in the editor."""
    group = group_of(problem.where)
    return f"{reverse('desk:item_edit', args=[code, group])}#{problem.where}" if group else ""


def unlinked(problems: Sequence[Problem]) -> list[tuple[Problem, str]]:
    """Problems as somebody sees them who cannot put them right: by the group they are in on this page."""
    return [(problem, f"#{group_of(problem.where)}" if group_of(problem.where) else "") for problem in problems]


def doors(actor: Actor, kept: Item, shown: ItemVersion, versions: Sequence[ItemVersion]) -> list[tuple[str, str, str]]:
    """What this post may do next with the item: (words, address, "post" or "get")."""
    newest = versions[0]
    found: list[tuple[str, str, str]] = []
    if may_write(actor, shown, any_state=True):
        if newest.state == VersionState.DRAFT:
            found.append(
                (f"修改第 {newest.number} 版草稿", reverse("desk:item_edit", args=[kept.code, "identity"]), "get")
            )
        elif newest.state != VersionState.REVIEWED:
            found.append(("起草新版本", reverse("desk:item_begin", args=[kept.code]), "post"))
    for roles, state, words, name in (
        (REVIEWERS, VersionState.DRAFT, "审核", "item_review"),
        (PUBLISHERS, VersionState.REVIEWED, "公布", "item_publish"),
        (REVIEWERS + PUBLISHERS, VersionState.REVIEWED, "退回", "item_return"),
        (PUBLISHERS, VersionState.PUBLISHED, "撤回", "item_withdraw"),
    ):
        for each in versions:
            if actor.role in roles and each.state == state:
                found.append(
                    (f"{words}第 {each.number} 版", reverse(f"desk:{name}", args=[kept.code, each.number]), "get")
                )
    return found


def posts_to_give(kept: Item, today: date) -> list[tuple[int, str]]:
    """The organ's posts that do not exercise the item yet, as choices."""
    held = Holding.objects.filter(item=kept).on(today).values("post")
    free = Post.objects.filter(organ=kept.organ, closed_on__isnull=True).exclude(pk__in=held)
    return [(post.pk, post.name) for post in free]


def organs_to_settle(actor: Actor, kept: Item) -> list[tuple[int, str]]:
    """For reviewers, whose an imported item without an organ may be, as choices."""
    wanted = kept.organ_id is None and actor.role in REVIEWERS
    return [(organ.pk, organ.name) for organ in Organ.objects.order_by("seq")] if wanted else []
