"""One reported item: read by the county, written by its organ; two people at one item see each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.campaign import acts
from qingquan.campaign.models import EntryDraft, OrganReport, ReportedItem
from qingquan.campaign.rules.entries import findings_of
from qingquan.campaign.rules.fields import BY_KEY, FIELDS, Field
from qingquan.campaign.rules.reduced import Read, read, texts_of
from qingquan.catalogue.rules.citations import guessed_level
from qingquan.desk import campaign_gates
from qingquan.desk import campaign_typing as typing
from qingquan.desk.campaign_forms import Words, posted
from qingquan.desk.campaign_overview import errors
from qingquan.desk.campaign_report import allowed, may_write
from qingquan.desk.campaign_shown import state_shown
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.gates import actor_of
from qingquan.law import Refused
from qingquan.people.models import Actor

BLANK = {"exercise_levels": "县级", "statutory_duty": "否"}
DROP = {"label": "不再申报的理由", "need": "请写明为什么不再申报这一项。"}
GROUPS = (
    ("是什么", ("code", "name", "power_type", "exercise_levels", "statutory_duty", "duty")),
    ("依据", ("legal_bases",)),
    ("时限和环节", ("legal_limit", "legal_unit", "promise", "promise_unit", "max_review_levels")),
    ("材料和收费", ("materials", "fees")),
    ("上年情况", ("cases_last_year", "fees_last_year", "online", "enter_centre", "remark")),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One field as the form draws it."""

    field: Field
    value: str
    error: str
    note: str

    @property
    def options(self) -> list[tuple[str, str]]:
        """The words to choose from, as the form's parts take them."""
        return [(word, word) for word in self.field.choices]

    @property
    def values(self) -> list[str]:
        """The levels that are ticked."""
        return [word for word in self.field.choices if word in self.value]


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a power that is not in the list."""
    actor = actor_of(request)
    report = campaign_gates.report_to_write(actor, pk)
    if request.method != "POST":
        kept = typing.kept(actor, report, None)
        return written(request, actor, report, kept.texts if kept else BLANK, kept=kept)
    texts = typing.typed(request)
    said = read(texts)
    if said.wrong:
        return written(request, actor, report, texts, said=said, status=422)
    try:
        row = acts.enter_item(report, said.facts, **particulars(said), by=actor, at=timezone.now())  # type: ignore[arg-type]
    except Refused as no:
        return written(request, actor, report, texts, refused=no, status=409)
    messages.success(request, f"已填报“{row.name}”。")
    return see_other("desk:campaign_item", pk, row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Read an item, or change it."""
    actor = actor_of(request)
    if request.method != "POST":
        return opened(request, actor, campaign_gates.entry_for(actor, pk, item))
    row = campaign_gates.entry_to_write(actor, pk, item)
    report = row.report
    texts = typing.typed(request)
    said = read(texts, row.facts())
    if said.wrong:
        return written(request, actor, report, texts, row=row, said=said, status=422)
    try:
        acts.change_item(
            row,
            said.facts,
            expected=key_of(request.POST.get("revision", "")),
            particulars=said.said,
            by=actor,
            at=timezone.now(),
        )
    except acts.Stale as stale:
        return written(request, actor, report, texts, row=stale.item, refused=stale, status=409)
    except Refused as no:
        return written(request, actor, report, texts, row=row, refused=no, status=409)
    messages.success(request, f"已保存“{said.facts.name}”。")
    return see_other("desk:campaign_item", pk, row.pk)


def opened(request: HttpRequest, actor: Actor, row: ReportedItem) -> HttpResponse:
    """The form for who writes it while it may be written, else what it says."""
    texts = texts_of(row.facts(), row.particulars())
    if may_write(actor, row.report, row):
        kept = typing.kept(actor, row.report, row)
        return written(request, actor, row.report, kept.texts if kept else texts, row=row, kept=kept)
    facts = row.facts()
    page = {
        "report": row.report,
        "row": row,
        "back": back(actor, row.report),
        "state": state_shown(row.report.state),
        "groups": [
            (
                title,
                [(BY_KEY[key].label, texts[key]) for key in keys if key not in {"legal_bases", "materials", "fees"}],
            )
            for title, keys in GROUPS
            if title not in {"依据", "材料和收费"}
        ],
        "bases": [
            (basis.key, basis.document_no, (basis.level or guessed_level(basis.name)), basis.text)
            for basis in facts.legal_bases
        ],
        "materials": facts.materials,
        "fees": facts.fees,
        "findings": findings_of(facts, row.particulars()),
        "labels": {field.key: field.label for field in FIELDS},
    }
    return render(request, "desk/campaign/item.html", page)


