"""Under which conditions a power may be devolved, entrusted, or signed for at a window. Every objection is told.

Devolved, the lower organ acts in its own name and answers for it; entrusted, it acts in the giver's name and the
giver answers; authorised, a post of the same organ signs, and nothing leaves the organ. Handbook §1.6, §7.4.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from qingquan.catalogue.words import BasisLevel, ExerciseLevel, PowerSource, PowerType
from qingquan.deeds.words import Action, Ground
from qingquan.law import Refused
from qingquan.places.words import Role, SubjectNature

LICENCE = "《行政许可法》第二十四条"
PENALTY = "《行政处罚法》第二十条"
PENALTY_RECEIVER = "《行政处罚法》第二十一条"
PENALTY_TO_TOWNS = "《行政处罚法》第二十四条"
COERCION = "《行政强制法》第十七条"
# Laws, regulations and rules; a document of lower rank gives no power to entrust.
MAY_ENTRUST = frozenset(
    {
        BasisLevel.LAW,
        BasisLevel.ADMIN_REGULATION,
        BasisLevel.LOCAL_REGULATION,
        BasisLevel.DEPT_RULE,
        BasisLevel.PROV_RULE,
        BasisLevel.CITY_RULE,
    }
)
ENTRUSTED = frozenset({PowerSource.ENTRUSTED_ABOVE, PowerSource.ENTRUSTED_PEER})
NEVER_AT_THE_WINDOW = "需要现场踏勘、集体讨论、专家论证、听证的，不在授权之内，按程序由本机关有权岗位决定。"


@dataclass(frozen=True, slots=True)
class Objection:
    """Why not, and by which article; no article when it is good order."""

    why: str
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Devolving:
    """All a rule may know about a devolution."""

    power_type: PowerType
    in_force: bool
    giver_level: ExerciseLevel
    receiver_level: ExerciseLevel
    receiver_nature: SubjectNature
    ground: Ground
    basis: str
    decided_by_province: bool = False
    approval_document: str
    staff: int
    qualification: str
    system: str
    from_on: date
    today: date


def against_devolving(asked: Devolving) -> Iterator[Objection]:
    """What stands against it: no law or decision that permits, a receiver that cannot carry it."""
    if not asked.in_force:
        yield Objection("只有施行中的事项才能下放。")
    if (asked.giver_level, asked.receiver_level) != (ExerciseLevel.COUNTY, ExerciseLevel.TOWN):
        yield Objection("下放是县级机关交由乡镇、街道行使；同级之间是职责划转，不是下放。")
    if asked.receiver_nature is not SubjectNature.STATUTORY:
        yield Objection("承接下放权力的须是法定行政机关，它以自己的名义行使并承担责任。")
    if not asked.basis.strip():
        yield Objection(f"请写明下放的依据（{asked.ground.label}）。")
    if asked.power_type is PowerType.COERCION and asked.ground is not Ground.LAW:
        yield Objection("行政强制措施由法律、法规规定的行政机关实施，不能凭决定下放。", COERCION)
    if asked.power_type is PowerType.PENALTY and not (asked.ground is Ground.UPPER and asked.decided_by_province):
        yield Objection("行政处罚权交由乡镇、街道行使，由省、自治区、直辖市决定。", PENALTY_TO_TOWNS)
    if not asked.approval_document.strip():
        yield Objection("下放须经县政府批准，请写明批准文号。")
    if asked.staff < 1 or not asked.qualification.strip() or not asked.system.strip():
        yield Objection("请完成承接能力核查：承办人员数、人员资格、办理系统三项都要写明。")
    if asked.from_on <= asked.today:
        yield Objection("下放自将来的日期生效，承接机关要有准备的时间。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrusting:
    """All a rule may know about an entrustment."""

    power_type: PowerType
    in_force: bool
    own_power: bool
    power_source: PowerSource | None
    receiver_nature: SubjectNature
    same_organ: bool
    already: bool
    basis: str
    basis_level: BasisLevel | None
    matter: str
    authority: str
    from_on: date
    until_on: date | None
    today: date
    receiver_publishes: str
    public_function: bool = False
    qualified_staff: bool = False
    technical_means: bool = False


def against_entrusting(asked: Entrusting) -> Iterator[Objection]:
    """What stands against it, by the kind of power."""
    if asked.power_type is PowerType.COERCION:
        yield Objection("行政强制措施权不得委托。", COERCION)
        return
    licence, penalty = asked.power_type is PowerType.LICENCE, asked.power_type is PowerType.PENALTY
    cite = LICENCE if licence else PENALTY if penalty else ""
    if not asked.in_force:
        yield Objection("只有施行中的事项才能委托。")
    if not asked.own_power or asked.power_source in ENTRUSTED:
        yield Objection("受委托行使的权力不得再委托，只有法定行使的机关才能委托。", cite)
    if asked.same_organ:
        yield Objection("委托须交由另一机关；本机关岗位之间是授权，不是委托。")
    if asked.already:
        yield Objection("该事项已经委托同一机关，委托书仍然有效。")
    if asked.basis_level not in MAY_ENTRUST or not asked.basis.strip():
        yield Objection("委托须有法律、法规或者规章的依据，请写明条款；规范性文件不能作为依据。", cite)
    if licence and asked.receiver_nature is not SubjectNature.STATUTORY:
        yield Objection("行政许可只能委托其他行政机关实施。", LICENCE)
    if penalty:
        yield from against_receiver_of_penalties(asked)
    if not asked.matter.strip() or not asked.authority.strip() or asked.until_on is None:
        yield Objection("委托书须载明委托的具体事项、权限和期限。", cite)
    if asked.until_on is not None and asked.until_on < asked.from_on:
        yield Objection("委托期限的终止日期早于起始日期。")
    if asked.from_on < asked.today:
        yield Objection("委托书不能倒签，起始日期不得早于今日。")


def against_receiver_of_penalties(asked: Entrusting) -> Iterator[Objection]:
    """An organisation that may be entrusted with penalties, and its own publication of the deed."""
    if not asked.public_function:
        yield Objection("受委托组织须依法成立并具有管理公共事务职能。", PENALTY_RECEIVER)
    if not asked.qualified_staff:
        yield Objection("受委托组织须有取得行政执法资格的工作人员。", PENALTY_RECEIVER)
    if not asked.technical_means:
        yield Objection("需要技术检查或者鉴定的，受委托组织须有条件组织进行；不需要的也请确认。", PENALTY_RECEIVER)
    if not asked.receiver_publishes.strip():
        yield Objection("受委托组织也要公布委托书，请写明它在哪里公布。", PENALTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorising:
    """All a rule may know about a window authorisation; items by name, each list the ones with that fault."""

    role: str
    same_organ: bool
    closed: bool
    items: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    not_in_force: tuple[str, ...] = ()
    ex_officio: tuple[str, ...] = ()
    authorised_already: tuple[str, ...] = ()
    actions: frozenset[Action] = frozenset()
    seal: str = ""
    from_on: date
    until_on: date
    today: date


def against_authorising(asked: Authorising) -> Iterator[Objection]:
    """What stands against it: it never leaves the organ, and it names items, actions, seal and period."""
    if asked.role != Role.CHIEF_REPRESENTATIVE or asked.closed:
        yield Objection("窗口授权只能授予在岗的首席代表岗位。")
    if not asked.same_organ:
        yield Objection("窗口授权不出本机关：首席代表须是本机关的岗位，交给其他机关是委托。")
    if not asked.items:
        yield Objection("请选择授权的事项。")
    for names, why in (
        (asked.foreign, "不是本机关的事项"),
        (asked.not_in_force, "没有施行中的版本"),
        (asked.ex_officio, "是依职权的权力，不在窗口办理"),
        (asked.authorised_already, "在这段期间已经授权，请先结束原授权"),
    ):
        if names:
            yield Objection(f"{'、'.join(names)}{why}。")
    if not asked.actions:
        yield Objection("请选择授权办理的环节。")
    if Action.DECIDE in asked.actions and not asked.seal.strip():
        yield Objection("授权作出决定的，须写明使用哪一枚印章。")
    if asked.until_on < asked.from_on:
        yield Objection("授权期限的终止日期早于起始日期。")
    if asked.from_on < asked.today:
        yield Objection("授权书不能倒签，起始日期不得早于今日。")


def check(objections: Iterable[Objection]) -> None:
    """`Refused` with everything that stands against it, each article once."""
    found = list(objections)
    if found:
        cites = dict.fromkeys(each.cite for each in found if each.cite)
        raise Refused("".join(each.why for each in found), "、".join(cites))
