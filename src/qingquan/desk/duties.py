"""Post-responsibility statements on the desk: an organ's posts, one post, one version, its paper."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.desk import duties_gates, gates
from qingquan.duties.acts import Overtaken
from qingquan.duties.acts.writing import LABELS
from qingquan.duties.models import DutyStatement
from qingquan.duties.reading import Holdings, derived_for, statements
from qingquan.duties.rules.authority import CONFIRMING, PUBLISHING, WRITING
from qingquan.duties.rules.derive import differences
from qingquan.duties.text import sheet
from qingquan.duties.words import StatementState
from qingquan.law import Refused
from qingquan.papers.sheets import plain, printed
from qingquan.papers.uploads import FileKind, safe_headers
from qingquan.people.models import Actor
from qingquan.places.county import county_face
from qingquan.places.models import Organ, Post

HINTS = {
    "qualifications": "学历、专业、执法资格等上岗要求。",
    "accountability": "未按职责、时限、边界办理的，怎样追究。必填。",
    "risks": "在哪些环节可能出问题，怎样防。",
    "remark": "",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One post in the list: what is published, what is in hand, and whether the published one is out of date."""

    post: Post
    lines: int
    public: DutyStatement | None
    in_hand: DutyStatement | None
    late: int

    @property
    def state(self) -> tuple[str, str]:
        """Words and tone."""
        if self.public is None:
            return "还没有公布", "warn" if self.lines else "plain"
        return ("内容已有变动", "warn") if self.late else (f"第 {self.public.number} 版已公布", "good")


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """An organ's posts; who looks over the county chooses the organ."""
    actor = gates.actor_of(request)
    organs = list(duties_gates.organs_for(actor))
    asked = request.GET.get("organ", "")
    organ = next((each for each in organs if each.seq == asked), organs[0] if organs else None)
    rows = rows_of(organ, timezone.localdate()) if organ else []
    context = {"organs": [(each.seq, each.name) for each in organs], "organ": organ, "rows": rows}
    return render(request, "desk/duties/list.html", context)


def rows_of(organ: Organ, today: date) -> list[Row]:
    """The open posts of an organ, in few statements."""
    holdings = Holdings(organ, today)
    kept = list(statements().filter(post__organ=organ).exclude(state=StatementState.REPLACED))
    rows = []
    for post in sorted(holdings.posts, key=lambda each: each.code):
        own = [each for each in kept if each.post_id == post.pk]
        public = next((each for each in own if each.state == StatementState.PUBLISHED), None)
        now = holdings.derived(post)
        late = len(differences(public.duties(), now)) if public else 0
        hand = next((each for each in own if each.state != StatementState.PUBLISHED), None)
        rows.append(Row(post, len(now.lines), public, hand, late))
    return rows


@require_safe
def post(request: HttpRequest, code: str) -> HttpResponse:
    """One post: the version in hand, or the public one; what is out of date; all versions."""
    actor = gates.actor_of(request)
    return shown(request, actor, duties_gates.post_for(actor, code))


def shown(
    request: HttpRequest,
    actor: Actor,
    kept: Post,
    refused: Refused | None = None,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    """The post's page; after a refusal it says why, with what was typed."""
    versions = list(statements().filter(post=kept))
    public = next((each for each in versions if each.state == StatementState.PUBLISHED), None)
    hand = next((each for each in versions if each.state in {StatementState.DRAFT, StatementState.REVIEWED}), None)
    current, now = hand or public, derived_for(kept, timezone.localdate())
    own = actor.organ is not None and actor.organ.pk == kept.organ_id
    context = {
        "post": kept,
        "versions": versions,
        "current": current,
        "derived": current.duties() if current else now,
        "late": differences(current.duties(), now) if current else (),
        "fields": fields_of(hand, typed) if hand else [],
        "overtaken": fields_of(refused.current, None) if isinstance(refused, Overtaken) else [],
        "may_write": own and actor.role in WRITING,
        "may_confirm": actor.role in CONFIRMING,
        "may_publish": own and actor.role in PUBLISHING,
        "refused": refused,
    }
    return render(request, "desk/duties/post.html", context, status=409 if refused else 200)


def fields_of(statement: DutyStatement, typed: dict[str, str] | None) -> list[tuple[str, str, str, str]]:
    """(name, label, text, hint) of what people write."""
    said = typed or {name: getattr(statement, name) for name in LABELS}
    return [(name, label, said.get(name, ""), HINTS[name]) for name, label in LABELS.items()]


@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version whole, against the one before it."""
    actor = gates.actor_of(request)
    statement = duties_gates.statement_for(actor, code, number)
    former = statements().filter(post=statement.post, number__lt=number).first()
    context = {
        "statement": statement,
        "paper": paper_of(statement),
        "former": former,
        "changes": against(former, statement) if former else [],
    }
    return render(request, "desk/duties/version.html", context)


def against(former: DutyStatement, statement: DutyStatement) -> list[tuple[str, str, str]]:
    """Rows of a comparison: derived duties and written texts."""
    rows = [(each.what, each.old, each.new) for each in differences(former.duties(), statement.duties())]
    written = [(label, str(getattr(former, name)), str(getattr(statement, name))) for name, label in LABELS.items()]
    return rows + [row for row in written if row[1] != row[2]]


def paper_of(statement: DutyStatement) -> dict[str, object]:
    """As it was published, or as it would be today."""
    if statement.paper is not None:
        return dict(statement.paper)
    return plain(sheet(statement, on=timezone.localdate(), demo=county_face().demo))


@require_safe
def file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The paper as PDF; of a draft, how it will look, without a seal."""
    actor = gates.actor_of(request)
    statement = duties_gates.statement_for(actor, code, number)
    if statement.post.code != code:
        raise Http404
    name = f"岗位责任说明书 {statement.post.name} 第{number}版.pdf"
    return HttpResponse(printed(paper_of(statement)), headers=safe_headers(FileKind.PDF, name))
