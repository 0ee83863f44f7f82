"""The materials of an application in writing: uploaded, taken from what the county issued, or brought on paper."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.cases.acts import MaterialGiven, drafting
from qingquan.cases.models import Draft, DraftMaterial
from qingquan.cases.rules.drafts import Asked
from qingquan.cases.words import MaterialWay
from qingquan.languages import say
from qingquan.law import Refused
from qingquan.papers.files import read_file, store_file
from qingquan.papers.models import Document
from qingquan.papers.uploads import FileKind, safe_headers
from qingquan.people.models import Actor
from qingquan.portal import gates
from qingquan.portal.apply import drafting_page
from qingquan.portal.item import facts_of

PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Slot:
    """One material on the page: its fields' names, what it is, what came, what was wrong."""

    key: str
    asked: Asked
    hint: str
    came: DraftMaterial | None
    error: str = ""


@drafting_page
def materials(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Every material asked for, each with the ways it may come."""
    issued = list(gates.certificates_of(request).order_by("-issued_on"))
    if request.method != "POST":
        return materials_page(request, draft, issued, {})
    actor, errors = gates.actor_of(request), {}
    given = []
    for slot in slots(draft, {}):
        try:
            if (material := read_slot(request, slot, issued, actor)) is not None:
                given.append(material)
        except Refused as no:
            errors[slot.key] = no.why
    if given:
        drafting.keep_materials(draft, given, by=actor, at=timezone.now())
    if errors:
        return materials_page(request, draft, issued, errors)
    if request.POST.get("go") == "save":
        return redirect("portal:mine")
    if request.POST.get("go") == "next":
        return redirect("portal:draft_review", draft.code)
    return redirect("portal:draft_materials", draft.code)


def slots(draft: Draft, errors: dict[str, str]) -> list[Slot]:
    """The materials these circumstances ask for, numbered as the page numbers its fields."""
    came = {each.name: each for each in draft.materials.select_related("file", "issued")}
    stated = {each.name: each for each in facts_of(draft.version.pk, draft.version.digest).materials}
    found = []
    for number, asked in enumerate(drafting.asked_of(draft.version, draft.circumstances), 1):
        name = asked.wanted.name
        told = stated.get(name)
        hint = " ".join(part for part in (told.accept_standard, told.fill_notes) if part) if told else ""
        found.append(Slot(f"m{number}", asked, hint, came.get(name), errors.get(f"m{number}", "")))
    return found


def read_slot(request: HttpRequest, slot: Slot, issued: list[Document], actor: Actor) -> MaterialGiven | None:
    """What the post says about one material; None when it says nothing new. An upload counts before a choice."""
    name = slot.asked.wanted.name
    if upload := request.FILES.get(slot.key):
        kept = store_file(upload, by=actor, at=timezone.now())  # type: ignore[arg-type]
        return MaterialGiven(name, MaterialWay.UPLOADED, file_id=kept.pk)
    choice = request.POST.get(f"{slot.key}-way", "")
    if choice == PAPER:
        return MaterialGiven(name, MaterialWay.PENDING)
    if choice and choice != "keep":
        taken = next((each for each in issued if each.check_code == choice), None)
        if taken is None:
            raise Refused(say("没有这份证照，请重新选择。"))
        return MaterialGiven(name, MaterialWay.ISSUED, issued_id=taken.pk)
    return None


def materials_page(request: HttpRequest, draft: Draft, issued: list[Document], errors: dict[str, str]) -> HttpResponse:
    """The page, with what already came and what was wrong."""
    shown = slots(draft, errors)
    context = {
        "draft": draft,
        "slots": [slot for slot in shown if not slot.asked.wanted.looked_up],
        "looked_up": [slot.asked.wanted.name for slot in shown if slot.asked.wanted.looked_up],
        "issued": issued,
        "errors": list(errors.items()),
        "has_form": bool(draft.version.form_schema),
    }
    return render(request, "portal/apply/materials.html", context, status=422 if errors else 200)


@require_safe
@drafting_page
def draft_file(request: HttpRequest, draft: Draft, pk: int) -> HttpResponse:
    """A file of one's own draft, to look at again: offered for download, never opened as a page."""
    came = draft.materials.select_related("file").filter(file_id=pk).first()
    if came is None or came.file is None:
        raise Http404
    return HttpResponse(read_file(came.file), headers=safe_headers(FileKind(came.file.kind), came.file.name))
