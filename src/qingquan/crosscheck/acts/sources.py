"""What reports are held against is brought in: all rows of a list in one act, each row by itself, none twice."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.utils import timezone

from qingquan.crosscheck.models import BaseRow, ExercisedRecord, ThreeFixedDuty, TownReport
from qingquan.crosscheck.reading.lists import BaseTold, DutyTold, ExercisedTold, Told, TownTold
from qingquan.crosscheck.reading.register import Register, Towns, town_of
from qingquan.crosscheck.rules import authority
from qingquan.crosscheck.words import BaseSource, RowOutcome
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.places.models import Division

T = TypeVar("T")
AT_ONCE = 2000
BASE_COLUMNS = ["name", "power_type", "levels", "competent_department", "bases", "content", "ended_on"]


@dataclass(frozen=True, slots=True)
class RowTold:
    """What became of one row, and why."""

    line: int
    code: str
    name: str
    outcome: RowOutcome
    said: str = ""


@dataclass(frozen=True, slots=True)
class ListReport:
    """What became of all rows, in the order of the file; `ended` rows stood in the last list and not in this."""

    rows: tuple[RowTold, ...]
    ended: int = 0

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows ended in each outcome, every outcome named."""
        seen = Counter(row.outcome for row in self.rows)
        return {outcome.value: seen[outcome] for outcome in RowOutcome}


def each(told: Iterable[Told[T]], enter: Callable[[T], tuple[RowOutcome, str]]) -> tuple[RowTold, ...]:
    """Every row entered by itself: a refusal of one is told and stops no other."""
    rows = []
    for row in told:
        try:
            if row.says is None:
                raise Refused(row.refusal)
            outcome, said = enter(row.says)
        except Refused as no:
            outcome, said = RowOutcome.REFUSED, str(no)
        rows.append(RowTold(row.line, row.code, row.name, outcome, said))
    return tuple(rows)


@act("crosscheck.base_imported")
def import_base(
    told: Iterable[Told[BaseTold]],
    *,
    source: BaseSource,
    whole: bool,
    name: str,
    sha256: str,
    by: Actor,
    at: datetime,
) -> ListReport:
    """Enter a list of expected powers: the province's or city's catalogue, or what was derived from statutes.

    `whole` says that the list is all there is of its source: rows entered before and not in it are ended.
    """
    authority.check_keeps(by.role, "base")
    known = {row.base_code: row for row in BaseRow.objects.filter(source=source.value)}
    made: dict[str, BaseRow] = {}
    changed: list[BaseRow] = []

    def enter(says: BaseTold) -> tuple[RowOutcome, str]:
        if says.code in made:
            raise Refused(f"编码“{says.code}”在这份清单里出现了不止一次，只录入第一次。")
        row = made[says.code] = BaseRow(source=source.value, entered_at=at, **base_columns(says))
        there = known.get(says.code)
        if there is None:
            return RowOutcome.ENTERED, ""
        row.pk = there.pk
        if all(getattr(there, column) == getattr(row, column) for column in BASE_COLUMNS):
            return RowOutcome.UNCHANGED, ""
        changed.append(row)
        return RowOutcome.UPDATED, ""

    rows = each(told, enter)
    BaseRow.objects.bulk_create([row for row in made.values() if row.pk is None], batch_size=AT_ONCE)
    BaseRow.objects.bulk_update(changed, BASE_COLUMNS, batch_size=AT_ONCE)
    ended = end_others(source, made, timezone.localdate(at)) if whole and made else 0
    report = ListReport(rows, ended)
    facts = {"list": name, "source": source.value, "whole": whole, "ended": ended, **report.counts}
    record(f"import/{sha256[:16]}", "crosscheck.base_imported", facts, by=by, at=at)
    return report


def base_columns(says: BaseTold) -> dict[str, object]:
    """A row of a catalogue as it is kept."""
    return {
        "base_code": says.code,
        "name": says.name,
        "power_type": says.power_type.value,
        "levels": [level.value for level in says.levels],
        "competent_department": says.department,
        "bases": list(says.bases),
        "content": says.content,
        "ended_on": None,
    }


def end_others(source: BaseSource, listed: Iterable[str], on: date) -> int:
    """End the rows of a source that its newest list has no more."""
    gone = BaseRow.objects.filter(source=source.value, ended_on__isnull=True).exclude(base_code__in=list(listed))
    return gone.update(ended_on=on)


