"""The papers of review: the decision on an item, the report of an evaluation. `papers` checks what they must say."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.law import parameter
from qingquan.papers.acts import issue, prepare
from qingquan.papers.models import Document
from qingquan.papers.words import DocumentKind
from qingquan.people.models import Actor
from qingquan.places.county import county_face
from qingquan.review.models import Panel, Seat
from qingquan.review.reading.dossier import Dossier
from qingquan.review.rules.decisions import RULES, bases_of
from qingquan.review.rules.particulars import Particulars, shown
from qingquan.review.rules.scoring import Summary
from qingquan.review.words import DecisionCode, Stance


def issue_decision(
    dossier: Dossier, code: DecisionCode, particulars: Particulars, *, reasons: str, by: Actor, at: datetime
) -> Document:
    """清理审核决定书, addressed to the organ that reported the item."""
    own: dict[str, object] = {
        "campaign": dossier.reported.report.campaign.name,
        "decision": code.label,
        "basis": bases_of(code, particulars, dossier.reported.facts()),
        "reasons": [line.strip() for line in reasons.splitlines() if line.strip()],
        "effect": RULES[code].effect,
        "particulars": [{"label": label, "value": value} for label, value in shown(particulars)],
        "objection": objection_of(dossier),
        "concluded": dossier.concluded is not None,
        "supersedes": dossier.decision.number if dossier.decision else "",
    }
    return issued(DocumentKind.CLEARING_DECISION, dossier.reported, own, by, at)


def objection_of(dossier: Dossier) -> str:
    """The organ's one objection: still open to it, or what became of it."""
    if dossier.answer is None:
        days = parameter("review_objection_days").number
        return f"你单位对本决定有异议的，可以自收到之日起{days}个工作日内说明理由、提出一次。"
    if dossier.answer.stance == Stance.ACCEPT:
        return "你单位此前已反馈无异议。"
    return "你单位此前提出的异议已经研究处理，不再重复提出。"


def issue_report(panel: Panel, seats: Sequence[Seat], summary: Summary, by: Actor, at: datetime) -> Document:
    """评估论证报告: means with what was asked, the experts' words without their names, the conclusion."""
    sheets = [seat.sheet for seat in seats if hasattr(seat, "sheet")]
    own: dict[str, object] = {
        "question": panel.question.rstrip("。"),
        "scores": [
            {"dimension": each.label, "mean": f"{float(mean):.1f}", "question": each.question}
            for each, mean in summary.means.items()
        ],
        "experts": summary.sheets,
        "recused": sum(seat.conflict is True for seat in seats) or "",
        "total": f"{float(summary.total):.1f}",
        "vetoes": summary.vetoes or "",
        "opinions": [sheet.opinion for sheet in sheets if sheet.opinion],
        "conclusion": panel.conclusion,
    }
    return issued(DocumentKind.EVALUATION_REPORT, panel.reported, own, by, at)


def issued(kind: DocumentKind, reported: ReportedItem, own: Mapping[str, object], by: Actor, at: datetime) -> Document:
    """Numbered and kept, under the seal of whoever's post acts."""
    assert by.organ is not None, "only posts issue papers"
    from_organ, on = by.organ, timezone.localdate(at)
    contents: dict[str, object] = {
        "organ": from_organ.name,
        "addressee": reported.report.organ.name,
        "item": reported.name,
        "code": reported.code,
        "case_number": f"{reported.report.campaign.number}-{reported.pk}",
        "number_label": "申报编号",
        "scan": "扫码核验本文书真伪",
        "date": on,
        "seal": "公章",
        "demo": county_face().demo,
    }
    paper = prepare(
        kind,
        organ_short_name=from_organ.short_name,
        organ_seq=from_organ.seq,
        contents=contents | dict(own),
        on=on,
    )
    return issue(paper, subject=f"reported/{reported.pk}", organ_id=from_organ.pk, at=at)
