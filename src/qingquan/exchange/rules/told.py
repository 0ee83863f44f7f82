"""What is told of a case, a step of it, and a finding of supervision: plain values, before any table's format."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Party:
    """The applicant or the agent; numbers are masked already where whoever asks may not have them."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    legal_representative: str = ""


@dataclass(frozen=True, slots=True)
class MaterialTold:
    """One material: whether it came, how and when."""

    name: str
    received: bool
    way: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StepTold:
    """One step of the handling; `done` is empty while it waits."""

    name: str
    action: str
    person: str
    opinion: str
    start: datetime
    done: datetime | None
    organ: str
    uscc: str


@dataclass(frozen=True, slots=True)
class SpecialTold:
    """One special procedure; `kind` is the code of table A.7."""

    name: str
    kind: str
    start: datetime
    reason: str
    end: datetime | None = None
    result: str = ""
    organ: str = ""
    uscc: str = ""
    handler: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """When a case was accepted, by whom, by which document."""

    at: datetime
    person: str
    document: str
    promised: date | None


@dataclass(frozen=True, slots=True)
class ResultTold:
    """How a case ended."""

    at: datetime
    handler: str
    text: str
    certificate: str = ""
    certificate_number: str = ""
    validity: str = ""
    seal: str = ""
    mailed: bool | None = None
    charged: bool = False


@dataclass(frozen=True, slots=True)
class CaseTold:
    """One case with everything the tables 5 to 8 have fields for."""

    number: str
    base_code: str
    impl_code: str
    item_name: str
    kind_name: str
    kind: str
    organ: str
    uscc: str
    region: str
    applied: datetime
    applicant: Party = Party()
    agent: Party = Party()
    materials: tuple[MaterialTold, ...] = ()
    acceptance: Acceptance | None = None
    steps: tuple[StepTold, ...] = ()
    specials: tuple[SpecialTold, ...] = ()
    result: ResultTold | None = None


@dataclass(frozen=True, slots=True)
class FindingTold:
    """One finding of supervision, as table 11 has fields for it."""

    case_number: str
    urged: str
    organ: str
    power_type: str
    issued: datetime
    number: str
    rule: str
    alarm: str
    state_at: datetime
    result: str
    responsible: str
