"""One application on the counter: its forms, what is still wrong on it, and the acts that take it in.

No page is here: `receive` shows the sheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from qingquan.cases import acts
from qingquan.cases.acts.drafting import digest_of
from qingquan.cases.models import Case
from qingquan.cases.words import Channel
from qingquan.catalogue.models import ItemVersion
from qingquan.desk.receive_forms import (
    AgentForm,
    ApplicantForm,
    Errors,
    IdentityForm,
    materials_given,
    problems,
    slots,
)
from qingquan.law import Refused
from qingquan.papers.forms import Answers
from qingquan.papers.models import Document
from qingquan.papers.words import DocumentKind
from qingquan.people import acts as people
from qingquan.people.models import Actor, Applicant, Mandate
from qingquan.people.words import ApplicantKind, IdType
from qingquan.places.models import Window
from qingquan.places.words import HallLevel

CHANNELS = {
    HallLevel.COUNTY: Channel.COUNTY,
    HallLevel.TOWN: Channel.TOWN,
    HallLevel.VILLAGE: Channel.VILLAGE,
}


@dataclass(slots=True)
class Sheet:
    """One application on the counter: the version, who takes it in where, and the forms as filled in so far."""

    version: ItemVersion
    by: Actor
    at: datetime
    windows: list[Window]
    identity: IdentityForm
    applicant: ApplicantForm
    agent: AgentForm
    post: Mapping[str, str]
    answers: Answers | None
    issued: list[Document]

    @property
    def window(self) -> Window | None:
        """Where it is taken in; None at a post that sits at no window."""
        chosen = next((window for window in self.windows if str(window.pk) == self.post.get("window")), None)
        return chosen or (self.windows[0] if len(self.windows) == 1 else None)

    @property
    def questions(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """The circumstances the item asks for: field, question, answers to choose from."""
        listed: list[dict[str, Any]] = self.version.elements.get("scenarios", [])
        return [
            (f"q{at}", each["question"], [(answer, answer) for answer in each["answers"]])
            for at, each in enumerate(listed)
        ]

    @property
    def circumstances(self) -> dict[str, str]:
        """What was answered."""
        return {question: self.post.get(name, "") for name, question, _ in self.questions}


def issued_to(known: Applicant | None) -> list[Document]:
    """Certificates the county gave the applicant: nobody is asked for what the county issued itself."""
    if known is None:
        return []
    numbers = Case.objects.filter(applicant=known).values("number")
    kind = DocumentKind.CERTIFICATE.value
    return list(Document.objects.filter(kind=kind, subject__in=numbers, revoked_on__isnull=True).order_by("-id")[:20])


def wrong(sheet: Sheet) -> Errors:
    """Everything wrong on the sheet, in the order of the page."""
    errors = [] if sheet.window or not sheet.windows else [("window", "请选择收件窗口。")]
    errors += problems(sheet.applicant, sheet.agent)
    errors += [
        (name, f"请回答：{question}")
        for name, question, answers in sheet.questions
        if sheet.post.get(name, "") not in dict(answers)
    ]
    return errors + list((sheet.answers.errors if sheet.answers else {}).items())


@transaction.atomic
def receive(sheet: Sheet) -> Case:
    """Register who is new, note the mandate, receive: all of it, or nothing."""
    applicant = _applicant(sheet)
    given = materials_given(sheet.version, slots(sheet.version, sheet.post), sheet.circumstances, sheet.issued)
    answers = sheet.answers.values if sheet.answers else {}
    asked = {"circumstances": sheet.circumstances} if sheet.questions else {}
    hall = HallLevel(sheet.window.hall.level) if sheet.window else HallLevel.COUNTY
    return acts.receive(
        sheet.version,
        applicant,
        answers=answers | asked,
        materials=given,
        channel=CHANNELS[hall],
        mandate=_mandate(sheet, applicant),
        window=sheet.window,
        form_digest=digest_of(sheet.version),
        by=sheet.by,
        at=sheet.at,
    )


def _applicant(sheet: Sheet) -> Applicant:
    form, identity = sheet.applicant, sheet.identity.cleaned_data
    if form.settled and form.known:
        return form.known
    given = form.cleaned_data
    firm = identity["id_type"] == IdType.USCC
    return people.register_applicant(
        kind=ApplicantKind.ORGANISATION if firm else ApplicantKind.PERSON,
        name=given["name"],
        id_type=IdType(identity["id_type"]),
        id_number=identity["id_number"],
        phone=given["phone"] or (form.known.phone if form.known else ""),
        address=given["address"],
        legal_representative=given.get("legal_representative", ""),
        by=sheet.by,
        at=sheet.at,
    )


def _mandate(sheet: Sheet, applicant: Applicant) -> Mandate | None:
    if not sheet.agent.there:
        return None
    given = sheet.agent.cleaned_data
    agent = people.register_applicant(
        kind=ApplicantKind.PERSON,
        name=given["agent_name"],
        id_type=IdType.CITIZEN_ID,
        id_number=given["agent_number"],
        phone=given["agent_phone"],
        by=sheet.by,
        at=sheet.at,
    )
    if agent.pk == applicant.pk:
        raise Refused("代理人和申请人是同一个人，不用填写代理人。")
    return people.give_mandate(
        applicant,
        agent,
        matters=f"{sheet.version.name}的申请",
        document=given["mandate"],
        from_on=timezone.localdate(sheet.at),
        until_on=given["mandate_until"],
        by=sheet.by,
        at=sheet.at,
    )
