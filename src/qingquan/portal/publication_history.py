"""What an item said on a day, and the difference of any two of its versions."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.difference import difference
from qingquan.forfeits.models import Forfeit
from qingquan.forfeits.words import ENDING
from qingquan.languages import say
from qingquan.portal import publication_gates as gates
from qingquan.publication.models import BatchItem
from qingquan.publication.reading import editions
from qingquan.publication.words import BatchState, Part, Screening

LONGEST = 400


@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """The item's versions: the one of the day asked for, and two beside each other."""
    versions = gates.versions_for(code)
    today = timezone.localdate()
    day, wrong = day_asked(request.GET.get("on", ""), today)
    stopped = stopped_on(versions[0].item, day)
    there = None if stopped else gates.on_the_day(versions, day)
    old, new = two_of(versions, request.GET.get("old", ""), request.GET.get("new", ""))
    context = {
        "item": versions[0].item,
        "name": versions[0].name,
        "versions": versions,
        "batches": batches_of(code),
        "day": day,
        "wrong": wrong,
        "there": there,
        "stopped": stopped,
        "row": editions.printed(there, there.from_on or day) if there else None,
        "old": old,
        "new": new,
        "rows": as_rows(old, new),
    }
    return render(request, "portal/publication/history.html", context, status=422 if wrong else 200)


def stopped_on(item: Item, day: date) -> Forfeit | None:
    """The finding for which nobody might exercise the power on the day, though a version of it was published."""
    ending = Forfeit.objects.filter(item=item, effect__in=[each.value for each in ENDING])
    for each in ending:
        until = timezone.localdate(each.lifted_at) if each.lifted_at else None
        if timezone.localdate(each.found_at) <= day and (until is None or day < until):
            return each
    return None


def day_asked(text: str, today: date) -> tuple[date, str]:
    """The day, and what is wrong with the text when it is none."""
    if not text:
        return today, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return today, say("这不是一个日期，请写成 2026-03-01。")


def two_of(versions: list[ItemVersion], old: str, new: str) -> tuple[ItemVersion, ItemVersion]:
    """The two asked for; by default the newest and the one before it."""
    by_number = {str(version.number): version for version in versions}
    later = by_number.get(new, versions[0])
    earlier = by_number.get(old) or next((each for each in versions if each.number < later.number), later)
    return earlier, later


def as_rows(old: ItemVersion, new: ItemVersion) -> list[tuple[str, str, str]]:
    """The changes as the macro `difference` shows them; long texts are cut, they stand whole on the item's page."""
    return [(change.label, cut(change.old), cut(change.new)) for change in difference(old.facts(), new.facts())]


def cut(text: str) -> str:
    """At most so many characters, and a sign that there were more."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "……"


def batches_of(code: str) -> dict[int, tuple[str, str]]:
    """By which batch each version was announced: number and document, by the version's key."""
    found = BatchItem.objects.filter(code=code, batch__state=BatchState.PUBLISHED, screening=Screening.OPEN)
    announced = found.exclude(part=Part.ENDED).order_by("-batch__published_at")
    rows = announced.values_list("version_id", "batch__number", "batch__document_number")
    # Read newest first, so that the oldest announcement of a version is what stays.
    return {pk: (number, document) for pk, number, document in rows}
