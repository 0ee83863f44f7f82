"""The county's working calendar: which years are known, and a year's arrangement to import."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.clock import BadCalendar, CalendarDay, DayKind, WorkCalendar, national_rows, read_rows
from qingquan.desk.door import see_other
from qingquan.desk.setup import asked, keeper_of
from qingquan.desk.setup_checklist import calendar as missing
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.acts import import_calendar
from qingquan.places.models import CalendarDay as Kept

MOST_BYTES = 1024 * 1024
Years = dict[int, list[CalendarDay]]


class YearForm(forms.Form):
    """A file, or a year of the package; and whether a year that is there already may be replaced."""

    file = forms.FileField(
        label="放假安排（CSV）",
        required=False,
        help_text="列名 date,day_kind,source_doc，可加 name；一次可以有几个整年。",
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        error_messages={"empty": "这个文件是空的，请核对。"},
    )
    year = forms.ChoiceField(label="或者取软件自带的一年", required=False)
    replace = forms.BooleanField(label="这一年已经导入而且不同的，用新的替换", required=False)

    def __init__(self, data: object, files: object, offered: Iterable[int]) -> None:
        super().__init__(data, files)  # type: ignore[arg-type]
        choices = [("", "不用"), *((str(year), f"{year}年") for year in offered)]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """One source, read whole."""
        given = super().clean() or {}
        file, year = given.get("file"), given.get("year")
        if "file" not in self.errors and bool(file) == bool(year):
            self.add_error("file", "请选一个文件，或者选一年，两者选一。")
        elif isinstance(file, UploadedFile):
            try:
                given["days"] = _read(file)
            except BadCalendar as bad:
                self.add_error("file", str(bad))
        elif year:
            given["days"] = list(national_rows([int(str(year))]))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def years(request: HttpRequest) -> HttpResponse:
    """The years that are known, and a further one."""
    actor, today = keeper_of(request), timezone.localdate()
    known = _by_year(_known())
    packaged = {row.day.year for row in national_rows()}
    offered = sorted(year for year in packaged if year >= today.year - 1)
    sent = request.method == "POST"
    form = YearForm(request.POST if sent else None, request.FILES if sent else None, offered)
    page = {"years": [_told(year, days) for year, days in sorted(known.items(), reverse=True)], "state": missing(today)}
    if sent and form.is_valid():
        try:
            new = enter(form.cleaned_data["days"], known, replace=form.cleaned_data["replace"], by=actor)
        except Refused as no:
            return asked(request, "calendar", form, page, no)
        said = f"{'、'.join(map(str, new))}年的放假安排已经导入。" if new else "都已经导入过，没有变化。"
        messages.success(request, said)
        return see_other("desk:setup_calendar")
    return asked(request, "calendar", form, page)


def enter(days: Sequence[CalendarDay], known: Years, *, replace: bool, by: Actor) -> list[int]:
    """Import the years that are new; which they were. `Refused` when a known year differs, or a gap would be left."""
    given = _by_year(days)
    new = {year: rows for year, rows in given.items() if known.get(year) != rows}
    changed = sorted(new.keys() & known.keys())
    if changed and not replace:
        raise Refused(f"{changed[0]}年已经导入过，而且和这次的不同；确实要换，请勾选替换。")
    try:
        WorkCalendar(day for rows in (known | new).values() for day in rows)
    except BadCalendar as wrong:
        raise Refused(f"与已导入的各年接不上：{wrong}") from None
    if new:
        import_calendar([day for rows in new.values() for day in rows], by=by, at=timezone.now())
    return sorted(new)


def _read(file: "UploadedFile[bytes]") -> list[CalendarDay]:
    """The rows of an uploaded file, which must be a calendar by themselves; `BadCalendar` names the line."""
    if (file.size or 0) > MOST_BYTES:
        raise BadCalendar("放假安排不会超过 1 MB，请核对是不是拿错了文件。")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "放假安排.csv"
        path.write_bytes(file.read())
        rows = read_rows(path)
    if not rows:
        raise BadCalendar("文件里没有任何一天，请核对。")
    WorkCalendar(rows)
    return rows


def _known() -> list[CalendarDay]:
    rows = Kept.objects.order_by("day").values_list("day", "kind", "name", "source_doc")
    return [CalendarDay(day, DayKind(kind), name, source) for day, kind, name, source in rows]


def _by_year(rows: Iterable[CalendarDay]) -> Years:
    days = sorted(rows, key=lambda row: row.day)
    return {year: list(group) for year, group in groupby(days, key=lambda row: row.day.year)}


def _told(year: int, days: Sequence[CalendarDay]) -> tuple[int, int, list[date], str]:
    """A year as its row shows it: days off, weekends worked, and the notices it rests on."""
    off = sum(day.kind in {DayKind.STATUTORY_HOLIDAY, DayKind.ADJUSTED_REST} for day in days)
    worked = [day.day for day in days if day.kind is DayKind.ADJUSTED_WORKDAY]
    return year, off, worked, "、".join(dict.fromkeys(day.source for day in days if day.source))
