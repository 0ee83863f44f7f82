"""How the elements of a version are laid into its columns and rows. No act here: the acts call it."""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from django.db.models import Model

from qingquan.catalogue.models import Fee, ItemVersion, LegalBasis, Material, Result, SpecialProcedure
from qingquan.catalogue.rules import parts
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import HandleMode
from qingquan.law import Refused
from qingquan.papers.form_schema import to_keep
from qingquan.wording import sort_key

ROWS: tuple[type[Model], ...] = (LegalBasis, Material, Fee, Result, SpecialProcedure)
AT_ONCE = 1000
COLUMNS = (
    "name",
    "elements",
    "digest",
    "case_kind",
    "legal_days",
    "legal_unit",
    "promise_days",
    "promise_unit",
    "accept_days",
    "deliver_days",
    "from_receipt",
    "joint",
    "online",
    "max_review_levels",
    "procedure_id",
    "form_schema",
)


class Keywords(TypedDict):
    """What an item's own row repeats of its version."""

    name: str
    sort_key: str
    base_code: str
    power_type: str


def keywords(facts: VersionFacts) -> Keywords:
    """Name, sound, base code and type, as lists are filtered and sorted by."""
    return Keywords(
        name=facts.name,
        sort_key=sort_key(facts.name)[:600],
        base_code=facts.base_code if len(facts.base_code) <= 12 else "",
        power_type=facts.power_type.value,
    )


def lay(version: ItemVersion, facts: VersionFacts, form_schema: Mapping[str, object] | None = None) -> None:
    """Set the columns of a version to what the elements say."""
    version.name = facts.name
    version.elements = facts.to_json()
    version.digest = facts.sha256
    version.case_kind = facts.case_kind.value if facts.case_kind else ""
    version.legal_days, version.legal_unit = days_and_unit(facts.legal_limit)
    version.promise_days, version.promise_unit = days_and_unit(facts.promise)
    version.accept_days, version.deliver_days = facts.accept_days, facts.deliver_days
    version.from_receipt = facts.from_receipt
    version.joint = facts.handle_mode is HandleMode.JOINT or bool(facts.joint_departments)
    version.online = bool(facts.online)
    version.max_review_levels = 2 if facts.max_review_levels is None else facts.max_review_levels
    version.procedure_id = facts.procedure_sha256 or None
    version.form_schema = to_keep(form_schema) if form_schema is not None else None


def days_and_unit(span: parts.Span | None) -> tuple[int | None, str]:
    """A limit as two columns; the unit of no limit is the working day."""
    return (span.n, span.unit.value) if span else (None, "WD")


def rows_of(version: ItemVersion, facts: VersionFacts) -> list[Model]:
    """The rows that are cited on their own, in the order of the form."""
    rows: list[Model] = []
    for at, basis in enumerate(facts.legal_bases, 1):
        rows.append(
            LegalBasis(
                version=version,
                position=at,
                statute=basis.name,
                article=basis.article,
                level=basis.level.value if basis.level else "",
                role=basis.role.value,
                text=basis.text,
            )
        )
    for at, need in enumerate(facts.materials, 1):
        rows.append(
            Material(
                version=version,
                position=at,
                code=need.code,
                name=need.name,
                need=need.need.value,
                source=need.source.value if need.source else "",
                scenario=need.scenario,
            )
        )
    for at, fee in enumerate(facts.fees, 1):
        basis_key = fee.basis.key if fee.basis else ""
        rows.append(Fee(version=version, position=at, name=fee.name, standard=fee.standard, basis=basis_key))
    for at, result in enumerate(facts.results, 1):
        rows.append(
            Result(version=version, position=at, kind=result.kind.value, name=result.name, validity=result.validity)
        )
    for at, special in enumerate(facts.special_procedures, 1):
        rows.append(
            SpecialProcedure(
                version=version,
                position=at,
                reason=special.reason,
                name=special.name,
                days=special.limit.n if special.limit else None,
                basis=special.basis,
            )
        )
    return rows


def write_rows(rows: Iterable[Model]) -> None:
    """Insert rows of all kinds, kind by kind."""
    kept = list(rows)
    for kind in ROWS:
        kind._default_manager.bulk_create([row for row in kept if type(row) is kind], batch_size=AT_ONCE)


def clear_rows(version_ids: Iterable[int]) -> None:
    """Remove the rows of drafts before they are written anew."""
    wanted = list(version_ids)
    for kind in ROWS:
        kind._default_manager.filter(version_id__in=wanted).delete()


def check_lengths(facts: VersionFacts) -> None:
    """`Refused` when something is too long to be a name, so that nothing is cut silently."""
    named = [("事项名称", facts.name, 300), ("基本编码", facts.base_code, 12), ("流程摘要", facts.procedure_sha256, 64)]
    for basis in facts.legal_bases:
        named += [("依据名称", basis.name, 200), ("依据条款", basis.article, 60)]
    for material in facts.materials:
        named += [
            ("材料名称", material.name, 300),
            ("材料编码", material.code, 60),
            ("适用情形", material.scenario, 300),
        ]
    named += [("收费项目名称", fee.name, 200) for fee in facts.fees]
    for result in facts.results:
        named += [("结果名称", result.name, 200), ("结果有效期", result.validity, 100)]
    for special in facts.special_procedures:
        named += [("特别程序名称", special.name, 100), ("特别程序依据", special.basis, 300)]
    for label, text, most in named:
        if len(text) > most:
            raise Refused(f"{label}“{text[:20]}……”有 {len(text)} 个字，最多 {most} 个，请核对是否错列。")
