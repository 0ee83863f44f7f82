"""Every document of a case can be printed from what was kept of it; a certificate is signed once."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from qingquan.cases import acts
from qingquan.cases.acts import Gap
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, NoAcceptance, Opinion, Outcome
from qingquan.papers.models import Document, Print
from qingquan.papers.printed import check_file, pdf_of
from tests.county import at, found

pytestmark = pytest.mark.django_db

MON = date(2026, 3, 2)
NOON = at(MON, 12)


def text_of(document: Document) -> str:
    pages = PdfReader(BytesIO(pdf_of(document, NOON))).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def every_kind() -> None:
    """Cases that together issue every kind of document."""
    county = found()
    granted, refused = county.accept(MON), county.accept(MON)
    acts.pause(
        granted.number,
        "testing",
        procedure="水质检测",
        planned_end=date(2026, 3, 4),
        by=county.handler.acts,
        at=at(MON),
    )
    acts.resume(granted.number, "检测合格", by=county.handler.acts, at=at(date(2026, 3, 3)))
    acts.extend(granted.number, reason="工程复杂", by=county.head.acts, at=at(date(2026, 3, 3)))
    for case, outcome in ((granted, Outcome.GRANT), (refused, Outcome.REFUSE)):
        for official in (county.handler, county.reviewer):
            step = case.steps.get(done_at__isnull=True)
            acts.complete_step(case.number, step.step, Opinion.AGREE, "", by=official.acts, at=at(date(2026, 3, 4)))
        reasons = "" if outcome is Outcome.GRANT else "不符合取水许可条件第二项。"
        acts.decide(case.number, outcome, reasons, by=county.approver.acts, at=at(date(2026, 3, 4), 15))
        acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(date(2026, 3, 5)))
    lacking = county.receive(MON, whole=False)
    acts.notify_gaps(lacking.number, [Gap("建设项目水资源论证报告书")], by=county.clerk.acts, at=at(MON))
    acts.terminate(lacking.number, "申请人死亡", by=county.approver.acts, at=at(MON, 16))
    acts.withdraw(county.receive(MON).number, "不办了", by=county.as_citizen, at=at(MON, 16))
    acts.deem_accepted(county.receive(MON).number, at=at(date(2026, 3, 20)))
    acts.refuse_acceptance(
        county.receive(MON).number, NoAcceptance.NOT_REQUIRED, "少量取水不需要许可。", by=county.clerk.acts, at=at(MON)
    )
    acts.refuse_acceptance(
        county.receive(MON).number,
        NoAcceptance.NOT_OURS,
        "水源在邻县。",
        competent_organ="邻县水利局",
        by=county.clerk.acts,
        at=at(MON),
    )


def test_every_kind_of_document_is_printed_with_its_number_and_title() -> None:
    every_kind()
    kinds: dict[str, Document] = {}
    for document in Document.objects.all():
        kinds.setdefault(document.kind, document)
    assert len(kinds) == 14
    for document in kinds.values():
        text = text_of(document)
        assert "取水许可" in text, document.kind
        if document.kind not in {"receipt", "certificate"}:
            assert document.number in text, document.kind


def test_a_refusal_tells_where_to_turn() -> None:
    every_kind()
    text = text_of(Document.objects.get(kind="refusal_decision"))
    assert "清泉县人民政府" in text
    assert "清泉县人民法院" in text
    assert "60日" in text


def test_a_certificate_is_signed_once_and_a_changed_byte_is_noticed() -> None:
    every_kind()
    certificate = Document.objects.get(kind="certificate")
    pdf = pdf_of(certificate, NOON)
    assert pdf_of(certificate, at(date(2026, 4, 1))) == pdf
    assert Print.objects.get().signed
    assert check_file(pdf).valid
    assert not check_file(pdf[:5000] + bytes([pdf[5000] ^ 1]) + pdf[5001:]).valid


def test_the_same_contents_give_the_same_bytes() -> None:
    case = found().accept(MON)
    document = Document.objects.get(subject=case.number, kind="acceptance")
    assert pdf_of(document, NOON) == pdf_of(document, at(date(2026, 4, 1)))
    assert Case.objects.count() == 1
