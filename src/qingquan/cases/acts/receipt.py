"""Receiving an application: the act by which a case begins."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from qingquan import law
from qingquan.cases import documents
from qingquan.cases.acts.hold import columns_of, step_row
from qingquan.cases.models import Case
from qingquan.cases.reading import limits_of
from qingquan.cases.rules import clocks
from qingquan.cases.rules.facts import CaseFacts
from qingquan.cases.rules.posts import posts_for
from qingquan.cases.words import HANDED_IN, Channel, MaterialWay, Stage
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import CaseKind, MaterialNeed, PowerType
from qingquan.law import Refused
from qingquan.ledger import acts as ledger
from qingquan.ledger import swift
from qingquan.ledger.acts import act
from qingquan.ledger.rules import as_json, covered
from qingquan.papers.acts import Paper
from qingquan.papers.rules.numbers import new_query_code
from qingquan.papers.words import DocumentKind
from qingquan.people.fields import sealed_json
from qingquan.people.models import Actor, Applicant, Mandate
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Window
from qingquan.places.words import Role
from qingquan.procedures import runs
from qingquan.procedures.shelf import program

INTAKE = "SELECT cases_intake($1, $2)::text"
RECEIVE = """
    SELECT cases_receive($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)::text
"""


@dataclass(frozen=True, slots=True)
class MaterialGiven:
    """One material as it came in: which of the version's list, how, and the file or the county's own document."""

    name: str
    way: MaterialWay
    file_id: int | None = None
    issued_id: int | None = None


def limits_for(version: ItemVersion, on: date) -> dict[str, object]:
    """The limits a case keeps from its version. Where the version says nothing, the general law speaks."""
    general = law.limit("licensing", "joint_decision" if version.joint else "decision", on=on)
    stated = version.legal_days is not None
    return {
        "legal_days": version.legal_days if stated else general.days,
        "legal_unit": version.legal_unit if stated else general.unit.value,
        "legal_cite": str(version.elements.get("legal_note") or "") if stated else general.cite,
        "promised_days": version.promise_days,
        "promised_unit": version.promise_unit,
        "accept_days": version.accept_days,
        "deliver_days": version.deliver_days,
        "from_receipt": version.from_receipt,
        "joint": version.joint,
        "instant": version.case_kind == CaseKind.INSTANT,
    }


def _check_agent(applicant: Applicant, mandate: Mandate | None, on: date) -> None:
    if mandate is not None and (mandate.principal_id != applicant.pk or not mandate.live(on)):
        raise Refused("代理人没有有效的委托，不能代为申请。", law.duty("licensing", "agents", on=on).cite)


# Who takes in applications at a window. Handbook appendix C.
RECEIVING = frozenset({Role.WINDOW_CLERK, Role.CHIEF_REPRESENTATIVE})


def _check_receiving(applicant: Applicant, mandate: Mandate | None, by: Actor) -> None:
    """At a window its clerk receives; online one applies for oneself, or for who gave a mandate."""
    if by.post is not None:
        if by.role not in RECEIVING:
            raise Refused("收件由窗口岗位办理，您的岗位不能收件。", "岗位职责")
        return
    own = {applicant.account_id, mandate.agent.account_id if mandate else None}
    if by.account_id is None or by.account_id not in own:
        raise Refused("只能为本人、本单位或者委托人申请。")


@dataclass(frozen=True, slots=True)
class _Opening:
    """A case about to begin: its row, its first steps, its receipt and record, all but its number."""

    mark: str
    known: Mapping[str, Any]
    row: Mapping[str, Any]
    opened: Sequence[Mapping[str, object]]
    receipt: Paper
    told: Mapping[str, object]

    def written(self, materials: Sequence[MaterialGiven], *, by: Actor, at: datetime) -> list[Any]:
        """The values of the SQL function `cases_receive`."""
        known, kind = self.known, "case.received"
        power = PowerType(known["power_type"]).code
        day = f"{timezone.localdate(at):%Y%m%d}"
        entry = covered(subject=self.mark, kind=kind, facts=self.told, at=at, account=by.account_id, post=by.post_id)
        return [
            self.mark,
            f"{known['division'][:6]}{known['organ_seq']}{power}{day}",
            f"case/{known['organ_seq']}/{power}/{day}",
            as_json(self.row),
            as_json(self.opened),
            as_json(_materials(known["materials"], materials)),
            as_json(self.receipt.row()),
            at,
            kind,
            as_json(self.told),
            by.account_id,
            by.post_id,
            entry.decode(),
        ]


@act("case.received", in_one_statement=True)
def receive(
    version: ItemVersion,
    applicant: Applicant,
    *,
    answers: Mapping[str, object],
    materials: Sequence[MaterialGiven],
    channel: Channel,
    by: Actor,
    at: datetime,
    mandate: Mandate | None = None,
    window: Window | None = None,
    form_digest: str = "",
) -> Case:
    """Take an application in: number, query code, receipt; the run of its procedure starts.

    《行政许可法》第二十九条. What is not on the published list in force today cannot be received; the database
    says so too.
    """
    _check_agent(applicant, mandate, timezone.localdate(at))
    _check_receiving(applicant, mandate, by)
    origin = {
        "applicant_id": applicant.pk,
        "mandate_id": mandate.pk if mandate else None,
        "channel": channel.value,
        "window_id": window.pk if window else None,
        "received_by_id": by.post_id,
        "answers": "\\x" + sealed_json(dict(answers)).hex(),
        "form_digest": form_digest,
    }
    opening = _opening(version, applicant, answers, origin, materials, by=by, at=at)
    begun = json.loads(swift.call(RECEIVE, opening.written(materials, by=by, at=at)))
    ledger.recorded("case.received")
    return Case(
        pk=begun["id"],
        number=begun["number"],
        query_code=opening.row["query_code"],
        version=version,
        applicant=applicant,
        organ_id=opening.known["organ_id"],
        stage=Stage.RECEIVED.value,
        received_at=at,
        received_on=timezone.localdate(at),
    )


def _opening(
    version: ItemVersion,
    applicant: Applicant,
    answers: Mapping[str, object],
    origin: Mapping[str, Any],
    materials: Sequence[MaterialGiven],
    *,
    by: Actor,
    at: datetime,
) -> _Opening:
    if version.procedure_id is None:
        raise Refused("本事项还没有公布运行流程，不能收件。请联系事项管理员。")
    on, calendar, made = timezone.localdate(at), county_calendar(), program(version.procedure_id)
    known: dict[str, Any] = json.loads(swift.call(INTAKE, [version.pk, on]))
    known |= known["matter"]
    limits = limits_for(version, on)
    facts = CaseFacts(Stage.RECEIVED, on, limits_of(limits))
    declared = {name: value for name, value in answers.items() if name in made.facts}
    marking = runs.start(made, declared)  # type: ignore[arg-type]
    posts = posts_for([step.post for step in made.steps], known["holders"], known["posts"])
    # Stands wherever the number will be written; sixteen random characters that nobody can have typed.
    mark = secrets.token_urlsafe(12)
    row = {
        **origin,
        **columns_of(facts, calendar),
        "number": mark,
        "query_code": new_query_code(),
        "version_id": version.pk,
        "organ_id": known["organ_id"],
        "received_at": at.isoformat(),
        "received_on": on.isoformat(),
        "matter": known["matter"],
        "limits": limits,
        "posts": posts,
        "facts_declared": declared,
        "procedure_sha256": version.procedure_id,
        "marking": marking.encode(),
        "examined_by": [],
        "acted_at": at.isoformat(),
        "revision": 1,
        "paused_before": False,
        "extension_document": "",
    }
    notice_due = clocks.last_day(clocks.notice(facts), calendar)
    opened = [step_row(step, posts, on, calendar, notice_due) for step in runs.open_steps(made, marking)]
    receipt = documents.paper(
        {**known, **row, "applicant_name": applicant.name},
        DocumentKind.RECEIPT,
        on=on,
        by=by,
        received_at=at,
        notice_due_on=notice_due,
        materials=documents.received_materials([given.name for given in materials if given.way in HANDED_IN]),
    )
    told = {
        "item": known["item_code"],
        "version": known["version"],
        "channel": origin["channel"],
        "procedure": version.procedure_id,
        receipt.kind.value: receipt.check_code,
    }
    return _Opening(mark, known, row, opened, receipt, told)


def _materials(listed: Sequence[tuple[str, str]], given: Sequence[MaterialGiven]) -> list[dict[str, object]]:
    """One row per listed material, there or still missing; what came beyond the list is kept as well."""
    by_name: dict[str, list[MaterialGiven]] = {}
    for material in given:
        by_name.setdefault(material.name, []).append(material)
    rows: list[dict[str, object]] = []
    for position, (name, need) in enumerate(listed, 1):
        came = by_name.pop(name, None) or [MaterialGiven(name, MaterialWay.PENDING)]
        rows += [_material(position, need, material) for material in came]
    extra = [material for left in by_name.values() for material in left]
    return rows + [_material(len(listed) + 1, MaterialNeed.OPTIONAL.value, material) for material in extra]


def _material(position: int, need: str, given: MaterialGiven) -> dict[str, object]:
    return {
        "position": position,
        "name": given.name,
        "need": need,
        "way": given.way.value,
        "file": given.file_id,
        "issued": given.issued_id,
    }