@act("crosscheck.duties_imported")
def import_duties(
    told: Iterable[Told[DutyTold]], *, document: str, name: str, sha256: str, by: Actor, at: datetime
) -> ListReport:
    """Enter the duties that the three-fixed documents give to organs; `document` is the number where a row has none."""
    authority.check_keeps(by.role, "duties")
    register = Register()
    known = {(duty.organ_id, duty.text): duty for duty in ThreeFixedDuty.objects.all()}
    made: list[ThreeFixedDuty] = []

    def enter(says: DutyTold) -> tuple[RowOutcome, str]:
        organ = register.must(says.organ)
        number = says.document or document
        if not number:
            raise Refused("没有写明三定规定的文号，请在“文号”一列或者导入页上填写。")
        there = known.get((organ.pk, says.text))
        if there is None:
            known[organ.pk, says.text] = ThreeFixedDuty(organ=organ, text=says.text, document_no=number, entered_at=at)
            made.append(known[organ.pk, says.text])
            return RowOutcome.ENTERED, organ.name
        if there.document_no == number:
            return RowOutcome.UNCHANGED, organ.name
        ThreeFixedDuty.objects.filter(pk=there.pk).update(document_no=number)
        return RowOutcome.UPDATED, organ.name

    report = ListReport(each(told, enter))
    ThreeFixedDuty.objects.bulk_create(made, batch_size=AT_ONCE)
    facts = {"list": name, **report.counts}
    record(f"import/{sha256[:16]}", "crosscheck.duties_imported", facts, by=by, at=at)
    return report


@act("crosscheck.exercised_imported")
def import_exercised(
    told: Iterable[Told[ExercisedTold]], *, name: str, sha256: str, by: Actor, at: datetime
) -> ListReport:
    """Enter what organs did by records outside this system: lines are added up by month, a second list replaces.

    A month that the same organ, kind and power has already is replaced, so that importing a list again changes
    nothing and a corrected list corrects.
    """
    authority.check_keeps(by.role, "exercised")
    register, summed = Register(), dict[tuple[object, ...], ExercisedRecord]()

    def enter(says: ExercisedTold) -> tuple[RowOutcome, str]:
        organ = register.must(says.organ)
        key = (organ.pk, says.kind.value, says.code, says.name, says.month)
        row = summed.get(key) or ExercisedRecord(
            organ=organ,
            kind=says.kind.value,
            code=says.code,
            name=says.name,
            month=says.month,
            count=0,
            amount=0,
            source=name,
        )
        row.count, row.amount = row.count + says.count, row.amount + says.amount
        summed[key] = row
        return RowOutcome.ENTERED, ""

    report = ListReport(each(told, enter))
    ExercisedRecord.objects.bulk_create(
        summed.values(),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["organ", "kind", "code", "name", "month"],
        update_fields=["count", "amount", "source"],
    )
    facts = {"list": name, "months": len(summed), **report.counts}
    record(f"import/{sha256[:16]}", "crosscheck.exercised_imported", facts, by=by, at=at)
    return report


@act("crosscheck.towns_imported")
def import_towns(told: Iterable[Told[TownTold]], *, name: str, sha256: str, by: Actor, at: datetime) -> ListReport:
    """Enter what towns and villages told on paper."""
    authority.check_keeps(by.role, "towns")
    register, towns = Register(), Towns()
    known = set(TownReport.objects.values_list("division_id", "department", "name"))
    made: list[TownReport] = []

    def enter(says: TownTold) -> tuple[RowOutcome, str]:
        town = towns.must(says.town)
        key = (town.pk, says.department, says.name)
        if key in known:
            return RowOutcome.UNCHANGED, ""
        known.add(key)
        made.append(town_report(says, town, register, by, at))
        return RowOutcome.ENTERED, made[-1].organ.name if made[-1].organ else "部门不在本县机关名录，由专班核实"

    report = ListReport(each(told, enter))
    TownReport.objects.bulk_create(made, batch_size=AT_ONCE)
    record(f"import/{sha256[:16]}", "crosscheck.towns_imported", {"list": name, **report.counts}, by=by, at=at)
    return report


@act("crosscheck.town_told")
def tell(town: Division, says: TownTold, *, by: Actor, at: datetime) -> TownReport:
    """A town's post writes down what a department makes the town or its villages do."""
    own = town_of(by.post) if by.post else None
    if own is None or own.pk not in {town.pk, town.parent_id}:
        raise Refused("镇村反映由本镇（街道）、本村（社区）窗口的岗位填报。")
    if not says.name.strip() or not says.department.strip():
        raise Refused("请写明是哪个部门、让做什么事。")
    if TownReport.objects.filter(division=town, department=says.department, name=says.name).exists():
        raise Refused(f"{town.name}已经反映过{says.department}的这件事，不必再报。")
    told = town_report(says, town, Register(), by, at)
    told.save(force_insert=True)
    facts = {"department": says.department, "name": says.name}
    record(f"town/{town.code}", "crosscheck.town_told", facts, by=by, at=at)
    return told


def town_report(says: TownTold, town: Division, register: Register, by: Actor, at: datetime) -> TownReport:
    """What was told, with the organ that is meant where one fits."""
    return TownReport(
        division=town,
        organ=register.organ(says.department),
        department=says.department,
        name=says.name,
        note=says.note,
        times_a_year=says.times,
        told_by=by.account,
        told_at=at,
    )
