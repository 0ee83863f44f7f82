"""The rows of an item (bases, materials, fees, results, special procedures) as the catalogue states them."""

from qingquan.catalogue import words
from qingquan.catalogue.rules import parts
from qingquan.demo.county import citations
from qingquan.demo.county.powers import Basis, Fee, Item, Material, Result, SpecialProcedure, Statute
from qingquan.demo.county.whole import County

RESULT_KINDS = {
    "licence": words.ResultKind.CERTIFICATE,
    "approval": words.ResultKind.APPROVAL,
    "other": words.ResultKind.OTHER,
}
SOURCES = {
    "applicant": words.MaterialSource.APPLICANT,
    "government": words.MaterialSource.GOVERNMENT,
    "intermediary": words.MaterialSource.OTHER,
}
NOTICE = "特别程序时间告知书"
SHARING = "政务数据共享平台"


def legal_basis(basis: Basis) -> parts.LegalBasis:
    """The provision with its whole article."""
    return parts.LegalBasis(
        name=basis.statute.title,
        article=basis.article,
        text=basis.text,
        level=words.BasisLevel(basis.statute.level),
        role=words.BasisRole(basis.role),
        effective_from=basis.statute.in_force,
    )


def material(item: Item, stated: Material) -> parts.Material:
    """One line of the check-list; what the government issued is looked up first."""
    issued = stated.source == "government"
    original = stated.kind != "copy"
    return parts.Material(
        name=stated.name,
        need=words.MaterialNeed(stated.need),
        kind=words.MaterialKind(stated.kind),
        medium=words.MaterialMedium(stated.medium),
        source=SOURCES[stated.source],
        issuer=stated.issuer,
        shared=issued,
        data_interface=SHARING if issued else "",
        originals=stated.copies if original else 0,
        copies=0 if original else stated.copies,
        accept_standard=stated.standard,
        basis=stated.basis,
        scenario=circumstances(item, stated),
    )


def circumstances(item: Item, stated: Material) -> str:
    """The answers under which the material is asked for, in words; empty when always."""
    answers = []
    for scenario in item.scenarios:
        if value := stated.when.get(scenario.key):
            answers += [str(each) for each in (value if isinstance(value, tuple) else (value,))]
    return "或者".join(answers)


def fee(county: County, stated: Fee) -> parts.Fee:
    """A charge on the published list."""
    return parts.Fee(
        name=stated.name,
        standard=stated.standard,
        basis=charge_basis(county, stated),
        listed_as=stated.listed_as,
        reducible=bool(stated.reduce_note),
        reduce_basis=stated.reduce_note,
        charge_mode="按缴款通知书向代理银行缴纳",
    )


def charge_basis(county: County, stated: Fee) -> parts.LegalBasis:
    """The provision a charge rests on."""
    citation = citations.parse(stated.cite)
    return legal_basis(Basis(statute=statute(county, citation.statute), article=citation.place, role="sets_up"))


def statute(county: County, short: str) -> Statute:
    """The statute cited under this short title."""
    return {each.short: each for each in county.statutes}[short]


def result(stated: Result) -> parts.Result:
    """What the applicant takes home."""
    certificate = stated.kind == "licence"
    electronic = (words.DeliveryWay.E_CERTIFICATE,) if certificate else ()
    return parts.Result(
        kind=RESULT_KINDS[stated.kind],
        name=stated.name,
        validity=stated.validity,
        delivery=(words.DeliveryWay.WINDOW, words.DeliveryWay.POST, *electronic),
    )


def special_procedure(stated: SpecialProcedure) -> parts.SpecialProcedure:
    """Why the clock may stand still, and what the applicant is told of it."""
    limit = parts.Span(stated.days, words.LimitUnit(stated.unit)) if stated.days is not None else None
    return parts.SpecialProcedure(
        name=stated.name,
        reason=stated.kind,
        basis=stated.cite,
        limit=limit,
        formula=stated.formula,
        notice_template=NOTICE,
    )
