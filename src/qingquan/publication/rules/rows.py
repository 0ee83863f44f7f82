"""One item as a catalogue prints it. Content after the handbook's list: what a published power must say of itself."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Annotated, Self, get_args, get_type_hints

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.words import BasisRole, CaseKind

Plain = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRow:
    """What everyone may read of one item in a batch. `digest` is that of all elements of the version."""

    code: Annotated[str, "事项编码"]
    base_code: Annotated[str, "基本编码"] = ""
    name: Annotated[str, "事项名称"]
    power_type: Annotated[str, "事项类型"]
    organ: Annotated[str, "实施主体"]
    organ_uscc: Annotated[str, "实施主体代码"] = ""
    subject: Annotated[str, "主体性质"] = ""
    level: Annotated[str, "行使层级"] = ""
    bases: Annotated[str, "设定依据"] = ""
    process: Annotated[str, "办理流程"] = ""
    flowchart: Annotated[str, "流程图网址"] = ""
    legal_limit: Annotated[str, "法定办结时限"] = ""
    promise: Annotated[str, "承诺办结时限"] = ""
    fees: Annotated[str, "收费"] = ""
    supervise_phone: Annotated[str, "监督电话"] = ""
    version: Annotated[int, "版本号"]
    from_on: Annotated[str, "施行日期"]
    outcome: Annotated[str, "本批处理"] = ""
    digest: Annotated[str, "要素摘要（SHA-256）"]

    def to_json(self) -> Plain:
        """Every field, also the empty ones: a reader of the file need not know defaults."""
        return asdict(self)

    def cells(self) -> list[str | int]:
        """The values in the order of the columns."""
        return [getattr(self, place.name) for place in fields(self)]

    @classmethod
    def from_json(cls, plain: Plain) -> Self:
        """The row again."""
        return cls(**plain)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class EndedRow:
    """What everyone may read of an item that a batch took off its catalogue: as it was printed last, and why it went.

    `on` is the first day on which it stands no more, `batch` the number of the batch that tells so.
    《政府信息公开条例》第二十条：公开的权力清单及时调整更新。
    """

    row: PublicRow
    on: date
    batch: str
    reason: str
    document: str = ""

    def ending(self) -> Plain:
        """How it ended, by the names of `ENDING_LABELS`."""
        return dict(zip(ENDING_LABELS, (self.on.isoformat(), self.batch, self.reason, self.document), strict=True))

    def to_json(self) -> Plain:
        """The row with its ending beside it."""
        return self.row.to_json() | self.ending()


LABELS: dict[str, str] = {
    place.name: get_args(get_type_hints(PublicRow, include_extras=True)[place.name])[1] for place in fields(PublicRow)
}
"""The Chinese name of each field, in the order of the columns."""
ENDING_LABELS = {
    "ended_on": "不再施行之日",
    "ended_batch": "退出的批次",
    "ended_reason": "退出目录的理由",
    "ended_document": "退出依据文号",
}
ENDED_LABELS = LABELS | ENDING_LABELS
"""Those of an item that was ended."""


def row_of(
    facts: VersionFacts,
    *,
    organ: str,
    uscc: str,
    version: int,
    from_on: date,
    steps: tuple[str, ...],
    site: str = "",
    outcome: str = "",
) -> PublicRow:
    """The row of a version; `steps` are the names of its flowchart's steps, empty where it has none.

    `site` is the county's own address: the flowchart is found there as it was on the row's first day.
    """
    return PublicRow(
        code=facts.code,
        base_code=facts.base_code,
        name=facts.name,
        power_type=facts.power_type.label,
        organ=organ,
        organ_uscc=uscc,
        subject=facts.subject_nature.label if facts.subject_nature else "",
        level="、".join(level.label for level in facts.exercise_levels),
        bases=bases_in_words(facts.legal_bases),
        process="→".join(dict.fromkeys(steps)) or facts.process_text,
        flowchart=f"{site}/items/{facts.code}/flowchart.svg?on={from_on}" if site and facts.procedure_sha256 else "",
        legal_limit=str(facts.legal_limit) if facts.legal_limit else "",
        promise=promise_in_words(facts),
        fees=fees_in_words(facts),
        supervise_phone="、".join(facts.supervise_phones),
        version=version,
        from_on=from_on.isoformat(),
        outcome=outcome,
        digest=facts.sha256,
    )


def bases_in_words(bases: tuple[LegalBasis, ...]) -> str:
    """What sets the power up, statute by statute with its articles; all bases where none is said to."""
    setting = [basis for basis in bases if basis.role is BasisRole.SETS_UP] or bases
    articles: dict[str, list[str]] = {}
    for basis in setting:
        articles.setdefault(basis.name, []).append(basis.article)
    named = {name: "、".join(dict.fromkeys(filter(None, cited))) for name, cited in articles.items()}
    return "；".join(f"《{name}》{cited}" for name, cited in named.items())


def promise_in_words(facts: VersionFacts) -> str:
    """The promised limit; an item decided while one waits says so."""
    if facts.case_kind is CaseKind.INSTANT:
        return "当场办结"
    return str(facts.promise) if facts.promise else ""


def fees_in_words(facts: VersionFacts) -> str:
    """Each fee with its standard, or that there is none."""
    named = [f"{fee.name}：{fee.standard.rstrip('。；')}" if fee.standard else fee.name for fee in facts.fees]
    return "；".join(named) or "不收费"
