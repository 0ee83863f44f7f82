"""Checking a document somebody holds, and the public register."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qingquan.cases import acts
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, Opinion, Outcome
from qingquan.papers.models import Document
from qingquan.papers.printed import pdf_of
from qingquan.publicity.acts import publish_decision
from tests.county import County, at
from tests.flows.desk_hands import MON, Clock
from tests.flows.portal_hands import PDF, clock, county, text

__all__ = ["clock", "county"]


@pytest.fixture
def certificate(county: County) -> Document:
    """A licence granted and handed over."""
    case = county.accept(MON)
    for official in (county.handler, county.reviewer):
        step = case.steps.get(done_at__isnull=True).step
        acts.complete_step(case.number, step, Opinion.AGREE, "符合", by=official.acts, at=at(MON, 12))
    acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(MON, 15))
    acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(MON, 16))
    return Document.objects.get(kind="certificate")


def test_the_code_in_the_qr_shows_that_it_is_valid_and_masks_the_holder(certificate: Document) -> None:
    page = text(Client().get(f"/check/{certificate.check_code}/"))
    assert "是本县核发的，现在有效" in page
    assert "陈**" in page
    assert "陈民" not in page


def test_a_revoked_one_is_not_valid(certificate: Document) -> None:
    Document.objects.filter(pk=certificate.pk).update(revoked_on=date(2026, 3, 2))
    assert "已经撤销" in text(Client().get(f"/check/{certificate.check_code}/"))


def test_an_old_one_has_expired(certificate: Document, clock: Clock) -> None:
    clock.go(date(2031, 3, 3))
    assert "已经过了有效期" in text(Client().get(f"/check/{certificate.check_code}/"))


def test_number_and_two_characters_of_the_name_find_it(certificate: Document) -> None:
    number = certificate.contents["certificate_number"]
    answer = Client().post("/verify/", {"number": number, "holder": "陈民"})
    assert answer["Location"] == f"/check/{certificate.check_code}/"


@pytest.mark.parametrize("holder", ["", "陈", "何旁"])
def test_a_number_alone_tells_nothing(certificate: Document, holder: str) -> None:
    answer = Client().post("/verify/", {"number": certificate.number, "holder": holder})
    assert answer.status_code == 422
    assert "没有查到" in text(answer)


def test_an_unknown_code_is_no_page(county: County) -> None:
    assert Client().get("/check/nonsense/").status_code == 404
    assert Client().post("/verify/", {"code": "nonsense"}).status_code == 422


def test_the_signed_file_is_intact_and_a_changed_one_is_not(certificate: Document) -> None:
    signed = pdf_of(certificate, at(MON, 17))
    browser = Client()
    assert "签名有效" in text(browser.post("/verify/", {"pdf": SimpleUploadedFile("证.pdf", signed), "way": "file"}))
    changed = signed.replace(b"/Type", b"/Tipe", 1)
    answer = browser.post("/verify/", {"pdf": SimpleUploadedFile("证.pdf", changed), "way": "file"})
    assert "不能认定" in text(answer)


def test_a_file_nobody_signed_is_not_ours(certificate: Document) -> None:
    answer = Client().post("/verify/", {"pdf": SimpleUploadedFile("<b>x</b>.pdf", PDF), "way": "file"})
    assert "不能认定" in text(answer)
    assert "<b>x</b>" not in text(answer)


def test_no_file_is_asked_for_again(county: County) -> None:
    assert Client().post("/verify/", {"way": "file"}).status_code == 422


def test_decisions_are_public_masked_and_found(certificate: Document) -> None:
    case = Case.objects.select_related("version__item", "organ", "applicant").get()
    publish_decision(case, at=at(MON, 17))
    page = text(Client().get("/decisions/?q=取水&organ=013&outcome=grant"))
    assert "陈**" in page
    assert "陈民" not in page
    assert "没有找到" in text(Client().get("/decisions/?outcome=refuse"))
    assert "陈**" in text(Client().get("/"))
