"""ITM-01, 02, 08, 09, 18: whether the law carries the power, its fees and its handing on."""

from collections.abc import Iterator, Sequence
from datetime import date

from qingquan.catalogue.rules import basis_level, library
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.library import BasisFound
from qingquan.catalogue.rules.parts import Fee, LegalBasis, Transfer
from qingquan.catalogue.rules.problems import Problem, Surroundings, error, gap, warning
from qingquan.catalogue.words import (
    BasisRole,
    PowerSource,
    PowerType,
    SubjectNature,
    Verdict,
)

FORM_NAMES = ("申请书", "申请表", "格式文本", "表格")
ENTRUSTED = {PowerSource.ENTRUSTED_ABOVE, PowerSource.ENTRUSTED_PEER}


def itm_01(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """Every item rests on at least one basis in force, which is where it says it is."""
    if not facts.legal_bases:
        yield gap("ITM-01", "legal_bases", "没有法律依据，请逐条填写设定依据的名称和条款。")
        return
    held = library.beside(facts.legal_bases, around.library)
    if not any(library.holds(basis, found, around.on) for basis, found in held):
        yield no_basis_left(held, around.on)
    if around.library.empty:
        yield warning("ITM-01", "legal_bases", library.EMPTY_LIBRARY)
    for n, (basis, found) in enumerate(held):
        if found.words:
            yield warning("ITM-01", f"legal_bases[{n}]", found.words)
        if not basis.article:
            yield warning("ITM-01", f"legal_bases[{n}].article", f"依据《{basis.name}》没有写明条款，请补充。")


def no_basis_left(held: Sequence[tuple[LegalBasis, BasisFound]], on: date) -> Problem:
    """No basis carries the item on the day: each is over, has not begun, or is not where it is said to be."""
    if all(found.in_force for _, found in held if found.known) and any(found.wrong for _, found in held):
        words = "所列依据的条款在法规库中都找不到，请更正条款或者更新依据。"
    else:
        words = f"所列依据在 {on} 均未施行或者已经失效，请更新依据，否则该事项应暂停行使。"
    return error("ITM-01", "legal_bases", words)


def itm_02(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """Some basis in force is of sufficient rank for each thing the power does."""
    held = library.beside(facts.legal_bases, around.library)
    bases = tuple(library.ranked(*pair) for pair in held if library.holds(*pair, around.on))
    if not bases or facts.power_type is PowerType.GENERIC:
        return
    yield from doubtful_ranks(held)
    if facts.power_type is PowerType.LICENCE and not any(b.role is BasisRole.SETS_UP for b in bases):
        yield error("ITM-02", "legal_bases", "只有实施依据，没有设定依据，不能设定行政许可。", "《行政许可法》第十七条")
        return
    for verb in basis_level.verbs_of(facts):
        basis, judged = basis_level.best(bases, facts.power_type, verb)
        if basis.level is None or judged.verdict is Verdict.OK:
            continue
        words = f"“{basis_level.name_of(verb)}”的依据{basis.key}（{basis.level.label}）：{judged.why}"
        if judged.verdict is Verdict.INVALID_BASIS:
            yield error("ITM-02", "legal_bases", words, judged.cite)
        else:
            yield warning("ITM-02", "legal_bases", words, judged.cite)


def doubtful_ranks(held: Sequence[tuple[LegalBasis, BasisFound]]) -> Iterator[Problem]:
    """Ranks that are not stated, only guessed, or stated otherwise than the library has them."""
    for n, (basis, found) in enumerate(held):
        where = f"legal_bases[{n}].level"
        if found.level and basis.level and basis.level is not found.level:
            stated = f"依据《{basis.name}》填写的层级是“{basis.level.label}”，法规库中是“{found.level.label}”，"
            yield warning("ITM-02", where, f"{stated}按法规库判断，请更正。")
        elif found.level:
            continue
        elif basis.level is None:
            yield gap("ITM-02", where, f"依据《{basis.name}》没有填写层级，请选定。")
        elif basis.level_inferred:
            words = f"依据《{basis.name}》的层级“{basis.level.label}”系按名称推定，请核对确认。"
            yield warning("ITM-02", where, words)


def itm_08(facts: VersionFacts, _: Surroundings) -> Iterator[Problem]:
    """Fees rest on law or administrative regulation and stand on the published list; forms are free."""
    for n, fee in enumerate(facts.fees):
        where = f"fees[{n}]"
        if facts.power_type is PowerType.LICENCE and any(word in fee.name for word in FORM_NAMES):
            words = f"“{fee.name}”：提供行政许可申请书格式文本不得收费，请删除。"
            yield error("ITM-08", where, words, "《行政许可法》第五十八条第二款")
            continue
        yield from fee_basis(facts, fee, where)
        if not fee.listed_as:
            words = f"收费“{fee.name}”没有收费目录清单编号，清单之外的收费不得执行。"
            yield gap("ITM-08", f"{where}.listed_as", words, "《优化营商环境条例》第二十五条")


def fee_basis(facts: VersionFacts, fee: Fee, where: str) -> Iterator[Problem]:
    """The rank of one fee's basis. 《行政许可法》第五十八条 allows licence fees by law and regulation only."""
    if fee.basis is None or fee.basis.level is None:
        words = f"收费“{fee.name}”没有写明依据及其层级，请补充。"
        yield gap("ITM-08", f"{where}.basis", words, "《优化营商环境条例》第二十五条")
        return
    judged = basis_level.charge(fee.basis.level)
    licence = facts.power_type is PowerType.LICENCE
    if judged.verdict is Verdict.INVALID_BASIS or (licence and judged.verdict is not Verdict.OK):
        cite = "《行政许可法》第五十八条第一款" if licence else judged.cite
        words = f"收费“{fee.name}”的依据{fee.basis.key}层级不够，应有法律、行政法规依据。"
        yield error("ITM-08", f"{where}.basis", words, cite)


def itm_09(facts: VersionFacts, around: Surroundings) -> Iterator[Problem]:
    """A power exercised by another than the law named carries its deed, with period, published."""
    entrusted = facts.subject_nature is SubjectNature.ENTRUSTED or facts.power_source in ENTRUSTED
    devolved = facts.power_source is PowerSource.DEVOLVED
    if entrusted and facts.power_type is PowerType.COERCION:
        yield error("ITM-09", "transfer", "行政强制措施权不得委托，请由法定机关自行实施。", "《行政强制法》第十七条")
        return
    if not (entrusted or devolved):
        return
    if facts.transfer is None:
        yield gap("ITM-09", "transfer", f"{'受委托' if entrusted else '下放'}事项没有委托书或者下放决定，请补充。")
        return
    yield from deed_gaps(facts.transfer)
    if facts.transfer.valid_until and facts.transfer.valid_until < around.on:
        yield error("ITM-09", "transfer.valid_until", f"委托或者下放已于 {facts.transfer.valid_until} 期满。")
    yield from transfer_limits(facts, facts.transfer, entrusted=entrusted)


def deed_gaps(transfer: Transfer) -> Iterator[Problem]:
    """What the deed must state and where it was published."""
    wanted = (
        ("deed", transfer.deed, "文号"),
        ("scope", transfer.scope, "具体事项"),
        ("authority", transfer.authority, "权限"),
        ("valid_from", transfer.valid_from, "起始日期"),
        ("valid_until", transfer.valid_until, "期限"),
        ("published_on", transfer.published_on, "公布日期"),
        ("published_at", transfer.published_at, "公布地址"),
    )
    for name, kept, label in wanted:
        if not kept:
            yield gap("ITM-09", f"transfer.{name}", f"委托书或者下放决定没有写明{label}，请补充。")


def transfer_limits(facts: VersionFacts, transfer: Transfer, *, entrusted: bool) -> Iterator[Problem]:
    """To whom licences may be entrusted, and who may hand penalties to towns."""
    if entrusted and facts.power_type is PowerType.LICENCE and not transfer.receiver_is_organ:
        yield error("ITM-09", "transfer.receiver", "行政许可只能委托其他行政机关实施。", "《行政许可法》第二十四条")
    if not entrusted and facts.power_type is PowerType.PENALTY and not transfer.decided_by_province:
        words = "县级不能自行将行政处罚权交由乡镇行使，须有省、自治区、直辖市的决定。"
        yield error("ITM-09", "transfer.decided_by_province", words, "《行政处罚法》第二十四条")


def itm_18(facts: VersionFacts, _: Surroundings) -> Iterator[Problem]:
    """An approval that is not a licence no longer exists as a category."""
    if facts.power_type is PowerType.NON_LICENCE_APPROVAL_LEGACY:
        yield error(
            "ITM-18",
            "power_type",
            "非行政许可审批类别已经取消，请转为行政许可、其他行政权力、政府内部审批或者取消。",
            "国发〔2015〕27号",
        )
