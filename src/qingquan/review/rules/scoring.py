"""Experts' scores: who may score, what a sheet must say, when seals are broken, and what comes of them. §2.6."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qingquan.law import Refused
from qingquan.review.words import Dimension

LOWEST, HIGHEST = 0, 5
Scores = Mapping[Dimension, int]


@dataclass(frozen=True, slots=True)
class Invited:
    """An expert on a panel: said whether there is a conflict of interest (None: not yet), and whether scored."""

    conflict: bool | None
    scored: bool

    @property
    def counts(self) -> bool:
        """Recused experts neither score nor are waited for."""
        return self.conflict is not True


@dataclass(frozen=True, slots=True)
class Summary:
    """What the sheets say together. Means are exact; `vetoes` counts sheets with nought for legality."""

    sheets: int
    means: Mapping[Dimension, Fraction]
    vetoes: int

    @property
    def vetoed(self) -> bool:
        """One nought for legality is a veto."""
        return self.vetoes > 0

    @property
    def total(self) -> Fraction:
        """Out of forty."""
        return sum(self.means.values(), Fraction())


def check_sheet(scores: Scores, opinion: str) -> None:
    """All eight dimensions, each 0–5; a nought for legality says why."""
    for dimension in Dimension:
        if dimension not in scores:
            raise Refused(f"请为“{dimension.label}”打分，八个方面都要打。")
        if not LOWEST <= scores[dimension] <= HIGHEST:
            raise Refused(f"“{dimension.label}”的分数应为 {LOWEST} 到 {HIGHEST} 的整数。")
    if scores[Dimension.LEGALITY] == LOWEST and not opinion.strip():
        raise Refused("合法性打 0 分是一票否决，请在意见里写明违反哪一条。")


def check_may_score(invited: Invited) -> None:
    """First the declaration, then the scores, once."""
    if invited.conflict is None:
        raise Refused("请先声明与该事项有无利害关系。")
    if invited.conflict:
        raise Refused("已因利害关系回避，不能评分。")
    if invited.scored:
        raise Refused("已经提交过评分，不能再改。")


def check_no_tie(name: str, *, in_organ: bool, has_spoken: bool) -> None:
    """Nobody is an expert on what their own organ reported, or on what they signed or judged themselves."""
    if in_organ:
        raise Refused(f"{name}任职于申报机关，应当回避，不能作为专家。")
    if has_spoken:
        raise Refused(f"{name}签报过该事项或者提出过审核意见，应当回避，不能作为专家。")


def is_sealed(panel: Sequence[Invited], due_on: date, today: date, quorum: int) -> bool:
    """Sheets stay closed until enough are in, and all who may score have or the term has ended.

    Below the quorum they stay closed even then: who has read them could choose the expert who is still missing.
    """
    return below(panel, quorum) or (missing(panel) > 0 and today <= due_on)


def missing(panel: Sequence[Invited]) -> int:
    """How many are still waited for."""
    return sum(each.counts and not each.scored for each in panel)


def below(panel: Sequence[Invited], quorum: int) -> bool:
    """Whether too few have scored."""
    return sum(each.scored for each in panel) < quorum


def check_may_widen(panel: Sequence[Invited], due_on: date, today: date, quorum: int) -> None:
    """More experts and more time only while nobody has read the scores."""
    if not is_sealed(panel, due_on, today, quorum):
        raise Refused("评分已经启封，不能再增请专家或者延长期限，请结束论证。")


def check_may_close(panel: Sequence[Invited], due_on: date, today: date, quorum: int) -> None:
    """A panel says something when its seals may be broken and enough have scored."""
    if missing(panel) and today <= due_on:
        raise Refused(f"还有 {missing(panel)} 位专家没有评分，评分期限到{due_on}，此前评分密封。")
    if below(panel, quorum):
        scored = sum(each.scored for each in panel)
        raise Refused(f"有效评分 {scored} 份，不足法定的 {quorum} 份，请增请专家并延长期限。")


def summarise(sheets: Sequence[Scores]) -> Summary:
    """Means by dimension, and vetoes. There must be at least one sheet."""
    means = {each: Fraction(sum(sheet[each] for sheet in sheets), len(sheets)) for each in Dimension}
    return Summary(len(sheets), means, sum(sheet[Dimension.LEGALITY] == LOWEST for sheet in sheets))
