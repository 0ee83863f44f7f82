"""Cases as the tables of the standard tell them: a fixed number of queries however many cases."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from qingquan.cases.models import Case, PauseRow, Step
from qingquan.cases.words import HANDED_IN, Delivery, MaterialWay, Opinion, Outcome, Stage
from qingquan.catalogue.words import CaseKind, SpecialProcedureKind
from qingquan.exchange.rules.told import (
    Acceptance,
    CaseTold,
    MaterialTold,
    Party,
    ResultTold,
    SpecialTold,
    StepTold,
)
from qingquan.fees.models import Bill
from qingquan.ledger.models import Entry
from qingquan.papers.models import Document
from qingquan.papers.words import DocumentKind
from qingquan.people.models import Applicant
from qingquan.people.rules import mask_name, scrubbed
from qingquan.people.words import ApplicantKind

ACCEPTING = (DocumentKind.ACCEPTANCE, DocumentKind.DEEMED_ACCEPTANCE_RECORD)
DECISIONS = (DocumentKind.GRANT_DECISION, DocumentKind.REFUSAL_DECISION)
# How a case ends that is not decided; whoever withdrew is the applicant and is not told as a handler.
ENDINGS = (
    DocumentKind.TERMINATION_NOTICE,
    DocumentKind.WITHDRAWAL_CONFIRMATION,
    DocumentKind.REFUSAL_OF_ACCEPTANCE,
    DocumentKind.NOT_REQUIRED,
)
# Table 7 knows 通过, 退回 and 其他.
ACTIONS = {Opinion.AGREE.value: "通过", Outcome.GRANT.value: "通过", Opinion.RETURN.value: "退回"}
EXTENSION = "延长办理期限"
EXTENSION_CITE = "《行政许可法》第四十二条"

Papers = dict[str, dict[str, Document]]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is read of all the cases at once."""

    papers: Papers
    resumed: dict[str, list[datetime]]
    charged: frozenset[int]


def told(cases: Iterable[Case], *, clear: bool) -> list[CaseTold]:
    """The cases; personal numbers and persons' names are masked unless `clear`."""
    related = ("version__item", "organ", "applicant", "mandate__agent")
    together = ("steps__post__organ", "steps__done_by", "pauses__document", "materials")
    pks = [case.pk for case in cases]
    found = Case.objects.filter(pk__in=pks).select_related(*related).prefetch_related(*together).defer("answers")
    ordered = list(found.order_by("received_at", "pk"))
    beside = read_beside(ordered)
    return [one(case, beside, clear=clear) for case in ordered]


def read_beside(cases: Sequence[Case]) -> Beside:
    """Documents by case and kind, when each pause ended, which cases had a bill."""
    numbers = [case.number for case in cases]
    papers: Papers = defaultdict(dict)
    for paper in Document.objects.filter(subject__in=numbers).order_by("pk"):
        papers[paper.subject][paper.kind] = paper
    resumed: dict[str, list[datetime]] = defaultdict(list)
    entries = Entry.objects.filter(subject__in=numbers, kind="case.resumed").order_by("id")
    for number, at in entries.values_list("subject", "at"):
        resumed[number].append(at)
    bills = Bill.objects.filter(case__in=[case.pk for case in cases]).values_list("case_id", flat=True)
    return Beside(papers, resumed, frozenset(pk for pk in bills if pk is not None))


def one(case: Case, beside: Beside, *, clear: bool) -> CaseTold:
    """One case."""
    kind = CaseKind(case.version.case_kind) if case.version.case_kind else None
    papers = beside.papers.get(case.number, {})
    return CaseTold(
        number=case.number,
        base_code=case.version.item.base_code,
        impl_code=case.version.item.code,
        item_name=case.version.name,
        kind_name=kind.label if kind else "",
        kind=kind.code if kind else "",
        organ=case.organ.name,
        uscc=case.organ.uscc,
        region=case.organ.division_id[:6],
        applied=case.received_at,
        applicant=party(case.applicant, clear=clear),
        agent=party(case.mandate.agent, clear=clear) if case.mandate else Party(),
        materials=tuple(
            MaterialTold(each.name, each.way in HANDED_IN, MaterialWay(each.way).label, each.received_at)
            for each in case.materials.all()
        ),
        acceptance=acceptance(case, papers),
        steps=tuple(step(each) for each in case.steps.all()),
        specials=(*pauses(case, beside.resumed.get(case.number, [])), *extension(case, papers)),
        result=result(case, papers, charged=case.pk in beside.charged),
    )


