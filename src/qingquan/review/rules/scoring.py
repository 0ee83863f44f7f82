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


def is_sealed(panel: Sequence[Invited], due_on: date, today: date) -> bool:
    """Sheets stay closed until all who may score have, or the term has ended."""
    waited_for = [each for each in panel if each.counts and not each.scored]
    return bool(waited_for) and today <= due_on


def check_may_close(panel: Sequence[Invited], due_on: date, today: date, quorum: int) -> None:
    """A panel says something when its seals may be broken and enough have scored."""
    if is_sealed(panel, due_on, today):
        missing = sum(each.counts and not each.scored for each in panel)
        raise Refused(f"还有 {missing} 位专家没有评分，评分期限到{due_on}，此前评分密封。")
    scored = sum(each.scored for each in panel)
    if scored < quorum:
        raise Refused(f"有效评分 {scored} 份，不足法定的 {quorum} 份，请增请专家并延长期限。")


def summarise(sheets: Sequence[Scores]) -> Summary:
    """Means by dimension, and vetoes. There must be at least one sheet."""
    means = {each: Fraction(sum(sheet[each] for sheet in sheets), len(sheets)) for each in Dimension}
    return Summary(len(sheets), means, sum(sheet[Dimension.LEGALITY] == LOWEST for sheet in sheets))
