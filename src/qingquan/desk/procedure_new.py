"""New procedures from a BPMN file, or from a stored one changed in the browser.

Every way, also the table of stages, ends in the same act, and only after the check.
"""

import json
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.desk import catalogue_gates, gates
from qingquan.desk.elements.typed import tidy as tidy_text
from qingquan.desk.procedure_reading import Look, in_json, look, text_of, tidy
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.procedures import acts
from qingquan.procedures.models import StoredProcedure

LONGEST_NAME = 200


@dataclass(slots=True)
class Attempt:
    """A procedure on its way to being stored: its name, for which item, and what stands against it."""

    actor: Actor
    name: str
    item: str = ""
    xml: str = ""
    seen: Look | None = None
    refused: Refused | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The answer when it was not stored."""
        return 422 if self.errors else 409 if self.refused or (self.seen and self.seen.errors) else 200


def attempt_of(request: HttpRequest, actor: Actor) -> Attempt:
    """What was said of the procedure besides its drawing; the item must be a draft of the own organ."""
    given = request.POST if request.method == "POST" else request.GET
    name, item = tidy_text(given.get("name", "")).strip(), given.get("item", "")
    if item:
        draft = catalogue_gates.draft_for(actor, item)
        name = name or f"{draft.name}流程"
    return Attempt(actor, name, item)


def store(attempt: Attempt) -> StoredProcedure | None:
    """Store what passed the check; None when something stands against it, which the attempt then tells."""
    attempt.seen = attempt.seen or look(attempt.xml)
    if not attempt.name:
        attempt.errors["name"] = "请填写流程名称。"
    elif len(attempt.name) > LONGEST_NAME:
        attempt.errors["name"] = f"流程名称有 {len(attempt.name)} 个字，最多 {LONGEST_NAME} 个。"
    if attempt.errors or attempt.seen.errors:
        return None
    return acts.store(attempt.xml, name=attempt.name, by=attempt.actor, at=timezone.now())


def stored_answer(request: HttpRequest, attempt: Attempt, stored: StoredProcedure) -> HttpResponse:
    """To the procedure's page, or back to the draft it was written for."""
    if stored.name == attempt.name:
        messages.success(request, f"流程“{stored.name}”已存入流程库。")
    else:
        messages.info(request, f"流程库中已有同样的流程“{stored.name}”，没有另存。")
    if attempt.item:
        editor = reverse("desk:item_edit", args=[attempt.item, "procedure"])
        return redirect(f"{editor}?procedure={stored.sha256}")
    return redirect("desk:procedure", stored.sha256)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """From a BPMN file."""
    actor = gates.require(gates.actor_of(request), *DRAFTERS)
    attempt = attempt_of(request, actor)
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            attempt.errors["file"] = "请选择 BPMN 文件。"
        else:
            attempt.name = attempt.name or str(file.name).rsplit(".", 1)[0][:LONGEST_NAME]
            try:
                attempt.xml = text_of(file.read())
            except Refused as no:
                attempt.refused = no
            if attempt.xml and (stored := store(attempt)):
                return stored_answer(request, attempt, stored)
    context = {"attempt": attempt, "errors": list(attempt.errors.items())}
    return render(request, "desk/procedures/upload.html", context, status=attempt.status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, sha256: str) -> HttpResponse:
    """A stored procedure in the browser's editor; what is saved is another procedure, the stored one stays."""
    actor = gates.require(gates.actor_of(request), *DRAFTERS)
    stored = catalogue_gates.procedure_for(actor, sha256)
    attempt = attempt_of(request, actor)
    attempt.name = attempt.name or stored.name
    attempt.xml = tidy(request.POST["xml"]) if "xml" in request.POST else stored.xml
    if request.method == "POST":
        if "xml" not in request.POST:
            raise Http404
        if made := store(attempt):
            return stored_answer(request, attempt, made)
    attempt.seen = attempt.seen or look(attempt.xml)
    context = {
        "attempt": attempt,
        "stored": stored,
        "found": json.dumps(in_json(attempt.seen.findings), ensure_ascii=False),
        "errors": list(attempt.errors.items()),
    }
    status = attempt.status if request.method == "POST" else 200
    return render(request, "desk/procedures/edit.html", context, status=status)
