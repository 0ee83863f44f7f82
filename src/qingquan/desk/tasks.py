"""My tasks: what waits at the post, first due first."""

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.cases.models import Step
from qingquan.cases.words import Stage
from qingquan.clock import WorkCalendar
from qingquan.desk import find, gates, queue
from qingquan.desk.campaign_waiting import clearing_tasks
from qingquan.desk.case_list import page_number
from qingquan.desk.context import tally_of
from qingquan.desk.due import badge
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Post
from qingquan.places.words import Role

ON_A_PAGE = 40
LAST_PAGE = 25
SHOWN = {"": "我的待办", "supplement": "等待补正", "paused": "停计中", "organ": "本机关全部"}


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """One list of open steps with tabs; a search looks through all that is open at the post."""
    actor = gates.actor_of(request)
    if not gates.handles(actor):
        return _elsewhere(request, actor)
    asked = request.GET.get("q", "").strip()[:60]
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ""
    number = min(page_number(request), LAST_PAGE)
    rows = _rows(actor, shown, asked, number)
    counted = tally_of(request)
    page = {
        "rows": [_faced(row, county_calendar()) for row in rows[:ON_A_PAGE]],
        "shown": shown,
        "asked": asked,
        "tally": counted,
        "tabs_shown": _tabs(counted),
        "names": SHOWN,
        "may_receive": gates.may_receive(actor),
        "number": number,
        "pages": min(number + (len(rows) > ON_A_PAGE), LAST_PAGE),
        "listed": LAST_PAGE * ON_A_PAGE,
        "second_factor": is_mfa_enabled(request.user),
        **clearing_tasks(actor),
    }
    return render(request, "desk/tasks.html", page)


def _elsewhere(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A post to which no steps come: where its work is instead."""
    page = {
        "looks": gates.looks_at_cards(actor),
        "keeps_people": actor.role == Role.SYSTEM_ADMIN,
        "second_factor": is_mfa_enabled(request.user),
        **clearing_tasks(actor),
    }
    return render(request, "desk/no_tasks.html", page)


def _rows(actor: Actor, shown: str, asked: str, number: int) -> list[queue.Row]:
    """One page of rows and one more, which tells whether another page follows."""
    start, end = (number - 1) * ON_A_PAGE, number * ON_A_PAGE + 1
    assert actor.post is not None
    if asked:
        keys = find.matching(gates.case_branches(actor)[0], asked)
        mine = Q(post=actor.post) if shown != "organ" else Q(post__organ=actor.post.organ)
        return queue.rows(queue.open_steps().filter(mine, case_id__in=keys), start, end)
    if shown == "organ":
        posts = list(Post.objects.filter(organ=actor.post.organ, closed_on__isnull=True))
        return queue.of_posts(posts, start, end)
    return queue.rows(_waiting(actor.post, shown), start, end)


def _waiting(post: Post, shown: str) -> QuerySet[Step]:
    if shown == "supplement":
        return queue.at_post(post).filter(case__stage=Stage.SUPPLEMENT_PENDING.value)
    if shown == "paused":
        return queue.at_post(post).filter(case__stage=Stage.PAUSED.value)
    return queue.to_do(post)


def _faced(row: queue.Row, calendar: WorkCalendar) -> queue.Row:
    """A row with its badge; what waits for the applicant is due by the applicant's day, not by ours."""
    today = timezone.localdate()
    supplement = row["case__stage"] == Stage.SUPPLEMENT_PENDING
    due_on = row["case__supplement_due_on"] if supplement else row["due_on"]
    return row | {
        "due_on": due_on,
        "badge": badge(due_on, today, calendar, row["case__stage"]),
        "href": reverse("desk:case", args=[row["case__number"]]),
        "supplement": supplement,
        "case_badge": badge(row["case__promised_due_on"], today, calendar),
    }


def _tabs(counted: queue.Tally) -> list[tuple[str, str, str | int | None]]:
    known: dict[str, str | int | None] = {"": counted.mine, "supplement": counted.supplement, "paused": counted.paused}
    if counted.more:
        known = {"": f"{counted.mine}+"}
    home = reverse("desk:tasks")
    return [(words, f"{home}?show={key}" if key else home, known.get(key)) for key, words in SHOWN.items()]
