"""Working days and deadlines: the last day of a period, and a derivation a person can check day by day."""

from qingquan.clock.acceptance import SilentAcceptance, deemed_accepted_on, receipt_day
from qingquan.clock.calendar import BadCalendar, BeyondCalendar, CalendarDay, WorkCalendar
from qingquan.clock.clocks import CLOCK_LABELS, ClockKind, Clocks, Ringing, warning_day
from qingquan.clock.counting import Due, Usage, due, last_day_by_date, plain_due, usage
from qingquan.clock.derivation import Derivation, derive
from qingquan.clock.notice import earliest_event, last_day_before, latest_notice
from qingquan.clock.periods import BadPeriod, Extension, Pause, Period
from qingquan.clock.sources import national_calendar, national_rows, read_calendar, read_rows
from qingquan.clock.steps import DerivationStep, Run, StepKind
from qingquan.clock.words import Bounds, DayKind, spell, spell_in_full, spell_length, spell_span, weekday
from qingquan.law import Unit

__all__ = [
    "CLOCK_LABELS",
    "BadCalendar",
    "BadPeriod",
    "BeyondCalendar",
    "Bounds",
    "CalendarDay",
    "ClockKind",
    "Clocks",
    "DayKind",
    "Derivation",
    "DerivationStep",
    "Due",
    "Extension",
    "Pause",
    "Period",
    "Ringing",
    "Run",
    "SilentAcceptance",
    "StepKind",
    "Unit",
    "Usage",
    "WorkCalendar",
    "deemed_accepted_on",
    "derive",
    "due",
    "earliest_event",
    "last_day_before",
    "last_day_by_date",
    "latest_notice",
    "national_calendar",
    "national_rows",
    "plain_due",
    "read_calendar",
    "read_rows",
    "receipt_day",
    "spell",
    "spell_in_full",
    "spell_length",
    "spell_span",
    "usage",
    "warning_day",
    "weekday",
]