def back(actor: Actor, report: OrganReport) -> tuple[str, str]:
    """Where the item is reached from: the report, or one's own list for who sees no more of it."""
    if campaign_gates.county_wide(actor) or campaign_gates.answers(actor):
        return f"{report.organ.name}申报", reverse("desk:campaign_report", args=[report.pk])
    return "待我填报", reverse("desk:campaign_mine")


def particulars(said: Read) -> dict[str, object]:
    """What stands beside the elements, as the act takes it."""
    return {
        "duty": said.said.duty,
        "cases_last_year": said.said.cases_last_year,
        "fees_last_year": said.said.fees_last_year,
        "remark": said.said.remark,
    }


def written(
    request: HttpRequest,
    actor: Actor,
    report: OrganReport,
    texts: Mapping[str, str],
    *,
    row: ReportedItem | None = None,
    said: Read | None = None,
    refused: Refused | None = None,
    kept: EntryDraft | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form with what was typed; what a colleague saved meanwhile stands beside it."""
    if not may_write(actor, report, row):
        raise Http404
    wrong = {each.key: each.words for each in said.wrong} if said else {}
    # A draft begun on an older revision is saved over a colleague's only knowingly.
    stale = isinstance(refused, acts.Stale) or (kept is not None and row is not None and kept.seen != row.revision)
    theirs = texts_of(row.facts(), row.particulars()) if row and stale else {}
    page = {
        "report": report,
        "row": row,
        "back": back(actor, report),
        "may_drop": row is not None and campaign_gates.writes(actor, report),
        "groups": groups(texts, wrong, findings(row) if row and not said else {}),
        "errors": list(wrong.items()),
        "refused": refused,
        "kept": kept,
        "typing": typing.addresses(report, row),
        "theirs": [
            (BY_KEY[key].label, text, texts.get(key, "")) for key, text in theirs.items() if text != texts.get(key, "")
        ],
    }
    return render(request, "desk/campaign/item_form.html", page, status=status)


def findings(row: ReportedItem) -> dict[str, str]:
    """What a reviewer will ask about, by field."""
    found: dict[str, str] = {}
    for each in findings_of(row.facts(), row.particulars()):
        found.setdefault(each.field, each.words)
    return found


def groups(
    texts: Mapping[str, str], wrong: Mapping[str, str], notes: Mapping[str, str]
) -> Sequence[tuple[str, Sequence[Shown]]]:
    """The fields in their groups."""
    return [
        (
            title,
            [Shown(BY_KEY[key], texts.get(key, ""), wrong.get(key, ""), notes.get(key, "")) for key in keys],
        )
        for title, keys in GROUPS
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take an item out of the report, with a reason."""
    actor = actor_of(request)
    report = campaign_gates.report_to_write(actor, pk)
    row = campaign_gates.item_for(report, item)
    if not allowed(actor, report)["may_write"]:
        raise Http404
    form, refused = Words(posted(request), **DROP), None
    if request.method == "POST" and form.is_valid():
        try:
            acts.drop_item(
                row,
                expected=key_of(request.POST.get("revision", "")),
                reason=form.cleaned_data["words"],
                by=actor,
                at=timezone.now(),
            )
        except Refused as no:
            refused = no
        else:
            messages.success(request, f"已不再申报“{row.name}”。台账里留有记录。")
            return see_other("desk:campaign_report", pk)
    page = {"report": report, "row": row, "form": form, "refused": refused, "errors": errors(form)}
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "desk/campaign/drop.html", page, status=status)