def party(applicant: Applicant, *, clear: bool) -> Party:
    """An applicant or agent; an organisation's name and code are public, a person's are not."""
    person = applicant.kind == ApplicantKind.PERSON
    representative = applicant.legal_representative
    return Party(
        name=applicant.name if clear else applicant.public_name,
        id_number=applicant.id_number if clear or not person else applicant.masked_id,
        phone=applicant.phone if clear else applicant.masked_phone,
        address=applicant.address if clear else "",
        legal_representative=representative if clear else mask_name(representative),
    )


def acceptance(case: Case, papers: dict[str, Document]) -> Acceptance | None:
    """The document of acceptance; by silence nobody accepted, and the record of it is the document."""
    paper = first(papers, ACCEPTING)
    if paper is None or case.accepted_on is None:
        return None
    person = "" if case.deemed else said(paper, "handler")
    return Acceptance(paper.issued_at, person, paper.number, case.promised_due_on)


def step(row: Step) -> StepTold:
    """One step; who did it is an official, so that the name is told."""
    official = row.done_by is not None and row.done_by.is_official
    return StepTold(
        name=row.name,
        action=ACTIONS.get(row.opinion, "其他"),
        person=row.done_by.name if row.done_by and official else "",
        opinion=scrubbed(row.text),
        start=row.opened_at,
        done=row.done_at,
        organ=row.post.organ.name,
        uscc=row.post.organ.uscc,
    )


def pauses(case: Case, resumed: Sequence[datetime]) -> Iterable[SpecialTold]:
    """Special procedures in which the time stood still, each with the moment it ended, if it did."""
    for place, row in enumerate(case.pauses.all()):
        yield pause(case, row, resumed[place] if place < len(resumed) else None)


def pause(case: Case, row: PauseRow, end: datetime | None) -> SpecialTold:
    """One of them: table A.7 has one code for all but an extension."""
    return SpecialTold(
        name=row.label,
        kind=SpecialProcedureKind.OTHER.code,
        start=row.document.issued_at,
        reason=row.cite,
        end=end,
        result=scrubbed(row.result),
        organ=case.organ.name,
        uscc=case.organ.uscc,
        handler=said(row.document, "handler"),
    )


def extension(case: Case, papers: dict[str, Document]) -> Iterable[SpecialTold]:
    """A prolonged time, which table A.7 counts among the special procedures."""
    paper = papers.get(DocumentKind.EXTENSION_NOTICE)
    if paper is not None:
        yield SpecialTold(
            name=EXTENSION,
            kind=SpecialProcedureKind.EXTENSION.code,
            start=paper.issued_at,
            reason=EXTENSION_CITE,
            organ=case.organ.name,
            uscc=case.organ.uscc,
            handler=said(paper, "handler"),
        )


def result(case: Case, papers: dict[str, Document], *, charged: bool) -> ResultTold | None:
    """How the case ended: by a decision, or without one."""
    decision = first(papers, DECISIONS)
    if decision is None:
        ending = first(papers, ENDINGS)
        return ResultTold(ending.issued_at, "", Stage(case.stage).label, charged=charged) if ending else None
    certificate, proof = papers.get(DocumentKind.CERTIFICATE), papers.get(DocumentKind.PROOF_OF_SERVICE)
    return ResultTold(
        at=decision.issued_at,
        handler=said(decision, "handler"),
        text=decision.title,
        certificate=said(certificate, "name"),
        certificate_number=certificate.number if certificate else "",
        validity=validity(certificate),
        seal=case.organ.name,
        mailed=said(proof, "way") == Delivery.MAIL.label if proof else None,
        charged=charged,
    )


def validity(certificate: Document | None) -> str:
    """From which day to which."""
    since, until = said(certificate, "valid_from"), said(certificate, "valid_until")
    return f"{since} 至 {until}" if since and until else until


def first(papers: dict[str, Document], kinds: Iterable[DocumentKind]) -> Document | None:
    """The document of the first kind there is."""
    return next((papers[kind] for kind in kinds if kind in papers), None)


def said(paper: Document | None, name: str) -> str:
    """One entry of what a document says."""
    return str(paper.contents.get(name) or "") if paper else ""
