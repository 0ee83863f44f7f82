"""What the checked sheets say, entered by the county's acts: in one transaction, whole or not at all.

A row that is there already changes nothing. What may be amended is amended; what a part is known by is refused.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from qingquan.desk.setup_sheets import entries
from qingquan.desk.setup_sheets.checking import check
from qingquan.desk.setup_sheets.columns import SHEETS
from qingquan.desk.setup_sheets.entries import Entering, Outcome
from qingquan.desk.setup_sheets.facts import CountyFacts, HasLine
from qingquan.desk.setup_sheets.files import Book
from qingquan.desk.setup_sheets.known import known_now
from qingquan.desk.setup_sheets.passwords import Opened
from qingquan.desk.setup_sheets.problems import Problem, Wrong
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places import county

Keep = Callable[[Sequence[Opened]], None]
F = TypeVar("F", bound=HasLine)


@dataclass(slots=True)
class Report:
    """What became of the sheets: either problems and nothing entered, or the counts of what was done."""

    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)
    opened: list[Opened] = field(default_factory=list)
    entered: bool = False

    @property
    def changes(self) -> int:
        """Rows that were or would be entered or amended."""
        return sum(count for each in self.counts.values() for word, count in each.items() if word is not Outcome.SAME)


def enter(book: Book, *, keep: Keep | None, by: Actor, at: datetime) -> Report:
    """Check everything, then enter everything.

    `keep` puts the new accounts' passwords away before anything is final: when it fails, nothing was entered.
    Without `keep` it is a trial, which tells what would be done and leaves nothing.
    """
    facts, problems = check(book, known_now())
    if problems:
        return Report(_sorted(problems))
    with transaction.atomic():
        entering = Entering(by=by, at=at, trial=keep is None)
        report = _entered(facts, entering)
        if keep is None or report.problems:
            transaction.set_rollback(True)
            report.opened.clear()
        else:
            keep(report.opened)
            report.entered = True
    county.forget()
    return report


def _entered(facts: CountyFacts, entering: Entering) -> Report:
    """Every row through its act; what the database alone can tell is told by row as well."""
    report = Report(opened=entering.opened)
    _sheet(report, "区划", sorted(facts.divisions, key=lambda each: each.code), entering, entries.division)
    _sheet(report, "机关", facts.organs, entering, entries.organ)
    _sheet(report, "内设机构", facts.offices, entering, entries.office)
    _sheet(report, "岗位", facts.posts, entering, entries.post)
    _sheet(report, "人员", facts.people, entering, entries.person)
    _sheet(report, "任职", facts.tenures, entering, entries.tenure)
    _sheet(report, "大厅", facts.halls, entering, entries.hall)
    _sheet(report, "窗口", facts.windows, entering, entries.window)
    _sheet(report, "岗位行权", facts.holdings, entering, entries.holding)
    report.problems = _sorted(report.problems)
    return report


def _sheet(
    report: Report, sheet: str, facts: Iterable[F], entering: Entering, deed: Callable[[Entering, F], Outcome]
) -> None:
    counts: Counter[Outcome] = Counter()
    for each in facts:
        try:
            counts[deed(entering, each)] += 1
        except Wrong as wrong:
            report.problems.append(Problem(sheet, each.line, wrong.column, wrong.what, wrong.todo))
        except Refused as no:
            report.problems.append(Problem(sheet, each.line, "", no.why))
        except IntegrityError:
            what = "与别人刚刚录入的内容冲突"
            report.problems.append(Problem(sheet, each.line, "", what, "请重新导入一次"))
    if counts:
        report.counts[sheet] = counts


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    order = {sheet.name: place for place, sheet in enumerate(SHEETS)}
    return sorted(problems, key=lambda each: (order.get(each.sheet, len(order)), each.line))
