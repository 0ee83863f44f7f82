"""The portal's readers and applicants, as stories need them: a county with a full guide, and browsers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from qingquan.cases.models import Draft
from qingquan.catalogue.acts.writing import lay, rows_of, write_rows
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules import parts
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import CaseKind, MaterialNeed, MaterialSource, PowerType, ServiceObject
from qingquan.papers.tests.samples import pdf
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Account
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.words import HallLevel
from qingquan.portal import shelves
from tests.county import FOUNDED, County, at, found
from tests.flows.desk_hands import MON, Clock

BEGUN = FOUNDED.date()
CODE = "119901010000010124000119004000"
FORM = {
    "title": "取水许可申请表",
    "type": "object",
    "properties": {
        "source": {"type": "string", "title": "水源类型", "enum": ["地表水", "地下水"], "x-group": "取水"},
        "depth": {
            "type": "string",
            "title": "井深",
            "maxLength": 40,
            "x-group": "取水",
            "x-when": {"field": "source", "equals": "地下水"},
        },
        "amount": {"type": "number", "title": "年取水量（万立方米）", "minimum": 0, "x-group": "取水"},
        "phone": {"type": "string", "title": "联系电话", "format": "phone", "x-group": "联系"},
    },
    "required": ["source", "amount", "phone"],
    "additionalProperties": False,
}
GUIDE = VersionFacts(
    code=CODE,
    name="取水许可（全）",
    power_type=PowerType.LICENCE,
    organ_name="清泉县水利局",
    service_objects=(ServiceObject.PERSON, ServiceObject.ENTERPRISE),
    themes=("农林牧渔", "经营准入"),
    legal_bases=(
        parts.LegalBasis(name="中华人民共和国水法", article="第四十八条第一款", text="直接从江河、湖泊取水的。"),
    ),
    case_kind=CaseKind.COMMITTED,
    online=True,
    legal_limit=parts.Span(20),
    promise=parts.Span(14),
    accept_conditions="取水口在本县。",
    materials=(
        parts.Material(name="取水许可申请书", source=MaterialSource.APPLICANT, accept_standard="签字盖章。"),
        parts.Material(name="水资源论证报告书", source=MaterialSource.APPLICANT, scenario="建设项目取水"),
        parts.Material(name="营业执照", source=MaterialSource.GOVERNMENT, issuer="市场监督管理部门"),
        parts.Material(name="其他说明", source=MaterialSource.APPLICANT, need=MaterialNeed.OPTIONAL),
    ),
    scenarios=(parts.Scenario(question="取水用于做什么？", answers=("建设项目取水", "农业灌溉取水")),),
    remedies="可以申请行政复议。",
)
ANSWERS = {"source": "地表水", "amount": "12.5", "phone": "13800001234"}
PDF = pdf()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of Django itself, set to a Monday in March."""
    set_to = Clock(at(MON))
    monkeypatch.setattr(timezone, "now", lambda: set_to.now)
    return set_to


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    """The county of all tests, with one item more whose guide says everything, and its centre."""
    shelves.forget()
    county = found()
    places.enter_hall(
        level=HallLevel.COUNTY,
        division=county.organ.division,
        name="清泉县政务服务中心",
        address="南湖路66号",
        hours="工作日 9:00—17:00",
        phone="0990-2112345",
        by=SYSTEM,
        at=FOUNDED,
    )
    item = Item.objects.create(
        code=CODE, base_code="000119004000", organ=county.organ, power_type="licence", name=GUIDE.name
    )
    published(county, item, 1, GUIDE)
    return county


def published(county: County, item: Item, number: int, facts: VersionFacts, from_on: date = BEGUN) -> ItemVersion:
    """A version of the full item, in force from a day; what was in force ends the day before."""
    version = ItemVersion(item=item, number=number)
    lay(version, replace(facts, procedure_sha256=county.version.procedure_id or ""), FORM)
    version.save()
    write_rows(rows_of(version, facts))
    ItemVersion.objects.filter(pk=version.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=from_on)
    version.refresh_from_db()
    return version


def full_version() -> ItemVersion:
    return ItemVersion.objects.get(item__code=CODE, number=1)


def citizen(county: County) -> Client:
    """A browser in which the citizen is signed in."""
    return signed_in(county.citizen)


def signed_in(account: Account) -> Client:
    browser = Client()
    browser.force_login(account)
    return browser


def somebody_else() -> Client:
    """A browser of another applicant."""
    return signed_in(
        people.open_account("other", "何旁", AccountKind.APPLICANT, by=SYSTEM, at=FOUNDED, password="a-long-word-26")
    )


def text(answer: Any) -> str:
    return str(answer.content.decode())


def begin(county: County, browser: Client, use: str = "农业灌溉取水") -> Draft:
    """Choose for whom and in what circumstances."""
    answer = browser.post(f"/items/{CODE}/apply/", {"applicant": str(county.applicant.pk), "q0": use})
    assert answer.status_code == 302, text(answer)
    return Draft.objects.latest("pk")


def fill(browser: Client, draft: Draft, **changed: str) -> Any:
    """Fill the form in and go on."""
    return browser.post(f"/drafts/{draft.code}/", ANSWERS | changed | {"go": "next"})


def upload(browser: Client, draft: Draft, data: bytes = PDF, name: str = "申请书.pdf", slot: str = "m1") -> Any:
    """Upload one material and go on."""
    return browser.post(f"/drafts/{draft.code}/materials/", {slot: SimpleUploadedFile(name, data), "go": "next"})


def send(browser: Client, draft: Draft) -> Any:
    """Confirm and send."""
    return browser.post(f"/drafts/{draft.code}/review/", {"true_words": "yes"})


def ready(county: County, browser: Client) -> Draft:
    """A draft to which nothing is wanting."""
    draft = begin(county, browser)
    assert fill(browser, draft).status_code == 302
    assert upload(browser, draft).status_code == 302
    return draft
