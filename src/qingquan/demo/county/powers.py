"""What the county's files hold about law and powers: statutes with their articles, items with all elements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

LEVEL = "4"
"""行使层级: the county, GB/T 39046 table A.2."""
ON_APPLICATION = frozenset({"01", "05", "07", "09", "20"})
"""Types of power whose cases begin with an application; 08 and 10 may begin either way."""
REVIEWS = frozenset({"examine", "review"})

Choice = str | bool
When = Mapping[str, Choice | tuple[str, ...]]
"""A condition on answers: every key has the value, or one of the values, named here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """A law or administrative regulation. `version` is the day of the text's last change, not of its force."""

    short: str
    title: str
    level: str
    version: date
    articles: Mapping[str, str]
    in_force: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One provision an item rests on, with the whole text of its article."""

    statute: Statute
    article: str
    role: str

    @property
    def cite(self) -> str:
        """As people write it: 《水法》第七条."""
        return f"《{self.statute.short}》{self.article}"

    @property
    def text(self) -> str:
        """The article in full, whatever paragraph is cited."""
        return self.statute.articles[self.article[: self.article.index("条") + 1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """法定办结时限. `start` says from what day; `parameter` marks a figure no statute gives."""

    days: int
    unit: str
    start: str
    cite: str
    note: str
    parameter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """承诺办结时限 in working days, and what was promised before the clean-up."""

    days: int
    unit: str
    previous: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """申请材料. `source` is applicant, government or intermediary; what the government issued is fetched."""

    name: str
    standard: str
    basis: str
    need: str = "required"
    kind: str = "original"
    medium: str = "either"
    source: str = "applicant"
    issuer: str = ""
    copies: int = 1
    when: When = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """收费项目, standing on the published list under `listed_as`."""

    name: str
    standard: str
    cite: str
    listed_as: str
    reduce_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """办理结果: a licence, an approval or another document."""

    name: str
    kind: str
    validity: str
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialProcedure:
    """特别程序: why the clock may stand still for this item, by which article and for how long."""

    kind: str
    name: str
    cite: str
    days: int | None = None
    unit: str = "WD"
    formula: str = ""
    required: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """情形: one question of the guide; answers choose materials."""

    key: str
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of the application form."""

    key: str
    title: str
    group: str
    type: str = "string"
    format: str = ""
    description: str = ""
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: int | None = None
    maximum: int | None = None
    long: bool = False
    required: bool = True
    when: When = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a procedure, with the columns that a table of stages has."""

    name: str
    kind: str
    post: str
    working_days: int
    returns_to: str = ""
    beside: bool = False

    def row(self) -> dict[str, object]:
        """As the layout of diagrams from stages reads it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "post": self.post,
            "working_days": self.working_days,
            "returns_to": self.returns_to,
            "beside": "是" if self.beside else "",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """权力事项 with all its elements; what begins without an application states only the first of them."""

    key: str
    organ: str
    code: str
    base_code: str
    name: str
    power_type: str
    service_objects: tuple[str, ...]
    bases: tuple[Basis, ...]
    published_from: date | None = None
    initiation: str = ""
    exercise_content: str = ""
    statutory_duty: bool = False
    handle_mode: str = "own"
    joint_organs: tuple[str, ...] = ()
    case_kind: str = ""
    legal: Limit | None = None
    promise: Promise | None = None
    accept_conditions: tuple[str, ...] = ()
    approve_conditions: tuple[str, ...] = ()
    refuse_conditions: tuple[str, ...] = ()
    refuse_cite: str = ""
    quantity_limit: str = ""
    renewal: str = ""
    commitment: bool = False
    commitment_cite: str = ""
    excluded_domains: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    fees: tuple[Fee, ...] = ()
    results: tuple[Result, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    special_procedures: tuple[SpecialProcedure, ...] = ()
    person_themes: tuple[str, ...] = ()
    firm_themes: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    online_depth: int | None = None
    visits_max: int | None = None
    visits_note: str = ""
    windows_note: str = ""
    procedure: str = "own"
    stages: tuple[Stage, ...] = ()
    form: tuple[Field, ...] = ()
    holders: Mapping[str, str] = field(default_factory=dict)
    penalty: Mapping[str, object] = field(default_factory=dict)
    coercion: Mapping[str, object] = field(default_factory=dict)
    collection: Mapping[str, object] = field(default_factory=dict)
    inspection: Mapping[str, object] = field(default_factory=dict)

    @property
    def on_application(self) -> bool:
        """Whether people may apply for it; what is only listed has no guide."""
        return self.power_type in ON_APPLICATION or self.initiation == "on_application"

    @property
    def review_levels(self) -> int:
        """Steps of examination and review before the decision."""
        return sum(stage.kind in REVIEWS for stage in self.stages)
