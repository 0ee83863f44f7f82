"""What may be entered of rulings and reforms, and which powers a reform moves."""

from dataclasses import dataclass
from datetime import date

from qingquan.adjustment.words import ReformKind, TriggerCode
from qingquan.catalogue.words import PowerType
from qingquan.law import Refused

SAID_AT_LEAST = 5
WITH_PENALTIES = (PowerType.PENALTY, PowerType.COERCION)
"""Who is given penalties is given the coercive measures that belong to them. 《行政强制法》第十七条第二款。"""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it is entered."""

    number: str
    summary: str
    effective_on: date


def check_paper(paper: Paper) -> None:
    """It has a number, and says something."""
    if not paper.number.strip():
        raise Refused("请填写文号。")
    if len(paper.summary.strip()) < SAID_AT_LEAST:
        raise Refused("请写明要点：认定了什么、改了什么，其他岗位要看。")


def check_ruling(paper: Paper, *, body: str, decided_on: date, today: date) -> None:
    """Made by somebody, on a day that has come, in effect from then or later."""
    check_paper(paper)
    if not body.strip():
        raise Refused("请填写作出机关，例如哪个法院、哪个复议机关。")
    if decided_on > today:
        raise Refused("作出日期不能晚于今天。")
    if paper.effective_on < decided_on:
        raise Refused("生效日期不能早于作出日期。")


def check_reform(paper: Paper, kind: ReformKind, organ: int, successor: int | None) -> None:
    """Powers go to another organ, or end with theirs."""
    check_paper(paper)
    if kind is ReformKind.CLOSED and successor is not None:
        raise Refused("职责随机关取消的，没有承接机关；有承接机关的，请选“机关撤销、合并或者职责划转”。")
    if kind is not ReformKind.CLOSED and successor is None:
        raise Refused("请选择承接机关；还没有登记这个机关的，请系统管理员先登记。")
    if successor == organ:
        raise Refused("承接机关不能是原机关自己。")


def code_of(kind: ReformKind) -> TriggerCode:
    """DA-04 for penalties moved by the reform of enforcement, DA-03 for the rest."""
    return TriggerCode.DA04 if kind is ReformKind.PENALTIES else TriggerCode.DA03


def types_of(kind: ReformKind) -> tuple[PowerType, ...]:
    """Which types of power a reform of this kind moves."""
    return WITH_PENALTIES if kind is ReformKind.PENALTIES else tuple(PowerType)
