"""The editor of a draft: one group of elements a page, everything typed kept, everything wrong told at its field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan import law
from qingquan.catalogue import acts
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.difference import difference
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.desk import catalogue_form, catalogue_gates, drafts, gates
from qingquan.desk.catalogue_advice import promise_advice, verdicts
from qingquan.desk.catalogue_frame import frame
from qingquan.desk.elements.drawing import Drawer
from qingquan.desk.elements.groups import BY_KEY, Group, demanded, names_in
from qingquan.desk.elements.reading import Reader
from qingquan.desk.elements.shapes import Shape, places_of
from qingquan.desk.elements.typed import Typed, added, count, moved, posted, spelled, without
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.procedures.models import StoredProcedure

PLACE = re.compile(r"[\w.\[\]]+")


@dataclass(slots=True)
class Sheet:
    """One page of the editor: the draft, the group, what stands in its fields and what came of the last post."""

    actor: Actor
    draft: ItemVersion
    group: Group
    names: tuple[str, ...]
    typed: Typed
    mark: str
    errors: Mapping[str, str] = field(default_factory=dict)
    refused: Refused | None = None
    theirs: ItemVersion | None = None
    new_row: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """One group of the draft."""
    actor = gates.actor_of(request)
    if part not in BY_KEY:
        raise Http404
    draft = catalogue_gates.draft_for(actor, code)
    if part == "form":
        return catalogue_form.edit(request, actor, draft)
    group = BY_KEY[part]
    names = names_in(group, draft.facts())
    if request.method == "POST":
        sheet = Sheet(
            actor, draft, group, names, posted(dict(request.POST.lists()), names), request.POST.get("mark", "")
        )
        return answer(request, sheet)
    typed = spelled(VersionFacts, draft.facts(), names)
    if part == "procedure" and (offered := request.GET.get("procedure", "")):
        # Coming back from the procedure's own page with one chosen; nothing is saved by looking.
        typed["procedure_sha256"] = [offered]
    return show(request, Sheet(actor, draft, group, names, typed, drafts.mark_of(draft, names)))


def answer(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Arrange the rows, or save and go on."""
    asked = request.POST.get("act", "save")
    if asked.startswith(("add:", "remove:", "up:", "down:")):
        return show(request, arranged(sheet, asked))
    reader = Reader(sheet.typed)
    values = reader.elements(sheet.names)
    if reader.errors:
        sheet.errors = reader.errors
        return show(request, sheet, status=422)
    try:
        saved = drafts.save(sheet.draft.item, values, sheet.mark, sheet.actor, timezone.now())
    except drafts.Stale as stale:
        sheet.theirs = stale.version
        sheet.mark = drafts.mark_of(stale.version, sheet.names)
        return show(request, sheet, status=409)
    except Refused as no:
        sheet.refused = no
        return show(request, sheet, status=409)
    changed = saved.digest != sheet.draft.digest
    messages.success(request, f"“{sheet.group.label}”已保存。" if changed else f"“{sheet.group.label}”没有改动。")
    return redirect(where_next(asked, sheet))


def where_next(asked: str, sheet: Sheet) -> str:
    """The group whose button was pressed, at the field it named; the item's page; or the same group again."""
    to, _, place = asked.removeprefix("go:").partition("#")
    code = sheet.draft.item.code
    if to == "item":
        return reverse("desk:item_version", args=[code, sheet.draft.number])
    page = reverse("desk:item_edit", args=[code, to if to in BY_KEY else sheet.group.key])
    return f"{page}#{place}" if PLACE.fullmatch(place) else page


def arranged(sheet: Sheet, asked: str) -> Sheet:
    """The sheet with a row more, one less, or two that changed places. Nothing is saved by it."""
    verb, path, n = (*asked.split(":"), "", "")[:3]
    place = places_of(VersionFacts).get(path)
    if place is None or place.shape is not Shape.ROWS or path not in sheet.names:
        raise Http404
    if verb == "add":
        sheet.new_row = f"{path}[{count(sheet.typed, path)}]"
        sheet.typed = added(sheet.typed, path, place.form)
    elif n.isdecimal() and len(n) < 4:
        sheet.typed = (
            without(sheet.typed, path, int(n))
            if verb == "remove"
            else moved(sheet.typed, path, int(n), -1 if verb == "up" else 1)
        )
    return sheet


def show(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    """The page with its fields as they stand."""
    today = timezone.localdate()
    draft = sheet.theirs or sheet.draft
    facts = understood(sheet)
    problems = acts.problems_of(draft, today)
    choices = offered(sheet.group, today)
    drawer = Drawer(
        sheet.typed, sheet.errors, problems, demanded(draft.facts()), new_row=sheet.new_row, choices=choices
    )
    context = frame(draft, sheet.group, problems) | {
        "controls": drawer.controls(sheet.names),
        "mark": sheet.mark,
        "errors": list(sheet.errors.items()),
        "refused": sheet.refused,
        "theirs": conflict(sheet, facts),
        "advice": promise_advice(draft, today) if sheet.group.key == "limits" else [],
        "verdicts": verdicts(facts) if sheet.group.key == "bases" else [],
    }
    return render(request, "desk/catalogue/edit.html", context, status=status)


def understood(sheet: Sheet) -> VersionFacts:
    """The draft with what is typed, as far as it is understood, empty rows among it, for advice beside the fields."""
    reader, places = Reader(sheet.typed), places_of(VersionFacts)
    values = {
        name: reader.rows(places[name], name) if places[name].shape is Shape.ROWS else reader.value(places[name], name)
        for name in sheet.names
    }
    return replace((sheet.theirs or sheet.draft).facts(), **values)  # type: ignore[arg-type]


def conflict(sheet: Sheet, facts: VersionFacts) -> list[tuple[str, str, str]]:
    """What somebody else saved against what stands on this page: (element, theirs, mine)."""
    if sheet.theirs is None:
        return []
    return [(change.label, change.old, change.new) for change in difference(sheet.theirs.facts(), facts)]


def offered(group: Group, today: date) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen for codes kept elsewhere: stored procedures, and the law's reasons to stand still."""
    if group.key == "procedure":
        kept = StoredProcedure.objects.order_by("name", "sha256").values_list("sha256", "name")
        # Two of one name are told apart by their digests.
        return {"procedure_sha256": [("", "请选择"), *((sha256, f"{name}（{sha256[:8]}）") for sha256, name in kept)]}
    if group.key == "special":
        grounds = law.pause_reasons("licensing", on=today).items()
        named = [(code, f"{ground.label}（{ground.cite}）") for code, ground in grounds]
        return {"SpecialProcedure.reason": [("", "另有依据的其他事由"), *named]}
    return {}
