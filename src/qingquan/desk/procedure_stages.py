"""A procedure written as a table of stages, for an organ that has no diagram yet."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.desk import gates
from qingquan.desk.elements.typed import tidy as tidy_text
from qingquan.desk.procedure_new import Attempt, attempt_of, store, stored_answer
from qingquan.desk.procedure_reading import look, tidy
from qingquan.law import Refused
from qingquan.places.words import Role
from qingquan.procedures import runs
from qingquan.procedures.rules.stages import MOST_STAGES
from qingquan.procedures.words import StepKind

COLUMNS = ("name", "post", "working_days", "kind", "returns_to", "beside")
USUAL = (
    ("受理", "window_clerk", "1", "accept", "", ""),
    ("审查", "handler", "5", "examine", "", ""),
    ("审核", "reviewer", "2", "review", "审查", ""),
    ("决定", "approver", "2", "decide", "", ""),
    ("制证送达", "window_clerk", "1", "issue", "", ""),
)
POSTS = [
    (role.value, role.label)
    for role in Role
    if role not in {Role.SYSTEM_ADMIN, Role.CATALOGUE_ADMIN, Role.SUPERVISOR, Role.CENTRE_MANAGER}
]
KINDS = [(kind.value, kind.label) for kind in StepKind]


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """From a table of stages; rows are added and removed by posting the page back."""
    actor = gates.require(gates.actor_of(request), *DRAFTERS)
    attempt = attempt_of(request, actor)
    if request.method != "POST":
        return ask_stages(request, attempt, [dict(zip(COLUMNS, row, strict=True)) for row in USUAL])
    rows, asked = stages_in(request), request.POST.get("act", "preview")
    if asked == "add":
        rows = [*rows, dict.fromkeys(COLUMNS, "")][:MOST_STAGES]
    elif asked.startswith("remove:"):
        rows = [row for n, row in enumerate(rows) if str(n) != asked.removeprefix("remove:")]
    else:
        draw_stages(attempt, rows)
        if asked == "store" and attempt.xml and (stored := store(attempt)):
            return stored_answer(request, attempt, stored)
        return ask_stages(request, attempt, rows, attempt.status)
    return ask_stages(request, attempt, rows)


def stages_in(request: HttpRequest) -> list[dict[str, str]]:
    """The rows of the table as typed."""
    columns = {name: request.POST.getlist(f"stage.{name}") for name in COLUMNS}
    rows = min(MOST_STAGES, len(columns["name"]))
    return [
        {name: tidy_text(texts[n]).strip() if n < len(texts) else "" for name, texts in columns.items()}
        for n in range(rows)
    ]


def draw_stages(attempt: Attempt, rows: list[dict[str, str]]) -> None:
    """Lay the stages out, or say which of them cannot be understood. Empty rows are left out."""
    filled: list[Mapping[str, object]] = [dict(row) for row in rows if row["name"] or row["working_days"]]
    try:
        stages = runs.stages_of(filled)
    except Refused as no:
        attempt.refused = no
        return
    attempt.xml = tidy(runs.from_stages(stages, attempt.name or "办理流程").decode())
    attempt.seen = look(attempt.xml)


def ask_stages(request: HttpRequest, attempt: Attempt, rows: list[dict[str, str]], status: int = 200) -> HttpResponse:
    """The table of stages with the drawing of what is typed."""
    context = {
        "attempt": attempt,
        "rows": rows,
        "posts": POSTS,
        "kinds": KINDS,
        "most": MOST_STAGES,
        "errors": list(attempt.errors.items()),
    }
    return render(request, "desk/procedures/stages.html", context, status=status)
